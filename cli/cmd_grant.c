/* SPDX-License-Identifier: Apache-2.0 */
#include "ask.h"
#include "clock.h"
#include "code_show.h"
#include "command.h"
#include "grant_key.h"
#include "grant_log.h"
#include "granting.h"
#include "item_drafts.h"
#include "output.h"
#include "types.h"

#include <stdio.h>
#include <string.h>

struct grant_settings {
    struct vault_settings vault;
    struct option_list sensitive;
    const char *to;
    const char *matter;
    const char *matter_code;
    const char *licence;
    unsigned seconds;
    bool yes;
    struct showing_settings showing;
};

#define FIELD(name_) .offset = offsetof(struct grant_settings, name_)

static const struct option_spec grant_options[] = {
    { .kind = OPTION_TEXT,
      .name = "to",
      .value = "ID",
      FIELD(to),
      .help = "who may fetch them: a counter's USCC, or a division such as 360500: any accredited "
              "counter there (default: the city of the issuer)",
      .help_zh = "谁可取用：窗口的统一社会信用代码，或行政区划代码，如 360500，即该地任一"
                 "经认可的窗口（默认为颁发机构所在市）" },
    { .kind = OPTION_TEXT,
      .letter = 'm',
      .name = "matter",
      .value = "NAME",
      FIELD(matter),
      .help = "for this matter and no other",
      .help_zh = "仅用于该事项" },
    { .kind = OPTION_TEXT,
      .name = "matter-code",
      .value = "CODE",
      FIELD(matter_code),
      .help = "the code of the matter",
      .help_zh = "事项实施编码" },
    { .kind = OPTION_LIST,
      .name = "sensitive",
      .value = "ITEM",
      FIELD(sensitive),
      .help = "these too, which are never fetched unless they are named here, such as "
              "household-register:members.religion",
      .help_zh = "另含这些仅在此指明时才可取用的字段，如 household-register:members.religion" },
    { .kind = OPTION_TEXT,
      .letter = 'l',
      .name = "licence",
      .value = "ID",
      FIELD(licence),
      .help = "sign with the key of this licence in the vault",
      .help_zh = "用保管箱中该证照所绑定的密钥签名" },
    { .kind = OPTION_NUMBER,
      .name = "for",
      .value = "SECONDS",
      .min = 10,
      .max = WALLET_SHOWN_SECONDS,
      FIELD(seconds),
      .help = "how long the code is good, 10 to 60 (default 60)",
      .help_zh = "码的有效时长，10 至 60 秒（默认 60）" },
    { .kind = OPTION_FLAG,
      .letter = 'y',
      .name = "yes",
      FIELD(yes),
      .help = "do not ask",
      .help_zh = "不再询问" },
    SHOWING_OPTIONS(struct grant_settings, showing),
    VAULT_OPTIONS(struct grant_settings, vault),
    { 0 },
};

/* A grant on its way, and what it is made of. */
struct draft_grant {
    const struct session *session;
    const struct grant_settings *settings;
    struct wallet_catalogue *catalogue;
    struct picks picks;
    struct item_drafts items;
    struct open_vault open;
    struct grant_key key;
    char region[8];
    struct granting granting;
};

static bool is_sensitive(const struct field_pick *pick)
{
    const struct wallet_field *field = pick->member ? pick->member : pick->field;

    return wallet_field_disclosure(field) == WALLET_DISCLOSE_NEVER_BY_DEFAULT;
}

/* What must be named on purpose was named among others. */
static enum exit_code check_sensitive(const struct draft_grant *draft)
{
    const struct session *session = draft->session;

    for (size_t i = 0; i < draft->picks.count; i++) {
        const struct type_pick *pick = &draft->picks.items[i];
        for (size_t j = 0; j < pick->count; j++) {
            if (!is_sensitive(&pick->fields[j])) {
                continue;
            }

            const struct field_pick *field = &pick->fields[j];
            complain(
                session,
                SAY(session, "'%s' is not granted", "不授权取用 '%s'"),
                wallet_field_name(field->member ? field->member : field->field));
            why(session,
                SAY(session,
                    "it is sensitive, and no matter needs it by rule",
                    "该字段属敏感信息，一般事项均不需要"));
            hint(
                session,
                SAY(session,
                    "if it has to be, name it with --sensitive",
                    "如确需授权，请用 --sensitive 指明"));
            return EXIT_CODE_USAGE;
        }
    }

    return EXIT_CODE_OK;
}

static enum exit_code read_items(struct draft_grant *draft, const struct operands *operands)
{
    enum exit_code code = types_load(draft->session, &draft->catalogue);
    if (code == EXIT_CODE_OK) {
        code = item_drafts_pick(draft->session, draft->catalogue, operands, &draft->picks);
    }
    if (code == EXIT_CODE_OK) {
        code = check_sensitive(draft);
    }
    if (code == EXIT_CODE_OK) {
        code = picks_read(
            draft->session, draft->catalogue, &draft->settings->sensitive, &draft->picks);
    }
    if (code == EXIT_CODE_OK && !item_drafts_add(&draft->items, &draft->picks, false)) {
        code = complain_memory(draft->session);
    }

    return code;
}

static enum exit_code complain_audience(const struct session *session)
{
    complain(session, SAY(session, "it is not said whom it is for", "未指明授权给谁"));
    why(session,
        SAY(session,
            "the vault has no licence whose issuer would tell the city",
            "保管箱中没有证照可据以确定所在市"));
    hint(
        session,
        SAY(session,
            "name the counter or the division: --to 360500",
            "请指明窗口或行政区划：--to 360500"));
    return EXIT_CODE_USAGE;
}

/* Positions 3 to 8 of the issuer's USCC are its county (GB 32100); its city stands for the region. */
static enum exit_code find_audience(struct draft_grant *draft)
{
    const struct wallet_bytes issuer = draft->key.licence.issuer;

    draft->granting.terms.audience = draft->settings->to ? draft->settings->to : draft->region;
    if (draft->settings->to) {
        return EXIT_CODE_OK;
    }
    if (!draft->key.has_licence || issuer.size <= 6) {
        return complain_audience(draft->session);
    }

    (void)snprintf(draft->region, sizeof draft->region, "%.4s00", (const char *)issuer.data + 2);
    return EXIT_CODE_OK;
}

static enum exit_code prepare(struct draft_grant *draft)
{
    const struct grant_settings *settings = draft->settings;
    struct wallet_error error;

    draft->granting = (struct granting){
        .session = draft->session,
        .catalogue = draft->catalogue,
        .terms = { .method = WALLET_GRANT_SHOW,
                   .matter = { .name = settings->matter, .code = settings->matter_code },
                   .items = draft->items.items,
                   .item_count = draft->items.count,
                   .seconds = settings->seconds },
    };
    enum exit_code code = grant_key_find(
        &draft->open,
        draft->items.items,
        draft->items.count,
        settings->licence,
        clock_now(),
        &draft->key);
    if (code == EXIT_CODE_OK) {
        code = find_audience(draft);
    }
    if (code == EXIT_CODE_OK &&
        wallet_vault_signer(
            draft->open.vault, draft->key.key_id, &draft->granting.signer, &error) != WALLET_OK) {
        code = complain_memory(draft->session);
    }

    return code;
}

static enum exit_code confirm(struct draft_grant *draft)
{
    const struct session *session = draft->session;

    const enum exit_code code = granting_print(&draft->granting, clock_now());
    return code != EXIT_CODE_OK || draft->settings->yes
               ? code
               : ask_yes(session, SAY(session, "Grant this?", "授权以上内容？"));
}

static enum exit_code grant_them(struct draft_grant *draft)
{
    enum exit_code code = prepare(draft);

    if (code == EXIT_CODE_OK) {
        code = confirm(draft);
    }
    if (code == EXIT_CODE_OK) {
        code = grant_log(&draft->open, &draft->granting, &draft->key, WALLET_VAULT_GRANTED, "");
    }
    if (code == EXIT_CODE_OK) {
        vault_let_go(&draft->open);
        code = granting_write(&draft->granting, &draft->settings->showing, clock_now());
    }

    return code;
}

static enum exit_code grant(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct grant_settings *settings = opaque_settings;
    struct draft_grant draft = { .session = session,
                                 .settings = settings,
                                 .open = OPEN_VAULT_NONE };

    enum exit_code code = showing_check(session, &settings->showing);
    if (code == EXIT_CODE_OK) {
        code = read_items(&draft, operands);
    }
    if (code == EXIT_CODE_OK) {
        code = vault_open(session, &settings->vault, VAULT_CHANGE, &draft.open);
    }
    if (code == EXIT_CODE_OK) {
        code = grant_them(&draft);
    }

    granting_finish(&draft.granting);
    vault_close(&draft.open);
    item_drafts_free(&draft.items);
    picks_free(&draft.picks);
    wallet_catalogue_free(draft.catalogue);
    return code;
}

const struct command command_grant = {
    .words = "grant",
    .summary = "let a counter fetch licences from the repository, by a code",
    .summary_zh = "以码授权窗口从证照库取用证照（亮码）",
    .operands = "ITEM...",
    .operand_min = 1,
    .operand_max = WALLET_REQUEST_ITEM_MAX,
    .options = grant_options,
    .settings_size = sizeof(struct grant_settings),
    .json = true,
    .examples =
        "  wallet grant id-card\n"
        "  wallet grant id-card:name,sex business-licence --to 913605020000000194 -o g.png\n",
    .run = grant,
};
