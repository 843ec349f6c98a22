/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ORIGIN_H
#define WALLET_CLI_ORIGIN_H

#include "input.h"

/** Where codes are looked for, and who takes them. */
struct origin {
    const struct session *session;
    const struct input_taker *taker;
    const char *name; /* as the user wrote it; "-" for standard input */
    bool in_folder;   /* one file of many: what is no code at all is passed over */
};

/** Gives one code to the taker. */
enum exit_code origin_take(const struct origin *origin, const struct input *input);

/** After a complaint: counts the origin as not looked at, and with --json prints its object. */
enum exit_code origin_miss(const struct origin *origin, enum exit_code code);

/** Tells that no code is in it; `what_to_do` may be NULL. */
enum exit_code origin_complain_empty(
    const struct origin *origin, const char *reason, const char *what_to_do);

#endif
