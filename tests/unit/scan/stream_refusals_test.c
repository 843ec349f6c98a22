/* SPDX-License-Identifier: Apache-2.0 */

/* What a stream refuses without asking its scanner, of which there is none here. */
#include <wallet/scan_stream.h>

#include "test.h"

#define SIX_BYTES                    \
    {                                \
        (const uint8_t *)"pixels", 6 \
    }
#define GREY(width_, height_, stride_)                         \
    {                                                          \
        WALLET_FRAME_GREY, SIX_BYTES, width_, height_, stride_ \
    }

static const struct {
    const char *what;
    struct wallet_frame frame;
    int64_t at_ms;
    unsigned budget_ms;
    enum wallet_status status;
} refused[] = {
    { "a time before 0", GREY(3, 2, 3), -1, 0, WALLET_ERR_ARGUMENT },
    { "a long budget", GREY(3, 2, 3), 0, WALLET_SCAN_BUDGET_MAX + 1, WALLET_ERR_ARGUMENT },
    { "no width", GREY(0, 2, 3), 0, 0, WALLET_ERR_ARGUMENT },
    { "no height", GREY(3, 0, 3), 0, 0, WALLET_ERR_ARGUMENT },
    { "rows that overlap", GREY(3, 2, 2), 0, 0, WALLET_ERR_ARGUMENT },
    { "too few bytes", GREY(3, 3, 3), 0, 0, WALLET_ERR_ARGUMENT },
    { "too few bytes in the last row", GREY(3, 2, 4), 0, 0, WALLET_ERR_ARGUMENT },
    { "fewer bytes than a row", GREY(7, 1, 7), 0, 0, WALLET_ERR_ARGUMENT },
    { "a huge stride", GREY(3, 2, SIZE_MAX), 0, 0, WALLET_ERR_ARGUMENT },
    { "a long side", GREY(WALLET_FRAME_SIDE_MAX + 1, 1, 1), 0, 0, WALLET_ERR_ARGUMENT },
    { "a high side", GREY(1, WALLET_FRAME_SIDE_MAX + 1, 1), 0, 0, WALLET_ERR_ARGUMENT },
    { "a kind of its own",
      { (enum wallet_frame_kind)7, SIX_BYTES, 3, 2, 3 },
      0,
      0,
      WALLET_ERR_ARGUMENT },
    { "an empty file", { .kind = WALLET_FRAME_FILE }, 0, 0, WALLET_ERR_UNSUPPORTED },
};

TEST(refuses_what_it_need_not_ask_about)
{
    struct wallet_scan_stream *stream = NULL;
    struct wallet_scan *scan = NULL;
    CHECK_EQUAL(wallet_scan_stream_new("/nowhere", 3600001, &stream, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_scan_stream_new("/nowhere", 3600000, &stream, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        CHECK_ROW(
            refused[i].what,
            wallet_scan_stream_look(
                stream, &refused[i].frame, refused[i].at_ms, refused[i].budget_ms, &scan, NULL),
            refused[i].status);
    }

    wallet_scan_stream_free(stream);
}

TEST(refuses_frames_that_are_too_large)
{
    struct wallet_scan_stream *stream = NULL;
    struct wallet_scan *scan = NULL;
    const struct wallet_bytes huge = { test_memory(WALLET_PICTURE_MAX + 1),
                                       WALLET_PICTURE_MAX + 1 };
    const struct wallet_frame file = { .kind = WALLET_FRAME_FILE, .bytes = huge };
    /* Rows that share their bytes are none: this is as large as a sound frame gets. */
    const struct wallet_bytes pixels = { test_memory((size_t)8192 * 4097), (size_t)8192 * 4097 };
    const struct wallet_frame grey = { WALLET_FRAME_GREY, pixels, 8192, 4097, 8192 };

    CHECK_EQUAL(wallet_scan_stream_new("/nowhere", 0, &stream, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_scan_stream_look(stream, &file, 0, 0, &scan, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_scan_stream_look(stream, &grey, 0, 0, &scan, NULL), WALLET_ERR_TOO_LARGE);
    wallet_scan_stream_free(stream);
}
