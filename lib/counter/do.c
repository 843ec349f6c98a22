/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/do.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>

#define LATEST INT64_C(253402214400) /* 9999-12-31T00:00:00Z: days of China end before */

static struct wallet_bytes bytes_of(const char *text)
{
    return text ? wlt_bytes_of(text) : (struct wallet_bytes){ 0 };
}

enum wallet_status wlt_case_check_actor(
    const struct wallet_case_actor *actor, struct wallet_error *error)
{
    const struct wallet_clerk *clerk = &actor->clerk;

    if (actor->at_unix < 0 || actor->at_unix > LATEST) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected a time from 1970 to 9999");
    }
    if (!wlt_text_is_there(clerk->name)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected the name of the clerk");
    }

    enum wallet_status status =
        wlt_case_check_text(clerk->name, WLT_ACTOR_TEXT_MAX, "the clerk's name", error);
    if (status == WALLET_OK) {
        status =
            wlt_case_check_text(clerk->account, WLT_ACTOR_TEXT_MAX, "the clerk's account", error);
    }

    return status == WALLET_OK
               ? wlt_case_check_text(clerk->window, WLT_ACTOR_TEXT_MAX, "the window", error)
               : status;
}

enum wallet_status wlt_case_encode(
    const struct wallet_case *item,
    const struct wlt_doing *doing,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wallet_clerk *clerk = &doing->actor->clerk;
    struct wlt_case_act act = {
        .number = wlt_bytes_of(item->number),
        .place = item->act_count,
        .deed = doing->deed,
        .at_unix = doing->actor->at_unix,
        .clerk = bytes_of(clerk->name),
        .account = bytes_of(clerk->account),
        .window = bytes_of(clerk->window),
        .body = doing->body,
    };

    if (item->made) {
        memcpy(act.before, item->made->last, sizeof act.before);
    }

    return wlt_case_act_write(&act, out, error);
}

/** What the acts make with the one behind them that is not written yet. */
static enum wallet_status make(
    const struct wallet_case *item, struct wlt_made **out, struct wallet_error *error)
{
    const struct wlt_making making = {
        .number = item->number,
        .matter = item->matter,
        .catalogue = item->cases->catalogue,
        .acts = item->acts,
        .act_count = item->act_count + 1,
    };

    return wlt_made_new(&making, out, error);
}

static enum wallet_status change_row(
    struct wallet_case *item, const struct wlt_made *after, struct wallet_error *error)
{
    struct wlt_statement *change = NULL;
    uint8_t head[WLT_CASES_HEAD_SIZE];
    int64_t changed = 0;

    enum wallet_status status =
        wlt_cases_statement(item->cases, WLT_CASES_ITEM_CHANGE, &change, error);
    if (status == WALLET_OK) {
        wlt_cases_secrets_head(item->cases->secrets, after->last, head);
        wlt_bind_int(change, 1, (int64_t)after->state);
        wlt_bind_int(change, 2, after->changed_unix);
        wlt_bind_int(change, 3, (int64_t)item->act_count + 1);
        wlt_bind_bytes(change, 4, (struct wallet_bytes){ head, sizeof head });
        wlt_bind_text(change, 5, wlt_bytes_of(item->number));
        wlt_bind_int(change, 6, (int64_t)item->act_count);
        status = wlt_statement_run(change, &changed, error);
    }
    if (status != WALLET_OK || changed == 1) {
        return status;
    }

    return wlt_fail(
        error,
        WALLET_ERR_CONFLICT,
        WALLET_NO_OFFSET,
        "another program has changed the case since it was read");
}

static enum wallet_status put_parties(
    struct wallet_case *item, const struct wlt_made *after, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < WALLET_PARTY_MAX && status == WALLET_OK; i++) {
        const char *holder = after->dossier->parties[i];
        if (holder[0] != '\0' && item->made->dossier->parties[i][0] == '\0') {
            status = wlt_cases_put_party(item->cases, item->number, holder, error);
        }
    }

    return status;
}

static enum wallet_status write_all(
    struct wallet_case *item,
    const struct wlt_doing *doing,
    const struct wlt_made *after,
    struct wallet_error *error)
{
    struct wallet_cases *cases = item->cases;
    const struct wallet_bytes act = wallet_buffer_bytes(&item->acts[item->act_count]);

    enum wallet_status status = change_row(item, after, error);
    if (status == WALLET_OK) {
        status = wlt_cases_put_deed(cases, item->number, item->act_count, act, error);
    }
    if (status == WALLET_OK) {
        status = wlt_cases_put_original(cases, doing->original, error);
    }
    if (status == WALLET_OK) {
        status = wlt_cases_put_original(cases, doing->ground, error);
    }
    if (status == WALLET_OK) {
        status = put_parties(item, after, error);
    }
    if (status == WALLET_OK) {
        status = wlt_case_put_reusables(item, after, error);
    }
    if (status == WALLET_OK) {
        status = wlt_case_put_accepted(item, after, error);
    }

    return status == WALLET_OK ? wlt_case_log(item, doing, after, error) : status;
}

static enum wallet_status store(
    struct wallet_case *item,
    const struct wlt_doing *doing,
    const struct wlt_made *after,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_cases_begin(item->cases, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = write_all(item, doing, after, error);
    if (status != WALLET_OK) {
        wlt_cases_rollback(item->cases);
        return status;
    }

    return wlt_cases_commit(item->cases, error);
}

enum wallet_status wlt_case_do(
    struct wallet_case *item, const struct wlt_doing *doing, struct wallet_error *error)
{
    WLT_AUTO(made) struct wlt_made *after = NULL;

    enum wallet_status status = wlt_case_check_actor(doing->actor, error);
    status = status == WALLET_OK ? wlt_case_make_room(item, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    /* What is written is read again first: no act is stored that could not be loaded. */
    status = wlt_case_encode(item, doing, &item->acts[item->act_count], error);
    status = status == WALLET_OK ? make(item, &after, error) : status;
    status = status == WALLET_OK ? wlt_case_demand(item->made, after, doing->deed, error) : status;
    status = status == WALLET_OK ? store(item, doing, after, error) : status;
    if (status != WALLET_OK) {
        wallet_buffer_clear(&item->acts[item->act_count]);
        return status;
    }

    item->act_count++;
    wlt_made_free(item->made);
    item->made = WLT_TAKE(after);
    return WALLET_OK;
}

enum wallet_status wlt_case_say(
    struct wallet_case *item,
    enum wlt_deed deed,
    const struct wlt_saying *saying,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    struct wallet_buffer body = { 0 };

    enum wallet_status status = wlt_saying_write(saying, &body, error);
    if (status == WALLET_OK) {
        const struct wlt_doing doing = {
            .deed = deed,
            .body = wallet_buffer_bytes(&body),
            .actor = actor,
        };
        status = wlt_case_do(item, &doing, error);
    }

    wallet_buffer_clear(&body);
    return status;
}
