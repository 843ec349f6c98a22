/* SPDX-License-Identifier: Apache-2.0 */
#include "doctor.h"

#include <wallet/wallet.h>

#include "clock.h"
#include "file.h"
#include "place.h"
#include "print_build.h"
#include "text.h"
#include "trust_store.h"

#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define DETAIL(finding_, ...) \
    (void)snprintf((finding_)->detail, sizeof(finding_)->detail, __VA_ARGS__)

static void fail(struct doctor_finding *out, const char *hint)
{
    out->result = DOCTOR_FAIL;
    out->hint = hint;
}

static void look_at_version(const struct session *session, struct doctor_finding *out)
{
    DETAIL(out, "wallet %s, libwallet %s", WALLET_CLI_VERSION, wallet_version());
    if (strcmp(WALLET_CLI_VERSION, wallet_version()) != 0) {
        out->result = DOCTOR_WARN;
        out->hint =
            SAY(session, "program and library are of different builds", "程序与库版本不一致");
    }
}

static void look_at_clock(const struct session *session, struct doctor_finding *out)
{
    char now[WALLET_TIME_SIZE];

    wallet_time_format(clock_now(), now);
    DETAIL(out, "%s", now);
    if (clock_now() < CLOCK_EARLIEST) {
        fail(
            out,
            SAY(session,
                "set the clock: nothing can be verified before 2026",
                "请校准时钟：时间早于 2026 年时无法核验"));
    }
}

static void look_at_catalogue(const struct session *session, struct doctor_finding *out)
{
    char folder[PATH_MAX];
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error;

    if (!place_catalogue(folder)) {
        DETAIL(out, "%s", SAY(session, "not found", "未找到"));
        fail(
            out,
            SAY(session, "install it, or set WALLET_CATALOGUE", "请安装，或设置 WALLET_CATALOGUE"));
        return;
    }
    if (wallet_catalogue_load(folder, &catalogue, &error) != WALLET_OK) {
        DETAIL(out, SAY(session, "%.100s: %s", "%.100s 不可用（%s）"), folder, error.message);
        fail(
            out,
            SAY(session,
                "mend the file; 'wallet type check FILE' looks at one",
                "请修正该文件；'wallet type check FILE' 可检查"));
        return;
    }

    DETAIL(
        out,
        SAY(session, "%zu licence types in %.200s", "%zu 种证照类型，位于 %.200s"),
        wallet_catalogue_count(catalogue),
        folder);
    if (wallet_catalogue_count(catalogue) == 0) {
        fail(out, SAY(session, "install the catalogue again", "请重新安装类型目录"));
    }
    wallet_catalogue_free(catalogue);
}

/* A counter may do with --trust: hence no failure where nothing was imported. */
static void look_at_trust(const struct session *session, struct doctor_finding *out)
{
    struct wallet_trust_list *list = NULL;
    char folder[PATH_MAX];
    char age[80];

    if (!trust_store_default(folder) || !trust_store_is_there(folder)) {
        DETAIL(out, "%s", SAY(session, "no trust list imported", "尚未导入信任名单"));
        return;
    }
    if (trust_store_load(session, folder, clock_now(), &list) != EXIT_CODE_OK) {
        DETAIL(out, SAY(session, "the list in %.200s is refused", "拒绝 %.200s 中的名单"), folder);
        fail(
            out,
            SAY(session,
                "'wallet trust import' a newer one",
                "请用 'wallet trust import' 导入新的"));
        return;
    }

    trust_store_age(session, list, clock_now(), age);
    DETAIL(
        out,
        SAY(session, "%s, %s, entries: %zu", "%s，%s，%zu 个条目"),
        wallet_trust_list_issuer(list),
        age,
        wallet_trust_list_count(list));
    wallet_trust_list_free(list);
}

/* A code is drawn and read back: the only proof that the scanner works here. */
static void look_at_scanner(const struct session *session, struct doctor_finding *out)
{
    static const char text[] = "EL1:WALLET DOCTOR";
    const struct wallet_bytes bytes = { (const uint8_t *)text, sizeof text - 1 };
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };
    struct wallet_buffer picture = { 0 };
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { .message = "" };
    char path[PATH_MAX];

    if (!place_scanner(path)) {
        DETAIL(
            out, "%s", SAY(session, "not found: pictures cannot be read", "未找到：无法读取图片"));
        fail(
            out,
            SAY(session,
                "install wallet-scanner, or set WALLET_SCANNER",
                "请安装 wallet-scanner，或设置 WALLET_SCANNER"));
        return;
    }

    const double start = clock_milliseconds();
    const bool works =
        wallet_qr_draw(bytes, &options, &picture, NULL, &error) == WALLET_OK &&
        wallet_scan_picture(path, wallet_buffer_bytes(&picture), 0, &scan, &error) == WALLET_OK &&
        wallet_scan_count(scan) == 1 && wallet_scan_text(scan, 0).size == bytes.size &&
        memcmp(wallet_scan_text(scan, 0).data, text, bytes.size) == 0;
    if (works) {
        DETAIL(
            out,
            SAY(session,
                "drew and read a code in %.0f ms, %.200s",
                "%.0f 毫秒内画出并读回一个码，%.200s"),
            clock_milliseconds() - start,
            path);
    } else {
        DETAIL(out, SAY(session, "does not read a code: %s", "读不出码（%s）"), error.message);
        fail(
            out,
            SAY(session,
                "install the scanner of this version again",
                "请重新安装此版本的扫描程序"));
    }

    wallet_scan_free(scan);
    wallet_buffer_clear(&picture);
}

static bool signs_with(enum wallet_algorithm algorithm, struct wallet_error *error)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    const struct wallet_bytes message = text_of("wallet doctor");
    struct wallet_key *key = NULL;
    struct wallet_signer signer;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    const bool signs = wallet_key_generate(algorithm, &owner, &key, error) == WALLET_OK &&
                       wallet_key_signer(key, &signer, error) == WALLET_OK &&
                       signer.sign(signer.context, message, signature, &size, error) == WALLET_OK;
    wallet_key_free(key);
    return signs;
}

static void look_at_signatures(const struct session *session, struct doctor_finding *out)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };

    DETAIL(out, "%s", SAY(session, "signs with", "可签名："));
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        struct wallet_error error;
        if (!signs_with(algorithms[i], &error)) {
            DETAIL(
                out,
                SAY(session, "%s: %s", "%s 不可用（%s）"),
                wallet_algorithm_name(algorithms[i]),
                error.message);
            fail(
                out,
                SAY(session, "reinstall libsodium and OpenSSL", "请重新安装 libsodium 和 OpenSSL"));
        } else {
            strncat(out->detail, " ", sizeof out->detail - strlen(out->detail) - 1);
            strncat(
                out->detail,
                wallet_algorithm_name(algorithms[i]),
                sizeof out->detail - strlen(out->detail) - 1);
        }
    }
}

/* A clerk's machine does without: it checks only.  Hence no failure. */
static void look_at_sm2(const struct session *session, struct doctor_finding *out)
{
    struct wallet_error error;

    if (wallet_algorithm_check_signing(WALLET_ALGORITHM_SM2, &error) != WALLET_OK) {
        out->result = DOCTOR_WARN;
        DETAIL(out, "%s", error.message);
        out->hint = SAY(
            session,
            "'apt install --only-upgrade libssl3', or sign in a token; checking is not concerned",
            "请运行 'apt install --only-upgrade libssl3'，或用密码设备签名；核验不受影响");
    } else if (!signs_with(WALLET_ALGORITHM_SM2, &error)) {
        DETAIL(out, "%s", error.message);
        fail(out, SAY(session, "reinstall OpenSSL", "请重新安装 OpenSSL"));
    } else {
        DETAIL(
            out,
            "%s",
            SAY(session,
                "signs; OpenSSL is new enough by its date of build, its patch level is not visible",
                "可签名；OpenSSL 的编译日期够新，但无法看到其补丁级别"));
    }
}

static void look_at_sandbox(const struct session *session, struct doctor_finding *out)
{
    const unsigned action = SECCOMP_RET_KILL_PROCESS;
    const long landlock =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    const bool has_seccomp = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
    char version[32];

    (void)snprintf(version, sizeof version, SAY(session, "version %ld", "第 %ld 版"), landlock);
    DETAIL(
        out,
        SAY(session, "seccomp: %s, Landlock: %s", "seccomp：%s，Landlock：%s"),
        has_seccomp ? SAY(session, "yes", "有") : SAY(session, "no", "无"),
        landlock > 0 ? version : SAY(session, "no", "无"));
    if (!has_seccomp || landlock <= 0) {
        out->result = DOCTOR_WARN;
        out->hint =
            SAY(session,
                "a newer kernel locks the scanner in more tightly",
                "更新的内核可更严密地隔离扫描程序");
    }
}

static void look_at_locale(const struct session *session, struct doctor_finding *out)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    const char *value = NULL;

    for (size_t i = 0; i < sizeof names / sizeof names[0] && !(value && value[0]); i++) {
        value = getenv(names[i]);
    }

    DETAIL(
        out,
        SAY(session, "%s, texts in %s", "%s，文字为%s"),
        value && value[0] ? value : "C",
        SAY(session, "English", "中文"));
    if (!value || !(strcasestr(value, "utf-8") || strcasestr(value, "utf8"))) {
        out->result = DOCTOR_WARN;
        out->hint =
            SAY(session,
                "set LANG=C.UTF-8, or names may not be shown rightly",
                "请设置 LANG=C.UTF-8，否则姓名可能显示不正确");
    }
}

static void look_at_terminal(const struct session *session, struct doctor_finding *out)
{
    struct winsize size = { 0 };
    enum {
        COLUMNS_FOR_A_CODE = 113
    }; /* version 22 with its quiet zone, a column a module */

    if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
        DETAIL(out, "%s", SAY(session, "output goes to no terminal", "输出未连接终端"));
        return;
    }

    DETAIL(out, SAY(session, "%u columns, %u lines", "%u 列，%u 行"), size.ws_col, size.ws_row);
    if (size.ws_col > 0 && size.ws_col < COLUMNS_FOR_A_CODE) {
        out->result = DOCTOR_WARN;
        out->hint =
            SAY(session,
                "large codes do not fit: widen it, or draw to a file",
                "较大的码显示不下：请加宽终端，或输出到文件");
    }
}

const struct doctor_check doctor_checks[] = {
    { "version", "版本", look_at_version },
    { "clock", "时钟", look_at_clock },
    { "catalogue", "类型目录", look_at_catalogue },
    { "trust list", "信任名单", look_at_trust },
    { "vical", "VICAL", doctor_look_at_vicals },
    { "signatures", "签名", look_at_signatures },
    { "sm2", "SM2", look_at_sm2 },
    { "status", "状态数据", doctor_look_at_status },
    { "scanner", "扫描程序", look_at_scanner },
    { "sandbox", "沙箱", look_at_sandbox },
    { "cameras", "摄像头", doctor_look_at_cameras },
    { "guns", "扫码枪", doctor_look_at_guns },
    { "printing", "打印", doctor_look_at_print },
    { "desk", "窗口页面", doctor_look_at_desk },
    { "locale", "语言环境", look_at_locale },
    { "terminal", "终端", look_at_terminal },
    { 0 },
};
