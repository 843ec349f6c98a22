/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>
#include <wallet/qr.h>

#include "base/buffer.h"
#include "counter.h"
#include "qr/base45.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/** From each beginning of `text` the whole size is told, or nothing; returns from which on it is. */
static size_t check_beginnings(struct wallet_bytes text)
{
    size_t first = 0;

    for (size_t size = 0; size <= text.size; size++) {
        /* In memory of its own size, so that reading past it is noticed. */
        uint8_t *copy = malloc(size > 0 ? size : 1);
        CHECK(copy);
        memcpy(copy, text.data, size);
        const size_t told = wallet_code_expected_size((struct wallet_bytes){ copy, size });
        free(copy);
        CHECK(told == text.size || (told == 0 && first == 0));
        first = told > 0 && first == 0 ? size : first;
    }

    return first;
}

static struct wallet_bytes text_of_licence(struct wallet_bytes licence)
{
    struct wallet_buffer text = { 0 };

    CHECK_EQUAL(wallet_qr_write_text(licence, &text, NULL), WALLET_OK);
    uint8_t *kept = test_memory(text.size);
    memcpy(kept, text.data, text.size);
    const struct wallet_bytes out = { kept, text.size };
    wallet_buffer_clear(&text);
    return out;
}

TEST(the_beginning_of_a_licence_tells_its_size)
{
    static const enum wallet_algorithm algorithms[] = {
        WALLET_ALGORITHM_ED25519,
        WALLET_ALGORITHM_ES256,
        WALLET_ALGORITHM_ES384,
    };

    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        struct agency agency;
        agency_open(&agency, algorithms[i]);
        const struct wallet_bytes text = text_of_licence(wallet_buffer_bytes(&agency.licence));
        const size_t first = check_beginnings(text);
        CHECK(first > 0 && first < 70);
        agency_close(&agency);
    }
}

/** The licence stands in the protected header, so most of it must be there. */
TEST(the_beginning_of_what_is_shown_tells_its_size)
{
    struct counter counter;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes shown =
        counter_show(&counter, AGENCY_ISSUER, (struct wallet_bytes){ 0 }, AGENCY_NOW);

    const struct wallet_bytes text = text_of_licence(shown);
    const size_t first = check_beginnings(text);
    CHECK(first > 0 && first < text.size);
    counter_close(&counter);
}

/** An array, as of several licences that are shown at once. */
static struct wallet_bytes twice(struct wallet_bytes object)
{
    uint8_t *array = test_memory(2 * object.size + 1);

    array[0] = 0x82;
    memcpy(array + 1, object.data, object.size);
    memcpy(array + 1 + object.size, object.data, object.size);
    return (struct wallet_bytes){ array, 2 * object.size + 1 };
}

TEST(of_several_the_last_one_s_head_must_be_there)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes object = twice(wallet_buffer_bytes(&agency.licence));
    struct wallet_split *split = NULL;

    CHECK_EQUAL(
        wallet_split_new(object, WALLET_QR_LEVEL_L, WALLET_QR_VERSION_MAX, &split, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_split_count(split), 1);
    const struct wallet_bytes text = wallet_split_text(split, 0);
    CHECK(check_beginnings(text) > text.size / 2);
    wallet_split_free(split);
    agency_close(&agency);
}

TEST(what_guns_add_is_not_counted)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes text = text_of_licence(wallet_buffer_bytes(&agency.licence));
    char *typed = test_memory(text.size + 8);

    memcpy(typed, "]Q1", 3);
    memcpy(typed + 3, text.data, text.size);
    memcpy(typed + 3 + text.size, "\r\n", 3);
    CHECK_EQUAL(wallet_code_expected_size(test_text(typed)), text.size);
    agency_close(&agency);
}

/** Whatever was lost in the payload or behind it, the beginning says how much there was. */
TEST(lost_characters_are_found_missing)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes text = text_of_licence(wallet_buffer_bytes(&agency.licence));
    char *typed = test_memory(text.size);

    memcpy(typed, text.data, 150);
    memcpy(typed + 150, text.data + 153, text.size - 153);
    CHECK_EQUAL(
        wallet_code_expected_size((struct wallet_bytes){ (const uint8_t *)typed, text.size - 3 }),
        text.size);
    agency_close(&agency);
}

TEST(of_other_texts_nothing_is_told)
{
    static const struct {
        const char *what;
        const char *text;
    } rows[] = {
        { "nothing", "" },
        { "a link", "https://example.org/" },
        { "a health certificate", "HC1:NCFOXN%TSMAHN-H3ZSUZK+FQE0" },
        { "a part", "EL1/1/2/00000000:NCFOXN" },
        { "the prefix alone", "EL1:" },
        { "no Base45 behind it", "EL1:abcdefghi" },
        { "a number", "EL1:000000000" },
        { "a group beyond its bytes", "EL1::::::::::" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, wallet_code_expected_size(test_text(rows[i].text)), 0);
    }
}

/** Heads that say what no licence has are not believed. */
TEST(of_other_objects_nothing_is_told)
{
    static const struct {
        const char *what;
        const char *hex;
        size_t wanted;
    } rows[] = {
        { "a licence that ends at its payload's head", "d284 43a10132 a0 5901f4", 868 },
        { "the same with SM2", "d284 47a1013a00010000 a0 5901f4", 874 },
        { "no algorithm", "d284 43a10300 a0 5901f4", 0 },
        { "an algorithm that nobody issues with", "d284 45a101390024 a0 5901f4", 0 },
        { "protected headers that are no map", "d284 4180 a0 5901f4", 0 },
        { "protected headers with something behind", "d284 44a1013200 a0 5901f4", 0 },
        { "a payload that is a text", "d284 43a10132 a0 7901f4", 0 },
        { "a payload beyond all limits", "d284 43a10132 a0 5affffffff", 0 },
        { "a payload that with the rest is beyond", "d284 43a10132 a0 5a00010000", 0 },
        { "a payload's head that is cut", "d284 43a10132 a0 5901", 0 },
        { "no payload", "d284 43a10132 a0", 0 },
        { "an array whose second is missing", "82 d284 43a10132 a0 40 5840", 0 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer text = { 0 };
        CHECK(wlt_buffer_append_text(&text, "EL1:"));
        CHECK_EQUAL(wlt_base45_encode(test_hex(rows[i].hex), &text, NULL), WALLET_OK);
        CHECK_ROW(
            rows[i].what, wallet_code_expected_size(wallet_buffer_bytes(&text)), rows[i].wanted);
        wallet_buffer_clear(&text);
    }
}
