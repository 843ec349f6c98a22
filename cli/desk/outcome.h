/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_OUTCOME_H
#define WALLET_DESK_OUTCOME_H

#include <wallet/call.h>
#include <wallet/copy.h>
#include <wallet/presentation.h>

#include "input.h"
#include "licence_view.h"
#include "session.h"

#include <jansson.h>

#include <stdbool.h>

/** A copy that a repository released, and the verdict on the licence in it. */
struct outcome_copy {
    struct wallet_verdict *verdict;
    uint8_t *content; /* as it was received */
    size_t size;
};

/**
 * What came of looking at one code, or at what a repository answers: its licences and the verdict on them.  It is about people:
 * outcome_forget() wipes what is its own.  Start with `= { .view = NULL }`.
 */
struct outcome {
    json_t *view; /* the page's verdict; NULL: nothing was looked at */
    enum wallet_decision decision;
    enum wallet_reason reason;
    bool needs_look;
    bool
        is_for_case; /* the clerk fetched it for the case that is open: whose it is, is no question */
    struct wallet_presentation *presentation; /* NULL for copies */
    uint8_t *content; /* of a presentation, as it was received: a code's text, or bytes */
    size_t content_size;
    struct outcome_copy *copies;
    size_t copy_count;
    uint8_t *ground; /* the counter's request that it answers, or the grant; NULL: none */
    size_t ground_size;
    char holder[LICENCE_HOLDER_SIZE]; /* of all licences in it; "": more than one, or not known */

    bool is_recorded; /* that it was refused: by the clerk, in the log of the cases */
};

/** How many licences there are. */
size_t outcome_count(const struct outcome *outcome);

/** The verdict on one of them, below outcome_count(); borrows. */
const struct wallet_verdict *outcome_verdict(const struct outcome *outcome, size_t index);

/** What one of them came in, as it was received; borrows. */
struct wallet_bytes outcome_content(const struct outcome *outcome, size_t index);

/** Keeps what it rests on; false: no memory. */
bool outcome_keep_ground(struct outcome *outcome, struct wallet_bytes ground);

/** Makes what the page shows, and all that follows from it, once the verdict is there. */
void outcome_tell(const struct session *session, struct outcome *outcome);

/** What the page shows of a verdict without a licence; texts by enum wallet_language. */
struct outcome_words {
    const char *name; /* of the reason; NULL: none */
    const char *sentence[2];
    const char *remedy[2];
    const char *detail;
};

/** Makes an outcome without any licence: a repository gave none, or did not answer. */
void outcome_say(
    struct outcome *outcome, enum wallet_decision decision, const struct outcome_words *said);

/** The titles of its licences in both languages; the caller owns it. */
json_t *outcome_titles(const struct outcome *outcome);

/** It shows less than the matter needs: one more thing to look at. */
void outcome_mark_partial(struct outcome *outcome);

/** A licence that was asked for was not released: one more thing to look at. */
void outcome_mark_withheld(
    struct outcome *outcome, const struct wallet_type *type, enum wallet_outcome why);

/** The clerk looked, and it is not so: it counts as refused. */
void outcome_reject(struct outcome *outcome);

/** Wipes and releases. */
void outcome_forget(struct outcome *outcome);

#endif
