/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_RECORD_H
#define WLT_CATALOGUE_RECORD_H

#include <wallet/record.h>

#include "catalogue/type.h"

#include <stdbool.h>

/** One field of a record, as it goes into a licence; everything borrows from the record. */
struct wlt_entry {
    const struct wallet_field *field;
    struct wallet_value value;
    enum wallet_finding finding;          /* NONE, or an advisory one that was accepted */
    struct wallet_record *const *members; /* of the kind WALLET_FIELD_MEMBERS */
    size_t member_count;
};

/** How many fields are set. */
size_t wlt_record_entry_count(const struct wallet_record *record);

/** The field at `index`, below wlt_record_entry_count(), in ascending order of keys. */
const struct wlt_entry *wlt_record_entry(const struct wallet_record *record, size_t index);

/** The terms; a member has those of its record. */
const struct wallet_terms *wlt_record_terms(const struct wallet_record *record);

enum {
    WLT_HOLDER_SIZE = 32, /* of a holder's code with its type, the NUL included */
};

/**
 * Writes who will hold the licence, as `TYPE:CODE` with the types of GB/T 36903 annex A:
 * "111:" and a citizen number, or "001:" and a USCC.  For a household it is the number of the head.
 * False unless there is exactly one.
 */
bool wlt_record_holder(const struct wallet_record *record, char out[WLT_HOLDER_SIZE]);

/**
 * Demands one holder where a person or an organisation may be it: WALLET_ERR_MISSING if there is
 * none, WALLET_ERR_VALUE if there are both.
 */
enum wallet_status wlt_record_check_holder(
    const struct wallet_record *record, struct wallet_error *error);

/*
 * What follows is for this layer: how the ways in (text, JSON) fill a record.
 */

struct wlt_slot; /* the memory behind one field's value */

struct wallet_record {
    const struct wallet_type *type;
    const struct wlt_field_set *fields;
    struct wallet_record *root;        /* of a member its record; of a record itself */
    const struct wallet_field *within; /* of a member the field it stands in, else NULL */
    size_t index;                      /* of a member in that field */
    size_t member_total;               /* of a record: over all its fields */
    struct wallet_terms terms;
    char serial[WALLET_SERIAL_MAX + 1];
    size_t count;
    struct wlt_entry *entries; /* as many as are set, in ascending order of keys */
    struct wlt_slot *slots;    /* one a field of the set */
};

/** The entry of a field of the record's set; NULL if it is not set. */
const struct wlt_entry *wlt_record_find(
    const struct wallet_record *record, const struct wallet_field *field);

/** The field a caller named; WALLET_ERR_UNKNOWN with the nearest name if there is none. */
enum wallet_status wlt_record_field(
    const struct wallet_record *record,
    struct wallet_bytes name,
    const struct wallet_field **out,
    struct wallet_error *error);

/**
 * Checks a value and sets it; its bytes are copied.
 *
 * \param text  from which the value was read, for messages; of no size if from none
 */
enum wallet_status wlt_record_put(
    struct wallet_record *record,
    const struct wallet_field *field,
    const struct wallet_value *value,
    struct wallet_bytes text,
    struct wallet_error *error);

/** As wlt_record_put() for the bytes in `owned`, which the record takes on success. */
enum wallet_status wlt_record_put_owned(
    struct wallet_record *record,
    const struct wallet_field *field,
    struct wallet_buffer *owned,
    struct wallet_error *error);

/** Sets a field from text as people write it. */
enum wallet_status wlt_record_put_text(
    struct wallet_record *record,
    const struct wallet_field *field,
    struct wallet_bytes text,
    struct wallet_error *error);

/** Appends an empty member. */
enum wallet_status wlt_record_grow(
    struct wallet_record *record,
    const struct wallet_field *field,
    struct wallet_record **out_member,
    struct wallet_error *error);

enum {
    WLT_RECORD_PATH_SIZE = 160,
};

/** Writes where a field stands, such as "members[1].birth_date". */
void wlt_record_path(
    const struct wallet_record *record,
    const struct wallet_field *field,
    char out[WLT_RECORD_PATH_SIZE]);

/** WALLET_ERR_VALUE with what is wrong; `text` is what was given, of no size if it was no text. */
enum wallet_status wlt_record_fail(
    const struct wallet_record *record,
    const struct wallet_field *field,
    enum wallet_finding finding,
    struct wallet_bytes text,
    struct wallet_error *error);

enum {
    WLT_TERM_VERSION_MAX = 999,
};

/* What is said of terms that cannot be read, whatever they were read from. */
#define WLT_LIMIT_COMPLAINT \
    "'%s' is not a date since 1970; write it as 2026-01-31 or 2026-01-31T08:30:00+08:00"
#define WLT_SERIAL_COMPLAINT  "expected 1 to %d characters of 0-9 A-Z"
#define WLT_VERSION_COMPLAINT "expected a number from 1 to %d"

/**
 * Reads a limit of the period: a day in China, or a time with its zone.
 *
 * \param day_shift  0: a day counts from its first second; 1: to its last, and 长期 is 0
 */
bool wlt_limit_read(struct wallet_bytes text, int day_shift, int64_t *out);

/** Sets the serial; false, and nothing changed, where it is none. */
bool wlt_record_set_serial(struct wallet_record *record, struct wallet_bytes text);

/** Reads the terms that stand in a record's JSON. */
void wlt_terms_read(const struct wlt_node *root, struct wallet_record *record);

#endif
