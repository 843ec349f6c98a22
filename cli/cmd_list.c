/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "vault.h"

struct list_settings {
    struct vault_settings vault;
};

static const struct option_spec list_options[] = {
    VAULT_OPTIONS(struct list_settings, vault),
    { 0 },
};

static void print(const struct open_vault *open, const struct wallet_catalogue *catalogue)
{
    const struct session *session = open->session;
    struct wallet_vault_licence licence;

    for (size_t i = 0; wallet_vault_licence_at(open->vault, i, &licence); i++) {
        if (session->json) {
            json_print(held_json(catalogue, &licence));
        } else {
            held_print(session, catalogue, &licence);
        }
    }
    if (wallet_vault_count(open->vault).licences == 0 && !session->json) {
        remark(session, SAY(session, "the vault holds no licence yet", "保管箱中还没有证照"));
        suggest(session, "wallet add LICENCE");
    }
}

static enum exit_code list(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct list_settings *settings = opaque_settings;
    (void)operands;

    return held_read(session, &settings->vault, print);
}

const struct command command_list = {
    .words = "list",
    .summary = "list the licences in the vault",
    .summary_zh = "列出保管箱中的证照",
    .operands = "",
    .options = list_options,
    .settings_size = sizeof(struct list_settings),
    .json = true,
    .examples = "  wallet list\n",
    .run = list,
};
