/* SPDX-License-Identifier: Apache-2.0 */
#include "audit.h"
#include "audit_evidence.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "trust_source.h"

#include <stdio.h>

struct verify_settings {
    struct audit_place place;
    struct option_list receipts;
    struct option_list witnesses;
    struct option_list trust;
};

#define FIELD(name_) .offset = offsetof(struct verify_settings, name_)

static const struct option_spec verify_options[] = {
    AUDIT_PLACE_OPTIONS(struct verify_settings, place),
    { .kind = OPTION_LIST,
      .letter = 'r',
      .name = "receipt",
      .value = "FILE",
      FIELD(receipts),
      .help = "a receipt that somebody holds; may be repeated",
      .help_zh = "他人持有的回执；可重复" },
    { .kind = OPTION_LIST,
      .letter = 'w',
      .name = "witness",
      .value = "FILE",
      FIELD(witnesses),
      .help = "a witness's cosignature, or a checkpoint; may be repeated",
      .help_zh = "见证方的签名，或检查点；可重复" },
    { .kind = OPTION_LIST,
      .letter = 't',
      .name = "trust",
      .value = "FILE",
      FIELD(trust),
      .help = "believe this trust list, in which the witness stands, and its root",
      .help_zh = "信任该信任名单（见证方列于其中）及其根" },
    { 0 },
};

enum {
    TOLD_MAX = 50, /* damages by name; one entry changed in the middle may bring thousands */
};

struct telling {
    const struct session *session;
    uint64_t count;
};

static void tell(void *context, enum wallet_damage damage, uint64_t number)
{
    struct telling *telling = context;
    const struct session *session = telling->session;

    if (telling->count++ >= TOLD_MAX) {
        return;
    }

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "damage", json_string(wallet_damage_name(damage)));
        (void)json_object_set_new(
            out,
            "number",
            number == WALLET_AUDIT_NO_NUMBER ? json_null() : json_integer((json_int_t)number));
        json_print(out);
        return;
    }

    const char *sentence = wallet_damage_sentence(damage, session->language);
    if (number == WALLET_AUDIT_NO_NUMBER) {
        printf("%-10s  %s\n", wallet_damage_name(damage), sentence);
    } else {
        printf(
            "%-10s  %llu: %s\n", wallet_damage_name(damage), (unsigned long long)number, sentence);
    }
}

static void print_json(const struct open_audit *audit, const struct wallet_audit_report *report)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "good", json_boolean(report->damage_count == 0));
    (void)json_object_set_new(out, "origin", json_string(wallet_audit_log_origin(audit->log)));
    (void)json_object_set_new(out, "entries", json_integer((json_int_t)report->entry_count));
    (void)json_object_set_new(out, "signed", json_integer((json_int_t)report->last_signed));
    (void)json_object_set_new(out, "erased", json_integer((json_int_t)report->erased_count));
    (void)json_object_set_new(
        out, "checkpoints", json_integer((json_int_t)report->checkpoint_count));
    (void)json_object_set_new(out, "uses", json_integer((json_int_t)report->use_count));
    (void)json_object_set_new(out, "damages", json_integer((json_int_t)report->damage_count));
    json_print(out);
}

static void print_report(
    const struct session *session,
    const struct open_audit *audit,
    const struct wallet_audit_report *report)
{
    if (session->json) {
        print_json(audit, report);
        return;
    }

    if (report->damage_count > TOLD_MAX) {
        printf(
            SAY(session, "... and %llu more\n", "……另有 %llu 处\n"),
            (unsigned long long)report->damage_count - TOLD_MAX);
    }

    printf(
        SAY(session,
            "%s  log of %s: %llu entries, %llu of them signed for, %llu erased\n",
            "%s  %s 的日志：共 %llu 条，其中 %llu 条已签名，%llu 条内容已删除\n"),
        report->damage_count == 0 ? SAY(session, "GOOD", "完好") : SAY(session, "DAMAGED", "受损"),
        wallet_audit_log_origin(audit->log),
        (unsigned long long)report->entry_count,
        (unsigned long long)report->last_signed,
        (unsigned long long)report->erased_count);
}

static void remark_on(const struct session *session, bool has_evidence)
{
    if (!has_evidence) {
        remark(
            session,
            SAY(session,
                "that the end was cut off shows only against what others hold: --receipt, "
                "--witness",
                "末尾是否被截去，只有对照他人所持凭据才能发现：--receipt、--witness"));
    }
}

static enum exit_code verify_log(
    const struct session *session,
    const struct open_audit *audit,
    const struct verify_settings *settings,
    const struct wallet_trust *trust)
{
    struct audit_evidence found = { .count = 0 };
    struct telling telling = { .session = session };
    struct wallet_audit_report report;
    struct wallet_error error;

    enum exit_code code = audit_evidence_add(session, &settings->receipts, trust, &found);
    code = exit_code_worse(code, audit_evidence_add(session, &settings->witnesses, trust, &found));
    const struct wallet_audit_evidence evidence = { trust, found.items, found.count };
    if (code == EXIT_CODE_OK &&
        wallet_audit_log_verify(audit->log, &evidence, tell, &telling, &report, &error) !=
            WALLET_OK) {
        code = audit_complain(audit, &error);
    } else if (code == EXIT_CODE_OK) {
        print_report(session, audit, &report);
        remark_on(session, found.count > 0);
        code = report.damage_count == 0 ? EXIT_CODE_OK : EXIT_CODE_REFUSED;
    }

    audit_evidence_free(&found);
    return code;
}

static enum exit_code audit_verify(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct verify_settings *settings = opaque_settings;
    struct open_audit audit;
    struct trust_source source = { .trust = NULL };
    (void)operands;

    enum exit_code code = audit_open(session, &settings->place, NULL, &audit);
    if (code == EXIT_CODE_OK) {
        code = trust_source_open(session, &settings->trust, audit.moment.unix_seconds, &source);
    }
    if (code == EXIT_CODE_OK) {
        code = audit_trust_own(&audit, source.trust);
    }
    if (code == EXIT_CODE_OK) {
        code = verify_log(session, &audit, settings, source.trust);
    }

    wallet_trust_free(source.trust);
    audit_close(&audit);
    return code;
}

const struct command command_audit_verify = {
    .words = "audit verify",
    .summary = "compute a log again and tell what was changed",
    .summary_zh = "重新计算日志，查出任何改动",
    .operands = "",
    .options = verify_options,
    .settings_size = sizeof(struct verify_settings),
    .json = true,
    .examples = "  wallet audit verify\n"
                "  wallet audit verify --store cases\n"
                "  wallet audit verify --receipt receipt.png --witness monday.cbor\n",
    .run = audit_verify,
};
