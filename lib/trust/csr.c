/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/csr.h"

#include <wallet/csr.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/pem.h"
#include "crypto/policy.h"
#include "trust/key.h"

#define LABEL_REQUEST "CERTIFICATE REQUEST" /* RFC 7468 section 7 */

/** What the agency is called in a certificate. */
static const char *name_of(const struct wallet_key *key)
{
    const char *names[] = {
        wallet_key_issuer_name(key, WALLET_CHINESE),
        wallet_key_issuer_name(key, WALLET_ENGLISH),
        wallet_key_issuer(key),
    };
    size_t i = 0;

    while (i < 2 && !names[i][0]) {
        i++;
    }

    return names[i];
}

/** Takes the given signer, or makes one of the key, and sees that it is the owner's of this key. */
static enum wallet_status choose_signer(
    const struct wallet_key *key,
    const struct wallet_signer *given,
    struct wallet_signer *out,
    struct wallet_error *error)
{
    if (!given) {
        return wallet_key_signer(key, out, error);
    }

    const struct wallet_bytes id = { given->key_id, sizeof given->key_id };
    if (!wlt_bytes_equal(id, wallet_key_id(key))) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "the signer has another key than this one");
    }

    if (!wallet_key_issuer(key)[0]) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key that names no issuer");
    }

    *out = *given;
    return WALLET_OK;
}

static enum wallet_status write_pem(
    const struct wlt_csr *csr,
    const struct wallet_signer *signer,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wallet_buffer der = { 0 };
    enum wallet_status status = wlt_csr_write(csr, signer, &der, error);
    if (status == WALLET_OK) {
        wlt_buffer_set_size(out, 0);
        status = wlt_pem_append(out, LABEL_REQUEST, wallet_buffer_bytes(&der), error);
    }

    wallet_buffer_clear(&der);
    return status;
}

enum wallet_status wallet_key_write_csr(
    const struct wallet_key *key,
    const struct wallet_signer *signer,
    unsigned roles,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!key || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (roles == 0 || !wlt_policy_knows_roles(roles)) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected one or several of the roles");
    }

    struct wallet_signer chosen;
    const enum wallet_status status = choose_signer(key, signer, &chosen, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_csr csr = {
        .key = wlt_key_public(key),
        .name = name_of(key),
        .organisation = wallet_key_issuer(key),
        .roles = roles,
    };
    return write_pem(&csr, &chosen, out, error);
}
