/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Pictures and frames, with each allocation failing once: it says MEMORY, and leaves neither memory nor
 * a process behind.  The scanner is a script that finds two codes in anything.
 */
#include <wallet/scan_stream.h>

#include "alloc_faulty.h"
#include "fault.h"
#include "stub.h"
#include "test.h"

static const char picture_scanner[] = "printf '\\001\\000\\002\\000\\001A\\000\\001B'";
static const char stream_scanner[] =
    "while :; do head -c 17 >/dev/null; "
    "printf '\\001\\000\\002\\001\\000\\000\\000\\006\\000\\001A\\000\\001B'; done";

static struct stub stub;

static enum wallet_status scan_picture(void)
{
    struct wallet_scan *scan = NULL;
    const enum wallet_status status =
        wallet_scan_picture(stub.path, test_text("pixels"), 0, &scan, NULL);

    wallet_scan_free(scan);
    return status;
}

static enum wallet_status look(struct wallet_scan_stream *stream, int64_t at_ms, size_t *out_count)
{
    /* With gaps, which are closed in a copy. */
    const struct wallet_frame frame = {
        WALLET_FRAME_GREY, test_text("pix___els"), 3, 2, 6,
    };
    struct wallet_scan *scan = NULL;
    const enum wallet_status status =
        wallet_scan_stream_look(stream, &frame, at_ms, 100, &scan, NULL);

    *out_count = scan ? wallet_scan_count(scan) : 0;
    wallet_scan_free(scan);
    return status;
}

static enum wallet_status scan_frames(void)
{
    struct wallet_scan_stream *stream = NULL;
    size_t count = 0;
    enum wallet_status status = wallet_scan_stream_new(stub.path, 0, &stream, NULL);

    if (status == WALLET_OK) {
        status = look(stream, 0, &count);
    }
    if (status == WALLET_OK) {
        CHECK_EQUAL(count, 2);
        status = look(stream, 10000, &count);
    }

    wallet_scan_stream_free(stream);
    stub_check_no_child();
    return status;
}

TEST(scans_a_picture_without_memory)
{
    stub = stub_make(picture_scanner);
    CHECK(fault_each("a picture", scan_picture) > 0);
    stub_remove(&stub);
}

TEST(scans_frames_without_memory)
{
    stub = stub_make(stream_scanner);
    CHECK(fault_each("two frames", scan_frames) > 0);
    stub_remove(&stub);
}

TEST(loses_no_code_to_a_frame_without_memory)
{
    stub = stub_make(stream_scanner);
    bool is_over = false;

    for (size_t n = 0; !is_over; n++) {
        struct wallet_scan_stream *stream = NULL;
        size_t first = 0;
        size_t second = 0;
        CHECK_EQUAL(wallet_scan_stream_new(stub.path, 0, &stream, NULL), WALLET_OK);
        alloc_faults.fail_at = n;
        alloc_faults.calls = 0;
        const enum wallet_status status = look(stream, 0, &first);
        alloc_faults.fail_at = SIZE_MAX;
        is_over = status == WALLET_OK;
        CHECK(is_over || status == WALLET_ERR_MEMORY);
        CHECK_EQUAL(look(stream, 33, &second), WALLET_OK);
        CHECK_EQUAL(first + second, 2);
        wallet_scan_stream_free(stream);
        stub_check_no_child();
    }

    stub_remove(&stub);
}
