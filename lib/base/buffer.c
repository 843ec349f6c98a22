/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"

#include "base/alloc.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    SMALLEST = 256,
    FORMATTED_MAX = 256,
};

struct wallet_bytes wallet_buffer_bytes(const struct wallet_buffer *buffer)
{
    return (struct wallet_bytes){ buffer->data, buffer->size };
}

void wallet_buffer_clear(struct wallet_buffer *buffer)
{
    if (!buffer) {
        return;
    }

    if (buffer->data) {
        explicit_bzero(buffer->data, buffer->capacity);
    }

    wlt_free(buffer->data);
    *buffer = (struct wallet_buffer){ 0 };
}

static bool move(struct wallet_buffer *buffer, size_t capacity)
{
    uint8_t *data = wlt_alloc(1, capacity);
    if (!data) {
        return false;
    }

    const size_t size = buffer->size;
    if (size > 0) {
        memcpy(data, buffer->data, size);
    }

    wallet_buffer_clear(buffer);
    *buffer = (struct wallet_buffer){ data, size, capacity };
    return true;
}

bool wlt_buffer_reserve(struct wallet_buffer *buffer, size_t size)
{
    if (size >= SIZE_MAX / 2) {
        return false;
    }

    /* One more for the NUL. */
    if (size < buffer->capacity) {
        return true;
    }

    const size_t doubled = buffer->capacity * 2;
    const size_t wanted = size + 1 > doubled ? size + 1 : doubled;
    return move(buffer, wanted > SMALLEST ? wanted : SMALLEST);
}

void wlt_buffer_set_size(struct wallet_buffer *buffer, size_t size)
{
    assert(size == 0 || size < buffer->capacity);
    buffer->size = size;
    if (buffer->data) {
        buffer->data[size] = 0;
    }
}

bool wlt_buffer_append(struct wallet_buffer *buffer, struct wallet_bytes bytes)
{
    if (bytes.size >= SIZE_MAX / 4 || !wlt_buffer_reserve(buffer, buffer->size + bytes.size)) {
        return false;
    }

    if (bytes.size > 0) {
        memcpy(buffer->data + buffer->size, bytes.data, bytes.size);
    }

    wlt_buffer_set_size(buffer, buffer->size + bytes.size);
    return true;
}

bool wlt_buffer_append_text(struct wallet_buffer *buffer, const char *text)
{
    return wlt_buffer_append(buffer, (struct wallet_bytes){ (const uint8_t *)text, strlen(text) });
}

bool wlt_buffer_append_format(struct wallet_buffer *buffer, const char *format, ...)
{
    char text[FORMATTED_MAX];

    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);

    assert(size >= 0 && (size_t)size < sizeof text);
    return wlt_buffer_append(buffer, (struct wallet_bytes){ (const uint8_t *)text, (size_t)size });
}
