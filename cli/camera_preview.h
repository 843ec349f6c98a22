/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CAMERA_PREVIEW_H
#define WALLET_CLI_CAMERA_PREVIEW_H

#include <wallet/scan_stream.h>

#include <stdbool.h>
#include <stdio.h>

/** What the camera sees, small, on a terminal.  Start with the stream and whether it takes colours. */
struct camera_preview {
    FILE *stream;
    bool color;
    unsigned columns; /* of the terminal */
    unsigned lines;   /* that the last picture took and nothing else was printed after; 0: none */
    int64_t drawn_ms; /* when it was drawn */
};

/** Draws a frame of pixels over the last one, ten times a second at most. */
void camera_preview_draw(
    struct camera_preview *preview, const struct wallet_frame *picture, int64_t at_ms);

/** Something is printed now: the next picture goes below it. */
void camera_preview_leave(struct camera_preview *preview);

#endif
