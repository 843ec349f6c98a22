/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>
#include <wallet/verify.h>

#include "qr/capacity.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(WALLET_PARTED_MAX == WALLET_INPUT_MAX, "what is joined is given to wallet_verify()");

/** A tagged COSE_Sign1 by its first bytes; the rest is alike or random. */
static struct wallet_bytes object_of(size_t size, bool is_random)
{
    uint8_t *data = test_memory(size);
    for (size_t i = 0; i < size; i++) {
        data[i] = is_random ? (uint8_t)rand() : 7;
    }

    data[0] = 0xd2;
    data[1] = 0x84;
    return (struct wallet_bytes){ data, size };
}

static struct wallet_split *split(
    struct wallet_bytes object, enum wallet_qr_level level, unsigned version)
{
    struct wallet_split *out = NULL;
    CHECK_EQUAL(wallet_split_new(object, level, version, &out, NULL), WALLET_OK);
    return out;
}

static enum wallet_status split_status(struct wallet_bytes object, unsigned version)
{
    struct wallet_split *out = NULL;
    const enum wallet_status status =
        wallet_split_new(object, WALLET_QR_LEVEL_M, version, &out, NULL);
    CHECK((status == WALLET_OK) == (out != NULL));
    wallet_split_free(out);
    return status;
}

static unsigned version_of(struct wallet_bytes text, enum wallet_qr_level level)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_TERMINAL, .level = level };
    struct wallet_buffer picture = { 0 };
    unsigned version = 0;

    CHECK_EQUAL(wallet_qr_draw(text, &options, &picture, &version, NULL), WALLET_OK);
    wallet_buffer_clear(&picture);
    return version;
}

TEST(leaves_whole_what_one_symbol_holds)
{
    struct wallet_split *one = split(object_of(964, true), WALLET_QR_LEVEL_M, 0);
    struct wallet_buffer text = { 0 };

    CHECK_EQUAL(wallet_split_count(one), 1);
    CHECK_EQUAL(wallet_split_text(one, 0).size, 1450);
    CHECK_EQUAL(wallet_split_text(one, 1).size, 0);
    CHECK_EQUAL(version_of(wallet_split_text(one, 0), WALLET_QR_LEVEL_M), 25);
    wallet_split_free(one);

    const struct wallet_bytes small = object_of(300, true);
    one = split(small, WALLET_QR_LEVEL_M, 0);
    CHECK_EQUAL(wallet_qr_write_text(small, &text, NULL), WALLET_OK);
    CHECK_BYTES(wallet_split_text(one, 0), wallet_buffer_bytes(&text));
    wallet_buffer_clear(&text);
    wallet_split_free(one);
}

TEST(cuts_what_is_a_byte_too_large)
{
    struct wallet_split *two = split(object_of(965, true), WALLET_QR_LEVEL_M, 0);

    CHECK_EQUAL(wallet_split_count(two), 2);
    CHECK(memcmp(wallet_split_text(two, 0).data, "EL1/1/2/", 8) == 0);
    CHECK(memcmp(wallet_split_text(two, 1).data, "EL1/2/2/", 8) == 0);
    CHECK(memcmp(wallet_split_text(two, 0).data + 8, wallet_split_text(two, 1).data + 8, 9) == 0);
    wallet_split_free(two);
}

TEST(deflates_what_that_makes_smaller)
{
    struct wallet_split *one = split(object_of(60000, false), WALLET_QR_LEVEL_M, 0);
    CHECK_EQUAL(wallet_split_count(one), 1);
    wallet_split_free(one);

    /* What one code's text may not inflate to is no text of one code. */
    one = split(object_of(WALLET_QR_INFLATED_MAX + 1, false), WALLET_QR_LEVEL_M, 0);
    CHECK_EQUAL(wallet_split_count(one), 1);
    CHECK(memcmp(wallet_split_text(one, 0).data, "EL1/1/1/", 8) == 0);
    wallet_split_free(one);
}

/** No text beyond the capacity, all of one kind, and no longer than three characters apart. */
static void check_texts(const struct wallet_split *texts, size_t capacity)
{
    const size_t count = wallet_split_count(texts);
    size_t least = SIZE_MAX;
    size_t most = 0;

    for (size_t i = 0; i < count; i++) {
        const struct wallet_bytes text = wallet_split_text(texts, i);
        const size_t digits = i + 1 < 10 ? 1 : i + 1 < 100 ? 2 : 3;
        CHECK(text.size <= capacity);
        most = text.size - digits > most ? text.size - digits : most;
        least = i + 1 < count && text.size - digits < least ? text.size - digits : least;
        CHECK_EQUAL(
            wallet_code_kind(text), count == 1 ? WALLET_CODE_LICENCE : WALLET_CODE_LICENCE_PART);
    }

    CHECK(count == 1 || most - least <= 3);
}

TEST(fills_parts_equally_and_none_too_far)
{
    static const unsigned versions[] = { 3, 5, 10, 21, 22, 25 };

    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        for (unsigned j = 0; j < 4; j++) {
            const enum wallet_qr_level level = (enum wallet_qr_level)j;
            const size_t capacity = wlt_symbol_capacity(versions[i], level);
            for (size_t size = 2; size < 3000; size += 211) {
                struct wallet_split *texts = NULL;
                const enum wallet_status status =
                    wallet_split_new(object_of(size, true), level, versions[i], &texts, NULL);
                CHECK(status == WALLET_OK || (status == WALLET_ERR_TOO_LARGE && versions[i] < 10));
                if (status == WALLET_OK) {
                    check_texts(texts, capacity);
                }
                wallet_split_free(texts);
            }
        }
    }
}

TEST(keeps_parts_to_the_preferred_symbol)
{
    struct wallet_split *texts = split(object_of(2600, true), WALLET_QR_LEVEL_M, 0);

    CHECK_EQUAL(wallet_split_count(texts), 4);
    for (size_t i = 0; i < 4; i++) {
        CHECK(version_of(wallet_split_text(texts, i), WALLET_QR_LEVEL_M) <= 22);
    }
    wallet_split_free(texts);
}

TEST(cuts_the_same_each_time)
{
    const struct wallet_bytes object = object_of(5000, true);
    struct wallet_split *a = split(object, WALLET_QR_LEVEL_L, 12);
    struct wallet_split *b = split(object, WALLET_QR_LEVEL_L, 12);

    CHECK_EQUAL(wallet_split_count(a), wallet_split_count(b));
    for (size_t i = 0; i < wallet_split_count(a); i++) {
        CHECK_BYTES(wallet_split_text(a, i), wallet_split_text(b, i));
    }
    wallet_split_free(a);
    wallet_split_free(b);
}

TEST(cuts_the_largest_presentation)
{
    struct wallet_split *texts =
        split(object_of(WALLET_PARTED_MAX, true), WALLET_QR_LEVEL_M, WALLET_QR_VERSION_PREFERRED);

    CHECK(wallet_split_count(texts) <= WALLET_PART_MAX);
    check_texts(texts, wlt_symbol_capacity(WALLET_QR_VERSION_PREFERRED, WALLET_QR_LEVEL_M));
    wallet_split_free(texts);
}

TEST(refuses_what_it_does_not_cut)
{
    static const uint8_t sixteen[] = { 0x90, 0xd2, 0x84 };
    struct wallet_split *out = NULL;

    CHECK_EQUAL(split_status(test_hex(""), 0), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(split_status(test_hex("d2"), 0), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(split_status(test_hex("d28340"), 0), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(split_status(test_hex("8440a04040"), 0), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(split_status(test_hex("80d284"), 0), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(split_status(test_hex("789c0300"), 0), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        split_status((struct wallet_bytes){ sixteen, sizeof sixteen }, 0), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(split_status(test_hex("82d28440a04040d28440a04040"), 0), WALLET_OK);

    const struct wallet_bytes small = object_of(20, true);
    CHECK_EQUAL(split_status(object_of(WALLET_PARTED_MAX + 1, true), 0), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(split_status(object_of(3000, true), 1), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(split_status(small, WALLET_QR_VERSION_MAX + 1), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_split_new(small, (enum wallet_qr_level)4, 0, &out, NULL), WALLET_ERR_ARGUMENT);
    /* Its heads alone are longer than such a symbol. */
    CHECK_EQUAL(wallet_split_new(small, WALLET_QR_LEVEL_H, 1, &out, NULL), WALLET_ERR_TOO_LARGE);
    wallet_split_free(NULL);
}

TEST(never_cuts_an_identity_code)
{
    struct wallet_buffer text = { 0 };
    struct wallet_split *out = NULL;
    const struct wallet_bytes object = object_of(900, true);

    CHECK_EQUAL(wallet_split_claim169(object, WALLET_QR_LEVEL_M, &out, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_qr_write_claim169(object, &text, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_split_count(out), 1);
    CHECK_BYTES(wallet_split_text(out, 0), wallet_buffer_bytes(&text));
    wallet_buffer_clear(&text);
    wallet_split_free(out);
    out = NULL;

    CHECK_EQUAL(wallet_split_claim169(object, WALLET_QR_LEVEL_H, &out, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(
        wallet_split_claim169(test_hex("d083"), WALLET_QR_LEVEL_M, &out, NULL),
        WALLET_ERR_STRUCTURE);
    CHECK(!out);
}
