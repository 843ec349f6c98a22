/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/case.h"

#include <string.h>

WLT_DEFINE_AUTO(case, struct wallet_case, wallet_case_free)

static enum wallet_status fail_row(struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        WALLET_NO_OFFSET,
        "the case is not what its acts make of it: something was altered or taken away");
}

static enum wallet_status start_row(
    struct wallet_case *item, struct wlt_statement **out, struct wallet_error *error)
{
    bool is_there = false;

    enum wallet_status status = wlt_cases_statement(item->cases, WLT_CASES_ITEM_GET, out, error);
    if (status == WALLET_OK) {
        wlt_bind_text(*out, 1, wlt_bytes_of(item->number));
        status = wlt_statement_next(*out, &is_there, error);
    }

    return status != WALLET_OK || is_there ? status
                                           : wlt_fail(
                                                 error,
                                                 WALLET_ERR_UNKNOWN,
                                                 WALLET_NO_OFFSET,
                                                 "there is no case of this number");
}

static enum wallet_status read_act(
    struct wallet_case *item, const struct wlt_statement *row, struct wallet_error *error)
{
    const size_t place = item->act_count;

    enum wallet_status status = wlt_case_make_room(item, error);
    if (status == WALLET_OK && wlt_column_int(row, 0) != (int64_t)place) {
        status = fail_row(error);
    }
    if (status == WALLET_OK) {
        status = wlt_cases_open_deed(
            item->cases, item->number, place, wlt_column_bytes(row, 1), &item->acts[place], error);
    }

    item->act_count += status == WALLET_OK;
    return status;
}

static enum wallet_status read_acts(struct wallet_case *item, struct wallet_error *error)
{
    struct wlt_statement *rows = NULL;
    bool is_there = true;

    enum wallet_status status = wlt_cases_statement(item->cases, WLT_CASES_DEEDS, &rows, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(rows, 1, wlt_bytes_of(item->number));
    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(rows, &is_there, error);
        if (status == WALLET_OK && is_there) {
            status = read_act(item, rows, error);
        }
    }

    wlt_statement_reset(rows);
    return status;
}

static enum wallet_status find_matter(struct wallet_case *item, struct wallet_error *error)
{
    struct wlt_case_act first;
    struct wlt_opening opening;

    if (item->act_count == 0) {
        return fail_row(error);
    }

    enum wallet_status status =
        wlt_case_act_read(wallet_buffer_bytes(&item->acts[0]), &first, error);
    status = status == WALLET_OK ? wlt_opening_read(first.body, &opening, error) : status;
    return status == WALLET_OK ? wlt_case_find_matter(item, &opening, error) : status;
}

static enum wallet_status make(struct wallet_case *item, struct wallet_error *error)
{
    const struct wlt_making making = {
        .number = item->number,
        .matter = item->matter,
        .catalogue = item->cases->catalogue,
        .acts = item->acts,
        .act_count = item->act_count,
    };

    return wlt_made_new(&making, &item->made, error);
}

static bool fits(const struct wallet_case *item, struct wlt_statement *row)
{
    const struct wlt_made *made = item->made;
    uint8_t head[WLT_CASES_HEAD_SIZE];

    wlt_cases_secrets_head(item->cases->secrets, made->last, head);
    return wlt_column_int(row, 0) == (int64_t)made->state &&
           wlt_bytes_are(wlt_column_bytes(row, 1), wallet_matter_code(item->matter)) &&
           wlt_column_int(row, 2) == made->opened_unix &&
           wlt_column_int(row, 3) == made->changed_unix &&
           wlt_column_int(row, 4) == (int64_t)item->act_count &&
           wlt_bytes_equal(wlt_column_bytes(row, 5), (struct wallet_bytes){ head, sizeof head });
}

static enum wallet_status read_all(struct wallet_case *item, struct wallet_error *error)
{
    struct wlt_statement *row = NULL;

    enum wallet_status status = start_row(item, &row, error);
    if (status == WALLET_OK) {
        status = read_acts(item, error);
        status = status == WALLET_OK ? find_matter(item, error) : status;
        status = status == WALLET_OK ? make(item, error) : status;
        status = status == WALLET_OK && !fits(item, row) ? fail_row(error) : status;
    }
    if (row) {
        wlt_statement_reset(row);
    }

    return status;
}

/** What a case is built from that was written by this program is never "of the wrong shape". */
static enum wallet_status as_damage(enum wallet_status status)
{
    return status == WALLET_ERR_STRUCTURE || status == WALLET_ERR_TRUNCATED ||
                   status == WALLET_ERR_TOO_LARGE || status == WALLET_ERR_VALUE
               ? WALLET_ERR_MALFORMED
               : status;
}

enum wallet_status wallet_case_load(
    struct wallet_cases *cases,
    const char *number,
    struct wallet_case **out,
    struct wallet_error *error)
{
    if (!cases || !number || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    WLT_AUTO(case) struct wallet_case *item = wlt_alloc(1, sizeof *item);
    if (!item) {
        return wlt_fail_memory(error);
    }

    const size_t size = strnlen(number, sizeof item->number);
    if (size == sizeof item->number) {
        return wlt_fail(
            error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "there is no case of this number");
    }

    item->cases = cases;
    memcpy(item->number, number, size);

    /* All is seen as it was at one moment, whatever others write meanwhile. */
    enum wallet_status status = wlt_database_begin_reading(cases->database, error);
    if (status == WALLET_OK) {
        status = as_damage(read_all(item, error));
        wlt_database_rollback(cases->database);
    }
    if (status == WALLET_OK) {
        *out = WLT_TAKE(item);
    } else if (error) {
        error->status = status;
    }

    return status;
}
