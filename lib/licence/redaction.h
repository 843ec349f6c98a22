/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_REDACTION_H
#define WLT_LICENCE_REDACTION_H

#include "cbor/writer.h"
#include "licence/disclosure.h"

/** A pair of a map while it is put in order. */
struct wlt_redaction_pair {
    struct wallet_bytes key;
    struct wallet_bytes value;
};

/** Room for putting claims together; start with `= { 0 }`, used again it reuses its memory. */
struct wlt_redaction {
    struct wlt_redaction_pair *pairs; /* of the maps that are open, the innermost last */
    size_t count;
    size_t capacity;
    size_t hidden_count;  /* digests for which there was no disclosure */
    size_t hidden_at_top; /* of them those at the top level */
    size_t decoy_count;   /* disclosures that stood for nothing */
};

enum {
    WLT_REDACTION_PAIRS_MAX = 2048, /* of one map */
};

/**
 * Puts the disclosures in the places of their digests, and leaves out what is not disclosed: the
 * Validated Disclosed Claims Set (draft-ietf-spice-sd-cwt section 8, steps 8 to 10).
 *
 * \param payload      the claims as signed, which wlt_cbor_check() let pass in `mode`
 * \param disclosures  each is marked as used
 * \param out          what was in it stays, and the claims are appended: keys in their order.
 *                     `payload` and the disclosures may not point into it
 *
 * \retval WALLET_ERR_REFUSED    a disclosure whose digest was not signed or was signed twice, that is of
 *                               another form than its place, that stands for a claim which may never be
 *                               redacted, or for a key that is there already
 * \retval WALLET_ERR_STRUCTURE  the claims are not those of an SD-CWT
 * \retval WALLET_ERR_TOO_LARGE  too deep, or a map of too many keys
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_redaction_resolve(
    struct wlt_redaction *redaction,
    struct wallet_bytes payload,
    enum wlt_cbor_mode mode,
    enum wlt_hash hash,
    struct wlt_disclosures *disclosures,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Releases the memory; all is as at the start. */
void wlt_redaction_clear(struct wlt_redaction *redaction);

#endif
