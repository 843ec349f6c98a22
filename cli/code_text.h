/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_TEXT_H
#define WALLET_CLI_CODE_TEXT_H

#include <wallet/bytes.h>

#include <jansson.h>

#include <stdio.h>

/*
 * The text of a code that was scanned, without the secrets in it: what somebody holds before a camera
 * by mistake is to end up neither on a screen that others see, nor in a log.  "***" stands for them.
 */

/** Prints the text harmlessly. */
void code_text_print(FILE *stream, struct wallet_bytes text);

/** Adds "text" to `object`, and `"masked":true` where a secret was left out. */
void code_text_add(json_t *object, struct wallet_bytes text);

#endif
