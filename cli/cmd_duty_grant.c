/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "code_show.h"
#include "command.h"
#include "granting.h"
#include "holder_line.h"
#include "item_drafts.h"
#include "output.h"
#include "signers.h"
#include "types.h"

struct duty_settings {
    const char *key;
    struct signer_settings signer;
    const char *holder;
    const char *clerk;
    const char *account;
    const char *desk;
    const char *cause;
    const char *matter;
    const char *matter_code;
    const char *system;
    const char *at;
    unsigned seconds;
    struct showing_settings showing;
};

#define FIELD(name_) .offset = offsetof(struct duty_settings, name_)

static const struct option_spec duty_options[] = {
    { .kind = OPTION_TEXT,
      .name = "holder",
      .value = "ID",
      FIELD(holder),
      .help = "whose licences: 111:CITIZEN-NUMBER or 001:USCC (required)" HOLDER_LINE_HELP,
      .help_zh = "持证主体：111:公民身份号码 或 001:统一社会信用代码（必填）" HOLDER_LINE_HELP_ZH },
    { .kind = OPTION_TEXT,
      .name = "clerk",
      .value = "NAME",
      FIELD(clerk),
      .help = "who asks, by name (required)",
      .help_zh = "经办人姓名（必填）" },
    { .kind = OPTION_TEXT,
      .name = "account",
      .value = "ID",
      FIELD(account),
      .help = "the clerk's account or number",
      .help_zh = "经办人账号或工号" },
    { .kind = OPTION_TEXT,
      .name = "window",
      .value = "ID",
      FIELD(desk),
      .help = "the window at which the clerk sits",
      .help_zh = "窗口号" },
    { .kind = OPTION_TEXT,
      .name = "cause",
      .value = "TEXT",
      FIELD(cause),
      .help = "why, in up to 200 characters (required)",
      .help_zh = "用证事由，至多 200 字（必填）" },
    { .kind = OPTION_TEXT,
      .letter = 'm',
      .name = "matter",
      .value = "NAME",
      FIELD(matter),
      .help = "the matter; without it the cause stands alone",
      .help_zh = "办理事项名称；不填则仅记事由" },
    { .kind = OPTION_TEXT,
      .name = "matter-code",
      .value = "CODE",
      FIELD(matter_code),
      .help = "the code of the matter",
      .help_zh = "事项实施编码" },
    { .kind = OPTION_TEXT,
      .name = "system",
      .value = "NAME",
      FIELD(system),
      .help = "the system in which the matter is handled",
      .help_zh = "办理所用的业务系统" },
    { .kind = OPTION_NUMBER,
      .name = "for",
      .value = "SECONDS",
      .min = 30,
      .max = 86400,
      FIELD(seconds),
      .help = "how long it is good, 30 to 86400 (default 3600)",
      .help_zh = "有效时长，30 至 86400 秒（默认 3600）" },
    SIGNER_KEY_OPTION(
        struct duty_settings,
        key,
        "the department's private key: a file, 'pkcs11:...' or 'agent:SOCKET' (required)",
        "部门私钥：文件、'pkcs11:...' 或 'agent:SOCKET'（必填）"),
    SIGNER_OPTIONS(struct duty_settings, signer),
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "grant as of this time, or the end of this day",
      .help_zh = "以该时间（或该日之末）而非当前时间签名" },
    SHOWING_OPTIONS(struct duty_settings, showing),
    { 0 },
};

static enum exit_code check_settings(
    const struct session *session, const struct duty_settings *settings)
{
    const char *missing = !settings->holder  ? "holder"
                          : !settings->clerk ? "clerk"
                          : !settings->cause ? "cause"
                          : !settings->key   ? "key"
                                             : NULL;
    if (!missing) {
        return showing_check(session, &settings->showing);
    }

    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), missing);
    why(session,
        SAY(session,
            "the holder is shown every such use, with the clerk and the cause",
            "每次依职能用证均告知持证人经办人与事由"));
    hint(
        session,
        "wallet duty-grant id-card:name --holder 111:... --clerk NAME --cause TEXT --key FILE");
    return EXIT_CODE_USAGE;
}

static struct granting make_granting(
    const struct session *session,
    const struct duty_settings *settings,
    const struct wallet_catalogue *catalogue,
    const struct item_drafts *items,
    const struct wallet_grant_evidence *evidence)
{
    return (struct granting){
        .session = session,
        .catalogue = catalogue,
        .terms = { .method = WALLET_GRANT_DUTY,
                   .matter = { .system = settings->system,
                               .category =
                                   settings->matter ? WALLET_CALL_MATTER : WALLET_CALL_OTHER,
                               .name = settings->matter,
                               .code = settings->matter_code,
                               .cause = settings->cause },
                   .items = items->items,
                   .item_count = items->count,
                   .holder = settings->holder,
                   .seconds = settings->seconds,
                   .evidence = evidence },
    };
}

static enum exit_code grant_items(
    const struct session *session,
    const struct duty_settings *settings,
    const struct wallet_catalogue *catalogue,
    const struct item_drafts *items,
    int64_t now_unix)
{
    const struct wallet_grant_evidence evidence = { .clerk = settings->clerk,
                                                    .account = settings->account,
                                                    .desk = settings->desk };
    struct granting granting = make_granting(session, settings, catalogue, items, &evidence);
    struct signing signing = { .key = NULL };

    enum exit_code code = signers_open(session, settings->key, &settings->signer, &signing);
    if (code == EXIT_CODE_OK) {
        granting.signer = signing.signer;
        granting.terms.audience = signing.signer.issuer;
        code = granting_print(&granting, now_unix);
    }
    if (code == EXIT_CODE_OK) {
        code = granting_write(&granting, &settings->showing, now_unix);
    }

    granting_finish(&granting);
    signers_close(&signing);
    return code;
}

static enum exit_code duty_grant(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    struct duty_settings settings = *(const struct duty_settings *)opaque_settings;
    struct secret_line line = { .size = 0 };
    struct wallet_catalogue *catalogue = NULL;
    struct picks picks = { .items = NULL };
    struct item_drafts items = { .items = NULL };
    struct moment moment;

    enum exit_code code = check_settings(session, &settings);
    if (code == EXIT_CODE_OK) {
        code = holder_line_take(session, &settings.holder, &line);
    }
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings.at, &moment);
    }
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = item_drafts_pick(session, catalogue, operands, &picks);
    }
    if (code == EXIT_CODE_OK && !item_drafts_add(&items, &picks, false)) {
        code = complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        code = grant_items(session, &settings, catalogue, &items, moment.unix_seconds);
    }

    item_drafts_free(&items);
    picks_free(&picks);
    wallet_catalogue_free(catalogue);
    secret_line_forget(&line);
    return code;
}

const struct command command_duty_grant = {
    .words = "duty-grant",
    .summary = "let this department fetch licences on its duty; the holder will see it",
    .summary_zh = "本部门依职能取用证照，持证人可查知（依职能用证）",
    .operands = "ITEM...",
    .operand_min = 1,
    .operand_max = WALLET_REQUEST_ITEM_MAX,
    .options = duty_options,
    .settings_size = sizeof(struct duty_settings),
    .json = true,
    .examples = "  wallet duty-grant id-card:name --holder 111:360502199003070024 \\\n"
                "      --clerk 钟见山 --cause 核查低保资格 --key counter.key -o duty.cbor\n",
    .run = duty_grant,
};
