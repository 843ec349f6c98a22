/* SPDX-License-Identifier: Apache-2.0 */
#include "verifying_mdoc.h"

#include <wallet/qr.h>

#include "mdoc_kind.h"
#include "output.h"
#include "verdict.h"
#include "verifying_kind.h"

#include <stdio.h>

enum exit_code verifying_mdoc_start(
    const struct session *session, const struct mdoc_settings *settings, struct verifying_mdoc *out)
{
    *out = (struct verifying_mdoc){ .session = session, .settings = settings };

    enum exit_code code = mdoc_session_read(session, settings, &out->known);
    if (code == EXIT_CODE_OK) {
        code = mdoc_session_check_reader(session, settings, &out->known);
    }
    if (code == EXIT_CODE_OK && wallet_mdoc_new(&out->mdoc, NULL) != WALLET_OK) {
        return complain_memory(session);
    }

    return code;
}

void verifying_mdoc_finish(struct verifying_mdoc *verifying)
{
    wallet_mdoc_free(verifying->mdoc);
    mdoc_session_free(&verifying->known);
}

static void tell_unshown(const struct session *session)
{
    remark(
        session,
        SAY(session,
            "nobody shows this document: it is as its issuer hands it over to a device",
            "这份文件未经设备出示，是发证机关交付设备的原件"));
}

/* Who shows it cannot be told: what is missing for that. */
static void advise_session(const struct verifying_mdoc *verifying)
{
    const struct session *session = verifying->session;

    if (!verifying->settings->transcript) {
        remark(
            session,
            SAY(session,
                "say in which session it was shown: --transcript FILE, which 'wallet mdoc "
                "transcript' makes",
                "请指明出示时的会话：--transcript 文件，可用 'wallet mdoc transcript' 生成"));
    } else {
        remark(
            session,
            SAY(session,
                "give the key that the reader made for the session: --reader-key FILE",
                "请给出读卡方为该次会话生成的密钥：--reader-key 文件"));
    }
}

static void advise_failed(const struct verifying_mdoc *verifying, const struct input *input)
{
    const struct session *session = verifying->session;
    const struct mdoc_settings *settings = verifying->settings;

    if (!settings->transcript) {
        return;
    }

    if (settings->reader_key) {
        suggest(
            session,
            "wallet mdoc explain --transcript %s %s --reader-key %s",
            settings->transcript,
            input->name,
            settings->reader_key);
    } else {
        suggest(
            session, "wallet mdoc explain --transcript %s %s", settings->transcript, input->name);
    }
}

/* What is still needed where it stays open, or fails, who shows it. */
static void advise(
    const struct verifying_mdoc *verifying,
    const struct input *input,
    const struct wallet_verdict *verdict)
{
    const enum wallet_reason reason = wallet_verdict_reason(verdict);

    if (reason == WALLET_REASON_SESSION) {
        advise_session(verifying);
    } else if (
        reason == WALLET_REASON_HOLDER && wallet_verdict_decision(verdict) == WALLET_UNKNOWN) {
        tell_unshown(verifying->session);
    } else if (wallet_verdict_check(verdict, WALLET_CHECK_HOLDER, NULL) == WALLET_RESULT_FAILED) {
        advise_failed(verifying, input);
    }
}

static void print(
    const struct verifying_mdoc *verifying,
    const struct checker *checker,
    const struct input *input,
    size_t decisions[3])
{
    for (size_t i = 0; i < wallet_mdoc_count(verifying->mdoc); i++) {
        const struct wallet_verdict *verdict = wallet_mdoc_at(verifying->mdoc, i);
        const bool is_first =
            decisions[WALLET_ACCEPTED] + decisions[WALLET_REFUSED] + decisions[WALLET_UNKNOWN] == 0;
        if (!is_first && !verifying->session->json) {
            putchar('\n');
        }

        verdict_print(verifying->session, verdict, input, &checker->moment);
        verdict_print_trust(verifying->session, checker->trust_age);
        advise(verifying, input, verdict);
        decisions[wallet_verdict_decision(verdict)]++;
    }
}

enum exit_code verifying_mdoc_take(
    const struct verifying_mdoc *verifying,
    const struct checker *checker,
    const struct input *input,
    size_t decisions[3])
{
    struct wallet_error error;

    const enum wallet_status status = wallet_mdoc_verify(
        checker->verifier,
        input->content,
        &verifying->known.known,
        checker->moment.unix_seconds,
        verifying->mdoc,
        &error);
    if (status != WALLET_OK && wallet_status_fault(status) != WALLET_FAULT_VERDICT) {
        return verifying_complain_failure(verifying->session, input, &error);
    }

    print(verifying, checker, input, decisions);
    return exit_code_of(status);
}

void verifying_mdoc_advise_engagement(const struct session *session, const struct input *input)
{
    if (!input->is_text || wallet_code_kind(input->content) != WALLET_CODE_MDOC) {
        return;
    }

    remark(
        session,
        SAY(session,
            "this code only tells how to reach a device: read the document from the device with a "
            "reader, then 'wallet verify RESPONSE.cbor --transcript FILE'",
            "此码只说明如何连接设备：请用读卡设备取得证件，再用 'wallet verify RESPONSE.cbor "
            "--transcript FILE' 核验"));
}
