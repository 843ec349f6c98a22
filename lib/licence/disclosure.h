/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_DISCLOSURE_H
#define WLT_LICENCE_DISCLOSURE_H

#include "cbor/reader.h"
#include "cose/header.h"
#include "crypto/hash.h"

/*
 * Disclosures of an SD-CWT (draft-ietf-spice-sd-cwt section 4.1): the parts of its claims of which
 * the issuer signed digests only.
 */
enum {
    WLT_SALT_SIZE = 16, /* the draft, section 6.1: at least 128 bits of entropy */
    WLT_DISCLOSURE_MAX = 1024,
    WLT_CLAIM_NAME_MAX = 255, /* bytes of a key that is a text: section 5.3 */

    WLT_SIMPLE_REDACTED = 59, /* the key of a map's redacted keys */
    WLT_TAG_TO_BE_REDACTED = 58,
    WLT_TAG_REDACTED = 60, /* an array's redacted element */
    WLT_TAG_TO_BE_DECOY = 62,
};

/** One disclosure; borrows from what it was read from. */
struct wlt_disclosure {
    struct wallet_bytes encoded; /* the byte string with its head, which is what was hashed */
    struct wallet_bytes value;   /* encoded; empty for a decoy, [ salt ] */
    struct wallet_bytes key;     /* encoded; empty for an element of an array, [ salt, value ] */
    uint8_t digest[WLT_HASH_SIZE_MAX];
    bool is_used;
};

/**
 * Takes one apart; its digest is left at 0.
 *
 * \param encoded  an item that was checked already
 *
 * \retval WALLET_ERR_REFUSED    none of the three forms, or a salt of another size
 * \retval WALLET_ERR_TOO_LARGE  nested too deeply
 */
enum wallet_status wlt_disclosure_read(
    struct wallet_bytes encoded,
    enum wlt_cbor_mode mode,
    struct wlt_disclosure *out,
    struct wallet_error *error);

/** All disclosures of one SD-CWT.  Start with `= { 0 }`; read again, it reuses its memory. */
struct wlt_disclosures {
    struct wlt_disclosure *items;
    uint16_t *order; /* of the items, by ascending digest */
    size_t count;
    size_t capacity;
    size_t digest_size;
};

/**
 * Reads the header `sd_claims` and hashes each disclosure; none where the header is absent.
 *
 * \param headers  of the unprotected bucket
 * \param hash     as `sd_alg` names it
 * \param context  for hashing, see wlt_hash_with(); may be NULL
 *
 * \retval WALLET_ERR_REFUSED      no array of disclosures, an empty one, or the same one twice
 * \retval WALLET_ERR_UNSUPPORTED  some are encrypted (section 11 of the draft)
 * \retval WALLET_ERR_TOO_LARGE    more than WLT_DISCLOSURE_MAX
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_disclosures_read(
    const struct wlt_cose_headers *headers,
    enum wlt_cbor_mode mode,
    enum wlt_hash hash,
    struct wlt_check_context *context,
    struct wlt_disclosures *out,
    struct wallet_error *error);

/** The disclosure with this digest; NULL if there is none. */
struct wlt_disclosure *wlt_disclosures_find(
    const struct wlt_disclosures *disclosures, struct wallet_bytes digest);

/** Releases the memory; all is as at the start. */
void wlt_disclosures_clear(struct wlt_disclosures *disclosures);

/** Whether an encoded item may be a claim's key: an integer, or a text of no more than 255 bytes. */
bool wlt_is_claim_key(struct wallet_bytes encoded);

/** The hash that `sd_alg` names, SHA-256 where it is absent; false for one not known here. */
bool wlt_disclosure_hash(const struct wlt_cose_headers *protected_headers, enum wlt_hash *out);

#endif
