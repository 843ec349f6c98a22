/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PULL_REQUEST_H
#define WALLET_CLI_PULL_REQUEST_H

#include <wallet/cases.h>
#include <wallet/replay.h>
#include <wallet/trust.h>

#include "case_push.h"
#include "http_exchange.h"
#include "http_signed.h"

/*
 * What a department's approval system asks of a counter for its accepted cases:
 *
 *     GET  /v1/cases?since=CURSOR&limit=N   what was accepted since
 *     GET  /v1/cases/NUMBER                 a case, as it is pushed
 *     GET  /v1/cases/NUMBER/package         its package
 *     POST /v1/cases/NUMBER/receipt         that the system has it, and what it calls it
 *
 * Each request is signed (RFC 9421) by the system's key, which has the role `approval` in the trust list
 * for the department's USCC, over @method, @authority, @path, @query and, of a POST, content-digest; with
 * created, keyid ("USCC#" and the key's identifier in hex) and a nonce that is good for one time.
 */
#define PULL_PATH "/v1/cases"

enum {
    PULL_SECONDS = 300, /* for which a signature is good */
    PULL_LEEWAY = 30,   /* by which the system's clock may be ahead of ours */
    PULL_LIMIT_MAX = 100,
    PULL_LIMIT = 50, /* where none is asked for */
    PULL_CURSOR_SIZE = 16 + 1 + WALLET_CASE_NUMBER_SIZE,
};

enum pull_operation {
    PULL_LIST = 0,
    PULL_CASE,
    PULL_PACKAGE,
    PULL_RECEIPT,
};

/** "list", "case", "package" or "receipt". */
const char *pull_operation_name(enum pull_operation operation);

/** A request that was read; `why` says what is wrong with it. */
struct pull_request {
    enum pull_operation operation;
    char number[WALLET_CASE_NUMBER_SIZE];
    struct wallet_accepted_mark since;
    unsigned limit;
    char reference[CASE_PUSH_REFERENCE_SIZE]; /* of a receipt */

    bool is_signed;                      /* by whom it names */
    char department[WALLET_ISSUER_SIZE]; /* who asks; "" where that is not known */
    struct http_signed signature;

    enum http_status status; /* HTTP_OK: it can be done */
    const char *why;
};

/** Whom a request is held against. */
struct pull_gate {
    const struct wallet_trust *trust;
    bool is_secured; /* clients speak https, here or to the proxy in front */
};

/** Reads a request and checks who signed it, but not whether it was sent before; any thread. */
void pull_request_read(
    const struct pull_gate *gate,
    const struct http_exchange *exchange,
    int64_t at_unix,
    struct pull_request *out);

/** Whether it comes for the first time; else, or where that cannot be told, it is refused. */
void pull_request_remember(
    struct pull_request *request, struct wallet_replay replay, int64_t at_unix);

/** Writes what stands for a mark in `since`. */
void pull_cursor_write(const struct wallet_accepted_mark *mark, char out[PULL_CURSOR_SIZE]);

#endif
