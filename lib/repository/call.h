/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_CALL_H
#define WLT_REPOSITORY_CALL_H

#include <wallet/call.h>

#include "cose/sign1.h"
#include "present/request.h"

/* The clerk: a map. */
enum {
    WLT_CLERK_NAME = 1,    /* text */
    WLT_CLERK_ACCOUNT = 2, /* text; absent: none, as the next */
    WLT_CLERK_WINDOW = 3,
};

/* The problem reported: a map. */
enum {
    WLT_PROBLEM_KIND = 1,       /* unsigned: enum wallet_problem */
    WLT_PROBLEM_HOLDER = 2,     /* text: TYPE:CODE */
    WLT_PROBLEM_TYPE = 3,       /* text: type code */
    WLT_PROBLEM_IDENTIFIER = 4, /* text; absent: of a licence that is missing */
    WLT_PROBLEM_NOTE = 5,       /* text; absent: none */
};

enum {
    WLT_CALL_TEXT_MAX = 1024, /* bytes of a value that is compared */
};

/** What a problem is about. */
struct wlt_call_problem {
    enum wallet_problem kind;
    const char *holder;
    const char *type;
    const char *identifier; /* "": none */
    const char *note;       /* "": none */
};

struct wallet_call {
    struct wallet_buffer received; /* spans point here */
    uint8_t digest[WALLET_CALL_DIGEST_SIZE];

    /* Counter, times, matter, items and, once it is believed, the counter's authority; its texts. */
    struct wallet_request *request;
    char repository[WALLET_ISSUER_SIZE];
    uint8_t number[WALLET_CALL_NUMBER_SIZE];
    bool has_number;
    enum wallet_operation operation;
    struct wallet_clerk clerk;
    const char *case_number; /* "": none */
    struct wallet_bytes grant;
    struct wallet_bytes file;

    /* One a field, or one for each members' field that is asked for, in the order of items and keys. */
    const char *values[WALLET_CALL_VALUE_MAX];
    size_t value_count;
    struct wlt_call_problem problem;
};

/** How many values a call that compares has for an item. */
size_t wlt_call_values_of(const struct wallet_request_item *item);

/** Makes an empty call that has copied these bytes. */
enum wallet_status wlt_call_new(
    struct wallet_bytes received, struct wallet_call **out, struct wallet_error *error);

void wlt_call_free(struct wallet_call *call);

/**
 * Takes a call apart, whoever signed it: limits, a COSE_Sign1 of this `typ`, nothing unprotected.
 */
enum wallet_status wlt_call_open(
    struct wallet_bytes call, struct wlt_sign1 *out, struct wallet_error *error);

/**
 * Reads the claims; strict, and every rule of wallet/call.h is checked but those of the matter, which a
 * call may lack: request->has_matter.
 *
 * \param claims  within `call->received`
 *
 * \retval WALLET_ERR_STRUCTURE, WALLET_ERR_VALUE, WALLET_ERR_TOO_LARGE, WALLET_ERR_UNSUPPORTED,
 *         WALLET_ERR_MEMORY
 */
enum wallet_status wlt_call_read(
    struct wallet_bytes claims, struct wallet_call *call, struct wallet_error *error);

/**
 * Checks that what is there is what the operation needs, and nothing else.
 *
 * \retval WALLET_ERR_STRUCTURE
 */
enum wallet_status wlt_call_check(const struct wallet_call *call, struct wallet_error *error);

/**
 * Checks that it says what for: a matter with its code, or a cause without one.
 *
 * \retval WALLET_ERR_VALUE
 */
enum wallet_status wlt_call_check_purpose(
    const struct wallet_call *call, struct wallet_error *error);

/** What a new call says besides the terms. */
struct wlt_call_head {
    const char *counter;
    int64_t issued_unix;
    uint8_t number[WALLET_CALL_NUMBER_SIZE];
};

/** Appends the claims; what wlt_call_read() will not take is not looked for. */
enum wallet_status wlt_call_write(
    const struct wallet_call_terms *terms,
    const struct wlt_call_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
