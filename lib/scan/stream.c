/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/scan_stream.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "scan/answer.h"
#include "scan/process.h"
#include "scan/protocol.h"
#include "scan/request.h"
#include "scan/sightings.h"

#include <string.h>

struct wallet_scan_stream {
    struct wallet_buffer scanner; /* a text */
    unsigned timeout_ms;
    bool is_running;
    struct wlt_process process;  /* while it is running */
    struct wallet_buffer pixels; /* of a frame whose rows had gaps */
    struct wlt_sightings sightings;
};

WLT_DEFINE_AUTO(stream, struct wallet_scan_stream, wallet_scan_stream_free)

enum wallet_status wallet_scan_stream_new(
    const char *scanner,
    unsigned timeout_ms,
    struct wallet_scan_stream **out,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_request_check_timeout(timeout_ms, error);
    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(stream) struct wallet_scan_stream *stream = wlt_alloc(1, sizeof *stream);
    if (!stream || !wlt_buffer_append_text(&stream->scanner, scanner)) {
        return wlt_fail_memory(error);
    }

    stream->timeout_ms = timeout_ms > 0 ? timeout_ms : WALLET_SCAN_TIMEOUT;
    *out = WLT_TAKE(stream);
    return WALLET_OK;
}

static const char *scanner_of(const struct wallet_scan_stream *stream)
{
    return (const char *)stream->scanner.data;
}

static int stop(struct wallet_scan_stream *stream)
{
    stream->is_running = false;
    return wlt_process_stop(&stream->process);
}

/** Has a scanner that waits for a frame: one that ended meanwhile, or talks unasked, is replaced. */
static enum wallet_status start(struct wallet_scan_stream *stream, struct wallet_error *error)
{
    if (stream->is_running && !wlt_process_is_waiting(&stream->process)) {
        (void)stop(stream);
    }

    if (stream->is_running) {
        return WALLET_OK;
    }

    const enum wallet_status status =
        wlt_process_start(scanner_of(stream), WLT_SCAN_STREAM, &stream->process, error);
    stream->is_running = status == WALLET_OK;
    return status;
}

static enum wallet_status refuse_frame(struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_ARGUMENT,
        WALLET_NO_OFFSET,
        "a frame has 1 to %d pixels a side and all the bytes of them",
        WALLET_FRAME_SIDE_MAX);
}

/** Whether all rows lie within the bytes; the last may end with its last pixel. */
static bool has_all_rows(const struct wallet_frame *frame)
{
    const bool has_sides = frame->width > 0 && frame->width <= WALLET_FRAME_SIDE_MAX &&
                           frame->height > 0 && frame->height <= WALLET_FRAME_SIDE_MAX;
    if (!has_sides || frame->stride < frame->width || frame->bytes.size < frame->width) {
        return false;
    }

    const size_t behind_the_first = frame->bytes.size - frame->width;
    return frame->height == 1 || frame->stride <= behind_the_first / (frame->height - 1);
}

static enum wallet_status check(
    const struct wallet_frame *frame, int64_t at_ms, unsigned budget_ms, struct wallet_error *error)
{
    if (at_ms < 0 || budget_ms > WALLET_SCAN_BUDGET_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "a time before 0, or a budget of more than %d ms",
            WALLET_SCAN_BUDGET_MAX);
    }

    switch (frame->kind) {
    case WALLET_FRAME_FILE: return wlt_request_check_picture(frame->bytes, error);
    case WALLET_FRAME_GREY: break;
    }

    if (frame->kind != WALLET_FRAME_GREY || !has_all_rows(frame)) {
        return refuse_frame(error);
    }

    return wlt_request_check_pixels(frame->width, frame->height, error);
}

/** The frame's bytes without gaps between the rows; they are copied only where there are some. */
static bool close_gaps(
    struct wallet_buffer *pixels, const struct wallet_frame *frame, struct wallet_bytes *out)
{
    const size_t size = (size_t)frame->width * frame->height;
    if (frame->kind == WALLET_FRAME_FILE) {
        *out = frame->bytes;
        return true;
    }

    if (frame->stride == frame->width) {
        *out = (struct wallet_bytes){ frame->bytes.data, size };
        return true;
    }

    if (!wlt_buffer_reserve(pixels, size)) {
        return false;
    }

    for (size_t y = 0; y < frame->height; y++) {
        memcpy(
            pixels->data + y * frame->width, frame->bytes.data + y * frame->stride, frame->width);
    }

    wlt_buffer_set_size(pixels, size);
    *out = wallet_buffer_bytes(pixels);
    return true;
}

static void write_head(
    const struct wallet_frame *frame,
    unsigned budget_ms,
    size_t size,
    uint8_t out[WLT_SCAN_FRAME_HEAD_SIZE])
{
    const bool is_file = frame->kind == WALLET_FRAME_FILE;

    out[WLT_SCAN_FRAME_KIND_PLACE] = is_file ? WLT_SCAN_FILE : WLT_SCAN_GREY;
    wlt_scan_put_number(out + WLT_SCAN_FRAME_BUDGET_PLACE, WLT_SCAN_FRAME_SHORT_SIZE, budget_ms);
    wlt_scan_put_number(
        out + WLT_SCAN_FRAME_WIDTH_PLACE, WLT_SCAN_FRAME_SHORT_SIZE, is_file ? 0 : frame->width);
    wlt_scan_put_number(
        out + WLT_SCAN_FRAME_HEIGHT_PLACE, WLT_SCAN_FRAME_SHORT_SIZE, is_file ? 0 : frame->height);
    wlt_scan_put_number(out + WLT_SCAN_FRAME_SIZE_PLACE, WLT_SCAN_SIZE_SIZE, size);
}

/** What the head says that the whole answer has; too much to be one where it says so. */
static bool is_whole(struct wallet_bytes answer)
{
    if (answer.size < WLT_SCAN_STREAM_HEAD_SIZE) {
        return false;
    }

    const size_t size =
        wlt_scan_get_number(answer.data + WLT_SCAN_STREAM_TEXTS_SIZE_PLACE, WLT_SCAN_SIZE_SIZE);
    return size > WLT_SCAN_TEXTS_MAX || answer.size - WLT_SCAN_STREAM_HEAD_SIZE >= size;
}

/** A scanner that says it goes on is kept, one that says anything else is not. */
static bool goes_on(const struct wallet_scan *scan, enum wallet_status status)
{
    return status != WALLET_ERR_SCANNER &&
           scan->answer.data[WLT_SCAN_STREAM_NEXT_PLACE] == WLT_SCAN_MORE;
}

static enum wallet_status ask(
    struct wallet_scan_stream *stream,
    const struct wlt_exchange *exchange,
    struct wallet_scan *scan,
    struct wallet_error *error)
{
    struct wlt_ending ending = { .scanner = scanner_of(stream),
                                 .timeout_ms = exchange->timeout_ms };
    enum wallet_status status =
        wlt_process_talk(&stream->process, exchange, &scan->answer, &ending.end, error);

    if (status != WALLET_OK || ending.end != WLT_PROCESS_ANSWERED) {
        ending.wait_status = stop(stream);
        return status == WALLET_OK ? wlt_answer_tell_ending(&ending, error) : status;
    }

    status = wlt_scan_answer_read(scan, WLT_SCAN_STREAM_HEAD_SIZE, scanner_of(stream), error);
    if (!goes_on(scan, status)) {
        (void)stop(stream);
    }

    return status;
}

/** Leaves only the texts that were not in view of late. */
static bool leave_new_ones(struct wlt_sightings *sightings, struct wallet_scan *scan, int64_t at_ms)
{
    size_t count = 0;
    for (size_t i = 0; i < scan->count; i++) {
        bool is_new = false;
        if (!wlt_sightings_note(sightings, scan->texts[i], at_ms, &is_new)) {
            wlt_sightings_clear(sightings); /* better twice than never */
            return false;
        }

        if (is_new) {
            scan->texts[count++] = scan->texts[i];
        }
    }

    scan->count = count;
    return true;
}

static enum wallet_status look(
    struct wallet_scan_stream *stream,
    const struct wallet_frame *frame,
    unsigned budget_ms,
    struct wallet_scan *scan,
    struct wallet_error *error)
{
    uint8_t head[WLT_SCAN_FRAME_HEAD_SIZE];
    struct wallet_bytes bytes;
    if (!close_gaps(&stream->pixels, frame, &bytes)) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = start(stream, error);
    if (status != WALLET_OK) {
        return status;
    }

    write_head(frame, budget_ms, bytes.size, head);
    const struct wlt_exchange exchange = {
        .request = { { head, sizeof head }, bytes },
        .is_whole = is_whole,
        .answer_max = WLT_SCAN_STREAM_HEAD_SIZE + WLT_SCAN_TEXTS_MAX,
        .timeout_ms = stream->timeout_ms,
    };
    return ask(stream, &exchange, scan, error);
}

enum wallet_status wallet_scan_stream_look(
    struct wallet_scan_stream *stream,
    const struct wallet_frame *frame,
    int64_t at_ms,
    unsigned budget_ms,
    struct wallet_scan **out,
    struct wallet_error *error)
{
    enum wallet_status status = check(frame, at_ms, budget_ms, error);
    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(scan) struct wallet_scan *scan = wlt_alloc(1, sizeof *scan);
    if (!scan) {
        return wlt_fail_memory(error);
    }

    wlt_sightings_age(&stream->sightings, at_ms);
    status = look(stream, frame, budget_ms, scan, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!leave_new_ones(&stream->sightings, scan, at_ms)) {
        return wlt_fail_memory(error);
    }

    *out = scan->count > 0 ? WLT_TAKE(scan) : NULL;
    return WALLET_OK;
}

void wallet_scan_stream_free(struct wallet_scan_stream *stream)
{
    if (!stream) {
        return;
    }

    if (stream->is_running) {
        (void)stop(stream);
    }

    wallet_buffer_clear(&stream->scanner);
    wallet_buffer_clear(&stream->pixels);
    wlt_sightings_clear(&stream->sightings);
    wlt_free(stream);
}
