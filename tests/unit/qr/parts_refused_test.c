/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>

#include "base/buffer.h"
#include "crypto/deflate.h"
#include "parted.h"
#include "qr/base45.h"
#include "qr/part.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/** A part's text of any head and bytes; lives until the test ends. */
static struct wallet_bytes part_text(const char *head, struct wallet_bytes slice)
{
    struct wallet_buffer text = { 0 };
    CHECK(wlt_buffer_append_text(&text, head));
    CHECK_EQUAL(wlt_base45_encode(slice, &text, NULL), WALLET_OK);

    uint8_t *copy = test_memory(text.size);
    memcpy(copy, text.data, text.size);
    const struct wallet_bytes result = { copy, text.size };
    wallet_buffer_clear(&text);
    return result;
}

/** The single part of what is carried. */
static struct wallet_bytes only_part(struct wallet_bytes carried)
{
    char head[40];
    char id[WALLET_PART_ID_SIZE];

    wlt_part_identify(carried, id);
    (void)snprintf(head, sizeof head, "EL1/1/1/%s:", id);
    return part_text(head, carried);
}

TEST(refuses_parts_of_another_object_and_goes_on)
{
    const struct wallet_bytes object = object_of(250, SEED);
    const struct wallet_bytes *texts = texts_of(object, 3);
    const struct wallet_bytes *foreign = texts_of(object_of(250, SEED + 1), 3);
    const struct wallet_bytes *same_in_two = texts_of(object, 2);
    struct wallet_parts *parts = collector();
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wallet_parts_add(parts, texts[0], NULL, NULL), WALLET_OK);
    for (size_t i = 0; i < 3; i++) {
        CHECK_EQUAL(wallet_parts_add(parts, foreign[i], NULL, &error), WALLET_ERR_VALUE);
        CHECK(strstr(error.message, "a part of another object") == error.message);
    }
    CHECK_EQUAL(wallet_parts_add(parts, same_in_two[1], NULL, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_parts_have(parts), 1);
    CHECK_EQUAL(wallet_parts_add(parts, texts[1], NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_parts_add(parts, texts[2], NULL, NULL), WALLET_OK);
    check_whole(parts, object);

    /* Nor once it is whole. */
    CHECK_EQUAL(wallet_parts_add(parts, foreign[0], NULL, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_parts_add(parts, texts[0], NULL, NULL), WALLET_OK);
    check_whole(parts, object);
    wallet_parts_free(parts);
}

TEST(refuses_another_content_of_the_same_number)
{
    const struct wallet_bytes object = object_of(250, SEED);
    const struct wallet_bytes *texts = texts_of(object, 3);
    struct wallet_parts *parts = collector();
    uint8_t changed[256];

    CHECK_EQUAL(wallet_parts_add(parts, texts[0], NULL, NULL), WALLET_OK);
    memcpy(changed, texts[0].data, texts[0].size);
    changed[texts[0].size - 3] = changed[texts[0].size - 3] == '1' ? '2' : '1';
    const struct wallet_bytes other = { changed, texts[0].size };
    CHECK_EQUAL(wallet_parts_add(parts, other, NULL, NULL), WALLET_ERR_STRUCTURE);

    CHECK_EQUAL(wallet_parts_add(parts, texts[1], NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_parts_add(parts, other, NULL, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_parts_add(parts, texts[2], NULL, NULL), WALLET_OK);
    check_whole(parts, object);
    CHECK_EQUAL(wallet_parts_add(parts, other, NULL, NULL), WALLET_ERR_STRUCTURE);
    check_whole(parts, object);
    wallet_parts_free(parts);
}

TEST(forgets_a_whole_that_does_not_hold_together)
{
    const struct wallet_bytes object = object_of(250, SEED);
    const struct wallet_bytes *texts = texts_of(object, 3);
    struct wallet_parts *parts = collector();
    uint8_t changed[256];

    memcpy(changed, texts[0].data, texts[0].size);
    changed[texts[0].size - 3] = changed[texts[0].size - 3] == '1' ? '2' : '1';
    CHECK_EQUAL(
        wallet_parts_add(parts, (struct wallet_bytes){ changed, texts[0].size }, NULL, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_parts_add(parts, texts[1], NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_parts_add(parts, texts[2], NULL, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(wallet_parts_count(parts), 0);

    for (size_t i = 0; i < 3; i++) {
        CHECK_EQUAL(wallet_parts_add(parts, texts[i], NULL, NULL), WALLET_OK);
    }
    check_whole(parts, object);
    wallet_parts_free(parts);
}

static const struct {
    const char *text;
    enum wallet_status wanted;
} refused[] = {
    { "EL1:BB8", WALLET_ERR_UNSUPPORTED },
    { "EL1/0/2/0123ABCD:BB8", WALLET_ERR_MALFORMED },
    { "EL1/3/2/0123ABCD:BB8", WALLET_ERR_MALFORMED },
    { "EL1/1/0/0123ABCD:BB8", WALLET_ERR_MALFORMED },
    { "EL1/1/401/0123ABCD:BB8", WALLET_ERR_TOO_LARGE },
    { "EL1/1/2/0123ABCD:", WALLET_ERR_MALFORMED },      /* empty */
    { "EL1/2/2/0123ABCD:", WALLET_ERR_MALFORMED },      /* the last one too */
    { "EL1/1/2/0123ABCD:BB800", WALLET_ERR_MALFORMED }, /* three bytes, and not the last */
    { "EL1/1/2/0123ABCD:bb8", WALLET_ERR_MALFORMED },
    { "EL1/1/2/0123ABCD:B", WALLET_ERR_MALFORMED },
    { "EL1/1/2/0123ABCD:GGW", WALLET_ERR_MALFORMED },
    { "EL1/1/2/0123ABCD:BB8\nBB8", WALLET_ERR_MALFORMED },
    { "EL1/1/1/0123ABCD:BB8", WALLET_ERR_MALFORMED }, /* not its digest */
};

TEST(refuses_what_is_malformed)
{
    struct wallet_parts *parts = collector();

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct wallet_part part = { .index = 77 };
        CHECK_ROW(
            refused[i].text,
            wallet_parts_add(parts, test_text(refused[i].text), &part, NULL),
            refused[i].wanted);
        CHECK_ROW(refused[i].text, part.index, 77);
        CHECK_ROW(refused[i].text, wallet_parts_count(parts), 0);
    }
    wallet_parts_free(parts);
}

static enum wallet_status status_of_carried(struct wallet_bytes carried)
{
    struct wallet_parts *parts = collector();
    const enum wallet_status status = wallet_parts_add(parts, only_part(carried), NULL, NULL);
    CHECK((wallet_parts_object(parts).size > 0) == (status == WALLET_OK));
    wallet_parts_free(parts);
    return status;
}

TEST(refuses_what_is_joined_and_no_object)
{
    struct wallet_buffer stream = { 0 };

    CHECK_EQUAL(status_of_carried(test_hex("d28440a04040")), WALLET_OK);
    CHECK_EQUAL(status_of_carried(test_hex("82d28440a04040d28440a04040")), WALLET_OK);
    CHECK_EQUAL(status_of_carried(test_hex("8440a04040")), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(status_of_carried(test_hex("00")), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(status_of_carried(test_hex("789c")), WALLET_ERR_TRUNCATED);

    CHECK_EQUAL(wlt_deflate(test_text("no object"), &stream, NULL), WALLET_OK);
    CHECK_EQUAL(status_of_carried(wallet_buffer_bytes(&stream)), WALLET_ERR_MALFORMED);
    wallet_buffer_clear(&stream);

    uint8_t *zeros = test_memory(WALLET_PARTED_MAX + 1);
    memset(zeros, 0, WALLET_PARTED_MAX + 1);
    memcpy(zeros, "\xd2\x84", 2);
    const struct wallet_bytes bomb = { zeros, WALLET_PARTED_MAX + 1 };
    CHECK_EQUAL(wlt_deflate(bomb, &stream, NULL), WALLET_OK);
    CHECK_EQUAL(status_of_carried(wallet_buffer_bytes(&stream)), WALLET_ERR_TOO_LARGE);
    wallet_buffer_clear(&stream);

    const struct wallet_bytes most = { zeros, WALLET_PARTED_MAX };
    CHECK_EQUAL(wlt_deflate(most, &stream, NULL), WALLET_OK);
    CHECK_EQUAL(status_of_carried(wallet_buffer_bytes(&stream)), WALLET_OK);
    wallet_buffer_clear(&stream);
}

TEST(holds_no_more_than_its_limit)
{
    struct wallet_parts *parts = collector();
    const struct wallet_bytes half = object_of(WALLET_PARTED_MAX / 2, SEED);
    const struct wallet_bytes beyond = object_of(WALLET_PARTED_MAX + 2, SEED);

    CHECK_EQUAL(
        wallet_parts_add(parts, part_text("EL1/1/3/0123ABCD:", beyond), NULL, NULL),
        WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(
        wallet_parts_add(parts, part_text("EL1/1/3/0123ABCD:", half), NULL, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_parts_add(parts, part_text("EL1/2/3/0123ABCD:", half), NULL, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_parts_add(parts, test_text("EL1/3/3/0123ABCD:BB8"), NULL, NULL),
        WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_parts_have(parts), 2);
    wallet_parts_free(parts);
}

/** Adds the changed part between the others: whatever comes of it, no wrong object does. */
static void check_harmless(
    struct wallet_parts *parts,
    const struct wallet_bytes *texts,
    struct wallet_bytes changed,
    struct wallet_bytes object)
{
    const enum wallet_status status = wallet_parts_add(parts, changed, NULL, NULL);
    CHECK(status != WALLET_ERR_MEMORY);
    for (size_t i = 0; i < 2; i++) {
        (void)!wallet_parts_add(parts, texts[i], NULL, NULL);
        const struct wallet_bytes got = wallet_parts_object(parts);
        CHECK(
            got.size == 0 ||
            (got.size == object.size && memcmp(got.data, object.data, got.size) == 0));
    }
    wallet_parts_reset(parts);
}

TEST(is_not_misled_by_any_beginning_of_a_part)
{
    const struct wallet_bytes object = object_of(101, SEED);
    const struct wallet_bytes *texts = texts_of(object, 2);
    struct wallet_parts *parts = collector();

    for (size_t i = 0; i < 2; i++) {
        for (size_t size = 0; size < texts[i].size; size++) {
            check_harmless(parts, texts, (struct wallet_bytes){ texts[i].data, size }, object);
        }
    }
    wallet_parts_free(parts);
}

TEST(is_not_misled_by_any_flipped_bit)
{
    const struct wallet_bytes object = object_of(101, SEED);
    const struct wallet_bytes *texts = texts_of(object, 2);
    struct wallet_parts *parts = collector();
    uint8_t changed[256];

    for (size_t i = 0; i < 2; i++) {
        memcpy(changed, texts[i].data, texts[i].size);
        for (size_t bit = 0; bit < 8 * texts[i].size; bit++) {
            changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
            check_harmless(parts, texts, (struct wallet_bytes){ changed, texts[i].size }, object);
            changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        }
    }
    wallet_parts_free(parts);
}
