/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_learn.h"

#include "doctor.h"
#include "gun_card.h"
#include "gun_clean.h"
#include "gun_layout.h"
#include "gun_scan.h"
#include "interrupt.h"
#include "lines.h"
#include "output.h"

#include <stdio.h>
#include <unistd.h>

enum {
    LONG_MIN_COUNT = 150, /* the other code is far from it, whatever is lost */
    FAST = 1000,          /* characters a second that no keyboard is asked for */
};

static void complain_stranger(const struct session *session)
{
    remark(session, SAY(session, "that is no code of the test card", "这不是测试卡上的码"));
}

static void print_finding(
    const struct session *session,
    const char *name,
    const char *name_zh,
    const struct doctor_finding *finding)
{
    doctor_print(session, &(struct doctor_check){ name, name_zh, NULL }, finding);
}

static void learn_suffix(const struct session *session, const struct gun_sample *sample)
{
    struct doctor_finding finding = { 0 };
    const char *text = "";

    switch (sample->end) {
    case GUN_END_ENTER: text = SAY(session, "Enter", "回车"); break;
    case GUN_END_TAB: text = SAY(session, "Tab", "制表符"); break;
    case GUN_END_SILENCE:
    case GUN_END_NONE:
        text = SAY(session, "none: a code ends with a silence", "无：以静默表示结束");
        finding.result = DOCTOR_WARN;
        finding.hint = SAY(
            session,
            "set the gun's suffix to Enter (CR): codes are answered sooner, and read everywhere",
            "请将扫码枪后缀设为回车（CR）：响应更快，且各处均可读取");
        break;
    }
    (void)snprintf(finding.detail, sizeof finding.detail, "%s", text);
    print_finding(session, "suffix", "后缀", &finding);
}

static void learn_capitals(
    const struct session *session,
    const struct gun_points *points,
    const struct gun_layout_match *match)
{
    struct doctor_finding finding = { 0 };
    const char *text = SAY(session, "capitals come as capitals", "大写字母正确");

    if (!match->is_capital) {
        text = SAY(session, "capitals come as small letters", "大写字母变成小写字母");
        finding.result = DOCTOR_WARN;
        finding.hint =
            SAY(session,
                "turn Caps Lock off, and set the gun to send codes as they are",
                "请关闭大写锁定，并将扫码枪设为按原样输出");
    } else if (points->is_wide) {
        text = SAY(session, "letters come in full width", "字母变成全角");
        finding.result = DOCTOR_WARN;
        finding.hint =
            SAY(session,
                "switch the input method to English, or name the gun with --gun",
                "请将输入法切换为英文，或用 --gun 指定扫码枪");
    }
    (void)snprintf(finding.detail, sizeof finding.detail, "%s", text);
    print_finding(session, "letters", "字母", &finding);
}

/* Which keyboard it came through, where it is known. */
static void tell_layout(
    const struct session *session, const struct gun_layout_match *match, struct doctor_finding *out)
{
    const bool is_host = match->side == GUN_LAYOUT_HOST;

    (void)snprintf(
        out->detail,
        sizeof out->detail,
        "%s: %s",
        SAY(session, match->layout->name, match->layout->name_zh),
        is_host ? SAY(session,
                      "this machine takes the gun for such a keyboard",
                      "本机把扫码枪当作该布局的键盘")
                : SAY(session, "the gun types for such a keyboard", "扫码枪按该布局输出"));
    out->hint =
        is_host
            ? SAY(session,
                  "name the gun with --gun, which reads its keys as they are; or set this "
                  "machine's keyboard to US",
                  "请用 --gun 指定扫码枪（直接读取按键），或将本机键盘布局设为美式")
            : SAY(session, "set the gun's keyboard country to USA", "请将扫码枪的键盘国家设为美国");
}

static bool learn_layout(
    const struct session *session,
    const struct gun_points *points,
    const struct gun_layout_match *match)
{
    struct doctor_finding finding = { 0 };

    if (gun_difference_size(&match->difference) == 0) {
        (void)snprintf(
            finding.detail,
            sizeof finding.detail,
            "%s",
            SAY(session, "US: all 45 characters are right", "美式：45 个字符全部正确"));
    } else if (match->layout) {
        finding.result = DOCTOR_FAIL;
        tell_layout(session, match, &finding);
    } else {
        finding.result = DOCTOR_FAIL;
        if (!gun_layout_list(session, points, finding.detail, sizeof finding.detail)) {
            return false;
        }
        finding.hint =
            SAY(session,
                "set the keyboard of gun and machine to US, or read the gun as a serial line",
                "请将扫码枪与本机键盘均设为美式，或将扫码枪改为串口方式");
    }

    print_finding(session, "layout", "布局", &finding);
    return finding.result == DOCTOR_OK;
}

static void learn_alphabet(
    const struct session *session,
    const struct gun_sample *sample,
    const struct gun_points *points,
    struct gun_lesson *lesson)
{
    struct gun_layout_match match;

    if (!gun_layout_find(points, &match)) {
        lesson->code = complain_memory(session);
        return;
    }
    if (!match.is_card) {
        complain_stranger(session);
        return;
    }

    learn_suffix(session, sample);
    learn_capitals(session, points, &match);
    if (!learn_layout(session, points, &match)) {
        lesson->code = exit_code_worse(lesson->code, EXIT_CODE_UNKNOWN);
    }
    lesson->has_alphabet = true;
}

/* How fast it is; 0: faster than can be told. */
static void tell_speed(const struct session *session, double speed, struct doctor_finding *out)
{
    if (speed > 0) {
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            SAY(session,
                "%.0f characters a second: a code of 375 takes %.1f s",
                "每秒 %.0f 个字符：375 个字符的码需 %.1f 秒"),
            speed,
            375 / speed);
    } else {
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            "%s",
            SAY(session, "all characters come at once", "所有字符同时到达"));
    }
    if (speed >= FAST) {
        out->hint =
            SAY(session,
                "if characters are lost, this is why: set a longer delay between characters",
                "若有字符丢失，原因在此：请调大字符间隔");
    }
}

static void learn_speed(
    const struct session *session, const struct gun_sample *sample, size_t count)
{
    struct doctor_finding finding = { 0 };
    const double duration = sample->milliseconds;

    if (duration < 0) {
        (void)snprintf(
            finding.detail,
            sizeof finding.detail,
            "%s",
            SAY(session,
                "not known: lines come whole; name the gun with --gun",
                "未知：整行到达；请用 --gun 指定扫码枪"));
    } else {
        tell_speed(session, duration > 0 ? (double)(count - 1) * 1e3 / duration : 0, &finding);
    }

    print_finding(session, "speed", "速度", &finding);
}

static bool learn_losses(
    const struct session *session, const struct gun_difference *difference, size_t count)
{
    struct doctor_finding finding = { 0 };

    if (gun_difference_size(difference) == 0) {
        (void)snprintf(
            finding.detail,
            sizeof finding.detail,
            SAY(session, "all %zu came", "%zu 个全部到达"),
            count);
    } else {
        (void)snprintf(
            finding.detail,
            sizeof finding.detail,
            SAY(session,
                "%zu of %d: %zu lost, %zu too many, %zu changed; all was right up to character %zu",
                "%zu/%d 个：丢失 %zu 个，多出 %zu 个，改变 %zu 个；第 %zu 个字符之前无误"),
            count,
            GUN_CARD_LONG_SIZE,
            difference->lost,
            difference->added,
            difference->changed,
            difference->first);
        finding.result = DOCTOR_FAIL;
        finding.hint =
            SAY(session,
                "set a longer delay between characters (5 to 10 ms), hold the gun still until it "
                "is done, "
                "or read it as a serial line",
                "请调大字符间隔（5 至 10 毫秒），读码时保持不动直到完成，或改为串口方式");
    }

    print_finding(session, "characters", "字符", &finding);
    return finding.result == DOCTOR_OK;
}

static void learn_long(
    const struct session *session,
    const struct gun_sample *sample,
    struct gun_points *points,
    struct gun_lesson *lesson)
{
    char text[GUN_CARD_LONG_SIZE];
    struct gun_points wanted;
    struct gun_difference difference;

    gun_card_long(text);
    (void)gun_points_read((struct wallet_bytes){ (const uint8_t *)text, sizeof text }, &wanted);
    (void)gun_points_raise(points);
    if (!gun_align(&wanted, points, &difference, NULL, NULL)) {
        lesson->code = complain_memory(session);
        return;
    }
    if (difference.lost + difference.changed > GUN_CARD_LONG_SIZE * 3 / 4) {
        complain_stranger(session);
        return;
    }

    learn_speed(session, sample, points->count);
    if (!learn_losses(session, &difference, points->count)) {
        lesson->code = exit_code_worse(lesson->code, EXIT_CODE_UNKNOWN);
    }
    lesson->has_long = true;
}

void gun_learn_take(
    const struct session *session, const struct gun_sample *sample, struct gun_lesson *lesson)
{
    struct gun_points points;

    if (!gun_points_read(gun_clean_identifier(sample->text), &points)) {
        complain_stranger(session);
    } else if (points.count >= LONG_MIN_COUNT) {
        learn_long(session, sample, &points, lesson);
    } else {
        learn_alphabet(session, sample, &points, lesson);
    }
    (void)fflush(stdout);
}

static bool is_done(const struct gun_lesson *lesson)
{
    return (lesson->has_alphabet && lesson->has_long) || lesson->code == EXIT_CODE_FILE ||
           interrupted();
}

static void learn_from_gun(
    const struct session *session, const char *path, struct gun_lesson *lesson)
{
    enum gun_event event = GUN_CODE;
    struct gun gun;

    lesson->code = gun_scan_open(session, path, &gun);
    if (lesson->code != EXIT_CODE_OK) {
        return;
    }

    while (!is_done(lesson) && (event = gun_next(&gun)) == GUN_CODE) {
        const struct gun_code *code = &gun.keys.code;
        const struct gun_sample sample = { .text = gun_code_text(code),
                                           .end = code->end,
                                           .milliseconds = code->last - code->started };
        if (code->fault != GUN_FAULT_NONE) {
            gun_scan_complain_fault(session, path, code->fault);
        } else {
            gun_learn_take(session, &sample, lesson);
        }
    }
    gun_close(&gun);
    if (event != GUN_CODE && event != GUN_STOPPED) {
        lesson->code = gun_scan_complain_end(session, path, event, gun.problem);
    }
}

static void learn_from_lines(const struct session *session, struct gun_lesson *lesson)
{
    struct lines lines = { .descriptor = STDIN_FILENO };
    struct wallet_bytes line;

    if (isatty(STDIN_FILENO) == 1) {
        fputs(SAY(session, "scan now; Ctrl-D ends\n", "请扫码；Ctrl-D 结束\n"), stderr);
    }
    while (!is_done(lesson) && lines_next(&lines, &line)) {
        gun_learn_take(session, &(struct gun_sample){ line, GUN_END_ENTER, -1 }, lesson);
    }
    lines_free(&lines);
}

/* Half a lesson leaves open what the other half would have told. */
static enum exit_code complain_unseen(
    const struct session *session, const struct gun_lesson *lesson)
{
    complain(session, SAY(session, "the test card was not read", "未读完测试卡"));
    why(session,
        lesson->has_alphabet ? SAY(session, "its code 2 is missing", "缺少第 2 个码")
        : lesson->has_long   ? SAY(session, "its code 1 is missing", "缺少第 1 个码")
                           : SAY(session, "both of its codes are missing", "两个码都没有读到"));
    hint(
        session,
        SAY(session,
            "scan both codes of the card that 'wallet scan --test-card card.svg' writes",
            "请扫 'wallet scan --test-card card.svg' 所写测试卡上的两个码"));
    return exit_code_worse(lesson->code, EXIT_CODE_NO_CODE);
}

enum exit_code gun_learn(const struct session *session, const char *gun)
{
    struct gun_lesson lesson = { .code = EXIT_CODE_OK };

    if (gun) {
        learn_from_gun(session, gun, &lesson);
    } else {
        learn_from_lines(session, &lesson);
    }
    if (interrupted()) {
        return EXIT_CODE_INTERRUPTED;
    }

    return is_done(&lesson) ? lesson.code : complain_unseen(session, &lesson);
}
