/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_LINT_PRINT_H
#define WALLET_CLI_LINT_PRINT_H

#include <wallet/lint.h>

#include "session.h"

#include <jansson.h>

enum {
    SEVERITY_COUNT = WALLET_LINT_FAULT + 1,
};

/** How many findings there are of each severity. */
struct lint_tally {
    size_t counts[SEVERITY_COUNT];
};

void lint_print_finding(const struct session *session, const struct wallet_lint_finding *finding);

/** The line under the findings of an input. */
void lint_print_tally(
    const struct session *session, const char *name, const struct lint_tally *tally);

json_t *lint_json_finding(const struct session *session, const struct wallet_lint_finding *finding);

json_t *lint_json_tally(const struct lint_tally *tally);

#endif
