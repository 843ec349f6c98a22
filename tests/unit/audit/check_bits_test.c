/* SPDX-License-Identifier: Apache-2.0 */
#include "make_check.h"

/* Every value of every row. */
static const struct {
    const char *table;
    const char *column;
    const char *row; /* names one, in terms of columns that are keys */
    bool is_number;
} values[] = {
    { "audit_head", "origin", "id = 0", false },
    { "audit_head", "size", "id = 0", true },
    { "audit_head", "edge", "id = 0", false },
    { "audit_entry", "number", "number = 0", true },
    { "audit_entry", "leaf", "number = 0", false },
    { "audit_entry", "body", "number = 0", false },
    { "audit_entry", "number", "number = 1", true },
    { "audit_entry", "leaf", "number = 1", false },
    { "audit_entry", "body", "number = 1", false },
    { "audit_entry", "number", "number = 2", true },
    { "audit_entry", "leaf", "number = 2", false },
    { "audit_entry", "body", "number = 2", false },
    { "audit_checkpoint", "size", "size = 2", true },
    { "audit_checkpoint", "made", "size = 2", true },
    { "audit_checkpoint", "object", "size = 2", false },
    { "audit_checkpoint", "size", "size = 3", true },
    { "audit_checkpoint", "made", "size = 3", true },
    { "audit_checkpoint", "object", "size = 3", false },
    { "audit_use", "holder", "number = 1", false },
    { "audit_use", "number", "number = 1", true },
    { "audit_use", "holder", "number = 2", false },
    { "audit_use", "number", "number = 2", true },
};

/** Reads a value; numbers as eight bytes. */
static size_t read_value(struct log_kit *kit, size_t index, uint8_t out[WALLET_ENTRY_MAX])
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;
    char sql[160];
    (void)snprintf(
        sql,
        sizeof sql,
        "SELECT %s FROM %s WHERE %s",
        values[index].column,
        values[index].table,
        values[index].row);
    CHECK_EQUAL(wlt_database_prepare(kit->database, sql, &statement, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_next(statement, &is_there, NULL), WALLET_OK);
    CHECK(is_there);
    const int64_t number = values[index].is_number ? wlt_column_int(statement, 0) : 0;
    const struct wallet_bytes bytes = values[index].is_number
                                          ? (struct wallet_bytes){ (const uint8_t *)&number, 8 }
                                          : wlt_column_bytes(statement, 0);
    const size_t size = bytes.size;
    CHECK(size > 0 && size <= WALLET_ENTRY_MAX);
    memcpy(out, bytes.data, size);
    wlt_statement_free(statement);
    return size;
}

/** Writes a value; false where the database itself does not take it. */
static bool write_value(struct log_kit *kit, size_t index, struct wallet_bytes value)
{
    struct wlt_statement *statement = NULL;
    char sql[160];
    (void)snprintf(
        sql,
        sizeof sql,
        "UPDATE %s SET %s = $1 WHERE %s",
        values[index].table,
        values[index].column,
        values[index].row);
    CHECK_EQUAL(wlt_database_prepare(kit->database, sql, &statement, NULL), WALLET_OK);
    int64_t number = 0;
    if (values[index].is_number) {
        memcpy(&number, value.data, sizeof number);
        wlt_bind_int(statement, 1, number);
    } else if (strcmp(values[index].column, "origin") == 0) {
        wlt_bind_text(statement, 1, value);
    } else {
        wlt_bind_bytes(statement, 1, value);
    }

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

TEST(every_bit_of_every_value_that_is_changed_is_told)
{
    struct log_kit kit = { 0 };
    size_t tried = 0;

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 2);
    log_kit_grow(&kit, 2, 1);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        uint8_t value[WALLET_ENTRY_MAX];
        const size_t size = read_value(&kit, i, value);
        /* The values and what looks at them are the same on a server, which takes longer. */
        for (size_t bit = 0; bit < size * 8; bit += log_server() ? 9 : 1) {
            value[bit / 8] ^= (uint8_t)(1U << bit % 8);
            begin(&kit);
            if (write_value(&kit, i, (struct wallet_bytes){ value, size })) {
                CHECK_ROW(values[i].column, is_told_anew(&kit), true);
                tried++;
            }
            roll_back(&kit);
            value[bit / 8] ^= (uint8_t)(1U << bit % 8);
        }
    }

    CHECK(tried > 500);
    CHECK(!is_told_anew(&kit));
    log_kit_close(&kit);
}

TEST(every_hash_of_a_tile_that_is_changed_is_told)
{
    struct log_kit kit = { 0 };
    struct wlt_statement *read = NULL;
    struct wlt_statement *write = NULL;
    bool is_there = false;
    uint8_t tile[8192];

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 256);
    CHECK_EQUAL(
        wlt_database_prepare(
            kit.database, "SELECT hashes FROM audit_tile WHERE level = 0", &read, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_statement_next(read, &is_there, NULL), WALLET_OK);
    CHECK(is_there);
    CHECK_EQUAL(wlt_column_bytes(read, 0).size, sizeof tile);
    memcpy(tile, wlt_column_bytes(read, 0).data, sizeof tile);
    wlt_statement_free(read);
    CHECK_EQUAL(
        wlt_database_prepare(
            kit.database, "UPDATE audit_tile SET hashes = $1 WHERE level = 0", &write, NULL),
        WALLET_OK);
    for (size_t i = 0; i < sizeof tile; i += 13) { /* each hash, at many places */
        tile[i] ^= (uint8_t)(1U << i % 8);
        begin(&kit);
        wlt_bind_bytes(write, 1, (struct wallet_bytes){ tile, sizeof tile });
        CHECK_EQUAL(wlt_statement_run(write, NULL, NULL), WALLET_OK);
        CHECK_EQUAL(verify(&kit).damages, 1U << WALLET_DAMAGE_TILE);
        roll_back(&kit);
        tile[i] ^= (uint8_t)(1U << i % 8);
    }

    wlt_statement_free(write);
    log_kit_close(&kit);
}
