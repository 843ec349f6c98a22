/* SPDX-License-Identifier: Apache-2.0 */
#include "lint_print.h"

#include "json.h"
#include "text.h"

#include <stdio.h>

static const char *severity_word(const struct session *session, enum wallet_lint_severity severity)
{
    /* A sign and a word: colour is never the only carrier. */
    switch (severity) {
    case WALLET_LINT_FAULT: return SAY(session, "✘ fault", "✘ 错误");
    case WALLET_LINT_DEVIATION: return SAY(session, "! deviation", "! 偏离");
    case WALLET_LINT_ADVICE: break;
    }

    return SAY(session, "· advice", "· 建议");
}

static void print_indented(const char *text)
{
    fputs("      ", stdout);
    text_print(stdout, text_of(text));
    putchar('\n');
}

void lint_print_finding(const struct session *session, const struct wallet_lint_finding *finding)
{
    const struct wallet_lint_rule *rule = finding->rule;

    printf("  %s  %s", severity_word(session, rule->severity), rule->id);
    if (finding->path[0] != '\0') {
        fputs("  ", stdout);
        text_print(stdout, text_of(finding->path));
    }
    if (finding->offset != WALLET_NO_OFFSET) {
        printf(SAY(session, " (byte %zu)", "（第 %zu 字节）"), finding->offset);
    }
    putchar('\n');
    print_indented(rule->sentence[session->language]);
    if (finding->detail[0] != '\0') {
        print_indented(finding->detail);
    }
    print_indented(rule->clause);
}

void lint_print_tally(
    const struct session *session, const char *name, const struct lint_tally *tally)
{
    text_print(stdout, text_of(name));
    printf(
        SAY(session,
            ": faults %zu, deviations %zu, advice %zu\n",
            "：错误 %zu 处，偏离 %zu 处，建议 %zu 条\n"),
        tally->counts[WALLET_LINT_FAULT],
        tally->counts[WALLET_LINT_DEVIATION],
        tally->counts[WALLET_LINT_ADVICE]);
}

json_t *lint_json_finding(const struct session *session, const struct wallet_lint_finding *finding)
{
    const struct wallet_lint_rule *rule = finding->rule;
    json_t *out = json_object();

    (void)json_object_set_new(out, "rule", json_string(rule->id));
    (void)json_object_set_new(
        out, "severity", json_string(wallet_lint_severity_name(rule->severity)));
    (void)json_object_set_new(out, "clause", json_string(rule->clause));
    (void)json_object_set_new(out, "path", json_text(text_of(finding->path)));
    (void)json_object_set_new(
        out,
        "offset",
        finding->offset == WALLET_NO_OFFSET ? json_null()
                                            : json_integer((json_int_t)finding->offset));
    (void)json_object_set_new(out, "sentence", json_string(rule->sentence[session->language]));
    (void)json_object_set_new(out, "detail", json_text_or_null(finding->detail));
    return out;
}

json_t *lint_json_tally(const struct lint_tally *tally)
{
    json_t *out = json_object();

    for (int i = WALLET_LINT_FAULT; i >= WALLET_LINT_ADVICE; i--) {
        (void)json_object_set_new(
            out,
            wallet_lint_severity_name((enum wallet_lint_severity)i),
            json_integer((json_int_t)tally->counts[i]));
    }

    return out;
}
