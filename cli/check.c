/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <wallet/qr.h>
#include <wallet/request.h>

#include "file.h"
#include "json.h"
#include "output.h"
#include "status_store.h"
#include "trust_source.h"
#include "types.h"
#include "verdict.h"

#include <stdio.h>
#include <string.h>

const struct option_spec check_options[] = {
    CHECK_OPTIONS(0),
    { 0 },
};

static enum exit_code make_verifier(struct checker *checker)
{
    if (wallet_verifier_new(checker->trust, checker->catalogue, &checker->verifier, NULL) !=
            WALLET_OK ||
        wallet_verdict_new(&checker->verdict, NULL) != WALLET_OK) {
        return complain_memory(checker->session);
    }

    return EXIT_CODE_OK;
}

static enum exit_code load_status(struct checker *checker, const char *given)
{
    char store[PATH_MAX];
    const char *path = given;

    if (!path && status_store_default(store) && file_is_folder(store)) {
        path = store;
    }

    return path ? status_store_load(checker->session, path, checker->trust, &checker->status)
                : EXIT_CODE_OK;
}

enum exit_code checker_start(
    const struct session *session, const struct check_settings *settings, struct checker *out)
{
    *out = (struct checker){ .session = session };

    enum exit_code code = clock_read(session, settings->at, &out->moment);
    if (code == EXIT_CODE_OK) {
        struct trust_source source = { .trust = NULL };
        code = trust_source_open(session, &settings->trust, out->moment.unix_seconds, &source);
        out->trust = source.trust;
        memcpy(out->trust_age, source.age, sizeof out->trust_age);
    }
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &out->catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = make_verifier(out);
    }
    if (code == EXIT_CODE_OK) {
        code = load_status(out, settings->status);
    }
    if (code == EXIT_CODE_OK) {
        wallet_verifier_set_status(out->verifier, out->status);
    }
    if (code == EXIT_CODE_OK && wallet_trust_count(out->trust) == 0) {
        remark(
            session,
            SAY(session,
                "nobody is trusted, so nothing can be accepted: give --trust FILE",
                "没有任何信任来源，不会通过任何证照：请用 --trust FILE 指定"));
    }

    return code;
}

static size_t count_of(const struct checker *checker)
{
    const size_t *decisions = checker->decisions;

    return decisions[WALLET_ACCEPTED] + decisions[WALLET_REFUSED] + decisions[WALLET_UNKNOWN];
}

/* Whether it is what a counter shows to a holder, held the wrong way round. */
static bool is_request(const struct input *input)
{
    struct wallet_buffer bytes = { 0 };

    if (!input->is_text) {
        return wallet_request_recognise(input->content);
    }

    const bool found = wallet_qr_read_text(input->content, &bytes, NULL) == WALLET_OK &&
                       wallet_request_recognise(wallet_buffer_bytes(&bytes));
    wallet_buffer_clear(&bytes);
    return found;
}

static enum exit_code complain_request(struct checker *checker, const struct input *input)
{
    const struct session *session = checker->session;

    checker->missed++;
    complain(
        session,
        SAY(session,
            "'%s' is a counter's request, not a licence",
            "'%s' 是窗口的用证请求，不是证照"),
        input->name);
    why(session,
        SAY(session, "it asks for licences and proves nothing", "它索要证照，不能证明任何事项"));
    hint(
        session,
        SAY(session,
            "its answer is for a holder: wallet answer %s",
            "由持证人答复：wallet answer %s"),
        input->name);
    if (session->json) {
        json_print_failure(session, input->name, EXIT_CODE_REFUSED);
    }
    return EXIT_CODE_REFUSED;
}

enum exit_code checker_take(void *context, const struct input *input)
{
    struct checker *checker = context;
    struct wallet_error error;

    if (is_request(input)) {
        return complain_request(checker, input);
    }

    const enum wallet_status status = wallet_verify(
        checker->verifier, input->content, checker->moment.unix_seconds, checker->verdict, &error);

    if (status != WALLET_OK && wallet_status_fault(status) != WALLET_FAULT_VERDICT) {
        const enum exit_code code = refuse(
            checker->session,
            &error,
            SAY(checker->session, "'%s' could not be checked", "'%s' 无法核验"),
            input->name);
        hint(checker->session, SAY(checker->session, "try again", "请再试一次"));
        if (checker->session->json) {
            json_print_failure(checker->session, input->name, code);
        }
        return code;
    }

    if (count_of(checker) > 0 && !checker->session->json) {
        putchar('\n');
    }
    verdict_print(checker->session, checker->verdict, input, &checker->moment);
    verdict_print_trust(checker->session, checker->trust_age);
    checker->decisions[wallet_verdict_decision(checker->verdict)]++;
    return exit_code_of(status);
}

void checker_miss(void *context)
{
    struct checker *checker = context;

    checker->missed++;
}

static void print_summary(const struct checker *checker)
{
    const struct session *session = checker->session;
    const size_t *decisions = checker->decisions;
    char missed[96] = "";

    if (count_of(checker) + checker->missed < 2) {
        return;
    }
    if (checker->missed > 0) {
        (void)snprintf(
            missed,
            sizeof missed,
            SAY(session, "; %zu could not be checked", "；另有 %zu 个未能核验"),
            checker->missed);
    }
    remark(
        session,
        SAY(session,
            "%zu checked: %zu accepted, %zu refused, %zu cannot tell%s",
            "共核验 %zu 个：通过 %zu，不通过 %zu，无法判断 %zu%s"),
        count_of(checker),
        decisions[WALLET_ACCEPTED],
        decisions[WALLET_REFUSED],
        decisions[WALLET_UNKNOWN],
        missed);
}

void checker_finish(struct checker *checker)
{
    print_summary(checker);
    wallet_verdict_free(checker->verdict);
    wallet_verifier_free(checker->verifier);
    wallet_status_snapshot_free(checker->status);
    wallet_catalogue_free(checker->catalogue);
    wallet_trust_free(checker->trust);
}
