/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_RECORDING_H
#define WALLET_CLI_RECORDING_H

#include "camera.h"

#include <stdio.h>

/**
 * Frames in a file: YUV4MPEG2 (.y4m, 8 bits a sample, of which the brightness is taken), or JPEG files
 * one after the other (.mjpeg).
 *
 * Start with `= { .file = ... }`; recording_finish() is needed in each case.
 */
struct recording {
    FILE *file; /* borrowed */
    bool has_jpegs;
    unsigned width; /* of a .y4m, as are all but the data */
    unsigned height;
    size_t colour_size; /* of what follows the brightness of a frame */
    int64_t rate;       /* frames in */
    int64_t rate_in;    /* so many seconds */
    int64_t count;      /* of the frames so far */
    uint8_t *data;
    size_t start; /* what was taken already ends here */
    size_t end;
    size_t capacity;
};

/** Reads the beginning.  CAMERA_NOT_A_CAMERA: it is neither; CAMERA_NO_FORMAT: more than 8 bits. */
enum camera_problem recording_start(struct recording *recording);

/** Reads the next frame; its time is that of the recording. */
enum camera_problem recording_next(struct recording *recording, struct camera_frame *out);

void recording_finish(struct recording *recording);

#endif
