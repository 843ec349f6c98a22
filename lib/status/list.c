/* SPDX-License-Identifier: Apache-2.0 */
#include "status/list.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/deflate.h"

#include <string.h>

enum {
    BITS_A_BYTE = 8,
};

/**
 * Of one bit an entry and mostly zeros it is kept as the indices of the ones: a hundredth revoked
 * takes a third of the memory then, and a twin list of which nothing is suspended takes none.
 */
struct wallet_status_list {
    unsigned bits;
    size_t count;
    uint8_t *bytes; /* NULL: see `ones` */
    uint32_t *ones; /* ascending; NULL: none */
    size_t one_count;
};

WLT_DEFINE_AUTO(list, struct wallet_status_list, wallet_status_list_free)

void wallet_status_list_free(struct wallet_status_list *list)
{
    if (!list) {
        return;
    }

    wlt_free(list->bytes);
    wlt_free(list->ones);
    wlt_free(list);
}

unsigned wallet_status_list_bits(const struct wallet_status_list *list)
{
    return list->bits;
}

size_t wallet_status_list_count(const struct wallet_status_list *list)
{
    return list->count;
}

static bool is_one(const struct wallet_status_list *list, size_t index)
{
    size_t low = 0;
    size_t high = list->one_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list->ones[middle] < index) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low < list->one_count && list->ones[low] == index;
}

/* Section 4.1: the entries of a byte are counted from its least significant bit. */
unsigned wlt_status_list_value(const struct wallet_status_list *list, size_t index)
{
    if (!list->bytes) {
        return is_one(list, index);
    }

    const size_t a_byte = BITS_A_BYTE / list->bits;
    const unsigned mask = (1U << list->bits) - 1;
    return list->bytes[index / a_byte] >> (index % a_byte * list->bits) & mask;
}

enum wallet_status wallet_status_list_get(
    const struct wallet_status_list *list,
    uint64_t index,
    unsigned *out_value,
    struct wallet_error *error)
{
    if (!list || !out_value) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    /* Section 8.3: an index out of bounds MUST be rejected. */
    if (index >= list->count) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the index lies beyond the status list");
    }

    *out_value = wlt_status_list_value(list, (size_t)index);
    return WALLET_OK;
}

static size_t count_ones(struct wallet_bytes bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        count += (size_t)__builtin_popcount(bytes.data[i]);
    }

    return count;
}

static enum wallet_status keep_ones(
    struct wallet_status_list *list,
    struct wallet_bytes bytes,
    size_t count,
    struct wallet_error *error)
{
    if (count == 0) {
        return WALLET_OK;
    }

    list->ones = wlt_alloc(count, sizeof list->ones[0]);
    if (!list->ones) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; i < bytes.size; i++) {
        for (unsigned rest = bytes.data[i]; rest != 0; rest &= rest - 1) {
            list->ones[list->one_count++] =
                (uint32_t)(i * BITS_A_BYTE + (size_t)__builtin_ctz(rest));
        }
    }

    return WALLET_OK;
}

static enum wallet_status keep_bytes(
    struct wallet_status_list *list, struct wallet_bytes bytes, struct wallet_error *error)
{
    list->bytes = wlt_alloc(1, bytes.size);
    if (!list->bytes) {
        return wlt_fail_memory(error);
    }

    memcpy(list->bytes, bytes.data, bytes.size);
    return WALLET_OK;
}

static enum wallet_status keep(
    unsigned bits,
    struct wallet_bytes bytes,
    struct wallet_status_list **out,
    struct wallet_error *error)
{
    WLT_AUTO(list) struct wallet_status_list *list = wlt_alloc(1, sizeof *list);
    if (!list) {
        return wlt_fail_memory(error);
    }

    list->bits = bits;
    list->count = bytes.size * (BITS_A_BYTE / bits);
    const size_t ones = bits == 1 && list->count <= UINT32_MAX ? count_ones(bytes) : SIZE_MAX;
    const enum wallet_status status = ones < bytes.size / sizeof list->ones[0] || bytes.size == 0
                                          ? keep_ones(list, bytes, bytes.size > 0 ? ones : 0, error)
                                          : keep_bytes(list, bytes, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(list);
    }

    return status;
}

/** The StatusList's members. */
struct members {
    uint64_t bits;
    struct wallet_bytes stream;
    bool has_stream;
};

static void read_member(struct wlt_reader *reader, struct members *out)
{
    const struct wallet_bytes name = wlt_read_text(reader);

    if (wlt_bytes_are(name, "bits")) {
        out->bits = wlt_read_unsigned(reader);
    } else if (wlt_bytes_are(name, "lst")) {
        out->stream = wlt_read_bytes(reader);
        out->has_stream = true;
    } else {
        (void)wlt_read_any(reader);
    }
}

static enum wallet_status read_members(
    struct wallet_bytes encoded, struct members *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(encoded, WLT_CBOR_LENIENT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_member(&reader, out);
    }

    return wlt_reader_finish(&reader, error);
}

/** Section 4.2: "The allowed values for bits are 1, 2, 4 and 8." */
static bool is_width(uint64_t bits)
{
    return bits == 1 || bits == 2 || bits == 4 || bits == BITS_A_BYTE;
}

enum wallet_status wlt_status_list_read(
    struct wallet_bytes encoded,
    size_t entries_max,
    struct wallet_status_list **out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer inflated = { 0 };
    struct members members = { 0 };

    enum wallet_status status = read_members(encoded, &members, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!members.has_stream || !is_width(members.bits)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected a list of 1, 2, 4 or 8 bits");
    }

    /* Honest lists inflate a thousandfold: only the number of entries tells a bomb. */
    const unsigned bits = (unsigned)members.bits;
    const size_t a_byte = BITS_A_BYTE / bits;
    const size_t limit = entries_max / a_byte + (entries_max % a_byte > 0);
    status = wlt_inflate(members.stream, limit, &inflated, error);
    return status == WALLET_OK ? keep(bits, wallet_buffer_bytes(&inflated), out, error) : status;
}
