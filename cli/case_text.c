/* SPDX-License-Identifier: Apache-2.0 */
#include "case_text.h"

#include "case_words.h"
#include "text.h"

#include <stdio.h>

enum {
    COLUMNS = 28,
    INDENT = 2,
};

/** One line: a label in its column, a value, what is to be said of it, and its name for commands. */
static void print_line(const char *label, const char *value, const char *remark, const char *name)
{
    text_print_label(stdout, text_of(label), INDENT, COLUMNS);
    text_print(stdout, text_of(value));
    if (remark[0] != '\0') {
        fputs("  (", stdout);
        text_print(stdout, text_of(remark));
        putchar(')');
    }
    if (name[0] != '\0') {
        printf("  [%s]", name);
    }
    putchar('\n');
}

static void print_heading(const char *text)
{
    putchar('\n');
    text_print(stdout, text_of(text));
    putchar('\n');
}

static void print_head(const struct session *session, const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    char line[256];

    text_print(stdout, text_of(wallet_matter_title(matter, session->language)));
    putchar('\n');
    (void)snprintf(
        line,
        sizeof line,
        "%02d %s",
        (int)wallet_case_state(item),
        wallet_case_state_label(wallet_case_state(item), session->language));
    print_line(SAY(session, "number", "办件编号"), wallet_case_number(item), "", "");
    print_line(SAY(session, "state", "状态"), line, "", "");
    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        const char *holder = wallet_case_party(item, i);
        print_line(
            wallet_matter_party_at(matter, i)->title[session->language],
            holder[0] != '\0' ? holder : SAY(session, "not known yet", "尚未确定"),
            "",
            wallet_matter_party_at(matter, i)->name);
    }
}

static void print_material(
    const struct session *session, const struct wallet_case *item, size_t index)
{
    const struct wallet_material *wanted =
        wallet_matter_material_at(wallet_case_matter(item), index);
    struct wallet_case_material material;
    char line[512];

    wallet_case_material_at(item, index, &material);
    const char *way =
        material.way != 0 ? wallet_case_way_label(material.way, session->language) : "";
    (void)snprintf(
        line,
        sizeof line,
        "%s%s%s%s%s",
        case_material_word(material.state, session->language),
        material.day[0] != '\0' && material.state == WALLET_MATERIAL_DEFERRED ? " " : "",
        material.state == WALLET_MATERIAL_DEFERRED ? material.day : "",
        material.state == WALLET_MATERIAL_PAPER ? ": " : "",
        material.state == WALLET_MATERIAL_PAPER ? material.note : "");
    print_line(wanted->title[session->language], line, way, wanted->name);
}

static void print_rule(const struct session *session, const struct wallet_case *item, size_t index)
{
    struct wallet_case_rule rule;
    const char *decided = "";

    wallet_case_rule_at(item, index, &rule);
    if (rule.is_decided) {
        decided = rule.holds ? SAY(session, "the clerk: it holds", "经办人认定：符合")
                             : SAY(session, "the clerk: it does not hold", "经办人认定：不符合");
    }
    print_line(
        wallet_matter_rule_at(wallet_case_matter(item), index)->title[session->language],
        case_rule_word(&rule, session->language),
        decided,
        wallet_matter_rule_at(wallet_case_matter(item), index)->name);
}

static void print_blank(const struct session *session, const struct wallet_case *item, size_t index)
{
    struct wallet_case_blank blank;

    wallet_case_blank_at(item, index, &blank);
    print_line(
        wallet_matter_blank_at(wallet_case_matter(item), index)->title[session->language],
        blank.value,
        case_provenance_word(blank.provenance, session->language),
        wallet_matter_blank_at(wallet_case_matter(item), index)->name);
}

void case_text_print_lacks(const struct session *session, const struct wallet_case *item)
{
    char line[512];

    for (size_t i = 0; i < wallet_case_lack_count(item); i++) {
        case_lack_write(item, wallet_case_lack_at(item, i), session->language, line);
        printf("%*s%zu. ", INDENT, "", i + 1);
        text_print(stdout, text_of(line));
        putchar('\n');
    }
}

void case_text_print(const struct session *session, const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);

    print_head(session, item);
    print_heading(SAY(session, "Materials", "材料"));
    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        print_material(session, item, i);
    }
    if (wallet_matter_rule_count(matter) > 0) {
        print_heading(SAY(session, "Comparisons", "比对"));
    }
    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        print_rule(session, item, i);
    }
    if (wallet_matter_blank_count(matter) > 0) {
        print_heading(SAY(session, "Form", "表单"));
    }
    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        print_blank(session, item, i);
    }
    if (wallet_case_lack_count(item) > 0) {
        print_heading(SAY(session, "Lacking", "欠缺"));
        case_text_print_lacks(session, item);
    }
}
