/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/part.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "qr/frame.h"

#include <string.h>

enum {
    ID_BYTES = 4,
    ID_SIZE = WALLET_PART_ID_SIZE - 1,
    NUMBER_MAX = 1000000, /* what is larger is as wrong */
};

static const char prefix[] = "EL1/";

/** What is not read yet of a part's text. */
struct cursor {
    struct wallet_bytes rest;
    size_t offset;
};

static void advance(struct cursor *cursor, size_t count)
{
    cursor->rest = (struct wallet_bytes){ cursor->rest.data + count, cursor->rest.size - count };
    cursor->offset += count;
}

static bool take(struct cursor *cursor, uint8_t wanted)
{
    if (cursor->rest.size == 0 || cursor->rest.data[0] != wanted) {
        return false;
    }

    advance(cursor, 1);
    return true;
}

/** A decimal number from 1, each in one way of writing only: no sign, no zero in front. */
static bool read_number(struct cursor *cursor, size_t *out)
{
    const struct wallet_bytes rest = cursor->rest;
    size_t number = 0;
    size_t digits = 0;

    while (digits < rest.size && rest.data[digits] >= '0' && rest.data[digits] <= '9') {
        number = number * 10 + rest.data[digits] - '0';
        number = number < NUMBER_MAX ? number : NUMBER_MAX;
        digits++;
    }

    if (digits == 0 || rest.data[0] == '0') {
        return false;
    }

    advance(cursor, digits);
    *out = number;
    return true;
}

static bool is_hex(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F');
}

static bool read_id(struct cursor *cursor, char out[WALLET_PART_ID_SIZE])
{
    size_t size = 0;
    while (size < ID_SIZE && size < cursor->rest.size && is_hex(cursor->rest.data[size])) {
        size++;
    }

    if (size < ID_SIZE) {
        return false;
    }

    memcpy(out, cursor->rest.data, ID_SIZE);
    out[ID_SIZE] = 0;
    advance(cursor, ID_SIZE);
    return true;
}

static enum wallet_status check_numbers(const struct wallet_part *part, struct wallet_error *error)
{
    if (part->count > WALLET_PART_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            sizeof prefix - 1,
            "more than %d parts of one object",
            WALLET_PART_MAX);
    }

    if (part->index > part->count) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            sizeof prefix - 1,
            "part %zu of %zu cannot be",
            part->index,
            part->count);
    }

    return WALLET_OK;
}

enum wallet_status wlt_part_open(
    struct wallet_bytes text,
    struct wallet_part *out,
    struct wallet_bytes *out_data,
    struct wallet_error *error)
{
    struct cursor cursor = { .rest = wlt_frame_strip(text) };
    struct wallet_part part = { 0 };

    if (!wlt_bytes_start_with(cursor.rest, prefix)) {
        return wlt_fail(error, WALLET_ERR_UNSUPPORTED, 0, "the text does not begin with 'EL1/'");
    }

    advance(&cursor, sizeof prefix - 1);
    if (!read_number(&cursor, &part.index) || !take(&cursor, '/') ||
        !read_number(&cursor, &part.count) || !take(&cursor, '/') || !read_id(&cursor, part.id) ||
        !take(&cursor, ':')) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            cursor.offset,
            "expected a part's head such as 'EL1/2/3/0123ABCD:'");
    }

    const enum wallet_status status = check_numbers(&part, error);
    if (status != WALLET_OK) {
        return status;
    }

    *out = part;
    *out_data = cursor.rest;
    return WALLET_OK;
}

enum wallet_status wallet_part_read(
    struct wallet_bytes text, struct wallet_part *out, struct wallet_error *error)
{
    struct wallet_bytes data;
    return wlt_part_open(text, out, &data, error);
}

static size_t digits_of(size_t number)
{
    size_t digits = 1;
    for (; number >= 10; number /= 10) {
        digits++;
    }

    return digits;
}

size_t wlt_part_head_size(size_t count)
{
    return sizeof prefix - 1 + 2 * (digits_of(count) + 1) + ID_SIZE + 1;
}

bool wlt_part_append_head(const struct wallet_part *part, struct wallet_buffer *out)
{
    return wlt_buffer_append_format(
        out, "%s%zu/%zu/%s:", prefix, part->index, part->count, part->id);
}

void wlt_part_identify(struct wallet_bytes carried, char out[WALLET_PART_ID_SIZE])
{
    static const char digits[] = "0123456789ABCDEF";
    uint8_t digest[WLT_SHA256_SIZE];

    wlt_sha256(carried, digest);
    for (size_t i = 0; i < ID_BYTES; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }

    out[ID_SIZE] = 0;
}
