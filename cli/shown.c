/* SPDX-License-Identifier: Apache-2.0 */
#include "shown.h"

#include "input_json.h"
#include "json.h"
#include "text.h"
#include "verdict.h"

#include <stdio.h>

/* The names of what is missing; "" where there is none. */
struct gap_names {
    const struct wallet_type *type;
    const char *code; /* of the type */
    const struct wallet_field *field;
    const struct wallet_field *member;
};

static struct gap_names name_gap(const struct shown *shown, const struct wallet_gap *gap)
{
    struct wallet_request_item item;
    wallet_request_item_at(shown->request, gap->item, &item);

    struct gap_names names = { .code = item.type };
    names.type = wallet_catalogue_find(shown->catalogue, text_of(item.type));
    if (names.type && gap->field != WALLET_REQUEST_NO_MEMBER) {
        names.field = wallet_type_field_by_key(names.type, gap->field);
    }
    if (names.field && gap->member != WALLET_REQUEST_NO_MEMBER) {
        names.member = wallet_field_member_field_by_key(names.field, gap->member);
    }

    return names;
}

static json_t *gap_json(const struct shown *shown, size_t index)
{
    struct wallet_gap gap;
    wallet_presentation_gap_at(shown->presentation, index, &gap);
    const struct gap_names names = name_gap(shown, &gap);
    json_t *out = json_object();

    (void)json_object_set_new(
        out, "type", json_string(names.type ? wallet_type_name(names.type) : names.code));
    (void)json_object_set_new(
        out, "field", json_text_or_null(names.field ? wallet_field_name(names.field) : NULL));
    (void)json_object_set_new(
        out, "member", json_text_or_null(names.member ? wallet_field_name(names.member) : NULL));
    (void)json_object_set_new(out, "required", json_boolean(gap.is_required));
    return out;
}

static void print_json(const struct shown *shown)
{
    const struct wallet_presentation *presentation = shown->presentation;
    const enum wallet_reason reason = wallet_presentation_reason(presentation);
    json_t *out = json_start();
    json_t *missing = json_array();

    for (size_t i = 0; i < wallet_presentation_gap_count(presentation); i++) {
        (void)json_array_append_new(missing, gap_json(shown, i));
    }

    (void)json_object_set_new(out, "input", json_text(text_of(shown->input->name)));
    input_json_place(shown->input, out);
    (void)json_object_set_new(
        out, "licences", json_integer((json_int_t)wallet_presentation_count(presentation)));
    (void)json_object_set_new(
        out,
        "verdict",
        json_string(wallet_decision_name(wallet_presentation_decision(presentation))));
    (void)json_object_set_new(
        out,
        "reason",
        reason == WALLET_REASON_NONE ? json_null() : json_string(wallet_reason_name(reason)));
    (void)json_object_set_new(out, "missing", missing);
    json_print(out);
}

static void print_gap(const struct session *session, const struct shown *shown, size_t index)
{
    struct wallet_gap gap;
    wallet_presentation_gap_at(shown->presentation, index, &gap);
    const struct gap_names names = name_gap(shown, &gap);
    const enum wallet_language language = session->language;

    printf(
        "  %s: %s",
        gap.is_required ? SAY(session, "missing", "缺少") : SAY(session, "not shown", "未出示"),
        names.type ? wallet_type_title(names.type, language) : names.code);
    if (names.field) {
        printf(SAY(session, ", %s", "，%s"), wallet_field_title(names.field, language));
    }
    if (names.member) {
        printf(SAY(session, ", %s", "，%s"), wallet_field_title(names.member, language));
    }
    putchar('\n');
}

static void print_text(const struct session *session, const struct shown *shown)
{
    const struct wallet_presentation *presentation = shown->presentation;
    const enum wallet_reason reason = wallet_presentation_reason(presentation);
    const size_t count = wallet_presentation_count(presentation);

    printf(
        SAY(session, "\n%s  all of it: %zu licence%s", "\n%s  整体：共 %zu 份证照%.0s"),
        verdict_word(session, wallet_presentation_decision(presentation)),
        count,
        count == 1 ? "" : "s");
    if (shown->request) {
        fputs(SAY(session, ", in answer to the request", "，答复用证请求"), stdout);
    }
    if (reason != WALLET_REASON_NONE) {
        printf(
            "\n  %s: %s",
            wallet_reason_name(reason),
            wallet_reason_sentence(reason, session->language));
    }
    putchar('\n');
    for (size_t i = 0; i < wallet_presentation_gap_count(presentation); i++) {
        print_gap(session, shown, i);
    }
    (void)fflush(stdout);
}

void shown_print(const struct session *session, const struct shown *shown)
{
    const size_t count = wallet_presentation_count(shown->presentation);

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && !session->json) {
            putchar('\n');
        }
        verdict_print(
            session,
            wallet_presentation_verdict(shown->presentation, i),
            shown->input,
            shown->moment);
    }

    if (count == 1 && !shown->request) {
        return;
    }
    if (session->json) {
        print_json(shown);
    } else {
        print_text(session, shown);
    }
}
