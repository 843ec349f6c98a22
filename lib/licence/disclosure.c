/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/disclosure.h"

#include "base/alloc.h"
#include "base/error.h"
#include "cbor/check.h"

#include <string.h>

/* IANA COSE algorithms. */
enum {
    ALG_SHA256 = -16,
    ALG_SHA384 = -43,
    ALG_SHA512 = -44,
};

enum {
    PARTS_OF_DECOY = 1,
    PARTS_OF_ELEMENT = 2,
    PARTS_OF_PAIR = 3,
};

bool wlt_disclosure_hash(const struct wlt_cose_headers *protected_headers, enum wlt_hash *out)
{
    switch (protected_headers->has_sd_alg ? protected_headers->sd_alg : ALG_SHA256) {
    case ALG_SHA256: *out = WLT_HASH_SHA256; return true;
    case ALG_SHA384: *out = WLT_HASH_SHA384; return true;
    case ALG_SHA512: *out = WLT_HASH_SHA512; return true;
    default: return false;
    }
}

bool wlt_is_claim_key(struct wallet_bytes encoded)
{
    struct wlt_cbor_head head;

    return wlt_cbor_head_read(encoded, &head) == WALLET_OK &&
           (head.major == WLT_CBOR_UNSIGNED || head.major == WLT_CBOR_NEGATIVE ||
            (head.major == WLT_CBOR_TEXT && head.argument <= WLT_CLAIM_NAME_MAX));
}

void wlt_disclosures_clear(struct wlt_disclosures *disclosures)
{
    wlt_free(disclosures->items);
    wlt_free(disclosures->order);
    *disclosures = (struct wlt_disclosures){ 0 };
}

static bool make_room(struct wlt_disclosures *disclosures, size_t count)
{
    if (count <= disclosures->capacity) {
        return true;
    }

    wlt_disclosures_clear(disclosures);
    disclosures->items = wlt_alloc(count, sizeof *disclosures->items);
    disclosures->order = wlt_alloc(count, sizeof *disclosures->order);
    if (!disclosures->items || !disclosures->order) {
        wlt_disclosures_clear(disclosures);
        return false;
    }

    disclosures->capacity = count;
    return true;
}

/* The draft, section 4.1: salted-entry, in a byte string. */
enum wallet_status wlt_disclosure_read(
    struct wallet_bytes encoded,
    enum wlt_cbor_mode mode,
    struct wlt_disclosure *out,
    struct wallet_error *error)
{
    struct wlt_reader string = wlt_reader_start_checked(encoded, mode);
    const struct wallet_bytes content = wlt_read_bytes(&string);
    const enum wallet_status status = wlt_cbor_check(content, mode, error);
    if (status == WALLET_ERR_TOO_LARGE) {
        return status;
    }

    if (status != WALLET_OK) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "a disclosure that is no CBOR");
    }

    struct wlt_reader reader = wlt_reader_start_checked(content, mode);
    const uint64_t parts = wlt_read_array_any(&reader);
    const struct wallet_bytes salt = wlt_read_bytes(&reader);

    *out = (struct wlt_disclosure){ .encoded = encoded };
    out->value = parts >= PARTS_OF_ELEMENT ? wlt_read_any(&reader) : out->value;
    out->key = parts >= PARTS_OF_PAIR ? wlt_read_any(&reader) : out->key;
    const bool holds = wlt_reader_finish(&reader, NULL) == WALLET_OK && parts >= PARTS_OF_DECOY &&
                       parts <= PARTS_OF_PAIR && salt.size == WLT_SALT_SIZE &&
                       (out->key.size == 0 || wlt_is_claim_key(out->key));
    return holds
               ? WALLET_OK
               : wlt_fail(
                     error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "a disclosure of no known form");
}

/** Where in the order a digest stands or would stand. */
static size_t find_place(
    const struct wlt_disclosures *disclosures, struct wallet_bytes digest, bool *out_is_there)
{
    size_t low = 0;
    size_t high = disclosures->count;

    *out_is_there = false;
    while (low < high && !*out_is_there) {
        const size_t middle = low + (high - low) / 2;
        const struct wlt_disclosure *other = &disclosures->items[disclosures->order[middle]];
        const int order = memcmp(digest.data, other->digest, disclosures->digest_size);
        *out_is_there = order == 0;
        if (order > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return *out_is_there ? high : low;
}

/** Takes the item behind the last one among the others. */
static enum wallet_status take_in(
    struct wlt_disclosures *disclosures,
    struct wlt_check_context *context,
    enum wlt_hash hash,
    struct wallet_error *error)
{
    struct wlt_disclosure *item = &disclosures->items[disclosures->count];
    const enum wallet_status status = wlt_hash_with(context, hash, item->encoded, item->digest);
    if (status != WALLET_OK) {
        return wlt_fail_memory(error);
    }

    bool is_there = false;
    const struct wallet_bytes digest = { item->digest, disclosures->digest_size };
    const size_t place = find_place(disclosures, digest, &is_there);
    if (is_there) {
        return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the same disclosure twice");
    }

    uint16_t *at = &disclosures->order[place];
    memmove(at + 1, at, (disclosures->count - place) * sizeof *at);
    *at = (uint16_t)disclosures->count;
    disclosures->count++;
    return WALLET_OK;
}

/** An array that is there with nothing in it: section 8, step 2, MUST be treated as invalid. */
static bool is_empty(struct wallet_bytes array)
{
    struct wlt_cbor_head head;
    return wlt_cbor_head_read(array, &head) == WALLET_OK && head.argument == 0 &&
           !wlt_cbor_head_is_indefinite(&head);
}

enum wallet_status wlt_disclosures_read(
    const struct wlt_cose_headers *headers,
    enum wlt_cbor_mode mode,
    enum wlt_hash hash,
    struct wlt_check_context *context,
    struct wlt_disclosures *out,
    struct wallet_error *error)
{
    out->count = 0;
    if (is_empty(headers->sd_claims) || is_empty(headers->sd_encrypted_claims)) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "an empty list of disclosures");
    }

    if (headers->sd_encrypted_claims.size > 0) {
        return wlt_fail(
            error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "it has encrypted disclosures");
    }

    if (headers->sd_claims.size == 0) {
        return WALLET_OK;
    }

    struct wlt_reader reader = wlt_reader_start_checked(headers->sd_claims, mode);
    const uint64_t count = wlt_read_array_any(&reader);
    if (count > WLT_DISCLOSURE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "more than %d disclosures",
            WLT_DISCLOSURE_MAX);
    }

    enum wallet_status status = make_room(out, (size_t)count) ? WALLET_OK : wlt_fail_memory(error);
    out->digest_size = wlt_hash_size(hash);
    while (status == WALLET_OK && out->count < count) {
        const struct wallet_bytes encoded = wlt_read_any(&reader);
        status = wlt_disclosure_read(encoded, mode, &out->items[out->count], error);
        status = status == WALLET_OK ? take_in(out, context, hash, error) : status;
    }

    return status;
}

struct wlt_disclosure *wlt_disclosures_find(
    const struct wlt_disclosures *disclosures, struct wallet_bytes digest)
{
    bool is_there = false;

    if (digest.size != disclosures->digest_size || disclosures->count == 0) {
        return NULL;
    }

    const size_t place = find_place(disclosures, digest, &is_there);
    return is_there ? &disclosures->items[disclosures->order[place]] : NULL;
}
