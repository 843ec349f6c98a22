/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SECRET_LINE_H
#define WALLET_CLI_SECRET_LINE_H

#include <wallet/bytes.h>

#include "session.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A secret that stands alone on one line: a PIN, a passphrase.  What follows returns NULL, or what is
 * wrong in the language of the session; the complaint is the caller's.
 */

#define SECRET_LINE_MAX 1024

/** The line; wipe it with secret_line_forget(). */
struct secret_line {
    uint8_t text[SECRET_LINE_MAX + 2]; /* as it was read, the end of the line included */
    size_t size;                       /* without that */
};

/** Reads from an open file, which must hold one line. */
const char *secret_line_read(
    const struct session *session, int descriptor, struct secret_line *out);

/** Reads a file that nobody else may read or own; "-" is standard input. */
const char *secret_line_read_file(
    const struct session *session, const char *path, struct secret_line *out);

/** Asks whoever sits at the terminal, who does not see what is typed; the line may be empty. */
const char *secret_line_ask(
    const struct session *session, const char *question, struct secret_line *out);

bool secret_line_equal(const struct secret_line *a, const struct secret_line *b);

struct wallet_bytes secret_line_bytes(const struct secret_line *line);

/** Wipes. */
void secret_line_forget(struct secret_line *line);

#endif
