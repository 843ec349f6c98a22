/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/tdate.h"

#include "cbor/writer.h"
#include "test.h"

static enum wallet_status read_text(uint64_t tag, const char *text, int64_t *out)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_tag(&writer, tag);
    wlt_write_text(&writer, test_text(text));
    struct wlt_reader reader = wlt_reader_start(wallet_buffer_bytes(&buffer), WLT_CBOR_LENIENT);
    *out = wlt_read_tdate(&reader);
    const enum wallet_status status = wlt_reader_finish(&reader, NULL);
    wallet_buffer_clear(&buffer);
    return status;
}

TEST(a_date_and_time_is_read_and_its_fraction_cut_off)
{
    static const char *const texts[] = {
        "2020-10-01T13:30:02Z",
        "2020-10-01T13:30:02.999Z",
        "2020-10-01T13:30:02.123456789Z",
        "2020-10-01T15:30:02+02:00",
    };
    int64_t unix_seconds = 0;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        CHECK_ROW(texts[i], read_text(0, texts[i], &unix_seconds), WALLET_OK);
        CHECK_ROW(texts[i], unix_seconds, 1601559002);
    }
}

TEST(anything_else_is_no_date_and_time)
{
    static const struct {
        uint64_t tag;
        const char *text;
        enum wallet_status wanted;
    } rows[] = {
        { 0, "2020-10-01", WALLET_ERR_VALUE },
        { 0, "2020-10-01 13:30:02Z", WALLET_ERR_VALUE },
        { 0, "2020-13-01T13:30:02Z", WALLET_ERR_VALUE },
        { 0, "@1601559002", WALLET_ERR_VALUE },
        { 0, "", WALLET_ERR_VALUE },
        { 0,
          "2020-10-01T13:30:02.0000000000000000000000000000000000000000000000000000000000000Z",
          WALLET_ERR_VALUE },
        { 1004, "2020-10-01T13:30:02Z", WALLET_ERR_STRUCTURE },
    };
    int64_t unix_seconds = 0;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].text, read_text(rows[i].tag, rows[i].text, &unix_seconds), rows[i].wanted);
    }
}

TEST(a_date_and_time_is_written_as_it_is_read)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_tdate(&writer, 1601559002);
    CHECK_BYTES(
        wallet_buffer_bytes(&buffer), test_hex("c0 74 323032302d31302d30315431333a33303a30325a"));
    struct wlt_reader reader = wlt_reader_start(wallet_buffer_bytes(&buffer), WLT_CBOR_STRICT);
    CHECK_EQUAL(wlt_read_tdate(&reader), 1601559002);
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
    wallet_buffer_clear(&buffer);
}
