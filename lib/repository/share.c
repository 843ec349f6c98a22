/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/share.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "trust/scope.h"

static const struct wlt_schema schema = {
    .sqlite =
        "CREATE TABLE share (department TEXT NOT NULL, type TEXT NOT NULL, matter TEXT NOT NULL,"
        " scope TEXT NOT NULL, from_unix INTEGER NOT NULL, until_unix INTEGER NOT NULL,"
        " PRIMARY KEY (department, type, matter)) WITHOUT ROWID",
    .postgresql =
        "CREATE TABLE share (department TEXT NOT NULL, type TEXT NOT NULL, matter TEXT NOT NULL,"
        " scope TEXT NOT NULL, from_unix BIGINT NOT NULL, until_unix BIGINT NOT NULL,"
        " PRIMARY KEY (department, type, matter))",
};

struct wlt_share {
    struct wlt_statement *find;
};

enum wallet_status wlt_share_create(struct wlt_database *database, struct wallet_error *error)
{
    return wlt_schema_make(&schema, database, error);
}

void wlt_share_close(struct wlt_share *share)
{
    if (share) {
        wlt_statement_free(share->find);
        wlt_free(share);
    }
}

enum wallet_status wlt_share_open(
    struct wlt_database *database, struct wlt_share **out, struct wallet_error *error)
{
    WLT_AUTO(share) struct wlt_share *share = wlt_alloc(1, sizeof *share);
    if (!share) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = wlt_database_prepare(
        database,
        "SELECT scope, from_unix, until_unix FROM share"
        " WHERE department = $1 AND type = $2 AND matter = $3",
        &share->find,
        error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(share);
    }

    return status;
}

static bool is_shown_by_default(const struct wallet_field *field)
{
    return field && wallet_field_disclosure(field) != WALLET_DISCLOSE_NEVER_BY_DEFAULT;
}

/** Whether a scope covers a field, or a member's field of it. */
static bool covers_one(
    struct wallet_bytes scope, const struct wallet_type *type, uint64_t key, uint64_t member)
{
    const struct wallet_bytes code = wlt_bytes_of(wallet_type_code(type));
    const enum wlt_leave leave = wlt_scope_leave(scope, code, key, member);
    if (leave != WLT_LEAVE_BY_DEFAULT) {
        return leave == WLT_LEAVE_EXPRESS;
    }

    const struct wallet_field *field = wallet_type_field_by_key(type, key);
    if (member == WLT_SCOPE_NO_MEMBER) {
        return is_shown_by_default(field);
    }

    /* The members' field, and the field that holds the members. */
    return field && is_shown_by_default(wallet_field_member_field_by_key(field, member)) &&
           covers_one(scope, type, key, WLT_SCOPE_NO_MEMBER);
}

static bool covers_field(
    struct wallet_bytes scope,
    const struct wallet_type *type,
    const struct wallet_request_field *field)
{
    if (field->member_count == 0) {
        return covers_one(scope, type, field->key, WLT_SCOPE_NO_MEMBER);
    }

    for (size_t i = 0; i < field->member_count; i++) {
        if (!covers_one(scope, type, field->key, field->members[i])) {
            return false;
        }
    }

    return true;
}

static bool covers_item(
    struct wallet_bytes scope,
    const struct wallet_type *type,
    const struct wallet_request_item *item)
{
    for (size_t i = 0; i < item->field_count; i++) {
        if (!covers_field(scope, type, &item->fields[i])) {
            return false;
        }
    }

    return true;
}

static enum wlt_shared judge(
    const struct wlt_share *share,
    const struct wlt_share_query *query,
    const struct wallet_type *type,
    const struct wallet_request_item *item)
{
    const struct wallet_bytes scope = wlt_column_bytes(share->find, 0);

    if (!type || (item && !covers_item(scope, type, item)) ||
        query->at_unix < wlt_column_int(share->find, 1)) {
        return WLT_SHARED_NOT;
    }

    return query->at_unix < wlt_column_int(share->find, 2) ? WLT_SHARED : WLT_SHARED_ENDED;
}

static void start_find(struct wlt_share *share, const struct wlt_share_query *query)
{
    wlt_bind_text(share->find, 1, wlt_bytes_of(query->department));
    wlt_bind_text(share->find, 2, wlt_bytes_of(query->type));
    wlt_bind_text(share->find, 3, wlt_bytes_of(query->matter));
}

enum wallet_status wlt_share_ask(
    struct wlt_share *share, const struct wlt_share_query *query, struct wallet_error *error)
{
    start_find(share, query);
    return wlt_statement_ask(share->find, error);
}

enum wallet_status wlt_share_find(
    struct wlt_share *share,
    const struct wlt_share_query *query,
    const struct wallet_catalogue *catalogue,
    const struct wallet_request_item *item,
    enum wlt_shared *out,
    struct wallet_error *error)
{
    const struct wallet_bytes code = wlt_bytes_of(query->type);
    bool has_row = false;

    start_find(share, query);
    const enum wallet_status status = wlt_statement_next(share->find, &has_row, error);
    *out = status == WALLET_OK && has_row
               ? judge(share, query, wallet_catalogue_find(catalogue, code), item)
               : WLT_SHARED_NOT;
    wlt_statement_reset(share->find);
    return status;
}
