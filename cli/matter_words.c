/* SPDX-License-Identifier: Apache-2.0 */
#include "matter_words.h"

#include <stdio.h>

const char *matter_form_name(enum wallet_material_form form)
{
    switch (form) {
    case WALLET_FORM_PAPER: return "paper";
    case WALLET_FORM_ELECTRONIC: return "electronic";
    case WALLET_FORM_EITHER: return "either";
    case WALLET_FORM_AUTOMATIC: return "automatic";
    case WALLET_FORM_AUTOMATIC_FIRST: return "automatic-first";
    }

    return "unknown";
}

const char *matter_form_word(const struct session *session, enum wallet_material_form form)
{
    switch (form) {
    case WALLET_FORM_PAPER: return SAY(session, "on paper", "纸质");
    case WALLET_FORM_ELECTRONIC: return SAY(session, "electronic", "电子");
    case WALLET_FORM_EITHER: return SAY(session, "paper or electronic", "纸质或电子");
    case WALLET_FORM_AUTOMATIC: return SAY(session, "obtained for you", "系统自动获取");
    case WALLET_FORM_AUTOMATIC_FIRST:
        return SAY(session, "obtained, else handed in", "自动获取，不全则提交");
    }

    return "";
}

const char *matter_necessity_name(enum wallet_necessity necessity)
{
    switch (necessity) {
    case WALLET_NECESSARY: return "necessary";
    case WALLET_NOT_NECESSARY: return "not-necessary";
    case WALLET_DEFERRABLE: return "deferrable";
    }

    return "unknown";
}

const char *matter_necessity_word(const struct session *session, enum wallet_necessity necessity)
{
    switch (necessity) {
    case WALLET_NECESSARY: return SAY(session, "necessary", "必要");
    case WALLET_NOT_NECESSARY: return SAY(session, "where it applies", "非必要");
    case WALLET_DEFERRABLE: return SAY(session, "may follow", "容缺后补");
    }

    return "";
}

const char *matter_origin_name(enum wallet_material_source source)
{
    switch (source) {
    case WALLET_SOURCE_APPLICANT: return "applicant";
    case WALLET_SOURCE_GOVERNMENT: return "government";
    case WALLET_SOURCE_OTHER: return "other";
    }

    return "unknown";
}

const char *matter_origin_word(const struct session *session, enum wallet_material_source source)
{
    switch (source) {
    case WALLET_SOURCE_APPLICANT: return SAY(session, "applicant", "申请人自备");
    case WALLET_SOURCE_GOVERNMENT: return SAY(session, "government", "政府部门核发");
    case WALLET_SOURCE_OTHER: return SAY(session, "others", "其他");
    }

    return "";
}

const char *matter_blank_name(enum wallet_blank_kind kind)
{
    switch (kind) {
    case WALLET_BLANK_TEXT: return "text";
    case WALLET_BLANK_DATE: return "date";
    case WALLET_BLANK_NUMBER: return "number";
    case WALLET_BLANK_CITIZEN_NUMBER: return "citizen-number";
    case WALLET_BLANK_USCC: return "uscc";
    case WALLET_BLANK_PHONE: return "phone";
    case WALLET_BLANK_CHOICE: return "choice";
    }

    return "unknown";
}

const char *matter_blank_word(const struct session *session, enum wallet_blank_kind kind)
{
    switch (kind) {
    case WALLET_BLANK_TEXT: return SAY(session, "text", "文本");
    case WALLET_BLANK_DATE: return SAY(session, "date", "日期");
    case WALLET_BLANK_NUMBER: return SAY(session, "number", "数字");
    case WALLET_BLANK_CITIZEN_NUMBER: return SAY(session, "citizen number", "公民身份号码");
    case WALLET_BLANK_USCC: return SAY(session, "USCC", "信用代码");
    case WALLET_BLANK_PHONE: return SAY(session, "phone", "电话");
    case WALLET_BLANK_CHOICE: return SAY(session, "choice", "选项");
    }

    return "";
}

const char *matter_rule_name(enum wallet_rule_kind kind)
{
    switch (kind) {
    case WALLET_RULE_SAME: return "same";
    case WALLET_RULE_MEMBER: return "member";
    case WALLET_RULE_CURRENT: return "current";
    case WALLET_RULE_REGION: return "region";
    case WALLET_RULE_AGE: return "age";
    }

    return "unknown";
}

void matter_source_write(
    const struct wallet_matter *matter,
    const struct wallet_source *source,
    char out[MATTER_SOURCE_SIZE])
{
    const bool is_first = source->party == 0;
    const bool is_of_party = source->member_party != WALLET_NO_PARTY;

    (void)snprintf(
        out,
        MATTER_SOURCE_SIZE,
        "%s%s%s.%s%s%s%s%s",
        is_first ? "" : wallet_matter_party_at(matter, source->party)->name,
        is_first ? "" : "/",
        wallet_type_name(source->type),
        wallet_field_name(source->field),
        source->member ? "." : "",
        source->member ? wallet_field_name(source->member) : "",
        is_of_party ? "@" : "",
        is_of_party ? wallet_matter_party_at(matter, source->member_party)->name : "");
}

void matter_field_write(
    const struct wallet_type *type,
    const struct wallet_request_field *asked,
    size_t index,
    char out[MATTER_SOURCE_SIZE])
{
    const struct wallet_field *field = wallet_type_field_by_key(type, asked->key);
    const struct wallet_field *member =
        index < asked->member_count ? wallet_field_member_field_by_key(field, asked->members[index])
                                    : NULL;

    (void)snprintf(
        out,
        MATTER_SOURCE_SIZE,
        "%s%s%s",
        wallet_field_name(field),
        member ? "." : "",
        member ? wallet_field_name(member) : "");
}
