/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_INPUT_JSON_H
#define WALLET_CLI_INPUT_JSON_H

#include "input.h"

#include <jansson.h>

/** Adds where in its place a code stands: "line", "code" of several in a picture, "parts". */
void input_json_place(const struct input *input, json_t *object);

#endif
