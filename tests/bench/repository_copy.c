/* SPDX-License-Identifier: Apache-2.0 */
#include "repository_copy.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DATA_SIZE = 65536,
    ROW_MAX = 2048,
};

enum table {
    LICENCE,
    NAME,
    BODY,
    ENTRY,
    TABLES,
};

/* Columns in the order in which copy_row() writes them. */
static const char *const commands[TABLES] = {
    [LICENCE] =
        ("COPY licence (id, holder, type, instance, issuer, name, serial, version, state, since,"
         " starts, ends, loaded, source, digest, bound, erased) FROM STDIN (FORMAT binary)"),
    [NAME] = "COPY licence_name (name, version, holder, licence) FROM STDIN (FORMAT binary)",
    [BODY] = "COPY licence_body (licence, holder, sealed) FROM STDIN (FORMAT binary)",
    [ENTRY] = "COPY audit_entry (number, leaf, body) FROM STDIN (FORMAT binary)",
};

/* So much comes that the server would write whole pages into its log again and again. */
static const char *const opening[] = {
    "ALTER SYSTEM SET max_wal_size = '16GB'",
    "SELECT pg_reload_conf()",
};

/* After it, the rows, and then the index, were read once. */
static const char *const closing[] = {
    "VACUUM (ANALYZE) licence",
    "SELECT COUNT(*), SUM(state) FROM licence",
    "SET enable_seqscan = off",
    "SELECT COUNT(*) FROM licence",
};

struct stream {
    PGconn *connection;
    size_t size;
    uint8_t data[DATA_SIZE];
};

struct copy {
    struct stream streams[TABLES];
};

static void demand_server(bool is_so, const PGconn *connection)
{
    if (!is_so) {
        fprintf(stderr, "bench: %s\n", PQerrorMessage(connection));
        exit(EXIT_FAILURE);
    }
}

static void run_all(PGconn *connection, const char *const *statements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        PGresult *result = PQexec(connection, statements[i]);
        const ExecStatusType status = PQresultStatus(result);
        demand_server(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, connection);
        PQclear(result);
    }
}

static void flush(struct stream *stream)
{
    const int sent =
        PQputCopyData(stream->connection, (const char *)stream->data, (int)stream->size);
    demand_server(sent == 1, stream->connection);
    stream->size = 0;
}

static void put(struct stream *stream, const void *data, size_t size)
{
    memcpy(stream->data + stream->size, data, size);
    stream->size += size;
}

/** In network order, as all of it. */
static void put_number(struct stream *stream, int64_t value, size_t size)
{
    for (size_t i = size; i > 0; i--) {
        const uint8_t byte = (uint8_t)((uint64_t)value >> (i - 1) * 8);
        put(stream, &byte, 1);
    }
}

static void put_int(struct stream *stream, int64_t value)
{
    put_number(stream, 8, 4);
    put_number(stream, value, 8);
}

static void put_bytes(struct stream *stream, const uint8_t *data, size_t size)
{
    put_number(stream, (int64_t)size, 4);
    put(stream, data, size);
}

static void put_null(struct stream *stream)
{
    put_number(stream, -1, 4);
}

static struct stream *start_row(struct copy *copy, enum table table, int columns)
{
    struct stream *stream = &copy->streams[table];
    if (stream->size > DATA_SIZE - ROW_MAX) {
        flush(stream);
    }
    put_number(stream, columns, 2);
    return stream;
}

struct copy *copy_open(const char *database)
{
    /* The signature, no flags, no extension. */
    static const uint8_t head[19] = { 'P', 'G', 'C', 'O', 'P', 'Y', '\n', 0xff, '\r', '\n' };
    struct copy *copy = calloc(1, sizeof *copy);

    if (!copy) {
        exit(EXIT_FAILURE);
    }

    for (size_t i = 0; i < TABLES; i++) {
        struct stream *stream = &copy->streams[i];
        stream->connection = PQconnectdb(database);
        demand_server(PQstatus(stream->connection) == CONNECTION_OK, stream->connection);
        if (i == 0) {
            run_all(stream->connection, opening, sizeof opening / sizeof *opening);
        }
        PGresult *result = PQexec(stream->connection, commands[i]);
        demand_server(PQresultStatus(result) == PGRES_COPY_IN, stream->connection);
        PQclear(result);
        put(stream, head, sizeof head);
    }

    return copy;
}

static void copy_licence(struct copy *copy, const struct raw *raw, const struct row *row)
{
    struct stream *to = start_row(copy, LICENCE, 17);

    put_int(to, row->number);
    put_bytes(to, row->holder, sizeof row->holder);
    put_int(to, row->type);
    put_int(to, 0);
    put_int(to, raw->issuer);
    put_bytes(to, row->name, row->name_size);
    put_null(to);
    put_int(to, 1);
    put_int(to, WALLET_STATE_VALID);
    put_int(to, AGENCY_NOW);
    put_int(to, AGENCY_NOW);
    put_int(to, AGENCY_NOW + AGENCY_A_YEAR);
    put_int(to, AGENCY_NOW);
    put_bytes(to, row->digest, WLT_SOURCE_SIZE);
    put_bytes(to, row->digest, sizeof row->digest);
    put_bytes(to, row->digest, WALLET_KEY_ID_SIZE);
    put_int(to, 0);
}

void copy_row(struct copy *copy, struct raw *raw, const struct row *row)
{
    copy_licence(copy, raw, row);

    struct stream *to = start_row(copy, NAME, 4);
    put_bytes(to, row->name, row->name_size);
    put_int(to, 1);
    put_bytes(to, row->holder, sizeof row->holder);
    put_int(to, row->number);

    memcpy(raw->sealed, &row->number, sizeof row->number);
    to = start_row(copy, BODY, 3);
    put_int(to, row->number);
    put_bytes(to, row->holder, sizeof row->holder);
    put_bytes(to, raw->sealed, sizeof raw->sealed);

    to = start_row(copy, ENTRY, 3);
    put_int(to, row->number);
    put_bytes(to, row->digest, sizeof row->digest);
    put_bytes(to, raw->sealed, ENTRY_SIZE);
}

static void end(struct stream *stream)
{
    put_number(stream, -1, 2);
    flush(stream);
    demand_server(PQputCopyEnd(stream->connection, NULL) == 1, stream->connection);
    PGresult *result = PQgetResult(stream->connection);
    demand_server(PQresultStatus(result) == PGRES_COMMAND_OK, stream->connection);
    PQclear(result);
    PQclear(PQgetResult(stream->connection)); /* NULL, which ends it */
}

void copy_close(struct copy *copy)
{
    PGconn *first = copy->streams[0].connection;

    for (size_t i = 0; i < TABLES; i++) {
        end(&copy->streams[i]);
    }

    run_all(first, closing, sizeof closing / sizeof *closing);
    for (size_t i = 0; i < TABLES; i++) {
        PQfinish(copy->streams[i].connection);
    }
    free(copy);
}
