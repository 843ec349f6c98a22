/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A record is what one licence is going to say: values for the fields of its type, and the terms
 * (serial, version, period) under which it is issued.  It is filled from JSON or field by field,
 * every value is checked as it comes, and wallet_issue() signs it.
 */
#ifndef WALLET_RECORD_H
#define WALLET_RECORD_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>

#ifdef __cplusplus
extern "C" {
#endif

struct wallet_record;

/** The largest JSON text of a record, in bytes. */
#define WALLET_RECORD_JSON_MAX 262144

/** The most members of one record, over all its fields. */
#define WALLET_MEMBER_MAX 64

/** The longest text of a field, in bytes of UTF-8. */
#define WALLET_TEXT_MAX 4096

/** The largest portrait, in bytes. */
#define WALLET_PORTRAIT_MAX 32768

/** Under which terms a licence is issued. */
struct wallet_terms {
    const char
        *serial; /**< 1 to WALLET_SERIAL_MAX of 0-9 A-Z; NULL: drawn at random, 20 characters */
    unsigned version;       /**< 1 to 999 */
    int64_t from_unix;      /**< valid from; 0: from when it is issued */
    int64_t until_unix;     /**< the first second it is no longer valid; 0: 长期 */
    bool accept_findings;   /**< let pass what wallet_finding_is_advisory() */
    const char *status_uri; /**< of the status list; NULL: the licence has no status */
    uint32_t status_index;  /**< its place in that list */
};

/**
 * Makes an empty record of `type`.
 *
 * \param type  borrowed; must outlive the record
 * \param out   on success the record, which the caller owns: wallet_record_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_record_new(
    const struct wallet_type *type, struct wallet_record **out, struct wallet_error *error);

/**
 * Makes a record from JSON:
 *
 *     { "serial": "A20260001", "version": 1, "valid_from": "2026-01-01",
 *       "valid_until": "2036-01-01", "accept_findings": false,
 *       "fields": { "name": "…", "sex": "女", "members": [ { … } ] } }
 *
 * All but "fields" may be left out; "valid_until" may be "长期" or "long-term".  A date is a string as
 * wallet_record_set() takes it, and "valid_until" names the last day that counts.  A portrait is
 * base64.  Unknown members, members twice and missing required fields are errors.
 *
 * \param json  copied
 *
 * \retval WALLET_ERR_MALFORMED  not JSON; the message names line and column
 * \retval WALLET_ERR_STRUCTURE  a member of the wrong kind
 * \retval WALLET_ERR_UNKNOWN    a field that the type has not; the message names the nearest one
 * \retval WALLET_ERR_VALUE      a value that its field or a citizen number refuses, or two holders
 *                               where one is meant
 * \retval WALLET_ERR_MISSING    a required field is missing, or the holder's number
 * \retval WALLET_ERR_TOO_LARGE  beyond a limit above
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_record_parse(
    const struct wallet_type *type,
    struct wallet_bytes json,
    struct wallet_record **out,
    struct wallet_error *error);

/** Releases `record`.  NULL is allowed. */
WALLET_API void wallet_record_free(struct wallet_record *record);

/** Empties a record of no member, for the next licence: no values, and the terms as they were at first. */
WALLET_API void wallet_record_clear(struct wallet_record *record);

WALLET_API const struct wallet_type *wallet_record_type(const struct wallet_record *record);

/** The terms; borrows from `record`.  Write to them before issuing. */
WALLET_API struct wallet_terms *wallet_record_terms(struct wallet_record *record);

/**
 * Sets one of the terms from text, as wallet_record_parse() reads them: "serial", "version",
 * "valid_from" or "valid_until".  A serial is copied.  The two limits are not compared here.
 *
 * \retval WALLET_ERR_UNKNOWN  another name
 * \retval WALLET_ERR_VALUE    it is no serial, no version, or no date; the message says so
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_record_set_term(
    struct wallet_record *record,
    const char *name,
    struct wallet_bytes text,
    struct wallet_error *error);

/**
 * Sets a field from text as people write it: dates as 2026-01-31, 20260131 or 长期, codes by number
 * or by text.  A value set before is replaced.
 *
 * \param field  the field's name, title or identifier
 * \param text   UTF-8; copied
 *
 * \retval WALLET_ERR_UNKNOWN  the type has no such field
 * \retval WALLET_ERR_VALUE    the field refuses the value; the message says why
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_record_set(
    struct wallet_record *record,
    const char *field,
    struct wallet_bytes text,
    struct wallet_error *error);

/** Sets a portrait from the bytes of a picture, JPEG, JPEG 2000, PNG, WebP or AVIF; copied. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_record_set_portrait(
    struct wallet_record *record,
    const char *field,
    struct wallet_bytes picture,
    struct wallet_error *error);

/**
 * Appends an empty member to a field of the kind WALLET_FIELD_MEMBERS.
 *
 * \param out_member  on success a record of its own for the member, to be set like any other;
 *                    borrows from `record`, never freed by the caller
 *
 * \retval WALLET_ERR_UNKNOWN    the type has no such field
 * \retval WALLET_ERR_VALUE      the field holds no members
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_MEMBER_MAX
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_record_add_member(
    struct wallet_record *record,
    const char *field,
    struct wallet_record **out_member,
    struct wallet_error *error);

/**
 * Demands that every required field is there, in the members too, and of a type that a person or an
 * organisation may hold the number of just one of them; and, unless its terms accept findings, that
 * no date of birth and no sex contradicts the citizen number of the same person.
 *
 * \retval WALLET_ERR_MISSING  a required field, or both numbers of a holder
 * \retval WALLET_ERR_VALUE    there are both, or one field contradicts another
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_record_check(
    const struct wallet_record *record, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
