/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_TEXT_H
#define WLT_BASE_TEXT_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** The bytes of a text; borrows it. */
struct wallet_bytes wlt_bytes_of(const char *text);

/** Whether a text says anything: neither NULL nor "". */
bool wlt_text_is_there(const char *text);

/** Whether two runs of bytes are the same.  Not for secrets: see crypto/secret.h. */
bool wlt_bytes_equal(struct wallet_bytes a, struct wallet_bytes b);

/** Whether `bytes` are exactly this text. */
bool wlt_bytes_are(struct wallet_bytes bytes, const char *text);

/** Whether `bytes` begin with this text. */
bool wlt_bytes_start_with(struct wallet_bytes bytes, const char *prefix);

/** Whether `bytes` are valid UTF-8 (RFC 3629): no surrogates, no overlong forms. */
bool wlt_utf8_is_valid(struct wallet_bytes bytes);

/**
 * Whether valid UTF-8 is safe to show anywhere: no control, format, private-use, surrogate or
 * unassigned characters, no line or paragraph separators.
 */
bool wlt_text_is_printable(struct wallet_bytes utf8);

/**
 * Whether bytes are nothing but visible ASCII and the ideographs U+4000 to U+9FFF: then they are valid
 * UTF-8, printable and in normalisation form C, as nearly all Chinese text is.
 */
bool wlt_text_is_plain(struct wallet_bytes bytes);

/** Whether valid UTF-8 is in normalisation form C. */
bool wlt_text_is_nfc(struct wallet_bytes utf8);

/** A copy with a NUL behind it, by wlt_alloc(); NULL when out of memory. */
char *wlt_text_copy(struct wallet_bytes text);

/**
 * How many single steps (insert, delete, replace, swap neighbours) lead from one word to the other;
 * words longer than 63 bytes count as far apart.
 */
size_t wlt_text_distance(struct wallet_bytes a, struct wallet_bytes b);

/** Takes away the part of a character that was left where a text did not fit. */
void wlt_text_mend(char *text);

#endif
