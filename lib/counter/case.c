/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/case.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/do.h"
#include "counter/number.h"

#include <stdio.h>
#include <string.h>

enum {
    ROOM_AT_FIRST = 16,
};

WLT_DEFINE_AUTO(case, struct wallet_case, wallet_case_free)

void wallet_case_free(struct wallet_case *item)
{
    if (!item) {
        return;
    }

    for (size_t i = 0; i < item->act_room; i++) {
        wallet_buffer_clear(&item->acts[i]);
    }

    wlt_free(item->acts);
    wlt_made_free(item->made);
    wallet_matters_free(item->kept);
    wlt_free(item);
}

enum wallet_status wlt_case_make_room(struct wallet_case *item, struct wallet_error *error)
{
    if (item->act_count < item->act_room) {
        return WALLET_OK;
    }
    if (item->act_count >= WLT_CASE_ACT_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "more than %d acts", WLT_CASE_ACT_MAX);
    }

    const size_t room = item->act_room == 0 ? ROOM_AT_FIRST : 2 * item->act_room;
    struct wallet_buffer *acts = wlt_alloc(room, sizeof *acts);
    if (!acts) {
        return wlt_fail_memory(error);
    }

    if (item->act_count > 0) {
        memcpy(acts, item->acts, item->act_count * sizeof *acts);
    }
    wlt_free(item->acts);
    item->acts = acts;
    item->act_room = room;
    return WALLET_OK;
}

static enum wallet_status make(struct wallet_case *item, struct wallet_error *error)
{
    const struct wlt_making making = {
        .number = item->number,
        .matter = item->matter,
        .catalogue = item->cases->catalogue,
        .acts = item->acts,
        .act_count = item->act_count,
    };

    return wlt_made_new(&making, &item->made, error);
}

static enum wallet_status encode_first(
    struct wallet_case *item,
    enum wallet_case_channel channel,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer body = { 0 };
    struct wlt_opening opening = {
        .matter = wlt_bytes_of(wallet_matter_name(item->matter)),
        .code = wlt_bytes_of(wallet_matter_code(item->matter)),
        .channel = channel,
        .counter = wlt_bytes_of(item->cases->id),
    };

    wallet_matter_digest(item->matter, opening.digest);
    enum wallet_status status = wlt_opening_write(&opening, &body, error);
    status = status == WALLET_OK ? wlt_case_make_room(item, error) : status;
    if (status == WALLET_OK) {
        const struct wlt_doing doing = {
            .deed = WLT_DEED_OPEN,
            .body = wallet_buffer_bytes(&body),
            .actor = actor,
        };
        status = wlt_case_encode(item, &doing, &item->acts[0], error);
    }
    if (status != WALLET_OK) {
        return status;
    }

    item->act_count = 1;
    return make(item, error);
}

static enum wallet_status add_row(struct wallet_case *item, struct wallet_error *error)
{
    struct wlt_statement *add = NULL;
    uint8_t head[WLT_CASES_HEAD_SIZE];
    const enum wallet_status status =
        wlt_cases_statement(item->cases, WLT_CASES_ITEM_ADD, &add, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(add, 1, wlt_bytes_of(item->number));
    wlt_bind_int(add, 2, (int64_t)item->made->state);
    wlt_bind_text(add, 3, wlt_bytes_of(wallet_matter_code(item->matter)));
    wlt_bind_int(add, 4, item->made->opened_unix);
    wlt_bind_int(add, 5, item->made->changed_unix);
    wlt_bind_int(add, 6, 1);
    wlt_cases_secrets_head(item->cases->secrets, item->made->last, head);
    wlt_bind_bytes(add, 7, (struct wallet_bytes){ head, sizeof head });
    return wlt_statement_run(add, NULL, error);
}

static enum wallet_status add_matter(struct wallet_case *item, struct wallet_error *error)
{
    struct wlt_statement *add = NULL;
    uint8_t digest[WLT_SHA256_SIZE];

    const enum wallet_status status =
        wlt_cases_statement(item->cases, WLT_CASES_MATTER_ADD, &add, error);
    if (status != WALLET_OK) {
        return status;
    }

    wallet_matter_digest(item->matter, digest);
    wlt_bind_bytes(add, 1, (struct wallet_bytes){ digest, sizeof digest });
    wlt_bind_bytes(add, 2, wallet_matter_json(item->matter));
    return wlt_statement_run(add, NULL, error);
}

static enum wallet_status write_first(
    struct wallet_case *item,
    enum wallet_case_channel channel,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    const struct wlt_doing doing = { .deed = WLT_DEED_OPEN, .actor = actor };

    enum wallet_status status = wlt_number_draw(item->cases, actor->at_unix, item->number, error);
    status = status == WALLET_OK ? encode_first(item, channel, actor, error) : status;
    status = status == WALLET_OK ? add_row(item, error) : status;
    status = status == WALLET_OK ? add_matter(item, error) : status;
    if (status == WALLET_OK) {
        const struct wallet_bytes act = wallet_buffer_bytes(&item->acts[0]);
        status = wlt_cases_put_deed(item->cases, item->number, 0, act, error);
    }

    return status == WALLET_OK ? wlt_case_log(item, &doing, item->made, error) : status;
}

static enum wallet_status check_opening(
    enum wallet_case_channel channel,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (channel != WALLET_CHANNEL_WINDOW && channel != WALLET_CHANNEL_ONLINE) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected a channel, 8 or 9");
    }

    return wlt_case_check_actor(actor, error);
}

enum wallet_status wallet_case_open(
    struct wallet_cases *cases,
    const struct wallet_matter *matter,
    enum wallet_case_channel channel,
    const struct wallet_case_actor *actor,
    struct wallet_case **out,
    struct wallet_error *error)
{
    if (!cases || !matter || !actor || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    WLT_AUTO(case) struct wallet_case *item = wlt_alloc(1, sizeof *item);
    if (!item) {
        return wlt_fail_memory(error);
    }

    item->cases = cases;
    item->matter = matter;
    enum wallet_status status = check_opening(channel, actor, error);
    status = status == WALLET_OK ? wlt_cases_begin(cases, error) : status;
    status = status == WALLET_OK ? write_first(item, channel, actor, error) : status;
    if (status != WALLET_OK) {
        wlt_cases_rollback(cases);
        return status;
    }

    status = wlt_cases_commit(cases, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(item);
    }

    return status;
}
