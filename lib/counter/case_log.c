/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "counter/details.h"
#include "counter/do.h"

/** What was done: the state that the case went to, or the kind of act. */
static const char *result_of(const struct wlt_doing *doing, const struct wlt_made *after)
{
    return doing->deed == WLT_DEED_GO ? wallet_case_state_name(after->state)
                                      : wlt_deed_name(doing->deed);
}

static enum wallet_status write_details(
    struct wallet_case *item,
    const struct wlt_doing *doing,
    const struct wlt_made *after,
    struct wallet_error *error)
{
    const struct wlt_taken *taken = doing->taken;
    const struct wlt_detail details[] = {
        { WALLET_DETAIL_COUNTER, item->cases->id },
        { WALLET_DETAIL_DESK, doing->actor->clerk.window },
        { WALLET_DETAIL_CLERK, doing->actor->clerk.name },
        { WALLET_DETAIL_MATTER, wallet_matter_code(item->matter) },
        { WALLET_DETAIL_MATTER_NAME, wallet_matter_title(item->matter, WALLET_CHINESE) },
        { WALLET_DETAIL_METHOD, taken ? wallet_case_way_name(taken->way) : NULL },
        { WALLET_DETAIL_TYPE, taken ? taken->type_code : NULL },
        { WALLET_DETAIL_RESULT, result_of(doing, after) },
        { WALLET_DETAIL_CASE, item->number },
    };

    return wlt_details_write(
        details,
        sizeof details / sizeof details[0],
        (struct wallet_bytes){ after->last, sizeof after->last },
        &item->cases->details,
        error);
}

/* A licence that is taken was used: that is in its holder's list.  Every other act is the applicant's,
 * as far as we know who that is.  The digest of the act ties the case to the log: whoever changes both
 * the act and what follows it would have to change what checkpoints were signed over. */
enum wallet_status wlt_case_log(
    struct wallet_case *item,
    const struct wlt_doing *doing,
    const struct wlt_made *after,
    struct wallet_error *error)
{
    const struct wlt_taken *taken = doing->taken;
    const char *holder = after->dossier->parties[taken ? taken->party : 0];
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];

    const enum wallet_status status = write_details(item, doing, after, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_cases_secrets_holder(item->cases->secrets, wlt_bytes_of(holder), hash);
    const struct wlt_act act = {
        .act = WALLET_ACT_CASE,
        .at_unix = doing->actor->at_unix,
        .holder = holder[0] != '\0' ? hash : NULL,
        .is_use = taken && holder[0] != '\0',
        .licence = { taken ? taken->digest : NULL, taken ? sizeof taken->digest : 0 },
        .details = wallet_buffer_bytes(&item->cases->details),
    };
    return wlt_log_append(item->cases->log, &act, NULL, error);
}
