/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/part.h"

#include "test.h"

#include <string.h>

static const struct {
    const char *text;
    enum wallet_status wanted;
} heads[] = {
    { "EL1/1/1/0123ABCD:", WALLET_OK },
    { "EL1/2/3/0123ABCD:BB8", WALLET_OK },
    { "EL1/400/400/FFFFFFFF:BB8", WALLET_OK },
    { "]Q1EL1/2/3/0123ABCD:BB8\r\n", WALLET_OK },
    /* other prefixes */
    { "", WALLET_ERR_UNSUPPORTED },
    { "EL1", WALLET_ERR_UNSUPPORTED },
    { "EL1:BB8", WALLET_ERR_UNSUPPORTED },
    { "el1/2/3/0123ABCD:BB8", WALLET_ERR_UNSUPPORTED },
    { " EL1/2/3/0123ABCD:BB8", WALLET_ERR_UNSUPPORTED },
    { "EL2/2/3/0123ABCD:BB8", WALLET_ERR_UNSUPPORTED },
    /* numbers */
    { "EL1/0/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/4/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/1/0/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/0/0/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/01/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/1/03/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/-1/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/+1/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/ 1/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/1.0/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/A/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1//3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/1//0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/18446744073709551617/3/0123ABCD:", WALLET_ERR_MALFORMED },
    { "EL1/1/401/0123ABCD:", WALLET_ERR_TOO_LARGE },
    { "EL1/1/4294967297/0123ABCD:", WALLET_ERR_TOO_LARGE },
    { "EL1/1/18446744073709551617/0123ABCD:", WALLET_ERR_TOO_LARGE },
    { "EL1/9999999999/9999999999/0123ABCD:", WALLET_ERR_TOO_LARGE },
    /* ids */
    { "EL1/2/3/0123ABC:", WALLET_ERR_MALFORMED },
    { "EL1/2/3/0123ABCDE:", WALLET_ERR_MALFORMED },
    { "EL1/2/3/0123abcd:", WALLET_ERR_MALFORMED },
    { "EL1/2/3/0123ABCG:", WALLET_ERR_MALFORMED },
    { "EL1/2/3/:", WALLET_ERR_MALFORMED },
    { "EL1/2/3:BB8", WALLET_ERR_MALFORMED },
    { "EL1/2/3/0123ABCD", WALLET_ERR_MALFORMED },
    { "EL1/2/3/0123ABCD/BB8", WALLET_ERR_MALFORMED },
    { "EL1/", WALLET_ERR_MALFORMED },
    { "EL1/2", WALLET_ERR_MALFORMED },
    { "EL1/2/", WALLET_ERR_MALFORMED },
    { "EL1/2/3/0123AB\r\n", WALLET_ERR_MALFORMED },
};

TEST(reads_heads_in_one_way_of_writing_only)
{
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct wallet_part part = { .index = 77 };
        struct wallet_error error = { .status = WALLET_OK };

        const enum wallet_status status = wallet_part_read(test_text(heads[i].text), &part, &error);
        CHECK_ROW(heads[i].text, status, heads[i].wanted);
        CHECK_ROW(heads[i].text, error.status, heads[i].wanted);
        CHECK_ROW(heads[i].text, part.index == 77, status != WALLET_OK);
        CHECK(status == WALLET_OK || error.offset <= strlen(heads[i].text));
    }
}

TEST(tells_which_part_it_is)
{
    struct wallet_part part = { 0 };
    struct wallet_bytes data = { 0 };

    CHECK_EQUAL(
        wlt_part_open(test_text("EL1/12/35/0123ABCD:BB8\r\n"), &part, &data, NULL), WALLET_OK);
    CHECK_EQUAL(part.index, 12);
    CHECK_EQUAL(part.count, 35);
    CHECK_TEXT(part.id, "0123ABCD");
    CHECK_BYTES(data, test_text("BB8"));
}

TEST(writes_the_head_that_it_reads)
{
    const struct wallet_part parts[] = { { 1, 9, "00000000" },
                                         { 10, 10, "FFFFFFFF" },
                                         { 7, 400, "0A1B2C3D" } };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct wallet_buffer text = { 0 };
        struct wallet_part read = { 0 };

        CHECK(wlt_part_append_head(&parts[i], &text));
        CHECK(text.size <= wlt_part_head_size(parts[i].count));
        CHECK_EQUAL(wallet_part_read(wallet_buffer_bytes(&text), &read, NULL), WALLET_OK);
        CHECK_EQUAL(read.index, parts[i].index);
        CHECK_EQUAL(read.count, parts[i].count);
        CHECK_TEXT(read.id, parts[i].id);
        wallet_buffer_clear(&text);
    }
}

TEST(identifies_by_the_digest)
{
    char id[WALLET_PART_ID_SIZE];

    wlt_part_identify(test_text("abc"), id);
    CHECK_TEXT(id, "BA7816BF"); /* FIPS 180-4 */
}
