/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_scan.h"

#include "gun_clean.h"
#include "interrupt.h"
#include "origin.h"
#include "output.h"

#include <errno.h>

static void hint_access(const struct session *session, int problem)
{
    if (problem == EACCES || problem == EPERM) {
        hint(
            session,
            SAY(session,
                "install 60-wallet-gun.rules and plug the gun in again, or join the group of this "
                "device ('input' or 'dialout') and log in again",
                "请安装 60-wallet-gun.rules 后重新插上扫码枪，或加入该设备所属的组（'input' 或 "
                "'dialout'）后重新登录"));
    } else {
        hint(
            session,
            SAY(session,
                "'wallet doctor' lists the guns that are plugged in",
                "'wallet doctor' 会列出已插上的扫码枪"));
    }
}

static enum exit_code complain_failure(const struct session *session, const char *path, int problem)
{
    char text[160];

    complain(session, SAY(session, "cannot open the gun '%s'", "无法打开扫码枪 '%s'"), path);
    why(session, "%s", output_problem(session, problem, text));
    hint_access(session, problem);
    return EXIT_CODE_FILE;
}

static enum exit_code complain_busy(const struct session *session, const char *path)
{
    complain(session, SAY(session, "the gun '%s' is busy", "扫码枪 '%s' 正被占用"), path);
    why(session, SAY(session, "another program has it for itself", "另一程序已独占该设备"));
    hint(
        session,
        SAY(session,
            "end that program; 'fuser -v %s' may tell which it is",
            "请结束该程序；'fuser -v %s' 可显示是哪一个"),
        path);
    return EXIT_CODE_FILE;
}

static enum exit_code complain_no_gun(
    const struct session *session, const char *path, const char *reason)
{
    complain(session, SAY(session, "'%s' is no scanner gun", "'%s' 不是扫码枪"), path);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "give /dev/input/by-id/...-event-kbd or /dev/ttyACM0; 'wallet doctor' lists the guns",
            "请指定 /dev/input/by-id/...-event-kbd 或 /dev/ttyACM0；'wallet doctor' 会列出扫码枪"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_open(
    const struct session *session, const char *path, enum gun_event event, int problem)
{
    switch (event) {
    case GUN_BUSY: return complain_busy(session, path);
    case GUN_NO_GUN:
        return complain_no_gun(
            session,
            path,
            SAY(session,
                "it is neither an input device nor a serial line",
                "既不是输入设备，也不是串口"));
    case GUN_NO_KEYS:
        return complain_no_gun(
            session,
            path,
            SAY(session, "it lacks the keys that codes are typed with", "它没有输入码所需的按键"));
    case GUN_TERMINAL:
        return complain_no_gun(
            session,
            path,
            SAY(session,
                "it is the terminal of this command, which is read without '--gun'",
                "它是本命令所在的终端，不加 '--gun' 即可读取"));
    case GUN_GONE: return gun_scan_complain_end(session, path, event, problem);
    case GUN_CODE:
    case GUN_STOPPED:
    case GUN_FAILED: break;
    }

    return complain_failure(session, path, problem);
}

enum exit_code gun_scan_open(const struct session *session, const char *path, struct gun *out)
{
    const enum gun_event event = gun_open(path, out);
    if (event != GUN_CODE) {
        return complain_open(session, path, event, out->problem);
    }

    remark(
        session,
        SAY(session,
            "scan now: the gun '%s' is read; Ctrl-C ends",
            "请扫码：正在读取扫码枪 '%s'；Ctrl-C 结束"),
        path);
    return EXIT_CODE_OK;
}

enum exit_code gun_scan_complain_end(
    const struct session *session, const char *path, enum gun_event event, int problem)
{
    char text[160];

    if (event == GUN_GONE) {
        complain(session, SAY(session, "the gun '%s' is gone", "扫码枪 '%s' 已断开"), path);
        why(session, SAY(session, "it was unplugged, or lost its power", "它被拔出或断电"));
        hint(
            session,
            SAY(session,
                "plug it in and start again; a name in /dev/input/by-id stays the same",
                "请插好后重新开始；/dev/input/by-id 下的名称不会改变"));
    } else {
        complain(session, SAY(session, "cannot read the gun '%s'", "无法读取扫码枪 '%s'"), path);
        why(session, "%s", output_problem(session, problem, text));
        hint(session, SAY(session, "plug it in again", "请重新插上"));
    }

    return EXIT_CODE_FILE;
}

static const char *fault_reason(const struct session *session, enum gun_fault fault)
{
    switch (fault) {
    case GUN_FAULT_CONTROL:
        return SAY(
            session,
            "it has control characters, function keys or shortcuts, which no code of a licence has",
            "其中有控制字符、功能键或快捷键，证照码中不会有这些");
    case GUN_FAULT_TOO_LONG:
        return SAY(session, "it is longer than any QR code", "它比任何二维码都长");
    case GUN_FAULT_LOST:
        return SAY(session, "the system lost keys on the way", "系统在途中丢失了按键");
    case GUN_FAULT_NONE: break;
    }

    return "";
}

void gun_scan_complain_fault(const struct session *session, const char *path, enum gun_fault fault)
{
    complain(
        session,
        SAY(session, "what the gun '%s' typed is thrown away", "扫码枪 '%s' 输入的内容已被丢弃"),
        path);
    why(session, "%s", fault_reason(session, fault));
    hint(
        session,
        fault == GUN_FAULT_LOST ? SAY(session, "scan it again", "请重新扫码")
                                : SAY(session,
                                      "ask for the licence's code; of a gun that does so each time "
                                      "look at its settings "
                                      "with --learn",
                                      "请出示证照码；若每次如此，请用 --learn 检查扫码枪设置"));
}

static enum exit_code take_code(const struct origin *origin, struct gun_code *code, size_t number)
{
    if (code->fault != GUN_FAULT_NONE) {
        gun_scan_complain_fault(origin->session, origin->name, code->fault);
        return origin_miss(origin, EXIT_CODE_NO_CODE);
    }

    const struct input input = { .name = origin->name,
                                 .content = gun_clean(gun_code_text(code), code->text),
                                 .is_text = true,
                                 .index = number,
                                 .line = number };
    return input.content.size > 0 ? origin_take(origin, &input) : EXIT_CODE_OK;
}

enum exit_code gun_scan(
    const struct session *session, const char *path, const struct input_taker *taker)
{
    const struct origin origin = { session, taker, path, false };
    enum gun_event event = GUN_CODE;
    struct gun gun;
    enum exit_code code = gun_scan_open(session, path, &gun);
    if (code != EXIT_CODE_OK) {
        return origin_miss(&origin, code);
    }

    for (size_t number = 1; (event = gun_next(&gun)) == GUN_CODE; number++) {
        code = exit_code_worse(code, take_code(&origin, &gun.keys.code, number));
    }
    gun_close(&gun);
    if (event == GUN_STOPPED) {
        return interrupted() ? code : EXIT_CODE_INTERRUPTED;
    }

    return exit_code_worse(
        code, origin_miss(&origin, gun_scan_complain_end(session, path, event, gun.problem)));
}
