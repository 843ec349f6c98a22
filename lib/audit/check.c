/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/check.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void check_free(struct wlt_check *check)
{
    if (check) {
        wallet_buffer_clear(&check->plain);
        wallet_buffer_clear(&check->erased);
        wallet_buffer_clear(&check->forgotten);
        wlt_free(check->outside);
        wlt_free(check);
    }
}

WLT_DEFINE_AUTO(check, struct wlt_check, check_free)

void wlt_check_tell(struct wlt_check *check, enum wallet_damage damage, uint64_t number)
{
    check->report->damage_count++;
    if (check->tell) {
        check->tell(check->context, damage, number);
    }
}

static int compare_sizes(const void *a, const void *b)
{
    const struct wlt_check_root *one = a;
    const struct wlt_check_root *other = b;
    return (one->size > other->size) - (one->size < other->size);
}

/** Takes what others hold of this log; of another it says nothing. */
static enum wallet_status take_outside(
    struct wlt_check *check,
    const struct wallet_checkpoint *outside,
    size_t count,
    struct wallet_error *error)
{
    if (count == 0) {
        return WALLET_OK;
    }

    check->outside = wlt_alloc(count, sizeof *check->outside);
    if (!check->outside) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; i < count; i++) {
        struct wlt_check_root *root = &check->outside[check->outside_count];
        if (strcmp(outside[i].origin, wlt_log_origin(check->log)) == 0) {
            root->size = outside[i].size;
            memcpy(root->root, outside[i].root, sizeof root->root);
            check->outside_count++;
        }
    }

    qsort(check->outside, check->outside_count, sizeof *check->outside, compare_sizes);
    return WALLET_OK;
}

/** SQLite knows the order of its own pages, which reading row after row does not show. */
static enum wallet_status check_database(struct wlt_check *check, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    bool is_there = false;

    if (wlt_database_kind(check->log->database) != WLT_DATABASE_SQLITE) {
        return WALLET_OK;
    }

    enum wallet_status status =
        wlt_database_prepare(check->log->database, "PRAGMA integrity_check(1)", &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status == WALLET_OK &&
        (!is_there || !wlt_bytes_are(wlt_column_bytes(statement, 0), "ok"))) {
        wlt_check_tell(check, WALLET_DAMAGE_DATABASE, WALLET_AUDIT_NO_NUMBER);
    }

    if (statement) {
        wlt_statement_reset(statement);
    }

    return status;
}

/** Whether the tables are those that the log's statements name, those of them, too, that are empty. */
static enum wallet_status check_tables(struct wlt_check *check, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    enum wallet_status status = WALLET_OK;

    for (unsigned i = 0; status == WALLET_OK && i < WLT_LOG_STATEMENT_COUNT; i++) {
        status = wlt_log_statement(check->log, (enum wlt_log_statement)i, &statement, error);
    }

    return status;
}

static enum wallet_status check_chunks(struct wlt_check *check, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    size_t count = 1;

    enum wallet_status status = wlt_database_prepare(
        check->log->database,
        "SELECT number, leaf, body FROM audit_entry WHERE number >= $1 ORDER BY number LIMIT 256",
        &statement,
        error);
    while (status == WALLET_OK && count > 0) {
        status = wlt_check_checkpoints(check, error);
        if (status == WALLET_OK) {
            status = wlt_check_entries(check, statement, &count, error);
        }

        if (status == WALLET_OK) {
            status = wlt_check_full_tiles(check, error);
        }

        count = check->next == INT64_MAX ? 0 : count;
    }

    return status;
}

/** Compares size and edge with what was computed. */
static enum wallet_status check_head(struct wlt_check *check, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    uint8_t edge[WLT_TREE_LEVELS * WLT_SHA256_SIZE];
    bool is_there = false;

    enum wallet_status status = wlt_database_prepare(
        check->log->database, "SELECT size, edge FROM audit_head", &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status != WALLET_OK || check->is_broken) {
        return status;
    }

    const struct wallet_bytes computed = { edge, wlt_log_write_edge(&check->edge, edge) };
    if (!is_there || wlt_column_int(statement, 0) != (int64_t)check->edge.size ||
        !wlt_bytes_equal(wlt_column_bytes(statement, 1), computed)) {
        wlt_check_tell(check, WALLET_DAMAGE_HEAD, WALLET_AUDIT_NO_NUMBER);
    }

    wlt_statement_reset(statement);
    return WALLET_OK;
}

static enum wallet_status check_all(struct wlt_check *check, struct wallet_error *error)
{
    static enum wallet_status (*const parts[])(struct wlt_check *, struct wallet_error *) = {
        check_database,
        check_tables,
        check_chunks,
        wlt_check_last_tiles,
        wlt_check_left_checkpoints,
        check_head,
        wlt_check_uses,
    };
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < sizeof parts / sizeof *parts; i++) {
        status = parts[i](check, error);
    }

    wlt_check_erased(check);

    /* What the database cannot read is a damage like others. */
    if (status == WALLET_ERR_MALFORMED || status == WALLET_ERR_STRUCTURE) {
        wlt_check_tell(check, WALLET_DAMAGE_DATABASE, WALLET_AUDIT_NO_NUMBER);
        status = WALLET_OK;
    }

    return status;
}

enum wallet_status wlt_log_verify(
    struct wlt_log *log,
    const struct wallet_audit_evidence *evidence,
    wallet_audit_tell *tell,
    void *context,
    struct wallet_audit_report *out,
    struct wallet_error *error)
{
    WLT_AUTO(check) struct wlt_check *check = wlt_alloc(1, sizeof *check);
    struct wallet_audit_report report = { .entry_count = 0 };
    if (!check) {
        return wlt_fail_memory(error);
    }

    check->log = log;
    check->trust = evidence->trust;
    check->tell = tell;
    check->context = context;
    check->report = &report;
    check->next = INT64_MIN;
    enum wallet_status status =
        take_outside(check, evidence->outside, evidence->outside_count, error);
    if (status == WALLET_OK) {
        status = check_all(check, error);
    }

    if (status == WALLET_OK) {
        *out = report;
    }

    return status;
}
