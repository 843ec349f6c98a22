/* SPDX-License-Identifier: Apache-2.0 */
#include "png.h"

#include <stdlib.h>
#include <string.h>

enum {
    BYTE = 8,
    SIDE_MAX = 16384,
    BLOCK_MAX = 65535,  /* bytes of a stored block: RFC 1951 section 3.2.4 */
    BLOCK_HEAD = 5,     /* its kind, its size, and that again inverted */
    CHUNK_FRAME = 12,   /* size, name and checksum */
    HEADER_SIZE = 13,   /* of the chunk IHDR */
    STREAM_FRAME = 6,   /* of RFC 1950: head and checksum */
    ADLER_BASE = 65521, /* RFC 1950 section 8.2 */
};

#define CRC_POLYNOMIAL 0xedb88320U /* ISO/IEC 15948 annex D */

static const uint8_t signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

/* Where writing has got to; the room was counted before. */
struct writer {
    uint8_t *data;
    size_t size;
};

static void put(struct writer *writer, const void *bytes, size_t size)
{
    memcpy(writer->data + writer->size, bytes, size);
    writer->size += size;
}

static void put_number(struct writer *writer, uint32_t number)
{
    const uint8_t bytes[] = { (uint8_t)(number >> 3 * BYTE),
                              (uint8_t)(number >> 2 * BYTE),
                              (uint8_t)(number >> BYTE),
                              (uint8_t)number };

    put(writer, bytes, sizeof bytes);
}

static uint32_t crc(const uint8_t *data, size_t size)
{
    uint32_t sum = UINT32_MAX;

    for (size_t i = 0; i < size; i++) {
        sum ^= data[i];
        for (int bit = 0; bit < BYTE; bit++) {
            sum = sum >> 1 ^ (sum & 1 ? CRC_POLYNOMIAL : 0);
        }
    }

    return ~sum;
}

static uint32_t adler(const uint8_t *data, size_t size)
{
    uint32_t low = 1;
    uint32_t high = 0;

    for (size_t i = 0; i < size; i++) {
        low = (low + data[i]) % ADLER_BASE;
        high = (high + low) % ADLER_BASE;
    }

    return high << 2 * BYTE | low;
}

/* A chunk begins with the size of what follows its name, and ends with a checksum over both. */
static size_t begin_chunk(struct writer *writer, const char *name, size_t size)
{
    put_number(writer, (uint32_t)size);
    put(writer, name, 4);
    return writer->size - 4;
}

static void end_chunk(struct writer *writer, size_t begun)
{
    put_number(writer, crc(writer->data + begun, writer->size - begun));
}

static void put_header(struct writer *writer, unsigned width, unsigned height)
{
    static const uint8_t kind[] = { BYTE, 0, 0, 0, 0 }; /* bits, grey, and no choice in the rest */
    const size_t begun = begin_chunk(writer, "IHDR", HEADER_SIZE);

    put_number(writer, width);
    put_number(writer, height);
    put(writer, kind, sizeof kind);
    end_chunk(writer, begun);
}

static size_t count_blocks(size_t size)
{
    return (size + BLOCK_MAX - 1) / BLOCK_MAX;
}

static void put_stream(struct writer *writer, const uint8_t *rows, size_t size)
{
    static const uint8_t head[] = { 0x78, 0x01 };

    put(writer, head, sizeof head);
    for (size_t at = 0; at < size; at += BLOCK_MAX) {
        const size_t left = size - at;
        const uint16_t count = (uint16_t)(left < BLOCK_MAX ? left : BLOCK_MAX);
        const uint8_t block[BLOCK_HEAD] = { left <= BLOCK_MAX,
                                            (uint8_t)count,
                                            (uint8_t)(count >> BYTE),
                                            (uint8_t)~count,
                                            (uint8_t)(~count >> BYTE) };
        put(writer, block, sizeof block);
        put(writer, rows + at, count);
    }
    put_number(writer, adler(rows, size));
}

/* Each row begins with its filter: none. */
static uint8_t *make_rows(const uint8_t *pixels, unsigned width, unsigned height)
{
    uint8_t *rows = calloc(height, (size_t)width + 1);

    for (size_t y = 0; rows && y < height; y++) {
        memcpy(rows + y * ((size_t)width + 1) + 1, pixels + y * width, width);
    }

    return rows;
}

uint8_t *png_write(const uint8_t *pixels, unsigned width, unsigned height, size_t *out_size)
{
    if (width == 0 || height == 0 || width > SIDE_MAX || height > SIDE_MAX) {
        return NULL;
    }

    const size_t size = ((size_t)width + 1) * height;
    const size_t stream = STREAM_FRAME + count_blocks(size) * BLOCK_HEAD + size;
    struct writer writer = {
        malloc(sizeof signature + (size_t)3 * CHUNK_FRAME + HEADER_SIZE + stream), 0
    };
    uint8_t *rows = make_rows(pixels, width, height);
    if (writer.data && rows) {
        put(&writer, signature, sizeof signature);
        put_header(&writer, width, height);
        const size_t begun = begin_chunk(&writer, "IDAT", stream);
        put_stream(&writer, rows, size);
        end_chunk(&writer, begun);
        end_chunk(&writer, begin_chunk(&writer, "IEND", 0));
        explicit_bzero(rows, size);
    }

    if (!rows) {
        free(writer.data);
        writer.data = NULL;
    }
    free(rows);
    *out_size = writer.size;
    return writer.data;
}
