/* SPDX-License-Identifier: Apache-2.0 */
#include "status/list.h"

#include "base/buffer.h"
#include "cbor/writer.h"
#include "crypto/deflate.h"
#include "test.h"

#include <string.h>

enum {
    CBOR_MAP_OF_TWO = 2,
};

static struct wallet_bytes kept(struct wallet_buffer *buffer)
{
    uint8_t *copy = test_memory(buffer->size + 1);
    memcpy(copy, buffer->data, buffer->size);
    const struct wallet_bytes bytes = { copy, buffer->size };
    wallet_buffer_clear(buffer);
    return bytes;
}

static struct wallet_bytes deflated(struct wallet_bytes bytes)
{
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(wlt_deflate(bytes, &out, NULL), WALLET_OK);
    return kept(&out);
}

/** {"lst": stream, "bits": bits} */
static struct wallet_bytes wrapped(uint64_t bits, struct wallet_bytes stream)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);
    wlt_write_map(&writer, CBOR_MAP_OF_TWO);
    wlt_write_text(&writer, test_text("lst"));
    wlt_write_bytes(&writer, stream);
    wlt_write_text(&writer, test_text("bits"));
    wlt_write_unsigned(&writer, bits);
    CHECK_EQUAL(wlt_writer_status(&writer, NULL), WALLET_OK);
    return kept(&out);
}

static struct wallet_bytes zeros(size_t size)
{
    return (struct wallet_bytes){ test_memory(size + 1), size };
}

static enum wallet_status read_only(struct wallet_bytes encoded, size_t entries_max)
{
    struct wallet_status_list *list = NULL;
    const enum wallet_status status = wlt_status_list_read(encoded, entries_max, &list, NULL);
    wallet_status_list_free(list);
    return status;
}

TEST(counts_entries_from_the_least_significant_bit)
{
    static const struct {
        uint64_t bits;
        const char *bytes;
        size_t count;
        unsigned values[8];
    } rows[] = {
        { 1, "b9", 8, { 1, 0, 0, 1, 1, 1, 0, 1 } },
        { 2, "c944", 8, { 1, 2, 0, 3, 0, 1, 0, 1 } },
        { 4, "21f0", 4, { 1, 2, 0, 15 } },
        { 8, "0102ff", 3, { 1, 2, 255 } },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_status_list *list = NULL;
        const struct wallet_bytes encoded =
            wrapped(rows[i].bits, deflated(test_hex(rows[i].bytes)));
        CHECK_EQUAL(wlt_status_list_read(encoded, 100, &list, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_status_list_bits(list), rows[i].bits);
        CHECK_EQUAL(wallet_status_list_count(list), rows[i].count);
        for (size_t index = 0; index < rows[i].count; index++) {
            unsigned value = 99;
            CHECK_EQUAL(wallet_status_list_get(list, index, &value, NULL), WALLET_OK);
            CHECK_ROW(rows[i].bytes, value, rows[i].values[index]);
        }

        wallet_status_list_free(list);
    }
}

TEST(knows_every_entry_of_sparse_and_of_dense_lists)
{
    static const uint32_t steps[] = { 1, 2, 7, 31, 32, 33, 1000, 40000 };

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        uint8_t *bits = test_memory(5000);
        struct wallet_status_list *list = NULL;
        for (uint32_t index = 3; index < 40000; index += steps[i]) {
            bits[index / 8] = (uint8_t)(bits[index / 8] | 1U << (index % 8));
        }

        const struct wallet_bytes bytes = { bits, 5000 };
        CHECK_EQUAL(
            wlt_status_list_read(wrapped(1, deflated(bytes)), 40000, &list, NULL), WALLET_OK);
        for (uint32_t index = 0; index < 40000; index++) {
            CHECK_EQUAL(
                wlt_status_list_value(list, index), index >= 3 && (index - 3) % steps[i] == 0);
        }

        wallet_status_list_free(list);
    }
}

TEST(refuses_an_index_beyond_the_list)
{
    struct wallet_status_list *list = NULL;
    unsigned value = 7;
    CHECK_EQUAL(
        wlt_status_list_read(wrapped(2, deflated(test_hex("c944"))), 8, &list, NULL), WALLET_OK);

    CHECK_EQUAL(wallet_status_list_get(list, 7, &value, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_list_get(list, 8, &value, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_status_list_get(list, UINT64_MAX, &value, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_status_list_get(list, 0, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(value, 1);
    wallet_status_list_free(list);
}

TEST(refuses_any_number_of_bits_but_four)
{
    const struct wallet_bytes stream = deflated(test_hex("c944"));

    for (uint64_t bits = 0; bits < 20; bits++) {
        const bool is_good = bits == 1 || bits == 2 || bits == 4 || bits == 8;
        CHECK_EQUAL(
            read_only(wrapped(bits, stream), 100), is_good ? WALLET_OK : WALLET_ERR_STRUCTURE);
    }

    CHECK_EQUAL(read_only(wrapped(UINT64_MAX, stream), 100), WALLET_ERR_STRUCTURE);
}

TEST(refuses_what_is_no_status_list)
{
    static const struct {
        const char *what;
        const char *encoded;
        enum wallet_status wanted;
    } rows[] = {
        { "an array", "80", WALLET_ERR_STRUCTURE },
        { "nothing in it", "a0", WALLET_ERR_STRUCTURE },
        { "no bits", "a1636c737440", WALLET_ERR_STRUCTURE },
        { "no list", "a1646269747301", WALLET_ERR_STRUCTURE },
        { "a list that is text", "a2636c737460646269747301", WALLET_ERR_STRUCTURE },
        { "bits that are text", "a2636c7374406462697473617a", WALLET_ERR_STRUCTURE },
        { "no stream", "a2636c737440646269747301", WALLET_ERR_TRUNCATED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, read_only(test_hex(rows[i].encoded), 100), rows[i].wanted);
    }
}

TEST(lets_an_honest_list_of_a_thousand_to_one_pass_and_nothing_beyond)
{
    static const uint64_t bits[] = { 1, 2, 4, 8 };

    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
        const size_t size = WALLET_STATUS_SHARD_ENTRIES / 8 * bits[i];
        const struct wallet_bytes honest = deflated(zeros(size));
        CHECK(size / honest.size > 500);
        CHECK_EQUAL(read_only(wrapped(bits[i], honest), WALLET_STATUS_SHARD_ENTRIES), WALLET_OK);
        CHECK_EQUAL(
            read_only(wrapped(bits[i], deflated(zeros(size + 1))), WALLET_STATUS_SHARD_ENTRIES),
            WALLET_ERR_TOO_LARGE);
    }

    CHECK_EQUAL(
        read_only(wrapped(1, deflated(zeros(64U << 20))), WALLET_STATUS_SHARD_ENTRIES),
        WALLET_ERR_TOO_LARGE);
}

TEST(a_stream_in_a_stream_is_inflated_once)
{
    struct wallet_status_list *list = NULL;
    const struct wallet_bytes inner = deflated(zeros(100000));
    CHECK_EQUAL(wlt_status_list_read(wrapped(1, deflated(inner)), 100000, &list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_list_count(list), 8 * inner.size);
    wallet_status_list_free(list);
}

TEST(refuses_broken_streams)
{
    const struct wallet_bytes good = deflated(zeros(1000));
    uint8_t *changed = test_memory(good.size + 1);
    const struct wallet_bytes longer = { changed, good.size + 1 };
    const struct wallet_bytes same = { changed, good.size };
    memcpy(changed, good.data, good.size);

    for (size_t size = 0; size < good.size; size++) {
        CHECK_EQUAL(
            read_only(wrapped(1, (struct wallet_bytes){ good.data, size }), 8000),
            WALLET_ERR_TRUNCATED);
    }

    CHECK_EQUAL(read_only(wrapped(1, longer), 8000), WALLET_ERR_MALFORMED);
    changed[good.size - 1] ^= 1; /* of the Adler-32 */
    CHECK_EQUAL(read_only(wrapped(1, same), 8000), WALLET_ERR_MALFORMED);
    changed[good.size - 1] ^= 1;

    /* RFC 1950 section 2.2: FDICT, with the header's own check in order. */
    CHECK_EQUAL(
        read_only(wrapped(1, test_hex("78bb000000010300000000 01")), 8000), WALLET_ERR_MALFORMED);
}

TEST(takes_streams_of_every_level)
{
    /* FLEVEL is a remark of the compressor's and says nothing about the stream. */
    static const char *const streams[] = {
        "7801dbb918000217015d",
        "785edbb918000217015d",
        "789cdbb918000217015d",
        "78dadbb918000217015d",
    };

    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        CHECK_ROW(streams[i], read_only(wrapped(1, test_hex(streams[i])), 16), WALLET_OK);
    }
}
