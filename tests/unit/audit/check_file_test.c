/* SPDX-License-Identifier: Apache-2.0 */
#include "make_log.h"

#include <fcntl.h>

/*
 * Each byte of the file of a log is changed, or with $WALLET_TEST_EVERY_BIT each bit of it: either that is
 * told, or all that is read is what was written, as with what SQLite leaves free in its pages.
 */

enum {
    ENTRIES = 4,
    FILE_MAX = 1048576,
};

/** All that is read. */
struct content {
    size_t size;
    uint8_t data[2 * FILE_MAX];
};

static const char *const queries[] = {
    "SELECT id, origin, size, edge FROM audit_head",
    "SELECT number, leaf, body FROM audit_entry ORDER BY number",
    "SELECT level, number, hashes FROM audit_tile ORDER BY level, number",
    "SELECT size, made, object FROM audit_checkpoint ORDER BY size",
    "SELECT holder, number FROM audit_use ORDER BY holder, number",
};

static const int columns[] = { 4, 3, 3, 3, 2 };

static bool append(struct content *out, struct wallet_bytes bytes)
{
    CHECK(bytes.size <= sizeof out->data - out->size);
    if (bytes.size > 0) {
        memcpy(out->data + out->size, bytes.data, bytes.size);
    }
    out->size += bytes.size;
    return true;
}

/** All values of a query, one after the other. */
static bool read_query(struct wlt_database *database, size_t index, struct content *out)
{
    struct wlt_statement *statement = NULL;
    bool is_there = true;

    enum wallet_status status = wlt_database_prepare(database, queries[index], &statement, NULL);
    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(statement, &is_there, NULL);
        for (int i = 0; status == WALLET_OK && is_there && i < columns[index]; i++) {
            const int64_t number = wlt_column_int(statement, i);
            append(out, (struct wallet_bytes){ (const uint8_t *)&number, sizeof number });
            append(out, wlt_column_bytes(statement, i));
        }
    }

    wlt_statement_free(statement);
    return status == WALLET_OK;
}

static unsigned entries(void)
{
    return log_every_bit() > 0 ? log_every_bit() : ENTRIES;
}

/** All that is read from the log, by its rows and by the log's own look-ups. */
static bool read_all(struct wlt_database *database, struct wlt_log *log, struct content *out)
{
    struct wallet_buffer object = { 0 };
    bool is_read = true;

    for (size_t i = 0; is_read && i < sizeof queries / sizeof *queries; i++) {
        is_read = read_query(database, i, out);
    }

    for (uint64_t i = 0; is_read && i < entries(); i++) {
        is_read = wlt_log_receipt(log, i, &object, NULL) == WALLET_OK &&
                  append(out, wallet_buffer_bytes(&object));
    }

    wallet_buffer_clear(&object);
    return is_read;
}

/** Whether verifying says that something is wrong; else what was read. */
static bool is_told(const char *name, const struct wallet_trust *trust, struct content *out)
{
    struct wlt_database *database = NULL;
    struct wlt_log *log = NULL;
    uint8_t key[WLT_LOG_KEY_SIZE];
    struct wallet_audit_report report = { .damage_count = 0 };
    const struct wallet_audit_evidence evidence = { .trust = trust };

    out->size = 0;
    wlt_log_key(log_secret, key);
    enum wallet_status status = wlt_database_open(name, &database, NULL);
    if (status == WALLET_OK) {
        status = wlt_log_open(database, key, &log, NULL);
    }

    if (status == WALLET_OK) {
        status = wlt_log_verify(log, &evidence, NULL, NULL, &report, NULL);
    }

    const bool told = status != WALLET_OK || report.damage_count > 0;
    if (!told && !read_all(database, log, out)) {
        out->size = 0;
    }

    wlt_log_close(log);
    wlt_database_close(database);
    return told;
}

static void write_byte(int file, size_t at, uint8_t byte)
{
    CHECK_EQUAL(pwrite(file, &byte, 1, (off_t)at), 1);
}

/** Whether a byte is far inside of a run of zeros, as most of an empty page is. */
static bool is_deep_in_zeros(struct wallet_bytes file, size_t at)
{
    enum {
        DEEP = 32
    };
    const size_t from = at > DEEP ? at - DEEP : 0;
    bool zeros = at + DEEP < file.size;

    for (size_t i = from; zeros && i < at + DEEP; i++) {
        zeros = file.data[i] == 0;
    }

    return zeros;
}

/** What became of changed bits. */
struct outcomes {
    size_t told;
    size_t harmless; /* nothing was told, and everything reads as before */
};

static void try_bit(
    const struct log_kit *kit,
    int file,
    size_t at,
    uint8_t byte,
    const struct content *before,
    struct outcomes *outcomes)
{
    static struct content after;

    write_byte(file, at, byte);
    if (is_told(kit->place.name, kit->trust, &after)) {
        outcomes->told++;
    } else {
        CHECK_BYTES(
            ((struct wallet_bytes){ after.data, after.size }),
            ((struct wallet_bytes){ before->data, before->size }));
        outcomes->harmless++;
    }
}

/** Who opens or closes a database may write to it, whatever is in it: it is as before each time. */
static void put_back(int file, struct wallet_bytes content)
{
    CHECK_EQUAL(ftruncate(file, (off_t)content.size), 0);
    CHECK_EQUAL(pwrite(file, content.data, content.size, 0), content.size);
}

TEST(every_byte_of_the_file_that_is_changed_is_told_or_means_nothing)
{
    static struct content before;
    const bool every = log_every_bit() > 0;
    struct outcomes outcomes = { 0 };
    struct log_kit kit = { 0 };

    if (log_server()) {
        skip(); /* what a server writes is its own */
    }

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, entries());
    wlt_log_close(kit.log);
    wlt_database_close(kit.database);
    kit.log = NULL;
    kit.database = NULL;
    const struct wallet_bytes content = test_file(kit.place.name);
    CHECK(content.size > 0 && content.size <= FILE_MAX);
    CHECK(!is_told(kit.place.name, kit.trust, &before));
    CHECK(before.size > 0);

    const int file = open(kit.place.name, O_RDWR | O_CLOEXEC);
    CHECK(file >= 0);
    for (size_t i = 0; i < content.size; i++) {
        if (!every && i % 16 != 0 && is_deep_in_zeros(content, i)) {
            continue;
        }
        for (size_t bit = every ? 0 : i % 8; bit < (every ? 8 : i % 8 + 1); bit++) {
            const uint8_t changed = (uint8_t)(content.data[i] ^ 1U << bit);
            try_bit(&kit, file, i, changed, &before, &outcomes);
            put_back(file, content);
        }
    }

    printf(
        "# %zu bytes: %zu changed bits were told, %zu meant nothing\n",
        content.size,
        outcomes.told,
        outcomes.harmless);
    CHECK(outcomes.told > 1000);
    CHECK_EQUAL(close(file), 0);
    log_kit_close(&kit);
}
