/* SPDX-License-Identifier: Apache-2.0 */
#include "conversation.h"

#include "channel.h"

#include <stdlib.h>

enum {
    BYTE = 8,
    SHORT_SIZE = 2,
    /* Places in the head of a frame. */
    BUDGET = 1,
    WIDTH = 3,
    HEIGHT = 5,
    SIZE = 7,
};

static unsigned read_number(const uint8_t *data, size_t size)
{
    unsigned number = 0;
    for (size_t i = 0; i < size; i++) {
        number = number << BYTE | data[i];
    }

    return number;
}

/** Reads what a request is about, of the size that it named. */
static enum request_end read_data(struct request *request)
{
    if (request->size > WALLET_PICTURE_MAX) {
        return REQUEST_TOO_LARGE;
    }

    request->data = malloc(request->size > 0 ? request->size : 1);
    if (!request->data) {
        return REQUEST_NO_MEMORY;
    }

    return channel_read(request->data, request->size) == request->size ? REQUEST_READ
                                                                       : REQUEST_BROKEN;
}

enum request_end request_read_picture(struct request *out)
{
    uint8_t head[WLT_SCAN_SIZE_SIZE];

    *out = (struct request){ .kind = WLT_SCAN_FILE };
    if (channel_read(head, sizeof head) != sizeof head) {
        return REQUEST_BROKEN;
    }

    out->size = read_number(head, sizeof head);
    return read_data(out);
}

/** Whether the head is one, and of pixels as many are named as its sides make. */
static bool is_sound(const struct request *request, unsigned kind)
{
    return kind == WLT_SCAN_FILE || (kind == WLT_SCAN_GREY && request->size > 0 &&
                                     request->size == (size_t)request->width * request->height);
}

enum request_end request_read_frame(struct request *out)
{
    uint8_t head[WLT_SCAN_FRAME_HEAD_SIZE];
    const size_t got = channel_read(head, sizeof head);

    *out = (struct request){ 0 };
    if (got != sizeof head) {
        return got == 0 ? REQUEST_NONE : REQUEST_BROKEN;
    }

    *out = (struct request){
        .kind = head[0] == WLT_SCAN_GREY ? WLT_SCAN_GREY : WLT_SCAN_FILE,
        .budget_ms = read_number(head + BUDGET, SHORT_SIZE),
        .width = read_number(head + WIDTH, SHORT_SIZE),
        .height = read_number(head + HEIGHT, SHORT_SIZE),
        .size = read_number(head + SIZE, WLT_SCAN_SIZE_SIZE),
    };
    return is_sound(out, head[0]) ? read_data(out) : REQUEST_BROKEN;
}

void request_free(struct request *request)
{
    free(request->data);
    request->data = NULL;
}

static unsigned count_of(enum wlt_scan_answer answer, const struct found *found)
{
    return answer == WLT_SCAN_DONE ? found->count : 0;
}

static bool write_codes(unsigned count, const struct found *found)
{
    bool is_written = true;
    for (unsigned i = 0; is_written && i < count; i++) {
        const size_t size = found->codes[i].size;
        const uint8_t head[WLT_SCAN_TEXT_SIZE_SIZE] = { (uint8_t)(size >> BYTE), (uint8_t)size };
        is_written = channel_write(head, sizeof head) && channel_write(found->codes[i].bytes, size);
    }

    return is_written;
}

bool answer_picture(enum wlt_scan_answer answer, const struct found *found)
{
    const unsigned count = count_of(answer, found);
    const uint8_t head[WLT_SCAN_HEAD_SIZE] = { WLT_SCAN_VERSION, (uint8_t)answer, (uint8_t)count };

    return channel_write(head, sizeof head) && write_codes(count, found);
}

bool answer_frame(enum wlt_scan_answer answer, const struct found *found, enum wlt_scan_next next)
{
    const unsigned count = count_of(answer, found);
    size_t size = 0;
    for (unsigned i = 0; i < count; i++) {
        size += WLT_SCAN_TEXT_SIZE_SIZE + found->codes[i].size;
    }

    const uint8_t head[WLT_SCAN_STREAM_HEAD_SIZE] = {
        WLT_SCAN_VERSION,
        (uint8_t)answer,
        (uint8_t)count,
        (uint8_t)next,
        (uint8_t)(size >> 3 * BYTE),
        (uint8_t)(size >> 2 * BYTE),
        (uint8_t)(size >> BYTE),
        (uint8_t)size,
    };
    return channel_write(head, sizeof head) && write_codes(count, found);
}
