/* SPDX-License-Identifier: Apache-2.0 */
#include "verifying.h"

#include <wallet/presentation.h>

#include "audience.h"
#include "collector.h"
#include "cut_off.h"
#include "decrypt_key.h"
#include "json.h"
#include "nonce.h"
#include "object.h"
#include "output.h"
#include "shown.h"
#include "shown_memory.h"
#include "verdict.h"
#include "verifying_kind.h"
#include "verifying_mdoc.h"

#include <stdio.h>
#include <string.h>

/* A counter that verifies code after code. */
struct verifying {
    const struct session *session;
    struct checker checker;
    struct shown_memory memory;
    struct wallet_request *request; /* that is answered; NULL: none */
    struct nonce nonce;             /* of a request of another kind */
    struct wallet_presentation *presentation;
    struct wallet_verdict *verdict; /* on a copy */
    struct verifying_mdoc mdoc;
    size_t decisions[3];                /* how often each enum wallet_decision was made */
    const struct verify_keeper *keeper; /* NULL: none */
    size_t missed;                      /* inputs that could not be looked at, or held no code */
};

static size_t count_of(const struct verifying *verifying)
{
    const size_t *decisions = verifying->decisions;

    return decisions[WALLET_ACCEPTED] + decisions[WALLET_REFUSED] + decisions[WALLET_UNKNOWN];
}

static enum exit_code visit_request(void *context, struct wallet_bytes object)
{
    struct verifying *verifying = context;
    const struct session *session = verifying->session;
    struct wallet_error error;

    if (wallet_request_parse(object, &verifying->request, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "that is no request", "这不是用证请求"));
    hint(
        session,
        SAY(session,
            "give what 'wallet ask' wrote to --request",
            "请用 --request 指定 'wallet ask' 写出的文件"));
    return code;
}

static enum exit_code set_audience(struct verifying *verifying, const struct option_list *named)
{
    const char *counter = verifying->request ? wallet_request_counter(verifying->request) : NULL;
    struct audience audience;

    const enum exit_code code = audience_read(verifying->session, named, counter, &audience);
    if (code != EXIT_CODE_OK || audience.count == 0) {
        return code;
    }

    return wallet_verifier_set_audience(
               verifying->checker.verifier, audience.names, audience.count, NULL) == WALLET_OK
               ? EXIT_CODE_OK
               : complain_memory(verifying->session);
}

static enum exit_code start(
    const struct session *session, const struct verify_settings *settings, struct verifying *out)
{
    *out = (struct verifying){ .session = session };

    enum exit_code code = checker_start(session, &settings->check, &out->checker);
    if (code == EXIT_CODE_OK && settings->request) {
        const struct object_visitor visitor = { visit_request, out };
        code = object_visit(session, settings->request, &visitor);
    }
    if (code == EXIT_CODE_OK) {
        code = decrypt_key_give(session, settings->decrypt_key, out->checker.verifier);
    }
    if (code == EXIT_CODE_OK) {
        code = nonce_read(session, settings->nonce, &out->nonce);
    }
    if (code == EXIT_CODE_OK) {
        code = set_audience(out, &settings->audience);
    }
    if (code == EXIT_CODE_OK) {
        code = verifying_mdoc_start(session, &settings->mdoc, &out->mdoc);
    }
    if (code == EXIT_CODE_OK) {
        code = shown_memory_place(
            session, settings->memory, out->checker.moment.is_test, &out->memory);
    }
    if (code == EXIT_CODE_OK && (wallet_presentation_new(&out->presentation, NULL) != WALLET_OK ||
                                 wallet_verdict_new(&out->verdict, NULL) != WALLET_OK)) {
        code = complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        wallet_verifier_set_replay(out->checker.verifier, shown_memory_replay(&out->memory));
    }

    return code;
}

static enum wallet_status verify(
    struct verifying *verifying, struct wallet_bytes content, struct wallet_error *error)
{
    const struct checker *checker = &verifying->checker;
    const int64_t now = checker->moment.unix_seconds;

    if (verifying->nonce.size > 0) {
        return wallet_presentation_verify_nonce(
            checker->verifier,
            content,
            nonce_bytes(&verifying->nonce),
            now,
            verifying->presentation,
            error);
    }

    return wallet_presentation_verify(
        checker->verifier, content, verifying->request, now, verifying->presentation, error);
}

/* Of a code that is meant for somebody it matters who checks it. */
static void hint_audience(
    const struct verifying *verifying, enum wallet_reason reason, enum wallet_decision decision)
{
    const struct session *session = verifying->session;

    if (reason == WALLET_REASON_AUDIENCE && decision == WALLET_UNKNOWN) {
        remark(
            session,
            SAY(session,
                "say who checks: --audience USCC, or --request FILE",
                "请指明核验方：--audience 统一社会信用代码，或 --request 文件"));
    }
}

/* A code that nobody could look up is not one that was used before. */
static void hint_memory(const struct verifying *verifying)
{
    const struct session *session = verifying->session;

    if (wallet_presentation_reason(verifying->presentation) == WALLET_REASON_REPLAYED &&
        wallet_presentation_decision(verifying->presentation) == WALLET_UNKNOWN) {
        remark(
            session,
            SAY(session,
                "the memory of shown codes cannot be used: mend '%s', or name another with "
                "--memory",
                "已出示之码的记录不可用：请修复 '%s'，或用 --memory 另行指定"),
            verifying->memory.path);
    }
}

/* One verdict is set off from the next. */
static void print_gap(const struct verifying *verifying)
{
    if (count_of(verifying) > 0 && !verifying->session->json) {
        putchar('\n');
    }
}

static bool is_kept(const struct verifying *verifying, enum wallet_decision decision)
{
    const struct verify_keeper *keeper = verifying->keeper;

    return keeper &&
           (decision == WALLET_ACCEPTED || (decision == WALLET_UNKNOWN && keeper->takes_unknown));
}

static enum exit_code keep(
    struct verifying *verifying, enum wallet_decision decision, struct verified *verified)
{
    verifying->decisions[decision]++;
    verified->is_request_answered = verifying->request || verifying->nonce.size > 0;
    return verifying->keeper->keep(verifying->keeper->context, verified);
}

static enum exit_code take_licence(
    struct verifying *verifying, const struct input *input, struct wallet_bytes bytes)
{
    struct wallet_error error;
    size_t expected = 0;

    if (cut_off(input, &expected)) {
        verifying->missed++;
        return cut_off_complain(verifying->session, input, expected);
    }

    const enum wallet_status status = verify(verifying, input->content, &error);
    if (status != WALLET_OK && wallet_status_fault(status) != WALLET_FAULT_VERDICT) {
        return verifying_complain_failure(verifying->session, input, &error);
    }

    const enum wallet_decision decision = wallet_presentation_decision(verifying->presentation);
    if (is_kept(verifying, decision)) {
        return keep(
            verifying,
            decision,
            &(struct verified){
                .input = input, .original = bytes, .presentation = verifying->presentation });
    }

    print_gap(verifying);
    shown_print(
        verifying->session,
        &(struct shown){ .presentation = verifying->presentation,
                         .request = verifying->request,
                         .catalogue = verifying->checker.catalogue,
                         .input = input,
                         .moment = &verifying->checker.moment });
    verdict_print_trust(verifying->session, verifying->checker.trust_age);
    hint_audience(verifying, wallet_presentation_reason(verifying->presentation), decision);
    hint_memory(verifying);
    verifying_mdoc_advise_engagement(verifying->session, input);
    verifying->decisions[decision]++;
    return exit_code_of(status);
}

/* What a repository released: its word, and the licence inside. */
static enum exit_code take_copy(
    struct verifying *verifying, const struct input *input, struct wallet_bytes bytes)
{
    const struct checker *checker = &verifying->checker;
    struct wallet_copy *copy = NULL;
    struct wallet_error error;

    const enum wallet_status status = wallet_copy_verify(
        checker->verifier, bytes, checker->moment.unix_seconds, verifying->verdict, &copy, &error);
    if (status != WALLET_OK && wallet_status_fault(status) != WALLET_FAULT_VERDICT) {
        return verifying_complain_failure(verifying->session, input, &error);
    }

    const enum wallet_decision decision = wallet_verdict_decision(verifying->verdict);
    if (is_kept(verifying, decision)) {
        const enum exit_code code = keep(
            verifying,
            decision,
            &(struct verified){
                .input = input, .original = bytes, .verdict = verifying->verdict, .copy = copy });
        wallet_copy_free(copy);
        return code;
    }

    print_gap(verifying);
    verdict_print_copy(verifying->session, verifying->verdict, copy, input, &checker->moment);
    verdict_print_trust(verifying->session, checker->trust_age);
    hint_audience(verifying, wallet_verdict_reason(verifying->verdict), decision);
    verifying->decisions[decision]++;
    wallet_copy_free(copy);
    return exit_code_of(status);
}

static enum exit_code take_input(void *context, const struct input *input)
{
    struct verifying *verifying = context;
    struct wallet_buffer buffer = { 0 };
    enum exit_code code = EXIT_CODE_OK;

    const enum verifying_kind kind = verifying_kind(input, &buffer);
    const struct wallet_bytes bytes =
        buffer.size > 0 ? wallet_buffer_bytes(&buffer) : input->content;
    switch (kind) {
    case VERIFYING_REQUEST:
    case VERIFYING_GRANT:
    case VERIFYING_MDOC_PART:
        verifying->missed++;
        code = verifying_complain_kind(verifying->session, input, kind);
        break;
    case VERIFYING_COPY: code = take_copy(verifying, input, bytes); break;
    case VERIFYING_MDOC:
        code = verifying->keeper
                   ? take_licence(verifying, input, bytes)
                   : verifying_mdoc_take(
                         &verifying->mdoc, &verifying->checker, input, verifying->decisions);
        break;
    case VERIFYING_OTHER: code = take_licence(verifying, input, bytes); break;
    }

    wallet_buffer_clear(&buffer);
    return code;
}

static void miss_input(void *context)
{
    struct verifying *verifying = context;

    verifying->missed++;
}

static void print_summary(const struct verifying *verifying)
{
    const struct session *session = verifying->session;
    const size_t *decisions = verifying->decisions;
    char missed[96] = "";

    if (count_of(verifying) + verifying->missed < 2) {
        return;
    }
    if (verifying->missed > 0) {
        (void)snprintf(
            missed,
            sizeof missed,
            SAY(session, "; %zu could not be checked", "；另有 %zu 个未能核验"),
            verifying->missed);
    }
    remark(
        session,
        SAY(session,
            "%zu checked: %zu accepted, %zu refused, %zu cannot tell%s",
            "共核验 %zu 个：通过 %zu，不通过 %zu，无法判断 %zu%s"),
        count_of(verifying),
        decisions[WALLET_ACCEPTED],
        decisions[WALLET_REFUSED],
        decisions[WALLET_UNKNOWN],
        missed);
}

static void finish(struct verifying *verifying)
{
    print_summary(verifying);
    wallet_presentation_free(verifying->presentation);
    wallet_verdict_free(verifying->verdict);
    verifying_mdoc_finish(&verifying->mdoc);
    wallet_request_free(verifying->request);
    checker_finish(&verifying->checker);
    shown_memory_close(&verifying->memory);
}

enum exit_code verifying_run(
    const struct session *session,
    const struct verify_settings *settings,
    const struct verify_source *source)
{
    struct verifying verifying;
    enum exit_code code = start(session, settings, &verifying);

    verifying.keeper = source->keeper;
    if (code == EXIT_CODE_OK) {
        struct collector collector;
        const struct input_taker checking = { .take = take_input,
                                              .miss = miss_input,
                                              .context = &verifying };
        collector_start(session, &checking, &collector);
        const struct input_taker taker = collector_taker(&collector);
        code = collector_finish(&collector, source->take(source->context, session, &taker));
    }

    finish(&verifying);
    return code;
}
