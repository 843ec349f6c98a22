/* SPDX-License-Identifier: Apache-2.0 */
#include "matter_text.h"

#include "matter_words.h"
#include "text.h"

#include <stdio.h>

enum {
    HEAD_COLUMNS = 12,
    NAME_COLUMNS = 24,
    FORM_COLUMNS = 24,
    NEED_COLUMNS = 16,
    KIND_COLUMNS = 14,
};

static void print_row(const char *label, const char *value)
{
    text_print_padded(stdout, text_of(label), HEAD_COLUMNS);
    fputs("  ", stdout);
    text_print(stdout, text_of(value));
    putchar('\n');
}

/** Columns that end with two blanks. */
static void print_column(const char *text, size_t columns)
{
    text_print_padded(stdout, text_of(text), columns);
    fputs("  ", stdout);
}

static const char *relation_word(const struct session *session, enum wallet_relation relation)
{
    switch (relation) {
    case WALLET_RELATION_NONE: break;
    case WALLET_RELATION_ONE_HOLDER: return SAY(session, "all of one holder", "同一持证主体");
    case WALLET_RELATION_ONE_HOUSEHOLD: return SAY(session, "all of one household", "同一户");
    case WALLET_RELATION_ONE_ENTERPRISE: return SAY(session, "all of one enterprise", "同一企业");
    }

    return "";
}

static void print_head(const struct session *session, const struct wallet_matter *matter)
{
    const char *relation = relation_word(session, wallet_matter_relation(matter));
    char days[64];

    (void)snprintf(
        days,
        sizeof days,
        SAY(session, "%u working days", "%u 个工作日"),
        wallet_matter_days(matter));
    print_row(SAY(session, "matter", "事项"), wallet_matter_name(matter));
    print_row(SAY(session, "title", "名称"), wallet_matter_title(matter, session->language));
    print_row(SAY(session, "code", "实施编码"), wallet_matter_code(matter));
    print_row(
        SAY(session, "department", "办理部门"),
        wallet_matter_department(matter, session->language));
    print_row(SAY(session, "USCC", "信用代码"), wallet_matter_department_code(matter));
    print_row(SAY(session, "basis", "依据"), wallet_matter_basis(matter));
    print_row(
        SAY(session, "decided in", "承诺时限"),
        wallet_matter_days(matter) > 0 ? days : SAY(session, "on the spot", "即办"));
    print_row(
        SAY(session, "paperless", "免证办"),
        wallet_matter_is_paperless(matter) ? SAY(session,
                                                 "yes: all that government issued is obtained",
                                                 "是：政府部门核发的材料全部自动获取")
                                           : SAY(session, "no", "否"));
    if (relation[0]) {
        print_row(SAY(session, "relation", "证照关系"), relation);
    }
}

static void print_parties(const struct session *session, const struct wallet_matter *matter)
{
    puts(SAY(session, "parties", "当事人"));
    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        const struct wallet_party *party = wallet_matter_party_at(matter, i);
        text_print_label(stdout, text_of(party->name), 2, NAME_COLUMNS);
        print_column(
            party->holder == WALLET_HOLDER_PERSON ? SAY(session, "person", "自然人")
                                                  : SAY(session, "organisation", "组织"),
            FORM_COLUMNS);
        text_print(stdout, text_of(party->title[session->language]));
        putchar('\n');
    }
}

/** A licence and the fields that are asked for, "id-card: name, sex". */
static void print_wanted(
    const struct session *session, const struct wallet_wanted *wanted, const char *before)
{
    const char *between = ": ";

    printf("%*s%s%s", NAME_COLUMNS + 4, "", before, wallet_type_name(wanted->type));
    for (size_t i = 0; i < wanted->field_count; i++) {
        const struct wallet_request_field *asked = &wanted->fields[i];
        const size_t count = asked->member_count > 0 ? asked->member_count : 1;
        for (size_t j = 0; j < count; j++) {
            char field[MATTER_SOURCE_SIZE];
            matter_field_write(wanted->type, asked, j, field);
            printf("%s%s", between, field);
            between = SAY(session, ", ", "、");
        }
    }
    putchar('\n');
}

static void print_material(
    const struct session *session,
    const struct wallet_matter *matter,
    const struct wallet_material *material)
{
    text_print_label(stdout, text_of(material->name), 2, NAME_COLUMNS);
    print_column(matter_form_word(session, material->form), FORM_COLUMNS);
    print_column(matter_necessity_word(session, material->necessity), NEED_COLUMNS);
    print_column(matter_origin_word(session, material->source), KIND_COLUMNS);
    text_print(stdout, text_of(material->title[session->language]));
    if (material->party != 0) {
        fputs(SAY(session, " (", "（"), stdout);
        text_print(stdout, text_of(wallet_matter_party_at(matter, material->party)->name));
        fputs(SAY(session, ")", "）"), stdout);
    }
    putchar('\n');
    for (size_t i = 0; i < material->wanted_count; i++) {
        print_wanted(session, &material->wanted[i], i == 0 ? "" : SAY(session, "or ", "或 "));
    }
    if (material->guide[session->language][0]) {
        printf("%*s", NAME_COLUMNS + 4, "");
        text_print(stdout, text_of(material->guide[session->language]));
        putchar('\n');
    }
}

static void print_sources(
    const struct session *session,
    const struct wallet_matter *matter,
    const struct wallet_source *sources,
    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char source[MATTER_SOURCE_SIZE];
        matter_source_write(matter, &sources[i], source);
        printf("%s%s", i > 0 ? SAY(session, " or ", " 或 ") : "", source);
    }
}

static void print_blank(
    const struct session *session,
    const struct wallet_matter *matter,
    const struct wallet_blank *blank)
{
    text_print_label(stdout, text_of(blank->name), 2, NAME_COLUMNS);
    print_column(matter_blank_word(session, blank->kind), KIND_COLUMNS);
    print_column(
        blank->is_required ? SAY(session, "required", "必填") : SAY(session, "optional", "可选"),
        8);
    text_print(stdout, text_of(blank->title[session->language]));
    if (blank->source_count > 0) {
        fputs(SAY(session, ", from ", "，取自 "), stdout);
        print_sources(session, matter, blank->sources, blank->source_count);
    }
    for (size_t i = 0; i < blank->choice_count; i++) {
        fputs(i > 0 ? SAY(session, " / ", "、") : SAY(session, ": ", "："), stdout);
        text_print(stdout, text_of(blank->choices[i][session->language]));
    }
    putchar('\n');
}

static void print_rule(
    const struct session *session,
    const struct wallet_matter *matter,
    const struct wallet_rule *rule)
{
    text_print_label(stdout, text_of(rule->name), 2, NAME_COLUMNS);
    print_column(
        rule->is_advisory ? SAY(session, "a clerk decides", "人工判断")
                          : SAY(session, "must hold", "必须相符"),
        NEED_COLUMNS);
    text_print(stdout, text_of(rule->title[session->language]));
    putchar('\n');
    if (rule->left_count == 0) {
        return;
    }

    printf("%*s", NAME_COLUMNS + 4, "");
    print_sources(session, matter, rule->left, rule->left_count);
    if (rule->right_count > 0) {
        fputs(rule->kind == WALLET_RULE_MEMBER ? SAY(session, " in ", " 属于 ") : " = ", stdout);
        print_sources(session, matter, rule->right, rule->right_count);
    }
    for (size_t i = 0; i < rule->text_count; i++) {
        fputs(i > 0 ? SAY(session, " or ", " 或 ") : SAY(session, ": ", "："), stdout);
        text_print(stdout, text_of(rule->texts[i]));
    }
    if (rule->kind == WALLET_RULE_AGE) {
        printf(SAY(session, ": %u to %u years", "：%u 至 %u 周岁"), rule->least, rule->most);
    }
    putchar('\n');
}

void matter_text_print(const struct session *session, const struct wallet_matter *matter)
{
    print_head(session, matter);
    print_parties(session, matter);
    puts(SAY(session, "materials", "材料"));
    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        print_material(session, matter, wallet_matter_material_at(matter, i));
    }
    puts(SAY(session, "form", "表单"));
    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        print_blank(session, matter, wallet_matter_blank_at(matter, i));
    }
    puts(SAY(session, "rules", "比对规则"));
    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        print_rule(session, matter, wallet_matter_rule_at(matter, i));
    }
}
