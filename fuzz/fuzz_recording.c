/* SPDX-License-Identifier: Apache-2.0 */

/* Recordings of cameras, of either kind. */
#include "fuzz.h"
#include "recording.h"

enum {
    FRAMES_MAX = 1000
};

/** A frame of pixels has them all, one in a file begins as a JPEG does. */
static void check(const struct camera_frame *frame, size_t size)
{
    const struct wallet_frame *picture = &frame->picture;

    FUZZ_CHECK(picture->bytes.size > 0 && picture->bytes.size <= size);
    FUZZ_CHECK(frame->at_ms >= 0);
    if (picture->kind == WALLET_FRAME_GREY) {
        FUZZ_CHECK(picture->stride == picture->width);
        FUZZ_CHECK(picture->bytes.size == (size_t)picture->width * picture->height);
    } else {
        FUZZ_CHECK(picture->bytes.size >= 4 && picture->bytes.data[0] == 0xff);
        FUZZ_CHECK(picture->bytes.data[picture->bytes.size - 1] == 0xd9);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }

    FILE *file = fmemopen((void *)(uintptr_t)data, size, "r");
    FUZZ_CHECK(file);
    struct recording recording = { .file = file };
    struct camera_frame frame;
    enum camera_problem problem = recording_start(&recording);

    for (int i = 0; problem == CAMERA_OK && i < FRAMES_MAX; i++) {
        problem = recording_next(&recording, &frame);
        if (problem == CAMERA_OK) {
            check(&frame, size);
        }
    }

    recording_finish(&recording);
    FUZZ_CHECK(fclose(file) == 0);
    return 0;
}
