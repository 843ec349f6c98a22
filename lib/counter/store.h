/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_STORE_H
#define WLT_COUNTER_STORE_H

#include <wallet/cases.h>

#include "audit/log.h"
#include "counter/store_secrets.h"
#include "counter/store_statements.h"
#include "crypto/digest.h"

struct wallet_cases {
    struct wlt_database *database;
    struct wlt_log *log;
    struct wlt_cases_secrets *secrets;
    struct wlt_cases_statements statements;
    const struct wallet_catalogue *catalogue;
    const struct wallet_matters *matters;
    bool is_begun;
    char id[WALLET_ISSUER_SIZE];
    char division[7];
    struct wallet_buffer sealed;  /* for one call; kept from call to call */
    struct wallet_buffer details; /* of an entry of the log */
};

enum wallet_status wlt_cases_statement(
    struct wallet_cases *cases,
    enum wlt_cases_sql which,
    struct wlt_statement **out,
    struct wallet_error *error);

/** Begins a transaction that writes: the counter's row is locked first, and the log's second, always. */
enum wallet_status wlt_cases_begin(struct wallet_cases *cases, struct wallet_error *error);

/** After a failure it is rolled back. */
enum wallet_status wlt_cases_commit(struct wallet_cases *cases, struct wallet_error *error);
void wlt_cases_rollback(struct wallet_cases *cases);

/* What follows writes within a transaction. */

enum wallet_status wlt_cases_put_deed(
    struct wallet_cases *cases,
    const char *number,
    uint64_t place,
    struct wallet_bytes act,
    struct wallet_error *error);

/** Keeps bytes under their digest, unless they are there. */
enum wallet_status wlt_cases_put_original(
    struct wallet_cases *cases, struct wallet_bytes original, struct wallet_error *error);

enum wallet_status wlt_cases_put_party(
    struct wallet_cases *cases, const char *number, const char *holder, struct wallet_error *error);

/* What follows reads. */

/** Opens what is stored of an act.  WALLET_ERR_MALFORMED: it is not what was written. */
enum wallet_status wlt_cases_open_deed(
    struct wallet_cases *cases,
    const char *number,
    uint64_t place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Reads one act; WALLET_ERR_MALFORMED as well where it is not there. */
enum wallet_status wlt_cases_get_deed(
    struct wallet_cases *cases,
    const char *number,
    uint64_t place,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Reads what was kept under a digest, which it is compared with.
 *
 * \retval WALLET_ERR_MALFORMED  it is not there, or not what was kept
 */
enum wallet_status wlt_cases_get_original(
    struct wallet_cases *cases,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
