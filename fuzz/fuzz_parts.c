/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The input is taken for lines that a scanner gun types, each a part, and for the rest of an object
 * that is cut into small parts and joined again, backwards.
 */
#include <wallet/parts.h>

#include "fuzz.h"

#include <stdbool.h>
#include <string.h>

enum {
    SMALL_SYMBOL = 3,
};

static void check_state(const struct wallet_parts *parts)
{
    const size_t have = wallet_parts_have(parts);
    const size_t count = wallet_parts_count(parts);
    const bool is_whole = count > 0 && have == count;
    size_t missing = 0;

    for (size_t i = wallet_parts_missing(parts, 0); i > 0; i = wallet_parts_missing(parts, i)) {
        missing++;
    }

    FUZZ_CHECK(count <= WALLET_PART_MAX && have <= count && missing == count - have);
    FUZZ_CHECK((wallet_parts_object(parts).size > 0) == is_whole);
    FUZZ_CHECK(wallet_parts_object(parts).size <= WALLET_PARTED_MAX);
}

static void add_line(struct wallet_parts *parts, struct wallet_bytes line)
{
    struct wallet_part part = { 0 };
    struct wallet_part read = { 0 };
    const size_t before = wallet_parts_have(parts);

    if (wallet_parts_add(parts, line, &part, NULL) == WALLET_OK) {
        FUZZ_CHECK(wallet_part_read(line, &read, NULL) == WALLET_OK);
        FUZZ_CHECK(read.index == part.index && read.count == part.count);
        FUZZ_CHECK(part.index >= 1 && part.index <= part.count);
        FUZZ_CHECK(part.count == wallet_parts_count(parts));
        FUZZ_CHECK(wallet_code_kind(line) == WALLET_CODE_LICENCE_PART);
    } else {
        FUZZ_CHECK(wallet_parts_have(parts) == before || wallet_parts_have(parts) == 0);
    }

    check_state(parts);
}

static void add_lines(struct wallet_parts *parts, struct wallet_bytes lines)
{
    while (lines.size > 0) {
        const uint8_t *end = memchr(lines.data, '\n', lines.size);
        const size_t size = end ? (size_t)(end - lines.data) : lines.size;
        const size_t used = end ? size + 1 : size;

        add_line(parts, (struct wallet_bytes){ lines.data, size });
        lines = (struct wallet_bytes){ lines.data + used, lines.size - used };
    }
}

static void join_backwards(
    struct wallet_parts *parts, const struct wallet_split *split, struct wallet_bytes object)
{
    for (size_t i = wallet_split_count(split); i > 0; i--) {
        FUZZ_CHECK(
            wallet_parts_add(parts, wallet_split_text(split, i - 1), NULL, NULL) == WALLET_OK);
        check_state(parts);
    }

    const struct wallet_bytes joined = wallet_parts_object(parts);
    FUZZ_CHECK(joined.size == object.size && memcmp(joined.data, object.data, joined.size) == 0);
}

static void split_and_join(struct wallet_parts *parts, struct wallet_bytes rest)
{
    struct wallet_split *split = NULL;
    const size_t size = rest.size + 2;
    uint8_t *data = malloc(size);
    FUZZ_CHECK(data);
    memcpy(data, "\xd2\x84", 2);
    memcpy(data + 2, rest.data, rest.size);

    const struct wallet_bytes object = { data, size };
    if (wallet_split_new(object, WALLET_QR_LEVEL_M, SMALL_SYMBOL, &split, NULL) == WALLET_OK &&
        wallet_split_count(split) > 1) {
        join_backwards(parts, split, object);
    }

    wallet_split_free(split);
    free(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct wallet_parts *parts = NULL;

    FUZZ_CHECK(wallet_parts_new(&parts, NULL) == WALLET_OK);
    add_lines(parts, input);
    wallet_parts_reset(parts);
    split_and_join(parts, input);
    wallet_parts_free(parts);
    return 0;
}
