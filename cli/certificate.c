/* SPDX-License-Identifier: Apache-2.0 */
#include "certificate.h"

#include <wallet/time.h>

#include "file.h"
#include "json.h"
#include "output.h"
#include "roles.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum {
    LABEL_COLUMNS = 12,
};

static const char *verdict_word(const struct session *session, enum wallet_status status)
{
    /* A sign and a word: colour is never the only carrier. */
    if (status == WALLET_OK) {
        return SAY(session, "✔ HOLDS", "✔ 成立");
    }

    return status == WALLET_ERR_UNDETERMINED ? SAY(session, "? CANNOT TELL", "? 无法判断")
                                             : SAY(session, "✘ REFUSED", "✘ 不成立");
}

static const char *path_word(const struct session *session, enum wallet_status path)
{
    if (path == WALLET_OK) {
        return SAY(session, "holds", "成立");
    }

    return path == WALLET_ERR_UNDETERMINED ? SAY(session, "leads to no root", "未通向根证书")
                                           : SAY(session, "broken", "断裂");
}

static const char *path_name(enum wallet_status path)
{
    if (path == WALLET_OK) {
        return "holds";
    }

    return path == WALLET_ERR_UNDETERMINED ? "unknown" : "broken";
}

static void print_line(const char *label, const char *text)
{
    if (text[0] != '\0') {
        fputs("  ", stdout);
        text_print_padded(stdout, text_of(label), LABEL_COLUMNS);
        fputs("  ", stdout);
        text_print(stdout, text_of(text));
        fputc('\n', stdout);
    }
}

static void print_deviations(
    const struct session *session, const struct wallet_chain_report *report, size_t index)
{
    for (int i = 1; i < WALLET_DEVIATION_COUNT; i++) {
        const enum wallet_deviation deviation = (enum wallet_deviation)i;
        if (wallet_chain_deviates(report, index, deviation)) {
            printf(
                "    %s %s: %s\n",
                wallet_deviation_is_grave(deviation) ? "✘" : "!",
                wallet_deviation_name(deviation),
                wallet_deviation_sentence(deviation, session->language));
        }
    }
}

static void print_certificate(
    const struct session *session,
    const struct certificate_question *question,
    const struct wallet_chain_report *report,
    size_t index)
{
    char from[WALLET_TIME_SIZE];
    char until[WALLET_TIME_SIZE];
    char label[64];
    struct wallet_certificate one;

    wallet_certificates_at(question->chain, index, &one);
    wallet_time_format(one.from_unix, from);
    wallet_time_format(one.until_unix, until);
    (void)snprintf(label, sizeof label, SAY(session, "certificate %zu", "证书 %zu"), index);
    printf("  ");
    text_print_padded(stdout, text_of(label), LABEL_COLUMNS + 2);
    text_print(stdout, text_of(one.name[0] ? one.name : SAY(session, "(no name)", "（无名称）")));
    if (one.organisation[0] != '\0') {
        fputs(" (", stdout);
        text_print(stdout, text_of(one.organisation));
        fputc(')', stdout);
    }
    printf(
        SAY(session, ", %s, %s to %s\n", "，%s，%s 至 %s\n"),
        wallet_algorithm_name(one.algorithm),
        from,
        until);
    print_deviations(session, report, index);
}

static void print_text(
    const struct session *session,
    const struct certificate_question *question,
    enum wallet_status status,
    const struct wallet_chain_report *report)
{
    char at[WALLET_TIME_SIZE];
    char roles[ROLES_TEXT_SIZE];

    printf("%s  ", verdict_word(session, status));
    text_print(stdout, text_of(question->name));
    fputc('\n', stdout);
    if (question->moment.is_test) {
        wallet_time_format(question->moment.unix_seconds, at);
        print_line(SAY(session, "TEST CLOCK", "测试时钟"), at);
    }
    roles_write(session, question->roles, roles);
    print_line(SAY(session, "role", "角色"), roles);
    print_line(SAY(session, "path", "路径"), path_word(session, report->path));
    print_line("", report->story);
    for (size_t i = 0; i < wallet_certificates_count(question->chain); i++) {
        print_certificate(session, question, report, i);
    }
}

static json_t *deviations_json(const struct wallet_chain_report *report, size_t index)
{
    json_t *out = json_array();

    for (int i = 1; i < WALLET_DEVIATION_COUNT; i++) {
        const enum wallet_deviation deviation = (enum wallet_deviation)i;
        if (wallet_chain_deviates(report, index, deviation)) {
            json_t *one = json_object();
            (void)json_object_set_new(one, "name", json_string(wallet_deviation_name(deviation)));
            (void)json_object_set_new(
                one, "grave", json_boolean(wallet_deviation_is_grave(deviation)));
            (void)json_array_append_new(out, one);
        }
    }

    return out;
}

static json_t *certificates_json(
    const struct certificate_question *question, const struct wallet_chain_report *report)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_certificates_count(question->chain); i++) {
        struct wallet_certificate one;
        json_t *object = json_object();
        wallet_certificates_at(question->chain, i, &one);
        (void)json_object_set_new(object, "name", json_text_or_null(one.name));
        (void)json_object_set_new(object, "organisation", json_text_or_null(one.organisation));
        (void)json_object_set_new(
            object, "algorithm", json_string(wallet_algorithm_name(one.algorithm)));
        (void)json_object_set_new(object, "authority", json_boolean(one.is_authority));
        (void)json_object_set_new(object, "from", json_time(one.from_unix));
        (void)json_object_set_new(object, "until", json_time(one.until_unix));
        (void)json_object_set_new(object, "deviations", deviations_json(report, i));
        (void)json_array_append_new(out, object);
    }

    return out;
}

void certificate_print(
    const struct session *session,
    const struct certificate_question *question,
    enum wallet_status status,
    const struct wallet_chain_report *report)
{
    if (!session->json) {
        print_text(session, question, status, report);
        return;
    }

    json_t *out = json_start();
    (void)json_object_set_new(out, "input", json_text(text_of(question->name)));
    (void)json_object_set_new(out, "accepted", json_boolean(status == WALLET_OK));
    (void)json_object_set_new(out, "path", json_string(path_name(report->path)));
    (void)json_object_set_new(out, "story", json_text_or_null(report->story));
    (void)json_object_set_new(out, "roles", roles_json(question->roles));
    (void)json_object_set_new(out, "certificates", certificates_json(question, report));
    (void)json_object_set_new(out, "at", json_time(question->moment.unix_seconds));
    json_print(out);
}

enum exit_code certificate_read(
    const struct session *session, const char *path, struct wallet_certificates **out)
{
    struct file file = { 0 };
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_KEY_FILE_MAX, &file);

    if (code == EXIT_CODE_OK &&
        wallet_certificates_parse(file_bytes(&file), out, &error) != WALLET_OK) {
        (void)refuse(
            session,
            &error,
            SAY(session, "'%s' holds no usable certificate", "'%s' 中没有可用的证书"),
            path);
        hint(
            session,
            SAY(session,
                "give X.509 certificates in PEM or DER, the signer's first",
                "请提供 PEM 或 DER 格式的 X.509 证书，签名者在前"));
        code = EXIT_CODE_KEY;
    }

    file_free(&file);
    return code;
}
