/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_CASE_H
#define WLT_COUNTER_CASE_H

#include <wallet/case.h>

#include "counter/act.h"
#include "counter/made.h"
#include "counter/store.h"

struct wallet_case {
    struct wallet_cases *cases;  /* borrowed */
    struct wallet_matters *kept; /* owned: of the file kept with the case; NULL: not needed */
    const struct wallet_matter *matter;
    char number[WALLET_CASE_NUMBER_SIZE];
    size_t act_count;
    struct wallet_buffer *acts; /* encoded; room for WLT_CASE_ACT_MAX is made as they come */
    size_t act_room;
    struct wlt_made *made; /* what they make */
};

/** Makes room for one act more; acts stay. */
enum wallet_status wlt_case_make_room(struct wallet_case *item, struct wallet_error *error);

/**
 * Finds the matter that a case was opened with, by what its first act says: that of the cases, if it
 * is still the same, else the file that was kept.
 */
enum wallet_status wlt_case_find_matter(
    struct wallet_case *item, const struct wlt_opening *opening, struct wallet_error *error);

/**
 * Whether a text may be written down: valid UTF-8, printable, of at most `most` bytes.
 *
 * \param text  NULL counts as ""
 * \param what  what it is, for messages
 *
 * \retval WALLET_ERR_VALUE  or WALLET_ERR_TOO_LARGE
 */
enum wallet_status wlt_case_check_text(
    const char *text, size_t most, const char *what, struct wallet_error *error);

#endif
