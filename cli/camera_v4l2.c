/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Cameras by the kernel's own interface (Video for Linux 2, "Streaming I/O (Memory Mapping)"): zbar's
 * way to them crashes on Debian 12.
 */
#include "camera_v4l2.h"

#include "camera_format.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    BUFFERS = 4,
    PATIENCE_MS = 5000,   /* cameras need a second or two to begin */
    BAD_ROUNDS_MAX = 100, /* frames that are damaged, one after the other */
};

struct v4l2 {
    const struct camera_calls *calls;
    int descriptor;
    struct camera_format format;
    struct {
        uint8_t *data;
        size_t size;
    } buffers[BUFFERS];
    unsigned count; /* of the buffers */
    bool is_held;   /* a buffer is lent to the caller */
    struct v4l2_buffer held;
    uint8_t *pixels;   /* without the colours; NULL: not needed */
    bool has_sequence; /* a frame was given before */
    uint32_t sequence; /* of that */
};

static enum camera_problem fail(struct camera *camera, int number)
{
    camera->trouble.number = number;
    return camera_problem_of(number);
}

static int control(const struct v4l2 *v4l2, unsigned long request, void *argument)
{
    return camera_ioctl(v4l2->calls, v4l2->descriptor, request, argument);
}

static struct v4l2_buffer make_buffer(unsigned index)
{
    return (struct v4l2_buffer){
        .index = index,
        .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
        .memory = V4L2_MEMORY_MMAP,
    };
}

/** Maps a buffer and gives it to the camera to fill; 0, or the errno. */
static int lend_buffer(struct v4l2 *v4l2, unsigned index)
{
    struct v4l2_buffer buffer = make_buffer(index);
    const int failed = control(v4l2, VIDIOC_QUERYBUF, &buffer);
    if (failed != 0) {
        return failed;
    }

    void *data = v4l2->calls->map(v4l2->descriptor, buffer.length, buffer.m.offset);
    if (!data) {
        return errno;
    }

    v4l2->buffers[index].data = data;
    v4l2->buffers[index].size = buffer.length;
    v4l2->count = index + 1;
    return control(v4l2, VIDIOC_QBUF, &buffer);
}

static int start_stream(struct v4l2 *v4l2)
{
    struct v4l2_requestbuffers request = {
        .count = BUFFERS,
        .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
        .memory = V4L2_MEMORY_MMAP,
    };
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;

    int failed = control(v4l2, VIDIOC_REQBUFS, &request);
    if (failed == 0 && request.count == 0) {
        failed = ENOMEM;
    }

    const unsigned count = request.count < BUFFERS ? request.count : BUFFERS;
    for (unsigned i = 0; failed == 0 && i < count; i++) {
        failed = lend_buffer(v4l2, i);
    }

    return failed == 0 ? control(v4l2, VIDIOC_STREAMON, &type) : failed;
}

static enum camera_problem open_device(struct camera *camera, const char *name)
{
    struct v4l2 *v4l2 = camera->state;
    struct camera_device device = { 0 };
    char path[CAMERA_PATH_SIZE];

    enum camera_problem problem = camera_device_name(v4l2->calls, name, path);
    if (problem == CAMERA_OK) {
        problem = camera_device_open(
            v4l2->calls, path, &v4l2->descriptor, &device, &camera->trouble.number);
    }

    (void)snprintf(camera->trouble.detail, sizeof camera->trouble.detail, "%s", device.card);
    return problem;
}

enum camera_problem camera_v4l2_open(
    const struct camera_calls *calls, struct camera *camera, const char *name)
{
    struct v4l2 *v4l2 = calloc(1, sizeof *v4l2);
    if (!v4l2) {
        return CAMERA_NO_MEMORY;
    }

    v4l2->calls = calls;
    v4l2->descriptor = -1;
    camera->state = v4l2;
    enum camera_problem problem = open_device(camera, name);
    if (problem == CAMERA_OK) {
        problem = camera_format_choose(
            calls, v4l2->descriptor, camera->wants_pixels, &v4l2->format, &camera->trouble.number);
    }
    if (problem != CAMERA_OK) {
        return problem;
    }

    const size_t room = camera_format_room(&v4l2->format);
    v4l2->pixels = room > 0 ? malloc(room) : NULL;
    if (room > 0 && !v4l2->pixels) {
        return CAMERA_NO_MEMORY;
    }

    return fail(camera, start_stream(v4l2));
}

static enum camera_problem open_system(struct camera *camera, const char *name)
{
    return camera_v4l2_open(&camera_system_calls, camera, name);
}

/** What a filled buffer holds; none of it where the camera says too much. */
static struct wallet_bytes content_of(const struct v4l2 *v4l2, const struct v4l2_buffer *buffer)
{
    const size_t size = v4l2->buffers[buffer->index].size;
    return (struct wallet_bytes){
        v4l2->buffers[buffer->index].data,
        buffer->bytesused <= size ? buffer->bytesused : 0,
    };
}

static bool is_good(const struct v4l2 *v4l2, const struct v4l2_buffer *buffer)
{
    return (buffer->flags & V4L2_BUF_FLAG_ERROR) == 0 &&
           camera_format_holds(&v4l2->format, content_of(v4l2, buffer));
}

/** Gives the buffer that is held back to the camera; 0, or the errno. */
static int give_back(struct v4l2 *v4l2)
{
    if (!v4l2->is_held) {
        return 0;
    }

    struct v4l2_buffer buffer = make_buffer(v4l2->held.index);
    v4l2->is_held = false;
    return control(v4l2, VIDIOC_QBUF, &buffer);
}

/** Takes every frame that is there, and holds the newest good one; 0, EAGAIN: none, or the errno. */
static int take_newest(struct v4l2 *v4l2)
{
    for (unsigned i = 0; i < BUFFERS; i++) {
        struct v4l2_buffer buffer = make_buffer(0);
        int failed = control(v4l2, VIDIOC_DQBUF, &buffer);
        if (failed == EAGAIN) {
            break;
        }
        if (failed == 0 && buffer.index >= v4l2->count) {
            failed = EPROTO;
        }
        if (failed == 0 && is_good(v4l2, &buffer)) {
            failed = give_back(v4l2);
            v4l2->held = buffer;
            v4l2->is_held = failed == 0;
        } else if (failed == 0) {
            struct v4l2_buffer again = make_buffer(buffer.index);
            failed = control(v4l2, VIDIOC_QBUF, &again);
        }
        if (failed != 0) {
            return failed;
        }
    }

    return v4l2->is_held ? 0 : EAGAIN;
}

static void read_held(struct v4l2 *v4l2, struct camera_frame *out)
{
    const uint32_t sequence = v4l2->held.sequence;

    *out = (struct camera_frame){
        .at_ms = v4l2->calls->now_ms(),
        .skipped =
            v4l2->has_sequence && sequence > v4l2->sequence ? sequence - v4l2->sequence - 1 : 0,
    };
    v4l2->has_sequence = true;
    v4l2->sequence = sequence;
    camera_format_read(&v4l2->format, content_of(v4l2, &v4l2->held), v4l2->pixels, &out->picture);
}

static enum camera_problem next_frame(struct camera *camera, struct camera_frame *out)
{
    struct v4l2 *v4l2 = camera->state;
    const int64_t end = v4l2->calls->now_ms() + PATIENCE_MS;
    int failed = give_back(v4l2);

    for (unsigned i = 0; i < BAD_ROUNDS_MAX && failed == 0; i++) {
        const int64_t left = end - v4l2->calls->now_ms();
        const enum interrupt_event event =
            left > 0 ? v4l2->calls->wait(v4l2->descriptor, left) : INTERRUPT_TIME;
        if (event == INTERRUPT_STOP) {
            return CAMERA_STOPPED;
        }
        if (event == INTERRUPT_TIME && left <= 0) {
            return CAMERA_SILENT;
        }

        failed = take_newest(v4l2);
        if (failed == 0) {
            read_held(v4l2, out);
            return CAMERA_OK;
        }

        /* EIO is a picture that got lost; a signal wakes as time does. */
        failed = failed == EAGAIN || failed == EIO ? 0 : failed;
    }

    return failed == 0 ? CAMERA_SILENT : fail(camera, failed);
}

static void close_device(struct camera *camera)
{
    struct v4l2 *v4l2 = camera->state;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (!v4l2) {
        return;
    }

    if (v4l2->count > 0) {
        (void)control(v4l2, VIDIOC_STREAMOFF, &type);
    }
    for (unsigned i = 0; i < v4l2->count; i++) {
        v4l2->calls->unmap(v4l2->buffers[i].data, v4l2->buffers[i].size);
    }
    if (v4l2->descriptor >= 0) {
        (void)v4l2->calls->close(v4l2->descriptor);
    }

    free(v4l2->pixels);
    free(v4l2);
    camera->state = NULL;
}

const struct camera_kind camera_v4l2 = {
    .open = open_system,
    .next = next_frame,
    .close = close_device,
};
