/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/mdoc_holder.h"

#include "licence/receive.h"
#include "trust/key.h"

static void refuse_holder(
    struct wallet_verdict *verdict, enum wallet_reason reason, const char *detail)
{
    wlt_verdict_fail(verdict, WALLET_CHECK_HOLDER, reason, "%s", detail);
}

static void leave_holder_open(
    struct wallet_verdict *verdict, enum wallet_reason reason, const char *detail)
{
    wlt_verdict_leave_open(verdict, WALLET_CHECK_HOLDER, reason, "%s", detail);
}

/** Of a document that nobody shows: whether it is the device's that asks. */
static enum wallet_status check_issued(
    const struct wallet_key *device, const struct wlt_mso *mso, struct wallet_verdict *verdict)
{
    bool is_its = false;

    if (!device) {
        leave_holder_open(
            verdict,
            WALLET_REASON_HOLDER,
            "it is bound to a key of its holder, but came without that key's signature");
        return WALLET_OK;
    }

    const enum wallet_status status = wlt_mso_is_for(mso, wlt_key_public(device), &is_its, NULL);
    if (is_its) {
        wlt_verdict_pass(verdict, WALLET_CHECK_HOLDER);
    } else if (status != WALLET_ERR_MEMORY) {
        refuse_holder(verdict, WALLET_REASON_HOLDER, "it is bound to the key of another holder");
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

static enum wallet_reason reason_of_device(enum wallet_status status)
{
    if (status == WALLET_ERR_REFUSED || status == WALLET_ERR_KEY) {
        return WALLET_REASON_HOLDER;
    }

    return status == WALLET_ERR_UNSUPPORTED || status == WALLET_ERR_VALUE
               ? WALLET_REASON_ALGORITHM
               : wlt_reason_of_form(status);
}

/** A MAC for which the reader's key is missing, or else a device's key of a kind that is not read here. */
static enum wallet_reason reason_of_open(
    const struct wlt_mdoc_document *document, const struct wlt_mdoc_session *session)
{
    return document->device_mac.size > 0 && !session->reader_key ? WALLET_REASON_SESSION
                                                                 : WALLET_REASON_UNSUPPORTED;
}

static enum wallet_status check_shown(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    const struct wlt_mdoc_session *session,
    struct wallet_verdict *verdict)
{
    struct wallet_error error = { .message = "" };

    enum wallet_status status = wlt_device_auth_is_there(document, &error);
    if (status == WALLET_OK && session->transcript.size == 0) {
        leave_holder_open(
            verdict, WALLET_REASON_SESSION, "nobody said in which session it was shown");
        return WALLET_OK;
    }

    if (status == WALLET_OK) {
        status = wlt_device_auth_check(document, mso, session, verdict->context, &error);
    }

    if (status == WALLET_OK) {
        verdict->by_device = document->device_name_spaces.content;
        wlt_verdict_pass(verdict, WALLET_CHECK_HOLDER);
    } else if (status == WALLET_ERR_UNDETERMINED) {
        leave_holder_open(verdict, reason_of_open(document, session), error.message);
    } else if (status != WALLET_ERR_MEMORY) {
        refuse_holder(verdict, reason_of_device(status), error.message);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

enum wallet_status wlt_mdoc_holder_check(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    const struct wlt_mdoc_expectation *expectation,
    struct wallet_verdict *verdict)
{
    return document->is_shown ? check_shown(document, mso, &expectation->session, verdict)
                              : check_issued(expectation->device_key, mso, verdict);
}
