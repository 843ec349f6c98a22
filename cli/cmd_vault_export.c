/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "json.h"
#include "output.h"
#include "save.h"
#include "vault.h"
#include "vault_cost.h"

#include <string.h>
#include <unistd.h>

struct export_settings {
    struct vault_settings vault;
    struct passphrase_settings export_passphrase;
    const char *cost;
};

static const struct option_spec export_options[] = {
    VAULT_OPTIONS(struct export_settings, vault),
    PASSPHRASE_OPTIONS(
        struct export_settings, export_passphrase, "export-", "of the file", "导出文件"),
    VAULT_COST_OPTION(struct export_settings, cost),
    { 0 },
};

/* An export is a vault of its own that took in all of this one. */
static enum exit_code copy(
    const struct open_vault *open,
    const struct export_settings *settings,
    struct wallet_vault **out,
    struct wallet_vault_count *out_count)
{
    const struct session *session = open->session;
    struct secret_line passphrase = { .size = 0 };
    struct wallet_error error;

    enum exit_code code =
        passphrase_read(session, &settings->export_passphrase, PASSPHRASE_OF_EXPORT, &passphrase);
    if (code == EXIT_CODE_OK &&
        wallet_vault_new(
            secret_line_bytes(&passphrase),
            settings->cost ? vault_cost_of(settings->cost) : wallet_vault_cost(open->vault),
            out,
            &error) != WALLET_OK) {
        code = vault_cost_complain(session, &error);
    }
    if (code == EXIT_CODE_OK &&
        wallet_vault_merge(*out, open->vault, out_count, NULL) != WALLET_OK) {
        code = complain_memory(session);
    }

    secret_line_forget(&passphrase);
    return code;
}

static enum exit_code write_copy(
    const struct session *session, struct wallet_vault *copied, const char *path)
{
    struct wallet_buffer file = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_vault_write(copied, &file, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "'%s' is not written", "未写入 '%s'"), path);
    } else {
        code = save(session, path, wallet_buffer_bytes(&file), SAVE_SECRET);
    }

    wallet_buffer_clear(&file);
    return code;
}

static void tell(
    const struct session *session, const char *path, const struct wallet_vault_count *count)
{
    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "output", json_string(path));
        (void)json_object_set_new(object, "keys", json_integer((json_int_t)count->keys));
        (void)json_object_set_new(object, "licences", json_integer((json_int_t)count->licences));
        (void)json_object_set_new(object, "events", json_integer((json_int_t)count->events));
        json_print(object);
        return;
    }

    remark(
        session,
        SAY(session,
            "exported keys: %zu, licences: %zu, events: %zu; whoever has the file and its "
            "passphrase "
            "is the holder",
            "已导出密钥 %zu、证照 %zu、记录 %zu；持有该文件及其口令者即可冒充持证人"),
        count->keys,
        count->licences,
        count->events);
}

static enum exit_code vault_export(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct export_settings *settings = opaque_settings;
    const char *path = operands->items[0];
    struct wallet_vault *copied = NULL;
    struct wallet_vault_count count;
    struct open_vault open;

    if (strcmp(path, "-") == 0) {
        complain(session, SAY(session, "a vault is not printed", "保管箱不会输出到屏幕"));
        why(session, SAY(session, "it is binary", "它是二进制数据"));
        hint(session, SAY(session, "give it a file", "请给出文件名"));
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = vault_open(session, &settings->vault, VAULT_READ, &open);
    if (code == EXIT_CODE_OK) {
        code = copy(&open, settings, &copied, &count);
    }
    if (code == EXIT_CODE_OK) {
        code = write_copy(session, copied, path);
    }
    if (code == EXIT_CODE_OK) {
        tell(session, path, &count);
    }

    wallet_vault_free(copied);
    vault_close(&open);
    return code;
}

const struct command command_vault_export = {
    .words = "vault export",
    .summary = "write all of the vault to a file under a passphrase of its own",
    .summary_zh = "将整个保管箱导出到文件，另用口令保护",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = export_options,
    .settings_size = sizeof(struct export_settings),
    .json = true,
    .examples = "  wallet vault export backup.vault\n",
    .run = vault_export,
};
