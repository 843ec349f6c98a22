/* SPDX-License-Identifier: Apache-2.0 */
#include "camera_format.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <stdlib.h>
#include <string.h>

enum {
    WANTED_WIDTH = 1280,
    WANTED_HEIGHT = 720,
    FORMATS_MAX = 64, /* that a camera is asked about */
    BEGINNING = 2,    /* bytes that tell a JPEG */
};

/* Of several that give the same size, the first. */
static const struct known {
    uint32_t code;
    bool is_file;
    unsigned step;
    unsigned first;
} known[] = {
    { V4L2_PIX_FMT_GREY, false, 1, 0 },   { V4L2_PIX_FMT_NV12, false, 1, 0 },
    { V4L2_PIX_FMT_YUV420, false, 1, 0 }, { V4L2_PIX_FMT_YUYV, false, 2, 0 },
    { V4L2_PIX_FMT_UYVY, false, 2, 1 },   { V4L2_PIX_FMT_MJPEG, true, 0, 0 },
    { V4L2_PIX_FMT_JPEG, true, 0, 0 },
};

enum {
    KNOWN_COUNT = sizeof known / sizeof known[0]
};

/** Which of the known formats the camera has. */
static void list_formats(const struct camera_calls *calls, int descriptor, bool out[KNOWN_COUNT])
{
    for (unsigned i = 0; i < FORMATS_MAX; i++) {
        struct v4l2_fmtdesc description = { .index = i, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
        if (camera_ioctl(calls, descriptor, VIDIOC_ENUM_FMT, &description) != 0) {
            return;
        }

        for (size_t k = 0; k < KNOWN_COUNT; k++) {
            out[k] = out[k] || known[k].code == description.pixelformat;
        }
    }
}

/** Of files only where nothing but files is there. */
static void leave_pixels(bool offered[KNOWN_COUNT])
{
    bool has_pixels = false;
    for (size_t k = 0; k < KNOWN_COUNT; k++) {
        has_pixels = has_pixels || (offered[k] && !known[k].is_file);
    }
    for (size_t k = 0; has_pixels && k < KNOWN_COUNT; k++) {
        offered[k] = offered[k] && !known[k].is_file;
    }
}

/** Asks for a format; the camera says what it makes of that. */
static int set(
    const struct camera_calls *calls,
    int descriptor,
    const struct known *wanted,
    struct camera_format *out)
{
    struct v4l2_format format = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
    struct v4l2_pix_format *pix = &format.fmt.pix;
    pix->width = WANTED_WIDTH;
    pix->height = WANTED_HEIGHT;
    pix->pixelformat = wanted->code;
    pix->field = V4L2_FIELD_ANY;

    const int failed = camera_ioctl(calls, descriptor, VIDIOC_S_FMT, &format);
    if (failed != 0) {
        return failed;
    }
    if (pix->pixelformat != wanted->code) {
        return EINVAL;
    }

    const size_t row = (size_t)pix->width * wanted->step;
    *out = (struct camera_format){
        .is_file = wanted->is_file,
        .step = wanted->step,
        .first = wanted->first,
        .width = pix->width,
        .height = pix->height,
        .stride = pix->bytesperline > 0 ? pix->bytesperline : row,
    };
    const bool is_sound = pix->width > 0 && pix->width <= WALLET_FRAME_SIDE_MAX &&
                          pix->height > 0 && pix->height <= WALLET_FRAME_SIDE_MAX &&
                          (wanted->is_file || out->stride >= row);
    return is_sound ? 0 : EINVAL;
}

static long distance(const struct camera_format *format)
{
    return labs((long)format->width * format->height - (long)WANTED_WIDTH * WANTED_HEIGHT);
}

enum camera_problem camera_format_choose(
    const struct camera_calls *calls,
    int descriptor,
    bool wants_pixels,
    struct camera_format *out,
    int *out_number)
{
    bool offered[KNOWN_COUNT] = { false };
    const struct known *best = NULL;

    *out_number = 0;
    list_formats(calls, descriptor, offered);
    if (wants_pixels) {
        leave_pixels(offered);
    }

    for (size_t k = 0; k < KNOWN_COUNT; k++) {
        struct camera_format format;
        const int failed = offered[k] ? set(calls, descriptor, &known[k], &format) : EINVAL;
        if (failed != 0 && failed != EINVAL) {
            *out_number = failed;
            return camera_problem_of(failed);
        }
        if (failed == 0 && (!best || distance(&format) < distance(out))) {
            best = &known[k];
            *out = format;
        }
    }
    if (!best) {
        return CAMERA_NO_FORMAT;
    }

    *out_number = set(calls, descriptor, best, out);
    return camera_problem_of(*out_number);
}

bool camera_format_holds(const struct camera_format *format, struct wallet_bytes bytes)
{
    if (format->is_file) {
        return bytes.size > BEGINNING && memcmp(bytes.data, "\xff\xd8", BEGINNING) == 0;
    }

    const size_t row = (size_t)format->width * format->step;
    return bytes.size >= format->stride * (format->height - 1) + row;
}

size_t camera_format_room(const struct camera_format *format)
{
    return format->step > 1 ? (size_t)format->width * format->height : 0;
}

static void take_brightness(
    const struct camera_format *format, const uint8_t *bytes, uint8_t *pixels)
{
    for (unsigned y = 0; y < format->height; y++) {
        const uint8_t *row = bytes + format->stride * y + format->first;
        for (unsigned x = 0; x < format->width; x++) {
            *pixels++ = row[(size_t)x * format->step];
        }
    }
}

void camera_format_read(
    const struct camera_format *format,
    struct wallet_bytes bytes,
    uint8_t *pixels,
    struct wallet_frame *out)
{
    if (format->is_file) {
        *out = (struct wallet_frame){ .kind = WALLET_FRAME_FILE, .bytes = bytes };
        return;
    }

    *out = (struct wallet_frame){
        .kind = WALLET_FRAME_GREY,
        .bytes = bytes,
        .width = format->width,
        .height = format->height,
        .stride = format->stride,
    };
    if (format->step > 1) {
        take_brightness(format, bytes.data, pixels);
        out->bytes = (struct wallet_bytes){ pixels, camera_format_room(format) };
        out->stride = format->width;
    }
}
