/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VERIFYING_H
#define WALLET_CLI_VERIFYING_H

#include "check.h"
#include "input.h"
#include "option.h"

/** What `verify` and `scan` are asked for. */
struct verify_settings {
    struct check_settings check;
    struct option_list audience;
    const char *request;
    const char *nonce;
    const char *memory;
};

extern const struct option_spec verify_options[];

/**
 * Verifies all that is taken, parts of one licence put together, and prints the verdicts; tells how many
 * were what, if they were several.
 *
 * \param take  gives each input to the taker; returns the worst outcome
 */
enum exit_code verifying_run(
    const struct session *session,
    const struct verify_settings *settings,
    const struct operands *operands,
    enum exit_code (*take)(
        const struct session *session,
        const struct operands *operands,
        const struct input_taker *taker));

#endif
