/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/writer.h"

#include "base/buffer.h"
#include "base/error.h"

#include <cbor.h>

#include <string.h>

enum {
    HEAD_MAX = 9,
};

/** libcbor's encoders share this shape; each chooses the shortest head. */
typedef size_t encode_head(uint64_t argument, unsigned char *out, size_t size);

static size_t encode_negative(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_negint(argument, out, size);
}

static size_t encode_unsigned(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_uint(argument, out, size);
}

static size_t encode_tag(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_tag(argument, out, size);
}

static size_t encode_bytes(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_bytestring_start((size_t)argument, out, size);
}

static size_t encode_text(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_string_start((size_t)argument, out, size);
}

static size_t encode_array(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_array_start((size_t)argument, out, size);
}

static size_t encode_map(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_map_start((size_t)argument, out, size);
}

static size_t encode_bool(uint64_t argument, unsigned char *out, size_t size)
{
    return cbor_encode_bool(argument != 0, out, size);
}

static bool reserve(struct wlt_writer *writer, size_t more)
{
    if (writer->status == WALLET_OK && !wlt_buffer_reserve(writer->out, writer->out->size + more)) {
        writer->status = WALLET_ERR_MEMORY;
    }

    return writer->status == WALLET_OK;
}

static void write_head(struct wlt_writer *writer, encode_head *encode, uint64_t argument)
{
    if (!reserve(writer, HEAD_MAX)) {
        return;
    }

    const size_t size = writer->out->size;
    wlt_buffer_set_size(writer->out, size + encode(argument, writer->out->data + size, HEAD_MAX));
}

struct wlt_writer wlt_writer_start(struct wallet_buffer *out)
{
    return (struct wlt_writer){ .out = out };
}

void wlt_write_unsigned(struct wlt_writer *writer, uint64_t value)
{
    write_head(writer, encode_unsigned, value);
}

void wlt_write_int(struct wlt_writer *writer, int64_t value)
{
    if (value < 0) {
        write_head(writer, encode_negative, (uint64_t)(-1 - value));
    } else {
        write_head(writer, encode_unsigned, (uint64_t)value);
    }
}

void wlt_write_encoded(struct wlt_writer *writer, struct wallet_bytes items)
{
    if (writer->status == WALLET_OK && !wlt_buffer_append(writer->out, items)) {
        writer->status = WALLET_ERR_MEMORY;
    }
}

void wlt_write_bytes(struct wlt_writer *writer, struct wallet_bytes bytes)
{
    write_head(writer, encode_bytes, bytes.size);
    wlt_write_encoded(writer, bytes);
}

void wlt_write_text(struct wlt_writer *writer, struct wallet_bytes utf8)
{
    write_head(writer, encode_text, utf8.size);
    wlt_write_encoded(writer, utf8);
}

void wlt_write_array(struct wlt_writer *writer, size_t count)
{
    write_head(writer, encode_array, count);
}

void wlt_write_map(struct wlt_writer *writer, size_t count)
{
    write_head(writer, encode_map, count);
}

void wlt_write_tag(struct wlt_writer *writer, uint64_t tag)
{
    write_head(writer, encode_tag, tag);
}

void wlt_write_bool(struct wlt_writer *writer, bool value)
{
    write_head(writer, encode_bool, value);
}

size_t wlt_write_bytes_open(struct wlt_writer *writer)
{
    const size_t mark = writer->out->size;
    if (reserve(writer, HEAD_MAX)) {
        wlt_buffer_set_size(writer->out, mark + HEAD_MAX);
    }

    return mark;
}

void wlt_write_bytes_close(struct wlt_writer *writer, size_t mark)
{
    if (writer->status != WALLET_OK) {
        return;
    }

    uint8_t *head = writer->out->data + mark;
    const size_t size = writer->out->size - mark - HEAD_MAX;
    uint8_t encoded[HEAD_MAX];
    const size_t head_size = encode_bytes(size, encoded, sizeof encoded);

    memmove(head + head_size, head + HEAD_MAX, size);
    memcpy(head, encoded, head_size);
    wlt_buffer_set_size(writer->out, mark + head_size + size);
}

enum wallet_status wlt_writer_status(const struct wlt_writer *writer, struct wallet_error *error)
{
    return writer->status == WALLET_OK ? WALLET_OK : wlt_fail_memory(error);
}
