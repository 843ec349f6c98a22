/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/writer.h"

#include "cbor/check.h"
#include "cbor/reader.h"
#include "test.h"

#include <string.h>

/** Checks what was written, and that the strict reader would take it; clears the buffer. */
static void check_written(
    const char *what, struct wallet_buffer *buffer, struct wlt_writer *writer, const char *wanted)
{
    CHECK_ROW(what, wlt_writer_status(writer, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(buffer), test_hex(wanted));
    CHECK_ROW(what, wlt_cbor_check(wallet_buffer_bytes(buffer), WLT_CBOR_STRICT, NULL), WALLET_OK);
    wallet_buffer_clear(buffer);
}

TEST(writes_the_shortest_form_of_unsigned_integers)
{
    static const struct {
        uint64_t value;
        const char *wanted;
    } rows[] = {
        { 0, "00" },
        { 23, "17" },
        { 24, "1818" },
        { 255, "18ff" },
        { 256, "190100" },
        { 65535, "19ffff" },
        { 65536, "1a00010000" },
        { 4294967295, "1affffffff" },
        { 4294967296, "1b0000000100000000" },
        { UINT64_MAX, "1bffffffffffffffff" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer buffer = { 0 };
        struct wlt_writer writer = wlt_writer_start(&buffer);
        wlt_write_unsigned(&writer, rows[i].value);
        check_written(rows[i].wanted, &buffer, &writer, rows[i].wanted);
    }
}

TEST(writes_signed_integers)
{
    static const struct {
        int64_t value;
        const char *wanted;
    } rows[] = {
        { 0, "00" },
        { 1000, "1903e8" },
        { INT64_MAX, "1b7fffffffffffffff" },
        { -1, "20" },
        { -24, "37" },
        { -25, "3818" },
        { -257, "390100" },
        { -65537, "3a00010000" },
        { INT64_MIN, "3b7fffffffffffffff" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer buffer = { 0 };
        struct wlt_writer writer = wlt_writer_start(&buffer);
        wlt_write_int(&writer, rows[i].value);
        check_written(rows[i].wanted, &buffer, &writer, rows[i].wanted);
    }
}

TEST(writes_small_tags_in_one_byte)
{
    /* Debian's libcbor 0.8 does not read these; it must write them all the same. */
    static const struct {
        uint64_t tag;
        const char *wanted;
    } rows[] = {
        { 0, "c0f6" },         { 6, "c6f6" },
        { 18, "d2f6" },        { 23, "d7f6" },
        { 24, "d818f6" },      { 61, "d83df6" },
        { 55799, "d9d9f7f6" }, { UINT64_MAX, "dbfffffffffffffffff6" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer buffer = { 0 };
        struct wlt_writer writer = wlt_writer_start(&buffer);
        wlt_write_tag(&writer, rows[i].tag);
        wlt_write_encoded(&writer, test_hex("f6"));
        check_written(rows[i].wanted, &buffer, &writer, rows[i].wanted);
    }
}

TEST(writes_a_structure_behind_what_is_there)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_array(&writer, 3);
    writer = wlt_writer_start(&buffer);
    wlt_write_map(&writer, 2);
    wlt_write_int(&writer, 1);
    wlt_write_bool(&writer, true);
    wlt_write_int(&writer, -2);
    wlt_write_bool(&writer, false);
    wlt_write_text(&writer, test_text("证"));
    wlt_write_bytes(&writer, (struct wallet_bytes){ 0 });
    check_written("a structure", &buffer, &writer, "83a201f521f463e8af8140");
}

/** Writes a byte string of `size` bytes by opening and closing it; NULL if all is well. */
static void check_opened(size_t size, const char *head)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    const uint8_t *content = test_memory(size + 1);

    wlt_write_array(&writer, 2);
    const size_t mark = wlt_write_bytes_open(&writer);
    wlt_write_encoded(&writer, (struct wallet_bytes){ content, size });
    wlt_write_bytes_close(&writer, mark);
    wlt_write_bool(&writer, true);

    struct wlt_reader reader = wlt_reader_start(wallet_buffer_bytes(&buffer), WLT_CBOR_STRICT);
    wlt_read_array(&reader, 2);
    const struct wallet_bytes whole = wlt_read_any(&reader);
    CHECK_BYTES(wlt_read_any(&reader), test_hex("f5"));
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);

    const struct wallet_bytes wanted = test_hex(head);
    CHECK_EQUAL(whole.size, wanted.size + size);
    CHECK_BYTES(((struct wallet_bytes){ whole.data, wanted.size }), wanted);
    CHECK_BYTES(
        ((struct wallet_bytes){ whole.data + wanted.size, size }),
        ((struct wallet_bytes){ content, size }));
    wallet_buffer_clear(&buffer);
}

TEST(closes_a_byte_string_of_any_size_in_shortest_form)
{
    check_opened(0, "40");
    check_opened(1, "41");
    check_opened(23, "57");
    check_opened(24, "5818");
    check_opened(255, "58ff");
    check_opened(256, "590100");
    check_opened(65535, "59ffff");
    check_opened(65536, "5a00010000");
}

TEST(opens_byte_strings_within_each_other)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    const size_t outer = wlt_write_bytes_open(&writer);
    wlt_write_array(&writer, 1);
    const size_t inner = wlt_write_bytes_open(&writer);
    wlt_write_text(&writer, test_text("a"));
    wlt_write_bytes_close(&writer, inner);
    wlt_write_bytes_close(&writer, outer);
    check_written("bytes in bytes", &buffer, &writer, "4481426161");
}

TEST(keeps_a_nul_behind_what_it_wrote)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    for (int i = 0; i < 2000; i++) {
        wlt_write_int(&writer, -1 - i);
        CHECK_EQUAL(buffer.data[buffer.size], 0);
        CHECK(buffer.size < buffer.capacity);
    }

    wallet_buffer_clear(&buffer);
}

TEST(a_failed_allocation_sticks)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = { .out = &buffer, .status = WALLET_ERR_MEMORY };
    struct wallet_error error = { 0 };

    wlt_write_int(&writer, 1);
    wlt_write_text(&writer, test_text("a"));
    const size_t mark = wlt_write_bytes_open(&writer);
    wlt_write_bool(&writer, true);
    wlt_write_bytes_close(&writer, mark);

    CHECK_EQUAL(buffer.size, 0);
    CHECK(buffer.data == NULL);
    CHECK_EQUAL(wlt_writer_status(&writer, &error), WALLET_ERR_MEMORY);
    CHECK_TEXT(error.message, "out of memory");
}
