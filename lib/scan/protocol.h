/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SCAN_PROTOCOL_H
#define WLT_SCAN_PROTOCOL_H

/*
 * What the library and wallet-scanner say to each other over the scanner's standard input and output.
 * Numbers are big-endian.  The scanner is trusted with nothing: its answer may be any bytes.
 *
 * Without arguments it takes one picture, and its answer ends where the stream does:
 *
 *     request    size (4 bytes), the picture's bytes
 *     answer     WLT_SCAN_VERSION (1), enum wlt_scan_answer (1), count of codes (1), the codes
 *     code       size (2), its bytes
 *
 * With WLT_SCAN_STREAM it answers request after request, until its input ends or it says that it will
 * take no more, which it does when it has used up much of its computing time:
 *
 *     request    enum wlt_scan_kind (1), budget in milliseconds (2), width (2), height (2), size (4),
 *                the frame's bytes; width and height are 0 for a file
 *     answer     WLT_SCAN_VERSION (1), enum wlt_scan_answer (1), count of codes (1),
 *                enum wlt_scan_next (1), size of the codes (4), the codes
 *
 * There are codes only where the answer is WLT_SCAN_DONE.
 */

#include <stddef.h>
#include <stdint.h>

#define WLT_SCAN_STREAM "--stream"

enum {
    WLT_SCAN_VERSION = 1,
    WLT_SCAN_SIZE_SIZE = 4, /* of the request's size */
    WLT_SCAN_HEAD_SIZE = 3, /* of what an answer begins with */
    WLT_SCAN_TEXT_SIZE_SIZE = 2,
    WLT_SCAN_TEXT_MAX = 0xffff,
    WLT_SCAN_TEXTS_MAX = 16 * (WLT_SCAN_TEXT_SIZE_SIZE + WLT_SCAN_TEXT_MAX),
    WLT_SCAN_ANSWER_MAX = WLT_SCAN_HEAD_SIZE + WLT_SCAN_TEXTS_MAX,

    /* What a request of a stream begins with, and where in it: */
    WLT_SCAN_FRAME_KIND_PLACE = 0,
    WLT_SCAN_FRAME_BUDGET_PLACE = 1,
    WLT_SCAN_FRAME_WIDTH_PLACE = 3,
    WLT_SCAN_FRAME_HEIGHT_PLACE = 5,
    WLT_SCAN_FRAME_SIZE_PLACE = 7,
    WLT_SCAN_FRAME_SHORT_SIZE = 2, /* of budget, width and height */
    WLT_SCAN_FRAME_HEAD_SIZE = 11,

    /* What its answer begins with, and where in it, behind what each answer begins with: */
    WLT_SCAN_STREAM_NEXT_PLACE = 3,
    WLT_SCAN_STREAM_TEXTS_SIZE_PLACE = 4,
    WLT_SCAN_STREAM_HEAD_SIZE = 8,

    WLT_SCAN_SIDE_MAX = 16384,    /* pixels */
    WLT_SCAN_PIXELS_MAX = 1 << 26 /* in all */
};

/** What a frame is. */
enum wlt_scan_kind {
    WLT_SCAN_FILE = 0, /* PNG or JPEG */
    WLT_SCAN_GREY = 1, /* a byte a pixel, row by row without gaps; 0 is black */
};

/** Whether a scanner takes another frame after its answer. */
enum wlt_scan_next {
    WLT_SCAN_NO_MORE = 0,
    WLT_SCAN_MORE = 1,
};

/** How a scan ended. */
enum wlt_scan_answer {
    WLT_SCAN_DONE = 0,
    WLT_SCAN_NOT_A_PICTURE = 1, /* neither PNG nor JPEG */
    WLT_SCAN_BROKEN = 2,        /* cannot be decoded */
    WLT_SCAN_CUT_OFF = 3,       /* ends early */
    WLT_SCAN_TOO_LARGE = 4,     /* too many pixels */
    WLT_SCAN_NO_MEMORY = 5,     /* more memory than the scanner allows itself */
    WLT_SCAN_NOT_LOCKED = 6,    /* the sandbox could not be entered: nothing was decoded */
    WLT_SCAN_NOT_ASKED = 7,     /* the request was not one */
};

/** Writes a number of `size` bytes, which must hold it. */
static inline void wlt_scan_put_number(uint8_t *out, size_t size, size_t number)
{
    for (size_t i = size; i > 0; i--) {
        out[i - 1] = (uint8_t)number;
        number >>= 8;
    }
}

/** Reads a number of `size` bytes, at most four. */
static inline size_t wlt_scan_get_number(const uint8_t *data, size_t size)
{
    size_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number = number << 8 | data[i];
    }

    return number;
}

#endif
