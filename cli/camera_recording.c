/* SPDX-License-Identifier: Apache-2.0 */
#include "camera.h"
#include "interrupt.h"
#include "recording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool takes(const char *name)
{
    static const char *const endings[] = { ".y4m", ".mjpeg", ".mjpg" };
    const size_t size = strlen(name);

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const size_t ending = strlen(endings[i]);
        if (size > ending && strcasecmp(name + size - ending, endings[i]) == 0) {
            return true;
        }
    }

    return false;
}

static enum camera_problem problem_of(int number)
{
    switch (number) {
    case ENOENT: return CAMERA_MISSING;
    case EACCES: return CAMERA_NO_PERMISSION;
    case ENOMEM: return CAMERA_NO_MEMORY;
    default: return CAMERA_FAILED;
    }
}

static enum camera_problem open_recording(struct camera *camera, const char *name)
{
    struct recording *recording = calloc(1, sizeof *recording);
    if (!recording) {
        return CAMERA_NO_MEMORY;
    }

    camera->state = recording;
    recording->file = fopen(name, "re");
    if (!recording->file) {
        camera->trouble.number = errno;
        return problem_of(errno);
    }

    return recording_start(recording);
}

static enum camera_problem next_frame(struct camera *camera, struct camera_frame *out)
{
    return interrupted() ? CAMERA_STOPPED : recording_next(camera->state, out);
}

static void close_recording(struct camera *camera)
{
    struct recording *recording = camera->state;
    if (recording) {
        if (recording->file) {
            (void)fclose(recording->file);
        }

        recording_finish(recording);
        free(recording);
        camera->state = NULL;
    }
}

const struct camera_kind camera_recording = {
    .takes = takes,
    .open = open_recording,
    .next = next_frame,
    .close = close_recording,
};
