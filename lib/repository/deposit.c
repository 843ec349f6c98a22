/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/deposit.h"

#include "base/text.h"

#include <string.h>

const char *wallet_deposit_name(enum wallet_deposit deposit)
{
    switch (deposit) {
    case WALLET_DEPOSIT_NEW: return "new";
    case WALLET_DEPOSIT_KNOWN: return "known";
    case WALLET_DEPOSIT_NEWER_VERSION: return "newer-version";
    case WALLET_DEPOSIT_OLDER_VERSION: return "older-version";
    case WALLET_DEPOSIT_LIVE: return "live";
    }

    return "unknown";
}

size_t wlt_deposit_name(
    const struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    bool is_other,
    uint8_t out[WLT_NAME_MAX])
{
    const struct wlt_name name = {
        .type = deposit->type,
        .issuer = deposit->issuer,
        .serial = deposit->prepared->content.serial,
        .is_own_serial = deposit->prepared->item.is_own_serial != is_other,
    };

    return wlt_secrets_name(repository->secrets, &name, out);
}

static bool has_name(const struct wlt_row *row, const uint8_t *name, size_t size)
{
    return row->name_size == size && memcmp(row->name, name, size) == 0;
}

static void note_sibling(
    struct wlt_deposit *deposit, const struct wlt_row *row, struct wallet_bytes source)
{
    const struct wallet_prepared *prepared = deposit->prepared;
    const struct wallet_holding *holding = &row->holding;
    const struct wallet_bytes own = { prepared->source, sizeof prepared->source };
    const bool is_same = has_name(row, deposit->name, deposit->name_size) ||
                         has_name(row, deposit->other_name, deposit->other_name_size);

    if (memcmp(holding->digest, prepared->digest, sizeof prepared->digest) == 0 ||
        (prepared->item.row && wlt_bytes_equal(source, own))) {
        deposit->is_known = true;
    }

    if (is_same) {
        deposit->has_same = true;
        deposit->newest = holding->version > deposit->newest ? holding->version : deposit->newest;
        deposit->has_version =
            deposit->has_version || holding->version == prepared->content.version;
    }

    if (holding->is_live && (is_same || deposit->is_single)) {
        deposit->has_live = true;
        deposit->live = *row;
        deposit->live_is_same = is_same;
    }
}

enum wallet_status wlt_deposit_look(
    struct wallet_repository *repository, struct wlt_deposit *deposit, struct wallet_error *error)
{
    const uint8_t *holder = deposit->prepared->holder;
    struct wlt_statement *statement = NULL;
    bool is_there = false;
    struct wlt_row row;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_SIBLINGS, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(statement, 1, (struct wallet_bytes){ holder, WALLET_AUDIT_HOLDER_SIZE });
    wlt_bind_int(statement, 2, deposit->type);
    while ((status = wlt_statement_next(statement, &is_there, error)) == WALLET_OK && is_there) {
        status = wlt_row_read(repository, statement, &row, error);
        if (status != WALLET_OK) {
            wlt_statement_reset(statement);
            break;
        }

        if (deposit->other_name_size == 0) {
            deposit->other_name_size =
                wlt_deposit_name(repository, deposit, true, deposit->other_name);
        }
        note_sibling(deposit, &row, wlt_column_bytes(statement, WLT_COLUMNS));
    }

    return status;
}

static bool is_over(const struct wallet_holding *holding, int64_t at_unix)
{
    return holding->has_until && holding->until_unix <= at_unix;
}

enum wallet_deposit wlt_deposit_decide(const struct wlt_deposit *deposit)
{
    const struct wallet_repository_item *item = &deposit->prepared->item;

    if (deposit->is_known) {
        return WALLET_DEPOSIT_KNOWN;
    }

    if (deposit->has_version) {
        return WALLET_DEPOSIT_LIVE;
    }

    if (deposit->has_same && deposit->prepared->content.version < deposit->newest) {
        return WALLET_DEPOSIT_OLDER_VERSION;
    }

    if (deposit->has_live) {
        const bool gives_way = deposit->live_is_same || item->replace ||
                               is_over(&deposit->live.holding, item->at_unix);
        return gives_way ? WALLET_DEPOSIT_NEWER_VERSION : WALLET_DEPOSIT_LIVE;
    }

    return deposit->has_same ? WALLET_DEPOSIT_NEWER_VERSION : WALLET_DEPOSIT_NEW;
}
