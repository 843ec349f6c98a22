/* SPDX-License-Identifier: Apache-2.0 */
#include "make_check.h"

enum {
    FEW = 3, /* entries, of which the last has a checkpoint of its own */
};

/* Every column of every table. */
static const struct column {
    const char *table;
    const char *column;
    const char *key; /* names a row */
    bool is_number;
} columns[] = {
    { "audit_head", "origin", "id", false },         { "audit_head", "size", "id", true },
    { "audit_head", "edge", "id", false },           { "audit_entry", "number", "number", true },
    { "audit_entry", "leaf", "number", false },      { "audit_entry", "body", "number", false },
    { "audit_checkpoint", "size", "size", true },    { "audit_checkpoint", "made", "size", true },
    { "audit_checkpoint", "object", "size", false }, { "audit_use", "holder", "number", false },
    { "audit_use", "number", "number", true },
};

/** One value: of the row whose key is this. */
struct place {
    const struct column *column;
    int64_t key;
};

static struct wlt_statement *prepare(struct log_kit *kit, const char *sql)
{
    struct wlt_statement *statement = NULL;
    CHECK_EQUAL(wlt_database_prepare(kit->database, sql, &statement, NULL), WALLET_OK);
    return statement;
}

/** Reads a value, numbers as eight bytes; 0 where there is no such row. */
static size_t read_value(
    struct log_kit *kit, const struct place *place, uint8_t out[WALLET_ENTRY_MAX])
{
    const struct column *column = place->column;
    bool is_there = false;
    char sql[160];
    (void)snprintf(
        sql,
        sizeof sql,
        "SELECT %s FROM %s WHERE %s = $1",
        column->column,
        column->table,
        column->key);
    struct wlt_statement *statement = prepare(kit, sql);
    wlt_bind_int(statement, 1, place->key);
    CHECK_EQUAL(wlt_statement_next(statement, &is_there, NULL), WALLET_OK);
    if (!is_there) {
        wlt_statement_free(statement);
        return 0;
    }

    const int64_t number = column->is_number ? wlt_column_int(statement, 0) : 0;
    const struct wallet_bytes bytes = column->is_number
                                          ? (struct wallet_bytes){ (const uint8_t *)&number, 8 }
                                          : wlt_column_bytes(statement, 0);
    const size_t size = bytes.size;
    CHECK(size > 0 && size <= WALLET_ENTRY_MAX);
    memcpy(out, bytes.data, size);
    wlt_statement_free(statement);
    return size;
}

/** Writes a value; false where the database itself does not take it. */
static bool write_value(struct log_kit *kit, const struct place *place, struct wallet_bytes value)
{
    const struct column *column = place->column;
    int64_t number = 0;
    char sql[160];
    (void)snprintf(
        sql,
        sizeof sql,
        "UPDATE %s SET %s = $1 WHERE %s = $2",
        column->table,
        column->column,
        column->key);
    struct wlt_statement *statement = prepare(kit, sql);
    if (column->is_number) {
        memcpy(&number, value.data, sizeof number);
        wlt_bind_int(statement, 1, number);
    } else if (strcmp(column->column, "origin") == 0) {
        wlt_bind_text(statement, 1, value);
    } else {
        wlt_bind_bytes(statement, 1, value);
    }

    wlt_bind_int(statement, 2, place->key);
    const enum wallet_status status = wlt_statement_run(statement, NULL, NULL);
    wlt_statement_free(statement);
    return status == WALLET_OK;
}

/** A handle opened anew, for the origin is read when a log is opened. */
static bool is_told_anew(struct log_kit *kit)
{
    struct wlt_log *log = NULL;
    uint8_t key[WLT_LOG_KEY_SIZE];
    struct wallet_audit_report report = { .damage_count = 0 };
    const struct wallet_audit_evidence evidence = { .trust = kit->trust };

    wlt_log_key(log_secret, key);
    enum wallet_status status = wlt_log_open(kit->database, key, &log, NULL);
    if (status == WALLET_OK) {
        status = wlt_log_verify(log, &evidence, NULL, NULL, &report, NULL);
    }

    wlt_log_close(log);
    return status != WALLET_OK || report.damage_count > 0;
}

/** Changes bits of a value, one at a time; counts those that the database took, and that were told. */
static void try_value(struct log_kit *kit, const struct place *place, size_t step, size_t *tried)
{
    uint8_t value[WALLET_ENTRY_MAX];
    const size_t size = read_value(kit, place, value);

    for (size_t bit = 0; bit < size * 8; bit += step) {
        value[bit / 8] ^= (uint8_t)(1U << bit % 8);
        begin(kit);
        if (write_value(kit, place, (struct wallet_bytes){ value, size })) {
            CHECK_ROW(place->column->column, is_told_anew(kit), true);
            (*tried)++;
        }
        roll_back(kit);
        value[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
}

TEST(every_bit_of_every_value_that_is_changed_is_told)
{
    const unsigned every = log_every_bit();
    const unsigned count = every > FEW ? every : FEW;
    struct log_kit kit = { 0 };
    size_t tried = 0;

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, count - 1);
    log_kit_grow(&kit, count - 1, 1);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        for (int64_t key = 0; key <= (int64_t)count; key++) {
            /* The values and what looks at them are the same on a server, which takes longer. */
            const struct place place = { &columns[i], key };
            try_value(&kit, &place, log_server() && every == 0 ? 9 : 1, &tried);
        }
    }

    printf("# %zu changed bits of values, each was told\n", tried);
    CHECK(tried > 500);
    CHECK(!is_told_anew(&kit));
    log_kit_close(&kit);
}

TEST(every_hash_of_a_tile_that_is_changed_is_told)
{
    /* Each hash, at many places; or everything. */
    const size_t step = log_every_bit() > 0 ? 1 : 13 * 8 + 1;
    struct log_kit kit = { 0 };
    bool is_there = false;
    uint8_t tile[8192];
    size_t tried = 0;

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 256);
    struct wlt_statement *read = prepare(&kit, "SELECT hashes FROM audit_tile WHERE level = 0");
    CHECK_EQUAL(wlt_statement_next(read, &is_there, NULL), WALLET_OK);
    CHECK(is_there);
    CHECK_EQUAL(wlt_column_bytes(read, 0).size, sizeof tile);
    memcpy(tile, wlt_column_bytes(read, 0).data, sizeof tile);
    wlt_statement_free(read);
    struct wlt_statement *write =
        prepare(&kit, "UPDATE audit_tile SET hashes = $1 WHERE level = 0");
    for (size_t bit = 0; bit < sizeof tile * 8; bit += step) {
        tile[bit / 8] ^= (uint8_t)(1U << bit % 8);
        begin(&kit);
        wlt_bind_bytes(write, 1, (struct wallet_bytes){ tile, sizeof tile });
        CHECK_EQUAL(wlt_statement_run(write, NULL, NULL), WALLET_OK);
        CHECK_EQUAL(verify(&kit).damages, 1U << WALLET_DAMAGE_TILE);
        roll_back(&kit);
        tile[bit / 8] ^= (uint8_t)(1U << bit % 8);
        tried++;
    }

    printf("# %zu changed bits of a tile, each was told\n", tried);
    wlt_statement_free(write);
    log_kit_close(&kit);
}
