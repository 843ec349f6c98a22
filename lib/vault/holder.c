/* SPDX-License-Identifier: Apache-2.0 */

/* Which of the vault's keys a licence is bound to: its claim `cnf` (RFC 8747 section 3). */
#include "base/error.h"
#include "base/text.h"
#include "cbor/reader.h"
#include "cose/key.h"
#include "cose/labels.h"
#include "vault/vault.h"

#include <string.h>

enum {
    CNF_COSE_KEY = 1,
    CNF_THUMBPRINT = 5, /* RFC 9679 section 5.6 */
};

WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

/** The value behind a key of a map, encoded; empty where there is none. */
static struct wallet_bytes find_value(struct wallet_bytes map, int64_t wanted)
{
    struct wlt_reader reader = wlt_reader_start(map, WLT_CBOR_LENIENT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const bool is_number =
            wlt_next_is(&reader, WLT_CBOR_UNSIGNED) || wlt_next_is(&reader, WLT_CBOR_NEGATIVE);
        if (is_number && wlt_read_int(&reader) == wanted) {
            return wlt_read_any(&reader);
        }

        if (!is_number) {
            (void)wlt_read_any(&reader);
        }

        (void)wlt_read_any(&reader);
    }

    return (struct wallet_bytes){ 0 };
}

static enum wallet_status thumbprint_of(
    struct wallet_bytes cose_key, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error)
{
    WLT_AUTO(public_key) struct wlt_public_key *key = NULL;

    const enum wallet_status status = wlt_cose_key_read(cose_key, &key, error);
    return status == WALLET_OK ? wlt_cose_key_thumbprint(key, out, error) : status;
}

/** The full thumbprint of the key that `cnf` names. */
static enum wallet_status read_cnf(
    struct wallet_bytes cnf, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error)
{
    const struct wallet_bytes cose_key = find_value(cnf, CNF_COSE_KEY);
    const struct wallet_bytes encoded = find_value(cnf, CNF_THUMBPRINT);

    if (cose_key.size > 0) {
        const enum wallet_status status = thumbprint_of(cose_key, out, error);
        if (status == WALLET_OK || status == WALLET_ERR_MEMORY) {
            return status;
        }
    } else if (encoded.size > 0) {
        struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_LENIENT);
        const struct wallet_bytes thumbprint = wlt_read_bytes(&reader);
        if (thumbprint.size == WLT_SHA256_SIZE) {
            memcpy(out, thumbprint.data, thumbprint.size);
            return WALLET_OK;
        }
    }

    return wlt_fail(
        error,
        WALLET_ERR_UNSUPPORTED,
        WALLET_NO_OFFSET,
        "the licence is bound to its holder in a way that is not known here");
}

/** Compares in full: an id is only the beginning of a thumbprint. */
static enum wallet_status match(
    const struct wlt_vault_key *key,
    const uint8_t wanted[WLT_SHA256_SIZE],
    bool *out_same,
    struct wallet_error *error)
{
    WLT_AUTO(public_key) struct wlt_public_key *public_key = NULL;
    uint8_t thumbprint[WLT_SHA256_SIZE];

    enum wallet_status status = wlt_public_key_from_ed25519(
        (struct wallet_bytes){ key->point, sizeof key->point }, &public_key, error);
    if (status == WALLET_OK) {
        status = wlt_cose_key_thumbprint(public_key, thumbprint, error);
    }

    if (status == WALLET_OK) {
        *out_same = memcmp(thumbprint, wanted, sizeof thumbprint) == 0;
    }

    return status;
}

enum wallet_status wallet_vault_find_holder(
    const struct wallet_vault *vault,
    const struct wallet_verdict *verdict,
    uint8_t out_key_id[WALLET_KEY_ID_SIZE],
    struct wallet_error *error)
{
    uint8_t wanted[WLT_SHA256_SIZE];
    bool is_same = false;

    if (!vault || !verdict || !out_key_id) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const struct wallet_bytes cnf = find_value(wallet_verdict_claims(verdict).rest, WLT_CLAIM_CNF);
    if (!wallet_verdict_is_bound(verdict) || cnf.size == 0) {
        return wlt_fail(
            error, WALLET_ERR_MISSING, WALLET_NO_OFFSET, "the licence is bound to no key");
    }

    enum wallet_status status = read_cnf(cnf, wanted, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_vault_key *key = wlt_vault_find_key(vault, wanted);
    if (key) {
        status = match(key, wanted, &is_same, error);
    }

    if (status == WALLET_OK && !is_same) {
        return wlt_fail(
            error,
            WALLET_ERR_UNKNOWN,
            WALLET_NO_OFFSET,
            "the licence is bound to a key that is not in this vault");
    }

    if (status == WALLET_OK) {
        memcpy(out_key_id, key->told.id, WALLET_KEY_ID_SIZE);
    }

    return status;
}
