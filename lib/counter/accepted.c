/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "counter/do.h"

#include <stdio.h>
#include <string.h>

enum wallet_status wlt_case_put_accepted(
    struct wallet_case *item, const struct wlt_made *after, struct wallet_error *error)
{
    struct wlt_statement *add = NULL;

    if (item->made->was_accepted || !after->was_accepted) {
        return WALLET_OK;
    }

    const enum wallet_status status =
        wlt_cases_statement(item->cases, WLT_CASES_ACCEPTED_ADD, &add, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(add, 1, wlt_bytes_of(wallet_matter_department_code(item->matter)));
    wlt_bind_text(add, 2, wlt_bytes_of(item->number));
    wlt_bind_int(add, 3, after->accepted_unix);
    return wlt_statement_run(add, NULL, error);
}

static void copy_text(struct wallet_bytes text, char *out, size_t size)
{
    (void)snprintf(out, size, "%.*s", (int)text.size, (const char *)text.data);
}

/** A store that was put back from a backup gives places a second time: to other cases. */
static enum wallet_status check_mark(
    struct wallet_cases *cases,
    const char *department,
    const struct wallet_accepted_mark *mark,
    struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    if (mark->place == 0) {
        return WALLET_OK;
    }

    enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_ACCEPTED_AT, &get, error);
    if (status == WALLET_OK) {
        wlt_bind_text(get, 1, wlt_bytes_of(department));
        wlt_bind_int(get, 2, (int64_t)mark->place);
        status = wlt_statement_next(get, &is_there, error);
    }
    if (status != WALLET_OK) {
        return status;
    }

    const bool is_it = is_there && wlt_bytes_are(wlt_column_bytes(get, 0), mark->number);
    wlt_statement_reset(get);
    return is_it ? WALLET_OK
                 : wlt_fail(
                       error,
                       WALLET_ERR_CONFLICT,
                       WALLET_NO_OFFSET,
                       "no case of this number was accepted at this place");
}

static bool tell(const struct wlt_statement *row, wallet_accepted_visit *visit, void *context)
{
    char matter[WALLET_MATTER_CODE_MAX + 1];
    struct wallet_accepted accepted = {
        .mark.place = (uint64_t)wlt_column_int(row, 0),
        .matter_code = matter,
        .accepted_unix = wlt_column_int(row, 2),
        .state = (int)wlt_column_int(row, 3),
    };

    copy_text(wlt_column_bytes(row, 1), accepted.mark.number, sizeof accepted.mark.number);
    copy_text(wlt_column_bytes(row, 4), matter, sizeof matter);
    return visit(context, &accepted);
}

static enum wallet_status tell_all(
    struct wlt_statement *rows,
    wallet_accepted_visit *visit,
    void *context,
    struct wallet_error *error)
{
    bool is_there = true;
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(rows, &is_there, error);
        is_there = status == WALLET_OK && is_there && tell(rows, visit, context);
    }

    wlt_statement_reset(rows);
    return status;
}

enum wallet_status wallet_cases_accepted(
    struct wallet_cases *cases,
    const char *department,
    const struct wallet_accepted_mark *since,
    unsigned limit,
    wallet_accepted_visit *visit,
    void *context,
    struct wallet_error *error)
{
    struct wlt_statement *rows = NULL;

    if (!cases || !department || !since || !visit || limit == 0 || since->place > INT64_MAX) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected a mark, a limit and a visit");
    }

    enum wallet_status status = check_mark(cases, department, since, error);
    status =
        status == WALLET_OK ? wlt_cases_statement(cases, WLT_CASES_ACCEPTED, &rows, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(rows, 1, wlt_bytes_of(department));
    wlt_bind_int(rows, 2, (int64_t)since->place);
    wlt_bind_int(rows, 3, limit);
    return tell_all(rows, visit, context, error);
}

enum wallet_status wallet_cases_find_accepted(
    struct wallet_cases *cases,
    const char *department,
    const char *number,
    struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    if (!cases || !department || !number) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_ACCEPTED_FIND, &get, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(get, 1, wlt_bytes_of(department));
    wlt_bind_text(get, 2, wlt_bytes_of(number));
    status = wlt_statement_next(get, &is_there, error);
    wlt_statement_reset(get);
    return status != WALLET_OK || is_there
               ? status
               : wlt_fail(
                     error,
                     WALLET_ERR_UNKNOWN,
                     WALLET_NO_OFFSET,
                     "no case of this number was accepted for the department");
}
