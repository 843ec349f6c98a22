/* SPDX-License-Identifier: Apache-2.0 */
#include "lint.h"

#include <wallet/key.h>
#include <wallet/qr.h>

#include "collector.h"
#include "file.h"
#include "input.h"
#include "input_json.h"
#include "interrupt.h"
#include "json.h"
#include "lint_print.h"
#include "output.h"
#include "text.h"
#include "types.h"

#include <string.h>

enum {
    DER_SEQUENCE = 0x30,
};

#define PEM_BEGINNING "-----BEGIN "

/** What all inputs of one run need. */
struct linting {
    const struct session *session;
    const struct wallet_catalogue *catalogue;
};

/** The findings of one input, told the gravest first: it is looked at once for each severity. */
struct telling {
    const struct session *session;
    enum wallet_lint_severity severity;
    struct lint_tally tally;
    json_t *findings; /* NULL: printed as text */
};

static void take_finding(void *context, const struct wallet_lint_finding *finding)
{
    struct telling *telling = context;

    if (finding->rule->severity != telling->severity) {
        return;
    }
    telling->tally.counts[telling->severity]++;
    if (telling->findings) {
        (void)json_array_append_new(
            telling->findings, lint_json_finding(telling->session, finding));
    } else {
        lint_print_finding(telling->session, finding);
    }
}

static enum exit_code complain_input(
    const struct session *session, const struct input *input, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "cannot lint '%s'", "无法检查 '%s'"), input->name);

    if (error->status == WALLET_ERR_UNSUPPORTED) {
        hint(
            session,
            "%s",
            input->is_text
                ? wallet_code_kind_sentence(wallet_code_kind(input->content), session->language)
                : SAY(session,
                      "give a certificate, a mobile document, or a licence as a code or in CBOR",
                      "请提供证书、移动证件，或码中或 CBOR 格式的证照"));
    }
    if (session->json) {
        json_print_failure(session, input->name, code);
    }
    return code;
}

static void print_json(const struct input *input, const struct telling *telling)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "input", json_text(text_of(input->name)));
    input_json_place(input, out);
    (void)json_object_set_new(out, "verified", json_false());
    (void)json_object_set_new(out, "count", lint_json_tally(&telling->tally));
    (void)json_object_set(out, "findings", telling->findings);
    json_print(out);
}

static enum exit_code conclude(const struct input *input, const struct telling *telling)
{
    const size_t *counts = telling->tally.counts;

    if (telling->findings) {
        print_json(input, telling);
    } else {
        lint_print_tally(telling->session, input->name, &telling->tally);
    }

    return counts[WALLET_LINT_FAULT] + counts[WALLET_LINT_DEVIATION] > 0 ? EXIT_CODE_REFUSED
                                                                         : EXIT_CODE_OK;
}

static enum exit_code take(void *context, const struct input *input)
{
    const struct linting *linting = context;
    const struct session *session = linting->session;
    struct telling telling = { .session = session,
                               .findings = session->json ? json_array() : NULL };
    const struct wallet_lint_taker taker = { take_finding, &telling };
    struct wallet_error error = { .message = "" };
    enum wallet_status status = WALLET_OK;

    for (int i = WALLET_LINT_FAULT; i >= WALLET_LINT_ADVICE && status == WALLET_OK; i--) {
        telling.severity = (enum wallet_lint_severity)i;
        status = wallet_lint(linting->catalogue, input->content, &taker, &error);
    }

    const enum exit_code code =
        status == WALLET_OK ? conclude(input, &telling) : complain_input(session, input, &error);
    json_decref(telling.findings);
    return code;
}

/** Whether a file holds certificates, which are no code: PEM, maybe behind some words, or DER. */
static bool holds_certificates(struct wallet_bytes content)
{
    const bool is_der =
        content.size > 1 && content.data[0] == DER_SEQUENCE && (content.data[1] & 0x80) != 0;

    return is_der ||
           (content.size > 0 &&
            memmem(content.data, content.size, PEM_BEGINNING, sizeof PEM_BEGINNING - 1) != NULL);
}

static enum exit_code take_operand(
    const struct linting *linting, const struct input_taker *taker, char *name)
{
    const struct operands one = { .items = &name, .count = 1 };
    struct file file = { 0 };
    enum exit_code code = EXIT_CODE_OK;

    const bool is_read = strcmp(name, "-") != 0 && !file_is_folder(name) &&
                         file_try(name, WALLET_KEY_FILE_MAX, &file) == 0;
    if (is_read && holds_certificates(file_bytes(&file))) {
        const struct input input = { .name = name, .content = file_bytes(&file) };
        code = taker->take(taker->context, &input);
    } else {
        code = inputs_take(linting->session, &one, taker);
    }

    file_free(&file);
    return code;
}

enum exit_code lint_inputs(const struct session *session, const struct operands *operands)
{
    struct wallet_catalogue *catalogue = NULL;
    enum exit_code code = types_load(session, &catalogue);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    struct linting linting = { session, catalogue };
    const struct input_taker last = { .take = take, .context = &linting };
    struct collector collector;

    remark(
        session,
        SAY(session,
            "a lint verifies nothing: what it finds nothing in may be forged all the same",
            "检查不是核验：没有发现问题的也可能是伪造的"));
    collector_start(session, &last, &collector);
    const struct input_taker taker = collector_taker(&collector);
    for (size_t i = 0; i < operands->count && !interrupted(); i++) {
        code = exit_code_worse(code, take_operand(&linting, &taker, operands->items[i]));
    }

    code = collector_finish(&collector, code);
    wallet_catalogue_free(catalogue);
    return code;
}
