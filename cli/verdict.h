/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VERDICT_H
#define WALLET_CLI_VERDICT_H

#include <wallet/copy.h>
#include <wallet/verify.h>

#include "clock.h"
#include "input.h"
#include "session.h"

#include <jansson.h>

/** Prints a verdict on standard output, for people or as JSON. */
void verdict_print(
    const struct session *session,
    const struct wallet_verdict *verdict,
    const struct input *input,
    const struct moment *moment);

/**
 * Prints the verdict on what a repository released, with what the copy says around it.
 *
 * \param copy  NULL: the repository's part did not hold, and nothing of it is told
 */
void verdict_print_copy(
    const struct session *session,
    const struct wallet_verdict *verdict,
    const struct wallet_copy *copy,
    const struct input *input,
    const struct moment *moment);

/** The verdict as the JSON object of `wallet help json`; the caller owns it. */
json_t *verdict_json(const struct wallet_verdict *verdict, const struct input *input);

/** "ACCEPTED", "REFUSED" or "CANNOT TELL", with its sign. */
const char *verdict_word(const struct session *session, enum wallet_decision decision);

/** What else tells who the holder is of a licence that is not bound to one. */
const char *verdict_advice(const struct session *session, const struct wallet_verdict *verdict);

/** Adds how old the trust list is that the verdict rests on; nothing for "" or in JSON. */
void verdict_print_trust(const struct session *session, const char *age);

#endif
