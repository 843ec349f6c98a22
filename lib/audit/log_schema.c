/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>

static const struct wlt_schema schema = {
    .sqlite =
        "CREATE TABLE audit_head (id INTEGER PRIMARY KEY CHECK (id = 0), origin TEXT NOT NULL,"
        " size INTEGER NOT NULL, edge BLOB NOT NULL) STRICT;"
        "CREATE TABLE audit_entry (number INTEGER PRIMARY KEY, leaf BLOB NOT NULL, body BLOB) "
        "STRICT;"
        "CREATE TABLE audit_tile (level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT "
        "NULL,"
        " PRIMARY KEY (level, number)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE audit_checkpoint (size INTEGER PRIMARY KEY, made INTEGER NOT NULL,"
        " object BLOB NOT NULL) STRICT;"
        "CREATE TABLE audit_use (holder BLOB NOT NULL, number INTEGER NOT NULL,"
        " PRIMARY KEY (holder, number)) STRICT, WITHOUT ROWID;",
    /* Hashes do not get smaller by compressing them, which PostgreSQL would try with each tile. */
    .postgresql =
        "CREATE TABLE audit_head (id BIGINT PRIMARY KEY CHECK (id = 0), origin TEXT NOT NULL,"
        " size BIGINT NOT NULL, edge BYTEA NOT NULL);"
        "CREATE TABLE audit_entry (number BIGINT PRIMARY KEY, leaf BYTEA NOT NULL, body BYTEA);"
        "CREATE TABLE audit_tile (level BIGINT NOT NULL, number BIGINT NOT NULL, hashes BYTEA NOT "
        "NULL,"
        " PRIMARY KEY (level, number));"
        "ALTER TABLE audit_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;"
        "CREATE TABLE audit_checkpoint (size BIGINT PRIMARY KEY, made BIGINT NOT NULL,"
        " object BYTEA NOT NULL);"
        "CREATE TABLE audit_use (holder BYTEA NOT NULL, number BIGINT NOT NULL,"
        " PRIMARY KEY (holder, number));",
};

static enum wallet_status write_head(
    struct wlt_database *database, const char *origin, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;

    enum wallet_status status = wlt_database_prepare(
        database,
        "INSERT INTO audit_head (id, origin, size, edge) VALUES (0, $1, 0, $2)",
        &statement,
        error);
    if (status == WALLET_OK) {
        wlt_bind_text(statement, 1, wlt_bytes_of(origin));
        wlt_bind_bytes(statement, 2, (struct wallet_bytes){ (const uint8_t *)"", 0 });
        status = wlt_statement_run(statement, NULL, error);
    }

    return status;
}

enum wallet_status wlt_log_create(
    struct wlt_database *database, const char *origin, struct wallet_error *error)
{
    if (strlen(origin) != WALLET_ISSUER_SIZE - 1) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a log's origin is a USCC of 18 characters");
    }

    const enum wallet_status status = wlt_schema_make(&schema, database, error);
    return status == WALLET_OK ? write_head(database, origin, error) : status;
}
