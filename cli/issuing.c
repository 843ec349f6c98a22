/* SPDX-License-Identifier: Apache-2.0 */
#include "issuing.h"

#include <wallet/issue.h>
#include <wallet/mdoc_issue.h>
#include <wallet/qr.h>

#include "certificate.h"
#include "encoding.h"
#include "file.h"
#include "issuing_mdoc.h"
#include "keys.h"
#include "output.h"
#include "print_page.h"
#include "types.h"

#include <string.h>

static enum exit_code check_settings(const struct issuing *issuing)
{
    const struct session *session = issuing->session;
    const struct issue_settings *settings = issuing->settings;

    if (settings->data && settings->key) {
        return EXIT_CODE_OK;
    }

    const char *missing = settings->data ? "key" : "data";
    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), missing);
    why(session,
        SAY(session,
            "a licence needs what it says and who signs it",
            "签发证照需要内容和签名的机关"));
    if (settings->data) {
        hint(session, "wallet key new FILE --issuer USCC");
    } else {
        hint(session, "wallet type show %s --example > data.json", wallet_type_name(issuing->type));
    }
    return EXIT_CODE_USAGE;
}

static enum exit_code read_key(struct issuing *issuing)
{
    const struct session *session = issuing->session;
    const char *path = issuing->settings->key;
    const enum exit_code code =
        signers_open(session, path, &issuing->settings->signer, &issuing->signing);
    return code == EXIT_CODE_OK
               ? keys_check_type(session, path, issuing->signing.key, issuing->type)
               : code;
}

/* Whether the data was refused for what a person may let pass. */
static bool is_advisory(const struct wallet_error *error)
{
    for (int i = 0; i < WALLET_FINDING_COUNT; i++) {
        const enum wallet_finding finding = (enum wallet_finding)i;
        if (error->status == WALLET_ERR_VALUE && wallet_finding_is_advisory(finding) &&
            strstr(error->message, wallet_finding_text(finding, WALLET_ENGLISH))) {
            return true;
        }
    }

    return false;
}

static void hint_data(
    const struct issuing *issuing, struct wallet_bytes text, const struct wallet_error *error)
{
    const struct session *session = issuing->session;
    const char *recode = encoding_hint(session, encoding_guess(text));

    if (recode) {
        hint(session, "%s", recode);
        return;
    }
    if (is_advisory(error)) {
        hint(
            session,
            SAY(session,
                "correct it; if it is what the holder really has, add \"accept_findings\": true",
                "请更正；如持证主体的信息确系如此，请加 \"accept_findings\": true"));
        return;
    }

    hint(
        session,
        SAY(session,
            "'wallet type show %s' lists the fields, with --example a file to start from",
            "'wallet type show %s' 列出字段，加 --example 给出样例文件"),
        wallet_type_name(issuing->type));
}

static enum exit_code read_data(struct issuing *issuing)
{
    const struct session *session = issuing->session;
    const char *path = issuing->settings->data;
    struct file file = { 0 };
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_RECORD_JSON_MAX, &file);
    const struct wallet_bytes text = encoding_skip_mark(file_bytes(&file));

    if (code == EXIT_CODE_OK &&
        wallet_record_parse(issuing->type, text, &issuing->record, &error) != WALLET_OK) {
        code =
            refuse(session, &error, SAY(session, "'%s' cannot be issued", "'%s' 不能签发"), path);
        hint_data(issuing, text, &error);
    }

    file_free(&file);
    return code;
}

enum exit_code issuing_prepare(struct issuing *issuing, const char *type_name)
{
    const struct session *session = issuing->session;
    const struct issue_settings *settings = issuing->settings;
    enum exit_code code = types_load(session, &issuing->catalogue);

    if (code == EXIT_CODE_OK) {
        code = types_find(session, issuing->catalogue, type_name, &issuing->type);
    }
    if (code == EXIT_CODE_OK) {
        code = check_settings(issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = issuing_mdoc_check(issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_choose(session, settings->format, settings->output, &issuing->output);
    }
    if (code == EXIT_CODE_OK) {
        code = print_choose(session, settings->print, &issuing->output);
    }
    if (code == EXIT_CODE_OK && issuing->output.paper && settings->holder) {
        code = print_complain_bound(session);
    }
    if (code == EXIT_CODE_OK) {
        code = issuing_mdoc_check_form(issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings->at, &issuing->moment);
    }
    if (code == EXIT_CODE_OK) {
        code = read_key(issuing);
    }

    if (code == EXIT_CODE_OK && settings->holder) {
        code = keys_read(session, settings->holder, &issuing->holder);
    }
    if (code == EXIT_CODE_OK && settings->mdoc) {
        code = certificate_read(session, settings->certificate, &issuing->chain);
    }

    return code == EXIT_CODE_OK ? read_data(issuing) : code;
}

static enum wallet_status sign(struct issuing *issuing, struct wallet_error *error)
{
    const struct wallet_signer *signer = &issuing->signing.signer;
    const int64_t now = issuing->moment.unix_seconds;
    struct wallet_buffer *out = &issuing->licence;

    if (issuing->chain) {
        return wallet_mdoc_issue(
            issuing->record, issuing->holder, issuing->chain, signer, now, out, error);
    }

    const enum wallet_status status =
        issuing->holder
            ? wallet_issue_bound(issuing->record, issuing->holder, signer, now, out, error)
            : wallet_issue(issuing->record, signer, now, out, error);
    return status == WALLET_OK
               ? wallet_qr_write_text(wallet_buffer_bytes(out), &issuing->text, error)
               : status;
}

enum exit_code issuing_sign(struct issuing *issuing)
{
    const struct session *session = issuing->session;
    struct wallet_terms *terms = wallet_record_terms(issuing->record);
    struct wallet_error error;

    terms->serial = issuing->settings->serial ? issuing->settings->serial : terms->serial;
    terms->version = issuing->settings->version ? issuing->settings->version : terms->version;

    if (sign(issuing, &error) != WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "the licence was not issued", "证照未签发"));
        if (issuing->chain) {
            issuing_mdoc_hint(issuing, &error);
        } else if (error.status == WALLET_ERR_UNSUPPORTED) {
            hint(
                session,
                SAY(session, "'wallet doctor' says what to do", "'wallet doctor' 会说明办法"));
        } else {
            hint(
                session,
                SAY(session, "correct '%s' and try again", "请更正 '%s' 后重试"),
                issuing->settings->data);
        }
        return code;
    }

    return EXIT_CODE_OK;
}

int64_t issuing_valid_from(const struct issuing *issuing)
{
    const int64_t from = wallet_record_terms(issuing->record)->from_unix;
    const int64_t now = issuing->moment.unix_seconds;
    return from > now ? from : now;
}

/* As whoever gets it will: a counter, or the holder to whose key it is bound. */
static enum wallet_status verify_new(struct issuing *issuing, struct wallet_error *error)
{
    const struct wallet_bytes licence = wallet_buffer_bytes(&issuing->licence);
    const int64_t at = issuing_valid_from(issuing);

    const enum wallet_status status = wallet_verdict_new(&issuing->verdict, error);
    if (status != WALLET_OK) {
        return status;
    }

    return issuing->holder
               ? wallet_verify_received(
                     issuing->verifier, licence, issuing->holder, at, issuing->verdict, error)
               : wallet_verify(
                     issuing->verifier,
                     wallet_buffer_bytes(&issuing->text),
                     at,
                     issuing->verdict,
                     error);
}

/* NULL: there is none yet. */
static const struct wallet_verdict *verdict_of(const struct issuing *issuing)
{
    return issuing->mdoc && wallet_mdoc_count(issuing->mdoc) > 0 ? wallet_mdoc_at(issuing->mdoc, 0)
                                                                 : issuing->verdict;
}

/* Of its status nobody knows yet. */
static bool is_status_open(const struct issuing *issuing)
{
    const struct wallet_verdict *verdict = verdict_of(issuing);

    return issuing->settings->status && verdict &&
           wallet_verdict_decision(verdict) == WALLET_UNKNOWN &&
           wallet_verdict_reason(verdict) == WALLET_REASON_STATUS_MISSING;
}

enum exit_code issuing_read_back(struct issuing *issuing)
{
    const struct session *session = issuing->session;
    struct wallet_buffer public_key = { 0 };
    struct wallet_error error = { .status = WALLET_OK, .offset = WALLET_NO_OFFSET };

    const bool is_accepted =
        wallet_key_write_public(issuing->signing.key, &public_key, &error) == WALLET_OK &&
        wallet_trust_new(&issuing->trust, &error) == WALLET_OK &&
        wallet_trust_add(issuing->trust, wallet_buffer_bytes(&public_key), &error) == WALLET_OK &&
        wallet_verifier_new(issuing->trust, issuing->catalogue, &issuing->verifier, &error) ==
            WALLET_OK &&
        (issuing->chain ? issuing_mdoc_verify(issuing, &error) : verify_new(issuing, &error)) ==
            WALLET_OK;
    wallet_buffer_clear(&public_key);
    if (is_accepted || is_status_open(issuing)) {
        wallet_verdict_identifier(verdict_of(issuing), issuing->identifier);
        return EXIT_CODE_OK;
    }

    const enum exit_code code = refuse(
        session, &error, SAY(session, "the new licence does not verify", "新证照未通过核验"));
    hint(
        session,
        SAY(session,
            "nothing was written; check the data and the dates",
            "未写入任何文件；请检查数据和日期"));
    return code;
}

enum exit_code issuing_draw(struct issuing *issuing)
{
    const struct wallet_bytes licence = wallet_buffer_bytes(&issuing->licence);

    if (!issuing->chain) {
        return code_output_draw(issuing->session, &issuing->output, licence);
    }

    issuing->output.object = licence;
    return EXIT_CODE_OK;
}

enum exit_code issuing_draw_page(struct issuing *issuing)
{
    return issuing->output.paper ? print_page(
                                       issuing->session,
                                       issuing->verdict,
                                       issuing->settings->all ? FACTS_OPEN : FACTS_VEILED,
                                       &issuing->output)
                                 : EXIT_CODE_OK;
}

void issuing_finish(struct issuing *issuing)
{
    wallet_mdoc_free(issuing->mdoc);
    wallet_verdict_free(issuing->verdict);
    wallet_verifier_free(issuing->verifier);
    wallet_trust_free(issuing->trust);
    wallet_certificates_free(issuing->chain);
    wallet_key_free(issuing->holder);
    code_output_finish(&issuing->output);
    wallet_buffer_clear(&issuing->text);
    wallet_buffer_clear(&issuing->licence);
    wallet_record_free(issuing->record);
    status_register_close(&issuing->reg);
    signers_close(&issuing->signing);
    wallet_catalogue_free(issuing->catalogue);
}
