/* SPDX-License-Identifier: Apache-2.0 */
#include "eyes.h"

#include "clock.h"
#include "content.h"
#include "desk_log.h"
#include "foreign.h"
#include "handed.h"
#include "json.h"
#include "png.h"
#include "portrait_grey.h"
#include "reply.h"

#include <stdlib.h>
#include <string.h>

enum {
    BYTE = 8,
    WORD = 4, /* bytes of a number */
};

/** A file, and what a scanner made of it. */
struct file_job {
    struct hand_job job;
    struct http_exchange *exchange;
    struct wallet_scan *scan; /* NULL: it could not be read */
};

/** A frame on its way. */
struct frame_job {
    struct http_exchange *exchange;
    double at;
};

/** A portrait on its way to the program that decodes it. */
struct portrait_job {
    struct hand_job job;
    struct http_exchange *exchange;
    uint8_t *picture;
    size_t size;
};

static enum visit_answer take_one(struct desk *desk, struct wallet_bytes content, bool is_text)
{
    const struct input input = {
        .name = "page", .content = content, .is_text = is_text, .index = 1, .count = 1
    };
    const enum visit_answer answer = visit_take(&desk->visit, &input, clock_milliseconds());

    desk_log(desk);
    return answer;
}

static enum visit_answer take_handed(struct desk *desk, const struct handed *handed)
{
    enum visit_answer answer = VISIT_OK;

    if (handed->count == 0) {
        return visit_take_other(&desk->visit, foreign_picture(handed->other), clock_milliseconds());
    }
    for (size_t i = 0; i < handed->count && answer == VISIT_OK; i++) {
        answer = take_one(desk, handed->codes[i], handed->is_text);
    }

    return answer;
}

/* On the clerk's hand: the picture was looked at. */
static void finish_file(void *opaque, struct hand_job *job)
{
    struct file_job *mine = (struct file_job *)job;
    struct desk *desk = opaque;
    struct handed handed;

    handed_read_scan(mine->scan, &handed);
    reply_answer(desk, mine->exchange, take_handed(desk, &handed));
    wallet_scan_free(mine->scan);
    free(mine);
}

static void scan_file(void *opaque, struct hand_job *job)
{
    struct file_job *mine = (struct file_job *)job;
    struct desk *desk = opaque;

    mine->scan = handed_scan(http_exchange_body(mine->exchange));
    mine->job.run = finish_file;
    hand_give(desk->clerk, &mine->job);
}

/* On the clerk's hand: only pictures go to the eyes. */
static void take_file(void *opaque, struct hand_job *job)
{
    struct file_job *mine = (struct file_job *)job;
    struct desk *desk = opaque;
    const struct wallet_bytes body = http_exchange_body(mine->exchange);
    struct handed handed;

    if (body.size > 0 && content_kind(body) == CONTENT_PICTURE) {
        mine->job.run = scan_file;
        hand_give(desk->eyes, &mine->job);
        return;
    }

    handed_read_file(body, &handed);
    reply_answer(desk, mine->exchange, take_handed(desk, &handed));
    free(mine);
}

static void give(
    struct hand *hand,
    struct http_exchange *exchange,
    void (*run)(void *, struct hand_job *),
    struct wallet_scan *scan)
{
    struct file_job *job = malloc(sizeof *job);
    if (!job) {
        wallet_scan_free(scan);
        http_exchange_fail(exchange, HTTP_INTERNAL_ERROR);
        return;
    }

    *job = (struct file_job){ .job = { .run = run }, .exchange = exchange, .scan = scan };
    hand_give(hand, &job->job);
}

void eyes_take_file(struct desk *desk, struct http_exchange *exchange)
{
    give(desk->clerk, exchange, take_file, NULL);
}

static void reply_nothing(struct http_exchange *exchange)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "found", json_false());
    (void)json_object_set_new(out, "guide", json_null());
    reply_json(exchange, HTTP_OK, out);
}

static unsigned read_number(const uint8_t *data)
{
    return (unsigned)data[0] << 3 * BYTE | (unsigned)data[1] << 2 * BYTE |
           (unsigned)data[2] << BYTE | data[3];
}

static bool read_frame(struct wallet_bytes body, struct wallet_frame *out)
{
    if (body.size <= DESK_FRAME_HEAD) {
        return false;
    }

    *out = (struct wallet_frame){ .kind = WALLET_FRAME_GREY,
                                  .bytes = { body.data + DESK_FRAME_HEAD,
                                             body.size - DESK_FRAME_HEAD },
                                  .width = read_number(body.data),
                                  .height = read_number(body.data + WORD) };
    out->stride = out->width;
    return out->width > 0 && out->height > 0 && out->width <= DESK_FRAME_SIDE_MAX &&
           out->height <= DESK_FRAME_SIDE_MAX &&
           (size_t)out->width * out->height == out->bytes.size;
}

/* NULL: there is nothing new in it. */
static struct wallet_scan *look_at_frame(
    struct desk *desk, const struct wallet_frame *frame, int64_t at)
{
    struct wallet_scan *scan = NULL;
    const unsigned budget = wallet_pace_budget(&desk->pace, at, 0);

    return wallet_scan_stream_look(desk->stream, frame, at, budget, &scan, NULL) == WALLET_OK
               ? scan
               : NULL;
}

static void look_at_newest(void *opaque, struct hand_job *job)
{
    struct desk *desk = opaque;
    struct frame_job *mine = atomic_exchange(&desk->newest, NULL);
    struct wallet_frame frame;
    struct wallet_scan *scan = NULL;

    free(job);
    if (!mine) {
        return;
    }
    if (!read_frame(http_exchange_body(mine->exchange), &frame)) {
        reply_bad(mine->exchange);
    } else if (desk->stream && (scan = look_at_frame(desk, &frame, (int64_t)mine->at))) {
        give(desk->clerk, mine->exchange, finish_file, scan);
    } else {
        reply_nothing(mine->exchange);
    }
    free(mine);
}

void eyes_take_frame(struct desk *desk, struct http_exchange *exchange)
{
    struct frame_job *mine = malloc(sizeof *mine);
    struct hand_job *job = malloc(sizeof *job);
    if (!mine || !job) {
        free(mine);
        free(job);
        http_exchange_fail(exchange, HTTP_INTERNAL_ERROR);
        return;
    }

    *mine = (struct frame_job){ exchange, clock_milliseconds() };
    *job = (struct hand_job){ .run = look_at_newest };
    struct frame_job *older = atomic_exchange(&desk->newest, mine);
    if (older) {
        reply_nothing(older->exchange); /* its job looks at this one */
        free(older);
        free(job);
    } else {
        hand_give(desk->eyes, job);
    }
}

static void decode_portrait(void *opaque, struct hand_job *job)
{
    struct portrait_job *mine = (struct portrait_job *)job;
    struct portrait_grey grey;
    uint8_t *png = NULL;
    size_t size = 0;
    (void)opaque;

    if (portrait_grey_read((struct wallet_bytes){ mine->picture, mine->size }, &grey)) {
        png = png_write(grey.pixels, grey.width, grey.height, &size);
    }
    portrait_grey_free(&grey);
    if (png) {
        const struct http_answer answer = { .status = HTTP_OK,
                                            .type = "image/png",
                                            .body = { png, size } };
        http_exchange_answer(mine->exchange, &answer);
        explicit_bzero(png, size);
    } else {
        http_exchange_fail(mine->exchange, HTTP_NOT_FOUND);
    }

    free(png);
    explicit_bzero(mine->picture, mine->size);
    free(mine->picture);
    free(mine);
}

static struct wallet_bytes portrait_of(const struct visit *visit, size_t licence)
{
    return visit->now.view && licence < outcome_count(&visit->now)
               ? licence_portrait(outcome_verdict(&visit->now, licence))
               : (struct wallet_bytes){ 0 };
}

void eyes_show_portrait(struct desk *desk, struct http_exchange *exchange, size_t licence)
{
    const struct wallet_bytes portrait = portrait_of(&desk->visit, licence);
    struct portrait_job *job = portrait.size > 0 ? malloc(sizeof *job) : NULL;
    uint8_t *picture = job ? malloc(portrait.size) : NULL;
    if (!picture) {
        free(job);
        http_exchange_fail(exchange, portrait.size > 0 ? HTTP_INTERNAL_ERROR : HTTP_NOT_FOUND);
        return;
    }

    memcpy(picture, portrait.data, portrait.size);
    *job = (struct portrait_job){ .job = { .run = decode_portrait },
                                  .exchange = exchange,
                                  .picture = picture,
                                  .size = portrait.size };
    hand_give(desk->eyes, &job->job);
}
