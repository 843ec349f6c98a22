/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_TASK_H
#define WLT_REPOSITORY_TASK_H

#include <wallet/audit.h>
#include <wallet/grant.h>
#include <wallet/service.h>

#include "crypto/digest.h"
#include "repository/answer.h"
#include "repository/call.h"

enum {
    WLT_TASK_DETAIL_SIZE = 240,
    WLT_TASK_HOLDERS_MAX =
        8,             /* whose licences one key may be in: a person's and those of enterprises */
    WLT_FOUND_MAX = 8, /* licences of one type that one holder has in force at once */
};

/** One licence on its way into the answer. */
struct wlt_release {
    struct wallet_answer_licence licence; /* texts point below, or at what is constant */
    char type[22];
    char identifier[WALLET_IDENTIFIER_SIZE];
    size_t comparison_at;       /* of the task's comparisons, the first that is about it */
    struct wallet_buffer shown; /* the licence with what is shown of it: to be wrapped as a copy */
    struct wallet_buffer copy;
    uint8_t digest[WLT_SHA256_SIZE]; /* of the licence as it was stored */
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    bool has_digest;
    size_t item; /* of the call; WALLET_REQUEST_ITEM_MAX: none */
};

/** What a search for the licences of one type comes upon. */
struct wlt_found {
    struct wallet_holding live[WLT_FOUND_MAX];
    size_t live_count;
    struct wallet_holding last; /* of those that are history */
    bool has_last;
};

/** What became of the checks of a part that come later in their order than others that take longer. */
struct wlt_finding {
    enum wallet_outcome outcome;
    char detail[WLT_TASK_DETAIL_SIZE];
};

/** A file to be verified, as far as that needs no database. */
struct wlt_task_file {
    struct wlt_finding finding;
    char identifier[WALLET_IDENTIFIER_SIZE];
    uint8_t digest[WLT_SHA256_SIZE]; /* of what its issuer signed: see wlt_signed_digest() */
};

struct wallet_task {
    struct wallet_call *call;
    int64_t at_unix;

    /* Some counter of the trust list made it, now: whatever becomes of it is written down. */
    bool is_known;
    struct wlt_finding finding; /* what becomes of it */

    struct wlt_finding grant_finding;
    struct wallet_grant *grant; /* NULL: none, or one that cannot be read */
    uint8_t grant_digest[WALLET_GRANT_DIGEST_SIZE];
    struct wlt_task_file file;

    struct wallet_buffer bound; /* licences that the grant's key may be in: struct wallet_holding */
    struct wlt_found *found;    /* one an item; NULL: nothing was searched for */

    uint8_t holders[WLT_TASK_HOLDERS_MAX][WALLET_AUDIT_HOLDER_SIZE];
    size_t holder_count;

    struct wlt_release releases[WALLET_ANSWER_LICENCE_MAX];
    size_t release_count;
    struct wallet_answer_comparison comparisons[WALLET_CALL_VALUE_MAX];
    size_t comparison_count;
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];
};

/** Makes a task of a call that nothing is known about. */
enum wallet_status wlt_task_new(
    struct wallet_bytes call,
    int64_t at_unix,
    struct wallet_task **out,
    struct wallet_error *error);

/** Whether nothing speaks against it so far. */
bool wlt_task_is_fine(const struct wallet_task *one);

/** Refuses it, unless it was refused before: the first reason counts. */
void wlt_task_refuse(struct wallet_task *one, enum wallet_outcome outcome, const char *detail);

/** The same where a call within the library failed; memory is no reason to refuse anybody. */
enum wallet_status wlt_task_refuse_for(
    struct wallet_task *one,
    enum wallet_outcome outcome,
    enum wallet_status status,
    const struct wallet_error *why,
    struct wallet_error *error);

/** A place for one more licence; NULL: there is none. */
struct wlt_release *wlt_task_add(struct wallet_task *one, const char *type, size_t item);

/** Says of which licence a release is: what a search tells of it. */
void wlt_release_describe(struct wlt_release *release, const struct wallet_holding *holding);

/** What speaks against a licence at a time; WALLET_OUTCOME_SUCCESS: nothing. */
enum wallet_outcome wlt_holding_outcome(const struct wallet_holding *holding, int64_t at_unix);

/** Takes back all that would have been told of licences, but for what is wrong with which types. */
void wlt_task_withdraw(struct wallet_task *one);

#endif
