/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SCAN_PROTOCOL_H
#define WLT_SCAN_PROTOCOL_H

/*
 * What the library and wallet-scanner say to each other, once, over the scanner's standard input
 * and output.  Numbers are big-endian.
 *
 *     request    size (4 bytes), the picture's bytes
 *     answer     WLT_SCAN_VERSION (1), enum wlt_scan_answer (1), count of codes (1),
 *                for each code: size (2), its bytes
 *
 * The answer ends where the stream does.  There are codes only where the answer is
 * WLT_SCAN_DONE.  The scanner is trusted with nothing: its answer may be any bytes.
 */

enum {
    WLT_SCAN_VERSION = 1,
    WLT_SCAN_SIZE_SIZE = 4, /* of the request's size */
    WLT_SCAN_HEAD_SIZE = 3, /* of what an answer begins with */
    WLT_SCAN_TEXT_SIZE_SIZE = 2,
    WLT_SCAN_TEXT_MAX = 0xffff,
    WLT_SCAN_ANSWER_MAX = WLT_SCAN_HEAD_SIZE + 16 * (WLT_SCAN_TEXT_SIZE_SIZE + WLT_SCAN_TEXT_MAX),

    WLT_SCAN_SIDE_MAX = 16384,    /* pixels */
    WLT_SCAN_PIXELS_MAX = 1 << 26 /* in all */
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

#endif
