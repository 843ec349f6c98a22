/* SPDX-License-Identifier: Apache-2.0 */
#include "ask.h"
#include "clock.h"
#include "command.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "types.h"
#include "vault.h"

#include <stdio.h>
#include <string.h>

struct remove_settings {
    struct vault_settings vault;
    bool yes;
};

static const struct option_spec remove_options[] = {
    { .kind = OPTION_FLAG,
      .letter = 'y',
      .name = "yes",
      .offset = offsetof(struct remove_settings, yes),
      .help = "do not ask",
      .help_zh = "不再询问" },
    VAULT_OPTIONS(struct remove_settings, vault),
    { 0 },
};

static enum exit_code confirm(
    const struct session *session,
    const struct wallet_vault_licence *licence,
    const struct wallet_catalogue *catalogue)
{
    const struct wallet_bytes title = held_title(session, catalogue, licence->type);
    char id[HELD_ID_DIGITS + 1];
    char question[256];

    held_id(licence->id, id);
    (void)snprintf(
        question,
        sizeof question,
        SAY(session, "Remove %s, %.*s?", "删除 %s（%.*s）？"),
        id,
        (int)(title.size < 120 ? title.size : 120),
        (const char *)title.data);
    return ask_yes(session, question);
}

/* The entry in the history keeps what it was. */
static enum exit_code take_out(
    struct open_vault *open, size_t index, const struct wallet_vault_licence *licence)
{
    struct wallet_vault_shown shown = { .type = licence->type };
    const struct wallet_vault_event event = {
        .act = WALLET_VAULT_REMOVED,
        .at_unix = clock_now(),
        .note = licence->label,
        .shown = &shown,
        .shown_count = 1,
    };

    memcpy(shown.licence, licence->id, sizeof shown.licence);
    if (wallet_vault_event_add(open->vault, &event, NULL) != WALLET_OK ||
        wallet_vault_licence_remove(open->vault, index, NULL) != WALLET_OK) {
        return complain_memory(open->session);
    }

    return vault_save(open);
}

static void tell(const struct session *session, const uint8_t id[WALLET_DIGEST_SIZE])
{
    char digits[HELD_ID_DIGITS + 1];

    held_id(id, digits);
    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "id", held_id_json(id));
        (void)json_object_set_new(out, "removed", json_true());
        json_print(out);
    } else {
        remark(session, SAY(session, "removed %s", "已删除 %s"), digits);
    }
}

static enum exit_code remove_one(
    struct open_vault *open,
    const struct remove_settings *settings,
    const struct wallet_catalogue *catalogue,
    const char *prefix)
{
    struct wallet_vault_licence licence;
    uint8_t id[WALLET_DIGEST_SIZE];
    size_t index = 0;

    enum exit_code code = held_find(open, prefix, &index, &licence);
    if (code == EXIT_CODE_OK && !settings->yes) {
        code = confirm(open->session, &licence, catalogue);
    }
    if (code == EXIT_CODE_OK) {
        memcpy(id, licence.id, sizeof id);
        code = take_out(open, index, &licence);
    }
    if (code == EXIT_CODE_OK) {
        tell(open->session, id);
    }

    return code;
}

static enum exit_code run_remove(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct remove_settings *settings = opaque_settings;
    struct wallet_catalogue *catalogue = NULL;
    struct open_vault open;

    enum exit_code code = vault_open(session, &settings->vault, VAULT_CHANGE, &open);
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = remove_one(&open, settings, catalogue, operands->items[0]);
    }

    wallet_catalogue_free(catalogue);
    vault_close(&open);
    return code;
}

const struct command command_remove = {
    .words = "remove",
    .summary = "take a licence out of the vault",
    .summary_zh = "从保管箱中删除一份证照",
    .operands = "ID",
    .operand_min = 1,
    .operand_max = 1,
    .options = remove_options,
    .settings_size = sizeof(struct remove_settings),
    .json = true,
    .examples = "  wallet remove 3f2a\n",
    .run = run_remove,
};
