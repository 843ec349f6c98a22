/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CAMERA_H
#define WALLET_CLI_CAMERA_H

#include <wallet/scan_stream.h>

#include <stdbool.h>
#include <stdint.h>

/** Why there is no frame of a camera. */
enum camera_problem {
    CAMERA_OK = 0,
    CAMERA_END,           /* the recording is over */
    CAMERA_STOPPED,       /* it was asked to stop (interrupt.h) */
    CAMERA_MISSING,       /* there is no such camera */
    CAMERA_NO_PERMISSION, /* it is there, and not for us */
    CAMERA_BUSY,          /* another program has it */
    CAMERA_UNPLUGGED,     /* it went away */
    CAMERA_NOT_A_CAMERA,  /* a device or file that is none */
    CAMERA_NO_FORMAT,     /* it gives no pictures that can be read */
    CAMERA_SILENT,        /* it gives no picture at all */
    CAMERA_BROKEN,        /* a recording that is damaged or cut off */
    CAMERA_NO_MEMORY,
    CAMERA_FAILED, /* anything else: `number` says what */
};

enum {
    CAMERA_DETAIL_SIZE = 128
};

/** A problem, and what else is known of it. */
struct camera_trouble {
    enum camera_problem problem;
    int number;                      /* an errno; 0: none */
    char detail[CAMERA_DETAIL_SIZE]; /* such as a format or a card's name, hostile; "": none */
};

/** One frame, as it comes from a camera. */
struct camera_frame {
    struct wallet_frame picture; /* borrows until the next frame or the end */
    int64_t at_ms;               /* when it was taken, from anywhere on; never goes back */
    unsigned skipped;            /* frames before it that were too old to be looked at */
};

struct camera;

/**
 * A kind of camera.  Adding one is a file with such a table and a line in camera.c.
 *
 * `open` gets a camera whose `kind` alone is set, and may leave what `close` releases in it, also where
 * it fails.
 */
struct camera_kind {
    bool (*takes)(const char *name); /* whether a name is one of these; NULL: takes all */
    enum camera_problem (*open)(struct camera *camera, const char *name);
    enum camera_problem (*next)(struct camera *camera, struct camera_frame *out);
    void (*close)(struct camera *camera);
};

/** A camera that is open, or a recording in its place. */
struct camera {
    const struct camera_kind *kind;
    bool wants_pixels; /* rather than files, where there is a choice: for a preview */
    struct camera_trouble trouble;
    void *state; /* the kind's own */
};

extern const struct camera_kind camera_v4l2;
extern const struct camera_kind camera_recording;

/**
 * Opens what `name` means: the number of a camera, its device, a part of its card's name, or a recording
 * (FILE.y4m, FILE.mjpeg).  camera_close() is needed in each case.
 */
enum camera_problem camera_open(const char *name, bool wants_pixels, struct camera *out);

/** Waits for the next frame; where there is none, `camera->trouble` says more. */
enum camera_problem camera_next(struct camera *camera, struct camera_frame *out);

void camera_close(struct camera *camera);

#endif
