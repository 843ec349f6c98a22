/* SPDX-License-Identifier: Apache-2.0 */
#include "case_archive.h"
#include "case_text.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "text.h"
#include "trust_source.h"
#include "verdict.h"

#include <stdio.h>

static const struct option_spec check_options[] = {
    TRUST_LIST_OPTION(struct case_archive_settings, trust),
    {
        .kind = OPTION_TEXT,
        .letter = 'r',
        .name = "root",
        .value = "FILE",
        .offset = offsetof(struct case_archive_settings, root),
        .help = "believe the trust list in the package, as of then, under this root",
        .help_zh = "以该根公钥信任包内当时的信任名单",
    },
    { 0 },
};

static json_t *act_json(const struct wallet_package_act *act)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "act", json_string(act->name));
    (void)json_object_set_new(out, "at", json_time(act->at_unix));
    (void)json_object_set_new(out, "clerk", json_text(act->clerk));
    (void)json_object_set_new(
        out, "account", act->account.size > 0 ? json_text(act->account) : json_null());
    (void)json_object_set_new(
        out, "window", act->window.size > 0 ? json_text(act->window) : json_null());
    return out;
}

static json_t *finding_json(
    const struct case_archive *archive, size_t index, const struct wallet_package_finding *finding)
{
    struct wallet_case_taken taken;
    json_t *out = json_object();

    wallet_case_licence_at(wallet_package_case(archive->package), index, &taken);
    (void)json_object_set_new(out, "identifier", json_text_or_null(taken.identifier));
    (void)json_object_set_new(out, "taken", json_time(taken.taken_unix));
    (void)json_object_set_new(out, "verdict", json_string(wallet_decision_name(finding->decision)));
    (void)json_object_set_new(
        out,
        "reason",
        finding->reason == WALLET_REASON_NONE ? json_null()
                                              : json_string(wallet_reason_name(finding->reason)));
    (void)json_object_set_new(out, "same", json_boolean(finding->is_same));
    return out;
}

static void print_finding(
    const struct case_archive *archive, size_t index, const struct wallet_package_finding *finding)
{
    const struct session *session = archive->session;
    const enum wallet_language language = session->language;
    struct wallet_case_taken taken;

    wallet_case_licence_at(wallet_package_case(archive->package), index, &taken);
    printf("%s  ", verdict_word(session, finding->decision));
    text_print(stdout, text_of(wallet_type_title(taken.type, language)));
    printf("  %s", taken.identifier);
    if (finding->reason != WALLET_REASON_NONE) {
        printf(
            "  %s: %s",
            wallet_reason_name(finding->reason),
            wallet_reason_sentence(finding->reason, language));
    }
    if (!finding->is_same) {
        printf("%s", SAY(session, "  differs from what was written down", "  与当时记录不一致"));
    }
    printf("\n");
}

/** What all licences come to: the worst of them. */
static enum exit_code worse(enum exit_code code, const struct wallet_package_finding *finding)
{
    if (finding->decision == WALLET_REFUSED ||
        (finding->decision == WALLET_ACCEPTED && !finding->is_same)) {
        return EXIT_CODE_REFUSED;
    }

    return finding->decision == WALLET_UNKNOWN && code == EXIT_CODE_OK ? EXIT_CODE_UNKNOWN : code;
}

static enum exit_code check_licences(const struct case_archive *archive, json_t *list)
{
    const struct session *session = archive->session;
    const size_t count = wallet_case_licence_count(wallet_package_case(archive->package));
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < count; i++) {
        struct wallet_package_finding finding;
        struct wallet_error error;
        if (wallet_package_check(archive->package, i, archive->verifier, &finding, &error) !=
            WALLET_OK) {
            return refuse(
                session,
                &error,
                SAY(session, "licence %zu cannot be looked at", "第 %zu 个证照无法核验"),
                i + 1);
        }

        if (session->json) {
            (void)json_array_append_new(list, finding_json(archive, i, &finding));
        } else {
            print_finding(archive, i, &finding);
        }
        code = worse(code, &finding);
    }

    return code;
}

static json_t *acts_json(const struct case_archive *archive)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_package_act_count(archive->package); i++) {
        struct wallet_package_act act;
        wallet_package_act_at(archive->package, i, &act);
        (void)json_array_append_new(out, act_json(&act));
    }

    return out;
}

static enum exit_code print_json(const struct case_archive *archive)
{
    json_t *object = case_json(wallet_package_case(archive->package));
    json_t *again = json_array();
    const enum exit_code code = check_licences(archive, again);

    (void)json_object_set_new(
        object, "counter", json_string(wallet_package_counter(archive->package)));
    (void)json_object_set_new(object, "made", json_time(wallet_package_made(archive->package)));
    (void)json_object_set_new(object, "acts", acts_json(archive));
    (void)json_object_set_new(object, "again", again);
    json_print(object);
    return code;
}

static enum exit_code print_text(const struct case_archive *archive)
{
    const struct session *session = archive->session;

    case_text_print(session, wallet_package_case(archive->package));
    printf("%s\n", SAY(session, "verified again, as of then:", "按当时时间重新核验："));
    const enum exit_code code = check_licences(archive, NULL);
    remark(
        session,
        SAY(session,
            "signed by counter %s; %zu acts, none missing between the first and the last",
            "窗口 %s 签名；共 %zu 步操作，首尾之间无缺失"),
        wallet_package_counter(archive->package),
        wallet_package_act_count(archive->package));
    return code;
}

static enum exit_code case_check(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    struct case_archive archive;

    enum exit_code code = case_archive_open(session, operands->items[0], opaque_settings, &archive);
    if (code == EXIT_CODE_OK) {
        code = session->json ? print_json(&archive) : print_text(&archive);
    }

    case_archive_close(&archive);
    return code;
}

const struct command command_case_check = {
    .words = "case check",
    .summary = "judge a case's package again: who signed it, its acts, and each licence as of then",
    .summary_zh = "核验办件归档包：签名、操作链，并按当时时间重新核验各证照",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = check_options,
    .settings_size = sizeof(struct case_archive_settings),
    .json = true,
    .examples = "  wallet case check case.cbor --root root.pub\n"
                "  wallet case check case.cbor --json\n",
    .run = case_check,
};
