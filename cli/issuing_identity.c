/* SPDX-License-Identifier: Apache-2.0 */
#include "issuing_identity.h"

#include <wallet/claim169.h>

#include "identity_data.h"
#include "json.h"
#include "keys.h"
#include "output.h"
#include "types.h"

#include <string.h>

/* All that is needed for one identity, and what comes of it. */
struct issuing_of_identity {
    const struct session *session;
    const struct issue_settings *settings;
    struct moment moment;
    struct signing signing;
    struct identity_data data;
    struct code_output output;
    struct wallet_buffer identity;
};

/* An option that only licences of a type have; NULL: none was given. */
static const char *foreign_option(const struct issue_settings *settings)
{
    const struct {
        const char *name;
        bool is_given;
    } options[] = {
        { "print", settings->print },
        { "all", settings->all },
        { "serial", settings->serial },
        { "status", settings->status },
        { "holder", settings->holder },
        { "version", settings->version != 0 },
        { "interval", settings->interval != 0 },
        { "format pdf", settings->format && strcmp(settings->format, "pdf") == 0 },
    };

    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (options[i].is_given) {
            return options[i].name;
        }
    }

    return NULL;
}

static enum exit_code check_settings(
    const struct session *session, const struct issue_settings *settings)
{
    const char *foreign = foreign_option(settings);

    if (foreign) {
        complain(
            session, SAY(session, "'--%s' is not for identities", "'--%s' 不用于身份码"), foreign);
        why(session,
            SAY(session,
                "the specification of Claim 169 has nothing of the kind",
                "Claim 169 规范中没有此项"));
        hint(session, SAY(session, "leave it out", "请去掉该选项"));
        return EXIT_CODE_USAGE;
    }
    if (!settings->data || !settings->key) {
        complain(
            session,
            SAY(session, "'--%s' is missing", "缺少 '--%s'"),
            settings->data ? "key" : "data");
        why(session,
            SAY(session,
                "an identity needs what it says and who signs it",
                "签发身份码需要内容和签名的机关"));
        hint(session, "wallet issue claim-169 --data FILE.json --key KEY -o code.png");
        return EXIT_CODE_USAGE;
    }

    return EXIT_CODE_OK;
}

static enum exit_code complain_key(const struct session *session, const char *path)
{
    complain(
        session,
        SAY(session, "'%s' may not sign '%s'", "'%s' 无权签发 '%s'"),
        path,
        ISSUING_IDENTITY);
    why(session,
        SAY(session,
            "the key is for certain licence types, so nobody would accept it",
            "该密钥只用于若干证照类型，签发后不会通过核验"));
    hint(
        session,
        SAY(session,
            "make one for every type: wallet key new FILE --issuer USCC",
            "请生成用于所有类型的密钥：wallet key new FILE --issuer USCC"));
    return EXIT_CODE_KEY;
}

static enum exit_code prepare(struct issuing_of_identity *issuing)
{
    const struct session *session = issuing->session;
    const struct issue_settings *settings = issuing->settings;
    enum exit_code code = check_settings(session, settings);

    if (code == EXIT_CODE_OK) {
        code = code_output_choose(session, settings->format, settings->output, &issuing->output);
    }
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings->at, &issuing->moment);
    }
    if (code == EXIT_CODE_OK) {
        code = signers_open(session, settings->key, &settings->signer, &issuing->signing);
    }
    if (code == EXIT_CODE_OK && !keys_may_sign(issuing->signing.key, "*")) {
        code = complain_key(session, settings->key);
    }

    return code == EXIT_CODE_OK ? identity_data_read(session, settings->data, &issuing->data)
                                : code;
}

static enum exit_code sign(struct issuing_of_identity *issuing)
{
    const struct session *session = issuing->session;
    struct wallet_error error;

    if (wallet_claim169_issue(
            &issuing->data.record,
            &issuing->signing.signer,
            issuing->moment.unix_seconds,
            &issuing->identity,
            &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "the identity was not issued", "身份码未签发"));
    hint(
        session,
        SAY(session, "correct '%s' and try again", "请更正 '%s' 后重试"),
        error.status == WALLET_ERR_KEY ? issuing->settings->key : issuing->settings->data);
    return code;
}

/* As whoever scans it will, from the time on from which it holds. */
static enum wallet_status verify_new(
    struct issuing_of_identity *issuing,
    const struct wallet_catalogue *catalogue,
    struct wallet_error *error)
{
    const int64_t from = issuing->data.record.from_unix;
    const int64_t now = issuing->moment.unix_seconds;
    struct wallet_buffer public_key = { 0 };
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    struct wallet_verdict *verdict = NULL;

    const bool is_ready =
        wallet_key_write_public(issuing->signing.key, &public_key, error) == WALLET_OK &&
        wallet_trust_new(&trust, error) == WALLET_OK &&
        wallet_trust_add(trust, wallet_buffer_bytes(&public_key), error) == WALLET_OK &&
        wallet_verifier_new(trust, catalogue, &verifier, error) == WALLET_OK &&
        wallet_verdict_new(&verdict, error) == WALLET_OK;
    const enum wallet_status status = is_ready ? wallet_verify(
                                                     verifier,
                                                     wallet_split_text(issuing->output.split, 0),
                                                     from > now ? from : now,
                                                     verdict,
                                                     error)
                                               : error->status;
    wallet_verdict_free(verdict);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    wallet_buffer_clear(&public_key);
    return status;
}

static enum exit_code read_back(struct issuing_of_identity *issuing)
{
    const struct session *session = issuing->session;
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { .status = WALLET_OK, .offset = WALLET_NO_OFFSET };
    enum exit_code code = types_load(session, &catalogue);

    if (code == EXIT_CODE_OK && verify_new(issuing, catalogue, &error) != WALLET_OK) {
        code = refuse(
            session,
            &error,
            SAY(session, "the new identity does not verify", "新身份码未通过核验"));
        hint(
            session,
            SAY(session,
                "nothing was written; check the data and the dates",
                "未写入任何文件；请检查数据和日期"));
    }

    wallet_catalogue_free(catalogue);
    return code;
}

static void print(const struct issuing_of_identity *issuing)
{
    const struct session *session = issuing->session;
    const struct code_output *output = &issuing->output;
    const struct wallet_bytes text = wallet_split_text(output->split, 0);

    remark(
        session,
        output->dry_run ? SAY(session,
                              "would issue an identity: %zu bytes, %zu characters, QR version %u",
                              "将签发身份码（试运行）：%zu 字节，%zu 字符，二维码第 %u 版")
                        : SAY(session,
                              "issued an identity: %zu bytes, %zu characters, QR version %u",
                              "已签发身份码：%zu 字节，%zu 字符，二维码第 %u 版"),
        issuing->identity.size,
        text.size,
        output->qr_version);
    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "format", json_string(ISSUING_IDENTITY));
        (void)json_object_set_new(out, "issuer", json_string(issuing->data.record.issuer));
        (void)json_object_set_new(out, "issued", json_time(issuing->moment.unix_seconds));
        (void)json_object_set_new(out, "bytes", json_integer((json_int_t)issuing->identity.size));
        (void)json_object_set_new(out, "qr_version", json_integer(output->qr_version));
        (void)json_object_set_new(
            out, "output", json_text_or_null(output->dry_run ? NULL : output->path));
        (void)json_object_set_new(out, "text", json_text(text));
        json_print(out);
    }
}

enum exit_code issuing_identity(
    const struct session *session, const struct issue_settings *settings)
{
    struct issuing_of_identity issuing = { .session = session, .settings = settings };
    issuing.output = (struct code_output){ .force = settings->force,
                                           .dry_run = settings->dry_run,
                                           .is_identity = true,
                                           .level = code_level(settings->level),
                                           .module_pixels = settings->module };

    enum exit_code code = prepare(&issuing);
    if (code == EXIT_CODE_OK) {
        code = sign(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_draw(session, &issuing.output, wallet_buffer_bytes(&issuing.identity));
    }
    if (code == EXIT_CODE_OK) {
        code = read_back(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(session, &issuing.output);
    }
    if (code == EXIT_CODE_OK) {
        print(&issuing);
    }

    code_output_finish(&issuing.output);
    wallet_buffer_clear(&issuing.identity);
    identity_data_free(&issuing.data);
    signers_close(&issuing.signing);
    return code;
}
