/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>

#include "parted.h"
#include "test.h"

#include <string.h>

TEST(tells_what_is_there_and_what_is_missing)
{
    const struct wallet_bytes object = object_of(400, SEED);
    const struct wallet_bytes *texts = texts_of(object, 4);
    struct wallet_parts *parts = collector();
    struct wallet_part part = { 0 };

    CHECK_EQUAL(wallet_parts_count(parts), 0);
    CHECK_EQUAL(wallet_parts_have(parts), 0);
    CHECK_EQUAL(wallet_parts_missing(parts, 0), 0);
    CHECK_EQUAL(wallet_parts_object(parts).size, 0);

    CHECK_EQUAL(wallet_parts_add(parts, texts[2], &part, NULL), WALLET_OK);
    CHECK_EQUAL(part.index, 3);
    CHECK_EQUAL(part.count, 4);
    CHECK_EQUAL(wallet_parts_count(parts), 4);
    CHECK_EQUAL(wallet_parts_have(parts), 1);
    CHECK_EQUAL(wallet_parts_missing(parts, 0), 1);
    CHECK_EQUAL(wallet_parts_missing(parts, 1), 2);
    CHECK_EQUAL(wallet_parts_missing(parts, 2), 4);
    CHECK_EQUAL(wallet_parts_missing(parts, 4), 0);
    CHECK_EQUAL(wallet_parts_object(parts).size, 0);

    CHECK_EQUAL(wallet_parts_add(parts, texts[0], NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_parts_add(parts, texts[1], NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_parts_object(parts).size, 0);
    CHECK_EQUAL(wallet_parts_add(parts, texts[3], NULL, NULL), WALLET_OK);
    check_whole(parts, object);

    wallet_parts_reset(parts);
    CHECK_EQUAL(wallet_parts_count(parts), 0);
    CHECK_EQUAL(wallet_parts_object(parts).size, 0);
    wallet_parts_free(parts);
    wallet_parts_free(NULL);
}

/** Adds in the order of `order`, each now and then again, and checks what comes of it. */
static void add_in_order(
    struct wallet_parts *parts,
    const struct wallet_bytes *texts,
    const size_t *order,
    size_t count,
    uint32_t *random)
{
    for (size_t i = 0; i < count; i++) {
        CHECK_EQUAL(wallet_parts_add(parts, texts[order[i]], NULL, NULL), WALLET_OK);
        while (next_random(random) % 2 == 0) {
            const size_t again = order[next_random(random) % (i + 1)];
            CHECK_EQUAL(wallet_parts_add(parts, texts[again], NULL, NULL), WALLET_OK);
        }
        CHECK_EQUAL(wallet_parts_have(parts), i + 1);
        CHECK((wallet_parts_object(parts).size > 0) == (i + 1 == count));
    }
}

/** The next order in the dictionary; false after the last. */
static bool next_order(size_t *order, size_t count)
{
    size_t i = count - 1;
    while (i > 0 && order[i - 1] > order[i]) {
        i--;
    }

    if (i == 0) {
        return false;
    }

    size_t j = count - 1;
    while (order[j] < order[i - 1]) {
        j--;
    }

    const size_t moved = order[i - 1];
    order[i - 1] = order[j];
    order[j] = moved;
    for (size_t a = i, b = count - 1; a < b; a++, b--) {
        const size_t swapped = order[a];
        order[a] = order[b];
        order[b] = swapped;
    }

    return true;
}

TEST(joins_parts_in_every_order_up_to_five)
{
    static const size_t sizes[] = { 0, 0, 170, 250, 400, 520 };
    uint32_t random = SEED;
    struct wallet_parts *parts = collector();

    for (size_t count = 2; count <= 5; count++) {
        size_t order[] = { 0, 1, 2, 3, 4 };
        const struct wallet_bytes object = object_of(sizes[count] - 1, SEED + (uint32_t)count);
        const struct wallet_bytes *texts = texts_of(object, count);
        do {
            wallet_parts_reset(parts);
            add_in_order(parts, texts, order, count, &random);
            check_whole(parts, object);
        } while (next_order(order, count));
    }
    wallet_parts_free(parts);
}

TEST(joins_many_parts_in_a_random_order)
{
    size_t order[WALLET_PART_MAX];
    uint32_t random = SEED;
    const struct wallet_bytes object = object_of(WALLET_PARTED_MAX, SEED);
    struct wallet_split *split = NULL;
    struct wallet_parts *parts = collector();

    CHECK_EQUAL(wallet_split_new(object, WALLET_QR_LEVEL_M, 0, &split, NULL), WALLET_OK);
    const size_t count = wallet_split_count(split);
    for (size_t i = 0; i < count; i++) {
        const size_t j = next_random(&random) % (i + 1);
        order[i] = order[j];
        order[j] = i;
    }

    for (size_t i = 0; i < count; i++) {
        CHECK_EQUAL(
            wallet_parts_add(parts, wallet_split_text(split, order[i]), NULL, NULL), WALLET_OK);
    }
    check_whole(parts, object);
    wallet_split_free(split);
    wallet_parts_free(parts);
}

TEST(joins_what_was_deflated)
{
    uint8_t *data = test_memory(6000);
    for (size_t i = 0; i < 6000; i++) {
        data[i] = (uint8_t)('a' + i * i % 251 % 26);
    }
    data[0] = 0xd2;
    data[1] = 0x84;

    const struct wallet_bytes object = { data, 6000 };
    struct wallet_split *split = NULL;
    struct wallet_parts *parts = collector();
    CHECK_EQUAL(wallet_split_new(object, WALLET_QR_LEVEL_M, 3, &split, NULL), WALLET_OK);
    CHECK(wallet_split_count(split) > 1 && wallet_split_count(split) < 100);
    for (size_t i = 0; i < wallet_split_count(split); i++) {
        CHECK_EQUAL(wallet_parts_add(parts, wallet_split_text(split, i), NULL, NULL), WALLET_OK);
    }
    check_whole(parts, object);
    wallet_split_free(split);
    wallet_parts_free(parts);
}
