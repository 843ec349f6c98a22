/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/move.h"

#include <string.h>

/** Another one that is in force, and beside which this one must not be. */
struct rival {
    const struct wlt_row *row;
    bool is_single;
    bool is_there;
};

static bool is_rival(const struct rival *rival, const struct wlt_row *row)
{
    const bool is_same = row->name_size == rival->row->name_size &&
                         memcmp(row->name, rival->row->name, row->name_size) == 0;

    return row->holding.number != rival->row->holding.number && row->holding.is_live &&
           (rival->is_single || is_same);
}

static enum wallet_status find_rival(
    struct wallet_repository *repository, struct rival *rival, struct wallet_error *error)
{
    const struct wallet_holding *holding = &rival->row->holding;
    struct wlt_statement *statement = NULL;
    bool is_there = false;
    struct wlt_row row;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_SIBLINGS, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(statement, 1, (struct wallet_bytes){ holding->holder, sizeof holding->holder });
    wlt_bind_int(statement, 2, rival->row->type);
    while ((status = wlt_statement_next(statement, &is_there, error)) == WALLET_OK && is_there) {
        status = wlt_row_read(repository, statement, &row, error);
        if (status != WALLET_OK) {
            wlt_statement_reset(statement);
            break;
        }

        rival->is_there = rival->is_there || is_rival(rival, &row);
    }

    return status;
}

static enum wallet_status move(
    struct wallet_repository *repository, struct wlt_move *change, struct wallet_error *error)
{
    const struct wallet_type *type = change->row->holding.type;
    struct rival rival = { .row = change->row,
                           .is_single = !type || !wallet_type_allows_several(type) };

    if (change->row->holding.state == change->state) {
        return WALLET_OK;
    }

    if (!wlt_state_is_live(change->state)) {
        return wlt_move_make(repository, change, error);
    }

    if (change->row->holding.is_erased) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "what the licence said was erased");
    }

    const enum wallet_status status = find_rival(repository, &rival, error);
    if (status != WALLET_OK || rival.is_there) {
        return status != WALLET_OK ? status
                                   : wlt_fail(
                                         error,
                                         WALLET_ERR_REFUSED,
                                         WALLET_NO_OFFSET,
                                         "another licence of this type and holder is in force");
    }

    change->instance = rival.is_single ? WLT_INSTANCE_LIVE : change->instance;
    return wlt_move_make(repository, change, error);
}

static enum wallet_status check_note(
    enum wallet_licence_state state, const char *note, struct wallet_error *error)
{
    const size_t size = note ? strnlen(note, WALLET_REPOSITORY_NOTE_MAX + 1) : 0;

    enum wallet_licence_state found = state;

    if (!wallet_licence_state_find(wallet_licence_state_name(state, WALLET_ENGLISH), &found)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no such state");
    }

    if (size > WALLET_REPOSITORY_NOTE_MAX || (state == WALLET_STATE_OTHER && size == 0)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            size == 0 ? "the state 'other' needs a note that says which" : "the note is too long");
    }

    return WALLET_OK;
}

enum wallet_status wallet_repository_set_state(
    struct wallet_repository *repository,
    const char *identifier,
    enum wallet_licence_state state,
    const char *note,
    int64_t at_unix,
    struct wallet_error *error)
{
    struct wlt_row row;

    if (!repository || !identifier) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_repository_demand_begun(repository, error);
    status = status == WALLET_OK ? check_note(state, note, error) : status;
    status = status == WALLET_OK ? wlt_row_find(repository, identifier, &row, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_move change = {
        .row = &row,
        .state = state,
        .instance = wlt_instance_of(row.holding.number),
        .at_unix = at_unix,
        .note = note,
    };
    return move(repository, &change, error);
}
