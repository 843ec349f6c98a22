/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/check.h"
#include "base/error.h"

#include <string.h>

static bool is_leaf(struct wallet_bytes kept, const struct wlt_tree_hash *leaf)
{
    return kept.size == sizeof leaf->bytes && memcmp(kept.data, leaf->bytes, kept.size) == 0;
}

/** Looks into a content that is what was sealed; its leaf in `out`. */
static enum wallet_status check_content(
    struct wlt_check *check,
    uint64_t number,
    struct wallet_bytes kept,
    struct wlt_tree_hash *out,
    struct wallet_error *error)
{
    const struct wallet_bytes plain = wallet_buffer_bytes(&check->plain);
    struct wallet_audit_entry entry;

    if (wlt_log_entry_leaf(plain, out, NULL) != WALLET_OK || !is_leaf(kept, out)) {
        wlt_check_tell(check, WALLET_DAMAGE_LEAF, number);
    }

    if (wlt_log_entry_parse(plain, &entry, NULL) != WALLET_OK || entry.number != number) {
        wlt_check_tell(check, WALLET_DAMAGE_BODY, number);
        check->is_blind = true;
        return WALLET_OK;
    }

    wlt_check_note_use(check, &entry);
    return wlt_check_note_forgotten(check, &entry, error);
}

/** What is hashed is the content, where there is one that holds; else what is kept of it. */
static enum wallet_status check_row(
    struct wlt_check *check,
    uint64_t number,
    const struct wlt_statement *statement,
    struct wallet_error *error)
{
    const struct wallet_bytes kept = wlt_column_bytes(statement, 1);
    struct wlt_tree_hash leaf = { .bytes = { 0 } };
    enum wallet_status status = WALLET_OK;

    if (kept.size == sizeof leaf.bytes) {
        memcpy(leaf.bytes, kept.data, kept.size);
    } else {
        wlt_check_tell(check, WALLET_DAMAGE_LEAF, number);
    }

    if (wlt_column_is_null(statement, 2)) {
        status = wlt_check_note_erased(check, number, error);
    } else {
        status =
            wlt_log_unseal(check->log, number, wlt_column_bytes(statement, 2), &check->plain, NULL);
        if (status == WALLET_OK) {
            status = check_content(check, number, kept, &leaf, error);
        } else if (status == WALLET_ERR_MALFORMED) {
            wlt_check_tell(check, WALLET_DAMAGE_BODY, number);
            check->is_blind = true;
            status = WALLET_OK;
        } else {
            status = wlt_fail_memory(error);
        }
    }

    wlt_check_leaf(check, &leaf);
    return status;
}

static enum wallet_status check_next(
    struct wlt_check *check, const struct wlt_statement *statement, struct wallet_error *error)
{
    const int64_t number = wlt_column_int(statement, 0);
    const bool is_expected = number >= 0 && (uint64_t)number == check->report->entry_count;

    /* Of a damaged index pages come again and again. */
    if (number < check->next) {
        return wlt_fail(
            error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "entries do not come in their order");
    }

    if (!is_expected && !check->is_broken) {
        wlt_check_tell(check, WALLET_DAMAGE_MISSING, check->report->entry_count);
        check->is_broken = true;
    }

    check->next = number < INT64_MAX ? number + 1 : number;
    const enum wallet_status status = check_row(check, (uint64_t)number, statement, error);
    check->report->entry_count++;
    return status;
}

enum wallet_status wlt_check_entries(
    struct wlt_check *check,
    struct wlt_statement *statement,
    size_t *out_count,
    struct wallet_error *error)
{
    bool is_there = true;
    enum wallet_status status = WALLET_OK;

    wlt_bind_int(statement, 1, check->next);
    *out_count = 0;
    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(statement, &is_there, error);
        if (status == WALLET_OK && is_there) {
            status = check_next(check, statement, error);
            ++*out_count;
        }
    }

    if (is_there) {
        wlt_statement_reset(statement);
    }

    return status;
}
