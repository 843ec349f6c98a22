/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>
#include <wallet/trust_list.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "repository/share.h"
#include "repository/store.h"
#include "trust/scope.h"

#include <string.h>

enum {
    MATTER_MAX = 200, /* bytes */
    DETAILS = 4,      /* counter, matter, type, note */
};

static enum wallet_status fail(
    struct wallet_error *error, enum wallet_status status, const char *why)
{
    return wlt_fail(error, status, WALLET_NO_OFFSET, "%s", why);
}

static bool is_good(enum wallet_finding finding)
{
    return finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(finding);
}

static bool is_matter(struct wallet_bytes matter)
{
    return matter.size <= MATTER_MAX && wlt_utf8_is_valid(matter) && wlt_text_is_printable(matter);
}

static enum wallet_status check(
    const struct wallet_subscription *subscription,
    struct wallet_bytes *out_type,
    struct wallet_error *error)
{
    struct wallet_bytes fields;

    wlt_scope_split(wlt_bytes_of(subscription->scope), out_type, &fields);
    if (!is_good(wallet_uscc_check(wlt_bytes_of(subscription->department)))) {
        return fail(error, WALLET_ERR_VALUE, "a department is named by its USCC");
    }

    if (!is_good(wallet_type_code_check(*out_type)) ||
        (fields.size > 0 && !wlt_scope_fields_are_valid(fields)) ||
        strlen(subscription->scope) > WALLET_TRUST_TYPE_MAX) {
        return fail(
            error, WALLET_ERR_VALUE, "expected a type code, and field keys that ascend behind it");
    }

    if (!is_matter(wlt_bytes_of(subscription->matter))) {
        return fail(
            error, WALLET_ERR_VALUE, "the code of a matter is one line of at most 200 bytes");
    }

    return subscription->from_unix > 0 && subscription->until_unix > subscription->from_unix
               ? WALLET_OK
               : fail(error, WALLET_ERR_VALUE, "a subscription ends behind now");
}

/** Writes down who may have what from now on, or no longer. */
static enum wallet_status log_change(
    struct wallet_repository *repository,
    const struct wallet_subscription *subscription,
    const char *note,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer details = { 0 };
    struct wlt_writer writer = wlt_writer_start(&details);

    wlt_write_map(&writer, DETAILS);
    wlt_write_int(&writer, WALLET_DETAIL_COUNTER);
    wlt_write_text(&writer, wlt_bytes_of(subscription->department));
    wlt_write_int(&writer, WALLET_DETAIL_MATTER);
    wlt_write_text(&writer, wlt_bytes_of(subscription->matter));
    wlt_write_int(&writer, WALLET_DETAIL_TYPE);
    wlt_write_text(&writer, wlt_bytes_of(subscription->scope));
    wlt_write_int(&writer, WALLET_DETAIL_NOTE);
    wlt_write_text(&writer, wlt_bytes_of(note));
    const enum wallet_status status = wlt_writer_status(&writer, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_act act = {
        .act = WALLET_ACT_SUBSCRIBE,
        .at_unix = subscription->from_unix,
        .details = wallet_buffer_bytes(&details),
    };
    return wlt_log_append(wlt_repository_log(repository), &act, NULL, error);
}

static enum wallet_status write_row(
    struct wallet_repository *repository,
    const struct wallet_subscription *subscription,
    struct wallet_bytes type,
    struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;

    const enum wallet_status status = wlt_database_prepare(
        wlt_repository_database(repository),
        "INSERT INTO share (department, type, matter, scope, from_unix, until_unix)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (department, type, matter) DO UPDATE SET"
        " scope = excluded.scope, from_unix = excluded.from_unix, until_unix = excluded.until_unix",
        &statement,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(statement, 1, wlt_bytes_of(subscription->department));
    wlt_bind_text(statement, 2, type);
    wlt_bind_text(statement, 3, wlt_bytes_of(subscription->matter));
    wlt_bind_text(statement, 4, wlt_bytes_of(subscription->scope));
    wlt_bind_int(statement, 5, subscription->from_unix);
    wlt_bind_int(statement, 6, subscription->until_unix);
    return wlt_statement_run(statement, NULL, error);
}

enum wallet_status wallet_share_put(
    struct wallet_repository *repository,
    const struct wallet_subscription *subscription,
    struct wallet_error *error)
{
    struct wallet_bytes type;

    if (!repository || !subscription || !subscription->department || !subscription->scope ||
        !subscription->matter) {
        return fail(error, WALLET_ERR_ARGUMENT, "a required pointer is NULL");
    }

    enum wallet_status status = check(subscription, &type, error);
    if (status == WALLET_OK) {
        status = wallet_repository_begin(repository, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    status = write_row(repository, subscription, type, error);
    if (status == WALLET_OK) {
        status = log_change(repository, subscription, "subscribed", error);
    }

    if (status != WALLET_OK) {
        wallet_repository_rollback(repository);
        return status;
    }

    return wallet_repository_commit(repository, subscription->from_unix, error);
}

static enum wallet_status end_row(
    struct wallet_repository *repository,
    const struct wallet_subscription *subscription,
    struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    int64_t changes = 0;

    enum wallet_status status = wlt_database_prepare(
        wlt_repository_database(repository),
        "UPDATE share SET until_unix = $1"
        " WHERE department = $2 AND type = $3 AND matter = $4 AND until_unix > $1",
        &statement,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(statement, 1, subscription->from_unix);
    wlt_bind_text(statement, 2, wlt_bytes_of(subscription->department));
    wlt_bind_text(statement, 3, wlt_bytes_of(subscription->scope));
    wlt_bind_text(statement, 4, wlt_bytes_of(subscription->matter));
    status = wlt_statement_run(statement, &changes, error);
    return status == WALLET_OK && changes == 0
               ? fail(error, WALLET_ERR_UNKNOWN, "there is no such subscription that has not ended")
               : status;
}

enum wallet_status wallet_share_end(
    struct wallet_repository *repository,
    const char *department,
    const char *type,
    const char *matter,
    int64_t at_unix,
    struct wallet_error *error)
{
    if (!repository || !department || !type || !matter) {
        return fail(error, WALLET_ERR_ARGUMENT, "a required pointer is NULL");
    }

    const struct wallet_subscription ended = {
        .department = department,
        .scope = type,
        .matter = matter,
        .from_unix = at_unix,
    };
    enum wallet_status status = wallet_repository_begin(repository, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = end_row(repository, &ended, error);
    if (status == WALLET_OK) {
        status = log_change(repository, &ended, "ended", error);
    }

    if (status != WALLET_OK) {
        wallet_repository_rollback(repository);
        return status;
    }

    return wallet_repository_commit(repository, at_unix, error);
}

/** A column's text with a NUL behind it, in one of the buffers. */
static const char *keep(
    const struct wlt_statement *statement, int column, struct wallet_buffer *buffer)
{
    wallet_buffer_clear(buffer);
    return wlt_buffer_append(buffer, wlt_column_bytes(statement, column)) && buffer->data
               ? (const char *)buffer->data
               : "";
}

static bool tell(const struct wlt_statement *statement, wallet_share_visit *visit, void *context)
{
    struct wallet_buffer texts[3] = { { 0 } };
    const struct wallet_subscription subscription = {
        .department = keep(statement, 0, &texts[0]),
        .scope = keep(statement, 1, &texts[1]),
        .matter = keep(statement, 2, &texts[2]),
        .from_unix = wlt_column_int(statement, 3),
        .until_unix = wlt_column_int(statement, 4),
    };
    const bool goes_on = visit(context, &subscription);

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        wallet_buffer_clear(&texts[i]);
    }

    return goes_on;
}

enum wallet_status wallet_share_list(
    struct wallet_repository *repository,
    const char *department,
    wallet_share_visit *visit,
    void *context,
    struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    bool has_row = false;

    if (!repository || !visit) {
        return fail(error, WALLET_ERR_ARGUMENT, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_database_prepare(
        wlt_repository_database(repository),
        "SELECT department, scope, matter, from_unix, until_unix FROM share"
        " WHERE department = $1 OR $1 = '' ORDER BY department, type, matter",
        &statement,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(statement, 1, wlt_bytes_of(department ? department : ""));
    status = wlt_statement_next(statement, &has_row, error);
    while (status == WALLET_OK && has_row && tell(statement, visit, context)) {
        status = wlt_statement_next(statement, &has_row, error);
    }

    return status;
}
