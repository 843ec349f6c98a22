/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cbor/check.h"
#include "cbor/head.h"

static enum wallet_status check_details(struct wallet_bytes details, struct wallet_error *error)
{
    if (details.size > WALLET_DETAILS_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "details of an act have at most %d bytes",
            WALLET_DETAILS_MAX);
    }

    const enum wallet_status status =
        details.size > 0 ? wlt_cbor_check(details, WLT_CBOR_STRICT, error) : WALLET_OK;
    return status == WALLET_OK && details.size > 0 &&
                   wlt_cbor_major_of(details.data[0]) != WLT_CBOR_MAP
               ? wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "details are no map")
               : status;
}

static enum wallet_status check(const struct wlt_act *act, struct wallet_error *error)
{
    const bool has_licence = act->licence.size > 0;

    if (act->act <= WALLET_ACT_NONE || act->act >= WALLET_ACT_COUNT ||
        (act->is_use && !act->holder) ||
        (has_licence && act->licence.size != WALLET_AUDIT_HASH_SIZE)) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "an act, a use's holder or a licence's digest is not as it should be");
    }

    return check_details(act->details, error);
}

/** Puts the entry behind a 0x00, as leaves are hashed. */
static enum wallet_status write_entry(
    struct wlt_log *log,
    const struct wlt_act *act,
    const uint8_t salt[WLT_LOG_SALT_SIZE],
    struct wallet_error *error)
{
    static const uint8_t prefix = 0;

    wlt_buffer_set_size(&log->entry, 0);
    return wlt_buffer_append(&log->entry, (struct wallet_bytes){ &prefix, 1 })
               ? wlt_log_entry_append(log->edge.size, act, salt, &log->entry, error)
               : wlt_fail_memory(error);
}

static enum wallet_status post_entry(
    struct wlt_log *log, const struct wlt_tree_hash *leaf, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    const enum wallet_status status = wlt_log_statement(log, WLT_LOG_ADD_ENTRY, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(statement, 1, (int64_t)log->edge.size);
    wlt_bind_bytes(statement, 2, (struct wallet_bytes){ leaf->bytes, sizeof leaf->bytes });
    wlt_bind_bytes(statement, 3, wallet_buffer_bytes(&log->body));
    return wlt_statement_post(statement, error);
}

static enum wallet_status post_use(
    struct wlt_log *log, const uint8_t *holder, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    const enum wallet_status status = wlt_log_statement(log, WLT_LOG_ADD_USE, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(statement, 1, (struct wallet_bytes){ holder, WALLET_AUDIT_HOLDER_SIZE });
    wlt_bind_int(statement, 2, (int64_t)log->edge.size);
    return wlt_statement_post(statement, error);
}

static enum wallet_status append_leaf(
    struct wlt_log *log, const struct wlt_tree_hash *leaf, struct wallet_error *error)
{
    wlt_tree_append(&log->edge, leaf);
    log->is_changed = true;
    log->leaves.hashes[log->leaves.count] = *leaf;
    log->leaves.count++;
    return log->leaves.count == WLT_TILE_WIDTH ? wlt_log_keep_tiles(log, error) : WALLET_OK;
}

/** Each is used once. */
static const uint8_t *next_salt(struct wlt_log *log)
{
    if (log->salts_left == 0) {
        wlt_random(log->salts, sizeof log->salts);
        log->salts_left = WLT_LOG_SALTS;
    }

    return log->salts[--log->salts_left];
}

enum wallet_status wlt_log_append(
    struct wlt_log *log,
    const struct wlt_act *act,
    uint64_t *out_number,
    struct wallet_error *error)
{
    struct wlt_tree_hash leaf;

    enum wallet_status status = check(act, error);
    if (status == WALLET_OK) {
        status = wlt_log_lock(log, error);
    }

    const uint64_t number = log->edge.size;
    if (status == WALLET_OK) {
        status = write_entry(log, act, next_salt(log), error);
    }

    /* The nonce is out of the leaf: no two entries have the same one, for salts differ. */
    if (status == WALLET_OK) {
        wlt_tree_leaf(wallet_buffer_bytes(&log->entry), &leaf);
        status = wlt_log_seal(log, number, leaf.bytes, error);
    }

    if (status == WALLET_OK) {
        status = post_entry(log, &leaf, error);
    }

    if (status == WALLET_OK && act->is_use) {
        status = post_use(log, act->holder, error);
    }

    if (status == WALLET_OK) {
        status = append_leaf(log, &leaf, error);
    }

    if (status == WALLET_OK && out_number) {
        *out_number = number;
    }

    return status;
}
