/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "counter/details.h"
#include "counter/do.h"

/** What a clerk says who looked, where no check failed. */
#define BY_CLERK "by the clerk"

static enum wallet_status write_details(
    struct wallet_cases *cases,
    const struct wallet_refusal *refusal,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    const bool is_by_clerk = refusal->reason == WALLET_REASON_NONE;
    const struct wallet_matter *matter = refusal->matter;
    const struct wlt_detail details[] = {
        { WALLET_DETAIL_COUNTER, cases->id },
        { WALLET_DETAIL_DESK, actor->clerk.window },
        { WALLET_DETAIL_CLERK, actor->clerk.name },
        { WALLET_DETAIL_MATTER, matter ? wallet_matter_code(matter) : NULL },
        { WALLET_DETAIL_MATTER_NAME, matter ? wallet_matter_title(matter, WALLET_CHINESE) : NULL },
        { WALLET_DETAIL_TYPE, refusal->type ? wallet_type_code(refusal->type) : NULL },
        { WALLET_DETAIL_REASON, is_by_clerk ? BY_CLERK : wallet_reason_name(refusal->reason) },
        { WALLET_DETAIL_CASE, refusal->number },
    };

    return wlt_details_write(
        details,
        sizeof details / sizeof details[0],
        (struct wallet_bytes){ 0 },
        &cases->details,
        error);
}

static enum wallet_status append(
    struct wallet_cases *cases,
    const struct wallet_refusal *refusal,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct wlt_act act = {
        .act = WALLET_ACT_REFUSE,
        .at_unix = at_unix,
        .licence = { refusal->digest, refusal->digest ? WALLET_DIGEST_SIZE : 0 },
        .details = wallet_buffer_bytes(&cases->details),
    };

    enum wallet_status status = wlt_cases_begin(cases, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_log_append(cases->log, &act, NULL, error);
    if (status != WALLET_OK) {
        wlt_cases_rollback(cases);
        return status;
    }

    return wlt_cases_commit(cases, error);
}

enum wallet_status wallet_cases_refuse(
    struct wallet_cases *cases,
    const struct wallet_refusal *refusal,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!cases || !refusal || !actor) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }
    if (refusal->reason < WALLET_REASON_NONE || refusal->reason >= WALLET_REASON_COUNT) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no such reason");
    }

    enum wallet_status status = wlt_case_check_actor(actor, error);
    status =
        status == WALLET_OK
            ? wlt_case_check_text(refusal->number, WALLET_CASE_NUMBER_SIZE - 1, "the number", error)
            : status;
    status = status == WALLET_OK ? write_details(cases, refusal, actor, error) : status;
    return status == WALLET_OK ? append(cases, refusal, actor->at_unix, error) : status;
}
