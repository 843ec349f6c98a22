/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "command.h"
#include "file.h"
#include "json.h"
#include "output.h"
#include "vault.h"

#include <stdio.h>

struct import_settings {
    struct vault_settings vault;
    struct passphrase_settings import_passphrase;
    bool salvage;
};

static const struct option_spec import_options[] = {
    VAULT_OPTIONS(struct import_settings, vault),
    PASSPHRASE_OPTIONS(
        struct import_settings, import_passphrase, "import-", "of the file", "待导入文件"),
    { .kind = OPTION_FLAG,
      .name = "salvage",
      .offset = offsetof(struct import_settings, salvage),
      .help = "take what can be read of a damaged file, and say what is lost",
      .help_zh = "从损坏的文件中抢救可读内容，并说明损失" },
    { 0 },
};

/* What is taken in, and what the file has lost. */
struct intake {
    struct wallet_vault *from;
    struct wallet_vault_count added;
    struct wallet_vault_count lost;
};

static enum exit_code open_source(
    const struct session *session,
    const struct import_settings *settings,
    const char *path,
    struct intake *intake)
{
    struct secret_line passphrase = { .size = 0 };
    struct wallet_error error;
    struct file file = { 0 };

    enum exit_code code = file_read(session, path, WALLET_VAULT_FILE_MAX, &file);
    if (code == EXIT_CODE_OK) {
        code = passphrase_read(
            session, &settings->import_passphrase, PASSPHRASE_OF_IMPORT, &passphrase);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes secret = secret_line_bytes(&passphrase);
        const enum wallet_status status =
            settings->salvage ? wallet_vault_salvage(
                                    file_bytes(&file), secret, &intake->lost, &intake->from, &error)
                              : wallet_vault_open(file_bytes(&file), secret, &intake->from, &error);
        code = status == WALLET_OK ? EXIT_CODE_OK : vault_complain(session, path, &error);
    }

    secret_line_forget(&passphrase);
    file_free(&file);
    return code;
}

static size_t sum(const struct wallet_vault_count *count)
{
    return count->keys + count->licences + count->events;
}

static enum exit_code take(struct open_vault *open, struct intake *intake)
{
    const struct session *session = open->session;
    struct wallet_error error;
    char note[128];

    if (wallet_vault_merge(open->vault, intake->from, &intake->added, &error) != WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "nothing was imported", "未导入任何内容"));
        hint(session, SAY(session, "import into another vault", "请导入另一个保管箱"));
        return code;
    }
    if (sum(&intake->added) == 0) {
        return EXIT_CODE_OK; /* nothing new: the vault stays as it is */
    }

    (void)snprintf(
        note,
        sizeof note,
        "keys: %zu, licences: %zu, events: %zu",
        intake->added.keys,
        intake->added.licences,
        intake->added.events);
    const enum exit_code code = vault_note(open, WALLET_VAULT_IMPORTED, clock_now(), note);
    return code == EXIT_CODE_OK ? vault_save(open) : code;
}

static json_t *count_json(const struct wallet_vault_count *count)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "keys", json_integer((json_int_t)count->keys));
    (void)json_object_set_new(out, "licences", json_integer((json_int_t)count->licences));
    (void)json_object_set_new(out, "events", json_integer((json_int_t)count->events));
    return out;
}

static void tell(const struct session *session, const char *path, const struct intake *intake)
{
    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "input", json_string(path));
        (void)json_object_set_new(object, "added", count_json(&intake->added));
        (void)json_object_set_new(object, "lost", count_json(&intake->lost));
        json_print(object);
        return;
    }

    remark(
        session,
        SAY(session,
            "new keys: %zu, licences: %zu, events: %zu",
            "新增密钥 %zu、证照 %zu、记录 %zu"),
        intake->added.keys,
        intake->added.licences,
        intake->added.events);
    if (sum(&intake->lost) > 0) {
        remark(
            session,
            SAY(session,
                "warning: lost in the file are keys: %zu, licences: %zu, events: %zu",
                "警告：文件中已丢失密钥 %zu、证照 %zu、记录 %zu"),
            intake->lost.keys,
            intake->lost.licences,
            intake->lost.events);
    }
}

static enum exit_code vault_import(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct import_settings *settings = opaque_settings;
    struct intake intake = { .from = NULL };
    struct open_vault open;

    enum exit_code code = vault_open(session, &settings->vault, VAULT_CHANGE, &open);
    if (code == EXIT_CODE_OK) {
        code = open_source(session, settings, operands->items[0], &intake);
    }
    if (code == EXIT_CODE_OK) {
        code = take(&open, &intake);
    }
    if (code == EXIT_CODE_OK) {
        tell(session, operands->items[0], &intake);
    }

    wallet_vault_free(intake.from);
    vault_close(&open);
    return code;
}

const struct command command_vault_import = {
    .words = "vault import",
    .summary = "take in what an exported or damaged vault holds; replaces nothing",
    .summary_zh = "导入导出文件或损坏保管箱中的内容；不替换已有内容",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = import_options,
    .settings_size = sizeof(struct import_settings),
    .json = true,
    .examples = "  wallet vault import backup.vault\n"
                "  wallet vault import --salvage damaged.vault\n",
    .run = vault_import,
};
