/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "make_log.h"
#include "naive_tree.h"

/** The entry of a number as it was hashed. */
static void read_entry(struct log_kit *kit, uint64_t number, struct wallet_buffer *out)
{
    struct wallet_error error = { .message = "" };
    log_check(wlt_log_entry(kit->log, number, out, &error), &error);
}

TEST(an_entry_is_read_as_it_was_appended)
{
    struct log_kit kit = { 0 };
    struct wallet_buffer encoded = { 0 };
    struct wallet_audit_entry entry;

    log_kit_open(&kit);
    CHECK_TEXT(wlt_log_origin(kit.log), LOG_ORIGIN);
    log_kit_grow(&kit, 0, 5);
    for (uint64_t i = 0; i < 5; i++) {
        const struct wlt_act act = log_act(i);
        read_entry(&kit, i, &encoded);
        CHECK_EQUAL(wlt_log_entry_parse(wallet_buffer_bytes(&encoded), &entry, NULL), WALLET_OK);
        CHECK_EQUAL(entry.number, i);
        CHECK_EQUAL(entry.at_unix, act.at_unix);
        CHECK_EQUAL(entry.act, act.act);
        CHECK_EQUAL(entry.is_use, act.is_use);
        CHECK_BYTES(entry.holder, ((struct wallet_bytes){ act.holder, 16 }));
        CHECK_BYTES(entry.licence, act.licence);
        CHECK_BYTES(entry.details, act.details);
    }

    CHECK_EQUAL(wlt_log_entry(kit.log, 5, &encoded, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wlt_log_entry(kit.log, UINT64_MAX, &encoded, NULL), WALLET_ERR_UNKNOWN);
    wallet_buffer_clear(&encoded);
    log_kit_close(&kit);
}

TEST(an_entry_needs_no_more_than_an_act_and_a_time)
{
    struct log_kit kit = { 0 };
    struct wallet_buffer encoded = { 0 };
    struct wallet_audit_entry entry;
    const struct wlt_act act = { .act = WALLET_ACT_SEARCH, .at_unix = LOG_NOW };

    log_kit_open(&kit);
    CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_append(kit.log, &act, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_settle(kit.log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(kit.database, NULL), WALLET_OK);
    read_entry(&kit, 0, &encoded);
    CHECK_EQUAL(wlt_log_entry_parse(wallet_buffer_bytes(&encoded), &entry, NULL), WALLET_OK);
    CHECK_EQUAL(entry.act, WALLET_ACT_SEARCH);
    CHECK_EQUAL(entry.holder.size, 0);
    CHECK_EQUAL(entry.licence.size, 0);
    CHECK_EQUAL(entry.details.size, 0);
    CHECK(!entry.is_use);
    wallet_buffer_clear(&encoded);
    log_kit_close(&kit);
}

TEST(two_alike_have_leaves_that_nobody_can_guess)
{
    struct log_kit kit = { 0 };
    struct wlt_tree_hash leaves[2];
    struct wlt_act act = log_act(7);

    log_kit_open(&kit);
    CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_append(kit.log, &act, NULL, NULL), WALLET_OK);
    wlt_log_rolled_back(kit.log);
    wlt_database_rollback(kit.database);
    log_kit_grow(&kit, 0, 2);
    CHECK_EQUAL(wlt_log_read_leaves(kit.log, 0, 2, leaves, NULL), WALLET_OK);
    CHECK(!wlt_tree_hash_equal(&leaves[0], &leaves[1]));
    log_kit_close(&kit);
}

static const uint8_t anybody[WALLET_AUDIT_HOLDER_SIZE];
static uint8_t large[WALLET_DETAILS_MAX + 1];

static const struct {
    const char *what;
    struct wlt_act act;
    enum wallet_status status;
} bad_acts[] = {
    { "no act", { .act = WALLET_ACT_NONE }, WALLET_ERR_ARGUMENT },
    { "an act beyond", { .act = WALLET_ACT_COUNT }, WALLET_ERR_ARGUMENT },
    { "a use of nobody", { .act = WALLET_ACT_RELEASE, .is_use = true }, WALLET_ERR_ARGUMENT },
    { "a short digest",
      { .act = WALLET_ACT_RELEASE, .licence = { anybody, sizeof anybody } },
      WALLET_ERR_ARGUMENT },
    { "details that are no map",
      { .act = WALLET_ACT_RELEASE, .details = { (const uint8_t *)"\x80", 1 } },
      WALLET_ERR_STRUCTURE },
    { "details that are cut",
      { .act = WALLET_ACT_RELEASE, .details = { (const uint8_t *)"\xa1\x01", 2 } },
      WALLET_ERR_TRUNCATED },
    { "details that are not deterministic",
      { .act = WALLET_ACT_RELEASE, .details = { (const uint8_t *)"\xa1\x01\x18\x02", 4 } },
      WALLET_ERR_MALFORMED },
    { "large details",
      { .act = WALLET_ACT_RELEASE, .details = { large, sizeof large } },
      WALLET_ERR_TOO_LARGE },
};

TEST(an_act_that_is_none_is_not_appended)
{
    struct log_kit kit = { 0 };
    uint64_t size = 1;

    log_kit_open(&kit);
    CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
    for (size_t i = 0; i < sizeof bad_acts / sizeof *bad_acts; i++) {
        CHECK_ROW(
            bad_acts[i].what,
            wlt_log_append(kit.log, &bad_acts[i].act, NULL, NULL),
            bad_acts[i].status);
    }

    CHECK_EQUAL(wlt_log_settle(kit.log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(kit.database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_size(kit.log, &size, NULL), WALLET_OK);
    CHECK_EQUAL(size, 0);
    log_kit_close(&kit);
}

TEST(what_is_rolled_back_never_was)
{
    struct log_kit kit = { 0 };
    struct wallet_audit_report report;
    const struct wallet_audit_evidence evidence = { .trust = NULL };

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 250);
    for (int i = 0; i < 3; i++) {
        CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
        log_append_some(kit.log, 250, 20); /* over the end of a tile */
        if (i > 0) {
            CHECK_EQUAL(wlt_log_settle(kit.log, NULL), WALLET_OK);
        }
        wlt_database_rollback(kit.database);
        wlt_log_rolled_back(kit.log);
    }

    log_kit_grow(&kit, 250, 20);
    CHECK_EQUAL(wlt_log_verify(kit.log, &evidence, NULL, NULL, &report, NULL), WALLET_OK);
    CHECK_EQUAL(report.entry_count, 270);
    CHECK_EQUAL(report.damage_count, 0);
    log_kit_close(&kit);
}

TEST(two_handles_append_to_one_log)
{
    struct log_kit kit = { 0 };
    struct wlt_database *other_database = NULL;
    struct wlt_log *other = NULL;
    struct wallet_audit_report report;
    uint8_t key[WLT_LOG_KEY_SIZE];
    uint64_t next = 0;

    log_kit_open(&kit);
    const struct wallet_audit_evidence evidence = { .trust = kit.trust };
    wlt_log_key(log_secret, key);
    CHECK_EQUAL(wlt_database_open(kit.place.name, &other_database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_open(other_database, key, &other, NULL), WALLET_OK);
    for (uint64_t count = 1; next < 600; count = count % 37 + 5) {
        log_grow(kit.database, kit.log, next, count, NULL);
        next += count;
        log_grow(other_database, other, next, count * 2, &kit.auditor.signer);
        next += count * 2;
    }

    CHECK_EQUAL(wlt_log_verify(kit.log, &evidence, NULL, NULL, &report, NULL), WALLET_OK);
    CHECK_EQUAL(report.entry_count, next);
    CHECK_EQUAL(report.last_signed, next);
    CHECK_EQUAL(report.damage_count, 0);
    wlt_log_close(other);
    wlt_database_close(other_database);
    log_kit_close(&kit);
}

TEST(tiles_give_every_hash_of_the_tree)
{
    struct log_kit kit = { 0 };
    enum {
        SIZE = 256 * 5 + 77
    };
    struct wlt_tree_hash *leaves = test_memory(SIZE * sizeof *leaves);

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, SIZE);
    struct wlt_log_source source = { .log = kit.log, .size = SIZE };
    CHECK_EQUAL(wlt_log_read_leaves(kit.log, 0, SIZE, leaves, NULL), WALLET_OK);
    for (unsigned level = 0; level <= 10; level++) {
        for (uint64_t i = 0; i < (uint64_t)SIZE >> level; i++) {
            struct wlt_tree_hash hash;
            CHECK_EQUAL(wlt_log_hash(&source, level, i, &hash, NULL), WALLET_OK);
            const struct wlt_tree_hash naive =
                naive_root(leaves + (i << level), UINT64_C(1) << level);
            CHECK(wlt_tree_hash_equal(&hash, &naive));
        }
    }

    log_kit_close(&kit);
}

/** What a visit of uses saw. */
struct seen {
    size_t count;
    uint64_t last;
    size_t stop_at;
};

static bool see(void *context, uint64_t number, const struct wallet_audit_entry *entry)
{
    struct seen *seen = context;
    CHECK(entry && entry->number == number && entry->is_use);
    CHECK_EQUAL(entry->holder.data[0], 2);
    CHECK(seen->count == 0 || number < seen->last);
    seen->last = number;
    return ++seen->count != seen->stop_at;
}

TEST(a_holder_sees_the_uses_of_own_licences_the_latest_first)
{
    struct log_kit kit = { 0 };
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    struct seen all = { .count = 0 };
    struct seen some = { .stop_at = 3 };

    memset(holder, 2, sizeof holder);
    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 1000);
    CHECK_EQUAL(wlt_log_uses(kit.log, holder, see, &all, NULL), WALLET_OK);
    CHECK_EQUAL(
        all.count, 133); /* of 200 two thirds: those of number 1 modulo 5 that 3 does not divide */
    CHECK_EQUAL(all.last, 1);
    CHECK_EQUAL(wlt_log_uses(kit.log, holder, see, &some, NULL), WALLET_OK);
    CHECK_EQUAL(some.count, 3);
    log_kit_close(&kit);
}

TEST(a_checkpoint_is_due_after_so_many_entries_or_so_long)
{
    struct log_kit kit = { 0 };
    bool due = true;

    log_kit_open(&kit);
    CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_is_due(kit.log, LOG_NOW, &due, NULL), WALLET_OK);
    CHECK(!due); /* nothing to sign */
    CHECK_EQUAL(wlt_database_commit(kit.database, NULL), WALLET_OK);
    log_kit_grow(&kit, 0, 10);
    const int64_t signed_unix = LOG_NOW + 10;

    CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_is_due(kit.log, signed_unix + 600, &due, NULL), WALLET_OK);
    CHECK(!due);
    log_append_some(kit.log, 10, 1);
    CHECK_EQUAL(wlt_log_is_due(kit.log, signed_unix + 59, &due, NULL), WALLET_OK);
    CHECK(!due);
    CHECK_EQUAL(wlt_log_is_due(kit.log, signed_unix + 60, &due, NULL), WALLET_OK);
    CHECK(due);
    log_append_some(kit.log, 11, 62);
    CHECK_EQUAL(wlt_log_is_due(kit.log, signed_unix, &due, NULL), WALLET_OK);
    CHECK(!due);
    log_append_some(kit.log, 73, 1);
    CHECK_EQUAL(wlt_log_is_due(kit.log, signed_unix, &due, NULL), WALLET_OK);
    CHECK(due);
    CHECK_EQUAL(wlt_log_settle(kit.log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_checkpoint(kit.log, &kit.auditor.signer, signed_unix, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_is_due(kit.log, signed_unix + 600, &due, NULL), WALLET_OK);
    CHECK(!due);
    CHECK_EQUAL(wlt_database_commit(kit.database, NULL), WALLET_OK);
    log_kit_close(&kit);
}

TEST(only_the_logs_owner_signs_checkpoints)
{
    struct log_kit kit = { 0 };
    struct log_signer other = log_signer_make(LOG_WITNESS);
    struct wallet_buffer object = { 0 };

    log_kit_open(&kit);
    CHECK_EQUAL(wlt_log_last_checkpoint(kit.log, &object, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
    log_append_some(kit.log, 0, 1);
    CHECK_EQUAL(wlt_log_settle(kit.log, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_checkpoint(kit.log, &other.signer, LOG_NOW, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wlt_log_checkpoint(kit.log, &kit.auditor.signer, LOG_NOW, NULL), WALLET_OK);
    /* A second one of the same size is not made. */
    CHECK_EQUAL(wlt_log_checkpoint(kit.log, &kit.auditor.signer, LOG_NOW + 9, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(kit.database, NULL), WALLET_OK);

    struct wallet_checkpoint checkpoint;
    CHECK_EQUAL(wlt_log_last_checkpoint(kit.log, &object, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_checkpoint_verify(wallet_buffer_bytes(&object), kit.trust, &checkpoint, NULL),
        WALLET_OK);
    CHECK_TEXT(checkpoint.origin, LOG_ORIGIN);
    CHECK_EQUAL(checkpoint.size, 1);
    CHECK_EQUAL(checkpoint.at_unix, LOG_NOW);
    wallet_buffer_clear(&object);
    wallet_key_free(other.key);
    log_kit_close(&kit);
}

TEST(another_secret_opens_no_entry)
{
    struct log_kit kit = { 0 };
    struct wlt_log *other = NULL;
    struct wallet_buffer encoded = { 0 };
    const uint8_t key[WLT_LOG_KEY_SIZE] = { 1 };

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 1);
    CHECK_EQUAL(wlt_log_open(kit.database, key, &other, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_log_entry(other, 0, &encoded, NULL), WALLET_ERR_MALFORMED);
    wlt_log_close(other);
    wallet_buffer_clear(&encoded);
    log_kit_close(&kit);
}
