/* SPDX-License-Identifier: Apache-2.0 */
#include "recording.h"

#include "camera_preview.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/** Reads a recording from memory, to its end: how many frames there were, and what came then. */
static size_t read_all(
    struct wallet_bytes bytes, enum camera_problem *out_problem, struct camera_frame *out_last)
{
    struct recording recording = { .file =
                                       fmemopen((void *)(uintptr_t)bytes.data, bytes.size, "r") };
    size_t count = 0;

    CHECK(recording.file);
    *out_problem = recording_start(&recording);
    while (*out_problem == CAMERA_OK &&
           (*out_problem = recording_next(&recording, out_last)) == CAMERA_OK) {
        count++;
    }

    recording_finish(&recording);
    CHECK_EQUAL(fclose(recording.file), 0);
    return count;
}

static const struct {
    const char *what;
    const char *text;
    size_t count;
    enum camera_problem problem;
} videos[] = {
    { "grey", "YUV4MPEG2 W2 H2 Cmono\nFRAME\nabcdFRAME\nefgh", 2, CAMERA_END },
    { "a frame with parameters", "YUV4MPEG2 W2 H2 Cmono\nFRAME Ip\nabcd", 1, CAMERA_END },
    { "colours by default", "YUV4MPEG2 W3 H3\nFRAME\nabcdefghiUUUUVVVV", 1, CAMERA_END },
    { "4:2:0",
      "YUV4MPEG2 W2 H2 F30:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\nFRAME\nabcdUV",
      1,
      CAMERA_END },
    { "4:2:2", "YUV4MPEG2 W3 H1 C422\nFRAME\nabcUUVV", 1, CAMERA_END },
    { "4:4:4", "YUV4MPEG2 W2 H1 C444\nFRAME\nabUUVV", 1, CAMERA_END },
    { "4:4:4 with transparency", "YUV4MPEG2 W2 H1 C444alpha\nFRAME\nabUUVVAA", 1, CAMERA_END },
    { "4:1:1", "YUV4MPEG2 W5 H1 C411\nFRAME\nabcdeUUVV", 1, CAMERA_END },
    { "no frame", "YUV4MPEG2 W2 H2 Cmono\n", 0, CAMERA_END },
    { "ten bits", "YUV4MPEG2 W2 H2 C420p10\nFRAME\nabcdabcdabcd", 0, CAMERA_NO_FORMAT },
    { "no width", "YUV4MPEG2 H2 Cmono\nFRAME\nabcd", 0, CAMERA_BROKEN },
    { "a width of nothing", "YUV4MPEG2 W0 H2 Cmono\nFRAME\nabcd", 0, CAMERA_BROKEN },
    { "a width that is no number", "YUV4MPEG2 W2x H2 Cmono\nFRAME\nabcd", 0, CAMERA_BROKEN },
    { "a huge width", "YUV4MPEG2 W99999999999999999999 H2 Cmono\n", 0, CAMERA_BROKEN },
    { "a side of 16385", "YUV4MPEG2 W16385 H2 Cmono\n", 0, CAMERA_BROKEN },
    { "too many pixels", "YUV4MPEG2 W16384 H16384 Cmono\n", 0, CAMERA_BROKEN },
    { "a head without an end", "YUV4MPEG2 W2 H2 Cmono", 0, CAMERA_BROKEN },
    { "another version", "YUV4MPEG3 W2 H2 Cmono\nFRAME\nabcd", 0, CAMERA_BROKEN },
    { "a frame that is cut off", "YUV4MPEG2 W2 H2 Cmono\nFRAME\nabcdFRAME\nefg", 1, CAMERA_BROKEN },
    { "colours that are cut off", "YUV4MPEG2 W2 H2\nFRAME\nabcdU", 0, CAMERA_BROKEN },
    { "no mark of a frame", "YUV4MPEG2 W2 H2 Cmono\nFROME\nabcd", 0, CAMERA_BROKEN },
    { "something else", "hello", 0, CAMERA_NOT_A_CAMERA },
    { "almost nothing", "YU", 0, CAMERA_NOT_A_CAMERA },
};

TEST(reads_y4m)
{
    for (size_t i = 0; i < sizeof videos / sizeof *videos; i++) {
        enum camera_problem problem = CAMERA_OK;
        struct camera_frame frame;
        CHECK_ROW(
            videos[i].what, read_all(test_text(videos[i].text), &problem, &frame), videos[i].count);
        CHECK_ROW(videos[i].what, problem, videos[i].problem);
    }
}

/* A head, a scan with a byte that looks like a marker, a restart, and its end. */
#define JPEG "ffd8 ffe00004abcd ffda0003aa 12ff00ffd034 ffd9"
/* One in whose second segment is the picture of another. */
#define NESTED "ffd8 ffe1000affd8ffdaffd9ffd9 ffda0002 12 ffff ffd9"

static const struct {
    const char *what;
    const char *hex;
    size_t count;
    enum camera_problem problem;
} pictures[] = {
    { "one", JPEG, 1, CAMERA_END },
    { "three", JPEG JPEG JPEG, 3, CAMERA_END },
    { "one within another", NESTED JPEG, 2, CAMERA_END },
    { "several scans", "ffd8 ffda000255 ffc4000300 ffda000266 ffd9" JPEG, 2, CAMERA_END },
    { "fill bytes before a marker", "ffd8 ffffffe00002 ffda000255 ffffd9", 1, CAMERA_END },
    { "padding between", JPEG "00000000" JPEG "00", 2, CAMERA_END },
    { "a boundary between", JPEG "0d0a2d2d626f78ff0d0a0d0a" JPEG, 2, CAMERA_END },
    { "a second that is cut off", JPEG "ffd8ffe00004ab", 1, CAMERA_BROKEN },
    { "a scan that is cut off", "ffd8ffda0002 1234ff", 0, CAMERA_BROKEN },
    { "a segment of one byte", "ffd8ffe00001 ffd9", 0, CAMERA_BROKEN },
    { "a segment that is none", "ffd8ffe00002 12 ffd9", 0, CAMERA_BROKEN },
    { "a beginning in the middle", "ffd8ffd8ffd9", 0, CAMERA_BROKEN },
    { "a beginning alone", "ffd8ff", 0, CAMERA_BROKEN },
};

TEST(reads_jpeg_after_jpeg)
{
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        enum camera_problem problem = CAMERA_OK;
        struct camera_frame frame;
        CHECK_ROW(
            pictures[i].what,
            read_all(test_hex(pictures[i].hex), &problem, &frame),
            pictures[i].count);
        CHECK_ROW(pictures[i].what, problem, pictures[i].problem);
    }
}

/** A JPEG of about this size. */
static struct wallet_bytes make_jpeg(size_t size)
{
    static const uint8_t head[] = { 0xff, 0xd8, 0xff, 0xda, 0, 2 };
    uint8_t *data = test_memory(size);
    memcpy(data, head, sizeof head);
    memset(data + sizeof head, 0x55, size - sizeof head - 2);
    memcpy(data + size - 2, "\xff\xd9", 2);
    return (struct wallet_bytes){ data, size };
}

TEST(reads_jpeg_larger_than_one_read)
{
    const struct wallet_bytes one = make_jpeg(1000003);
    uint8_t *three = test_memory(3 * one.size);
    enum camera_problem problem = CAMERA_OK;
    struct camera_frame frame;

    for (size_t i = 0; i < 3; i++) {
        memcpy(three + i * one.size, one.data, one.size);
    }
    CHECK_EQUAL(read_all((struct wallet_bytes){ three, 3 * one.size }, &problem, &frame), 3);
    CHECK_EQUAL(problem, CAMERA_END);
}

TEST(refuses_much_that_is_no_picture)
{
    const struct wallet_bytes one = test_hex(JPEG);
    uint8_t *junk = test_memory(one.size + 5000);
    enum camera_problem problem = CAMERA_OK;
    struct camera_frame frame;

    memcpy(junk, one.data, one.size);
    CHECK_EQUAL(read_all((struct wallet_bytes){ junk, one.size + 5000 }, &problem, &frame), 1);
    CHECK_EQUAL(problem, CAMERA_BROKEN);
}

TEST(refuses_a_picture_that_does_not_end)
{
    const struct wallet_bytes one = make_jpeg(WALLET_PICTURE_MAX * (size_t)3);
    enum camera_problem problem = CAMERA_OK;
    struct camera_frame frame;

    CHECK_EQUAL(read_all(one, &problem, &frame), 0);
    CHECK_EQUAL(problem, CAMERA_BROKEN);
}

static const struct {
    const char *text;
    int64_t at_ms; /* of the second frame */
} rates[] = {
    { "YUV4MPEG2 W1 H1 F30:1 Cmono\nFRAME\naFRAME\nb", 33 },
    { "YUV4MPEG2 W1 H1 F1:10 Cmono\nFRAME\naFRAME\nb", 10000 },
    { "YUV4MPEG2 W1 H1 F30000:1001 Cmono\nFRAME\naFRAME\nb", 33 },
    { "YUV4MPEG2 W1 H1 F0:0 Cmono\nFRAME\naFRAME\nb", 40 },
    { "YUV4MPEG2 W1 H1 F30 Cmono\nFRAME\naFRAME\nb", 40 },
    { "YUV4MPEG2 W1 H1 Fx:y Cmono\nFRAME\naFRAME\nb", 40 },
    { "YUV4MPEG2 W1 H1 Cmono\nFRAME\naFRAME\nb", 40 },
};

TEST(goes_by_the_clock_of_the_recording)
{
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        enum camera_problem problem = CAMERA_OK;
        struct camera_frame frame;
        CHECK_EQUAL(read_all(test_text(rates[i].text), &problem, &frame), 2);
        CHECK_ROW(rates[i].text, frame.at_ms, rates[i].at_ms);
    }
}

/** What the preview draws of two frames, 40 ms apart; the caller frees it. */
static char *preview(struct camera_preview preview, bool leaves)
{
    static const uint8_t pixels[] = {
        0, 255, 0, 255, 0, 255, 0, 255, 255, 0, 255, 0, 255, 0, 255, 0
    };
    const struct wallet_frame frame = {
        .bytes = { pixels, sizeof pixels }, .width = 2, .height = 8, .stride = 2
    };
    char *out = NULL;
    size_t size = 0;

    preview.stream = open_memstream(&out, &size);
    CHECK(preview.stream);
    camera_preview_draw(&preview, &frame, 1000);
    if (leaves) {
        camera_preview_leave(&preview);
    }
    camera_preview_draw(&preview, &frame, 1040);
    camera_preview_draw(&preview, &frame, 1100);
    CHECK_EQUAL(fclose(preview.stream), 0);
    return out;
}

TEST(draws_a_preview_over_the_last_one)
{
    char *text = preview((struct camera_preview){ .columns = 2 }, false);
    CHECK_TEXT(text, " @\n @\n@ \n@ \n\033[4A @\n @\n@ \n@ \n");
    free(text);
}

TEST(draws_a_preview_below_what_was_printed)
{
    char *text = preview((struct camera_preview){ .columns = 2 }, true);
    CHECK_TEXT(text, " @\n @\n@ \n@ \n @\n @\n@ \n@ \n");
    free(text);
}

TEST(draws_a_preview_in_greys_where_there_are_colours)
{
    char *text = preview((struct camera_preview){ .columns = 1, .color = true }, false);
    CHECK(strncmp(text, "\033[48;5;232;38;5;232m▄\033[0m\n", 28) == 0);
    free(text);
}
