/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "database/postgres.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARAMETER_MAX = 64,
    NAME_SIZE = 16,
};

/** OIDs of types, which never change: src/include/catalog/pg_type.dat. */
enum type {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_TEXT = 25,
    TYPE_VARCHAR = 1043,
    TYPE_VOID = 2278, /* what functions give that are called for what they do */
};

/** What a type is to us. */
enum sort {
    SORT_NONE,
    SORT_INT,
    SORT_BYTES,
    SORT_TEXT,
};

static const struct {
    enum type type;
    enum sort sort;
    size_t size; /* of a number: its bytes on the wire, and its bounds */
    int64_t least;
    int64_t most;
} types[] = {
    { TYPE_INT8, SORT_INT, 8, INT64_MIN, INT64_MAX },
    { TYPE_INT4, SORT_INT, 4, INT32_MIN, INT32_MAX },
    { TYPE_INT2, SORT_INT, 2, INT16_MIN, INT16_MAX },
    { TYPE_BOOL, SORT_INT, 1, 0, 1 },
    { TYPE_BYTEA, SORT_BYTES, 0, 0, 0 },
    { TYPE_TEXT, SORT_TEXT, 0, 0, 0 },
    { TYPE_VARCHAR, SORT_TEXT, 0, 0, 0 },
    { TYPE_VOID, SORT_TEXT, 0, 0, 0 },
};

struct parameter {
    size_t type;     /**< its line in types[] */
    enum sort bound; /**< SORT_NONE: NULL */
    bool fits;       /**< false: it is more than the column can hold */
    uint8_t number[8];
};

/* The arrays are what libpq takes. */
struct prepared {
    struct wlt_statement base;
    char name[NAME_SIZE];
    int count;
    struct parameter parameters[PARAMETER_MAX];
    const char *values[PARAMETER_MAX];
    int sizes[PARAMETER_MAX];
    int formats[PARAMETER_MAX];
    bool is_known;  /**< to the server */
    PGresult *rows; /**< NULL: it does not run */
    int row;
};

static struct prepared *prepared_of(struct wlt_statement *statement)
{
    return (struct prepared *)statement;
}

/** An index into types[], or their count. */
static size_t find_type(Oid oid)
{
    size_t i = 0;

    while (i < sizeof types / sizeof *types && (Oid)types[i].type != oid) {
        i++;
    }

    return i;
}

static bool take_types(struct prepared *prepared, const PGresult *description)
{
    bool are_known = PQnparams(description) <= PARAMETER_MAX;

    prepared->count = PQnparams(description);
    for (int i = 0; are_known && i < prepared->count; i++) {
        const size_t type = find_type(PQparamtype(description, i));
        are_known = type < sizeof types / sizeof *types;
        if (are_known) {
            prepared->parameters[i].type = type;
            prepared->parameters[i].fits = true;
            prepared->formats[i] = 1;
        }
    }

    for (int i = 0; are_known && i < PQnfields(description); i++) {
        are_known = find_type(PQftype(description, i)) < sizeof types / sizeof *types;
    }

    return are_known;
}

static enum wallet_status describe(
    struct wlt_postgres *postgres,
    struct prepared *prepared,
    const char *sql,
    struct wallet_error *error)
{
    WLT_AUTO(result) PGresult *description = NULL;
    enum wallet_status status = wlt_postgres_sent(
        postgres, PQsendPrepare(postgres->connection, prepared->name, sql, 0, NULL), error);

    if (status == WALLET_OK) {
        status = wlt_postgres_sent(
            postgres, PQsendDescribePrepared(postgres->connection, prepared->name), error);
    }

    if (status == WALLET_OK) {
        status = wlt_postgres_finish(postgres, &description, error);
    }

    prepared->is_known = status == WALLET_OK;
    return status != WALLET_OK || take_types(prepared, description)
               ? status
               : wlt_fail(
                     error,
                     WALLET_ERR_ARGUMENT,
                     WALLET_NO_OFFSET,
                     "a parameter or column is neither number, bytes nor text");
}

enum wallet_status wlt_postgres_prepare(
    struct wlt_database *database,
    const char *sql,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    struct prepared *prepared = wlt_alloc(1, sizeof *prepared);
    if (!prepared) {
        return wlt_fail_memory(error);
    }

    WLT_AUTO(statement) struct wlt_statement *statement = &prepared->base;
    struct wlt_postgres *postgres = wlt_postgres_of(database);
    statement->database = database;
    (void)snprintf(prepared->name, sizeof prepared->name, "w%u", postgres->names++);
    const enum wallet_status status = describe(postgres, prepared, sql, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(statement);
    }

    return status;
}

void wlt_postgres_free(struct wlt_statement *statement)
{
    struct prepared *prepared = prepared_of(statement);

    /* In a transaction that has failed the server takes nothing; it then forgets with the connection. */
    if (statement->database->spoiled.status == WALLET_OK && prepared->is_known) {
        wlt_postgres_deallocate(wlt_postgres_of(statement->database), prepared->name);
    }

    PQclear(prepared->rows);
    wlt_free(statement);
}

static struct parameter *parameter_at(struct wlt_statement *statement, int index)
{
    struct prepared *prepared = prepared_of(statement);
    assert(index >= 1 && index <= prepared->count);
    return &prepared->parameters[index - 1];
}

void wlt_postgres_bind_int(struct wlt_statement *statement, int index, int64_t value)
{
    struct prepared *prepared = prepared_of(statement);
    struct parameter *parameter = parameter_at(statement, index);
    const size_t size = types[parameter->type].size;

    for (size_t i = 0; i < size; i++) {
        parameter->number[i] = (uint8_t)((uint64_t)value >> (8 * (size - 1 - i)));
    }

    parameter->bound = SORT_INT;
    parameter->fits = value >= types[parameter->type].least && value <= types[parameter->type].most;
    prepared->values[index - 1] = (const char *)parameter->number;
    prepared->sizes[index - 1] = (int)size;
}

/** To libpq NULL is no value at all, so what is empty points somewhere. */
static void bind(
    struct wlt_statement *statement, int index, enum sort sort, struct wallet_bytes value)
{
    struct prepared *prepared = prepared_of(statement);
    struct parameter *parameter = parameter_at(statement, index);

    parameter->bound = sort;
    parameter->fits = value.size <= INT32_MAX;
    prepared->values[index - 1] = value.size > 0 ? (const char *)value.data : "";
    prepared->sizes[index - 1] = (int)value.size;
}

void wlt_postgres_bind_bytes(struct wlt_statement *statement, int index, struct wallet_bytes value)
{
    bind(statement, index, SORT_BYTES, value);
}

void wlt_postgres_bind_text(struct wlt_statement *statement, int index, struct wallet_bytes value)
{
    bind(statement, index, SORT_TEXT, value);
}

void wlt_postgres_bind_null(struct wlt_statement *statement, int index)
{
    struct parameter *parameter = parameter_at(statement, index);

    parameter->bound = SORT_NONE;
    parameter->fits = true;
    prepared_of(statement)->values[index - 1] = NULL;
}

/** A value must be of its parameter's type: the server would take the bytes of one for another. */
static enum wallet_status check_parameters(
    const struct prepared *prepared, struct wallet_error *error)
{
    for (int i = 0; i < prepared->count; i++) {
        const struct parameter *parameter = &prepared->parameters[i];

        if (parameter->bound != SORT_NONE && parameter->bound != types[parameter->type].sort) {
            return wlt_fail(
                error,
                WALLET_ERR_ARGUMENT,
                WALLET_NO_OFFSET,
                "parameter %d is of another type than its column",
                i + 1);
        }

        if (!parameter->fits) {
            return wlt_fail(
                error,
                WALLET_ERR_VALUE,
                WALLET_NO_OFFSET,
                "parameter %d is none that its column can hold",
                i + 1);
        }
    }

    return WALLET_OK;
}

static int send_it(const struct wlt_postgres *postgres, const struct prepared *prepared)
{
    return PQsendQueryPrepared(
        postgres->connection,
        prepared->name,
        prepared->count,
        prepared->values,
        prepared->sizes,
        prepared->formats,
        1);
}

static struct wlt_values values_of(const struct prepared *prepared)
{
    return (struct wlt_values){ prepared->count, prepared->values, prepared->sizes };
}

static enum wallet_status run(
    struct wlt_statement *statement, PGresult **out, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_postgres_of(statement->database);
    struct prepared *prepared = prepared_of(statement);
    enum wallet_status status = check_parameters(prepared, error);

    if (status == WALLET_OK) {
        status = wlt_postgres_take_asked(postgres, statement, values_of(prepared), out, error);
    }

    if (status != WALLET_OK || *out) {
        return status;
    }

    status = wlt_postgres_sent(postgres, send_it(postgres, prepared), error);
    return status == WALLET_OK ? wlt_postgres_finish(postgres, out, error) : status;
}

/** The server counts the rows that were read, too. */
static int64_t changes_of(PGresult *result)
{
    return strncmp(PQcmdStatus(result), "SELECT", 6) == 0 ? 0
                                                          : strtoll(PQcmdTuples(result), NULL, 10);
}

enum wallet_status wlt_postgres_run_statement(
    struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error)
{
    WLT_AUTO(result) PGresult *result = NULL;
    const enum wallet_status status = run(statement, &result, error);

    if (status == WALLET_OK) {
        *out_changes = changes_of(result);
    }

    return status;
}

enum wallet_status wlt_postgres_post(struct wlt_statement *statement, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_postgres_of(statement->database);
    const enum wallet_status status = check_parameters(prepared_of(statement), error);

    return status == WALLET_OK
               ? wlt_postgres_posted(postgres, send_it(postgres, prepared_of(statement)), error)
               : status;
}

enum wallet_status wlt_postgres_ask(struct wlt_statement *statement, struct wallet_error *error)
{
    const enum wallet_status status = wlt_postgres_add_asked(
        wlt_postgres_of(statement->database), statement, values_of(prepared_of(statement)), error);

    return status == WALLET_OK ? wlt_postgres_post(statement, error) : status;
}

enum wallet_status wlt_postgres_next(
    struct wlt_statement *statement, bool *out_row, struct wallet_error *error)
{
    struct prepared *prepared = prepared_of(statement);

    if (prepared->rows) {
        prepared->row++;
    } else {
        const enum wallet_status status = run(statement, &prepared->rows, error);
        if (status != WALLET_OK) {
            return status;
        }
        prepared->row = 0;
    }

    *out_row = prepared->row < PQntuples(prepared->rows);
    if (!*out_row) {
        wlt_postgres_reset(statement);
    }

    return WALLET_OK;
}

void wlt_postgres_reset(struct wlt_statement *statement)
{
    struct prepared *prepared = prepared_of(statement);

    PQclear(prepared->rows);
    prepared->rows = NULL;
}

struct wallet_bytes wlt_postgres_column_bytes(const struct wlt_statement *statement, int column)
{
    const struct prepared *prepared = (const struct prepared *)statement;

    return (struct wallet_bytes){
        (const uint8_t *)PQgetvalue(prepared->rows, prepared->row, column),
        (size_t)PQgetlength(prepared->rows, prepared->row, column),
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
    const struct prepared *prepared = (const struct prepared *)statement;

    return PQgetisnull(prepared->rows, prepared->row, column) != 0;
}
