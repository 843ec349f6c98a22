/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/deflate.h"
#include "qr/base45.h"
#include "qr/frame.h"
#include "qr/part.h"

#include <string.h>

enum {
    ZLIB = 0x78, /* RFC 1950, section 2.2 */
};

struct wallet_parts {
    struct wallet_part first; /* count 0: none yet */
    size_t have;
    size_t size;                                  /* of all slices together */
    struct wallet_buffer slices[WALLET_PART_MAX]; /* those that are there are not empty */
    struct wallet_buffer object;
};

enum wallet_status wallet_parts_new(struct wallet_parts **out, struct wallet_error *error)
{
    struct wallet_parts *parts = wlt_alloc(1, sizeof *parts);
    if (!parts) {
        return wlt_fail_memory(error);
    }

    *out = parts;
    return WALLET_OK;
}

void wallet_parts_reset(struct wallet_parts *parts)
{
    for (size_t i = 0; i < parts->first.count; i++) {
        wallet_buffer_clear(&parts->slices[i]);
    }

    wallet_buffer_clear(&parts->object);
    parts->first = (struct wallet_part){ 0 };
    parts->have = 0;
    parts->size = 0;
}

void wallet_parts_free(struct wallet_parts *parts)
{
    if (parts) {
        wallet_parts_reset(parts);
        wlt_free(parts);
    }
}

size_t wallet_parts_have(const struct wallet_parts *parts)
{
    return parts->have;
}

size_t wallet_parts_count(const struct wallet_parts *parts)
{
    return parts->first.count;
}

size_t wallet_parts_missing(const struct wallet_parts *parts, size_t after)
{
    size_t index = after + 1;
    while (index <= parts->first.count && parts->slices[index - 1].size > 0) {
        index++;
    }

    return index <= parts->first.count ? index : 0;
}

struct wallet_bytes wallet_parts_object(const struct wallet_parts *parts)
{
    return wallet_buffer_bytes(&parts->object);
}

/** Whether a part goes with those that are there. */
static enum wallet_status check_kin(
    const struct wallet_parts *parts, const struct wallet_part *part, struct wallet_error *error)
{
    const struct wallet_part *first = &parts->first;
    if (first->count == 0 || (first->count == part->count && strcmp(first->id, part->id) == 0)) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_VALUE,
        WALLET_NO_OFFSET,
        "a part of another object: this is of %s in %zu parts, those before of %s in %zu",
        part->id,
        part->count,
        first->id,
        first->count);
}

static enum wallet_status decode(
    const struct wallet_part *part,
    struct wallet_bytes data,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (wlt_base45_decoded_size(data.size) > WALLET_PARTED_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, 0, "a part of %zu characters is too long", data.size);
    }

    const enum wallet_status status = wlt_base45_decode(data, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (out->size == 0 || (out->size % 2 != 0 && part->index < part->count)) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "part %zu of %zu has %zu bytes: none may be empty, and only the last odd",
            part->index,
            part->count,
            out->size);
    }

    return WALLET_OK;
}

/** Compares with the slice of the same index. */
static enum wallet_status check_same(
    const struct wallet_buffer *there,
    const struct wallet_buffer *slice,
    struct wallet_error *error)
{
    if (wlt_bytes_equal(wallet_buffer_bytes(there), wallet_buffer_bytes(slice))) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_STRUCTURE,
        WALLET_NO_OFFSET,
        "a part of this number is there already, and is not the same");
}

/** Puts the slices together, the one that is not kept yet among them. */
static bool join(
    const struct wallet_parts *parts,
    const struct wallet_part *last,
    const struct wallet_buffer *slice,
    struct wallet_buffer *out)
{
    bool is_joined = wlt_buffer_reserve(out, parts->size + slice->size);
    for (size_t i = 0; i < last->count && is_joined; i++) {
        is_joined = wlt_buffer_append(
            out, wallet_buffer_bytes(i == last->index - 1 ? slice : &parts->slices[i]));
    }

    return is_joined;
}

/** Gets the object out of what was joined, which may be a stream of it. */
static enum wallet_status unpack(
    const struct wallet_part *part,
    struct wallet_buffer *joined,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wallet_bytes carried = wallet_buffer_bytes(joined);
    char id[WALLET_PART_ID_SIZE];

    wlt_part_identify(carried, id);
    if (strcmp(id, part->id) != 0) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "the parts of %s do not belong together: joined they are %s",
            part->id,
            id);
    }

    if (carried.data[0] == ZLIB) {
        const enum wallet_status status = wlt_inflate(carried, WALLET_PARTED_MAX, out, error);
        if (status != WALLET_OK) {
            return status;
        }
    } else {
        *out = *joined;
        *joined = (struct wallet_buffer){ 0 };
    }

    if (!wlt_frame_is_object(wallet_buffer_bytes(out))) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            0,
            "what the parts of %s make is no COSE_Sign1 and no array of them",
            part->id);
    }

    return WALLET_OK;
}

/** Makes the object, before the last slice is kept: what fails here for want of memory can be tried again. */
static enum wallet_status finish(
    struct wallet_parts *parts,
    const struct wallet_part *last,
    const struct wallet_buffer *slice,
    struct wallet_error *error)
{
    struct wallet_buffer joined = { 0 };
    struct wallet_buffer object = { 0 };

    const enum wallet_status status = join(parts, last, slice, &joined)
                                          ? unpack(last, &joined, &object, error)
                                          : wlt_fail_memory(error);
    wallet_buffer_clear(&joined);
    if (status == WALLET_OK) {
        parts->object = object;
        return WALLET_OK;
    }

    wallet_buffer_clear(&object);
    if (status != WALLET_ERR_MEMORY) {
        wallet_parts_reset(parts);
    }

    return status;
}

/** Takes the slice, or says why not; then it is still the caller's. */
static enum wallet_status take(
    struct wallet_parts *parts,
    const struct wallet_part *part,
    struct wallet_buffer *slice,
    struct wallet_error *error)
{
    struct wallet_buffer *place = &parts->slices[part->index - 1];
    if (place->size > 0) {
        return check_same(place, slice, error);
    }

    if (parts->size + slice->size > WALLET_PARTED_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the parts are more than %d bytes together",
            WALLET_PARTED_MAX);
    }

    if (parts->have + 1 == part->count) {
        const enum wallet_status status = finish(parts, part, slice, error);
        if (status != WALLET_OK) {
            return status;
        }
    }

    parts->first = *part;
    parts->have++;
    parts->size += slice->size;
    *place = *slice;
    *slice = (struct wallet_buffer){ 0 };
    return WALLET_OK;
}

enum wallet_status wallet_parts_add(
    struct wallet_parts *parts,
    struct wallet_bytes text,
    struct wallet_part *out,
    struct wallet_error *error)
{
    struct wallet_part part;
    struct wallet_bytes data;
    struct wallet_buffer slice = { 0 };

    enum wallet_status status = wlt_part_open(text, &part, &data, error);
    if (status == WALLET_OK) {
        status = check_kin(parts, &part, error);
    }

    if (status == WALLET_OK) {
        status = decode(&part, data, &slice, error);
    }

    if (status == WALLET_OK) {
        status = take(parts, &part, &slice, error);
    }

    wallet_buffer_clear(&slice);
    if (status == WALLET_OK && out) {
        *out = part;
    }

    return status;
}
