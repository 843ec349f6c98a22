/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "database/postgres.h"

#include <string.h>

struct wlt_asked {
    struct wlt_asked *next;
    const struct wlt_statement *statement;
    uint64_t number; /* of all that was sent */
    PGresult *result;
    size_t size;
    uint8_t values[]; /* each behind its size; of NULL that is -1 */
};

static int size_at(struct wlt_values values, int i)
{
    return values.values[i] ? values.sizes[i] : -1;
}

static size_t size_of(struct wlt_values values)
{
    size_t size = 0;

    for (int i = 0; i < values.count; i++) {
        const int one = size_at(values, i);
        size += sizeof one + (one > 0 ? (size_t)one : 0);
    }

    return size;
}

static void write_values(struct wlt_values values, uint8_t *out)
{
    for (int i = 0; i < values.count; i++) {
        const int size = size_at(values, i);
        memcpy(out, &size, sizeof size);
        out += sizeof size;
        if (size > 0) {
            memcpy(out, values.values[i], (size_t)size);
            out += size;
        }
    }
}

static bool is_same(const struct wlt_asked *asked, struct wlt_values values)
{
    const uint8_t *next = asked->values;
    bool same = asked->size == size_of(values);

    for (int i = 0; same && i < values.count; i++) {
        const int size = size_at(values, i);
        same = memcmp(next, &size, sizeof size) == 0 &&
               (size <= 0 || memcmp(next + sizeof size, values.values[i], (size_t)size) == 0);
        next += sizeof size + (size > 0 ? (size_t)size : 0);
    }

    return same;
}

enum wallet_status wlt_postgres_add_asked(
    struct wlt_postgres *postgres,
    const struct wlt_statement *statement,
    struct wlt_values values,
    struct wallet_error *error)
{
    const size_t size = size_of(values);
    struct wlt_asked *asked = wlt_alloc(1, sizeof *asked + size);
    if (!asked) {
        return wlt_fail_memory(error);
    }

    asked->statement = statement;
    asked->number = postgres->sent + 1;
    asked->size = size;
    write_values(values, asked->values);
    *(postgres->asked ? &postgres->newest->next : &postgres->asked) = asked;
    postgres->newest = asked;
    postgres->awaited = postgres->awaited ? postgres->awaited : asked;
    return WALLET_OK;
}

PGresult **wlt_postgres_next_awaited(struct wlt_postgres *postgres)
{
    struct wlt_asked *awaited = postgres->awaited;

    if (!awaited || awaited->number != postgres->sent - postgres->pending + 1) {
        return NULL;
    }

    postgres->awaited = awaited->next;
    return &awaited->result;
}

static void release(struct wlt_asked *asked)
{
    PQclear(asked->result);
    wlt_free(asked);
}

/** Drops the one behind `before`, or the first. */
static void drop(struct wlt_postgres *postgres, struct wlt_asked *before)
{
    struct wlt_asked **link = before ? &before->next : &postgres->asked;
    struct wlt_asked *asked = *link;

    *link = asked->next;
    postgres->newest = asked->next ? postgres->newest : before;
    release(asked);
}

enum wallet_status wlt_postgres_take_asked(
    struct wlt_postgres *postgres,
    const struct wlt_statement *statement,
    struct wlt_values values,
    PGresult **out,
    struct wallet_error *error)
{
    struct wlt_asked *before = NULL;
    struct wlt_asked *asked = postgres->asked;

    while (asked && (asked->statement != statement || !is_same(asked, values))) {
        before = asked;
        asked = asked->next;
    }

    *out = NULL;
    if (!asked) {
        return WALLET_OK;
    }

    const enum wallet_status status =
        asked->result ? WALLET_OK : wlt_postgres_finish(postgres, NULL, error);
    if (status == WALLET_OK) {
        *out = asked->result;
        asked->result = NULL;
        drop(postgres, before);
    }

    return status;
}

void wlt_postgres_forget_asked(struct wlt_postgres *postgres)
{
    while (postgres->asked) {
        drop(postgres, NULL);
    }

    postgres->awaited = NULL;
}
