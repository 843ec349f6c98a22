/* SPDX-License-Identifier: Apache-2.0 */
#include "database/postgres.h"

void wlt_postgres_reset(struct wlt_statement *statement)
{
    struct wlt_running *running = (struct wlt_running *)statement;

    PQclear(running->rows);
    running->rows = NULL;
}

struct wallet_bytes wlt_postgres_column_bytes(const struct wlt_statement *statement, int column)
{
    const struct wlt_running *running = (const struct wlt_running *)statement;

    return (struct wallet_bytes){
        (const uint8_t *)PQgetvalue(running->rows, running->row, column),
        (size_t)PQgetlength(running->rows, running->row, column),
    };
}

int64_t wlt_postgres_column_int(const struct wlt_statement *statement, int column)
{
    const struct wallet_bytes wire = wlt_postgres_column_bytes(statement, column);
    uint64_t number = wire.size > 1 && (wire.data[0] & 0x80) != 0 ? UINT64_MAX : 0;

    for (size_t i = 0; i < wire.size; i++) {
        number = number << 8 | wire.data[i];
    }

    return (int64_t)number;
}

bool wlt_postgres_column_is_null(const struct wlt_statement *statement, int column)
{
    const struct wlt_running *running = (const struct wlt_running *)statement;

    return PQgetisnull(running->rows, running->row, column) != 0;
}
