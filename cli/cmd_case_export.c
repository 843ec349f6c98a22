/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/case_package.h>

#include "case_files.h"
#include "case_store.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "save.h"
#include "signers.h"

struct export_settings {
    struct case_settings common;
    const char *output;
    const char *key;
    struct case_files files;
    struct signer_settings signer;
    bool force;
};

static const struct option_spec export_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "FILE",
        .offset = offsetof(struct export_settings, output),
        .help = "write the package to this file (required)",
        .help_zh = "将归档包写到该文件（必填）",
    },
    SIGNER_KEY_OPTION(
        struct export_settings,
        key,
        "the counter's key (required): a file, pkcs11: or agent:",
        "窗口密钥（必填）：文件、pkcs11: 或 agent:"),
    {
        .kind = OPTION_TEXT,
        .letter = 't',
        .name = "trust",
        .value = "FILE",
        .offset = offsetof(struct export_settings, files.trust),
        .help = "the signed trust list to go with it (default: the imported one)",
        .help_zh = "随附的签名信任名单（默认为已导入的名单）",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 's',
        .name = "status",
        .value = "DIR",
        .offset = offsetof(struct export_settings, files.status),
        .help = "status data to go with it (default: what 'wallet status import' keeps)",
        .help_zh = "随附的状态数据（默认为 'wallet status import' 所存）",
    },
    {
        .kind = OPTION_LIST,
        .name = "receipt",
        .value = "FILE",
        .offset = offsetof(struct export_settings, files.receipts),
        .help = "a receipt of a log to go with it; may be repeated",
        .help_zh = "随附的日志回执，可重复",
    },
    SIGNER_OPTIONS(struct export_settings, signer),
    {
        .kind = OPTION_FLAG,
        .letter = 'f',
        .name = "force",
        .offset = offsetof(struct export_settings, force),
        .help = "overwrite the file",
        .help_zh = "覆盖已有文件",
    },
    CASE_OPTIONS(offsetof(struct export_settings, common)),
    { 0 },
};

static enum exit_code pack(
    const struct case_desk *desk,
    const struct export_settings *settings,
    const struct file_set *others,
    struct wallet_buffer *out)
{
    const struct session *session = desk->store.session;
    struct signing signing = { .key = NULL };
    struct wallet_error error;

    enum exit_code code = signers_open(session, settings->key, &settings->signer, &signing);
    if (code == EXIT_CODE_OK && wallet_case_pack(
                                    desk->item,
                                    others->files,
                                    others->count,
                                    &signing.signer,
                                    desk->actor.at_unix,
                                    out,
                                    &error) != WALLET_OK) {
        code = case_desk_complain(desk, &error);
    }

    signers_close(&signing);
    return code;
}

static void tell(
    const struct case_desk *desk, const char *path, size_t size, const struct file_set *others)
{
    const struct session *session = desk->store.session;

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "number", json_string(wallet_case_number(desk->item)));
        (void)json_object_set_new(object, "file", json_string(path));
        (void)json_object_set_new(object, "size", json_integer((json_int_t)size));
        (void)json_object_set_new(object, "others", json_integer((json_int_t)others->count));
        json_print(object);
    }
    remark(
        session,
        SAY(session,
            "case '%s' and %zu other files: %zu bytes",
            "办件 '%s' 及其他 %zu 个文件：%zu 字节"),
        wallet_case_number(desk->item),
        others->count,
        size);
    suggest(session, "wallet case check %s", path);
}

static enum exit_code export_case(const struct export_settings *settings, struct case_desk *desk)
{
    const struct session *session = desk->store.session;
    struct file_set others = { 0 };
    struct wallet_buffer package = { 0 };

    enum exit_code code = case_files_add(session, &settings->files, &others);
    code = code == EXIT_CODE_OK ? pack(desk, settings, &others, &package) : code;
    if (code == EXIT_CODE_OK) {
        code = save(
            session,
            settings->output,
            wallet_buffer_bytes(&package),
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }
    if (code == EXIT_CODE_OK) {
        tell(desk, settings->output, package.size, &others);
    }

    wallet_buffer_clear(&package);
    file_set_free(&others);
    return code;
}

static enum exit_code case_export(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct export_settings *settings = opaque_settings;
    struct case_desk desk;

    if (!settings->output || !settings->key) {
        complain(session, SAY(session, "an option is missing", "缺少选项"));
        why(session, SAY(session, "-o and --key are needed", "需要 -o 和 --key"));
        hint(session, "wallet case export NUMBER -o case.cbor --key counter.key");
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = case_desk_open(session, &settings->common, operands->items[0], &desk);
    if (code == EXIT_CODE_OK) {
        code = export_case(settings, &desk);
    }

    case_desk_close(&desk);
    return code;
}

const struct command command_case_export = {
    .words = "case export",
    .summary = "put a case into one signed file that can be judged again years later",
    .summary_zh = "将办件导出为一个签名归档包，多年后仍可核验",
    .operands = "NUMBER",
    .operand_min = 1,
    .operand_max = 1,
    .options = export_options,
    .settings_size = sizeof(struct export_settings),
    .json = true,
    .examples =
        "  wallet case export 36050020261128000001 -o case.cbor --key counter.key --clerk 兰芷\n",
    .run = case_export,
};
