/* SPDX-License-Identifier: Apache-2.0 */
#include "case_push.h"
#include "case_store.h"
#include "command.h"
#include "json.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>

struct push_settings {
    struct case_settings common;
    const char *to;
    const char *connector;
    const char *authorities;
    const char *key;
    struct signer_settings signer;
    unsigned tries;
    unsigned wait;
    bool dry_run;
};

static const struct option_spec push_options[] = {
    {
        .kind = OPTION_TEXT,
        .name = "to",
        .value = "URL",
        .offset = offsetof(struct push_settings, to),
        .help = "the department's system: https, or http within this machine",
        .help_zh = "部门审批系统地址：https，或本机内 http",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'c',
        .name = "connector",
        .value = "NAME",
        .offset = offsetof(struct push_settings, connector),
        .help = "how that system names things: of the catalogue, or a file (required)",
        .help_zh = "字段映射：目录中的名称或文件（必填）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "authorities",
        .value = "FILE",
        .offset = offsetof(struct push_settings, authorities),
        .help = "believe these certificates (PEM) instead of the system's",
        .help_zh = "以该 PEM 文件中的证书代替系统信任的证书",
    },
    SIGNER_KEY_OPTION(
        struct push_settings,
        key,
        "the counter's key: a file, pkcs11: or agent:",
        "窗口密钥：文件、pkcs11: 或 agent:"),
    SIGNER_OPTIONS(struct push_settings, signer),
    {
        .kind = OPTION_NUMBER,
        .name = "tries",
        .value = "N",
        .min = 1,
        .max = 20,
        .offset = offsetof(struct push_settings, tries),
        .help = "try at most so often (default: 5)",
        .help_zh = "最多尝试次数（默认 5）",
    },
    {
        .kind = OPTION_NUMBER,
        .name = "wait",
        .value = "SECONDS",
        .min = 1,
        .max = 60,
        .offset = offsetof(struct push_settings, wait),
        .help = "before the second try; then twice as long each time (default: 1)",
        .help_zh = "第二次尝试前等待的秒数，其后逐次加倍（默认 1）",
    },
    {
        .kind = OPTION_FLAG,
        .letter = 'n',
        .name = "dry-run",
        .offset = offsetof(struct push_settings, dry_run),
        .help = "print what would be sent, and send nothing",
        .help_zh = "只输出将发送的内容，不发送",
    },
    CASE_OPTIONS(offsetof(struct push_settings, common)),
    { 0 },
};

static enum exit_code complain_missing(const struct session *session)
{
    complain(session, SAY(session, "an option is missing", "缺少选项"));
    why(session,
        SAY(session,
            "--connector is needed, and to send it --to and --key",
            "需要 --connector；发送时还需要 --to 和 --key"));
    hint(
        session,
        "wallet case push NUMBER --connector one-window --to https://approval.example --key "
        "counter.key");
    return EXIT_CODE_USAGE;
}

/** Only what was accepted is a department's to decide on. */
static enum exit_code check_state(const struct case_desk *desk)
{
    const struct session *session = desk->store.session;
    const enum wallet_case_state state = wallet_case_state(desk->item);

    if (state == WALLET_CASE_ACCEPTED || state == WALLET_CASE_IN_PROGRESS) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "case '%s' cannot be pushed", "办件 '%s' 不能推送"),
        wallet_case_number(desk->item));
    why(session,
        SAY(session, "it is %s", "当前状态：%s"),
        wallet_case_state_label(state, session->language));
    hint(
        session,
        SAY(session, "'wallet case accept' accepts it first", "请先用 'wallet case accept' 受理"));
    return EXIT_CODE_REFUSED;
}

static void print_pushed(const struct case_desk *desk, const struct case_pushed *pushed)
{
    const struct session *session = desk->store.session;

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "number", json_string(wallet_case_number(desk->item)));
        (void)json_object_set_new(object, "key", json_string(pushed->key));
        (void)json_object_set_new(object, "status", json_integer(pushed->status));
        (void)json_object_set_new(object, "tries", json_integer((json_int_t)pushed->tries));
        (void)json_object_set_new(object, "reference", json_text_or_null(pushed->reference));
        json_print(object);
    }
    remark(
        session,
        SAY(session, "taken%s%s, key %s, tries: %u", "对方已接收%s%s，幂等键 %s，尝试 %u 次"),
        pushed->reference[0] ? SAY(session, " as ", "，编号 ") : "",
        pushed->reference,
        pushed->key,
        pushed->tries);
}

/** The case is the department's from here on, which is an act with what the system calls it. */
static enum exit_code hand_over(
    struct case_desk *desk, const struct connector *connector, const struct case_pushed *pushed)
{
    char note[CASE_PUSH_NOTE_SIZE];
    struct wallet_error error;

    if (wallet_case_state(desk->item) != WALLET_CASE_ACCEPTED) {
        return EXIT_CODE_OK;
    }

    case_push_note(connector, pushed->reference[0] ? pushed->reference : pushed->key, note);
    return wallet_case_go(desk->item, WALLET_CASE_IN_PROGRESS, note, &desk->actor, &error) ==
                   WALLET_OK
               ? EXIT_CODE_OK
               : case_desk_complain(desk, &error);
}

static enum exit_code send_body(
    const struct push_settings *settings,
    struct case_desk *desk,
    const struct connector *connector,
    const char *body)
{
    const struct session *session = desk->store.session;
    struct signing signing = { .key = NULL };
    struct case_pushed pushed;

    enum exit_code code = signers_open(session, settings->key, &settings->signer, &signing);
    if (code == EXIT_CODE_OK) {
        const struct case_push push = {
            .session = session,
            .url = settings->to,
            .authorities = settings->authorities,
            .signer = &signing.signer,
            .body = body,
            .tries = settings->tries ? settings->tries : CASE_PUSH_TRIES,
            .wait = settings->wait ? settings->wait : 1,
        };
        code = case_push_send(&push, &pushed);
    }
    if (code == EXIT_CODE_OK) {
        code = hand_over(desk, connector, &pushed);
    }
    if (code == EXIT_CODE_OK) {
        print_pushed(desk, &pushed);
    }

    signers_close(&signing);
    return code;
}

static enum exit_code push_case(
    const struct push_settings *settings, struct case_desk *desk, const struct connector *connector)
{
    json_t *facts = case_push_facts(desk->item, wallet_cases_counter(desk->store.cases));
    char *body = NULL;

    enum exit_code code = connector_fill(desk->store.session, connector, facts, &body);
    if (code == EXIT_CODE_OK && settings->dry_run) {
        json_print(json_loads(body, 0, NULL));
    } else if (code == EXIT_CODE_OK) {
        code = send_body(settings, desk, connector, body);
    }

    free(body);
    json_decref(facts);
    return code;
}

static enum exit_code case_push(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct push_settings *settings = opaque_settings;
    struct connector connector = { .root = NULL };
    struct case_desk desk = { .item = NULL };

    if (!settings->connector || (!settings->dry_run && (!settings->to || !settings->key))) {
        return complain_missing(session);
    }

    enum exit_code code = connector_read(session, settings->connector, &connector);
    if (code == EXIT_CODE_OK) {
        code = case_desk_open(session, &settings->common, operands->items[0], &desk);
    }
    if (code == EXIT_CODE_OK) {
        code = check_state(&desk);
    }
    if (code == EXIT_CODE_OK) {
        code = push_case(settings, &desk, &connector);
    }

    case_desk_close(&desk);
    connector_free(&connector);
    return code;
}

const struct command command_case_push = {
    .words = "case push",
    .summary = "hand a case to a department's system: JSON, signed, once",
    .summary_zh = "将办件推送至部门审批系统：JSON、签名、幂等",
    .operands = "NUMBER",
    .operand_min = 1,
    .operand_max = 1,
    .options = push_options,
    .settings_size = sizeof(struct push_settings),
    .json = true,
    .examples =
        "  wallet case push 36050020261128000001 -c one-window --to https://approval.example \\\n"
        "      --key counter.key --clerk 兰芷\n"
        "  wallet case push 36050020261128000001 -c one-window --dry-run --clerk 兰芷\n",
    .run = case_push,
};
