/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "command.h"
#include "facts.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "print_page.h"
#include "receive.h"
#include "reprint.h"
#include "text.h"
#include "tree.h"
#include "vault.h"

#include <stdio.h>

enum {
    LABEL_COLUMNS = 24,
};

struct show_settings {
    struct check_settings check;
    struct vault_settings vault;
    struct reprint_settings reprint;
    bool all;
};

static const struct option_spec show_options[] = {
    { .kind = OPTION_FLAG,
      .letter = 'a',
      .name = "all",
      .offset = offsetof(struct show_settings, all),
      .help = "show sensitive fields, too",
      .help_zh = "敏感字段也显示" },
    REPRINT_OPTIONS(struct show_settings, reprint),
    CHECK_OPTIONS(offsetof(struct show_settings, check)),
    VAULT_OPTIONS(struct show_settings, vault),
    { 0 },
};

/* One licence, verified now. */
struct view {
    const struct session *session;
    struct wallet_vault_licence licence;
    struct checker checker;
    enum facts_veil veil;
    bool is_good;    /* to its holder, who has its key */
    bool is_written; /* to a file, instead of shown */
    struct code_output output;
};

static void print_pair(const char *label, struct wallet_bytes text)
{
    if (text.size > 0) {
        text_print_label(stdout, text_of(label), 2, LABEL_COLUMNS);
        text_print(stdout, text);
        fputc('\n', stdout);
    }
}

static void print_state(const struct view *view)
{
    const struct session *session = view->session;
    const enum wallet_reason reason = wallet_verdict_reason(view->checker.verdict);
    char line[512];

    if (view->is_good) {
        print_pair(SAY(session, "now", "现状"), text_of(SAY(session, "in order", "有效")));
        return;
    }

    (void)snprintf(
        line,
        sizeof line,
        "%s: %s",
        wallet_reason_name(reason),
        wallet_reason_sentence(reason, session->language));
    print_pair(SAY(session, "now", "现状"), text_of(line));
}

static void print_text(const struct view *view)
{
    const struct session *session = view->session;
    const struct wallet_verdict *verdict = view->checker.verdict;

    held_print(session, view->checker.catalogue, &view->licence);
    print_pair(SAY(session, "identifier", "证照标识"), view->licence.identifier);
    print_pair(SAY(session, "from", "来源"), view->licence.origin);
    print_state(view);
    if (wallet_verdict_type(verdict)) {
        facts_print(session, verdict, view->veil, LABEL_COLUMNS);
    } else if (wallet_verdict_has_claims(verdict)) {
        tree_print(wallet_verdict_claims(verdict), TREE_CLAIMS, 2);
    }
}

static void print_json(const struct view *view)
{
    const struct wallet_verdict *verdict = view->checker.verdict;
    const enum wallet_reason reason = wallet_verdict_reason(verdict);
    json_t *out = held_json(view->checker.catalogue, &view->licence);

    (void)json_object_set_new(
        out, "reason", view->is_good ? json_null() : json_string(wallet_reason_name(reason)));
    if (wallet_verdict_type(verdict)) {
        (void)json_object_set_new(out, "fields", facts_json(verdict, view->veil));
        (void)json_object_set_new(
            out, "hidden", view->veil == FACTS_VEILED ? facts_hidden_json(verdict) : json_array());
    } else if (wallet_verdict_has_claims(verdict)) {
        (void)json_object_set_new(
            out, "claims", tree_json(wallet_verdict_claims(verdict), TREE_CLAIMS));
    }
    json_print(out);
}

/* What nobody vouches for is not read out, not even to its holder. */
static enum exit_code complain_closed(const struct view *view)
{
    const struct session *session = view->session;
    char id[HELD_ID_DIGITS + 1];

    held_id(view->licence.id, id);
    complain(session, SAY(session, "the fields of '%s' are not shown", "不显示 '%s' 的字段"), id);
    why(session,
        "%s: %s",
        wallet_reason_name(wallet_verdict_reason(view->checker.verdict)),
        wallet_reason_sentence(wallet_verdict_reason(view->checker.verdict), session->language));
    hint(
        session,
        SAY(session,
            "give the same --trust FILE as to 'wallet add', or import the region's trust list",
            "请给出与 'wallet add' 相同的 --trust FILE，或导入本地信任名单"));
    return EXIT_CODE_UNKNOWN;
}

/* On paper goes only what a counter would take, and what paper can prove. */
static enum exit_code write_out(struct view *view, enum receipt receipt)
{
    const struct session *session = view->session;
    const enum wallet_reason reason = wallet_verdict_reason(view->checker.verdict);

    if (receipt == RECEIPT_BOUND || receipt == RECEIPT_STRANGE) {
        return print_complain_bound(session);
    }
    if (receipt == RECEIPT_PRINTED) {
        return reprint(
            session, view->checker.verdict, view->licence.content, view->veil, &view->output);
    }
    if (!wallet_verdict_has_claims(view->checker.verdict)) {
        return complain_closed(view);
    }

    complain(session, SAY(session, "the licence is not printed", "该证照不能打印"));
    why(session,
        "%s: %s",
        wallet_reason_name(reason),
        wallet_reason_sentence(reason, session->language));
    hint(
        session,
        SAY(session,
            "no counter would accept it: ask its issuer for a new one",
            "窗口不会接受该证照：请向颁发机构申请新证照"));
    return EXIT_CODE_REFUSED;
}

static enum exit_code look(const struct open_vault *open, struct view *view)
{
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    const struct receiving receiving = { .vault = open->vault,
                                         .verifier = view->checker.verifier,
                                         .content = view->licence.content,
                                         .at_unix = view->checker.moment.unix_seconds };

    const enum receipt receipt = receive(&receiving, view->checker.verdict, key_id);
    if (receipt == RECEIPT_FAILED) {
        return complain_memory(view->session);
    }

    if (view->is_written) {
        return write_out(view, receipt);
    }

    view->is_good = receipt == RECEIPT_PRINTED || receipt == RECEIPT_BOUND;
    if (view->session->json) {
        print_json(view);
    } else {
        print_text(view);
    }
    return wallet_verdict_has_claims(view->checker.verdict) ? EXIT_CODE_OK : complain_closed(view);
}

static enum exit_code show(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct show_settings *settings = opaque_settings;
    struct view view = { .session = session,
                         .veil = settings->all ? FACTS_OPEN : FACTS_VEILED,
                         .is_written = reprint_is_wanted(&settings->reprint) };
    struct open_vault open;
    size_t index = 0;

    enum exit_code code =
        view.is_written ? reprint_choose(session, &settings->reprint, &view.output) : EXIT_CODE_OK;
    if (code != EXIT_CODE_OK) {
        return code;
    }

    code = vault_open(session, &settings->vault, VAULT_READ, &open);
    if (code == EXIT_CODE_OK) {
        code = held_find(&open, operands->items[0], &index, &view.licence);
    }
    if (code == EXIT_CODE_OK) {
        code = checker_start(session, &settings->check, &view.checker);
    }
    if (code == EXIT_CODE_OK) {
        code = look(&open, &view);
    }

    code_output_finish(&view.output);
    checker_finish(&view.checker);
    vault_close(&open);
    return code;
}

const struct command command_show = {
    .words = "show",
    .summary = "show a licence of the vault; sensitive fields only with --all",
    .summary_zh = "显示保管箱中的一份证照；敏感字段须加 --all",
    .operands = "ID",
    .operand_min = 1,
    .operand_max = 1,
    .options = show_options,
    .settings_size = sizeof(struct show_settings),
    .json = true,
    .examples = "  wallet show 3f2a\n"
                "  wallet show 3f2a --all\n"
                "  wallet show 3f2a --print a4 -o card.pdf\n",
    .run = show,
};
