/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VERIFYING_H
#define WALLET_CLI_VERIFYING_H

#include <wallet/presentation.h>

#include "check.h"
#include "input.h"
#include "shown_memory.h"

/** What `verify` and `scan` are asked for. */
struct verify_settings {
    struct check_settings check;
    struct option_list audience;
    const char *request;
    const char *nonce;
    const char *memory;
};

extern const struct option_spec verify_options[];

/** A counter that verifies code after code. */
struct verifying {
    const struct session *session;
    struct checker checker;
    struct shown_memory memory;
    struct wallet_request *request; /* that is answered; NULL: none */
    uint8_t nonce[64];              /* of a request of another kind */
    size_t nonce_size;
    struct wallet_presentation *presentation;
    size_t decisions[3]; /* how often each enum wallet_decision was made */
    size_t missed;       /* inputs that could not be looked at, or held no code */
};

/** Loads all that is needed; tells why where it cannot.  verifying_finish() in any case. */
enum exit_code verifying_start(
    const struct session *session, const struct verify_settings *settings, struct verifying *out);

/** Verifies one input and prints the verdict; `context` is the struct verifying. */
enum exit_code verifying_take(void *context, const struct input *input);

/** Counts an input that could not be looked at; `context` is the struct verifying. */
void verifying_miss(void *context);

/** Tells how many were what, if they were several, and releases everything. */
void verifying_finish(struct verifying *verifying);

#endif
