/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/check.h"
#include "base/error.h"

#include <string.h>

/*
 * Index and entries tell the same uses if the sums of their hashes are the same, in whatever order they
 * come.  Whoever changes rows does not know the key, and so cannot choose them so that sums meet.
 */
static void add_use(
    const struct wlt_check *check,
    struct wallet_bytes holder,
    uint64_t number,
    uint8_t sum[WLT_SHA256_SIZE])
{
    uint8_t message[WLT_LOG_KEY_SIZE + sizeof number + WALLET_AUDIT_HOLDER_SIZE + 1] = { 0 };
    uint8_t hash[WLT_SHA256_SIZE];
    const size_t size =
        holder.size <= WALLET_AUDIT_HOLDER_SIZE ? holder.size : WALLET_AUDIT_HOLDER_SIZE + 1;

    memcpy(message, check->log->key, WLT_LOG_KEY_SIZE);
    memcpy(message + WLT_LOG_KEY_SIZE, &number, sizeof number);
    if (size > 0) {
        memcpy(message + WLT_LOG_KEY_SIZE + sizeof number, holder.data, size);
    }

    wlt_sha256((struct wallet_bytes){ message, WLT_LOG_KEY_SIZE + sizeof number + size }, hash);
    explicit_bzero(message, sizeof message);
    for (size_t i = 0; i < sizeof hash; i++) {
        sum[i] ^= hash[i];
    }
}

void wlt_check_note_use(struct wlt_check *check, const struct wallet_audit_entry *entry)
{
    if (entry->is_use) {
        add_use(check, entry->holder, entry->number, check->uses);
    }
}

/** A row of the index; a holder of another size than holders have is cut off behind one byte more. */
struct row {
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE + 1];
    size_t size;
    int64_t number;
};

static struct wallet_bytes holder_of(const struct row *row)
{
    return (struct wallet_bytes){ row->holder, row->size };
}

static void read_row(const struct wlt_statement *statement, struct row *out)
{
    const struct wallet_bytes holder = wlt_column_bytes(statement, 0);

    out->size = holder.size < sizeof out->holder ? holder.size : sizeof out->holder;
    out->number = wlt_column_int(statement, 1);
    if (out->size > 0) {
        memcpy(out->holder, holder.data, out->size);
    }
}

/** Whether a row comes behind another; of a damaged index pages come again and again. */
static bool is_behind(const struct row *row, const struct row *other)
{
    const size_t shorter = row->size < other->size ? row->size : other->size;
    const int order = memcmp(row->holder, other->holder, shorter);

    if (order != 0 || row->size != other->size) {
        return order > 0 || (order == 0 && row->size > other->size);
    }

    return row->number > other->number;
}

/** Reads a page of rows behind `last`, which then is the page's last; none in `*out_count` at the end. */
static enum wallet_status add_page(
    struct wlt_check *check,
    struct wlt_statement *statement,
    struct row *last,
    uint8_t sum[WLT_SHA256_SIZE],
    size_t *out_count,
    struct wallet_error *error)
{
    const struct row behind = *last;
    bool is_there = true;
    enum wallet_status status = WALLET_OK;

    wlt_bind_bytes(statement, 1, holder_of(&behind));
    wlt_bind_int(statement, 2, behind.number);
    *out_count = 0;
    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(statement, &is_there, error);
        if (status == WALLET_OK && is_there) {
            const struct row before = *last;
            read_row(statement, last);
            if (!is_behind(last, &before)) {
                return wlt_fail(
                    error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "uses do not come in order");
            }

            add_use(check, holder_of(last), (uint64_t)last->number, sum);
            ++*out_count;
        }
    }

    check->report->use_count += *out_count;
    return status;
}

static enum wallet_status add_rows(
    struct wlt_check *check, uint8_t sum[WLT_SHA256_SIZE], struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    struct row last = { .number = INT64_MIN };
    size_t count = 1;

    enum wallet_status status = wlt_database_prepare(
        check->log->database,
        "SELECT holder, number FROM audit_use WHERE (holder, number) > ($1, $2)"
        " ORDER BY holder, number LIMIT 1024",
        &statement,
        error);
    while (status == WALLET_OK && count > 0) {
        status = add_page(check, statement, &last, sum, &count, error);
    }

    return status;
}

/** Rows of the index to one number, at most two of which are looked at. */
struct rows {
    size_t count;
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE]; /* of the first */
    bool is_sound;
};

static enum wallet_status read_rows(
    struct wlt_statement *statement, int64_t number, struct rows *out, struct wallet_error *error)
{
    bool is_there = true;
    enum wallet_status status = WALLET_OK;

    *out = (struct rows){ .count = 0 };
    wlt_bind_int(statement, 1, number);
    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(statement, &is_there, error);
        if (status == WALLET_OK && is_there) {
            const struct wallet_bytes holder = wlt_column_bytes(statement, 0);
            out->is_sound = out->count == 0 && holder.size == sizeof out->holder;
            out->count++;
            if (out->is_sound) {
                memcpy(out->holder, holder.data, holder.size);
            }
        }
    }

    return status;
}

/** Whether a number's rows are what its entry tells. */
static enum wallet_status check_number(
    struct wlt_check *check,
    struct wlt_statement *statement,
    uint64_t number,
    struct wallet_error *error)
{
    struct wallet_audit_entry entry = { .is_use = false };
    struct rows rows;

    enum wallet_status status = wlt_log_entry(check->log, number, &check->plain, error);
    if (status == WALLET_OK) {
        status = wlt_log_entry_parse(wallet_buffer_bytes(&check->plain), &entry, error);
    }

    const bool is_told_already = status == WALLET_ERR_MALFORMED || status == WALLET_ERR_STRUCTURE;
    if (is_told_already) {
        return WALLET_OK;
    }

    if (status == WALLET_OK || status == WALLET_ERR_MISSING) {
        status = read_rows(statement, (int64_t)number, &rows, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    const bool is_right = entry.is_use
                              ? rows.count == 1 && rows.is_sound &&
                                    memcmp(rows.holder, entry.holder.data, sizeof rows.holder) == 0
                              : rows.count == 0;
    if (!is_right) {
        wlt_check_tell(check, WALLET_DAMAGE_USE, number);
    }

    return WALLET_OK;
}

/** Finds out which uses are wrong: slow, and only done once it is known that some are. */
static enum wallet_status find_wrong(struct wlt_check *check, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    const uint64_t before = check->report->damage_count;

    enum wallet_status status = wlt_database_prepare(
        check->log->database,
        "SELECT holder FROM audit_use WHERE number = $1 ORDER BY holder",
        &statement,
        error);
    for (uint64_t i = 0; status == WALLET_OK && i < check->edge.size; i++) {
        status = check_number(check, statement, i, error);
    }

    /* A row of no entry. */
    if (status == WALLET_OK && check->report->damage_count == before && !check->is_blind) {
        wlt_check_tell(check, WALLET_DAMAGE_USE, WALLET_AUDIT_NO_NUMBER);
    }

    return status;
}

enum wallet_status wlt_check_uses(struct wlt_check *check, struct wallet_error *error)
{
    uint8_t sum[WLT_SHA256_SIZE] = { 0 };

    const enum wallet_status status = add_rows(check, sum, error);
    return status == WALLET_OK && memcmp(sum, check->uses, sizeof sum) != 0
               ? find_wrong(check, error)
               : status;
}
