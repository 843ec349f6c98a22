/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "command.h"
#include "folder.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "privacy.h"
#include "save.h"
#include "vault.h"
#include "vault_cost.h"
#include "vault_file.h"
#include "vault_public.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct init_settings {
    const char *path;
    struct passphrase_settings passphrase;
    const char *cost;
    const char *output;
};

static const struct option_spec init_options[] = {
    { .kind = OPTION_TEXT,
      .name = "vault",
      .value = "FILE",
      .offset = offsetof(struct init_settings, path),
      .help =
          "the same as the operand; default: $WALLET_VAULT, else wallet/vault in $XDG_DATA_HOME",
      .help_zh = "与操作数相同；默认 $WALLET_VAULT，否则为 $XDG_DATA_HOME 下的 wallet/vault" },
    PASSPHRASE_OPTIONS(struct init_settings, passphrase, "", "of the vault", "保管箱"),
    VAULT_COST_OPTION(struct init_settings, cost),
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      .offset = offsetof(struct init_settings, output),
      .help = "write the public key to this file, for agencies to bind licences to",
      .help_zh = "将公钥写到该文件，供发证机关绑定证照" },
    { 0 },
};

/* Whatever would be in the way is told before a passphrase is asked for. */
static enum exit_code check_free(const struct session *session, const char *path)
{
    struct stat status;

    if (!path || strcmp(path, "-") == 0 || lstat(path, &status) != 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "cannot write '%s'", "无法写入 '%s'"), path);
    why(session, SAY(session, "there is a file of this name", "同名文件已存在"));
    hint(
        session,
        SAY(session,
            "choose another name: nothing is overwritten here",
            "请换个文件名：此处绝不覆盖"));
    return EXIT_CODE_FILE;
}

/* The folders of the default place are ours to make; another one's are not. */
static enum exit_code make_folder(const struct session *session, const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');

    (void)snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 0, path);
    return folder[0] != '\0' ? folder_prepare(session, folder) : EXIT_CODE_OK;
}

static enum exit_code fill(
    struct open_vault *open, const struct init_settings *settings, int64_t now_unix)
{
    const struct session *session = open->session;
    struct secret_line passphrase = { .size = 0 };
    struct wallet_error error;
    uint8_t id[WALLET_KEY_ID_SIZE];

    enum exit_code code =
        passphrase_read(session, &settings->passphrase, PASSPHRASE_FIRST, &passphrase);
    if (code == EXIT_CODE_OK &&
        (wallet_vault_new(
             secret_line_bytes(&passphrase), vault_cost_of(settings->cost), &open->vault, &error) !=
             WALLET_OK ||
         wallet_vault_key_generate(open->vault, now_unix, id, &error) != WALLET_OK)) {
        code = vault_cost_complain(session, &error);
    }

    secret_line_forget(&passphrase);
    return code;
}

static void tell(const struct open_vault *open, const char *output)
{
    const struct session *session = open->session;
    struct wallet_vault_key key = { .made_unix = 0 };
    (void)wallet_vault_key_at(open->vault, 0, &key);

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "vault", json_string(open->path));
        (void)json_object_set_new(object, "kid", held_key_json(key.id));
        (void)json_object_set_new(object, "output", json_text_or_null(output));
        json_print(object);
    }
    remark(
        session,
        SAY(session,
            "'%s' is the new vault: nobody can reset its passphrase; keep a copy by 'wallet vault "
            "export'",
            "'%s' 是新保管箱：口令无法重置；请用 'wallet vault export' 备份"),
        open->path);
    if (output) {
        suggest(session, "wallet add LICENCE");
    } else {
        suggest(session, "wallet vault key -o holder.pub");
    }
}

static enum exit_code make(
    struct open_vault *open, const struct init_settings *settings, int64_t now_unix)
{
    enum exit_code code = vault_file_lock(open->session, open->path, false, &open->lock);

    if (code == EXIT_CODE_OK) {
        code = fill(open, settings, now_unix);
    }
    if (code == EXIT_CODE_OK) {
        code = vault_save_new(open);
    }
    if (code == EXIT_CODE_OK && settings->output) {
        code = vault_public_write(open, NULL, settings->output, SAVE_NEW);
    }
    if (code == EXIT_CODE_OK) {
        tell(open, settings->output);
    }

    return code;
}

static enum exit_code vault_init(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct init_settings *settings = opaque_settings;
    const char *given = operands->count == 1 ? operands->items[0] : settings->path;
    struct open_vault open = OPEN_VAULT_NONE;
    struct moment now = { 0 };
    open.session = session;

    privacy_start();
    enum exit_code code = vault_file_place(session, given, open.path);
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, NULL, &now);
    }
    if (code == EXIT_CODE_OK) {
        code = check_free(session, open.path);
    }
    if (code == EXIT_CODE_OK) {
        code = check_free(session, settings->output);
    }
    if (code == EXIT_CODE_OK && !given) {
        code = make_folder(session, open.path);
    }
    if (code == EXIT_CODE_OK) {
        code = make(&open, settings, now.unix_seconds);
    }

    vault_close(&open);
    return code;
}

const struct command command_vault_init = {
    .words = "vault init",
    .summary = "make a vault with a key of its holder, under a passphrase",
    .summary_zh = "建立带持证人密钥的保管箱，以口令保护",
    .operands = "[FILE]",
    .operand_max = 1,
    .options = init_options,
    .settings_size = sizeof(struct init_settings),
    .json = true,
    .examples = "  wallet vault init -o holder.pub\n"
                "  wallet vault init my.vault --passphrase-file secret.txt -o holder.pub\n",
    .run = vault_init,
};
