/* SPDX-License-Identifier: Apache-2.0 */
#include "make_log.h"

#include <fcntl.h>

/*
 * A log is changed behind its back, and must say so.  Changes through SQL are made within a transaction
 * that is rolled back, so that each starts from the same log.
 */

/** What was told of the last verification. */
struct told {
    unsigned damages; /* a bit for each kind */
    uint64_t number;  /* of the first */
    size_t count;
};

static void tell(void *context, enum wallet_damage damage, uint64_t number)
{
    struct told *told = context;
    if (told->count++ == 0) {
        told->number = number;
    }
    told->damages |= 1U << damage;
}

static struct told verify_with(
    struct log_kit *kit,
    const struct wlt_log_evidence *evidence,
    struct wallet_audit_report *report)
{
    struct told told = { .count = 0 };
    struct wallet_error error = { .message = "" };
    log_check(wlt_log_verify(kit->log, evidence, tell, &told, report, &error), &error);
    CHECK_EQUAL(report->damage_count, told.count);
    return told;
}

static struct told verify(struct log_kit *kit)
{
    const struct wlt_log_evidence evidence = { .trust = kit->trust };
    struct wallet_audit_report report;
    return verify_with(kit, &evidence, &report);
}

static void begin(struct log_kit *kit)
{
    CHECK_EQUAL(wlt_database_begin(kit->database, NULL), WALLET_OK);
}

static void roll_back(struct log_kit *kit)
{
    wlt_database_rollback(kit->database);
    wlt_log_rolled_back(kit->log);
}

static void run(struct log_kit *kit, const char *sql)
{
    struct wallet_error error = { .message = "" };
    log_check(wlt_database_run(kit->database, sql, &error), &error);
}

/** What SQL changes, and what is to be said of it. */
static const struct {
    const char *what;
    const char *sql;
    unsigned damages; /* at least these */
    uint64_t number;  /* of what is told first */
} changes[] = {
    { "an entry is taken away",
      "DELETE FROM audit_entry WHERE number = 3",
      1U << WALLET_DAMAGE_MISSING,
      3 },
    { "the first entry is taken away",
      "DELETE FROM audit_entry WHERE number = 0",
      1U << WALLET_DAMAGE_MISSING,
      0 },
    { "an entry is put in front",
      "INSERT INTO audit_entry SELECT -1, leaf, body FROM audit_entry WHERE number = 0",
      1U << WALLET_DAMAGE_MISSING,
      0 },
    { "an entry is put behind",
      "INSERT INTO audit_entry SELECT 300, leaf, body FROM audit_entry WHERE number = 0",
      1U << WALLET_DAMAGE_BODY | 1U << WALLET_DAMAGE_HEAD,
      300 },
    { "the last entry is taken away",
      "DELETE FROM audit_entry WHERE number = 299",
      1U << WALLET_DAMAGE_HEAD | 1U << WALLET_DAMAGE_CHECKPOINT,
      300 },
    { "a content is taken away",
      "UPDATE audit_entry SET body = NULL WHERE number = 8",
      1U << WALLET_DAMAGE_ERASED,
      8 },
    { "two contents change places",
      "UPDATE audit_entry SET body = (SELECT body FROM audit_entry AS other"
      " WHERE other.number = 9 - audit_entry.number) WHERE number IN (4, 5)",
      1U << WALLET_DAMAGE_BODY,
      4 },
    { "two whole rows change places",
      "UPDATE audit_entry SET"
      " body = (SELECT body FROM audit_entry AS o WHERE o.number = 9 - audit_entry.number),"
      " leaf = (SELECT leaf FROM audit_entry AS o WHERE o.number = 9 - audit_entry.number)"
      " WHERE number IN (4, 5)",
      1U << WALLET_DAMAGE_BODY | 1U << WALLET_DAMAGE_TILE | 1U << WALLET_DAMAGE_CHECKPOINT,
      4 },
    { "a leaf is another's",
      "UPDATE audit_entry SET leaf = (SELECT leaf FROM audit_entry AS o WHERE o.number = 7)"
      " WHERE number = 6",
      1U << WALLET_DAMAGE_LEAF,
      6 },
    { "the last checkpoint is taken away, which nobody misses",
      "DELETE FROM audit_checkpoint WHERE size = 300",
      0,
      0 },
    { "a checkpoint is another's",
      "UPDATE audit_checkpoint SET object ="
      " (SELECT object FROM audit_checkpoint AS o WHERE o.size = 300) WHERE size = 100",
      1U << WALLET_DAMAGE_CHECKPOINT,
      100 },
    { "a tile is taken away",
      "DELETE FROM audit_tile WHERE level = 0",
      1U << WALLET_DAMAGE_TILE,
      0 },
    { "a tile of tiles is taken away",
      "DELETE FROM audit_tile WHERE level = 1",
      1U << WALLET_DAMAGE_TILE,
      0 },
    { "a tile is one too many",
      "INSERT INTO audit_tile SELECT 2, 7, hashes FROM audit_tile WHERE level = 0",
      1U << WALLET_DAMAGE_TILE,
      WALLET_AUDIT_NO_NUMBER },
    { "a use is taken away",
      "DELETE FROM audit_use WHERE number = 10",
      1U << WALLET_DAMAGE_USE,
      10 },
    { "a use is put in",
      "INSERT INTO audit_use SELECT holder, 12 FROM audit_use WHERE number = 10",
      1U << WALLET_DAMAGE_USE,
      12 },
    { "a use of no entry is put in",
      "INSERT INTO audit_use SELECT holder, 9000 FROM audit_use WHERE number = 10",
      1U << WALLET_DAMAGE_USE,
      WALLET_AUDIT_NO_NUMBER },
    { "a use is another holder's",
      "UPDATE audit_use SET holder = (SELECT o.holder FROM audit_use AS o WHERE o.number = 11)"
      " WHERE number = 10",
      1U << WALLET_DAMAGE_USE,
      10 },
    { "the head is taken away",
      "DELETE FROM audit_head",
      1U << WALLET_DAMAGE_HEAD,
      WALLET_AUDIT_NO_NUMBER },
    { "the head says less",
      "UPDATE audit_head SET size = 299",
      1U << WALLET_DAMAGE_HEAD,
      WALLET_AUDIT_NO_NUMBER },
};

/** 300 entries with checkpoints of 100 and 300. */
static void open_large(struct log_kit *kit)
{
    log_kit_open(kit);
    log_kit_grow(kit, 0, 100);
    log_kit_grow(kit, 100, 200);
}

TEST(a_log_that_nobody_changed_is_good)
{
    struct log_kit kit = { 0 };
    struct wallet_audit_report report;

    log_kit_open(&kit);
    const struct wlt_log_evidence evidence = { .trust = kit.trust };
    CHECK_EQUAL(verify_with(&kit, &evidence, &report).count, 0);
    CHECK_EQUAL(report.entry_count, 0);
    log_kit_grow(&kit, 0, 100);
    log_kit_grow(&kit, 100, 200);
    CHECK_EQUAL(verify_with(&kit, &evidence, &report).count, 0);
    CHECK_EQUAL(report.entry_count, 300);
    CHECK_EQUAL(report.use_count, 200);
    CHECK_EQUAL(report.tile_count, 2);
    CHECK_EQUAL(report.checkpoint_count, 2);
    CHECK_EQUAL(report.last_signed, 300);
    CHECK_EQUAL(report.erased_count, 0);
    log_kit_close(&kit);
}

TEST(each_change_is_told_with_its_entry)
{
    struct log_kit kit = { 0 };

    open_large(&kit);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        begin(&kit);
        run(&kit, changes[i].sql);
        const struct told told = verify(&kit);
        CHECK_ROW(changes[i].what, told.damages & changes[i].damages, changes[i].damages);
        CHECK_ROW(changes[i].what, told.count > 0, changes[i].damages != 0);
        CHECK_ROW(changes[i].what, told.count > 0 ? told.number : 0, changes[i].number);
        roll_back(&kit);
    }

    CHECK_EQUAL(verify(&kit).count, 0);
    log_kit_close(&kit);
}

TEST(an_entry_that_is_dated_back_under_the_key_is_told)
{
    struct log_kit kit = { 0 };
    struct log_kit forged = { 0 };
    struct wlt_database *from = NULL;

    /* Even who has the secret and seals another entry cannot give it the old one's hash. */
    open_large(&kit);
    log_kit_open(&forged);
    log_kit_grow(&forged, 0, 5);
    struct wlt_act act = log_act(5);
    act.at_unix -= 86400;
    begin(&forged);
    CHECK_EQUAL(wlt_log_append(forged.log, &act, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_settle(forged.log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(forged.database, NULL), WALLET_OK);

    struct wlt_statement *read = NULL;
    struct wlt_statement *write = NULL;
    bool is_there = false;
    CHECK_EQUAL(wlt_database_open(forged.place.name, &from, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_database_prepare(
            from, "SELECT body, leaf FROM audit_entry WHERE number = 5", &read, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_statement_next(read, &is_there, NULL), WALLET_OK);
    CHECK(is_there);
    begin(&kit);
    CHECK_EQUAL(
        wlt_database_prepare(
            kit.database, "UPDATE audit_entry SET body = $1 WHERE number = 5", &write, NULL),
        WALLET_OK);
    wlt_bind_bytes(write, 1, wlt_column_bytes(read, 0));
    CHECK_EQUAL(wlt_statement_run(write, NULL, NULL), WALLET_OK);
    wlt_statement_free(write);
    struct told told = verify(&kit);
    CHECK(told.damages & 1U << WALLET_DAMAGE_LEAF);
    CHECK(told.damages & 1U << WALLET_DAMAGE_TILE);
    CHECK(told.damages & 1U << WALLET_DAMAGE_CHECKPOINT);
    CHECK_EQUAL(told.number, 5);

    /* Nor with a leaf that fits. */
    CHECK_EQUAL(
        wlt_database_prepare(
            kit.database, "UPDATE audit_entry SET leaf = $1 WHERE number = 5", &write, NULL),
        WALLET_OK);
    wlt_bind_bytes(write, 1, wlt_column_bytes(read, 1));
    CHECK_EQUAL(wlt_statement_run(write, NULL, NULL), WALLET_OK);
    wlt_statement_free(write);
    told = verify(&kit);
    CHECK(!(told.damages & 1U << WALLET_DAMAGE_LEAF));
    CHECK(told.damages & 1U << WALLET_DAMAGE_TILE);
    CHECK(told.damages & 1U << WALLET_DAMAGE_CHECKPOINT);
    roll_back(&kit);
    wlt_statement_free(read);
    wlt_database_close(from);
    log_kit_close(&forged);
    log_kit_close(&kit);
}

TEST(an_erased_content_is_counted_and_its_hash_stays)
{
    struct log_kit kit = { 0 };
    struct wallet_audit_report report;
    struct wallet_buffer encoded = { 0 };

    open_large(&kit);
    const struct wlt_log_evidence evidence = { .trust = kit.trust };
    begin(&kit);
    CHECK_EQUAL(wlt_log_erase(kit.log, 10, LOG_NOW + 900, NULL), WALLET_OK); /* a use */
    CHECK_EQUAL(wlt_log_erase(kit.log, 3, LOG_NOW + 900, NULL), WALLET_OK);  /* none */
    CHECK_EQUAL(wlt_log_erase(kit.log, 3, LOG_NOW + 900, NULL), WALLET_ERR_MISSING);
    CHECK_EQUAL(wlt_log_erase(kit.log, 9000, LOG_NOW + 900, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wlt_log_erase(kit.log, 300, LOG_NOW + 900, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wlt_log_settle(kit.log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(kit.database, NULL), WALLET_OK);

    CHECK_EQUAL(verify_with(&kit, &evidence, &report).count, 0);
    CHECK_EQUAL(report.entry_count, 302);
    CHECK_EQUAL(report.erased_count, 2);
    CHECK_EQUAL(report.use_count, 199);
    CHECK_EQUAL(wlt_log_entry(kit.log, 10, &encoded, NULL), WALLET_ERR_MISSING);
    CHECK_EQUAL(wlt_log_receipt(kit.log, 10, &encoded, NULL), WALLET_ERR_MISSING);
    wallet_buffer_clear(&encoded);
    log_kit_close(&kit);
}

TEST(a_checkpoint_of_an_unknown_key_is_told)
{
    struct log_kit kit = { 0 };
    struct log_signer thief = log_signer_make(LOG_ORIGIN);

    open_large(&kit);
    log_grow(kit.database, kit.log, 300, 1, &thief.signer);
    const struct told told = verify(&kit);
    CHECK_EQUAL(told.count, 1);
    CHECK_EQUAL(told.damages, 1U << WALLET_DAMAGE_SIGNATURE);
    CHECK_EQUAL(told.number, 301);
    wallet_key_free(thief.key);
    log_kit_close(&kit);
}

/** The newest checkpoint, verified. */
static struct wallet_checkpoint last_checkpoint(struct log_kit *kit)
{
    struct wallet_buffer object = { 0 };
    struct wallet_checkpoint checkpoint;
    CHECK_EQUAL(wlt_log_last_checkpoint(kit->log, &object, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_checkpoint_verify(wallet_buffer_bytes(&object), kit->trust, &checkpoint, NULL),
        WALLET_OK);
    wallet_buffer_clear(&object);
    return checkpoint;
}

TEST(a_log_whose_end_was_cut_shows_by_what_others_hold_alone)
{
    struct log_kit kit = { 0 };
    struct wallet_audit_report report;
    struct wallet_buffer older = { 0 };

    /* What was there after 100 entries is put back, as from a copy of the database. */
    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 100);
    struct wallet_checkpoint early = last_checkpoint(&kit);
    begin(&kit);
    log_append_some(kit.log, 100, 200);
    CHECK_EQUAL(wlt_log_settle(kit.log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_checkpoint(kit.log, &kit.auditor.signer, LOG_NOW, NULL), WALLET_OK);
    struct wallet_checkpoint late = last_checkpoint(&kit);
    roll_back(&kit);

    CHECK_EQUAL(verify(&kit).count, 0);
    const struct wallet_checkpoint both[] = { late, early };
    const struct wlt_log_evidence evidence = { kit.trust, both, 2 };
    struct told told = verify_with(&kit, &evidence, &report);
    CHECK_EQUAL(told.count, 1);
    CHECK_EQUAL(told.damages, 1U << WALLET_DAMAGE_CUT);
    CHECK_EQUAL(told.number, 300);

    /* And when others are put in their place. */
    log_kit_grow(&kit, 100, 250);
    told = verify_with(&kit, &evidence, &report);
    CHECK_EQUAL(told.count, 1);
    CHECK_EQUAL(told.damages, 1U << WALLET_DAMAGE_FORK);
    CHECK_EQUAL(told.number, 300);

    /* Of another log it says nothing. */
    memcpy(late.origin, LOG_WITNESS, sizeof late.origin);
    const struct wlt_log_evidence foreign = { kit.trust, &late, 1 };
    CHECK_EQUAL(verify_with(&kit, &foreign, &report).count, 0);
    wallet_buffer_clear(&older);
    log_kit_close(&kit);
}

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
    const struct wlt_log_evidence evidence = { .trust = kit->trust };

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
