/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_LINES_H
#define WALLET_CLI_LINES_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** Lines of an open file of any length, each as soon as it is there.  Release with lines_free(). */
struct lines {
    int descriptor;
    uint8_t *data;
    size_t start; /* what was taken already ends here */
    size_t end;
    size_t capacity;
    size_t number; /* of the line that was given last, from 1 */
    int problem;   /* an errno; 0: none */
    bool ended;
    bool is_cut;   /* the line was too long to wait for its end */
    bool is_typed; /* lines are cleaned as gun_clean() does */
};

/** What was read and not yet taken. */
struct wallet_bytes lines_head(const struct lines *lines);

/** Reads until more than `size` bytes are there, or the end.  False for a problem or interrupt. */
bool lines_fill(struct lines *lines, size_t size);

/**
 * Gives the next line that is not blank, without blanks around it, waiting for it.  Of a line of more
 * than WALLET_INPUT_MAX bytes its beginning, longer than that, is given and the rest passed over.
 *
 * \param out  borrows until the next call
 *
 * \return false at the end, for a problem or an interrupt
 */
bool lines_next(struct lines *lines, struct wallet_bytes *out);

void lines_free(struct lines *lines);

#endif
