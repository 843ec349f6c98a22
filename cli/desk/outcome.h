/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_OUTCOME_H
#define WALLET_DESK_OUTCOME_H

#include <wallet/copy.h>
#include <wallet/presentation.h>

#include "input.h"
#include "licence_view.h"
#include "session.h"

#include <jansson.h>

#include <stdbool.h>

/**
 * What came of looking at one code: its licences and the verdict on them.  It is about people:
 * outcome_forget() wipes what is its own.  Start with `= { .view = NULL }`.
 */
struct outcome {
    json_t *view; /* the page's verdict; NULL: nothing was looked at */
    enum wallet_decision decision;
    enum wallet_reason reason;
    bool needs_look;
    struct wallet_presentation *presentation; /* NULL for a copy */
    struct wallet_verdict *verdict;           /* of a copy; else NULL */
    uint8_t *content;                         /* as it was received: a code's text, or bytes */
    size_t content_size;
    uint8_t *ground; /* the counter's request that it answers; NULL: none */
    size_t ground_size;
    char holder[LICENCE_HOLDER_SIZE]; /* of all licences in it; "": more than one, or not known */
};

/** How many licences there are. */
size_t outcome_count(const struct outcome *outcome);

/** The verdict on one of them, below outcome_count(); borrows. */
const struct wallet_verdict *outcome_verdict(const struct outcome *outcome, size_t index);

/** Makes what the page shows, and all that follows from it, once the verdict is there. */
void outcome_tell(const struct session *session, struct outcome *outcome);

/** The titles of its licences in both languages; the caller owns it. */
json_t *outcome_titles(const struct outcome *outcome);

/** It shows less than the matter needs: one more thing to look at. */
void outcome_mark_partial(struct outcome *outcome);

/** The clerk looked, and it is not so: it counts as refused. */
void outcome_reject(struct outcome *outcome);

/** Wipes and releases. */
void outcome_forget(struct outcome *outcome);

#endif
