/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_CONVERSATION_H
#define SCANNER_CONVERSATION_H

#include "find.h"
#include "scan/protocol.h"

/** What the library asks for, as lib/scan/protocol.h has it. */
struct request {
    enum wlt_scan_kind kind;
    unsigned budget_ms; /* 0 for a picture: it is not told */
    unsigned width;
    unsigned height;
    size_t size;
    uint8_t *data; /* request_free() */
};

/** How the reading of a request ended. */
enum request_end {
    REQUEST_READ,
    REQUEST_NONE,      /* the input ended before it */
    REQUEST_BROKEN,    /* it is none, or ends early */
    REQUEST_TOO_LARGE, /* more than WALLET_PICTURE_MAX */
    REQUEST_NO_MEMORY,
};

/** Reads the one request of a scanner that takes one picture. */
enum request_end request_read_picture(struct request *out);

/** Reads the next request of a stream. */
enum request_end request_read_frame(struct request *out);

void request_free(struct request *request);

/** Writes the answer of a scanner that takes one picture; false: nobody listens. */
bool answer_picture(enum wlt_scan_answer answer, const struct found *found);

/** Writes an answer of a stream, and whether another request is taken; false: nobody listens. */
bool answer_frame(enum wlt_scan_answer answer, const struct found *found, enum wlt_scan_next next);

#endif
