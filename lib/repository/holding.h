/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_HOLDING_H
#define WLT_REPOSITORY_HOLDING_H

#include "repository/store.h"

enum {
    WLT_INSTANCE_LIVE = 0, /* the one in force, of a type that a holder has one of */
};

/** The columns that wlt_row_read() reads, in the order of statements.c. */
enum wlt_column {
    WLT_COLUMN_ID,
    WLT_COLUMN_HOLDER,
    WLT_COLUMN_TYPE,
    WLT_COLUMN_ISSUER,
    WLT_COLUMN_NAME,
    WLT_COLUMN_SERIAL,
    WLT_COLUMN_VERSION,
    WLT_COLUMN_STATE,
    WLT_COLUMN_SINCE,
    WLT_COLUMN_STARTS,
    WLT_COLUMN_ENDS,
    WLT_COLUMN_LOADED,
    WLT_COLUMN_DIGEST,
    WLT_COLUMN_BOUND,
    WLT_COLUMN_ERASED,
    WLT_COLUMN_INSTANCE,
    WLT_COLUMNS, /* how many there are: what else a statement gives follows */
};

/** A row of the table of licences. */
struct wlt_row {
    struct wallet_holding holding;
    int64_t type;
    int64_t issuer;
    int64_t instance;
    uint8_t name[WLT_NAME_MAX];
    size_t name_size;
};

/** The instance of a licence that is not the one in force: the latest comes first. */
int64_t wlt_instance_of(int64_t number);

/** Whether a state is one in which a licence counts as in force. */
bool wlt_state_is_live(enum wallet_licence_state state);

/**
 * Reads the row that a statement is at.
 *
 * \retval WALLET_ERR_MALFORMED  it is not what was written
 */
enum wallet_status wlt_row_read(
    struct wallet_repository *repository,
    const struct wlt_statement *statement,
    struct wlt_row *out,
    struct wallet_error *error);

/**
 * Finds the row of an identifier.
 *
 * \retval WALLET_ERR_VALUE    it is no identifier
 * \retval WALLET_ERR_UNKNOWN  there is no such licence
 */
enum wallet_status wlt_row_find(
    struct wallet_repository *repository,
    const char *identifier,
    struct wlt_row *out,
    struct wallet_error *error);

#endif
