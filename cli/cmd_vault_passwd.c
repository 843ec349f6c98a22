/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "vault.h"
#include "vault_cost.h"

struct passwd_settings {
    struct vault_settings vault;
    struct passphrase_settings new_passphrase;
    const char *cost;
};

static const struct option_spec passwd_options[] = {
    VAULT_OPTIONS(struct passwd_settings, vault),
    PASSPHRASE_OPTIONS(struct passwd_settings, new_passphrase, "new-", "that it gets", "保管箱新"),
    VAULT_COST_OPTION(struct passwd_settings, cost),
    { 0 },
};

static enum exit_code set(struct open_vault *open, const struct passwd_settings *settings)
{
    const struct session *session = open->session;
    struct secret_line passphrase = { .size = 0 };
    struct wallet_error error;

    enum exit_code code =
        passphrase_read(session, &settings->new_passphrase, PASSPHRASE_NEW, &passphrase);
    if (code == EXIT_CODE_OK &&
        wallet_vault_set_passphrase(
            open->vault,
            secret_line_bytes(&passphrase),
            settings->cost ? vault_cost_of(settings->cost) : wallet_vault_cost(open->vault),
            &error) != WALLET_OK) {
        code = vault_cost_complain(session, &error);
    }

    secret_line_forget(&passphrase);
    return code;
}

static enum exit_code vault_passwd(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct passwd_settings *settings = opaque_settings;
    struct open_vault open;
    (void)operands;

    enum exit_code code = vault_open(session, &settings->vault, VAULT_CHANGE, &open);
    if (code == EXIT_CODE_OK) {
        code = set(&open, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = vault_note(&open, WALLET_VAULT_REKEYED, clock_now(), NULL);
    }
    if (code == EXIT_CODE_OK) {
        code = vault_save(&open);
    }
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session,
                "the passphrase was changed; copies and exports of before keep the old one",
                "口令已更改；此前的副本和导出文件仍用旧口令"));
    }

    vault_close(&open);
    return code;
}

const struct command command_vault_passwd = {
    .words = "vault passwd",
    .summary = "change the passphrase of the vault",
    .summary_zh = "更改保管箱口令",
    .operands = "",
    .options = passwd_options,
    .settings_size = sizeof(struct passwd_settings),
    .examples = "  wallet vault passwd\n"
                "  wallet vault passwd --cost high\n",
    .run = vault_passwd,
};
