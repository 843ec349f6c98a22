/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_FINDINGS_H
#define WALLET_TEST_FINDINGS_H

#include <wallet/lint.h>

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a lint finds, as one text. */

enum {
    FINDINGS_SIZE = 2048,
};

/** The rules of the findings, in the order in which they were told, and the last one's path. */
struct findings {
    char rules[FINDINGS_SIZE];
    char path[FINDINGS_SIZE];
    size_t offset;
};

static inline void take_finding(void *context, const struct wallet_lint_finding *finding)
{
    struct findings *findings = context;
    const size_t size = strlen(findings->rules);

    CHECK(finding->detail != NULL);
    CHECK(strlen(finding->path) < sizeof findings->path);
    snprintf(
        findings->rules + size,
        sizeof findings->rules - size,
        "%s%s",
        size > 0 ? " " : "",
        finding->rule->id);
    memcpy(findings->path, finding->path, strlen(finding->path) + 1);
    findings->offset = finding->offset;
}

/** The catalogue, loaded once. */
static inline const struct wallet_catalogue *lint_catalogue(void)
{
    static struct wallet_catalogue *catalogue;

    if (!catalogue) {
        CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    }

    return catalogue;
}

/** Looks at an input, which is of a kind that is linted. */
static inline struct findings lint_of(struct wallet_bytes input)
{
    struct findings findings = { .rules = "" };
    const struct wallet_lint_taker taker = { take_finding, &findings };
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wallet_lint(lint_catalogue(), input, &taker, &error);
    CHECK_TEXT(error.message, "");
    CHECK_EQUAL(status, WALLET_OK);
    return findings;
}

/** Says which row it is where they are not the same. */
static inline void check_findings(
    const char *what, const struct findings *found, const char *wanted)
{
    if (strcmp(found->rules, wanted) != 0) {
        fprintf(stderr, "# %s\n", what);
    }

    CHECK_TEXT(found->rules, wanted);
}

#endif
