/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_FAKE_CAMERA_H
#define WALLET_TEST_FAKE_CAMERA_H

#include "camera_device.h"

enum {
    FAKE_FORMATS = 4,
    FAKE_STEPS = 160,
    FAKE_BUFFERS = 4,
};

/** A format of a fake camera, and the size nearest to what is asked for. */
struct fake_format {
    uint32_t code; /* 0: none */
    unsigned width;
    unsigned height;
    unsigned stride; /* 0: the camera does not say */
};

/** What happens when a buffer is asked for. */
enum fake_step {
    FAKE_END = 0, /* from now on nothing comes */
    FAKE_NOTHING, /* nothing is there */
    FAKE_FRAME,
    FAKE_SHORT,   /* half a frame */
    FAKE_LONG,    /* a frame that is larger than its buffer, says the camera */
    FAKE_DAMAGED, /* a frame with the flag of damage */
    FAKE_LOST,    /* EIO */
    FAKE_GONE,    /* ENODEV */
    FAKE_STRANGE, /* a buffer that was never made */
};

/** A camera that a test plays, at /dev/video2, and others around it that are none. */
struct fake_camera {
    const char *card;
    struct fake_format formats[FAKE_FORMATS];
    int open_fails; /* an errno each */
    int query_fails;
    int set_fails;
    int buffers_fail;
    int start_fails;
    bool is_output; /* it shows pictures instead of taking them */
    enum fake_step steps[FAKE_STEPS];

    /* What came of it. */
    const struct fake_format *chosen;
    unsigned step;
    uint32_t sequence;
    int64_t now_ms;
    unsigned open_count;
    unsigned mapped_count;
    unsigned lent; /* bits of the buffers that the camera has */
    bool is_streaming;
    bool is_stopped; /* the user asks to stop */
    uint8_t memory[FAKE_BUFFERS][1280 * 720 * 2];
};

/** Plays this camera until the next call. */
const struct camera_calls *fake_camera_play(struct fake_camera *camera);

#endif
