/* SPDX-License-Identifier: Apache-2.0 */

/* Cameras that the test plays: no kernel here has one. */
#include "camera_v4l2.h"
#include "fake_camera.h"
#include "test.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <stdlib.h>

#define HD(code_)           \
    {                       \
        code_, 1280, 720, 0 \
    }

/** A camera with these formats, whose frames come as told. */
static struct fake_camera *make(const struct fake_format *formats, const enum fake_step *steps)
{
    struct fake_camera *fake = test_memory(sizeof *fake);

    *fake = (struct fake_camera){ .card = "Hall Camera: USB 2.0" };
    for (unsigned i = 0; formats && i < FAKE_FORMATS && formats[i].code != 0; i++) {
        fake->formats[i] = formats[i];
    }
    for (unsigned i = 0; steps && steps[i] != FAKE_END; i++) {
        fake->steps[i] = steps[i];
    }

    return fake;
}

static enum camera_problem open_it(struct fake_camera *fake, const char *name, struct camera *out)
{
    *out = (struct camera){ .kind = &camera_v4l2 };
    return camera_v4l2_open(fake_camera_play(fake), out, name);
}

/** Closes it, and checks that nothing is left. */
static void close_it(const struct fake_camera *fake, struct camera *camera)
{
    camera_close(camera);
    CHECK_EQUAL(fake->open_count, 0);
    CHECK_EQUAL(fake->mapped_count, 0);
    CHECK(!fake->is_streaming);
}

static const struct fake_format grey_hd[] = { HD(V4L2_PIX_FMT_GREY), { 0 } };
static const enum fake_step one_frame[] = { FAKE_FRAME, FAKE_END };

static const struct {
    const char *name;
    enum camera_problem problem;
} names[] = {
    { "2", CAMERA_OK },
    { "/dev/video2", CAMERA_OK },
    { "Hall Camera: USB 2.0", CAMERA_OK },
    { "hall cam", CAMERA_OK },
    { "usb", CAMERA_OK },
    { "3", CAMERA_MISSING },
    { "/dev/video3", CAMERA_MISSING },
    { "Desk Camera", CAMERA_MISSING },
    { "222", CAMERA_MISSING },
    { "", CAMERA_MISSING },
    { "1", CAMERA_NOT_A_CAMERA },
    { "/dev/video1", CAMERA_NOT_A_CAMERA },
};

TEST(finds_a_camera_by_number_path_and_name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct fake_camera *fake = make(grey_hd, one_frame);
        struct camera camera;
        CHECK_ROW(names[i].name, open_it(fake, names[i].name, &camera), names[i].problem);
        close_it(fake, &camera);
    }
}

static const struct {
    const char *what;
    int open_fails;
    int query_fails;
    int set_fails;
    int buffers_fail;
    int start_fails;
    enum camera_problem problem;
    int number;
} openings[] = {
    { "no permission", EACCES, 0, 0, 0, 0, CAMERA_NO_PERMISSION, EACCES },
    { "opened by another", EBUSY, 0, 0, 0, 0, CAMERA_BUSY, EBUSY },
    { "a node without a device", ENODEV, 0, 0, 0, 0, CAMERA_MISSING, ENODEV },
    { "too many files", EMFILE, 0, 0, 0, 0, CAMERA_FAILED, EMFILE },
    { "no video device", 0, ENOTTY, 0, 0, 0, CAMERA_NOT_A_CAMERA, ENOTTY },
    { "an old device", 0, EINVAL, 0, 0, 0, CAMERA_NOT_A_CAMERA, EINVAL },
    { "unplugged when asked", 0, ENODEV, 0, 0, 0, CAMERA_UNPLUGGED, ENODEV },
    { "in use when its format is set", 0, 0, EBUSY, 0, 0, CAMERA_BUSY, EBUSY },
    { "a format that it takes back", 0, 0, EINVAL, 0, 0, CAMERA_NO_FORMAT, 0 },
    { "in use when buffers are made", 0, 0, 0, EBUSY, 0, CAMERA_BUSY, EBUSY },
    { "no memory for buffers", 0, 0, 0, ENOMEM, 0, CAMERA_NO_MEMORY, ENOMEM },
    { "unplugged at the start", 0, 0, 0, 0, ENODEV, CAMERA_UNPLUGGED, ENODEV },
    { "no room on the bus", 0, 0, 0, 0, ENOSPC, CAMERA_FAILED, ENOSPC },
};

TEST(says_why_a_camera_cannot_be_opened)
{
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        struct fake_camera *fake = make(grey_hd, one_frame);
        struct camera camera;
        fake->open_fails = openings[i].open_fails;
        fake->query_fails = openings[i].query_fails;
        fake->set_fails = openings[i].set_fails;
        fake->buffers_fail = openings[i].buffers_fail;
        fake->start_fails = openings[i].start_fails;
        CHECK_ROW(openings[i].what, open_it(fake, "2", &camera), openings[i].problem);
        CHECK_ROW(openings[i].what, camera.trouble.number, openings[i].number);
        close_it(fake, &camera);
    }
}

TEST(tells_a_camera_from_what_shows_pictures)
{
    struct fake_camera *fake = make(grey_hd, one_frame);
    struct camera camera;
    fake->is_output = true;
    CHECK_EQUAL(open_it(fake, "2", &camera), CAMERA_NOT_A_CAMERA);
    close_it(fake, &camera);
}

TEST(says_that_a_name_may_be_behind_a_permission)
{
    struct fake_camera *fake = make(grey_hd, one_frame);
    struct camera camera;
    fake->open_fails = EACCES;
    CHECK_EQUAL(open_it(fake, "hall", &camera), CAMERA_NO_PERMISSION);
    close_it(fake, &camera);
}

static const struct {
    const char *what;
    struct fake_format formats[FAKE_FORMATS];
    bool wants_pixels;
    enum camera_problem problem;
    uint32_t chosen;
} choices[] = {
    { "grey before colours",
      { HD(V4L2_PIX_FMT_YUYV), HD(V4L2_PIX_FMT_GREY) },
      false,
      CAMERA_OK,
      V4L2_PIX_FMT_GREY },
    { "pixels before files",
      { HD(V4L2_PIX_FMT_MJPEG), HD(V4L2_PIX_FMT_YUYV) },
      false,
      CAMERA_OK,
      V4L2_PIX_FMT_YUYV },
    { "files where they are larger",
      { { V4L2_PIX_FMT_YUYV, 640, 480, 0 }, HD(V4L2_PIX_FMT_MJPEG) },
      false,
      CAMERA_OK,
      V4L2_PIX_FMT_MJPEG },
    { "pixels for a preview",
      { { V4L2_PIX_FMT_YUYV, 640, 480, 0 }, HD(V4L2_PIX_FMT_MJPEG) },
      true,
      CAMERA_OK,
      V4L2_PIX_FMT_YUYV },
    { "files for a preview where there is nothing else",
      { HD(V4L2_PIX_FMT_MJPEG) },
      true,
      CAMERA_OK,
      V4L2_PIX_FMT_MJPEG },
    { "the nearest size",
      { { V4L2_PIX_FMT_GREY, 320, 240, 0 }, { V4L2_PIX_FMT_UYVY, 1024, 768, 0 } },
      false,
      CAMERA_OK,
      V4L2_PIX_FMT_UYVY },
    { "nothing known",
      { HD(V4L2_PIX_FMT_H264), HD(V4L2_PIX_FMT_SRGGB10) },
      false,
      CAMERA_NO_FORMAT,
      0 },
    { "no format at all", { { 0 } }, false, CAMERA_NO_FORMAT, 0 },
    { "no width", { { V4L2_PIX_FMT_GREY, 0, 720, 0 } }, false, CAMERA_NO_FORMAT, 0 },
    { "a huge height", { { V4L2_PIX_FMT_GREY, 1, 16385, 0 } }, false, CAMERA_NO_FORMAT, 0 },
    { "rows that overlap", { { V4L2_PIX_FMT_YUYV, 1280, 720, 1280 } }, false, CAMERA_NO_FORMAT, 0 },
};

TEST(chooses_the_format_that_is_read_best)
{
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        struct fake_camera *fake = make(choices[i].formats, one_frame);
        struct camera camera = { .kind = &camera_v4l2, .wants_pixels = choices[i].wants_pixels };
        CHECK_ROW(
            choices[i].what,
            camera_v4l2_open(fake_camera_play(fake), &camera, "2"),
            choices[i].problem);
        if (choices[i].problem == CAMERA_OK) {
            CHECK_ROW(choices[i].what, fake->chosen->code, choices[i].chosen);
        }
        close_it(fake, &camera);
    }
}

static const struct fake_format readable[] = {
    HD(V4L2_PIX_FMT_GREY),
    HD(V4L2_PIX_FMT_NV12),
    HD(V4L2_PIX_FMT_YUV420),
    HD(V4L2_PIX_FMT_YUYV),
    HD(V4L2_PIX_FMT_UYVY),
    { V4L2_PIX_FMT_GREY, 1000, 700, 1024 },
    { V4L2_PIX_FMT_UYVY, 500, 700, 1024 },
};

static bool is_all(const struct wallet_frame *picture, uint8_t brightness)
{
    for (unsigned y = 0; y < picture->height; y++) {
        for (unsigned x = 0; x < picture->width; x++) {
            if (picture->bytes.data[y * picture->stride + x] != brightness) {
                return false;
            }
        }
    }

    return picture->stride * (picture->height - 1) + picture->width <= picture->bytes.size;
}

TEST(takes_the_brightness_alone)
{
    static const enum fake_step steps[] = { FAKE_FRAME, FAKE_NOTHING, FAKE_FRAME, FAKE_END };
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) {
        const struct fake_format formats[] = { readable[i], { 0 } };
        struct fake_camera *fake = make(formats, steps);
        struct camera_frame frame;
        struct camera camera;
        CHECK_EQUAL(open_it(fake, "2", &camera), CAMERA_OK);
        for (uint8_t number = 1; number <= 2; number++) {
            CHECK_EQUAL(camera_next(&camera, &frame), CAMERA_OK);
            CHECK_EQUAL(frame.picture.kind, WALLET_FRAME_GREY);
            CHECK_EQUAL(frame.picture.width, readable[i].width);
            CHECK_EQUAL(frame.picture.height, readable[i].height);
            CHECK(is_all(&frame.picture, number));
        }
        close_it(fake, &camera);
    }
}

TEST(hands_jpeg_over_as_it_is)
{
    const struct fake_format formats[] = { HD(V4L2_PIX_FMT_MJPEG), { 0 } };
    struct fake_camera *fake = make(formats, one_frame);
    struct camera_frame frame;
    struct camera camera;
    CHECK_EQUAL(open_it(fake, "2", &camera), CAMERA_OK);
    CHECK_EQUAL(camera_next(&camera, &frame), CAMERA_OK);
    CHECK_EQUAL(frame.picture.kind, WALLET_FRAME_FILE);
    CHECK_BYTES(frame.picture.bytes, test_hex("ffd8ffe0"));
    close_it(fake, &camera);
}

TEST(takes_the_newest_frame_and_counts_the_others)
{
    static const enum fake_step steps[] = { FAKE_FRAME,   FAKE_NOTHING, FAKE_FRAME, FAKE_FRAME,
                                            FAKE_FRAME,   FAKE_NOTHING, FAKE_FRAME, FAKE_DAMAGED,
                                            FAKE_NOTHING, FAKE_END };
    static const struct {
        uint8_t number;
        unsigned skipped;
        int64_t at_ms;
    } wanted[] = { { 1, 0, 10 }, { 4, 2, 20 }, { 5, 0, 30 } };
    struct fake_camera *fake = make(grey_hd, steps);
    struct camera_frame frame;
    struct camera camera;

    CHECK_EQUAL(open_it(fake, "2", &camera), CAMERA_OK);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        CHECK_EQUAL(camera_next(&camera, &frame), CAMERA_OK);
        CHECK_EQUAL(frame.picture.bytes.data[0], wanted[i].number);
        CHECK_EQUAL(frame.skipped, wanted[i].skipped);
        CHECK_EQUAL(frame.at_ms, wanted[i].at_ms);
        CHECK_EQUAL(__builtin_popcount(fake->lent), FAKE_BUFFERS - 1);
    }
    close_it(fake, &camera);
}

static const struct {
    const char *what;
    enum fake_step steps[8];
    enum camera_problem problem;
    uint8_t number; /* of the frame that is given */
} streams[] = {
    { "nothing at all", { FAKE_END }, CAMERA_SILENT, 0 },
    { "nothing, then a frame", { FAKE_NOTHING, FAKE_NOTHING, FAKE_FRAME }, CAMERA_OK, 1 },
    { "half a frame, then a whole one", { FAKE_SHORT, FAKE_FRAME }, CAMERA_OK, 2 },
    { "half frames only", { FAKE_SHORT, FAKE_SHORT, FAKE_SHORT }, CAMERA_SILENT, 0 },
    { "a frame beyond its buffer", { FAKE_LONG, FAKE_NOTHING }, CAMERA_SILENT, 0 },
    { "a damaged frame, then a sound one", { FAKE_DAMAGED, FAKE_FRAME }, CAMERA_OK, 2 },
    { "a lost frame, then a sound one", { FAKE_LOST, FAKE_FRAME }, CAMERA_OK, 1 },
    { "unplugged", { FAKE_GONE }, CAMERA_UNPLUGGED, 0 },
    { "unplugged after half a frame", { FAKE_SHORT, FAKE_GONE }, CAMERA_UNPLUGGED, 0 },
    { "unplugged behind a frame", { FAKE_FRAME, FAKE_GONE }, CAMERA_UNPLUGGED, 0 },
    { "a buffer that is none", { FAKE_STRANGE }, CAMERA_FAILED, 0 },
};

TEST(bears_what_goes_wrong_while_it_runs)
{
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        struct fake_camera *fake = make(grey_hd, streams[i].steps);
        struct camera_frame frame;
        struct camera camera;
        CHECK_EQUAL(open_it(fake, "2", &camera), CAMERA_OK);
        CHECK_ROW(streams[i].what, camera_next(&camera, &frame), streams[i].problem);
        if (streams[i].problem == CAMERA_OK) {
            CHECK_ROW(streams[i].what, frame.picture.bytes.data[0], streams[i].number);
        }
        close_it(fake, &camera);
    }
}

TEST(gives_up_on_a_camera_that_gives_damaged_frames_only)
{
    struct fake_camera *fake = make(grey_hd, NULL);
    struct camera_frame frame;
    struct camera camera;
    for (unsigned i = 0; i + 1 < FAKE_STEPS; i++) {
        fake->steps[i] = i % 2 == 0 ? FAKE_DAMAGED : FAKE_NOTHING;
    }

    CHECK_EQUAL(open_it(fake, "2", &camera), CAMERA_OK);
    CHECK_EQUAL(camera_next(&camera, &frame), CAMERA_SILENT);
    close_it(fake, &camera);
}

TEST(stops_when_it_is_asked_to)
{
    struct fake_camera *fake = make(grey_hd, one_frame);
    struct camera_frame frame;
    struct camera camera;
    CHECK_EQUAL(open_it(fake, "2", &camera), CAMERA_OK);
    fake->is_stopped = true;
    CHECK_EQUAL(camera_next(&camera, &frame), CAMERA_STOPPED);
    close_it(fake, &camera);
}

TEST(lists_cameras_and_passes_over_what_is_none)
{
    struct fake_camera *fake = make(grey_hd, one_frame);
    const struct camera_calls *calls = fake_camera_play(fake);
    struct camera_device device = { 0 };

    CHECK(camera_device_find(calls, 0, &device));
    CHECK_EQUAL(device.number, 2);
    CHECK_TEXT(device.card, "Hall Camera: USB 2.0");
    CHECK(!camera_device_find(calls, 3, &device));

    fake->open_fails = EACCES;
    CHECK(camera_device_find(calls, 0, &device));
    CHECK_EQUAL(device.problem, CAMERA_NO_PERMISSION);
    CHECK_TEXT(device.card, "");
    CHECK_EQUAL(fake->open_count, 0);
}
