/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_TAKEN_H
#define WALLET_TEST_MAKE_TAKEN_H

#include "counter/taken.h"
#include "desk.h"
#include "test.h"

#include <string.h>

/** Shows one licence to the desk, and takes what comes of it; freed by the caller. */
static inline struct wlt_taken *take_shown(
    struct desk *desk, const char *type, const char *json, const char *paths)
{
    struct wallet_error error = { .message = "" };
    struct wallet_selection *selection =
        desk_select(desk, desk_issue(desk, type, json, desk->holder), paths);
    const struct wallet_bytes shown =
        desk_show(desk, &selection, 1, NULL, (struct wallet_bytes){ 0 }, AGENCY_NOW);

    CHECK_EQUAL(desk_judge(desk, shown, NULL, AGENCY_NOW), WALLET_REASON_NONE);

    const struct wallet_case_licence licence = {
        .way = WALLET_WAY_SHOW,
        .original = shown,
        .verdict = wallet_presentation_verdict(desk->presentation, 0),
    };
    struct wlt_taken *taken = NULL;
    if (wlt_taken_make(&licence, &taken, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    return taken;
}

#endif
