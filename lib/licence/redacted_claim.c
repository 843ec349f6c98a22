/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/redacted_claim.h"

#include "base/error.h"
#include "base/text.h"
#include "licence/disclosure.h"

struct wallet_bytes wlt_redacted_digests(struct wallet_bytes claims)
{
    struct wlt_reader reader = wlt_reader_start_checked(claims, WLT_CBOR_STRICT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const bool is_redacted = wlt_next_is(&reader, WLT_CBOR_SIMPLE);
        (void)wlt_read_any(&reader);
        const struct wallet_bytes value = wlt_read_any(&reader);
        if (is_redacted) {
            return value;
        }
    }

    return (struct wallet_bytes){ 0 };
}

static bool has_digest(struct wallet_bytes digests, struct wallet_bytes digest)
{
    struct wlt_reader reader = wlt_reader_start_checked(digests, WLT_CBOR_STRICT);

    for (uint64_t left = wlt_read_array_any(&reader); left > 0 && wlt_reader_is_ok(&reader);
         left--) {
        if (wlt_bytes_equal(wlt_read_bytes(&reader), digest)) {
            return true;
        }
    }

    return false;
}

static bool has_key(const struct wlt_disclosure *disclosure, uint64_t key)
{
    struct wlt_reader reader = wlt_reader_start_checked(disclosure->key, WLT_CBOR_STRICT);

    return disclosure->key.size > 0 && wlt_next_is(&reader, WLT_CBOR_UNSIGNED) &&
           wlt_read_unsigned(&reader) == key;
}

static enum wallet_status look_at(
    const struct wlt_disclosure *disclosure,
    struct wallet_bytes digests,
    enum wlt_hash hash,
    struct wallet_bytes *out,
    struct wallet_error *error)
{
    uint8_t digest[WLT_HASH_SIZE_MAX];

    if (wlt_hash_bytes(hash, disclosure->encoded, digest) != WALLET_OK) {
        return wlt_fail_memory(error);
    }

    if (has_digest(digests, (struct wallet_bytes){ digest, wlt_hash_size(hash) })) {
        *out = disclosure->value;
    }

    return WALLET_OK;
}

enum wallet_status wlt_redacted_claim(
    const struct wlt_sign1 *sign1,
    const struct wlt_cwt *cwt,
    uint64_t claim,
    struct wallet_bytes *out,
    struct wallet_error *error)
{
    const struct wallet_bytes digests = wlt_redacted_digests(cwt->all);
    const struct wallet_bytes all = sign1->unprotected_headers.sd_claims;
    enum wallet_status status = WALLET_OK;
    struct wlt_disclosure disclosure;
    enum wlt_hash hash;

    *out = (struct wallet_bytes){ 0 };
    if (digests.size == 0 || all.size == 0) {
        return WALLET_OK;
    }

    if (!wlt_disclosure_hash(&sign1->protected_headers, &hash)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "the hash of its digests is not known");
    }

    struct wlt_reader reader = wlt_reader_start_checked(all, WLT_CBOR_STRICT);
    for (uint64_t left = wlt_read_array_any(&reader);
         left > 0 && status == WALLET_OK && out->size == 0;
         left--) {
        status = wlt_disclosure_read(wlt_read_any(&reader), WLT_CBOR_STRICT, &disclosure, error);
        if (status == WALLET_OK && has_key(&disclosure, claim)) {
            status = look_at(&disclosure, digests, hash, out, error);
        }
    }

    return status;
}
