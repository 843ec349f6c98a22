/* SPDX-License-Identifier: Apache-2.0 */
#include "verdict.h"

#include <wallet/qr.h>
#include <wallet/time.h>

#include "copy_text.h"
#include "day.h"
#include "facts.h"
#include "identity.h"
#include "json.h"
#include "mdoc_text.h"
#include "slip.h"
#include "status_store.h"
#include "text.h"
#include "tree.h"

#include <stdio.h>
#include <string.h>

enum {
    LABEL_COLUMNS = 24,
};

const char *verdict_word(const struct session *session, enum wallet_decision decision)
{
    /* A sign and a word: colour is never the only carrier. */
    switch (decision) {
    case WALLET_ACCEPTED: return SAY(session, "✔ ACCEPTED", "✔ 通过");
    case WALLET_REFUSED: return SAY(session, "✘ REFUSED", "✘ 不通过");
    case WALLET_UNKNOWN: break;
    }

    return SAY(session, "? CANNOT TELL", "? 无法判断");
}

static const char *color_of(enum wallet_decision decision)
{
    switch (decision) {
    case WALLET_ACCEPTED: return "\033[1;32m";
    case WALLET_REFUSED: return "\033[1;31m";
    case WALLET_UNKNOWN: break;
    }

    return "\033[1;35m";
}

static void print_line(const char *label, const char *text)
{
    if (text[0] == '\0') {
        return;
    }

    text_print_label(stdout, text_of(label), 2, LABEL_COLUMNS);
    text_print(stdout, text_of(text));
    fputc('\n', stdout);
}

static void print_head(
    const struct session *session, enum wallet_decision decision, const struct input *input)
{
    const bool is_long = strlen(input->name) > 60;

    printf(
        "%s%s%s  ",
        session->color ? color_of(decision) : "",
        verdict_word(session, decision),
        session->color ? "\033[0m" : "");
    text_print(
        stdout,
        (struct wallet_bytes){ (const uint8_t *)input->name, is_long ? 40 : strlen(input->name) });
    fputs(is_long ? "…" : "", stdout);
    if (input->parts > 1) {
        printf(SAY(session, " %zu parts", " 共 %zu 个码"), input->parts);
    } else if (input->count == 0) {
        printf(SAY(session, " line %zu", " 第 %zu 行"), input->line);
    } else if (input->count > 1) {
        printf(
            SAY(session, " code %zu of %zu", " 第 %zu 个码，共 %zu 个"),
            input->index,
            input->count);
    }
    fputc('\n', stdout);
}

static void print_reason(
    const struct session *session, const struct wallet_verdict *verdict, const struct input *input)
{
    const enum wallet_reason reason = wallet_verdict_reason(verdict);
    const enum wallet_code_kind kind = wallet_code_kind(input->content);
    const bool is_foreign = input->is_text && kind != WALLET_CODE_LICENCE &&
                            kind != WALLET_CODE_HEALTH && kind != WALLET_CODE_CLAIM169;
    const char *detail = wallet_verdict_detail(verdict);
    const char *slip = input->is_text ? slip_hint(session, input->content) : NULL;
    char line[512];

    if (reason == WALLET_REASON_NONE) {
        return;
    }

    (void)snprintf(
        line,
        sizeof line,
        "%s: %s",
        wallet_reason_name(reason),
        wallet_reason_sentence(reason, session->language));
    print_line(SAY(session, "reason", "原因"), line);
    if (is_foreign && !slip) {
        print_line(
            SAY(session, "this code", "这个码"),
            wallet_code_kind_sentence(kind, session->language));
    }
    print_line(SAY(session, "whose fault", "责任"), wallet_reason_fault(reason, session->language));
    print_line(
        SAY(session, "what to do", "处理"),
        slip ? slip : wallet_reason_remedy(reason, session->language));
    if (!is_foreign || strcmp(detail, wallet_code_kind_sentence(kind, WALLET_ENGLISH)) != 0) {
        print_line(SAY(session, "detail", "细节"), detail);
    }
}

static void print_issuer(const struct session *session, const struct wallet_verdict *verdict)
{
    const struct wallet_bytes issuer = wallet_verdict_issuer(verdict);
    const char *name = wallet_verdict_issuer_name(verdict, session->language);
    char line[WALLET_ISSUER_NAME_MAX + 128];

    (void)snprintf(
        line,
        sizeof line,
        name[0] && issuer.size ? "%s (%.*s)" : "%s%.*s",
        name,
        (int)(issuer.size < 64 ? issuer.size : 64),
        issuer.size ? (const char *)issuer.data : "");
    print_line(SAY(session, "issued by", "颁发机构"), line);
}

static void print_validity(const struct session *session, const struct wallet_verdict *verdict)
{
    int64_t from = 0;
    int64_t until = 0;
    char from_text[WALLET_TIME_SIZE] = "…";
    char until_text[WALLET_TIME_SIZE];
    char line[2 * WALLET_TIME_SIZE + 16];

    const bool has_from = wallet_verdict_from(verdict, &from);
    const bool has_until = wallet_verdict_until(verdict, &until);
    if (has_from) {
        day_write(from, false, from_text);
    }
    if (has_until) {
        day_write(until, true, until_text);
    } else {
        (void)snprintf(until_text, sizeof until_text, "%s", SAY(session, "long-term", "长期"));
    }

    (void)snprintf(line, sizeof line, SAY(session, "%s to %s", "%s 至 %s"), from_text, until_text);
    print_line(SAY(session, "valid", "有效期"), line);
}

static bool is_held_by_organisation(const struct wallet_verdict *verdict)
{
    const struct wallet_field *uscc = wallet_type_holder_organisation(wallet_verdict_type(verdict));
    return uscc && facts_have(verdict, uscc);
}

static bool has_face(const struct wallet_verdict *verdict)
{
    struct wallet_claim169_biometric face;

    return wallet_claim169_portrait(wallet_verdict_claims(verdict), &face);
}

/* A printed licence proves nothing about who shows it: what else tells who its holder is. */
const char *verdict_advice(const struct session *session, const struct wallet_verdict *verdict)
{
    const struct wallet_type *type = wallet_verdict_type(verdict);

    if (!type && has_face(verdict)) {
        return SAY(
            session,
            "not bound to its holder: compare the portrait in it with the person",
            "未与持证人绑定：请比对其中的照片与本人");
    }
    if (!type) {
        return SAY(
            session,
            "not bound to its holder: compare the name with an identity document",
            "未与持证人绑定：请与身份证件核对姓名");
    }
    if (facts_have_portrait(verdict)) {
        return SAY(
            session,
            "not bound to its holder: compare the portrait with the person",
            "未与持证人绑定：请比对照片与本人");
    }
    if (is_held_by_organisation(verdict)) {
        return SAY(
            session,
            "not bound to its holder: make sure who presents it may act for it",
            "未与持证主体绑定：请确认出示人有权代表该主体");
    }

    return SAY(
        session,
        "not bound to its holder: compare name and number with an identity document",
        "未与持证人绑定：请与身份证件核对姓名和号码");
}

static void print_doc_type(const struct session *session, const struct wallet_verdict *verdict)
{
    const struct wallet_bytes doc_type = wallet_mdoc_doc_type(verdict);

    if (doc_type.size > 0) {
        text_print_label(stdout, text_of(SAY(session, "document", "证件类型")), 2, LABEL_COLUMNS);
        text_print(stdout, doc_type);
        fputc('\n', stdout);
    }
}

static void print_content(const struct session *session, const struct wallet_verdict *verdict)
{
    const struct wallet_type *type = wallet_verdict_type(verdict);
    char identifier[WALLET_IDENTIFIER_SIZE];

    if (type) {
        print_line(SAY(session, "licence", "证照"), wallet_type_title(type, session->language));
    } else {
        print_line(SAY(session, "format", "格式"), wallet_verdict_format(verdict));
        print_doc_type(session, verdict);
    }
    wallet_verdict_identifier(verdict, identifier);
    print_line(SAY(session, "identifier", "证照标识"), identifier);
    print_issuer(session, verdict);
    print_validity(session, verdict);

    if (type) {
        facts_print(session, verdict, FACTS_OPEN, LABEL_COLUMNS);
    } else if (identity_is(verdict)) {
        identity_print(session, wallet_verdict_claims(verdict), LABEL_COLUMNS);
    } else {
        tree_print(wallet_verdict_claims(verdict), TREE_CLAIMS, 2);
        mdoc_text_print_device(session, verdict);
    }
}

static void print_advice(const struct session *session, const struct wallet_verdict *verdict)
{
    if (!wallet_verdict_is_bound(verdict)) {
        print_line(SAY(session, "look", "请核对"), verdict_advice(session, verdict));
    }
}

/* Of a copy the repository says that somebody agreed, or the law; who stands here it does not. */
static void print_copy(const struct session *session, const struct wallet_copy *copy)
{
    if (copy) {
        copy_text_print(stdout, session, copy, LABEL_COLUMNS);
        print_line(
            SAY(session, "look", "请核对"),
            SAY(session,
                "released by a repository for this purpose: the holder did not present it",
                "由证照库为上述用途出具，并非持证人出示"));
    }
}

/* Said of every verdict that rests on status data: what is old may be wrong by now. */
static void print_status(const struct session *session, const struct wallet_verdict *verdict)
{
    int64_t age = 0;
    char span[40];
    char line[160];

    if (!wallet_verdict_status_age(verdict, &age)) {
        return;
    }

    status_store_span(session, age, span);
    (void)snprintf(
        line,
        sizeof line,
        wallet_verdict_look_once(verdict)
            ? SAY(session, "%s old: LOOK ONCE whether there is newer", "%s前：请查看有无更新")
            : SAY(session, "%s old", "%s前"),
        span);
    print_line(SAY(session, "status data", "状态数据"), line);
}

static void print_clock(const struct session *session, const struct moment *moment)
{
    char time[WALLET_TIME_SIZE];
    char line[128];

    if (!moment->is_test) {
        return;
    }

    wallet_time_format(moment->unix_seconds, time);
    (void)snprintf(
        line, sizeof line, SAY(session, "%s, not the present time", "%s，并非当前时间"), time);
    fputs(session->color ? "\033[1;31m" : "", stdout);
    print_line(SAY(session, "TEST CLOCK", "测试时钟"), line);
    fputs(session->color ? "\033[0m" : "", stdout);
}

static void print_text(
    const struct session *session,
    const struct wallet_verdict *verdict,
    const struct input *input,
    const struct moment *moment)
{
    print_head(session, wallet_verdict_decision(verdict), input);
    print_clock(session, moment);
    print_reason(session, verdict, input);
    if (wallet_verdict_has_claims(verdict)) {
        print_content(session, verdict);
    }
}

void verdict_print(
    const struct session *session,
    const struct wallet_verdict *verdict,
    const struct input *input,
    const struct moment *moment)
{
    if (session->json) {
        json_print(verdict_json(verdict, input));
    } else {
        print_text(session, verdict, input, moment);
        if (wallet_verdict_has_claims(verdict)) {
            print_advice(session, verdict);
        }
        print_status(session, verdict);
        mdoc_text_print_deviations(session, verdict);
        (void)fflush(stdout);
    }
}

void verdict_print_copy(
    const struct session *session,
    const struct wallet_verdict *verdict,
    const struct wallet_copy *copy,
    const struct input *input,
    const struct moment *moment)
{
    if (session->json) {
        json_t *out = verdict_json(verdict, input);
        (void)json_object_set_new(out, "copy", copy ? copy_text_json(copy) : json_null());
        json_print(out);
    } else {
        print_text(session, verdict, input, moment);
        print_copy(session, copy);
        print_status(session, verdict);
        (void)fflush(stdout);
    }
}

void verdict_print_trust(const struct session *session, const char *age)
{
    if (!session->json) {
        print_line(SAY(session, "trust list", "信任名单"), age);
        (void)fflush(stdout);
    }
}
