/* SPDX-License-Identifier: Apache-2.0 */
#include "pull_answer.h"

#include <wallet/case_package.h>

#include "case_push.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JSON_TYPE    "application/json"
#define PROBLEM_TYPE "application/problem+json"
#define PACKAGE_TYPE "application/wallet-case+cwt"

struct wallet_bytes pull_answer_body(const struct pull_answer *answer)
{
    return answer->text ? text_of(answer->text) : wallet_buffer_bytes(&answer->package);
}

/* It is about people. */
void pull_answer_free(struct pull_answer *answer)
{
    if (answer->text) {
        explicit_bzero(answer->text, strlen(answer->text));
    }
    free(answer->text);
    wallet_buffer_clear(&answer->package);
}

static void answer_text(
    struct pull_answer *out, enum http_status status, const char *type, char *text)
{
    out->status = text ? status : HTTP_INTERNAL_ERROR;
    out->type = type;
    out->text = text;
}

/** Takes over the object. */
static void answer_json(
    struct pull_answer *out, enum http_status status, const char *type, json_t *object)
{
    answer_text(out, status, type, json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER));
    json_decref(object);
}

/** A problem of RFC 9457: what, and why. */
static void answer_problem(struct pull_answer *out, enum http_status status, const char *why)
{
    json_t *problem = json_pack(
        "{s:s,s:i,s:s,s:s}",
        "type",
        "about:blank",
        "status",
        (int)status,
        "title",
        http_status_title(status),
        "detail",
        why);

    answer_json(out, status, PROBLEM_TYPE, problem);
}

/** What a call of the library said; whoever runs the service sees it, the caller that it is not to blame. */
static void answer_failure(
    const struct pull_counter *counter, struct pull_answer *out, const struct wallet_error *error)
{
    if (error->status == WALLET_ERR_CONFLICT) {
        answer_problem(out, HTTP_UNAVAILABLE, "the case is being changed: try again");
        return;
    }

    remark(
        counter->session,
        SAY(counter->session, "a case cannot be told: %s", "无法提供办件：%s"),
        error->message);
    answer_problem(out, HTTP_INTERNAL_ERROR, "the counter cannot read its cases: try again later");
}

/** A page of the list. */
struct page {
    json_t *cases;
    struct wallet_accepted_mark last;
};

static bool add_line(void *context, const struct wallet_accepted *accepted)
{
    struct page *page = context;
    json_t *line = json_pack(
        "{s:s,s:s,s:s,s:o}",
        "number",
        accepted->mark.number,
        "code",
        accepted->matter_code,
        "state",
        wallet_case_state_name((enum wallet_case_state)accepted->state),
        "accepted",
        json_time(accepted->accepted_unix));

    (void)json_array_append_new(page->cases, line);
    page->last = accepted->mark;
    return true;
}

static void answer_list(
    struct pull_counter *counter, const struct pull_request *request, struct pull_answer *out)
{
    struct page page = { .cases = json_array(), .last = request->since };
    char cursor[PULL_CURSOR_SIZE];
    struct wallet_error error;

    const enum wallet_status status = wallet_cases_accepted(
        counter->store.cases,
        request->department,
        &request->since,
        request->limit,
        add_line,
        &page,
        &error);
    if (status != WALLET_OK) {
        json_decref(page.cases);
    }
    if (status == WALLET_ERR_CONFLICT) {
        answer_problem(
            out,
            HTTP_CONFLICT,
            "the cursor is not of this store as it is now: begin anew without 'since'");
    } else if (status != WALLET_OK) {
        answer_failure(counter, out, &error);
    } else {
        pull_cursor_write(&page.last, cursor);
        json_t *list = json_start();
        const bool is_full = json_array_size(page.cases) == request->limit;
        (void)json_object_set_new(list, "cases", page.cases);
        (void)json_object_set_new(
            list, "next", page.last.place > 0 ? json_string(cursor) : json_null());
        (void)json_object_set_new(list, "more", json_boolean(is_full));
        answer_json(out, HTTP_OK, JSON_TYPE, list);
    }
}

static void answer_case(
    struct pull_counter *counter, const struct wallet_case *item, struct pull_answer *out)
{
    json_t *facts = case_push_facts(item, wallet_cases_counter(counter->store.cases));
    char *body = NULL;

    if (connector_fill(counter->session, &counter->connector, facts, &body) == EXIT_CODE_OK) {
        answer_text(out, HTTP_OK, JSON_TYPE, body);
    } else {
        answer_problem(
            out, HTTP_INTERNAL_ERROR, "the case does not fit the connector: tell the counter");
    }

    json_decref(facts);
}

static void answer_package(
    struct pull_counter *counter,
    struct wallet_case *item,
    int64_t at_unix,
    struct pull_answer *out)
{
    struct file_set others = { 0 };
    struct wallet_error error;

    if (case_files_add(counter->session, counter->files, &others) != EXIT_CODE_OK) {
        answer_problem(
            out, HTTP_INTERNAL_ERROR, "what goes with a package cannot be read: tell the counter");
    } else if (
        wallet_case_pack(
            item,
            others.files,
            others.count,
            &counter->signing.signer,
            at_unix,
            &out->package,
            &error) != WALLET_OK) {
        answer_failure(counter, out, &error);
    } else {
        out->status = HTTP_OK;
        out->type = PACKAGE_TYPE;
    }

    file_set_free(&others);
}

static void answer_receipt(
    const struct wallet_case *item, const char *reference, struct pull_answer *out)
{
    json_t *receipt = json_start();

    (void)json_object_set_new(receipt, "number", json_string(wallet_case_number(item)));
    (void)json_object_set_new(
        receipt, "state", json_string(wallet_case_state_name(wallet_case_state(item))));
    (void)json_object_set_new(receipt, "reference", json_string(reference));
    answer_json(out, HTTP_OK, JSON_TYPE, receipt);
}

/** The same act as after a push: the case is the department's from here on.  The system is who acts. */
static void take_receipt(
    struct pull_counter *counter,
    const struct pull_request *request,
    struct wallet_case *item,
    int64_t at_unix,
    struct pull_answer *out)
{
    const struct wallet_case_actor actor = {
        .clerk = { .name = counter->connector.title[WALLET_CHINESE],
                   .account = request->signature.key_id },
        .at_unix = at_unix,
    };
    char note[CASE_PUSH_NOTE_SIZE];
    struct wallet_error error;

    case_push_note(&counter->connector, request->reference, note);
    const struct wallet_bytes noted = wallet_case_note(item, WALLET_CASE_IN_PROGRESS);
    const bool is_same = noted.size == strlen(note) && memcmp(noted.data, note, noted.size) == 0;
    if (is_same) {
        answer_receipt(item, request->reference, out);
    } else if (wallet_case_state(item) != WALLET_CASE_ACCEPTED) {
        answer_problem(
            out,
            HTTP_CONFLICT,
            noted.size > 0 ? "the case was taken before, under another reference"
                           : "the case is no longer to be taken: look at it again");
    } else if (wallet_case_go(item, WALLET_CASE_IN_PROGRESS, note, &actor, &error) != WALLET_OK) {
        answer_failure(counter, out, &error);
    } else {
        answer_receipt(item, request->reference, out);
        (void)case_store_sign(&counter->store);
    }
}

/** A case of another department's is none: whether it is there is nobody else's business. */
static void answer_one(
    struct pull_counter *counter,
    const struct pull_request *request,
    int64_t at_unix,
    struct pull_answer *out)
{
    struct wallet_cases *cases = counter->store.cases;
    struct wallet_case *item = NULL;
    struct wallet_error error;

    enum wallet_status status =
        wallet_cases_find_accepted(cases, request->department, request->number, &error);
    if (status == WALLET_OK) {
        status = wallet_case_load(cases, request->number, &item, &error);
    }

    /* The row of the acceptance is not sealed; the case itself is, and says whose it is. */
    const bool is_theirs =
        item &&
        strcmp(wallet_matter_department_code(wallet_case_matter(item)), request->department) == 0;
    if (status == WALLET_ERR_UNKNOWN || (status == WALLET_OK && !is_theirs)) {
        answer_problem(
            out, HTTP_NOT_FOUND, "no case of this number was accepted for the department");
    } else if (status != WALLET_OK) {
        answer_failure(counter, out, &error);
    } else if (request->operation == PULL_CASE) {
        answer_case(counter, item, out);
    } else if (request->operation == PULL_PACKAGE) {
        answer_package(counter, item, at_unix, out);
    } else {
        take_receipt(counter, request, item, at_unix, out);
    }

    wallet_case_free(item);
}

/** Over the status, the body and the signature of the request, so that it answers that one only. */
static bool sign(
    const struct pull_counter *counter,
    const char *request_signature,
    int64_t at_unix,
    struct pull_answer *out)
{
    const struct wallet_signer *signer = &counter->signing.signer;
    char status[8];
    char key_id[CASE_PUSH_KEY_ID_SIZE];
    const struct http_component components[] = {
        { .name = "@status", .value = status },
        { .name = "content-type", .value = out->type },
        { .name = "content-digest", .value = out->digest },
        { .name = "signature;req", .value = request_signature },
    };

    (void)snprintf(status, sizeof status, "%d", (int)out->status);
    case_push_key_id(signer, key_id);
    const struct http_signature_terms terms = {
        .label = "wallet",
        .key_id = key_id,
        .algorithm = http_signature_algorithm(signer->algorithm),
        .created_unix = at_unix,
    };
    return http_signature_digest(pull_answer_body(out), out->digest) &&
           http_signature_make(
               components,
               sizeof components / sizeof components[0],
               &terms,
               signer,
               &out->signature,
               NULL) == WALLET_OK;
}

void pull_answer_make(
    struct pull_counter *counter,
    const struct pull_request *request,
    const char *request_signature,
    int64_t at_unix,
    struct pull_answer *out)
{
    if (request->status != HTTP_OK) {
        answer_problem(out, request->status, request->why);
    } else if (request->operation == PULL_LIST) {
        answer_list(counter, request, out);
    } else {
        answer_one(counter, request, at_unix, out);
    }

    if (request->is_signed && !sign(counter, request_signature, at_unix, out)) {
        remark(counter->session, SAY(counter->session, "an answer was not signed", "答复未能签名"));
        pull_answer_free(out);
        *out = (struct pull_answer){ .text = NULL };
        answer_problem(out, HTTP_INTERNAL_ERROR, "the answer could not be signed: try again");
    }
}
