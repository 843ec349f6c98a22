/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/case.h>

#include "base/error.h"
#include "base/text.h"
#include "counter/act.h"
#include "counter/store.h"

#include <stdio.h>

/** A walk through the list, page by page: PostgreSQL holds all rows of one. */
struct listing {
    struct wallet_cases *cases;
    const struct wallet_cases_query *query;
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    char before[WALLET_CASE_NUMBER_SIZE]; /* the page ends before this number */
    struct wallet_buffer act;             /* the first act of the row */
    unsigned count;                       /* rows so far */
    unsigned on_page;
    bool is_over;
};

static void copy_text(struct wallet_bytes text, char *out, size_t size)
{
    (void)snprintf(out, size, "%.*s", (int)text.size, (const char *)text.data);
}

static enum wallet_status tell_row(
    struct listing *listing,
    const struct wlt_statement *row,
    wallet_case_visit *visit,
    void *context,
    struct wallet_error *error)
{
    char matter[WALLET_MATTER_CODE_MAX + 1];
    char clerk[WLT_ACTOR_TEXT_MAX + 1];
    struct wlt_case_act act;

    copy_text(wlt_column_bytes(row, 0), listing->before, sizeof listing->before);
    copy_text(wlt_column_bytes(row, 2), matter, sizeof matter);
    enum wallet_status status = wlt_cases_open_deed(
        listing->cases, listing->before, 0, wlt_column_bytes(row, 5), &listing->act, error);
    if (status == WALLET_OK) {
        status = wlt_case_act_read(wallet_buffer_bytes(&listing->act), &act, error);
    }
    if (status != WALLET_OK) {
        return status;
    }

    copy_text(act.clerk, clerk, sizeof clerk);
    const struct wallet_case_line line = {
        .number = listing->before,
        .matter_code = matter,
        .state = (int)wlt_column_int(row, 1),
        .opened_unix = wlt_column_int(row, 3),
        .changed_unix = wlt_column_int(row, 4),
        .clerk = clerk,
    };
    listing->count++;
    listing->on_page++;
    listing->is_over = !visit(context, &line) || listing->count == listing->query->limit;
    return WALLET_OK;
}

static enum wallet_status start_page(
    struct listing *listing, struct wlt_statement **out, struct wallet_error *error)
{
    const char *holder = listing->query->holder;
    const enum wallet_status status = wlt_cases_statement(
        listing->cases, holder ? WLT_CASES_LIST_HOLDER : WLT_CASES_LIST, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(*out, 1, wlt_bytes_of(listing->before));
    wlt_bind_int(*out, 2, listing->query->state);
    if (holder) {
        wlt_bind_bytes(*out, 3, (struct wallet_bytes){ listing->holder, sizeof listing->holder });
    }

    listing->on_page = 0;
    return WALLET_OK;
}

static enum wallet_status tell_page(
    struct listing *listing, wallet_case_visit *visit, void *context, struct wallet_error *error)
{
    struct wlt_statement *rows = NULL;
    bool is_there = true;

    enum wallet_status status = start_page(listing, &rows, error);
    while (status == WALLET_OK && !listing->is_over && is_there) {
        status = wlt_statement_next(rows, &is_there, error);
        if (status == WALLET_OK && is_there) {
            status = tell_row(listing, rows, visit, context, error);
        }
    }
    if (rows) {
        wlt_statement_reset(rows);
    }

    listing->is_over = listing->is_over || listing->on_page == 0;
    return status;
}

enum wallet_status wallet_cases_list(
    struct wallet_cases *cases,
    const struct wallet_cases_query *query,
    wallet_case_visit *visit,
    void *context,
    struct wallet_error *error)
{
    if (!cases || !query || !visit) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct listing listing = { .cases = cases, .query = query, .before = "~" };
    enum wallet_status status = WALLET_OK;

    if (query->holder) {
        wlt_cases_secrets_holder(cases->secrets, wlt_bytes_of(query->holder), listing.holder);
    }
    while (status == WALLET_OK && !listing.is_over) {
        status = tell_page(&listing, visit, context, error);
    }

    wallet_buffer_clear(&listing.act);
    return status;
}
