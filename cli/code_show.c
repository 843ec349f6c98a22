/* SPDX-License-Identifier: Apache-2.0 */
#include "code_show.h"

#include <wallet/parts.h>

#include "output.h"

#include <string.h>

enum {
    SECOND = 1000, /* milliseconds */
};

#define CURSOR_HIDE "\033[?25l"
#define CURSOR_SHOW "\033[?25h"
#define LINE_START  "\r"
#define ERASE_LINE  "\033[K"
#define ERASE_BELOW "\033[J"

/* All that is remembered from one frame to the next. */
struct show {
    const struct session *session;
    const struct code_source *source;
    const struct code_manner *manner;
    const struct code_stage *stage;
    struct code_offer offer;
    int64_t due; /* milliseconds: when another offer is asked for */
    struct wallet_split *split;
    unsigned columns;
    unsigned rows;
    unsigned version; /* of the symbols */
    size_t index;     /* of the part that is shown */
    int64_t turn;     /* milliseconds: when the next is */
    unsigned lines;   /* of the frame that stands there; 0: none */
    size_t drawn_index;
    int64_t drawn_left; /* the countdown in it */
};

static bool expires(const struct show *show)
{
    return show->offer.until_unix < INT64_MAX / SECOND;
}

/* Takes the frame away; what is said then stands where it was. */
static void wipe(struct show *show)
{
    if (show->lines > 1) {
        fprintf(show->stage->stream, "\033[%uA", show->lines - 1);
    }
    if (show->lines > 0) {
        fputs(LINE_START ERASE_BELOW, show->stage->stream);
    }
    (void)fflush(show->stage->stream);
    show->lines = 0;
}

static enum exit_code refuse_drawing(struct show *show, const struct wallet_error *error)
{
    const struct session *session = show->session;

    wipe(show);
    const enum exit_code code =
        refuse(session, error, SAY(session, "the code cannot be shown", "无法显示二维码"));
    hint(
        session,
        SAY(session,
            "enlarge the terminal, or write pictures with -o FILE.png",
            "请放大终端窗口，或用 -o FILE.png 写成图片"));
    return code;
}

static enum exit_code draw(
    struct show *show, struct wallet_bytes text, unsigned least, struct wallet_buffer *out)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_TERMINAL,
                                               .level = show->manner->level,
                                               .version = least };
    struct wallet_error error;
    unsigned version = 0;

    if (wallet_qr_draw(text, &options, out, &version, &error) != WALLET_OK) {
        return refuse_drawing(show, &error);
    }

    show->version = version > show->version ? version : show->version;
    return EXIT_CODE_OK;
}

/* Makes all symbols as large as the largest, or they would jump about. */
static enum exit_code measure_symbols(struct show *show)
{
    struct wallet_buffer picture = { 0 };
    enum exit_code code = EXIT_CODE_OK;

    show->version = 0;
    for (size_t i = 0; i < wallet_split_count(show->split) && code == EXIT_CODE_OK; i++) {
        code = draw(show, wallet_split_text(show->split, i), 0, &picture);
    }

    wallet_buffer_clear(&picture);
    return code;
}

static enum exit_code split(struct show *show)
{
    const unsigned version = code_stage_version(show->columns, show->rows);
    struct wallet_error error = { .status = WALLET_ERR_TOO_LARGE,
                                  .offset = WALLET_NO_OFFSET,
                                  .message = "the terminal is too small" };

    wallet_split_free(show->split);
    show->split = NULL;
    if (version == 0 ||
        wallet_split_new(show->offer.object, show->manner->level, version, &show->split, &error) !=
            WALLET_OK) {
        return refuse_drawing(show, &error);
    }

    show->index = 0;
    show->turn = 0;
    return measure_symbols(show);
}

/* Asks for another offer where this one is over. */
static enum exit_code renew(struct show *show, int64_t now)
{
    struct code_offer offer = { .until_unix = INT64_MAX };
    if (show->split && (!expires(show) || now < show->due)) {
        return EXIT_CODE_OK;
    }

    /* Whoever makes it may have something to say. */
    wipe(show);
    const enum exit_code code = show->source->renew(show->source->context, now / SECOND, &offer);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    /* One that is over as it comes is shown for a second all the same, and not asked for again and
       again. */
    show->offer = offer;
    show->due = expires(show) ? offer.until_unix * SECOND : INT64_MAX;
    show->due = show->due > now ? show->due : now + SECOND;
    return split(show);
}

/* A window that was made larger or smaller has nothing where it was. */
static enum exit_code fit(struct show *show)
{
    unsigned columns = 0;
    unsigned rows = 0;

    show->stage->measure(show->stage->context, &columns, &rows);
    if (columns == show->columns && rows == show->rows) {
        return EXIT_CODE_OK;
    }

    show->columns = columns;
    show->rows = rows;
    if (!show->split) {
        return EXIT_CODE_OK;
    }

    fputs("\033[H\033[2J", show->stage->stream);
    show->lines = 0;
    return split(show);
}

/* Seconds of the countdown; 0: there is none. */
static int64_t seconds_left(const struct show *show, int64_t now)
{
    return expires(show) ? (show->due - now + SECOND - 1) / SECOND : 0;
}

/* Shorter than the narrowest symbol is wide, or it would be broken over two lines. */
static void write_caption(const struct show *show)
{
    const struct session *session = show->session;
    const size_t count = wallet_split_count(show->split);
    FILE *stream = show->stage->stream;

    if (count > 1) {
        fprintf(stream, "%zu/%zu  ", show->index + 1, count);
    }
    if (expires(show)) {
        fprintf(
            stream,
            SAY(session, "new in %lld s  ", "%lld 秒后更新  "),
            (long long)show->drawn_left);
    }
    fputs(SAY(session, "Enter ends", "回车键结束"), stream);
    fputs(ERASE_LINE, stream);
}

/* Puts a picture where the one before is. */
static void write_picture(struct show *show, struct wallet_bytes picture)
{
    FILE *stream = show->stage->stream;

    if (show->lines > 1) {
        fprintf(stream, "\033[%uA", show->lines - 1);
    }
    fputs(LINE_START, stream);
    (void)fwrite(picture.data, 1, picture.size, stream);
    write_caption(show);
    show->lines = 1;
    for (size_t i = 0; i < picture.size; i++) {
        show->lines += picture.data[i] == '\n';
    }
}

static enum exit_code write_frame(struct show *show, int64_t now)
{
    const struct wallet_bytes text = wallet_split_text(show->split, show->index);
    const int64_t left = seconds_left(show, now);
    FILE *stream = show->stage->stream;
    struct wallet_buffer picture = { 0 };

    if (show->lines > 0 && show->drawn_index == show->index && show->drawn_left == left) {
        return EXIT_CODE_OK;
    }

    show->drawn_index = show->index;
    show->drawn_left = left;
    enum exit_code code = draw(show, text, show->version, &picture);
    if (code == EXIT_CODE_OK) {
        write_picture(show, wallet_buffer_bytes(&picture));
        /* Errors of standard output are told by output_finish(). */
        code = fflush(stream) == 0 && !ferror(stream) ? EXIT_CODE_OK : EXIT_CODE_FILE;
    }

    wallet_buffer_clear(&picture);
    return code;
}

/* Takes the next part when it is its turn; a clock that was set back does not stop it. */
static void advance(struct show *show, int64_t now)
{
    const int64_t interval = show->manner->interval ? show->manner->interval : CODE_INTERVAL;

    if (show->turn == 0) {
        show->turn = now + interval;
    } else if (now >= show->turn || show->turn > now + interval) {
        show->index = (show->index + 1) % wallet_split_count(show->split);
        show->turn = now + interval;
    }
}

/* Until something has to change: the part, the countdown, the offer. */
static int64_t time_to_wait(const struct show *show, int64_t now)
{
    int64_t wait = SECOND; /* a window that changed its size is noticed by then */

    if (expires(show)) {
        const int64_t tick = (show->due - now) % SECOND;
        wait = tick > 0 ? tick : SECOND;
    }
    if (wallet_split_count(show->split) > 1 && show->turn - now < wait) {
        wait = show->turn - now;
    }

    return wait > 0 ? wait : 1;
}

/* One frame, and the wait after it. */
static enum exit_code step(struct show *show, enum code_event *out)
{
    const struct code_stage *stage = show->stage;
    const int64_t now = stage->now(stage->context);
    enum exit_code code = fit(show);

    if (code == EXIT_CODE_OK) {
        code = renew(show, now);
    }
    if (code == EXIT_CODE_OK) {
        advance(show, now);
        code = write_frame(show, now);
    }
    if (code == EXIT_CODE_OK) {
        *out = stage->wait(stage->context, time_to_wait(show, now));
    }

    return code;
}

enum exit_code code_show(
    const struct session *session,
    const struct code_source *source,
    const struct code_manner *manner,
    const struct code_stage *stage)
{
    struct show show = { .session = session, .source = source, .manner = manner, .stage = stage };
    enum code_event event = CODE_EVENT_TIME;
    enum exit_code code = EXIT_CODE_OK;

    fputs(CURSOR_HIDE, stage->stream);
    while (code == EXIT_CODE_OK && event == CODE_EVENT_TIME) {
        code = step(&show, &event);
    }

    /* The Enter that ended it stands there as a line. */
    show.lines += event == CODE_EVENT_KEY && show.lines > 0;
    wipe(&show);
    fputs(CURSOR_SHOW, stage->stream);
    (void)fflush(stage->stream);
    wallet_split_free(show.split);
    return code == EXIT_CODE_OK && event == CODE_EVENT_STOP ? EXIT_CODE_INTERRUPTED : code;
}
