/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>
#include <wallet/status.h>
#include <wallet/time.h>

#include "clock.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "save.h"
#include "signers.h"
#include "status_register.h"
#include "swap.h"

#include <string.h>

struct publish_settings {
    const char *key;
    const char *output;
    const char *issuer;
    const char *hot_since;
    const char *code;
    const char *at;
    bool force;
    struct signer_settings signer;
};

#define FIELD(name_) .offset = offsetof(struct publish_settings, name_)

static const struct option_spec publish_options[] = {
    SIGNER_AGENCY_KEY_OPTION(struct publish_settings, key),
    SIGNER_OPTIONS(struct publish_settings, signer),
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "DIR",
      FIELD(output),
      .help = "the folder that is published; replaced at once (required)",
      .help_zh = "用于公布的目录，整体替换（必填）" },
    { .kind = OPTION_TEXT,
      .letter = 'i',
      .name = "issuer",
      .value = "USCC",
      FIELD(issuer),
      .help = "whose licences they are, if a status service signs (default: the key's owner)",
      .help_zh = "由状态服务代签时，证照所属机关（默认为密钥所属机关）" },
    { .kind = OPTION_TEXT,
      .name = "hot-since",
      .value = "TIME",
      FIELD(hot_since),
      .help = "put what changed since then on the hot list (default: a day ago)",
      .help_zh = "将该时间之后的变更列入紧急名单（默认一天内）" },
    { .kind = OPTION_TEXT,
      .name = "code",
      .value = "FILE",
      FIELD(code),
      .help = "draw the hot list as a QR code, PNG",
      .help_zh = "将紧急名单绘成二维码（PNG）" },
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "publish as of this time instead of now (said in the output)",
      .help_zh = "以该时间而非当前时间公布（输出中会标明）" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "overwrite the picture of the code",
      .help_zh = "覆盖已有的二维码图片" },
    { 0 },
};

/* A publication under way. */
struct publishing {
    const struct session *session;
    const struct publish_settings *settings;
    struct moment moment;
    int64_t since_unix;
    struct status_register reg;
    struct signing signing;
    struct swap swap;
    struct wallet_buffer picture; /* of the hot list */
    enum exit_code code;
};

static enum exit_code check_settings(
    const struct session *session, const struct publish_settings *settings, const char *reg)
{
    if (settings->key && settings->output) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "'--%s' is missing", "缺少 '--%s'"),
        settings->key ? "output" : "key");
    why(session,
        SAY(session,
            "publishing needs who signs and where to write",
            "公布需要签名密钥和输出目录"));
    hint(session, "wallet status publish %s --key KEY -o DIR", reg);
    return EXIT_CODE_USAGE;
}

static enum exit_code read_times(struct publishing *publishing)
{
    const struct publish_settings *settings = publishing->settings;
    enum exit_code code = clock_read(publishing->session, settings->at, &publishing->moment);

    publishing->since_unix = publishing->moment.unix_seconds - WALLET_STATUS_FRESH_SECONDS;
    if (code == EXIT_CODE_OK && settings->hot_since) {
        struct wallet_error error;
        if (wallet_time_parse(settings->hot_since, &publishing->since_unix, &error) != WALLET_OK) {
            const struct session *session = publishing->session;
            (void)refuse(
                session,
                &error,
                SAY(session, "'%s' is no time", "'%s' 不是时间"),
                settings->hot_since);
            hint(session, "2026-11-23, 2026-11-23T08:30:00Z, @1795420800");
            code = EXIT_CODE_USAGE;
        }
    }

    return code;
}

static bool draw(struct publishing *publishing, struct wallet_bytes hot)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };
    struct wallet_buffer text = { 0 };

    const bool is_drawn =
        wallet_qr_write_text(hot, &text, NULL) == WALLET_OK &&
        wallet_qr_draw(wallet_buffer_bytes(&text), &options, &publishing->picture, NULL, NULL) ==
            WALLET_OK;
    wallet_buffer_clear(&text);
    return is_drawn;
}

static enum wallet_status take(void *context, const char *name, struct wallet_bytes content)
{
    struct publishing *publishing = context;

    if (strcmp(name, WALLET_STATUS_HOT_NAME) == 0 && publishing->settings->code &&
        !draw(publishing, content)) {
        return WALLET_ERR_MEMORY;
    }

    publishing->code = swap_write(publishing->session, &publishing->swap, name, content);
    return publishing->code == EXIT_CODE_OK ? WALLET_OK : WALLET_ERR_FILE;
}

static enum exit_code sign(struct publishing *publishing)
{
    const struct session *session = publishing->session;
    struct wallet_error error;

    if (wallet_status_register_publish(
            publishing->reg.reg,
            &publishing->signing.signer,
            publishing->settings->issuer,
            publishing->moment.unix_seconds,
            publishing->since_unix,
            &(struct wallet_status_taker){ take, publishing },
            &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }
    if (publishing->code != EXIT_CODE_OK) {
        return publishing->code; /* told already */
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "nothing was published", "未公布任何内容"));
    hint(session, SAY(session, "check key and issuer", "请检查密钥和机关代码"));
    return code;
}

/* The register first: a version that is out in the world must never be used again. */
static enum exit_code write_all(struct publishing *publishing)
{
    const struct session *session = publishing->session;
    const struct publish_settings *settings = publishing->settings;
    enum exit_code code = status_register_save(session, &publishing->reg);

    if (code == EXIT_CODE_OK) {
        code = swap_finish(session, &publishing->swap);
    }
    if (code == EXIT_CODE_OK && settings->code) {
        code = save(
            session,
            settings->code,
            wallet_buffer_bytes(&publishing->picture),
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }

    return code;
}

static void print(const struct publishing *publishing)
{
    const struct session *session = publishing->session;
    const struct wallet_status_register *reg = publishing->reg.reg;
    const uint64_t version = wallet_status_register_version(reg);
    const size_t shards = wallet_status_register_shard_count(reg);

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "version", json_integer((json_int_t)version));
        (void)json_object_set_new(out, "shards", json_integer((json_int_t)shards));
        (void)json_object_set_new(
            out, "licences", json_integer((json_int_t)wallet_status_register_count(reg)));
        (void)json_object_set_new(out, "issued", json_time(publishing->moment.unix_seconds));
        (void)json_object_set_new(out, "output", json_string(publishing->settings->output));
        json_print(out);
    }
    remark(
        session,
        SAY(session,
            "published version %llu: %zu shards, %zu licences",
            "已公布第 %llu 版：%zu 个分片，%zu 份证照"),
        (unsigned long long)version,
        shards,
        wallet_status_register_count(reg));
    suggest(session, "wallet status import %s --trust FILE", publishing->settings->output);
}

static enum exit_code run(struct publishing *publishing, const char *path)
{
    const struct session *session = publishing->session;
    const struct publish_settings *settings = publishing->settings;
    enum exit_code code = read_times(publishing);

    if (code == EXIT_CODE_OK) {
        code = signers_open(session, settings->key, &settings->signer, &publishing->signing);
    }
    if (code == EXIT_CODE_OK) {
        code = status_register_open(session, path, &publishing->reg);
    }
    if (code == EXIT_CODE_OK) {
        code = swap_start(session, settings->output, NULL, &publishing->swap);
    }
    if (code == EXIT_CODE_OK) {
        code = sign(publishing);
    }

    return code == EXIT_CODE_OK ? write_all(publishing) : code;
}

static enum exit_code status_publish(
    const struct session *session, const void *settings, const struct operands *operands)
{
    struct publishing publishing = { .session = session,
                                     .settings = settings,
                                     .reg = STATUS_REGISTER_CLOSED };
    enum exit_code code = check_settings(session, settings, operands->items[0]);

    if (code == EXIT_CODE_OK) {
        code = run(&publishing, operands->items[0]);
    }
    if (code == EXIT_CODE_OK) {
        print(&publishing);
    }

    wallet_buffer_clear(&publishing.picture);
    swap_drop(&publishing.swap);
    signers_close(&publishing.signing);
    status_register_close(&publishing.reg);
    return code;
}

const struct command command_status_publish = {
    .words = "status publish",
    .summary = "sign the status lists, the hot list and their manifest",
    .summary_zh = "签发状态名单、紧急名单及其清单",
    .operands = "REGISTER",
    .operand_min = 1,
    .operand_max = 1,
    .options = publish_options,
    .settings_size = sizeof(struct publish_settings),
    .json = true,
    .examples = "  wallet status publish agency.status --key agency.key -o public/\n"
                "  wallet status publish agency.status -k agency.key -o public/ --code hot.png\n",
    .run = status_publish,
};
