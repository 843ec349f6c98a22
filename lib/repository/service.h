/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_SERVICE_H
#define WLT_REPOSITORY_SERVICE_H

#include "audit/log.h"
#include "database/database.h"
#include "repository/share.h"
#include "repository/task.h"
#include "repository/used.h"

struct wallet_service {
    struct wallet_service_terms terms;
    struct wlt_log *log;       /* the repository's */
    struct wlt_used *used;     /* calls and grants that were used */
    struct wlt_share *share;   /* what departments have subscribed to */
    struct wallet_buffer body; /* the licence that is being looked at */
    bool is_open;              /* a transaction is */
    int64_t at_unix;           /* the latest task in it */
};

/* Steps of wallet_service_handle(), within the transaction; refusals are told to the task. */

/*
 * wlt_ask_...() sends what the next step looks up: all tasks of a group ask before the first of them
 * waits.  A step that finds asks for what it comes upon, so that the step behind it does not wait either.
 */

enum wallet_status wlt_ask_subscription(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Checks that the department has subscribed to all that the call asks for. */
enum wallet_status wlt_handle_subscription(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

enum wallet_status wlt_ask_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Finds the licences that the grant's key may be in. */
enum wallet_status wlt_find_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Finds out whose leave the grant is, and checks that it covers the call. */
enum wallet_status wlt_check_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/* Data, file, compare. */

enum wallet_status wlt_ask_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Finds the licences of each item. */
enum wallet_status wlt_find_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Takes out of them what the call is to be given; asks for the use of the grant. */
enum wallet_status wlt_take_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Uses the grant, for which wlt_take_release() has asked. */
enum wallet_status wlt_use_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

enum wallet_status wlt_handle_search(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

enum wallet_status wlt_handle_file(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

enum wallet_status wlt_handle_problem(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Writes down what became of the task. */
enum wallet_status wlt_handle_log(
    struct wallet_service *service, const struct wallet_task *one, struct wallet_error *error);

/* Steps of wallet_service_prepare(), by any thread. */

/** Finds out who calls, and checks what they may ask for. */
enum wallet_status wlt_prepare_call(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Reads the grant, and verifies one that no holder signed. */
enum wallet_status wlt_prepare_grant(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** Verifies the file. */
enum wallet_status wlt_prepare_file(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/** The outcome that a grant which was refused for this reason leads to. */
enum wallet_outcome wlt_grant_outcome(enum wallet_reason reason);

/**
 * Writes the SHA-256 over what an issuer signed and the signature: what is the same of a licence however
 * much of it is disclosed.
 *
 * \retval WALLET_ERR_STRUCTURE  or what else wlt_sign1_read() says
 */
enum wallet_status wlt_signed_digest(
    struct wallet_bytes licence, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error);

#endif
