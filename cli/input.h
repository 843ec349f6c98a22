/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_INPUT_H
#define WALLET_CLI_INPUT_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/** One code that was found, or the bytes of one licence. */
struct input {
    const char *name;            /* where it is from, as the user wrote it */
    struct wallet_bytes content; /* hostile */
    bool is_text;                /* a code's text; else bytes */
    size_t index;                /* from 1, of `count` codes in the same place */
    size_t count;                /* 0: not known, lines */
    size_t line;                 /* of a text, from 1; 0: it is no line */
    size_t parts;                /* it was put together from so many codes; 0: it is one */
};

/** Takes each code as it is found. */
struct input_taker {
    enum exit_code (*take)(void *context, const struct input *input);
    void (*miss)(void *context); /* an input could not be looked at, as was told; may be NULL */
    bool (*wants_more)(void *context); /* it cannot answer before more is taken; may be NULL */
    void *context;
};

/**
 * Looks into each operand: the text of a code, a picture, a file of texts or of CBOR, a folder of
 * such files, "-" for standard input.  The kind is found out, never asked.  Tells what could not be
 * read, or held no code, and goes on with the next.
 *
 * \return the worst outcome
 */
enum exit_code inputs_take(
    const struct session *session,
    const struct operands *operands,
    const struct input_taker *taker);

/** Takes standard input as stream_take_typed() does. */
enum exit_code inputs_take_stream(
    const struct session *session, const struct input_taker *taker, bool only_one);

#endif
