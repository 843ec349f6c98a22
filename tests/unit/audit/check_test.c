/* SPDX-License-Identifier: Apache-2.0 */
#include "make_check.h"

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
    const struct wallet_audit_evidence evidence = { .trust = kit.trust };
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

/** The entry 5 of another log under the same secret and origin, dated back by a day. */
static void read_dated_back(struct log_kit *forged, struct wallet_buffer *body, uint8_t leaf[32])
{
    struct wlt_statement *read = NULL;
    struct wlt_act act = log_act(5);
    bool is_there = false;

    act.at_unix -= 86400;
    log_kit_grow(forged, 0, 5);
    begin(forged);
    CHECK_EQUAL(wlt_log_append(forged->log, &act, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_settle(forged->log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(forged->database, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_database_prepare(
            forged->database, "SELECT body, leaf FROM audit_entry WHERE number = 5", &read, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_statement_next(read, &is_there, NULL), WALLET_OK);
    CHECK(is_there);
    const struct wallet_bytes bytes = wlt_column_bytes(read, 0);
    body->data = test_memory(bytes.size);
    body->size = bytes.size;
    memcpy(body->data, bytes.data, bytes.size);
    memcpy(leaf, wlt_column_bytes(read, 1).data, 32);
    wlt_statement_free(read);
}

static void write_bytes(struct log_kit *kit, const char *sql, struct wallet_bytes value)
{
    struct wlt_statement *write = NULL;

    CHECK_EQUAL(wlt_database_prepare(kit->database, sql, &write, NULL), WALLET_OK);
    wlt_bind_bytes(write, 1, value);
    CHECK_EQUAL(wlt_statement_run(write, NULL, NULL), WALLET_OK);
    wlt_statement_free(write);
}

TEST(an_entry_that_is_dated_back_under_the_key_is_told)
{
    const unsigned above = 1U << WALLET_DAMAGE_TILE | 1U << WALLET_DAMAGE_CHECKPOINT;
    struct log_kit kit = { 0 };
    struct log_kit forged = { 0 };
    struct wallet_buffer body = { 0 };
    uint8_t leaf[32];

    /* Even who has the secret and seals another entry cannot give it the old one's hash. */
    open_large(&kit);
    log_kit_open(&forged);
    read_dated_back(&forged, &body, leaf);
    begin(&kit);
    write_bytes(
        &kit, "UPDATE audit_entry SET body = $1 WHERE number = 5", wallet_buffer_bytes(&body));
    struct told told = verify(&kit);
    CHECK(told.damages & 1U << WALLET_DAMAGE_LEAF);
    CHECK_EQUAL(told.damages & above, above);
    CHECK_EQUAL(told.number, 5);

    /* Nor with a leaf that fits. */
    write_bytes(
        &kit,
        "UPDATE audit_entry SET leaf = $1 WHERE number = 5",
        (struct wallet_bytes){ leaf, sizeof leaf });
    told = verify(&kit);
    CHECK(!(told.damages & 1U << WALLET_DAMAGE_LEAF));
    CHECK_EQUAL(told.damages & above, above);
    roll_back(&kit);
    log_kit_close(&forged);
    log_kit_close(&kit);
}

TEST(an_erased_content_is_counted_and_its_hash_stays)
{
    struct log_kit kit = { 0 };
    struct wallet_audit_report report;
    struct wallet_buffer encoded = { 0 };

    open_large(&kit);
    const struct wallet_audit_evidence evidence = { .trust = kit.trust };
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
    const struct wallet_audit_evidence evidence = { kit.trust, both, 2 };
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
    const struct wallet_audit_evidence foreign = { kit.trust, &late, 1 };
    CHECK_EQUAL(verify_with(&kit, &foreign, &report).count, 0);
    wallet_buffer_clear(&older);
    log_kit_close(&kit);
}
