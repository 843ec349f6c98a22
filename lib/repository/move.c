/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/move.h"

#include "base/error.h"
#include "base/text.h"
#include "repository/note.h"

#include <string.h>

static enum wallet_status note_move(
    struct wallet_repository *repository, const struct wlt_move *move, struct wallet_error *error)
{
    const struct wallet_holding *holding = &move->row->holding;
    const struct wlt_note note = {
        .act = WALLET_ACT_STATE,
        .at_unix = move->at_unix,
        .holder = holding->holder,
        .digest = holding->digest,
        .type = holding->type_code,
        .result = wallet_licence_state_name(move->state, WALLET_ENGLISH),
        .note = move->note,
    };

    return wlt_note_append(repository, &note, error);
}

enum wallet_status wlt_move_make(
    struct wallet_repository *repository, const struct wlt_move *move, struct wallet_error *error)
{
    const struct wallet_holding *holding = &move->row->holding;
    struct wlt_statement *update = NULL;
    int64_t changes = 0;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_LICENCE_MOVE, &update, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(update, 1, move->state);
    wlt_bind_int(update, 2, move->at_unix);
    wlt_bind_int(update, 3, move->instance);
    wlt_bind_bytes(update, 4, (struct wallet_bytes){ holding->holder, sizeof holding->holder });
    wlt_bind_int(update, 5, move->row->type);
    wlt_bind_int(update, 6, move->row->instance);
    status = wlt_statement_run(update, &changes, error);
    if (status == WALLET_OK && changes != 1) {
        status = wlt_fail(
            error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "a row that was found is not there");
    }

    return status == WALLET_OK ? note_move(repository, move, error) : status;
}
