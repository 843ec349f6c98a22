/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "crypto/secret.h"

#include <string.h>

static const char *const texts[WLT_LOG_STATEMENT_COUNT] = {
    [WLT_LOG_LOCK_HEAD] = "SELECT size, edge FROM audit_head WHERE id = 0",
    [WLT_LOG_READ_HEAD] = "SELECT size, edge, origin FROM audit_head WHERE id = 0",
    [WLT_LOG_WRITE_HEAD] = "UPDATE audit_head SET size = $1, edge = $2 WHERE id = 0",
    [WLT_LOG_ADD_ENTRY] = "INSERT INTO audit_entry (number, leaf, body) VALUES ($1, $2, $3)",
    [WLT_LOG_ADD_USE] = "INSERT INTO audit_use (holder, number) VALUES ($1, $2)",
    [WLT_LOG_PUT_TILE] = "INSERT INTO audit_tile (level, number, hashes) VALUES ($1, $2, $3)"
                         " ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes",
    [WLT_LOG_READ_TILE] = "SELECT hashes FROM audit_tile WHERE level = $1 AND number = $2",
    [WLT_LOG_READ_LEAVES] = "SELECT number, leaf FROM audit_entry"
                            " WHERE number >= $1 AND number < $2 ORDER BY number",
    [WLT_LOG_READ_ENTRY] = "SELECT leaf, body FROM audit_entry WHERE number = $1",
    [WLT_LOG_ADD_CHECKPOINT] =
        "INSERT INTO audit_checkpoint (size, made, object) VALUES ($1, $2, $3)",
    [WLT_LOG_LAST_CHECKPOINT] =
        "SELECT size, made, object FROM audit_checkpoint ORDER BY size DESC LIMIT 1",
    [WLT_LOG_USES] = "SELECT number FROM audit_use WHERE holder = $1 AND number < $2"
                     " ORDER BY number DESC LIMIT 64",
    [WLT_LOG_DROP_BODY] = "UPDATE audit_entry SET body = NULL WHERE number = $1",
    [WLT_LOG_DROP_USE] = "DELETE FROM audit_use WHERE holder = $1 AND number = $2",
};

static enum wallet_status prepare_lock(
    struct wlt_log *log, struct wlt_statement **out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer text = { 0 };

    if (!wlt_buffer_append_text(&text, texts[WLT_LOG_LOCK_HEAD]) ||
        !wlt_buffer_append_text(&text, wlt_database_for_update(log->database))) {
        return wlt_fail_memory(error);
    }

    return wlt_database_prepare(log->database, (const char *)text.data, out, error);
}

enum wallet_status wlt_log_statement(
    struct wlt_log *log,
    enum wlt_log_statement which,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    struct wlt_statement **statement = &log->statements[which];
    enum wallet_status status = WALLET_OK;

    if (!*statement) {
        status = which == WLT_LOG_LOCK_HEAD
                     ? prepare_lock(log, statement, error)
                     : wlt_database_prepare(log->database, texts[which], statement, error);
    }

    *out = *statement;
    return status;
}

static enum wallet_status read_origin(struct wlt_log *log, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_READ_HEAD, &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_bytes origin =
        is_there ? wlt_column_bytes(statement, 2) : (struct wallet_bytes){ 0 };
    if (origin.size == sizeof log->origin - 1) {
        memcpy(log->origin, origin.data, origin.size);
    } else {
        status = wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the log's head names no origin");
    }

    wlt_statement_reset(statement);
    return status;
}

void wlt_log_key(const uint8_t secret[32], uint8_t out[WLT_LOG_KEY_SIZE])
{
    static const char purpose[] = "wallet audit: bodies of entries 1";
    uint8_t message[sizeof purpose + 32];

    /* The secret is as random as a key, so that one hash makes another key of it. */
    memcpy(message, purpose, sizeof purpose);
    memcpy(message + sizeof purpose, secret, 32);
    wlt_sha256((struct wallet_bytes){ message, sizeof message }, out);
    explicit_bzero(message, sizeof message);
}

enum wallet_status wlt_log_open(
    struct wlt_database *database,
    const uint8_t body_key[WLT_LOG_KEY_SIZE],
    struct wlt_log **out,
    struct wallet_error *error)
{
    WLT_AUTO(log) struct wlt_log *log = wlt_alloc(1, sizeof *log);
    if (!log) {
        return wlt_fail_memory(error);
    }

    log->database = database;
    log->key = wlt_secret_alloc(WLT_LOG_KEY_SIZE);
    if (!log->key) {
        return wlt_fail_memory(error);
    }

    memcpy(log->key, body_key, WLT_LOG_KEY_SIZE);
    const enum wallet_status status = read_origin(log, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(log);
    }

    return status;
}

void wlt_log_close(struct wlt_log *log)
{
    if (!log) {
        return;
    }

    for (size_t i = 0; i < WLT_LOG_STATEMENT_COUNT; i++) {
        wlt_statement_free(log->statements[i]);
    }

    wallet_buffer_clear(&log->entry);
    wallet_buffer_clear(&log->body);
    wlt_secret_free(log->key);
    wlt_free(log);
}

const char *wlt_log_origin(const struct wlt_log *log)
{
    return log->origin;
}
