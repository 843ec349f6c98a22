/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>
#include <wallet/qr.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "qr/base45.h"
#include "qr/capacity.h"
#include "qr/frame.h"
#include "qr/part.h"

enum {
    WHOLE_PREFIX_SIZE = 4, /* "EL1:" */
};

struct wallet_split {
    size_t count;
    struct wallet_buffer texts; /* one behind the other */
    size_t ends[WALLET_PART_MAX];
};

WLT_DEFINE_AUTO(split, struct wallet_split, wallet_split_free)

void wallet_split_free(struct wallet_split *split)
{
    if (split) {
        wallet_buffer_clear(&split->texts);
        wlt_free(split);
    }
}

size_t wallet_split_count(const struct wallet_split *split)
{
    return split->count;
}

struct wallet_bytes wallet_split_text(const struct wallet_split *split, size_t index)
{
    if (index >= split->count) {
        return (struct wallet_bytes){ 0 };
    }

    const size_t start = index > 0 ? split->ends[index - 1] : 0;
    return (struct wallet_bytes){ split->texts.data + start, split->ends[index] - start };
}

static size_t base45_size(size_t size)
{
    return size / 2 * 3 + size % 2 * 2;
}

static bool fits_one(
    struct wallet_bytes object, size_t carried_size, enum wallet_qr_level level, unsigned version)
{
    const unsigned most = version > 0 ? version : WALLET_QR_VERSION_MAX;

    /* What stands in one code is inflated to that and no further, see wallet_qr_read_text(). */
    return object.size <= WALLET_QR_INFLATED_MAX &&
           WHOLE_PREFIX_SIZE + base45_size(carried_size) <= wlt_symbol_capacity(most, level);
}

/** How many parts it takes where each text has at most `capacity` characters; 0: too many. */
static size_t count_parts(size_t size, size_t capacity)
{
    /* Longer numbers in the heads leave less room for data. */
    for (size_t digits = 1; digits <= WALLET_PART_MAX; digits *= 10) {
        const size_t head = wlt_part_head_size(digits);
        const size_t slice = capacity > head ? (capacity - head) / 3 * 2 : 0;
        const size_t count = slice > 0 ? (size + slice - 1) / slice : WALLET_PART_MAX + 1;
        if (count <= WALLET_PART_MAX && count < digits * 10) {
            return count;
        }
    }

    return 0;
}

/** Appends `data` as Base45 behind what head is there already, and ends the text. */
static enum wallet_status end_text(
    struct wallet_split *split, size_t index, struct wallet_bytes data, struct wallet_error *error)
{
    const enum wallet_status status = wlt_base45_encode(data, &split->texts, error);
    split->ends[index] = split->texts.size;
    return status;
}

static enum wallet_status write_whole(
    struct wallet_split *split, struct wallet_bytes carried, struct wallet_error *error)
{
    split->count = 1;
    return wlt_buffer_append_text(&split->texts, "EL1:") ? end_text(split, 0, carried, error)
                                                         : wlt_fail_memory(error);
}

static enum wallet_status write_parts(
    struct wallet_split *split, struct wallet_bytes carried, struct wallet_error *error)
{
    /* In pairs of bytes, which are three characters: the first parts have one pair more. */
    const size_t pairs = (carried.size + 1) / 2;
    struct wallet_part part = { .count = split->count };
    enum wallet_status status = WALLET_OK;
    size_t start = 0;

    wlt_part_identify(carried, part.id);
    for (size_t i = 0; i < split->count && status == WALLET_OK; i++) {
        const size_t wanted = 2 * (pairs / split->count + (i < pairs % split->count ? 1 : 0));
        const size_t left = carried.size - start;
        const struct wallet_bytes slice = { carried.data + start, wanted < left ? wanted : left };

        part.index = i + 1;
        status = wlt_part_append_head(&part, &split->texts) ? end_text(split, i, slice, error)
                                                            : wlt_fail_memory(error);
        start += slice.size;
    }

    return status;
}

static enum wallet_status check(
    struct wallet_bytes object,
    enum wallet_qr_level level,
    unsigned version,
    struct wallet_error *error)
{
    if (wlt_symbol_capacity(version > 0 ? version : 1, level) == 0) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "no such level or version of a code");
    }

    if (!wlt_frame_is_object(object)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, 0, "expected a tagged COSE_Sign1 or an array of them");
    }

    if (object.size > WALLET_PARTED_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, 0, "%zu bytes are too large to be cut", object.size);
    }

    return WALLET_OK;
}

static enum wallet_status cut(
    struct wallet_split *split,
    struct wallet_bytes carried,
    enum wallet_qr_level level,
    unsigned version,
    struct wallet_error *error)
{
    const unsigned most = version > 0 ? version : WALLET_QR_VERSION_PREFERRED;

    split->count = count_parts(carried.size, wlt_symbol_capacity(most, level));
    if (split->count == 0) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "%zu bytes need more than %d symbols of version %u at this level",
            carried.size,
            WALLET_PART_MAX,
            most);
    }

    return write_parts(split, carried, error);
}

static enum wallet_status split_carried(
    struct wallet_bytes object,
    struct wallet_bytes carried,
    enum wallet_qr_level level,
    unsigned version,
    struct wallet_split **out,
    struct wallet_error *error)
{
    WLT_AUTO(split) struct wallet_split *split = wlt_alloc(1, sizeof *split);
    if (!split) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = fits_one(object, carried.size, level, version)
                                          ? write_whole(split, carried, error)
                                          : cut(split, carried, level, version, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(split);
    }

    return status;
}

enum wallet_status wallet_split_new(
    struct wallet_bytes object,
    enum wallet_qr_level level,
    unsigned version,
    struct wallet_split **out,
    struct wallet_error *error)
{
    struct wallet_buffer carried = { 0 };
    enum wallet_status status = check(object, level, version, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_frame_pack(object, &carried, error);
    if (status == WALLET_OK) {
        const struct wallet_bytes packed = wallet_buffer_bytes(&carried);
        status = split_carried(object, packed, level, version, out, error);
    }

    wallet_buffer_clear(&carried);
    return status;
}

enum wallet_status wallet_split_claim169(
    struct wallet_bytes object,
    enum wallet_qr_level level,
    struct wallet_split **out,
    struct wallet_error *error)
{
    WLT_AUTO(split) struct wallet_split *split = wlt_alloc(1, sizeof *split);
    if (!split) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = wallet_qr_write_claim169(object, &split->texts, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (split->texts.size > wlt_symbol_capacity(WALLET_QR_VERSION_MAX, level)) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "%zu characters need more than one symbol of version %d at this level",
            split->texts.size,
            WALLET_QR_VERSION_MAX);
    }

    split->count = 1;
    split->ends[0] = split->texts.size;
    *out = WLT_TAKE(split);
    return WALLET_OK;
}
