/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/record.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "catalogue/kind.h"

#include <stdio.h>
#include <string.h>

enum {
    MEMBERS_AT_FIRST = 4,
};

struct wlt_slot {
    struct wallet_buffer bytes;
    struct wallet_record **members;
    size_t member_capacity;
};

WLT_DEFINE_AUTO(record, struct wallet_record, wallet_record_free)

static struct wallet_record *new_record(
    const struct wallet_type *type, const struct wlt_field_set *fields)
{
    WLT_AUTO(record) struct wallet_record *record = wlt_alloc(1, sizeof *record);
    if (!record) {
        return NULL;
    }

    record->type = type;
    record->fields = fields;
    record->root = record;
    record->terms.version = 1;
    record->slots = wlt_alloc(fields->count, sizeof *record->slots);
    record->entries = wlt_alloc(fields->count, sizeof *record->entries);
    return record->slots && record->entries ? WLT_TAKE(record) : NULL;
}

enum wallet_status wallet_record_new(
    const struct wallet_type *type, struct wallet_record **out, struct wallet_error *error)
{
    if (!type || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_record *record = new_record(type, &type->fields);
    if (!record) {
        return wlt_fail_memory(error);
    }

    *out = record;
    return WALLET_OK;
}

static void free_members(const struct wallet_record *record)
{
    for (size_t i = 0; record->entries && i < record->count; i++) {
        for (size_t j = 0; j < record->entries[i].member_count; j++) {
            wallet_record_free(record->entries[i].members[j]);
        }
    }
}

void wallet_record_free(struct wallet_record *record)
{
    if (!record) {
        return;
    }

    free_members(record);
    for (size_t i = 0; record->slots && i < record->fields->count; i++) {
        wallet_buffer_clear(&record->slots[i].bytes);
        wlt_free(record->slots[i].members);
    }

    wlt_free(record->slots);
    wlt_free(record->entries);
    wlt_free(record);
}

void wallet_record_clear(struct wallet_record *record)
{
    free_members(record);
    record->count = 0;
    record->member_total = 0;
    record->terms = (struct wallet_terms){ .version = 1 };
}

const struct wallet_type *wallet_record_type(const struct wallet_record *record)
{
    return record->type;
}

struct wallet_terms *wallet_record_terms(struct wallet_record *record)
{
    return &record->root->terms;
}

const struct wallet_terms *wlt_record_terms(const struct wallet_record *record)
{
    return &record->root->terms;
}

size_t wlt_record_entry_count(const struct wallet_record *record)
{
    return record->count;
}

const struct wlt_entry *wlt_record_entry(const struct wallet_record *record, size_t index)
{
    return &record->entries[index];
}

/** Where the entry of a field is or would be: fields mostly come in order, so from the end. */
static size_t place_of(const struct wallet_record *record, const struct wallet_field *field)
{
    size_t place = record->count;
    while (place > 0 && record->entries[place - 1].field->key >= field->key) {
        place--;
    }

    return place;
}

const struct wlt_entry *wlt_record_find(
    const struct wallet_record *record, const struct wallet_field *field)
{
    const size_t place = place_of(record, field);
    const bool is_set = place < record->count && record->entries[place].field == field;
    return is_set ? &record->entries[place] : NULL;
}

/** The entry of a field, which is made if it is not set. */
static struct wlt_entry *entry_of(struct wallet_record *record, const struct wallet_field *field)
{
    const size_t place = place_of(record, field);
    struct wlt_entry *entry = &record->entries[place];

    if (place == record->count || entry->field != field) {
        memmove(entry + 1, entry, (record->count - place) * sizeof *entry);
        *entry = (struct wlt_entry){ .field = field };
        record->count++;
    }

    return entry;
}

static struct wlt_slot *slot_of(struct wallet_record *record, const struct wallet_field *field)
{
    return &record->slots[field - record->fields->fields];
}

/** Whether a finding stops a value from being set. */
static bool refuses(const struct wallet_record *record, enum wallet_finding finding)
{
    const bool is_accepted =
        wallet_finding_is_advisory(finding) && record->root->terms.accept_findings;
    return finding != WALLET_FINDING_NONE && !is_accepted;
}

enum wallet_status wlt_record_put(
    struct wallet_record *record,
    const struct wallet_field *field,
    const struct wallet_value *value,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    const enum wallet_finding finding = wlt_kind_of(field->kind)->check(field, value);
    if (refuses(record, finding)) {
        return wlt_record_fail(record, field, finding, text, error);
    }

    struct wallet_buffer *bytes = &slot_of(record, field)->bytes;
    if (value->bytes.size > 0) {
        if (!wlt_buffer_reserve(bytes, value->bytes.size)) {
            return wlt_fail_memory(error);
        }

        memcpy(bytes->data, value->bytes.data, value->bytes.size);
        wlt_buffer_set_size(bytes, value->bytes.size);
    }

    struct wlt_entry *entry = entry_of(record, field);
    entry->value.number = value->number;
    entry->value.bytes = (struct wallet_bytes){ bytes->data, value->bytes.size };
    entry->finding = finding;
    return WALLET_OK;
}

enum wallet_status wlt_record_put_owned(
    struct wallet_record *record,
    const struct wallet_field *field,
    struct wallet_buffer *owned,
    struct wallet_error *error)
{
    const struct wallet_value value = { .bytes = wallet_buffer_bytes(owned) };
    const enum wallet_finding finding = wlt_kind_of(field->kind)->check(field, &value);
    if (refuses(record, finding)) {
        return wlt_record_fail(record, field, finding, (struct wallet_bytes){ 0 }, error);
    }

    struct wallet_buffer *bytes = &slot_of(record, field)->bytes;
    wallet_buffer_clear(bytes);
    *bytes = *owned;
    *owned = (struct wallet_buffer){ 0 };

    struct wlt_entry *entry = entry_of(record, field);
    entry->value = value;
    entry->finding = finding;
    return WALLET_OK;
}

static bool make_room(struct wlt_slot *slot, size_t count)
{
    if (count < slot->member_capacity) {
        return true;
    }

    const size_t capacity = count > 0 ? count * 2 : MEMBERS_AT_FIRST;
    struct wallet_record **members = wlt_alloc(capacity, sizeof(struct wallet_record *));
    if (!members) {
        return false;
    }

    for (size_t i = 0; i < count; i++) {
        members[i] = slot->members[i];
    }

    wlt_free(slot->members);
    slot->members = members;
    slot->member_capacity = capacity;
    return true;
}

enum wallet_status wlt_record_grow(
    struct wallet_record *record,
    const struct wallet_field *field,
    struct wallet_record **out_member,
    struct wallet_error *error)
{
    const struct wlt_entry *found = wlt_record_find(record, field);
    const size_t count = found ? found->member_count : 0;
    struct wlt_slot *slot = slot_of(record, field);

    if (record->member_total == WALLET_MEMBER_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "more than %d members",
            WALLET_MEMBER_MAX);
    }

    WLT_AUTO(record) struct wallet_record *member = new_record(record->type, &field->members);
    const bool has_room = make_room(slot, count);
    if (found) {
        entry_of(record, field)->members = slot->members;
    }

    if (!member || !has_room) {
        return wlt_fail_memory(error);
    }

    member->root = record;
    member->within = field;
    member->index = count;
    slot->members[count] = member;
    *out_member = WLT_TAKE(member);

    struct wlt_entry *entry = entry_of(record, field);
    entry->members = slot->members;
    entry->member_count = count + 1;
    record->member_total++;
    return WALLET_OK;
}

void wlt_record_path(
    const struct wallet_record *record,
    const struct wallet_field *field,
    char out[WLT_RECORD_PATH_SIZE])
{
    const char *name = (const char *)field->name.data;

    if (record->within) {
        const char *within = (const char *)record->within->name.data;
        (void)snprintf(out, WLT_RECORD_PATH_SIZE, "%s[%zu].%s", within, record->index, name);
    } else {
        (void)snprintf(out, WLT_RECORD_PATH_SIZE, "%s", name);
    }
}
