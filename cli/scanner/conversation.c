/* SPDX-License-Identifier: Apache-2.0 */
#include "conversation.h"

#include "channel.h"

#include <stdlib.h>

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

    out->size = wlt_scan_get_number(head, sizeof head);
    return read_data(out);
}

/** Whether the head is one, and of pixels as many are named as its sides make. */
static bool is_sound(const struct request *request, unsigned kind)
{
    return kind == WLT_SCAN_FILE || (kind == WLT_SCAN_GREY && request->size > 0 &&
                                     request->size == (size_t)request->width * request->height);
}

static unsigned get_short(const uint8_t *data)
{
    return (unsigned)wlt_scan_get_number(data, WLT_SCAN_FRAME_SHORT_SIZE);
}

enum request_end request_read_frame(struct request *out)
{
    uint8_t head[WLT_SCAN_FRAME_HEAD_SIZE];
    const size_t got = channel_read(head, sizeof head);

    *out = (struct request){ 0 };
    if (got != sizeof head) {
        return got == 0 ? REQUEST_NONE : REQUEST_BROKEN;
    }

    const unsigned kind = head[WLT_SCAN_FRAME_KIND_PLACE];
    *out = (struct request){
        .kind = kind == WLT_SCAN_GREY ? WLT_SCAN_GREY : WLT_SCAN_FILE,
        .budget_ms = get_short(head + WLT_SCAN_FRAME_BUDGET_PLACE),
        .width = get_short(head + WLT_SCAN_FRAME_WIDTH_PLACE),
        .height = get_short(head + WLT_SCAN_FRAME_HEIGHT_PLACE),
        .size = wlt_scan_get_number(head + WLT_SCAN_FRAME_SIZE_PLACE, WLT_SCAN_SIZE_SIZE),
    };
    return is_sound(out, kind) ? read_data(out) : REQUEST_BROKEN;
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
        uint8_t head[WLT_SCAN_TEXT_SIZE_SIZE];
        wlt_scan_put_number(head, sizeof head, size);
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

    uint8_t head[WLT_SCAN_STREAM_HEAD_SIZE] = {
        WLT_SCAN_VERSION,
        (uint8_t)answer,
        (uint8_t)count,
        [WLT_SCAN_STREAM_NEXT_PLACE] = (uint8_t)next,
    };
    wlt_scan_put_number(head + WLT_SCAN_STREAM_TEXTS_SIZE_PLACE, WLT_SCAN_SIZE_SIZE, size);
    return channel_write(head, sizeof head) && write_codes(count, found);
}
