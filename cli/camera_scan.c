/* SPDX-License-Identifier: Apache-2.0 */
#include "camera_scan.h"

#include <wallet/scan_stream.h>

#include "camera.h"
#include "camera_preview.h"
#include "camera_trouble.h"
#include "interrupt.h"
#include "origin.h"
#include "output.h"
#include "place.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    FAILURES_MAX = 3, /* of the scanner, one after the other */
    BAD_MAX = 100,    /* pictures that cannot be decoded, one after the other */
    COLUMNS = 80,     /* of a terminal that does not say */
};

/** A camera, its scanner, and where the codes go. */
struct looking {
    struct origin origin;
    struct camera camera;
    struct wallet_scan_stream *stream;
    struct wallet_pace pace;
    struct camera_preview preview;
    bool has_preview;
    size_t taken;      /* codes */
    unsigned failures; /* of the scanner, one after the other */
    unsigned bad;      /* pictures, one after the other */
    enum exit_code code;
};

static enum exit_code complain_scanner(const struct looking *looking, const char *reason)
{
    const struct session *session = looking->origin.session;

    complain(
        session,
        SAY(session, "cannot scan the pictures of '%s'", "无法扫描 '%s' 的图像"),
        looking->origin.name);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session, "'wallet doctor' tries the scanner", "用 'wallet doctor' 检查扫描程序"));
    return EXIT_CODE_FILE;
}

static void take_codes(struct looking *looking, const struct wallet_scan *scan)
{
    const size_t count = wallet_scan_count(scan);

    camera_preview_leave(&looking->preview);
    for (size_t i = 0; i < count && !interrupted(); i++) {
        const struct input input = { .name = looking->origin.name,
                                     .content = wallet_scan_text(scan, i),
                                     .is_text = true,
                                     .index = i + 1,
                                     .count = count };
        looking->code = exit_code_worse(looking->code, origin_take(&looking->origin, &input));
        (void)fflush(stdout); /* the person is still there */
        looking->taken++;
    }
}

/** A frame that could not be looked at is no reason to end, many in a row are; true: go on. */
static bool bear(struct looking *looking, const struct wallet_error *error)
{
    const bool is_scanner = wallet_status_fault(error->status) == WALLET_FAULT_SYSTEM;

    looking->failures = is_scanner ? looking->failures + 1 : 0;
    looking->bad = is_scanner ? looking->bad : looking->bad + 1;
    if (looking->failures < FAILURES_MAX && looking->bad < BAD_MAX) {
        return true;
    }

    looking->code = exit_code_worse(
        looking->code, origin_miss(&looking->origin, complain_scanner(looking, error->message)));
    return false;
}

/** Looks at one frame; false: that is the end. */
static bool look(struct looking *looking, const struct camera_frame *frame)
{
    const unsigned budget = wallet_pace_budget(&looking->pace, frame->at_ms, frame->skipped);
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { .message = "" };

    if (looking->has_preview && frame->picture.kind == WALLET_FRAME_GREY) {
        camera_preview_draw(&looking->preview, &frame->picture, frame->at_ms);
    }
    if (wallet_scan_stream_look(
            looking->stream, &frame->picture, frame->at_ms, budget, &scan, &error) != WALLET_OK) {
        return bear(looking, &error);
    }

    looking->failures = 0;
    looking->bad = 0;
    if (scan) {
        take_codes(looking, scan);
    }

    wallet_scan_free(scan);
    return true;
}

/** Why there is no further frame. */
static void finish(struct looking *looking, enum camera_problem problem)
{
    const struct session *session = looking->origin.session;
    enum exit_code code = EXIT_CODE_OK;

    switch (problem) {
    case CAMERA_OK:
    case CAMERA_STOPPED: return;
    case CAMERA_END:
        if (looking->taken > 0 || looking->code != EXIT_CODE_OK) {
            return;
        }
        code = origin_complain_empty(
            &looking->origin,
            SAY(session,
                "no picture of the recording shows a QR code that can be read",
                "录像中没有可读的二维码"),
            SAY(session,
                "record it nearer, brighter, and with the whole code in view",
                "请靠近一些、光线亮一些，并拍下完整的码"));
        break;
    case CAMERA_MISSING:
    case CAMERA_NO_PERMISSION:
    case CAMERA_BUSY:
    case CAMERA_UNPLUGGED:
    case CAMERA_NOT_A_CAMERA:
    case CAMERA_NO_FORMAT:
    case CAMERA_SILENT:
    case CAMERA_BROKEN:
    case CAMERA_NO_MEMORY:
    case CAMERA_FAILED:
        code = origin_miss(
            &looking->origin,
            camera_complain(session, looking->origin.name, &looking->camera.trouble));
        break;
    }

    looking->code = exit_code_worse(looking->code, code);
}

static void run(struct looking *looking)
{
    const struct session *session = looking->origin.session;
    struct camera_frame frame;
    enum camera_problem problem =
        camera_open(looking->origin.name, looking->has_preview, &looking->camera);

    if (problem == CAMERA_OK && isatty(STDERR_FILENO) == 1) {
        remark(
            session,
            SAY(session,
                "hold a code before the camera; Ctrl-C ends",
                "请将码对准摄像头；Ctrl-C 结束"));
    }
    while (problem == CAMERA_OK && (problem = camera_next(&looking->camera, &frame)) == CAMERA_OK &&
           look(looking, &frame)) {
    }

    finish(looking, problem);
    camera_close(&looking->camera);
}

/** The picture goes where the complaints go, and only to a terminal. */
static void plan_preview(struct looking *looking, bool is_wanted)
{
    struct winsize size = { 0 };

    looking->has_preview = is_wanted && isatty(STDERR_FILENO) == 1;
    looking->preview = (struct camera_preview){
        .stream = stderr,
        .color = looking->origin.session->error_color,
        .columns =
            ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS,
    };
}

bool camera_is_alone(
    const struct session *session, const struct camera_settings *settings, bool has_other)
{
    if (settings->camera && has_other) {
        complain(
            session,
            SAY(session,
                "there is a camera and something else to read",
                "除摄像头外还指定了其他输入"));
        why(session, SAY(session, "a camera is read by itself", "摄像头须单独读取"));
        hint(session, SAY(session, "leave one of them out", "请去掉其中之一"));
        return false;
    }
    if (settings->preview && !settings->camera) {
        complain(
            session,
            SAY(session,
                "'--preview' says nothing without '--camera'",
                "没有 '--camera'，'--preview' 不起作用"));
        why(session, SAY(session, "there is no camera to look through", "没有可显示的摄像头"));
        hint(
            session,
            SAY(session,
                "add --camera 0, or leave --preview out",
                "请加上 --camera 0，或去掉 --preview"));
        return false;
    }

    return true;
}

enum exit_code camera_scan(
    const void *context, const struct session *session, const struct input_taker *taker)
{
    const struct camera_settings *settings = context;
    struct looking looking = { .origin = { session, taker, settings->camera, false } };
    char scanner[PATH_MAX];

    if (!place_scanner(scanner)) {
        return origin_miss(
            &looking.origin,
            complain_scanner(
                &looking, SAY(session, "there is no wallet-scanner", "没有 wallet-scanner 程序")));
    }
    if (wallet_scan_stream_new(scanner, 0, &looking.stream, NULL) != WALLET_OK) {
        return complain_memory(session);
    }

    plan_preview(&looking, settings->preview);
    run(&looking);
    wallet_scan_stream_free(looking.stream);
    return looking.code;
}
