/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/deflate.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"

#define ZLIB_CONST
#include <zlib.h>

#include <assert.h>
#include <limits.h>

enum {
    USUAL_RATIO = 4, /* room for the first piece: what licences inflate to */
    WINDOW_BITS = 15,
    MEMORY_LEVEL = 9,
};

static voidpf take(voidpf opaque, uInt count, uInt size)
{
    (void)opaque;
    return wlt_alloc(count, size);
}

static void give_back(voidpf opaque, voidpf memory)
{
    (void)opaque;
    wlt_free(memory);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static enum wallet_status story(int result, const z_stream *zlib, struct wallet_error *error)
{
    switch (result) {
    case Z_MEM_ERROR: return wlt_fail_memory(error);
    case Z_BUF_ERROR:
        return wlt_fail(
            error, WALLET_ERR_TRUNCATED, zlib->total_in, "the compressed data ends early");
    case Z_NEED_DICT:
        return wlt_fail(
            error, WALLET_ERR_MALFORMED, zlib->total_in, "the compressed data wants a dictionary");
    default:
        return wlt_fail(
            error, WALLET_ERR_MALFORMED, zlib->total_in, "the compressed data is damaged");
    }
}

/** Points zlib to free room behind the content: as much as there is, or as the last piece took. */
static bool make_room(z_stream *zlib, struct wallet_buffer *out, size_t most)
{
    const size_t guess = (zlib->total_in + zlib->avail_in) * USUAL_RATIO;
    const size_t wanted = smaller(zlib->total_out > guess ? zlib->total_out : guess, most);

    if (!wlt_buffer_reserve(out, out->size + (wanted > 0 ? wanted : 1))) {
        return false;
    }

    zlib->next_out = out->data + out->size;
    zlib->avail_out = (uInt)smaller(smaller(out->capacity - 1 - out->size, most), UINT_MAX);
    return true;
}

static enum wallet_status inflate_all(
    z_stream *zlib, size_t limit, struct wallet_buffer *out, struct wallet_error *error)
{
    int result = Z_BUF_ERROR;

    while (result == Z_BUF_ERROR) {
        /* One byte beyond the limit tells a stream that is too long from one that just fits. */
        if (!make_room(zlib, out, limit + 1 - zlib->total_out)) {
            return wlt_fail_memory(error);
        }

        const size_t room = zlib->avail_out;
        result = inflate(zlib, Z_FINISH);
        wlt_buffer_set_size(out, out->size + room - zlib->avail_out);
        if (zlib->total_out > limit) {
            return wlt_fail(
                error, WALLET_ERR_TOO_LARGE, zlib->total_in, "inflates to over %zu bytes", limit);
        }

        if (result == Z_BUF_ERROR && zlib->avail_out > 0) {
            break; /* room left and nothing more to read */
        }
    }

    if (result != Z_STREAM_END) {
        return story(result, zlib, error);
    }

    if (zlib->avail_in > 0) {
        return wlt_fail(
            error, WALLET_ERR_MALFORMED, zlib->total_in, "bytes behind the compressed data");
    }

    return WALLET_OK;
}

enum wallet_status wlt_inflate(
    struct wallet_bytes stream, size_t limit, struct wallet_buffer *out, struct wallet_error *error)
{
    z_stream zlib = { .zalloc = take, .zfree = give_back };
    assert(limit < SIZE_MAX);
    if (stream.size > INT_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, 0, "over %d compressed bytes", INT_MAX);
    }

    zlib.next_in = stream.data;
    zlib.avail_in = (uInt)stream.size;
    if (inflateInit(&zlib) != Z_OK) {
        return wlt_fail_memory(error);
    }

    const size_t before = out->size;
    const enum wallet_status status = inflate_all(&zlib, limit, out, error);
    (void)inflateEnd(&zlib);
    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, before);
    }

    return status;
}

static bool deflate_all(z_stream *zlib, struct wallet_buffer *out)
{
    const size_t bound = deflateBound(zlib, zlib->avail_in);
    if (!wlt_buffer_reserve(out, out->size + bound)) {
        return false;
    }

    zlib->next_out = out->data + out->size;
    zlib->avail_out = (uInt)bound;
    if (deflate(zlib, Z_FINISH) != Z_STREAM_END) {
        return false;
    }

    wlt_buffer_set_size(out, out->size + zlib->total_out);
    return true;
}

enum wallet_status wlt_deflate(
    struct wallet_bytes bytes, struct wallet_buffer *out, struct wallet_error *error)
{
    z_stream zlib = { .zalloc = take, .zfree = give_back };
    if (bytes.size > INT_MAX / 2) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, 0, "over %d bytes", INT_MAX / 2);
    }

    zlib.next_in = bytes.data;
    zlib.avail_in = (uInt)bytes.size;
    if (deflateInit2(
            &zlib, Z_BEST_COMPRESSION, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return wlt_fail_memory(error);
    }

    const bool is_done = deflate_all(&zlib, out);
    (void)deflateEnd(&zlib);
    return is_done ? WALLET_OK : wlt_fail_memory(error);
}
