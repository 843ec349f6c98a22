/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"

#include "test.h"

#include <string.h>

TEST(starts_empty_and_may_be_cleared_twice)
{
    struct wallet_buffer buffer = { 0 };

    CHECK_EQUAL(wallet_buffer_bytes(&buffer).size, 0);
    wallet_buffer_clear(&buffer);
    wallet_buffer_clear(&buffer);
    wallet_buffer_clear(NULL);
    CHECK(buffer.data == NULL);
    CHECK_EQUAL(buffer.capacity, 0);
}

TEST(a_nul_follows_the_content_whatever_is_appended)
{
    struct wallet_buffer buffer = { 0 };
    uint8_t wanted[3000];

    for (size_t i = 0; i < sizeof wanted; i++) {
        wanted[i] = (uint8_t)(i * 7 + 1);
        CHECK(wlt_buffer_append(&buffer, (struct wallet_bytes){ &wanted[i], 1 }));
        CHECK_EQUAL(buffer.size, i + 1);
        CHECK(buffer.capacity > buffer.size);
        CHECK_EQUAL(buffer.data[buffer.size], 0);
    }

    CHECK_BYTES(wallet_buffer_bytes(&buffer), ((struct wallet_bytes){ wanted, sizeof wanted }));
    wallet_buffer_clear(&buffer);
}

TEST(appending_nothing_leaves_an_empty_text)
{
    struct wallet_buffer buffer = { 0 };

    CHECK(wlt_buffer_append(&buffer, (struct wallet_bytes){ NULL, 0 }));
    CHECK(buffer.data != NULL);
    CHECK_TEXT((const char *)buffer.data, "");
    wallet_buffer_clear(&buffer);
}

TEST(appends_texts_and_formats)
{
    struct wallet_buffer buffer = { 0 };

    CHECK(wlt_buffer_append_text(&buffer, "EL1:"));
    CHECK(wlt_buffer_append_format(&buffer, "%03u/%s", 7u, "证"));
    CHECK(wlt_buffer_append_text(&buffer, ""));
    CHECK_TEXT((const char *)buffer.data, "EL1:007/证");
    wallet_buffer_clear(&buffer);
}

TEST(formats_up_to_255_bytes)
{
    struct wallet_buffer buffer = { 0 };

    CHECK(wlt_buffer_append_format(&buffer, "%255s", "x"));
    CHECK_EQUAL(buffer.size, 255);
    CHECK_EQUAL(buffer.data[254], 'x');
    wallet_buffer_clear(&buffer);
}

TEST(what_is_reserved_need_not_be_allocated_again)
{
    struct wallet_buffer buffer = { 0 };

    CHECK(wlt_buffer_append_text(&buffer, "kept"));
    CHECK(wlt_buffer_reserve(&buffer, 10000));
    CHECK_TEXT((const char *)buffer.data, "kept");
    CHECK(buffer.capacity > 10000);

    const uint8_t *place = buffer.data;
    memset(buffer.data + 4, '.', 9996);
    wlt_buffer_set_size(&buffer, 10000);
    CHECK(buffer.data == place);
    CHECK_EQUAL(buffer.data[10000], 0);

    wlt_buffer_set_size(&buffer, 0);
    CHECK_TEXT((const char *)buffer.data, "");
    CHECK(wlt_buffer_reserve(&buffer, 10000));
    CHECK(buffer.data == place);
    wallet_buffer_clear(&buffer);
}

TEST(grows_by_doubling)
{
    struct wallet_buffer buffer = { 0 };
    size_t moves = 0;

    for (size_t i = 0; i < 1 << 20; i++) {
        const size_t before = buffer.capacity;
        CHECK(wlt_buffer_append(&buffer, (struct wallet_bytes){ (const uint8_t *)"x", 1 }));
        moves += buffer.capacity != before;
    }

    CHECK(moves < 20);
    wallet_buffer_clear(&buffer);
}

TEST(refuses_sizes_that_overflow_and_keeps_the_content)
{
    struct wallet_buffer buffer = { 0 };
    const struct wallet_bytes endless = { (const uint8_t *)"", SIZE_MAX };

    CHECK(wlt_buffer_append_text(&buffer, "kept"));
    CHECK(!wlt_buffer_reserve(&buffer, SIZE_MAX));
    CHECK(!wlt_buffer_reserve(&buffer, SIZE_MAX / 2));
    CHECK(!wlt_buffer_append(&buffer, endless));
    CHECK(!wlt_buffer_append(&buffer, (struct wallet_bytes){ endless.data, SIZE_MAX - 3 }));
    CHECK_TEXT((const char *)buffer.data, "kept");
    CHECK_EQUAL(buffer.size, 4);
    wallet_buffer_clear(&buffer);
}
