/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "command.h"
#include "demo.h"
#include "demo_desk.h"
#include "folder.h"
#include "interrupt.h"
#include "json.h"
#include "output.h"
#include "text.h"
#include "types.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PACE = 2, /* seconds, for who watches */
};

struct demo_settings {
    const char *keep;
    const char *pace;
    bool desk;
};

static const char *const paces[] = { "0", "1", "2", "3", "4", "5", NULL };

static const struct option_spec demo_options[] = {
    {
        .kind = OPTION_TEXT,
        .name = "keep",
        .value = "DIR",
        .offset = offsetof(struct demo_settings, keep),
        .help = "make the files in this new folder, and leave them there",
        .help_zh = "在该新目录中生成文件并保留",
    },
    {
        .kind = OPTION_FLAG,
        .name = "desk",
        .offset = offsetof(struct demo_settings, desk),
        .help = "start all parts on this machine and play a visit, to watch in a browser",
        .help_zh = "在本机启动全部组成部分，并演示一次办事过程，可在浏览器中观看",
    },
    {
        .kind = OPTION_TEXT,
        .name = "pace",
        .value = "SECONDS",
        .choices = paces,
        .offset = offsetof(struct demo_settings, pace),
        .help = "of that: between two steps, 0 to 5 (default: 2); 0: at once, then it ends",
        .help_zh = "步骤间隔秒数，0 至 5（默认 2）；0 为立即执行完并结束",
    },
    { 0 },
};

/* How the steps went. */
struct tally {
    int number;
    int unexpected;
    int refused;
    int unknown;
    double milliseconds;
};

static bool is_expected(const struct demo_step *step, const struct demo_outcome *outcome)
{
    return !outcome->is_verdict ||
           (outcome->decision == step->expected && outcome->reason == step->expected_reason);
}

static void describe(
    const struct session *session, const struct demo_outcome *outcome, char out[200])
{
    static const char *const words[][2] = {
        [WALLET_UNKNOWN] = { "cannot tell", "无法判断" },
        [WALLET_ACCEPTED] = { "accepted", "通过" },
        [WALLET_REFUSED] = { "refused", "不通过" },
    };

    if (!outcome->is_verdict) {
        (void)snprintf(out, 200, "%s", outcome->detail);
        return;
    }

    const char *word = SAY(session, words[outcome->decision][0], words[outcome->decision][1]);
    const bool has_reason = outcome->reason != WALLET_REASON_NONE;
    (void)snprintf(
        out,
        200,
        "%s%s%s",
        word,
        has_reason ? ": " : "",
        has_reason ? wallet_reason_name(outcome->reason) : "");
}

static void print_json(
    const struct demo_step *step,
    const struct demo_outcome *outcome,
    const struct tally *tally,
    double milliseconds)
{
    const bool has_reason = outcome->is_verdict && outcome->reason != WALLET_REASON_NONE;
    json_t *out = json_start();

    (void)json_object_set_new(out, "step", json_integer(tally->number));
    (void)json_object_set_new(out, "what", json_string(step->what));
    (void)json_object_set_new(
        out,
        "outcome",
        json_string(outcome->is_verdict ? wallet_decision_name(outcome->decision) : "done"));
    (void)json_object_set_new(
        out, "reason", has_reason ? json_string(wallet_reason_name(outcome->reason)) : json_null());
    (void)json_object_set_new(out, "expected", json_boolean(is_expected(step, outcome)));
    (void)json_object_set_new(out, "ms", json_milliseconds(milliseconds));
    json_print_measured(out);
}

static void print_row(
    const struct session *session,
    const struct demo_step *step,
    const struct demo_outcome *outcome,
    const struct tally *tally,
    double milliseconds)
{
    char text[200];
    describe(session, outcome, text);

    printf("%2d %s ", tally->number, is_expected(step, outcome) ? "✔" : "✘");
    text_print_padded(stdout, text_of(SAY(session, step->what, step->what_zh)), 34);
    putchar(' ');
    text_print_padded(stdout, text_of(text), 30);
    printf("%6.1f ms\n", milliseconds);
    (void)fflush(stdout);
}

static enum exit_code run_steps(
    struct demo *demo, const struct demo_step *steps, struct tally *tally)
{
    for (const struct demo_step *step = steps; step->what && !interrupted(); step++) {
        struct demo_outcome outcome = { 0 };
        const double start = clock_milliseconds();
        const enum exit_code code = step->run(demo, step->licence, &outcome);
        const double milliseconds = clock_milliseconds() - start;
        if (code != EXIT_CODE_OK) {
            return code;
        }

        tally->number++;
        tally->refused += outcome.is_verdict && outcome.decision == WALLET_REFUSED;
        tally->unknown += outcome.is_verdict && outcome.decision == WALLET_UNKNOWN;
        tally->unexpected += !is_expected(step, &outcome);
        tally->milliseconds += milliseconds;
        if (demo->session->json) {
            print_json(step, &outcome, tally, milliseconds);
        } else {
            print_row(demo->session, step, &outcome, tally, milliseconds);
        }
    }

    return EXIT_CODE_OK;
}

static enum exit_code make_folder(struct demo *demo, const char *keep)
{
    const struct session *session = demo->session;
    const char *temporary = getenv("TMPDIR");
    int size = 0;

    if (keep) {
        size = snprintf(demo->folder, sizeof demo->folder, "%s", keep);
    } else {
        size = snprintf(
            demo->folder,
            sizeof demo->folder,
            "%s/wallet-demo-XXXXXX",
            temporary && temporary[0] ? temporary : "/tmp");
    }
    if (size > 0 && (size_t)size < sizeof demo->folder &&
        (keep ? mkdir(keep, 0700) == 0 : mkdtemp(demo->folder) != NULL)) {
        return EXIT_CODE_OK;
    }

    const int problem = errno;
    char reason[160];
    complain(
        session, SAY(session, "cannot make the folder '%s'", "无法建立目录 '%s'"), demo->folder);
    why(session, "%s", output_problem(session, problem, reason));
    hint(
        session,
        SAY(session,
            "name a folder that is not there yet, where you may write",
            "请指定一个尚不存在且可写的目录"));
    demo->folder[0] = '\0';
    return EXIT_CODE_FILE;
}

static void remove_folder(const struct demo *demo)
{
    struct folder folder = { 0 };

    if (demo->folder[0] == '\0' ||
        folder_read(demo->session, demo->folder, &folder) != EXIT_CODE_OK) {
        return;
    }
    for (size_t i = 0; i < folder.count; i++) {
        (void)unlink(folder.paths[i]);
    }

    folder_free(&folder);
    (void)rmdir(demo->folder);
}

static enum exit_code start(struct demo *demo)
{
    static const char *const names[DEMO_LICENCE_COUNT] = { "id-card",
                                                           "household-register",
                                                           "business-licence" };
    struct moment moment;
    struct wallet_error error;
    enum exit_code code = clock_read(demo->session, NULL, &moment);

    demo->now_unix = moment.unix_seconds;
    if (code == EXIT_CODE_OK) {
        code = types_load(demo->session, &demo->catalogue);
    }
    for (size_t i = 0; i < DEMO_LICENCE_COUNT && code == EXIT_CODE_OK; i++) {
        demo->licences[i].type_name = names[i];
        code = types_find(demo->session, demo->catalogue, names[i], &demo->licences[i].type);
    }
    if (code == EXIT_CODE_OK && (wallet_trust_new(&demo->trust, &error) != WALLET_OK ||
                                 wallet_verdict_new(&demo->verdict, &error) != WALLET_OK)) {
        code = demo_complain(demo, &error);
    }

    return code;
}

static void finish(struct demo *demo)
{
    for (size_t i = 0; i < DEMO_LICENCE_COUNT; i++) {
        wallet_buffer_clear(&demo->licences[i].licence);
        wallet_buffer_clear(&demo->licences[i].text);
        file_free(&demo->licences[i].scanned);
    }

    wallet_verdict_free(demo->verdict);
    wallet_verifier_free(demo->verifier);
    wallet_trust_free(demo->trust);
    wallet_key_free(demo->impostor);
    wallet_key_free(demo->market);
    wallet_key_free(demo->police);
    wallet_catalogue_free(demo->catalogue);
}

static enum exit_code conclude(const struct demo *demo, const struct tally *tally, const char *keep)
{
    const struct session *session = demo->session;

    if (tally->unexpected > 0) {
        complain(
            session,
            SAY(session, "%d of %d steps went wrong", "%d 步（共 %d 步）与预期不符"),
            tally->unexpected,
            tally->number);
        why(session,
            SAY(session,
                "their outcome, marked ✘, is not what it must be",
                "标有 ✘ 的结果与应有的不同"));
        hint(
            session,
            SAY(session,
                "do not rely on this installation; 'wallet doctor' looks for the cause",
                "请勿使用本次安装；用 'wallet doctor' 查找原因"));
        return EXIT_CODE_REFUSED;
    }

    remark(
        session,
        SAY(session,
            "%d steps, all as they must be, in %.0f ms: %d attacks refused, %d left at cannot tell",
            "共 %d 步，均符合预期，用时 %.0f 毫秒：%d 种攻击不通过，%d 种无法判断"),
        tally->number,
        tally->milliseconds,
        tally->refused,
        tally->unknown);
    if (keep) {
        suggest(session, "wallet verify %s/id-card.png --trust %s/police.key.pub", keep, keep);
    } else {
        suggest(session, "wallet key new agency.key --issuer USCC");
    }
    return EXIT_CODE_OK;
}

static enum exit_code play(struct demo *demo, const char *keep)
{
    struct tally tally = { 0 };
    const struct session *session = demo->session;

    enum exit_code code = run_steps(demo, demo_steps, &tally);
    if (code == EXIT_CODE_OK && !interrupted()) {
        if (!session->json) {
            puts(SAY(session, "\nWhat must not pass:", "\n不应通过的："));
        }
        code = run_steps(demo, demo_attacks, &tally);
    }

    return code == EXIT_CODE_OK && !interrupted() ? conclude(demo, &tally, keep) : code;
}

static enum exit_code run(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct demo_settings *settings = opaque_settings;
    (void)operands;

    if (settings->desk) {
        return demo_desk_run(session, settings->pace ? (unsigned)(settings->pace[0] - '0') : PACE);
    }

    struct demo *demo = calloc(1, sizeof *demo);
    if (!demo) {
        return complain_memory(session);
    }

    demo->session = session;
    enum exit_code code = start(demo);
    if (code == EXIT_CODE_OK) {
        code = make_folder(demo, settings->keep);
    }
    if (code == EXIT_CODE_OK) {
        code = play(demo, settings->keep);
        if (!settings->keep || interrupted()) {
            remove_folder(demo);
        }
    }

    finish(demo);
    free(demo);
    return code;
}

const struct command command_demo = {
    .words = "demo",
    .summary = "3 licences, issue to verdict; 6 attacks refused, 1 'cannot tell'",
    .summary_zh = "演示签发、绘制、扫描和核验三种证照；六种攻击不通过，一种无法判断",
    .operands = "",
    .options = demo_options,
    .settings_size = sizeof(struct demo_settings),
    .json = true,
    .examples = "  wallet demo\n  wallet demo --keep demo-files\n  wallet demo --desk\n",
    .run = run,
};
