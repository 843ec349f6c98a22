/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "counter/do.h"

/** A detail that is a text, at its place in the order of the keys. */
struct detail {
    enum wallet_detail key;
    const char *text;
};

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
    const struct detail details[] = {
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
    const size_t size = sizeof details / sizeof details[0];
    struct wallet_buffer *out = &item->cases->details;
    struct wlt_writer writer = wlt_writer_start(out);
    size_t count = 1;

    for (size_t i = 0; i < size; i++) {
        count += wlt_text_is_there(details[i].text);
    }

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, count);
    for (size_t i = 0; i < size; i++) {
        if (wlt_text_is_there(details[i].text)) {
            wlt_write_unsigned(&writer, (uint64_t)details[i].key);
            wlt_write_text(&writer, wlt_bytes_of(details[i].text));
        }
    }
    wlt_write_unsigned(&writer, WALLET_DETAIL_DEED);
    wlt_write_bytes(&writer, (struct wallet_bytes){ after->last, sizeof after->last });
    return wlt_writer_status(&writer, error);
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
