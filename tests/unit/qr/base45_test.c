/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/base45.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

/* RFC 9285, sections 4.3 and 4.4, and both ends of the range. */
static const struct {
    const char *bytes;
    const char *text;
} pairs[] = {
    { "", "" },
    { "4142", "BB8" },
    { "48656c6c6f2121", "%69 VD92EX0" },
    { "626173652d3435", "UJCLQE7W581" },
    { "69657466 21", "QED8WEX0" },
    { "ffff", "FGW" },
    { "0000", "000" },
    { "00", "00" },
    { "ff", "U5" },
    { "ffffff", "FGWU5" },
};

TEST(encodes_and_decodes_what_the_standard_shows)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct wallet_buffer text = { 0 };
        struct wallet_buffer bytes = { 0 };

        CHECK_ROW(
            pairs[i].text, wlt_base45_encode(test_hex(pairs[i].bytes), &text, NULL), WALLET_OK);
        CHECK_BYTES(wallet_buffer_bytes(&text), test_text(pairs[i].text));
        CHECK_ROW(
            pairs[i].text, wlt_base45_decode(test_text(pairs[i].text), &bytes, NULL), WALLET_OK);
        CHECK_BYTES(wallet_buffer_bytes(&bytes), test_hex(pairs[i].bytes));

        wallet_buffer_clear(&text);
        wallet_buffer_clear(&bytes);
    }
}

static const struct {
    const char *what;
    const char *text;
    size_t offset;
} refused[] = {
    { "one character", "A", 0 },
    { "one character at the end", "BB8A", 3 },
    { "a triple of 65536", "GGW", 0 },
    { "the largest triple", ":::", 0 },
    { "a triple beyond in the middle", "BB8GGWBB8", 3 },
    { "a pair of 256", "V5", 0 },
    { "the largest pair", "::", 0 },
    { "a pair beyond at the end", "BB8::", 3 },
    { "lower case", "bb8", 0 },
    { "lower case in the middle", "BB8Bb8", 4 },
    { "a line's end", "BB8BB\n", 5 },
    { "a character behind the alphabet", "BB8;B8", 3 },
    { "a character in a pair", "BB8_0", 3 },
    { "a byte of UTF-8",
      "BB8\xc3\xa4"
      "0",
      3 },
};

TEST(refuses_what_no_bytes_encode_to)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct wallet_buffer bytes = { 0 };
        struct wallet_error error = { 0 };

        CHECK_ROW(
            refused[i].what,
            wlt_base45_decode(test_text(refused[i].text), &bytes, &error),
            WALLET_ERR_MALFORMED);
        CHECK_ROW(refused[i].what, error.offset, refused[i].offset);
        CHECK_ROW(refused[i].what, bytes.size, 0);
        wallet_buffer_clear(&bytes);
    }
}

TEST(refuses_each_byte_outside_the_alphabet)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    for (int byte = 0; byte < 256; byte++) {
        const uint8_t text[3] = { '0', (uint8_t)byte, '0' };
        const bool is_known = byte != 0 && strchr(alphabet, byte) != NULL;
        struct wallet_buffer bytes = { 0 };

        CHECK_EQUAL(
            wlt_base45_decode((struct wallet_bytes){ text, sizeof text }, &bytes, NULL),
            is_known ? WALLET_OK : WALLET_ERR_MALFORMED);
        CHECK_EQUAL(wlt_base45_span((struct wallet_bytes){ text, sizeof text }), is_known ? 3 : 1);
        wallet_buffer_clear(&bytes);
    }
}

TEST(decodes_each_value_of_two_bytes_to_itself)
{
    struct wallet_buffer text = { 0 };
    struct wallet_buffer bytes = { 0 };

    for (unsigned value = 0; value <= 0xffff; value++) {
        const uint8_t pair[2] = { (uint8_t)(value >> 8), (uint8_t)value };
        text.size = 0;
        bytes.size = 0;
        CHECK_EQUAL(wlt_base45_encode((struct wallet_bytes){ pair, 2 }, &text, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_base45_decode(wallet_buffer_bytes(&text), &bytes, NULL), WALLET_OK);
        CHECK_BYTES(wallet_buffer_bytes(&bytes), ((struct wallet_bytes){ pair, 2 }));
    }

    wallet_buffer_clear(&text);
    wallet_buffer_clear(&bytes);
}

TEST(gives_random_bytes_of_any_length_back)
{
    enum {
        SIZE_MAX_HERE = 300
    };
    uint8_t random[SIZE_MAX_HERE];
    srand(45);

    for (size_t size = 0; size <= sizeof random; size++) {
        struct wallet_buffer text = { 0 };
        struct wallet_buffer bytes = { 0 };
        for (size_t i = 0; i < size; i++) {
            random[i] = (uint8_t)rand();
        }

        CHECK_EQUAL(
            wlt_base45_encode((struct wallet_bytes){ random, size }, &text, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_base45_decoded_size(text.size), size);
        CHECK_EQUAL(wlt_base45_decode(wallet_buffer_bytes(&text), &bytes, NULL), WALLET_OK);
        CHECK_BYTES(wallet_buffer_bytes(&bytes), ((struct wallet_bytes){ random, size }));
        wallet_buffer_clear(&text);
        wallet_buffer_clear(&bytes);
    }
}

TEST(appends_and_leaves_what_was_there)
{
    struct wallet_buffer bytes = { 0 };

    CHECK_EQUAL(wlt_base45_decode(test_text("BB8"), &bytes, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_base45_decode(test_text("bad"), &bytes, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(wlt_base45_decode(test_text("FGW"), &bytes, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&bytes), test_hex("4142ffff"));
    wallet_buffer_clear(&bytes);
}
