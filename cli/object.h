/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_OBJECT_H
#define WALLET_CLI_OBJECT_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "input.h"
#include "session.h"

/**
 * The bytes of an object that was taken in: those in a code of ours, else the input as it is.
 *
 * \param buffer  room for them
 * \param out     borrows from the input or the buffer
 */
enum exit_code object_of_input(
    const struct session *session,
    const struct input *input,
    struct wallet_buffer *buffer,
    struct wallet_bytes *out);

/** What looks at an object; the bytes are borrowed for the call only. */
struct object_visitor {
    enum exit_code (*visit)(void *context, struct wallet_bytes object);
    void *context;
};

/**
 * Has the one object visited that an operand names: a file, a picture, a code's text, "-".  Tells why
 * where there is none, or more than one.
 */
enum exit_code object_visit(
    const struct session *session, const char *name, const struct object_visitor *visitor);

/**
 * The same, and keeps it.
 *
 * \param out  empty; free(3) its `data`
 */
enum exit_code object_read(
    const struct session *session, const char *name, struct wallet_buffer *out);

#endif
