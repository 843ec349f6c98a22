/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CBOR_READER_H
#define WLT_CBOR_READER_H

#include "base/error.h"
#include "cbor/head.h"

/**
 * Reads CBOR from memory, one item at a time.
 *
 * The first failure sticks: from then on every call does nothing and returns a zero value, so that
 * a caller reads a whole structure in one straight line and asks wlt_reader_finish() once.
 * Nothing is allocated, whatever lengths the input announces.
 *
 * Input in lenient mode must have passed wlt_cbor_check() before: the reader steps over breaks of
 * indefinite lengths without asking to what they belong.
 */
struct wlt_reader {
    struct wallet_bytes input;
    size_t offset;
    enum wlt_cbor_mode mode;
    bool is_checked; /* by wlt_cbor_check(): whole items need no second look */
    enum wallet_status status;
    size_t failed_at;
    const char *expected;
};

/** Borrows `input`. */
struct wlt_reader wlt_reader_start(struct wallet_bytes input, enum wlt_cbor_mode mode);

/**
 * The same for input that wlt_cbor_check() has let pass in this mode: skips items faster, and does not
 * look at the UTF-8 of texts again.
 */
struct wlt_reader wlt_reader_start_checked(struct wallet_bytes input, enum wlt_cbor_mode mode);

/** Whether nothing failed so far. */
bool wlt_reader_is_ok(const struct wlt_reader *reader);

/** Records a failure at the current place, unless one is there already. */
void wlt_reader_fail(
    struct wlt_reader *reader, enum wallet_status status, const char *expected) WLT_COLD;

/** Whether the next item is of this kind; false at the end. */
bool wlt_next_is(const struct wlt_reader *reader, enum wlt_cbor_major major);

/** Steps over a tag, which must be this one. */
void wlt_read_tag(struct wlt_reader *reader, uint64_t tag);

/** Steps over a tag if it is this one; tells whether it was. */
bool wlt_read_optional_tag(struct wlt_reader *reader, uint64_t tag);

/** Opens an array, which must have exactly `count` elements. */
void wlt_read_array(struct wlt_reader *reader, uint64_t count);

/** Opens an array of any length, which is returned. */
uint64_t wlt_read_array_any(struct wlt_reader *reader);

/** Opens a map; returns the number of pairs. */
uint64_t wlt_read_map(struct wlt_reader *reader);

uint64_t wlt_read_unsigned(struct wlt_reader *reader);

/** An integer between -2^63 and 2^63 - 1. */
int64_t wlt_read_int(struct wlt_reader *reader);

/** A byte string; borrows from the input. */
struct wallet_bytes wlt_read_bytes(struct wlt_reader *reader);

/** A text string; borrows from the input, no NUL behind it. */
struct wallet_bytes wlt_read_text(struct wlt_reader *reader);

/** A map's key where it is a text, as wlt_read_text(); of any other kind it is stepped over, and nothing. */
struct wallet_bytes wlt_read_text_key(struct wlt_reader *reader);

/** true or false. */
bool wlt_read_bool(struct wlt_reader *reader);

/** One whole item of any kind, encoded; borrows from the input. */
struct wallet_bytes wlt_read_any(struct wlt_reader *reader);

/** Demands that the input ends here, and reports the first failure, if any. */
enum wallet_status wlt_reader_finish(struct wlt_reader *reader, struct wallet_error *error);

/** Reports the first failure, if any; more input may follow. */
enum wallet_status wlt_reader_status(const struct wlt_reader *reader, struct wallet_error *error);

#endif
