/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_REDACTOR_H
#define WLT_LICENCE_REDACTOR_H

#include "catalogue/record.h"
#include "cbor/writer.h"
#include "crypto/digest.h"
#include "licence/disclosure.h"

enum {
    WLT_SALTS_AT_ONCE = 16,
};

/**
 * Makes the disclosures of a licence while its claims are written (draft-ietf-spice-sd-cwt section 6):
 * each part that its holder may keep back gets a fresh salt, and only its SHA-256 goes into the
 * claims.  Start with `= { 0 }`.  A failed allocation sticks.
 */
struct wlt_redactor {
    struct wallet_buffer disclosures; /* byte strings, encoded, one behind the other */
    size_t count;
    struct wallet_buffer value; /* of one field after the other */
    uint8_t salts[WLT_SALTS_AT_ONCE]
                 [WLT_SALT_SIZE]; /* drawn in advance: each draw is a system call */
    size_t salts_left;
    enum wallet_status status;
};

/**
 * Redacts the pair of a map whose key is an unsigned number.
 *
 * \param value   encoded
 * \param digest  replaced by what the claims say in its place
 */
void wlt_redactor_pair(
    struct wlt_redactor *redactor,
    uint64_t key,
    struct wallet_bytes value,
    uint8_t digest[WLT_SHA256_SIZE]);

/** Writes the one pair of a map that says which of its keys are redacted; digests in one run. */
void wlt_redactor_write_digests(struct wlt_writer *writer, struct wallet_bytes digests);

/**
 * Writes a record's fields: in clear those that are always disclosed, of all others the digests; of
 * members the digest of each, and within it the same again.  Decoys stand for absent fields that are
 * never disclosed by default, and blur the number of members.
 */
void wlt_redactor_write_record(
    struct wlt_redactor *redactor, struct wlt_writer *writer, const struct wallet_record *record);

void wlt_redactor_clear(struct wlt_redactor *redactor);

#endif
