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

#define WLT_SCAN_STREAM "--stream"

enum {
    WLT_SCAN_VERSION = 1,
    WLT_SCAN_SIZE_SIZE = 4, /* of the request's size */
    WLT_SCAN_HEAD_SIZE = 3, /* of what an answer begins with */
    WLT_SCAN_TEXT_SIZE_SIZE = 2,
    WLT_SCAN_TEXT_MAX = 0xffff,
    WLT_SCAN_TEXTS_MAX = 16 * (WLT_SCAN_TEXT_SIZE_SIZE + WLT_SCAN_TEXT_MAX),
    WLT_SCAN_ANSWER_MAX = WLT_SCAN_HEAD_SIZE + WLT_SCAN_TEXTS_MAX,

    WLT_SCAN_FRAME_HEAD_SIZE = 11,        /* of what a request of a stream begins with */
    WLT_SCAN_STREAM_HEAD_SIZE = 8,        /* of what its answer begins with */
    WLT_SCAN_STREAM_TEXTS_SIZE_PLACE = 4, /* in that, of the size of the codes */

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

#endif
