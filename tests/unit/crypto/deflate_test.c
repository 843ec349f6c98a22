/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/deflate.h"

#include "base/buffer.h"
#include "test.h"

#include <string.h>

enum {
    LIMIT = 65536,
};

#define HELLO "hello hello hello hello"

/** Bytes that look random and compress to nothing less. */
static struct wallet_bytes noise(size_t size)
{
    uint8_t *data = test_memory(size + 1);
    uint32_t state = 2463534242U;

    for (size_t i = 0; i < size; i++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        data[i] = (uint8_t)state;
    }

    return (struct wallet_bytes){ data, size };
}

static struct wallet_bytes zeros(size_t size)
{
    return (struct wallet_bytes){ test_memory(size + 1), size };
}

/** A copy that lives until the test ends. */
static struct wallet_bytes deflated(struct wallet_bytes bytes)
{
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(wlt_deflate(bytes, &out, NULL), WALLET_OK);

    uint8_t *copy = test_memory(out.size);
    memcpy(copy, out.data, out.size);
    const struct wallet_bytes result = { copy, out.size };
    wallet_buffer_clear(&out);
    return result;
}

static enum wallet_status inflate_only(struct wallet_bytes stream, size_t limit)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status = wlt_inflate(stream, limit, &out, NULL);
    wallet_buffer_clear(&out);
    return status;
}

static void check_round_trip(struct wallet_bytes bytes)
{
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(wlt_inflate(deflated(bytes), LIMIT, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), bytes);
    wallet_buffer_clear(&out);
}

TEST(what_was_deflated_inflates_to_the_same)
{
    static const size_t sizes[] = { 0, 1, 300, 4096, 40000, LIMIT };

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        check_round_trip(zeros(sizes[i]));
        check_round_trip(noise(sizes[i]));
    }
}

TEST(a_stream_begins_with_the_byte_that_codes_are_told_by)
{
    CHECK_EQUAL(deflated(test_text(HELLO)).data[0], 0x78);
}

TEST(both_append_to_what_is_there)
{
    struct wallet_buffer out = { 0 };
    CHECK(wlt_buffer_append_text(&out, "EL1:"));
    CHECK_EQUAL(wlt_inflate(deflated(test_text(HELLO)), LIMIT, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_text("EL1:" HELLO));

    CHECK_EQUAL(wlt_deflate(test_text(HELLO), &out, NULL), WALLET_OK);
    CHECK_BYTES(((struct wallet_bytes){ out.data, strlen("EL1:" HELLO) }), test_text("EL1:" HELLO));
    wallet_buffer_clear(&out);
}

TEST(a_limit_is_reached_but_never_passed)
{
    static const size_t sizes[] = { 1, 300, 5000, 40000 };

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const struct wallet_bytes smooth = deflated(zeros(sizes[i]));
        const struct wallet_bytes rough = deflated(noise(sizes[i]));
        CHECK_EQUAL(inflate_only(smooth, sizes[i]), WALLET_OK);
        CHECK_EQUAL(inflate_only(rough, sizes[i]), WALLET_OK);
        CHECK_EQUAL(inflate_only(smooth, sizes[i] - 1), WALLET_ERR_TOO_LARGE);
        CHECK_EQUAL(inflate_only(rough, sizes[i] - 1), WALLET_ERR_TOO_LARGE);
    }
}

TEST(a_bomb_takes_no_more_memory_than_the_limit_is_worth)
{
    const struct wallet_bytes bomb = deflated(zeros(32 << 20));
    struct wallet_buffer out = { 0 };
    struct wallet_error error;

    CHECK_EQUAL(wlt_inflate(bomb, LIMIT, &out, &error), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(error.status, WALLET_ERR_TOO_LARGE);
    CHECK(out.capacity < (size_t)LIMIT * 4);
    wallet_buffer_clear(&out);
}

TEST(every_prefix_is_truncated)
{
    const struct wallet_bytes stream = deflated(noise(400));

    for (size_t size = 0; size < stream.size; size++) {
        CHECK_EQUAL(
            inflate_only((struct wallet_bytes){ stream.data, size }, LIMIT), WALLET_ERR_TRUNCATED);
    }
}

TEST(a_refused_stream_leaves_the_buffer_as_it_was)
{
    const struct wallet_bytes stream = deflated(noise(400));
    struct wallet_buffer out = { 0 };
    CHECK(wlt_buffer_append_text(&out, "before"));

    const struct wallet_bytes half = { stream.data, stream.size / 2 };
    CHECK_EQUAL(wlt_inflate(half, LIMIT, &out, NULL), WALLET_ERR_TRUNCATED);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_text("before"));
    CHECK_EQUAL(out.data[out.size], 0);
    wallet_buffer_clear(&out);
}

static const struct {
    const char *what;
    const char *stream;
    enum wallet_status wanted;
} refusals[] = {
    { "nothing", "", WALLET_ERR_TRUNCATED },
    { "no zlib header", "d2844da20448", WALLET_ERR_MALFORMED },
    { "gzip", "1f8b0800000000000003", WALLET_ERR_MALFORMED },
    { "a window of 64 KiB", "88 1c 0300 00000001", WALLET_ERR_MALFORMED },
    { "a method that is not deflate", "79 9c 0300 00000001", WALLET_ERR_MALFORMED },
    { "a preset dictionary", "78 bb 00000001 0300 00000001", WALLET_ERR_MALFORMED },
    { "a reserved block type", "78da 07 00000001", WALLET_ERR_MALFORMED },
    { "a distance before the beginning", "78da 4b04 13 00", WALLET_ERR_MALFORMED },
    { "an empty stream with a wrong checksum", "78da 0300 00000002", WALLET_ERR_MALFORMED },
    { "a byte behind an empty stream", "78da 0300 00000001 00", WALLET_ERR_MALFORMED },
    { "a second stream behind it", "78da 0300 00000001 78da 0300 00000001", WALLET_ERR_MALFORMED },
    { "an empty stream", "78da 0300 00000001", WALLET_OK },
};

TEST(refuses_what_is_no_stream_of_its_own)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        CHECK_ROW(
            refusals[i].what,
            inflate_only(test_hex(refusals[i].stream), LIMIT),
            refusals[i].wanted);
    }
}

TEST(a_wrong_checksum_behind_good_content_is_refused)
{
    const struct wallet_bytes stream = deflated(test_text(HELLO));
    uint8_t *altered = test_memory(stream.size);

    for (size_t i = stream.size - 4; i < stream.size; i++) {
        memcpy(altered, stream.data, stream.size);
        altered[i] ^= 1;
        CHECK_EQUAL(
            inflate_only((struct wallet_bytes){ altered, stream.size }, LIMIT),
            WALLET_ERR_MALFORMED);
    }
}
