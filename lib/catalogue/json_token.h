/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_JSON_TOKEN_H
#define WLT_CATALOGUE_JSON_TOKEN_H

#include <wallet/bytes.h>

#include <stdbool.h>

/*
 * What the parser of JSON leaves open of one token.
 */

/** Reads an integer as it stands in JSON; false where it is beyond 64 bits. */
bool wlt_json_integer_read(const char *text, size_t size, int64_t *out);

/**
 * Where a string escapes half of a character (RFC 8259 section 8.2): the parser puts '?' there, but what
 * is signed must not depend on who reads it.  NULL: nowhere.
 */
const uint8_t *wlt_json_half_find(struct wallet_bytes raw);

/** The first byte that is not UTF-8, of a text with one. */
const uint8_t *wlt_utf8_invalid_find(struct wallet_bytes text);

#endif
