/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/redactor.h"

#include "base/buffer.h"
#include "licence/record_write.h"

#include <string.h>

enum {
    MEMBERS_STEP = 4, /* members and decoys together are a multiple of it */
};

static const uint8_t simple_59[] = { 0xf8, WLT_SIMPLE_REDACTED };

static bool is_ok(const struct wlt_redactor *redactor)
{
    return redactor->status == WALLET_OK;
}

void wlt_redactor_clear(struct wlt_redactor *redactor)
{
    wallet_buffer_clear(&redactor->value);
    wallet_buffer_clear(&redactor->disclosures);
    *redactor = (struct wlt_redactor){ 0 };
}

/** Each is used once. */
static struct wallet_bytes next_salt(struct wlt_redactor *redactor)
{
    if (redactor->salts_left == 0) {
        wlt_random(redactor->salts, sizeof redactor->salts);
        redactor->salts_left = WLT_SALTS_AT_ONCE;
    }

    redactor->salts_left--;
    return (struct wallet_bytes){ redactor->salts[redactor->salts_left], WLT_SALT_SIZE };
}

/**
 * Appends [ salt, value, key ] in a byte string, of which a decoy has the first part and an element
 * the first two.
 */
static void disclose(
    struct wlt_redactor *redactor,
    struct wallet_bytes value,
    const uint64_t *key,
    uint8_t digest[WLT_SHA256_SIZE])
{
    struct wallet_buffer *all = &redactor->disclosures;
    const size_t start = all->size;
    struct wlt_writer writer = wlt_writer_start(all);

    memset(digest, 0, WLT_SHA256_SIZE);
    if (!is_ok(redactor)) {
        return;
    }

    const size_t string = wlt_write_bytes_open(&writer);
    wlt_write_array(&writer, (size_t)1 + (value.size > 0) + (key != NULL));
    wlt_write_bytes(&writer, next_salt(redactor));
    wlt_write_encoded(&writer, value);
    if (key) {
        wlt_write_unsigned(&writer, *key);
    }
    wlt_write_bytes_close(&writer, string);

    /* Section 3.2: what is hashed is the byte string, its head included. */
    redactor->status = wlt_writer_status(&writer, NULL);
    if (is_ok(redactor)) {
        wlt_sha256((struct wallet_bytes){ all->data + start, all->size - start }, digest);
        redactor->count++;
    }
}

void wlt_redactor_pair(
    struct wlt_redactor *redactor,
    uint64_t key,
    struct wallet_bytes value,
    uint8_t digest[WLT_SHA256_SIZE])
{
    disclose(redactor, value, &key, digest);
}

/** Digests in one run, in ascending order: the order of the claims would tell which is which. */
static void insert(
    struct wlt_redactor *redactor,
    struct wallet_buffer *digests,
    const uint8_t digest[WLT_SHA256_SIZE])
{
    size_t place = digests->size;

    if (!wlt_buffer_append(digests, (struct wallet_bytes){ digest, WLT_SHA256_SIZE })) {
        redactor->status = WALLET_ERR_MEMORY;
        return;
    }

    while (place > 0 &&
           memcmp(digest, digests->data + place - WLT_SHA256_SIZE, WLT_SHA256_SIZE) < 0) {
        memcpy(digests->data + place, digests->data + place - WLT_SHA256_SIZE, WLT_SHA256_SIZE);
        place -= WLT_SHA256_SIZE;
    }

    memcpy(digests->data + place, digest, WLT_SHA256_SIZE);
}

void wlt_redactor_write_digests(struct wlt_writer *writer, struct wallet_bytes digests)
{
    wlt_write_encoded(writer, (struct wallet_bytes){ simple_59, sizeof simple_59 });
    wlt_write_array(writer, digests.size / WLT_SHA256_SIZE);
    for (size_t at = 0; at < digests.size; at += WLT_SHA256_SIZE) {
        wlt_write_bytes(writer, (struct wallet_bytes){ digests.data + at, WLT_SHA256_SIZE });
    }
}

/** Members stay in sight as an array: it is redacted element by element. */
static bool stays_in_clear(const struct wallet_field *field)
{
    return wallet_field_disclosure(field) == WALLET_DISCLOSE_ALWAYS ||
           wallet_field_kind(field) == WALLET_FIELD_MEMBERS;
}

static void redact_entry(
    struct wlt_redactor *redactor, const struct wlt_entry *entry, struct wallet_buffer *digests)
{
    struct wallet_buffer *value = &redactor->value;
    struct wlt_writer writer = wlt_writer_start(value);
    uint8_t digest[WLT_SHA256_SIZE];

    wlt_buffer_set_size(value, 0);
    wlt_entry_write_value(&writer, entry);
    if (is_ok(redactor)) {
        redactor->status = wlt_writer_status(&writer, NULL);
    }

    wlt_redactor_pair(redactor, wallet_field_key(entry->field), wallet_buffer_bytes(value), digest);
    insert(redactor, digests, digest);
}

/** That nothing is entered under religion, say, is nobody's business either. */
static void add_decoys(
    struct wlt_redactor *redactor,
    const struct wallet_record *record,
    struct wallet_buffer *digests)
{
    const struct wallet_bytes nothing = { 0 };
    uint8_t digest[WLT_SHA256_SIZE];

    for (size_t i = 0; i < record->fields->count; i++) {
        const struct wallet_field *field = &record->fields->fields[i];
        if (wallet_field_disclosure(field) == WALLET_DISCLOSE_NEVER_BY_DEFAULT &&
            !wlt_record_find(record, field)) {
            disclose(redactor, nothing, NULL, digest);
            insert(redactor, digests, digest);
        }
    }
}

/** Fills `digests` with those of what is redacted; returns how many fields stay in clear. */
static size_t redact_fields(
    struct wlt_redactor *redactor,
    const struct wallet_record *record,
    struct wallet_buffer *digests)
{
    size_t clear_count = 0;

    for (size_t i = 0; i < wlt_record_entry_count(record); i++) {
        const struct wlt_entry *entry = wlt_record_entry(record, i);
        if (stays_in_clear(entry->field)) {
            clear_count++;
        } else {
            redact_entry(redactor, entry, digests);
        }
    }

    add_decoys(redactor, record, digests);
    return clear_count;
}

static void write_element(
    struct wlt_redactor *redactor, struct wlt_writer *writer, struct wallet_bytes value)
{
    uint8_t digest[WLT_SHA256_SIZE];

    disclose(redactor, value, NULL, digest);
    wlt_write_tag(writer, WLT_TAG_REDACTED);
    wlt_write_bytes(writer, (struct wallet_bytes){ digest, sizeof digest });
}

static void write_member(
    struct wlt_redactor *redactor, struct wlt_writer *writer, const struct wallet_record *member)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer value = { 0 };
    struct wlt_writer inner = wlt_writer_start(&value);

    wlt_redactor_write_record(redactor, &inner, member);
    if (is_ok(redactor)) {
        redactor->status = wlt_writer_status(&inner, NULL);
    }

    write_element(redactor, writer, wallet_buffer_bytes(&value));
}

/** Whether the next place is a decoy's: each of the places left is as likely as the others. */
static bool draws_decoy(size_t decoys_left, size_t places_left)
{
    uint32_t drawn = 0;
    wlt_random(&drawn, sizeof drawn);
    return drawn % places_left < decoys_left;
}

static void write_members(
    struct wlt_redactor *redactor, struct wlt_writer *writer, const struct wlt_entry *entry)
{
    const size_t count = (entry->member_count + MEMBERS_STEP - 1) / MEMBERS_STEP * MEMBERS_STEP;
    size_t decoys_left = count - entry->member_count;
    size_t written = 0;

    wlt_write_array(writer, count);
    for (size_t places_left = count; places_left > 0; places_left--) {
        if (draws_decoy(decoys_left, places_left)) {
            write_element(redactor, writer, (struct wallet_bytes){ 0 });
            decoys_left--;
        } else {
            write_member(redactor, writer, entry->members[written++]);
        }
    }
}

void wlt_redactor_write_record(
    struct wlt_redactor *redactor, struct wlt_writer *writer, const struct wallet_record *record)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer digests = { 0 };
    const size_t clear_count = redact_fields(redactor, record, &digests);

    wlt_write_map(writer, clear_count + (digests.size > 0));
    for (size_t i = 0; i < wlt_record_entry_count(record); i++) {
        const struct wlt_entry *entry = wlt_record_entry(record, i);
        if (!stays_in_clear(entry->field)) {
            continue;
        }

        wlt_write_unsigned(writer, wallet_field_key(entry->field));
        if (wallet_field_kind(entry->field) == WALLET_FIELD_MEMBERS) {
            write_members(redactor, writer, entry);
        } else {
            wlt_entry_write_value(writer, entry);
        }
    }

    if (digests.size > 0) {
        wlt_redactor_write_digests(writer, wallet_buffer_bytes(&digests));
    }
}
