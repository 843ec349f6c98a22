/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
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
    struct wlt_running running;
    char name[NAME_SIZE];
    char *sql;
    unsigned connection; /**< the one to whose server it is known; 0: none */
    int count;
    struct parameter parameters[PARAMETER_MAX];
    const char *values[PARAMETER_MAX];
    int sizes[PARAMETER_MAX];
    int formats[PARAMETER_MAX];
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

/** Makes it known to the server; `out_description` may be NULL. */
static enum wallet_status introduce(
    struct wlt_postgres *postgres,
    struct prepared *prepared,
    PGresult **out_description,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_postgres_sent(
        postgres,
        PQsendPrepare(postgres->connection, prepared->name, prepared->sql, 0, NULL),
        error);
    if (status == WALLET_OK) {
        status = wlt_postgres_sent(
            postgres, PQsendDescribePrepared(postgres->connection, prepared->name), error);
    }

    if (status == WALLET_OK) {
        status = wlt_postgres_finish(postgres, out_description, error);
    }

    prepared->connection = status == WALLET_OK ? postgres->connections : 0;
    return status;
}

static enum wallet_status describe(
    struct wlt_postgres *postgres, struct prepared *prepared, struct wallet_error *error)
{
    WLT_AUTO(result) PGresult *description = NULL;
    enum wallet_status status = wlt_postgres_wake(postgres, error);

    if (status == WALLET_OK) {
        status = introduce(postgres, prepared, &description, error);
    }

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

    WLT_AUTO(statement) struct wlt_statement *statement = &prepared->running.base;
    struct wlt_postgres *postgres = wlt_postgres_of(database);
    statement->database = database;
    prepared->sql = wlt_text_copy(wlt_bytes_of(sql));
    (void)snprintf(prepared->name, sizeof prepared->name, "w%u", postgres->names++);
    const enum wallet_status status =
        prepared->sql ? describe(postgres, prepared, error) : wlt_fail_memory(error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(statement);
    }

    return status;
}

void wlt_postgres_free(struct wlt_statement *statement)
{
    struct prepared *prepared = prepared_of(statement);
    struct wlt_postgres *postgres = wlt_postgres_of(statement->database);

    /* In a transaction that has failed the server takes nothing; it then forgets with the connection. */
    if (statement->database->spoiled.status == WALLET_OK &&
        prepared->connection == postgres->connections) {
        wlt_postgres_deallocate(postgres, prepared->name);
    }

    PQclear(prepared->running.rows);
    wlt_free(prepared->sql);
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

/** Whether it can be sent: it says what it should, to a server that knows it. */
static enum wallet_status make_ready(struct wlt_statement *statement, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_postgres_of(statement->database);
    struct prepared *prepared = prepared_of(statement);
    enum wallet_status status = check_parameters(prepared, error);

    if (status == WALLET_OK) {
        status = wlt_postgres_wake(postgres, error);
    }

    return status == WALLET_OK && prepared->connection != postgres->connections
               ? introduce(postgres, prepared, NULL, error)
               : status;
}

static enum wallet_status run(
    struct wlt_statement *statement, PGresult **out, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_postgres_of(statement->database);
    struct prepared *prepared = prepared_of(statement);
    enum wallet_status status = make_ready(statement, error);

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
    const enum wallet_status status = make_ready(statement, error);

    return status == WALLET_OK
               ? wlt_postgres_posted(postgres, send_it(postgres, prepared_of(statement)), error)
               : status;
}

enum wallet_status wlt_postgres_ask(struct wlt_statement *statement, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_postgres_of(statement->database);
    const struct prepared *prepared = prepared_of(statement);
    enum wallet_status status = make_ready(statement, error);

    if (status == WALLET_OK) {
        status = wlt_postgres_add_asked(postgres, statement, values_of(prepared), error);
    }

    return status == WALLET_OK ? wlt_postgres_posted(postgres, send_it(postgres, prepared), error)
                               : status;
}

enum wallet_status wlt_postgres_next(
    struct wlt_statement *statement, bool *out_row, struct wallet_error *error)
{
    struct prepared *prepared = prepared_of(statement);

    if (prepared->running.rows) {
        prepared->running.row++;
    } else {
        const enum wallet_status status = run(statement, &prepared->running.rows, error);
        if (status != WALLET_OK) {
            return status;
        }
        prepared->running.row = 0;
    }

    *out_row = prepared->running.row < PQntuples(prepared->running.rows);
    if (!*out_row) {
        wlt_postgres_reset(statement);
    }

    return WALLET_OK;
}
