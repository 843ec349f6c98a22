/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_PRESENTATION_H
#define WLT_PRESENT_PRESENTATION_H

#include <wallet/presentation.h>

#include "licence/verifier.h"

enum {
    /* Each licence, each field and each of the members' fields may be missing. */
    WLT_GAP_MAX = WALLET_REQUEST_ITEM_MAX + 2 * WALLET_REQUEST_FIELD_MAX,
};

struct wallet_presentation {
    struct wallet_buffer received; /* of several licences */
    struct wallet_verdict *verdicts[WALLET_SHOWN_MAX];
    size_t items[WALLET_SHOWN_MAX]; /* of the request, one a verdict */
    size_t count;
    const struct wallet_verdict
        *culprit;               /* on which it depends; NULL: on the whole, or all is well */
    struct wlt_outcome outcome; /* of the whole: whether all is there, and belongs together */
    char detail[WLT_DETAIL_SIZE];
    struct wallet_gap gaps[WLT_GAP_MAX];
    size_t gap_count;
};

/** Says what is wrong with the whole, unless something was said already. */
void wlt_presentation_fail(
    struct wallet_presentation *presentation,
    enum wallet_result result,
    enum wallet_reason reason,
    const char *detail);

/**
 * Finds out which licence answers which item of a request, and what is missing.  Only licences that
 * hold but for the memory of shown codes count.
 */
void wlt_completeness_check(
    struct wallet_presentation *presentation, const struct wallet_request *request);

/** Checks that the licences belong together as the request demands. */
void wlt_relation_check(struct wallet_presentation *presentation, enum wallet_relation relation);

/**
 * Finds out what is decided and on what it depends, and makes what is wrong with the whole wrong with
 * each licence.
 *
 * \param request  which was answered; NULL: none
 * \retval WALLET_OK  accepted, and only then; else REFUSED or UNDETERMINED, with the reason
 */
enum wallet_status wlt_presentation_conclude(
    struct wallet_presentation *presentation,
    const struct wallet_request *request,
    struct wallet_error *error);

#endif
