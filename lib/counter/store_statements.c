/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/store_statements.h"

#include "base/buffer.h"
#include "base/error.h"

#define LINE "i.number, i.state, i.matter, i.opened, i.changed, d.sealed"

/* What was submitted counts only while the case that it is of was accepted and not given back: states
 * ACCEPTED, CLOSED, SUSPENDED and IN_PROGRESS. */
static const char *const texts[WLT_CASES_SQL_COUNT] = {
    [WLT_CASES_LOCK] = "SELECT one FROM counter WHERE one = 0",
    [WLT_CASES_LAST_NUMBER] = "SELECT number FROM item WHERE number > $1 AND number < $2"
                              " ORDER BY number DESC LIMIT 1",

    [WLT_CASES_ITEM_ADD] = "INSERT INTO item (number, state, matter, opened, changed, deeds, head)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [WLT_CASES_ITEM_CHANGE] = "UPDATE item SET state = $1, changed = $2, deeds = $3, head = $4"
                              " WHERE number = $5 AND deeds = $6",
    [WLT_CASES_ITEM_GET] = "SELECT state, matter, opened, changed, deeds, head FROM item"
                           " WHERE number = $1",

    [WLT_CASES_LIST] = "SELECT " LINE " FROM item i LEFT JOIN deed d"
                       " ON d.number = i.number AND d.place = 0"
                       " WHERE i.number < $1 AND (CAST($2 AS BIGINT) = 0 OR i.state = $2)"
                       " ORDER BY i.number DESC LIMIT 256",
    [WLT_CASES_LIST_HOLDER] =
        "SELECT " LINE " FROM party p JOIN item i ON i.number = p.number LEFT JOIN deed d"
        " ON d.number = i.number AND d.place = 0"
        " WHERE i.number < $1 AND (CAST($2 AS BIGINT) = 0 OR i.state = $2) AND p.holder = $3"
        " ORDER BY i.number DESC LIMIT 256",

    [WLT_CASES_PARTY_ADD] = "INSERT INTO party (holder, number) VALUES ($1, $2)"
                            " ON CONFLICT DO NOTHING",
    [WLT_CASES_DEED_ADD] = "INSERT INTO deed (number, place, sealed) VALUES ($1, $2, $3)",
    [WLT_CASES_DEED_GET] = "SELECT sealed FROM deed WHERE number = $1 AND place = $2",
    [WLT_CASES_DEEDS] = "SELECT place, sealed FROM deed WHERE number = $1 ORDER BY place",

    [WLT_CASES_ORIGINAL_ADD] = "INSERT INTO original (digest, sealed) VALUES ($1, $2)"
                               " ON CONFLICT DO NOTHING",
    [WLT_CASES_ORIGINAL_GET] = "SELECT sealed FROM original WHERE digest = $1",
    [WLT_CASES_MATTER_ADD] = "INSERT INTO matter (digest, json) VALUES ($1, $2)"
                             " ON CONFLICT DO NOTHING",
    [WLT_CASES_MATTER_GET] = "SELECT json FROM matter WHERE digest = $1",

    [WLT_CASES_REUSABLE_ADD] = "INSERT INTO reusable (holder, number, material, type, place, taken)"
                               " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    [WLT_CASES_REUSABLES] = "SELECT r.number, r.material, r.type, r.place, r.taken FROM reusable r"
                            " JOIN item i ON i.number = r.number"
                            " WHERE r.holder = $1 AND i.state IN (5, 10, 11, 12)"
                            " ORDER BY r.taken DESC, r.number DESC",

    /* The counter's row is locked until the commit: no later place is there before an earlier one. */
    [WLT_CASES_ACCEPTED_ADD] = "INSERT INTO accepted (department, number, accepted, place)"
                               " SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS BIGINT), "
                               "COALESCE(MAX(place), 0) + 1"
                               " FROM accepted WHERE department = $1",
    [WLT_CASES_ACCEPTED_AT] = "SELECT number FROM accepted WHERE department = $1 AND place = $2",
    [WLT_CASES_ACCEPTED_FIND] = "SELECT place FROM accepted WHERE department = $1 AND number = $2",
    [WLT_CASES_ACCEPTED] = "SELECT a.place, a.number, a.accepted, i.state, i.matter FROM accepted a"
                           " JOIN item i ON i.number = a.number"
                           " WHERE a.department = $1 AND a.place > $2 ORDER BY a.place LIMIT $3",
};

static enum wallet_status prepare(
    struct wlt_database *database,
    enum wlt_cases_sql which,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer text = { 0 };
    const char *lock = which == WLT_CASES_LOCK ? wlt_database_for_update(database) : "";

    if (!wlt_buffer_append_text(&text, texts[which]) || !wlt_buffer_append_text(&text, lock)) {
        return wlt_fail_memory(error);
    }

    return wlt_database_prepare(database, (const char *)text.data, out, error);
}

enum wallet_status wlt_cases_statements_get(
    struct wlt_cases_statements *statements,
    struct wlt_database *database,
    enum wlt_cases_sql which,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    if (!statements->items[which]) {
        status = prepare(database, which, &statements->items[which], error);
    }

    if (status == WALLET_OK) {
        *out = statements->items[which];
    }

    return status;
}

void wlt_cases_statements_clear(struct wlt_cases_statements *statements)
{
    for (size_t i = 0; i < WLT_CASES_SQL_COUNT; i++) {
        wlt_statement_free(statements->items[i]);
        statements->items[i] = NULL;
    }
}
