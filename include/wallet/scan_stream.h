/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Frames of a camera in, the texts of their QR codes out, each code once while it is in view.
 *
 * As for single pictures (wallet/scan.h) a process of its own, wallet-scanner, does the decoding.  It
 * is kept over the frames, and replaced whenever it dies, hangs or talks nonsense: that costs the
 * caller the frame that was looked at, and no more.
 */
#ifndef WALLET_SCAN_STREAM_H
#define WALLET_SCAN_STREAM_H

#include <wallet/scan.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The longest side of a frame of pixels. */
#define WALLET_FRAME_SIDE_MAX 16384

/** How long a code must be out of view until it is given again, in milliseconds. */
#define WALLET_SCAN_AWAY 3000

/** The longest that a frame is looked at, in milliseconds. */
#define WALLET_SCAN_BUDGET_MAX 1500

/** How a frame is given. */
enum wallet_frame_kind {
    WALLET_FRAME_GREY = 0, /**< pixels: a byte each, 0 is black */
    WALLET_FRAME_FILE = 1, /**< a file, JPEG or PNG */
};

/** One frame of a camera; borrows its bytes. */
struct wallet_frame {
    enum wallet_frame_kind kind;
    struct wallet_bytes bytes;
    unsigned width;  /**< of pixels; of a file not looked at, as are the next two */
    unsigned height; /**< of pixels */
    size_t stride;   /**< from one row of pixels to the next, in bytes; at least `width` */
};

/** A scanner that is kept for the frames of one camera. */
struct wallet_scan_stream;

/**
 * Makes a stream.  The scanner is started with the first frame, and again whenever it is gone.
 *
 * \param scanner     path of the wallet-scanner program; copied
 * \param timeout_ms  after which a scanner that has not decided a frame is killed; 0:
 *                    WALLET_SCAN_TIMEOUT
 * \param out         on success the stream, which the caller owns: wallet_scan_stream_free()
 *
 * \retval WALLET_ERR_ARGUMENT  `timeout_ms` is more than an hour
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_scan_stream_new(
    const char *scanner,
    unsigned timeout_ms,
    struct wallet_scan_stream **out,
    struct wallet_error *error);

/**
 * Looks at one frame, and gives the codes that were not in view before: a code is given once, and
 * again only where it was in none of the frames of the last WALLET_SCAN_AWAY milliseconds.  After any
 * failure the next frame may be looked at.
 *
 * \param at_ms      when the frame was taken, by any clock of the caller's that does not go back; not
 *                   negative
 * \param budget_ms  how long to look: what there was no time for is tried on the next frame; at most
 *                   WALLET_SCAN_BUDGET_MAX.  See wallet_pace_budget().
 * \param out        on success the codes, which the caller owns: wallet_scan_free(); NULL: no new one
 *
 * \retval WALLET_ERR_ARGUMENT     a frame, time or budget that is out of its range
 * \retval WALLET_ERR_UNSUPPORTED  a file that is neither JPEG nor PNG
 * \retval WALLET_ERR_MALFORMED    a file that cannot be decoded
 * \retval WALLET_ERR_TOO_LARGE    a file beyond WALLET_PICTURE_MAX, or too many pixels
 * \retval WALLET_ERR_SCANNER      the scanner is missing, died, or ran out of time
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_scan_stream_look(
    struct wallet_scan_stream *stream,
    const struct wallet_frame *frame,
    int64_t at_ms,
    unsigned budget_ms,
    struct wallet_scan **out,
    struct wallet_error *error);

/** Ends the scanner and releases `stream`.  NULL is allowed. */
WALLET_API void wallet_scan_stream_free(struct wallet_scan_stream *stream);

/** How fast frames come; start with `= { 0 }`.  Its members are not the caller's. */
struct wallet_pace {
    int64_t last_ms;
    unsigned interval_ms; /* 0: not known yet */
    unsigned count;       /* of frames, up to 2 */
};

/**
 * How long the frame that just came may be looked at, so that the next one does not wait: about the
 * time between two frames, in milliseconds, from 20 to WALLET_SCAN_BUDGET_MAX; 100 for the first.
 *
 * \param at_ms    when it came, by a clock that does not go back; not negative
 * \param skipped  how many came since the one before and were not looked at
 */
WALLET_API unsigned wallet_pace_budget(struct wallet_pace *pace, int64_t at_ms, unsigned skipped);

#ifdef __cplusplus
}
#endif

#endif
