/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "repository/content.h"
#include "repository/holding.h"

#include <string.h>

/** A reading of everything. */
struct reading {
    struct wallet_repository *repository;
    wallet_flaw_visit *visit;
    void *context;
    uint64_t count;
    uint64_t flaws;
    bool is_stopped;
    struct wallet_buffer holder; /* the last row, from which the next page goes on */
    int64_t type;
    int64_t instance;
    struct wallet_buffer body;
};

static void tell(struct reading *reading, int64_t number, enum wallet_flaw flaw)
{
    reading->flaws++;
    if (reading->visit && !reading->visit(reading->context, number, flaw)) {
        reading->is_stopped = true;
    }
}

static bool is_time(bool has, int64_t unix_seconds, const struct wlt_claim_time *time)
{
    return has == time->is_present && (!has || unix_seconds == time->unix_seconds);
}

/** Whether a row says of the licence what that says itself. */
static bool is_indexed(
    const struct wallet_repository *repository,
    const struct wlt_row *row,
    const struct wlt_content *content)
{
    const struct wallet_holding *holding = &row->holding;
    const struct wlt_name wanted = {
        .type = row->type,
        .issuer = row->issuer,
        .serial = content->serial,
        .is_own_serial = row->name[0] == WLT_NAME_CLEAR,
    };
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t name[WLT_NAME_MAX];

    wlt_secrets_holder(repository->secrets, content->holder, holder);
    const size_t size = wlt_secrets_name(repository->secrets, &wanted, name);
    return memcmp(holder, holding->holder, sizeof holder) == 0 && content->type == holding->type &&
           wlt_bytes_are(content->issuer, holding->issuer) && size == row->name_size &&
           memcmp(name, row->name, size) == 0 && content->version == holding->version &&
           content->has_key == holding->has_key &&
           memcmp(content->key_id, holding->key_id, sizeof holding->key_id) == 0 &&
           is_time(holding->has_from, holding->from_unix, &content->from) &&
           is_time(holding->has_until, holding->until_unix, &content->until);
}

static enum wallet_status check_body(
    struct reading *reading,
    const struct wlt_row *row,
    struct wallet_bytes sealed,
    struct wallet_error *error)
{
    struct wallet_repository *repository = reading->repository;
    const struct wallet_holding *holding = &row->holding;
    const struct wlt_place place = { holding->number, holding->holder, holding->digest };
    struct wlt_content content = { .type = NULL };

    enum wallet_status status =
        wlt_secrets_unseal(repository->secrets, &place, sealed, &reading->body, error);
    status = status == WALLET_OK && holding->type
                 ? wlt_content_read(
                       wallet_buffer_bytes(&reading->body),
                       repository->codes.catalogue,
                       repository->has_custody ? repository->custody : NULL,
                       &content,
                       error)
                 : status;
    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    if (status != WALLET_OK) {
        tell(reading, holding->number, WALLET_FLAW_BODY);
    } else if (content.type && !is_indexed(repository, row, &content)) {
        tell(reading, holding->number, WALLET_FLAW_INDEX);
    }
    return WALLET_OK;
}

static enum wallet_status check_name(
    struct reading *reading, const struct wlt_row *row, struct wallet_error *error)
{
    const struct wallet_bytes holder = { row->holding.holder, sizeof row->holding.holder };
    struct wlt_statement *get = NULL;
    bool is_there = false;

    enum wallet_status status =
        wlt_repository_statement(reading->repository, WLT_SQL_NAME_GET, &get, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(get, 1, (struct wallet_bytes){ row->name, row->name_size });
    wlt_bind_int(get, 2, row->holding.version);
    status = wlt_statement_next(get, &is_there, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!is_there || wlt_column_int(get, 0) != row->holding.number ||
        !wlt_bytes_equal(wlt_column_bytes(get, 1), holder)) {
        tell(reading, row->holding.number, WALLET_FLAW_NAME);
    }

    if (is_there) {
        wlt_statement_reset(get);
    }
    return WALLET_OK;
}

static enum wallet_status check_key(
    struct reading *reading, const struct wlt_row *row, struct wallet_error *error)
{
    const struct wallet_holding *holding = &row->holding;
    struct wlt_statement *get = NULL;
    int64_t found = 0;

    if (!holding->has_key || holding->is_custody) {
        return WALLET_OK;
    }

    enum wallet_status status =
        wlt_repository_statement(reading->repository, WLT_SQL_KEY_GET, &get, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(get, 1, (struct wallet_bytes){ holding->key_id, sizeof holding->key_id });
    wlt_bind_bytes(get, 2, (struct wallet_bytes){ holding->holder, sizeof holding->holder });
    wlt_bind_int(get, 3, holding->number);
    status = wlt_statement_number(get, &found, error);
    if (status == WALLET_OK && found != 1) {
        tell(reading, holding->number, WALLET_FLAW_INDEX);
    }

    return status;
}

static void check_live(struct reading *reading, const struct wlt_row *row)
{
    const struct wallet_holding *holding = &row->holding;
    const bool is_single = !holding->type || !wallet_type_allows_several(holding->type);
    const int64_t wanted = is_single && holding->is_live ? (int64_t)WLT_INSTANCE_LIVE
                                                         : wlt_instance_of(holding->number);

    if (row->instance != wanted || (holding->is_live && holding->is_erased)) {
        tell(reading, holding->number, WALLET_FLAW_LIVE);
    }
}

static enum wallet_status check_row(
    struct reading *reading, const struct wlt_statement *page, struct wallet_error *error)
{
    struct wlt_row row;

    enum wallet_status status = wlt_row_read(reading->repository, page, &row, error);
    if (status == WALLET_ERR_MALFORMED) {
        tell(reading, wlt_column_int(page, WLT_COLUMN_ID), WALLET_FLAW_INDEX);
        return WALLET_OK;
    }

    if (status == WALLET_OK && row.holding.is_erased == wlt_column_is_null(page, WLT_COLUMNS)) {
        status = row.holding.is_erased
                     ? WALLET_OK
                     : check_body(reading, &row, wlt_column_bytes(page, WLT_COLUMNS), error);
    } else if (status == WALLET_OK) {
        tell(reading, row.holding.number, WALLET_FLAW_BODY);
    }

    status = status == WALLET_OK ? check_name(reading, &row, error) : status;
    status = status == WALLET_OK ? check_key(reading, &row, error) : status;
    if (status == WALLET_OK) {
        check_live(reading, &row);
    }
    return status;
}

/** Where the next page goes on. */
static enum wallet_status remember_place(
    struct reading *reading, const struct wlt_statement *page, struct wallet_error *error)
{
    wlt_buffer_set_size(&reading->holder, 0);
    reading->type = wlt_column_int(page, WLT_COLUMN_TYPE);
    reading->instance = wlt_column_int(page, WLT_COLUMN_INSTANCE);
    reading->count++;
    return wlt_buffer_append(&reading->holder, wlt_column_bytes(page, WLT_COLUMN_HOLDER))
               ? WALLET_OK
               : wlt_fail_memory(error);
}

static enum wallet_status read_page(
    struct reading *reading, bool *out_is_last, struct wallet_error *error)
{
    struct wlt_statement *page = NULL;
    bool is_there = false;

    enum wallet_status status =
        wlt_repository_statement(reading->repository, WLT_SQL_PAGE, &page, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(page, 1, wallet_buffer_bytes(&reading->holder));
    wlt_bind_int(page, 2, reading->type);
    wlt_bind_int(page, 3, reading->instance);
    *out_is_last = true;
    while ((status = wlt_statement_next(page, &is_there, error)) == WALLET_OK && is_there) {
        *out_is_last = false;
        status = check_row(reading, page, error);
        status = status == WALLET_OK ? remember_place(reading, page, error) : status;
        if (status != WALLET_OK || reading->is_stopped) {
            wlt_statement_reset(page);
            break;
        }
    }

    return status;
}

static enum wallet_status check_orphans(
    struct reading *reading, enum wlt_repository_sql which, struct wallet_error *error)
{
    struct wlt_statement *orphans = NULL;
    bool is_there = false;

    enum wallet_status status =
        wlt_repository_statement(reading->repository, which, &orphans, error);
    if (status != WALLET_OK) {
        return status;
    }

    while (!reading->is_stopped &&
           (status = wlt_statement_next(orphans, &is_there, error)) == WALLET_OK && is_there) {
        tell(reading, wlt_column_int(orphans, 0), WALLET_FLAW_ORPHAN);
    }

    if (is_there) {
        wlt_statement_reset(orphans);
    }
    return status;
}

static enum wallet_status read_everything(struct reading *reading, struct wallet_error *error)
{
    bool is_last = false;
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK && !is_last && !reading->is_stopped) {
        status = read_page(reading, &is_last, error);
    }

    status = status == WALLET_OK ? check_orphans(reading, WLT_SQL_ORPHAN_NAMES, error) : status;
    status = status == WALLET_OK ? check_orphans(reading, WLT_SQL_ORPHAN_BODIES, error) : status;
    return status == WALLET_OK ? check_orphans(reading, WLT_SQL_ORPHAN_KEYS, error) : status;
}

enum wallet_status wallet_repository_verify(
    struct wallet_repository *repository,
    wallet_flaw_visit *visit,
    void *context,
    uint64_t *out_count,
    struct wallet_error *error)
{
    struct reading reading = {
        .repository = repository,
        .visit = visit,
        .context = context,
        .type = -1,
        .instance = -1,
    };

    if (!repository || repository->is_begun) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "a required pointer is NULL, or a transaction is open");
    }

    enum wallet_status status = wlt_database_begin_reading(repository->database, error);
    if (status == WALLET_OK) {
        status = read_everything(&reading, error);
        wlt_database_rollback(repository->database);
    }

    wallet_buffer_clear(&reading.holder);
    wallet_buffer_clear(&reading.body);
    if (out_count) {
        *out_count = reading.count;
    }

    return status == WALLET_OK && reading.flaws > 0 ? wlt_fail(
                                                          error,
                                                          WALLET_ERR_REFUSED,
                                                          WALLET_NO_OFFSET,
                                                          "%llu flaws were found",
                                                          (unsigned long long)reading.flaws)
                                                    : status;
}
