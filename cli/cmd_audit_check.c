/* SPDX-License-Identifier: Apache-2.0 */
#include "audit_evidence.h"
#include "audit_text.h"
#include "clock.h"
#include "command.h"
#include "json.h"
#include "object.h"
#include "output.h"
#include "trust_source.h"

#include <stdio.h>
#include <string.h>

struct check_settings {
    struct option_list trust;
    struct option_list seen;
    const char *licence;
    const char *act;
    const char *proof;
};

#define FIELD(name_) .offset = offsetof(struct check_settings, name_)

static const struct option_spec check_options[] = {
    TRUST_LIST_OPTION(struct check_settings, trust),
    { .kind = OPTION_TEXT,
      .letter = 'l',
      .name = "licence",
      .value = "FILE",
      FIELD(licence),
      .help = "it must be about this licence",
      .help_zh = "回执须针对该证照" },
    { .kind = OPTION_TEXT,
      .name = "act",
      .value = "ACT",
      FIELD(act),
      .help = "it must be about this act, such as release or compare",
      .help_zh = "回执须针对该行为，如 release（调用）、compare（比对）" },
    { .kind = OPTION_LIST,
      .name = "seen",
      .value = "FILE",
      FIELD(seen),
      .help = "a receipt, checkpoint or cosignature of the same log from before; may be repeated",
      .help_zh = "此前取得的同一日志的回执、检查点或见证签名；可重复" },
    { .kind = OPTION_TEXT,
      .letter = 'p',
      .name = "proof",
      .value = "FILE",
      FIELD(proof),
      .help = "what 'wallet audit prove SIZE' wrote, from the older size to the newer",
      .help_zh = "'wallet audit prove SIZE' 给出的一致性证据" },
    { 0 },
};

/* What a receipt is looked at with. */
struct checking {
    const struct session *session;
    const struct check_settings *settings;
    struct trust_source source;
    struct audit_evidence seen;
    uint8_t digest[WALLET_AUDIT_HASH_SIZE];
    struct wallet_receipt_claim claim;
    struct wallet_buffer proof;
    const char *name;
};

static enum exit_code keep_digest(void *context, struct wallet_bytes licence)
{
    struct checking *checking = context;

    wallet_audit_digest(licence, checking->digest);
    checking->claim.licence = (struct wallet_bytes){ checking->digest, sizeof checking->digest };
    return EXIT_CODE_OK;
}

static enum exit_code read_claim(struct checking *checking)
{
    const struct session *session = checking->session;
    const struct check_settings *settings = checking->settings;
    const struct object_visitor licence = { keep_digest, checking };
    enum exit_code code = EXIT_CODE_OK;

    checking->claim.act = wallet_act_find(settings->act);
    if (settings->act && checking->claim.act == WALLET_ACT_NONE) {
        complain(session, SAY(session, "there is no act '%s'", "没有行为 '%s'"), settings->act);
        why(session, "issue load state release compare search verify refuse problem");
        hint(session, "wallet audit check RECEIPT --act release");
        return EXIT_CODE_USAGE;
    }

    if (settings->licence) {
        code = object_visit(session, settings->licence, &licence);
    }

    return code == EXIT_CODE_OK && settings->proof
               ? object_read(session, settings->proof, &checking->proof)
               : code;
}

static enum exit_code tell_succession(
    const struct session *session, enum wallet_succession succession)
{
    if (succession == WALLET_SUCCESSION_SAME || succession == WALLET_SUCCESSION_GROWN) {
        return EXIT_CODE_OK;
    }

    const bool is_open = succession == WALLET_SUCCESSION_UNPROVEN;
    complain(
        session,
        is_open ? SAY(session,
                      "it cannot be told whether the log was changed",
                      "无法判断日志是否被改动")
                : SAY(session, "the log was changed", "日志被改动"));
    why(session, "%s", wallet_succession_sentence(succession, session->language));
    hint(
        session,
        is_open ? SAY(session,
                      "ask the repository for 'wallet audit prove SIZE' and give it with --proof",
                      "请向证照库索取 'wallet audit prove SIZE' 的结果，用 --proof 给出")
                : SAY(session,
                      "keep both files: together they are the proof; show them to the authority",
                      "请保留两份文件，二者合起来即为证据；并向主管部门反映"));
    return is_open ? EXIT_CODE_UNKNOWN : EXIT_CODE_REFUSED;
}

/* With what was seen before, whichever of the two is the older. */
static enum exit_code compare(
    const struct checking *checking, const struct wallet_checkpoint *checkpoint)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < checking->seen.count; i++) {
        const struct wallet_checkpoint *seen = &checking->seen.items[i];
        const bool is_older = seen->size <= checkpoint->size;
        const enum wallet_succession succession = wallet_checkpoint_follow(
            is_older ? seen : checkpoint,
            is_older ? checkpoint : seen,
            wallet_buffer_bytes(&checking->proof));
        code = exit_code_worse(code, tell_succession(checking->session, succession));
    }

    return code;
}

static void print(const struct session *session, const struct wallet_receipt *receipt)
{
    if (session->json) {
        json_t *out = json_start();
        json_t *checkpoint = json_object();
        audit_entry_add(&receipt->entry, out);
        audit_checkpoint_add(&receipt->checkpoint, checkpoint);
        (void)json_object_set_new(out, "checkpoint", checkpoint);
        json_print(out);
        return;
    }

    fputs(SAY(session, "PROVEN  ", "属实  "), stdout);
    audit_entry_print(session, &receipt->entry);
    fputs("  ", stdout);
    audit_checkpoint_print(session, &receipt->checkpoint);
}

static enum exit_code check_object(void *context, struct wallet_bytes object)
{
    struct checking *checking = context;
    const struct session *session = checking->session;
    struct wallet_receipt receipt;
    struct wallet_error error;

    if (wallet_receipt_verify(object, checking->source.trust, &checking->claim, &receipt, &error) !=
        WALLET_OK) {
        const enum exit_code code = refuse(
            session,
            &error,
            SAY(session, "the receipt '%s' proves nothing", "回执 '%s' 不能作为凭据"),
            checking->name);
        hint(
            session,
            SAY(session,
                "ask the repository for the receipt of this licence and act; its auditor stands in "
                "the region's trust list",
                "请向证照库索取该证照、该行为的回执；其审计密钥应列于本地区信任名单"));
        return code;
    }

    const enum exit_code code = compare(checking, &receipt.checkpoint);
    if (code != EXIT_CODE_REFUSED) {
        print(session, &receipt);
    }

    return code;
}

static enum exit_code audit_check(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    struct checking checking = { .session = session, .settings = opaque_settings };
    const struct object_visitor visitor = { check_object, &checking };

    enum exit_code code =
        trust_source_open(session, &checking.settings->trust, clock_now(), &checking.source);
    if (code == EXIT_CODE_OK) {
        code = read_claim(&checking);
    }
    if (code == EXIT_CODE_OK) {
        code = audit_evidence_add(
            session, &checking.settings->seen, checking.source.trust, &checking.seen);
    }
    for (size_t i = 0; code == EXIT_CODE_OK && i < operands->count; i++) {
        checking.name = operands->items[i];
        code = object_visit(session, operands->items[i], &visitor);
    }

    audit_evidence_free(&checking.seen);
    free(checking.proof.data);
    wallet_trust_free(checking.source.trust);
    return code;
}

const struct command command_audit_check = {
    .words = "audit check",
    .summary = "check a receipt: who used which licence, when, for what",
    .summary_zh = "核对回执：何人何时因何事使用了哪份证照",
    .operands = "RECEIPT...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = check_options,
    .settings_size = sizeof(struct check_settings),
    .json = true,
    .examples = "  wallet audit check receipt.png\n"
                "  wallet audit check receipt.png --licence card.cbor --act release\n"
                "  wallet audit check new.png --seen old.png --proof since-1200.cbor\n",
    .run = audit_check,
};
