/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CHECK_H
#define WALLET_CLI_CHECK_H

#include <wallet/status.h>
#include <wallet/verify.h>

#include "clock.h"
#include "input.h"
#include "option.h"

/** What `verify` and `scan` are asked for. */
struct check_settings {
    struct option_list trust;
    const char *status;
    const char *at;
};

/** The rows of both, filling a settings struct that is, or starts with, struct check_settings. */
extern const struct option_spec check_options[];

/** Verifies code after code with the same trust, catalogue and time. */
struct checker {
    const struct session *session;
    struct wallet_trust *trust;
    char trust_age[80];                    /* of the trust list in it; "" where there is none */
    struct wallet_status_snapshot *status; /* NULL: no status data */
    struct wallet_catalogue *catalogue;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
    struct moment moment;
    size_t decisions[3]; /* how often each enum wallet_decision was made */
    size_t missed;       /* inputs that could not be looked at, or held no code */
};

/** Loads all that is needed; tells why where it cannot.  checker_finish() in any case. */
enum exit_code checker_start(
    const struct session *session, const struct check_settings *settings, struct checker *out);

/** Verifies one input and prints the verdict; `context` is the checker. */
enum exit_code checker_take(void *context, const struct input *input);

/** Counts an input that could not be looked at; `context` is the checker. */
void checker_miss(void *context);

/** Tells how many were what, if they were several, and releases everything. */
void checker_finish(struct checker *checker);

#endif
