/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_COPY_TEXT_H
#define WALLET_CLI_COPY_TEXT_H

#include <wallet/copy.h>

#include "json.h"
#include "session.h"

#include <stdio.h>

/**
 * Prints what a copy says around its licence: who released it, for whom and for what, until when.  Whether it
 * was verified is for the caller to say.
 */
void copy_text_print(
    FILE *stream, const struct session *session, const struct wallet_copy *copy, size_t columns);

/** The same as an object; the caller owns it. */
json_t *copy_text_json(const struct wallet_copy *copy);

#endif
