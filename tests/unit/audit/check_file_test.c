/* SPDX-License-Identifier: Apache-2.0 */
#include "make_log.h"

#include <fcntl.h>

/*
 * Each byte of the file of a log is changed: either that is told, or what is read is what was written,
 * as with pages that nothing is in.
 */

enum {
    ENTRIES = 4,
    FILE_MAX = 131072,
};

static const char *const queries[] = {
    "SELECT id, origin, size, edge FROM audit_head",
    "SELECT number, leaf, body FROM audit_entry ORDER BY number",
    "SELECT level, number, hashes FROM audit_tile ORDER BY level, number",
    "SELECT size, made, object FROM audit_checkpoint ORDER BY size",
    "SELECT holder, number FROM audit_use ORDER BY holder, number",
};

static const int columns[] = { 4, 3, 3, 3, 2 };

static bool append(struct wallet_buffer *out, struct wallet_bytes bytes)
{
    uint8_t *data = test_memory(out->size + bytes.size + 1);
    if (out->size > 0) {
        memcpy(data, out->data, out->size);
    }
    if (bytes.size > 0) {
        memcpy(data + out->size, bytes.data, bytes.size);
    }
    out->data = data;
    out->size += bytes.size;
    return true;
}

/** All values of a query, one after the other. */
static bool read_query(struct wlt_database *database, size_t index, struct wallet_buffer *out)
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

/** All that is read from the log, by its rows and by the log's own look-ups. */
static bool read_all(struct wlt_database *database, struct wlt_log *log, struct wallet_buffer *out)
{
    struct wallet_buffer object = { 0 };
    bool is_read = true;

    for (size_t i = 0; is_read && i < sizeof queries / sizeof *queries; i++) {
        is_read = read_query(database, i, out);
    }

    for (uint64_t i = 0; is_read && i < ENTRIES; i++) {
        is_read = wlt_log_receipt(log, i, &object, NULL) == WALLET_OK &&
                  append(out, wallet_buffer_bytes(&object));
    }

    wallet_buffer_clear(&object);
    return is_read;
}

/** Whether verifying says that something is wrong; else what was read. */
static bool is_told(const char *name, const struct wallet_trust *trust, struct wallet_buffer *out)
{
    struct wlt_database *database = NULL;
    struct wlt_log *log = NULL;
    uint8_t key[WLT_LOG_KEY_SIZE];
    struct wallet_audit_report report = { .damage_count = 0 };
    const struct wallet_audit_evidence evidence = { .trust = trust };

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

static void write_file(const char *name, struct wallet_bytes content)
{
    const int descriptor = open(name, O_WRONLY | O_CLOEXEC);
    CHECK(descriptor >= 0);
    CHECK_EQUAL(pwrite(descriptor, content.data, content.size, 0), content.size);
    CHECK_EQUAL(close(descriptor), 0);
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

TEST(every_byte_of_the_file_that_is_changed_is_told_or_means_nothing)
{
    struct log_kit kit = { 0 };
    struct wallet_buffer before = { 0 };
    size_t told = 0;

    if (log_server()) {
        skip(); /* what a server writes is its own */
    }

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, ENTRIES);
    wlt_log_close(kit.log);
    wlt_database_close(kit.database);
    kit.log = NULL;
    kit.database = NULL;
    const struct wallet_bytes file = test_file(kit.place.name);
    CHECK(file.size > 0 && file.size <= FILE_MAX);
    uint8_t *changed = test_memory(file.size);
    memcpy(changed, file.data, file.size);
    CHECK(!is_told(kit.place.name, kit.trust, &before));
    CHECK(before.size > 0);

    for (size_t i = 0; i < file.size; i++) {
        struct wallet_buffer after = { 0 };
        if (i % 16 != 0 && is_deep_in_zeros(file, i)) {
            continue;
        }

        changed[i] ^= (uint8_t)(1U << i % 8);
        write_file(kit.place.name, (struct wallet_bytes){ changed, file.size });
        if (is_told(kit.place.name, kit.trust, &after)) {
            told++;
        } else {
            CHECK_BYTES(wallet_buffer_bytes(&after), wallet_buffer_bytes(&before));
        }
        changed[i] = file.data[i];
    }

    CHECK(told > 1000);
    log_kit_close(&kit);
}
