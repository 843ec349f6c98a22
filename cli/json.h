/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_JSON_H
#define WALLET_CLI_JSON_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

#include <jansson.h>

/** A new object that starts with "v": 1. */
json_t *json_start(void);

/** Text that may hold anything; broken UTF-8 is shown as \x{ff}. */
json_t *json_text(struct wallet_bytes text);

/** Bytes in base64url without padding (RFC 4648 section 5). */
json_t *json_bytes(struct wallet_bytes bytes);

/** Bytes as hexadecimal digits; null for none. */
json_t *json_hex(struct wallet_bytes bytes);

/** The time in UTC, such as "2026-11-23T08:30:00Z". */
json_t *json_time(int64_t unix_seconds);

/** null for NULL and "". */
json_t *json_text_or_null(const char *text);

/**
 * Prints `object` on one line of standard output and releases it.  Chinese stays Chinese; what a
 * terminal would obey or hide is written as \u202e.
 */
void json_print(json_t *object);

/** As json_print(), for measured times: three decimals are not printed as seventeen. */
void json_print_measured(json_t *object);

/** A duration in milliseconds, to three decimals; for json_print_measured(). */
json_t *json_milliseconds(double milliseconds);

/** The object that tells the last complaint, to be printed; `input` may be NULL. */
json_t *json_failure(const struct session *session, const char *input, enum exit_code code);

/** Prints that object. */
void json_print_failure(const struct session *session, const char *input, enum exit_code code);

#endif
