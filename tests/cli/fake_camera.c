/* SPDX-License-Identifier: Apache-2.0 */
#include "fake_camera.h"

#include "test.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <string.h>

enum {
    DESCRIPTOR = 1000, /* of /dev/video2; further ones for the others */
    SOUND_CARD = 1001,
    TIME_A_STEP = 10,
};

static struct fake_camera *fake;

static int refuse(int number)
{
    errno = number;
    return -1;
}

static int play_open(const char *path)
{
    if (strcmp(path, "/dev/video1") == 0) {
        fake->open_count++;
        return SOUND_CARD;
    }
    if (strcmp(path, "/dev/video2") != 0) {
        return refuse(ENOENT);
    }
    if (fake->open_fails != 0) {
        return refuse(fake->open_fails);
    }

    fake->open_count++;
    return DESCRIPTOR;
}

static int play_close(int descriptor)
{
    CHECK(descriptor == DESCRIPTOR || descriptor == SOUND_CARD);
    CHECK(fake->open_count > 0);
    fake->open_count--;
    return 0;
}

static int query(struct v4l2_capability *out)
{
    if (fake->query_fails != 0) {
        return refuse(fake->query_fails);
    }

    (void)snprintf((char *)out->card, sizeof out->card, "%s", fake->card);
    out->capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    out->device_caps =
        V4L2_CAP_STREAMING | (fake->is_output ? V4L2_CAP_VIDEO_OUTPUT : V4L2_CAP_VIDEO_CAPTURE);
    return 0;
}

static int list(struct v4l2_fmtdesc *out)
{
    if (out->index >= FAKE_FORMATS || fake->formats[out->index].code == 0) {
        return refuse(EINVAL);
    }

    out->pixelformat = fake->formats[out->index].code;
    return 0;
}

static int set(struct v4l2_format *out)
{
    CHECK(!fake->is_streaming);
    if (fake->set_fails != 0) {
        return refuse(fake->set_fails);
    }

    fake->chosen = &fake->formats[0];
    for (unsigned i = 0; i < FAKE_FORMATS; i++) {
        if (fake->formats[i].code == out->fmt.pix.pixelformat) {
            fake->chosen = &fake->formats[i];
        }
    }

    out->fmt.pix.pixelformat = fake->chosen->code;
    out->fmt.pix.width = fake->chosen->width;
    out->fmt.pix.height = fake->chosen->height;
    out->fmt.pix.bytesperline = fake->chosen->stride;
    return 0;
}

static int make_buffers(struct v4l2_requestbuffers *out)
{
    if (fake->buffers_fail != 0) {
        return refuse(fake->buffers_fail);
    }

    CHECK_EQUAL(out->memory, V4L2_MEMORY_MMAP);
    return 0;
}

static int lend(const struct v4l2_buffer *buffer)
{
    CHECK(buffer->index < FAKE_BUFFERS);
    CHECK_EQUAL(fake->lent >> buffer->index & 1, 0);
    fake->lent |= 1u << buffer->index;
    return 0;
}

/** A frame: each pixel's brightness is the number of the frame; colours and gaps are 255. */
static unsigned fill(uint8_t *memory)
{
    const struct fake_format *format = fake->chosen;
    const bool is_mixed = format->code == V4L2_PIX_FMT_YUYV || format->code == V4L2_PIX_FMT_UYVY;
    const bool is_grey = format->code == V4L2_PIX_FMT_GREY;
    const unsigned step = is_mixed ? 2 : 1;
    const unsigned stride = format->stride > 0 ? format->stride : format->width * step;
    const unsigned size = stride * format->height * (is_grey || is_mixed ? 2 : 3) / 2;

    if (format->code == V4L2_PIX_FMT_MJPEG) {
        memcpy(memory, "\xff\xd8\xff\xe0", 4);
        return 4;
    }

    memset(memory, UINT8_MAX, size);
    for (unsigned y = 0; y < format->height; y++) {
        uint8_t *row = memory + y * stride + (format->code == V4L2_PIX_FMT_UYVY);
        for (unsigned x = 0; x < format->width; x++) {
            row[x * step] = (uint8_t)fake->sequence;
        }
    }

    return size;
}

static int take(struct v4l2_buffer *out)
{
    const enum fake_step step = fake->steps[fake->step];
    CHECK(fake->is_streaming);
    fake->step += step != FAKE_END;

    switch (step) {
    case FAKE_END:
    case FAKE_NOTHING: return refuse(EAGAIN);
    case FAKE_LOST: return refuse(EIO);
    case FAKE_GONE: return refuse(ENODEV);
    case FAKE_STRANGE: out->index = FAKE_BUFFERS + 3; return 0;
    case FAKE_FRAME:
    case FAKE_SHORT:
    case FAKE_LONG:
    case FAKE_DAMAGED: break;
    }

    CHECK(fake->lent != 0);
    out->index = (unsigned)__builtin_ctz(fake->lent);
    fake->lent &= ~(1u << out->index);
    out->sequence = ++fake->sequence;
    out->bytesused = fill(fake->memory[out->index]);
    out->bytesused = step == FAKE_SHORT ? out->bytesused / 2 : out->bytesused;
    out->bytesused = step == FAKE_LONG ? UINT32_MAX : out->bytesused;
    out->flags = step == FAKE_DAMAGED ? V4L2_BUF_FLAG_ERROR : 0;
    return 0;
}

static int stream(bool is_on)
{
    if (is_on && fake->start_fails != 0) {
        return refuse(fake->start_fails);
    }

    fake->is_streaming = is_on;
    return 0;
}

static int measure(struct v4l2_buffer *out)
{
    out->length = sizeof fake->memory[0];
    out->m.offset = out->index;
    return 0;
}

static int play_ioctl(int descriptor, unsigned long request, void *argument)
{
    if (descriptor != DESCRIPTOR) {
        return refuse(ENOTTY);
    }

    switch (request) {
    case VIDIOC_QUERYCAP: return query(argument);
    case VIDIOC_ENUM_FMT: return list(argument);
    case VIDIOC_S_FMT: return set(argument);
    case VIDIOC_REQBUFS: return make_buffers(argument);
    case VIDIOC_QUERYBUF: return measure(argument);
    case VIDIOC_QBUF: return lend(argument);
    case VIDIOC_DQBUF: return take(argument);
    case VIDIOC_STREAMON: return stream(true);
    case VIDIOC_STREAMOFF: return stream(false);
    default: return refuse(ENOTTY);
    }
}

static void *play_map(int descriptor, size_t size, size_t offset)
{
    CHECK_EQUAL(descriptor, DESCRIPTOR);
    CHECK_EQUAL(size, sizeof fake->memory[0]);
    CHECK(offset < FAKE_BUFFERS);
    fake->mapped_count++;
    return fake->memory[offset];
}

static void play_unmap(void *memory, size_t size)
{
    CHECK(memory);
    CHECK_EQUAL(size, sizeof fake->memory[0]);
    fake->mapped_count--;
}

/** Nobody waits: the clock goes on, by all the time where nothing more comes. */
static enum interrupt_event play_wait(int descriptor, int64_t milliseconds)
{
    CHECK_EQUAL(descriptor, DESCRIPTOR);
    CHECK(milliseconds > 0);
    if (fake->is_stopped) {
        return INTERRUPT_STOP;
    }

    const bool is_over = fake->steps[fake->step] == FAKE_END;
    fake->now_ms += is_over ? milliseconds : TIME_A_STEP;
    return is_over ? INTERRUPT_TIME : INTERRUPT_READY;
}

static int64_t play_now(void)
{
    return fake->now_ms;
}

const struct camera_calls *fake_camera_play(struct fake_camera *camera)
{
    static const struct camera_calls calls = {
        .open = play_open,
        .close = play_close,
        .ioctl = play_ioctl,
        .map = play_map,
        .unmap = play_unmap,
        .wait = play_wait,
        .now_ms = play_now,
    };

    fake = camera;
    return &calls;
}
