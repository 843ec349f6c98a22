/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/store_secrets.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/keyed_hash.h"
#include "crypto/seal.h"
#include "crypto/secret.h"

#include <string.h>

enum {
    KEY_SIZE = WLT_KEYED_HASH_KEY_SIZE,
    OVERHEAD = WLT_SEAL_NONCE_SIZE + WLT_SEAL_TAG_SIZE,
};

_Static_assert((int)KEY_SIZE == (int)WLT_SEAL_KEY_SIZE, "a derived key seals too");

struct wlt_cases_secrets {
    uint8_t proof[KEY_SIZE];
    uint8_t holder[KEY_SIZE];
    uint8_t content[KEY_SIZE];
    uint8_t head[KEY_SIZE];
};

struct wlt_cases_secrets *wlt_cases_secrets_new(const uint8_t secret[WALLET_AUDIT_SECRET_SIZE])
{
    struct wlt_cases_secrets *secrets = wlt_secret_alloc(sizeof *secrets);
    if (!secrets) {
        return NULL;
    }

    /* These texts are in every database that was ever made: they stay as they are. */
    wlt_keyed_hash(secret, wlt_bytes_of("wallet cases proof"), secrets->proof, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet cases holder"), secrets->holder, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet cases content"), secrets->content, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet cases head"), secrets->head, KEY_SIZE);
    return secrets;
}

void wlt_cases_secrets_free(struct wlt_cases_secrets *secrets)
{
    wlt_secret_free(secrets);
}

void wlt_cases_secrets_proof(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes owner,
    uint8_t out[WLT_CASES_PROOF_SIZE])
{
    wlt_keyed_hash(secrets->proof, owner, out, WLT_CASES_PROOF_SIZE);
}

void wlt_cases_secrets_holder(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE])
{
    wlt_keyed_hash(secrets->holder, holder, out, WALLET_AUDIT_HOLDER_SIZE);
}

void wlt_cases_secrets_head(
    const struct wlt_cases_secrets *secrets,
    const uint8_t last[WLT_SHA256_SIZE],
    uint8_t out[WLT_CASES_HEAD_SIZE])
{
    const struct wallet_bytes digest = { last, WLT_SHA256_SIZE };
    wlt_keyed_hash(secrets->head, digest, out, WLT_CASES_HEAD_SIZE);
}

enum wallet_status wlt_cases_seal(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes place,
    struct wallet_bytes content,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const size_t size = content.size + OVERHEAD;

    wlt_buffer_set_size(out, 0);
    if (!wlt_buffer_reserve(out, size)) {
        return wlt_fail_memory(error);
    }

    wlt_random(out->data, WLT_SEAL_NONCE_SIZE);
    wlt_seal(secrets->content, out->data, place, content, out->data + WLT_SEAL_NONCE_SIZE);
    wlt_buffer_set_size(out, size);
    return WALLET_OK;
}

static bool unseal(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out)
{
    if (sealed.size < OVERHEAD) {
        return false;
    }

    const struct wallet_bytes content = { sealed.data + WLT_SEAL_NONCE_SIZE,
                                          sealed.size - WLT_SEAL_NONCE_SIZE };
    if (!wlt_unseal(secrets->content, sealed.data, place, content, out->data)) {
        return false;
    }

    wlt_buffer_set_size(out, sealed.size - OVERHEAD);
    return true;
}

enum wallet_status wlt_cases_unseal(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);
    if (!wlt_buffer_reserve(out, sealed.size + 1)) {
        return wlt_fail_memory(error);
    }

    return unseal(secrets, place, sealed, out) ? WALLET_OK
                                               : wlt_fail(
                                                     error,
                                                     WALLET_ERR_MALFORMED,
                                                     WALLET_NO_OFFSET,
                                                     "what is stored of a case does not open: it "
                                                     "was altered, or belongs elsewhere");
}
