/* SPDX-License-Identifier: Apache-2.0 */
#include "status/identifiers.h"

#include <wallet/status_list.h>

#include "base/buffer.h"
#include "cbor/check.h"
#include "cbor/writer.h"
#include "test.h"

#include <string.h>

enum {
    MANY = 5000,
};

/** {"identifiers": {...}} of so many numbers of four bytes, in the order of steps through them. */
static void write_many(struct wallet_buffer *out, uint32_t step, bool with_double)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, 1);
    wlt_write_text(&writer, test_text("identifiers"));
    wlt_write_map(&writer, MANY + (with_double ? 1 : 0));
    for (uint32_t i = 0; i < MANY + (with_double ? 1U : 0U); i++) {
        const uint32_t number = i * step % MANY * 3;
        const uint8_t bytes[] = { (uint8_t)(number >> 24),
                                  (uint8_t)(number >> 16),
                                  (uint8_t)(number >> 8),
                                  (uint8_t)number };
        wlt_write_bytes(&writer, (struct wallet_bytes){ bytes, sizeof bytes });
        wlt_write_map(&writer, 0);
    }
}

static enum wallet_status read(struct wallet_bytes encoded, struct wlt_identifiers **out)
{
    struct wallet_bytes open = { 0 };
    struct wallet_error error = { .message = "" };

    enum wallet_status status = wlt_cbor_check_but_one(encoded, WLT_CBOR_LENIENT, &open, &error);
    status = status == WALLET_OK ? wlt_identifiers_read(encoded, open, out, &error) : status;
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return status;
}

TEST(finds_each_of_many_in_whatever_order_they_came)
{
    static const uint32_t steps[] = { 1, 4999, 1777 };

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct wallet_buffer buffer = { 0 };
        struct wlt_identifiers *identifiers = NULL;
        write_many(&buffer, steps[i], false);
        CHECK_EQUAL(read(wallet_buffer_bytes(&buffer), &identifiers), WALLET_OK);
        wallet_buffer_clear(&buffer); /* it keeps a copy */
        CHECK_EQUAL(wlt_identifiers_count(identifiers), MANY);
        for (uint32_t number = 0; number < 3 * MANY; number++) {
            const uint8_t bytes[] = { 0, 0, (uint8_t)(number >> 8), (uint8_t)number };
            CHECK_EQUAL(
                wlt_identifiers_have(identifiers, (struct wallet_bytes){ bytes, sizeof bytes }),
                number % 3 == 0);
        }

        wlt_identifiers_free(identifiers);
    }
}

TEST(refuses_one_of_many_that_is_there_twice)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_identifiers *identifiers = NULL;
    write_many(&buffer, 1777, true);

    CHECK_EQUAL(read(wallet_buffer_bytes(&buffer), &identifiers), WALLET_ERR_MALFORMED);
    CHECK(identifiers == NULL);
    wallet_buffer_clear(&buffer);
}

TEST(knows_beginnings_apart)
{
    struct wlt_identifiers *identifiers = NULL;

    /* {"identifiers": {h'01': {}, h'0101': {}, h'': {}}} */
    CHECK_EQUAL(
        read(test_hex("a1 6b 6964656e74696669657273 a3 4101 a0 420101 a0 40 a0"), &identifiers),
        WALLET_OK);
    CHECK(wlt_identifiers_have(identifiers, test_hex("")));
    CHECK(wlt_identifiers_have(identifiers, test_hex("01")));
    CHECK(wlt_identifiers_have(identifiers, test_hex("0101")));
    CHECK(!wlt_identifiers_have(identifiers, test_hex("010101")));
    CHECK(!wlt_identifiers_have(identifiers, test_hex("00")));
    CHECK(!wlt_identifiers_have(identifiers, test_hex("02")));
    wlt_identifiers_free(identifiers);
    wlt_identifiers_free(NULL);
}

TEST(identifiers_are_bounded)
{
    for (size_t more = 0; more < 2; more++) {
        const struct wallet_bytes identifier = { test_memory(WALLET_STATUS_IDENTIFIER_MAX + 1),
                                                 WALLET_STATUS_IDENTIFIER_MAX + more };
        struct wlt_identifiers *identifiers = NULL;
        struct wallet_buffer buffer = { 0 };
        struct wlt_writer writer = wlt_writer_start(&buffer);
        wlt_write_map(&writer, 1);
        wlt_write_text(&writer, test_text("identifiers"));
        wlt_write_map(&writer, 1);
        wlt_write_bytes(&writer, identifier);
        wlt_write_map(&writer, 0);

        CHECK_EQUAL(
            read(wallet_buffer_bytes(&buffer), &identifiers),
            more == 0 ? WALLET_OK : WALLET_ERR_TOO_LARGE);
        wlt_identifiers_free(identifiers);
        wallet_buffer_clear(&buffer);
    }
}

/** Another map's keys nobody would compare. */
TEST(no_other_map_may_have_keys_in_no_order_without_bound)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_identifiers *identifiers = NULL;
    struct wlt_writer writer = wlt_writer_start(&buffer);
    wlt_write_map(&writer, 2);
    wlt_write_text(&writer, test_text("identifiers"));
    wlt_write_map(&writer, 0);
    wlt_write_text(&writer, test_text("x"));
    wlt_write_map(&writer, 300);
    for (int i = 300; i > 0; i--) {
        wlt_write_int(&writer, i);
        wlt_write_int(&writer, 0);
    }

    CHECK_EQUAL(read(wallet_buffer_bytes(&buffer), &identifiers), WALLET_ERR_TOO_LARGE);
    wallet_buffer_clear(&buffer);
}
