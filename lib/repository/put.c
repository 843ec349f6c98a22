/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "repository/deposit.h"
#include "repository/move.h"
#include "repository/note.h"

#include <string.h>

/** The numbers and the name under which it stands in the database. */
static enum wallet_status place(
    struct wallet_repository *repository, struct wlt_deposit *deposit, struct wallet_error *error)
{
    const struct wlt_code_source source = wlt_repository_codes(repository);
    const struct wlt_content *content = &deposit->prepared->content;
    const struct wallet_bytes type = wlt_bytes_of(wallet_type_code(content->type));

    enum wallet_status status =
        wlt_code_number(&source, WLT_CODE_TYPE, type, &deposit->type, error);
    status =
        status == WALLET_OK
            ? wlt_code_number(&source, WLT_CODE_ISSUER, content->issuer, &deposit->issuer, error)
            : status;
    if (status == WALLET_OK) {
        deposit->is_single = !wallet_type_allows_several(content->type);
        deposit->name_size = wlt_deposit_name(repository, deposit, false, deposit->name);
    }

    return status;
}

static struct wallet_bytes holder_of(const struct wlt_deposit *deposit)
{
    return (struct wallet_bytes){ deposit->prepared->holder, WALLET_AUDIT_HOLDER_SIZE };
}

/** False in `*out_added` where another licence has this identifier. */
static enum wallet_status add_name(
    struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    bool *out_added,
    struct wallet_error *error)
{
    struct wlt_statement *insert = NULL;
    int64_t changes = 0;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_NAME_ADD, &insert, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(insert, 1, (struct wallet_bytes){ deposit->name, deposit->name_size });
    wlt_bind_int(insert, 2, deposit->prepared->content.version);
    wlt_bind_bytes(insert, 3, holder_of(deposit));
    wlt_bind_int(insert, 4, repository->head.next);
    status = wlt_statement_run(insert, &changes, error);
    *out_added = changes > 0;
    return status;
}

static void bind_time(struct wlt_statement *statement, int index, const struct wlt_claim_time *time)
{
    if (time->is_present) {
        wlt_bind_int(statement, index, time->unix_seconds);
    } else {
        wlt_bind_null(statement, index);
    }
}

static void bind_or_null(
    struct wlt_statement *statement, int index, const uint8_t *bytes, size_t size, bool is_there)
{
    if (is_there) {
        wlt_bind_bytes(statement, index, (struct wallet_bytes){ bytes, size });
    } else {
        wlt_bind_null(statement, index);
    }
}

static enum wallet_status add_row(
    struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    bool is_live,
    struct wallet_error *error)
{
    const struct wallet_prepared *prepared = deposit->prepared;
    const struct wlt_content *content = &prepared->content;
    const struct wallet_bytes name = { deposit->name, deposit->name_size };
    const bool is_hidden = deposit->name[0] == WLT_NAME_HASHED;
    const int64_t number = repository->head.next;
    uint8_t serial[WLT_SERIAL_SEALED_MAX];
    struct wlt_statement *insert = NULL;

    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_LICENCE_ADD, &insert, error);
    if (status != WALLET_OK) {
        return status;
    }

    const size_t serial_size =
        is_hidden ? wlt_secrets_seal_serial(repository->secrets, name, content->serial, serial) : 0;
    wlt_bind_int(insert, 1, number);
    wlt_bind_bytes(insert, 2, holder_of(deposit));
    wlt_bind_int(insert, 3, deposit->type);
    wlt_bind_int(
        insert, 4, is_live && deposit->is_single ? WLT_INSTANCE_LIVE : wlt_instance_of(number));
    wlt_bind_int(insert, 5, deposit->issuer);
    wlt_bind_bytes(insert, 6, name);
    bind_or_null(insert, 7, serial, serial_size, is_hidden);
    wlt_bind_int(insert, 8, content->version);
    wlt_bind_int(insert, 9, is_live ? WALLET_STATE_VALID : WALLET_STATE_LAPSED);
    wlt_bind_int(insert, 10, prepared->item.at_unix);
    bind_time(insert, 11, &content->from);
    bind_time(insert, 12, &content->until);
    wlt_bind_int(insert, 13, prepared->item.at_unix);
    bind_or_null(insert, 14, prepared->source, sizeof prepared->source, prepared->item.row != NULL);
    wlt_bind_bytes(insert, 15, (struct wallet_bytes){ prepared->digest, sizeof prepared->digest });
    bind_or_null(insert, 16, content->key_id, sizeof content->key_id, content->has_key);
    return wlt_statement_post(insert, error);
}

static enum wallet_status add_key(
    struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    struct wallet_error *error)
{
    const struct wlt_content *content = &deposit->prepared->content;
    const uint8_t *key_id = content->key_id;
    struct wlt_statement *insert = NULL;

    if (!content->has_key ||
        (repository->has_custody && memcmp(key_id, repository->custody, WALLET_KEY_ID_SIZE) == 0)) {
        return WALLET_OK;
    }

    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_KEY_ADD, &insert, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(insert, 1, (struct wallet_bytes){ key_id, WALLET_KEY_ID_SIZE });
    wlt_bind_bytes(insert, 2, holder_of(deposit));
    wlt_bind_int(insert, 3, repository->head.next);
    return wlt_statement_post(insert, error);
}

static enum wallet_status add_body(
    struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    struct wallet_error *error)
{
    const struct wallet_prepared *prepared = deposit->prepared;
    const struct wlt_place place = {
        .number = repository->head.next,
        .holder = prepared->holder,
        .digest = prepared->digest,
    };
    struct wlt_statement *insert = NULL;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_BODY_ADD, &insert, error);
    status =
        status == WALLET_OK
            ? wlt_secrets_seal(
                  repository->secrets, &place, prepared->item.licence, &repository->sealed, error)
            : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(insert, 1, place.number);
    wlt_bind_bytes(insert, 2, holder_of(deposit));
    wlt_bind_bytes(insert, 3, wallet_buffer_bytes(&repository->sealed));
    return wlt_statement_post(insert, error);
}

static enum wallet_status note_deposit(
    struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    enum wallet_deposit outcome,
    struct wallet_error *error)
{
    const struct wallet_prepared *prepared = deposit->prepared;
    const struct wlt_note note = {
        .act = prepared->item.is_issue ? WALLET_ACT_ISSUE : WALLET_ACT_LOAD,
        .at_unix = prepared->item.at_unix,
        .holder = prepared->holder,
        .digest = prepared->digest,
        .type = wallet_type_code(prepared->content.type),
        .result = outcome == WALLET_DEPOSIT_NEW ? NULL : wallet_deposit_name(outcome),
    };

    return wlt_note_append(repository, &note, error);
}

/** The one whose place is taken becomes history, so that there are never two in force. */
static enum wallet_status make_room(
    struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    enum wallet_deposit outcome,
    struct wallet_error *error)
{
    const struct wlt_move move = {
        .row = &deposit->live,
        .state = WALLET_STATE_LAPSED,
        .instance = wlt_instance_of(deposit->live.holding.number),
        .at_unix = deposit->prepared->item.at_unix,
    };

    return outcome == WALLET_DEPOSIT_NEWER_VERSION && deposit->has_live
               ? wlt_move_make(repository, &move, error)
               : WALLET_OK;
}

static enum wallet_status store(
    struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    enum wallet_deposit *outcome,
    struct wallet_error *error)
{
    const bool is_live = *outcome != WALLET_DEPOSIT_OLDER_VERSION;
    bool is_added = false;

    enum wallet_status status = add_name(repository, deposit, &is_added, error);
    if (status != WALLET_OK || !is_added) {
        *outcome = WALLET_DEPOSIT_LIVE;
        return status;
    }

    status = make_room(repository, deposit, *outcome, error);
    status = status == WALLET_OK ? add_row(repository, deposit, is_live, error) : status;
    status = status == WALLET_OK ? add_key(repository, deposit, error) : status;
    status = status == WALLET_OK ? add_body(repository, deposit, error) : status;
    status = status == WALLET_OK ? note_deposit(repository, deposit, *outcome, error) : status;
    repository->head.next += status == WALLET_OK;
    return status;
}

static enum wallet_status put(
    struct wallet_repository *repository,
    struct wlt_deposit *deposit,
    enum wallet_deposit *out,
    struct wallet_error *error)
{
    enum wallet_status status = place(repository, deposit, error);
    status = status == WALLET_OK ? wlt_deposit_look(repository, deposit, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    enum wallet_deposit outcome = wlt_deposit_decide(deposit);
    if (outcome != WALLET_DEPOSIT_KNOWN && outcome != WALLET_DEPOSIT_LIVE) {
        status = store(repository, deposit, &outcome, error);
    }

    if (status == WALLET_OK) {
        *out = outcome;
    }
    return status;
}

enum wallet_status wallet_repository_put_prepared(
    struct wallet_repository *repository,
    const struct wallet_prepared *prepared,
    enum wallet_deposit *out,
    struct wallet_error *error)
{
    struct wlt_deposit deposit = { .prepared = prepared };

    if (!repository || !prepared || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_repository_demand_begun(repository, error);
    return status == WALLET_OK ? put(repository, &deposit, out, error) : status;
}

enum wallet_status wallet_repository_put(
    struct wallet_repository *repository,
    const struct wallet_repository_item *item,
    enum wallet_deposit *out,
    struct wallet_error *error)
{
    struct wallet_prepared prepared;

    if (!repository || !item || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_repository_demand_begun(repository, error);
    status = status == WALLET_OK ? wallet_repository_prepare(repository, item, &prepared, error)
                                 : status;
    return status == WALLET_OK ? wallet_repository_put_prepared(repository, &prepared, out, error)
                               : status;
}
