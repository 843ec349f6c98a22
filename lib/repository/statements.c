/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/statements.h"

#include "base/buffer.h"
#include "base/error.h"

/* The columns that wlt_row_read() reads, in its order. */
#define COLUMNS                                                                                  \
    "l.id, l.holder, l.type, l.issuer, l.name, l.serial, l.version, l.state, l.since, l.starts," \
    " l.ends, l.loaded, l.digest, l.bound, l.erased, l.instance"

static const char *const texts[WLT_SQL_COUNT_OF] = {
    [WLT_SQL_HEAD_LOCK] = "SELECT next, reports FROM repository WHERE one = 0",
    [WLT_SQL_HEAD_WRITE] = "UPDATE repository SET next = $1, reports = $2 WHERE one = 0",

    [WLT_SQL_CODE_FIND] = "SELECT id FROM code WHERE kind = $1 AND code = $2",
    [WLT_SQL_CODE_GET] = "SELECT kind, code FROM code WHERE id = $1",
    [WLT_SQL_CODE_NEXT] = "SELECT COALESCE(MAX(id), 0) + 1 FROM code",
    [WLT_SQL_CODE_ADD] = "INSERT INTO code (id, kind, code) VALUES ($1, $2, $3)",

    [WLT_SQL_SIBLINGS] = "SELECT " COLUMNS ", l.source FROM licence l"
                         " WHERE l.holder = $1 AND l.type = $2 ORDER BY l.instance",
    [WLT_SQL_LICENCE_ADD] =
        "INSERT INTO licence (id, holder, type, instance, issuer, name, serial, version, state,"
        " since, starts, ends, loaded, source, digest, bound, erased) VALUES ($1, $2, $3, $4, $5,"
        " $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0)",
    [WLT_SQL_NAME_ADD] = "INSERT INTO licence_name (name, version, holder, licence)"
                         " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    [WLT_SQL_KEY_ADD] = "INSERT INTO licence_key (bound, holder, licence) VALUES ($1, $2, $3)",
    [WLT_SQL_BODY_ADD] = "INSERT INTO licence_body (licence, holder, sealed) VALUES ($1, $2, $3)",

    [WLT_SQL_LICENCE_MOVE] = "UPDATE licence SET state = $1, since = $2, instance = $3"
                             " WHERE holder = $4 AND type = $5 AND instance = $6",
    [WLT_SQL_LICENCE_ERASE] = "UPDATE licence SET erased = 1, serial = NULL"
                              " WHERE holder = $1 AND type = $2 AND instance = $3",
    [WLT_SQL_BODY_ERASE] = "DELETE FROM licence_body WHERE licence = $1 AND holder = $2",

    [WLT_SQL_FIND_HOLDER] = "SELECT " COLUMNS " FROM licence l"
                            " WHERE l.holder = $1 AND l.state <= $2 ORDER BY l.type, l.instance",
    [WLT_SQL_FIND_HOLDER_TYPE] =
        "SELECT " COLUMNS " FROM licence l"
        " WHERE l.holder = $1 AND l.state <= $2 AND l.type = $3 ORDER BY l.instance",
    [WLT_SQL_FIND_KEY] = "SELECT " COLUMNS " FROM licence_key k JOIN licence l"
                         " ON l.holder = k.holder AND l.id = k.licence"
                         " WHERE k.bound = $1 AND l.state <= $2"
                         " ORDER BY l.holder, l.type, l.instance",
    [WLT_SQL_FIND_NAME] = "SELECT " COLUMNS " FROM licence_name n JOIN licence l"
                          " ON l.holder = n.holder AND l.id = n.licence"
                          " WHERE n.name = $1 AND n.version = $2",
    [WLT_SQL_BODY_GET] = "SELECT sealed FROM licence_body WHERE licence = $1 AND holder = $2",
    [WLT_SQL_ROW_KNOWN] = "SELECT COUNT(*) FROM licence WHERE holder = $1 AND type = $2"
                          " AND source = $3",

    [WLT_SQL_BATCH_GET] = "SELECT next_row, issued, known, refused, at FROM batch WHERE id = $1",
    [WLT_SQL_BATCH_PUT] =
        "INSERT INTO batch (id, next_row, issued, known, refused, at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET"
        " next_row = excluded.next_row, issued = excluded.issued, known = excluded.known,"
        " refused = excluded.refused, at = excluded.at",

    [WLT_SQL_PROBLEM_ADD] = "INSERT INTO problem (id, kind, at, holder, digest, sealed)"
                            " VALUES ($1, $2, $3, $4, $5, $6)",
    [WLT_SQL_PROBLEMS] = "SELECT id, kind, at, holder, digest, sealed FROM problem"
                         " WHERE id > $1 AND at >= $2 ORDER BY id LIMIT 256",

    [WLT_SQL_COUNT] =
        "SELECT COUNT(*), COUNT(CASE WHEN state <= 2 THEN 1 END),"
        " COUNT(CASE WHEN state = 2 THEN 1 END), COUNT(CASE WHEN erased <> 0 THEN 1 END),"
        " COUNT(DISTINCT type), COUNT(DISTINCT issuer) FROM licence",
    [WLT_SQL_COUNT_PROBLEMS] = "SELECT COUNT(*) FROM problem",

    /* For reading everything: by holder, as the index of both kinds has it. */
    [WLT_SQL_PAGE] = "SELECT " COLUMNS ", b.sealed FROM licence l LEFT JOIN licence_body b"
                     " ON b.licence = l.id AND b.holder = l.holder"
                     " WHERE (l.holder, l.type, l.instance) > ($1, $2, $3)"
                     " ORDER BY l.holder, l.type, l.instance LIMIT 256",
    [WLT_SQL_NAME_GET] = "SELECT licence, holder FROM licence_name"
                         " WHERE name = $1 AND version = $2",
    [WLT_SQL_KEY_GET] = "SELECT COUNT(*) FROM licence_key"
                        " WHERE bound = $1 AND holder = $2 AND licence = $3",
    [WLT_SQL_ORPHAN_NAMES] = "SELECT n.licence FROM licence_name n LEFT JOIN licence l"
                             " ON l.holder = n.holder AND l.id = n.licence WHERE l.id IS NULL",
    [WLT_SQL_ORPHAN_BODIES] = "SELECT b.licence FROM licence_body b LEFT JOIN licence l"
                              " ON l.holder = b.holder AND l.id = b.licence"
                              " WHERE l.id IS NULL OR l.erased <> 0",
    [WLT_SQL_ORPHAN_KEYS] = "SELECT k.licence FROM licence_key k LEFT JOIN licence l"
                            " ON l.holder = k.holder AND l.id = k.licence WHERE l.id IS NULL",
};

static enum wallet_status prepare(
    struct wlt_database *database,
    enum wlt_repository_sql which,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer text = { 0 };
    const char *lock = which == WLT_SQL_HEAD_LOCK ? wlt_database_for_update(database) : "";

    if (!wlt_buffer_append_text(&text, texts[which]) || !wlt_buffer_append_text(&text, lock)) {
        return wlt_fail_memory(error);
    }

    return wlt_database_prepare(database, (const char *)text.data, out, error);
}

enum wallet_status wlt_statements_get(
    struct wlt_statements *statements,
    struct wlt_database *database,
    enum wlt_repository_sql which,
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

void wlt_statements_clear(struct wlt_statements *statements)
{
    for (size_t i = 0; i < WLT_SQL_COUNT_OF; i++) {
        wlt_statement_free(statements->items[i]);
        statements->items[i] = NULL;
    }
}
