/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "json.h"
#include "mdoc_showing.h"
#include "mdoc_value.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum {
    LABEL_COLUMNS = 24,
};

static void print_line(const char *label, const char *text)
{
    text_print_label(stderr, text_of(label), 2, LABEL_COLUMNS);
    text_print(stderr, text_of(text));
    fputc('\n', stderr);
}

/* Anybody can write a name into a request: one is told only where a signature and an authority hold. */
static void print_reader(const struct session *session, const struct wallet_mdoc_asked *asked)
{
    const char *label = SAY(session, "who asks", "读取方");
    const char *reason = wallet_reason_sentence(asked->reason, session->language);

    switch (asked->reader) {
    case WALLET_RESULT_PASSED:
        print_line(label, asked->reader_name);
        print_line(SAY(session, "vouched for by", "担保机构"), asked->authority_name);
        return;
    case WALLET_RESULT_NOT_APPLICABLE:
        print_line(label, SAY(session, "NOBODY SAYS: the request is unsigned", "未知：请求未签名"));
        return;
    case WALLET_RESULT_UNKNOWN: print_line(label, SAY(session, "CANNOT TELL", "无法核实")); break;
    case WALLET_RESULT_FAILED:
        print_line(label, SAY(session, "NOT WHO IT SAYS", "与所称不符"));
        break;
    }
    print_line(SAY(session, "reason", "原因"), reason);
}

static void print_asked_element(
    const struct mdoc_showing *showing,
    struct wallet_bytes doc_type,
    const struct wallet_mdoc_asked_element *element)
{
    const struct session *session = showing->session;
    const struct wallet_type *type = mdoc_value_type(showing->catalogue, element->name_space);
    const struct wallet_bytes label = mdoc_value_label(session, type, element->identifier);

    text_print_label(stderr, label, 4, LABEL_COLUMNS - 2);
    fputs(
        element->is_retained ? SAY(session, "to be kept", "将留存")
                             : SAY(session, "not to be kept", "不留存"),
        stderr);
    if (!mdoc_showing_has(showing, doc_type, element)) {
        fputs(SAY(session, ", and not there", "，证件中没有"), stderr);
    }
    fputc('\n', stderr);
}

static bool are_same(struct wallet_bytes a, struct wallet_bytes b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* What people call it, if it is one of ours. */
static void print_doc_type(const struct mdoc_showing *showing, struct wallet_bytes doc_type)
{
    const struct wallet_type *type = mdoc_value_type(showing->catalogue, doc_type);

    text_print(
        stderr, type ? text_of(wallet_type_title(type, showing->session->language)) : doc_type);
}

/* A line for each namespace that begins; that of a type of ours is the type itself. */
static void print_name_space(
    const struct mdoc_showing *showing,
    struct wallet_bytes doc_type,
    struct wallet_bytes *before,
    struct wallet_bytes name_space)
{
    const bool is_first = !before->data;
    const bool is_type =
        are_same(doc_type, name_space) && mdoc_value_type(showing->catalogue, name_space) != NULL;

    if (is_first ? !is_type : !are_same(*before, name_space)) {
        fputs("  ", stderr);
        text_print(stderr, name_space);
        fputc('\n', stderr);
    }
    *before = name_space;
}

/* Who asks was not checked as of now. */
static void print_clock(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;
    char time[WALLET_TIME_SIZE];
    char line[128];

    if (showing->now.is_test) {
        wallet_time_format(showing->now.unix_seconds, time);
        (void)snprintf(
            line, sizeof line, SAY(session, "%s, not the present time", "%s，并非当前时间"), time);
        print_line(SAY(session, "TEST CLOCK", "测试时钟"), line);
    }
}

void mdoc_showing_print_request(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;
    struct wallet_mdoc_asked asked;
    struct wallet_mdoc_asked_element element;

    for (size_t i = 0; i < wallet_mdoc_request_count(showing->request); i++) {
        struct wallet_bytes name_space = { 0 };
        wallet_mdoc_request_at(showing->request, i, &asked);
        print_doc_type(showing, asked.doc_type);
        fputs(SAY(session, ", asked for:\n", "，所请求：\n"), stderr);
        print_clock(showing);
        print_reader(session, &asked);
        for (size_t j = 0; j < asked.element_count; j++) {
            wallet_mdoc_request_element(showing->request, i, j, &element);
            print_name_space(showing, asked.doc_type, &name_space, element.name_space);
            print_asked_element(showing, asked.doc_type, &element);
        }
    }
}

static const struct wallet_mdoc_element *find(
    const struct mdoc_holding *holding, const struct wallet_mdoc_choice *choice)
{
    const struct wallet_mdoc_element *element = holding->elements;

    while (!are_same(element->name_space, choice->name_space) ||
           !are_same(element->identifier, choice->identifier)) {
        element++;
    }
    return element;
}

static void print_choice(
    const struct mdoc_showing *showing,
    const struct mdoc_holding *holding,
    const struct wallet_mdoc_choice *choice)
{
    const struct session *session = showing->session;
    const struct wallet_type *type = mdoc_value_type(showing->catalogue, choice->name_space);
    const struct wallet_bytes label = mdoc_value_label(session, type, choice->identifier);

    text_print_label(stderr, label, 4, LABEL_COLUMNS - 2);
    mdoc_value_print(session, type, choice->identifier, find(holding, choice)->value);
}

void mdoc_showing_print(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;

    for (size_t i = 0; i < showing->count; i++) {
        const struct mdoc_holding *holding = &showing->holdings[i];
        const struct wallet_bytes doc_type = wallet_mdoc_issued_doc_type(holding->issued);
        struct wallet_bytes name_space = { 0 };

        if (holding->choice_count > 0) {
            print_doc_type(showing, doc_type);
            fputs(SAY(session, ", goes out:\n", "，将出示：\n"), stderr);
        }
        for (size_t j = 0; j < holding->choice_count; j++) {
            const struct wallet_mdoc_choice *choice = &holding->choices[j];
            print_name_space(showing, doc_type, &name_space, choice->name_space);
            print_choice(showing, holding, choice);
        }
    }
}

static json_t *requests_json(const struct mdoc_showing *showing)
{
    json_t *out = json_array();
    struct wallet_mdoc_asked asked;
    struct wallet_mdoc_asked_element element;

    for (size_t i = 0; showing->request && i < wallet_mdoc_request_count(showing->request); i++) {
        json_t *request = json_object();
        json_t *elements = json_array();
        wallet_mdoc_request_at(showing->request, i, &asked);
        for (size_t j = 0; j < asked.element_count; j++) {
            wallet_mdoc_request_element(showing->request, i, j, &element);
            (void)json_array_append_new(elements, mdoc_element_json(&element));
        }
        (void)json_object_set_new(request, "doc_type", json_text(asked.doc_type));
        (void)json_object_set_new(request, "reader", json_text_or_null(asked.reader_name));
        (void)json_object_set_new(request, "authority", json_text_or_null(asked.authority_name));
        (void)json_object_set_new(request, "result", json_string(wallet_result_name(asked.reader)));
        (void)json_object_set_new(
            request,
            "reason",
            asked.reason == WALLET_REASON_NONE ? json_null()
                                               : json_string(wallet_reason_name(asked.reason)));
        (void)json_object_set_new(request, "elements", elements);
        (void)json_array_append_new(out, request);
    }

    return out;
}

static json_t *documents_json(const struct mdoc_showing *showing)
{
    json_t *out = json_array();

    for (size_t i = 0; i < showing->count; i++) {
        const struct mdoc_holding *holding = &showing->holdings[i];
        json_t *document = json_object();
        json_t *elements = json_array();
        for (size_t j = 0; j < holding->choice_count; j++) {
            (void)json_array_append_new(
                elements,
                mdoc_element_name_json(
                    holding->choices[j].name_space, holding->choices[j].identifier));
        }
        (void)json_object_set_new(document, "input", json_text_or_null(holding->name));
        (void)json_object_set_new(
            document, "doc_type", json_text(wallet_mdoc_issued_doc_type(holding->issued)));
        (void)json_object_set_new(document, "elements", elements);
        (void)json_array_append_new(out, document);
    }

    return out;
}

void mdoc_showing_print_json(const struct mdoc_showing *showing)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "requests", requests_json(showing));
    (void)json_object_set_new(out, "documents", documents_json(showing));
    (void)json_object_set_new(out, "proof", json_string(showing->reader ? "mac" : "signature"));
    (void)json_object_set_new(
        out, "bytes", json_integer((json_int_t)wallet_buffer_bytes(&showing->answer).size));
    (void)json_object_set_new(out, "output", json_text_or_null(showing->settings->output));
    json_print(out);
}
