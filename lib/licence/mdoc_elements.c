/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/mdoc_elements.h"

#include <wallet/mdoc_issue.h>

#include "base/buffer.h"
#include "base/text.h"
#include "catalogue/day.h"
#include "crypto/digest.h"
#include "licence/labels.h"
#include "licence/record_write.h"

static void write_value(struct wlt_writer *writer, const struct wlt_entry *entry);

/** 长期 is the last day there is, in either form of a licence. */
static void write_date(struct wlt_writer *writer, int64_t day)
{
    WLT_AUTO_BUFFER text = { 0 };

    wlt_write_tag(writer, WLT_TAG_FULL_DATE);
    if (wlt_day_append(&text, day)) {
        wlt_write_text(writer, wallet_buffer_bytes(&text));
    } else {
        writer->status = WALLET_ERR_MEMORY;
    }
}

/** A member: its fields by their names, in the order of the type. */
static void write_member(struct wlt_writer *writer, const struct wallet_record *member)
{
    const size_t count = wlt_record_entry_count(member);

    wlt_write_map(writer, count);
    for (size_t i = 0; i < count; i++) {
        const struct wlt_entry *entry = wlt_record_entry(member, i);
        wlt_write_text(writer, entry->field->name);
        write_value(writer, entry);
    }
}

/* Members hold no members, so it does not go deeper than once. */
static void write_value(struct wlt_writer *writer, const struct wlt_entry *entry)
{
    if (wallet_field_kind(entry->field) == WALLET_FIELD_DATE) {
        write_date(writer, entry->value.number);
    } else if (wallet_field_kind(entry->field) == WALLET_FIELD_MEMBERS) {
        wlt_write_array(writer, entry->member_count);
        for (size_t i = 0; i < entry->member_count; i++) {
            write_member(writer, entry->members[i]);
        }
    } else {
        wlt_entry_write_value(writer, entry);
    }
}

static void add_field(
    const struct wallet_record *record,
    const struct wallet_field *field,
    struct wlt_mdoc_items *items)
{
    const struct wlt_entry *entry = wlt_record_find(record, field);
    WLT_AUTO_BUFFER value = { 0 };
    struct wlt_writer writer = wlt_writer_start(&value);

    if (!entry) {
        wlt_mdoc_items_add_decoy(items);
        return;
    }

    write_value(&writer, entry);
    if (writer.status != WALLET_OK) {
        items->status = writer.status;
    }

    wlt_mdoc_items_add(items, field->name, wallet_buffer_bytes(&value));
}

static void add_identifier(const char *identifier, struct wlt_mdoc_items *items)
{
    WLT_AUTO_BUFFER value = { 0 };
    struct wlt_writer writer = wlt_writer_start(&value);

    wlt_write_text(&writer, wlt_bytes_of(identifier));
    if (writer.status != WALLET_OK) {
        items->status = writer.status;
    }

    wlt_mdoc_items_add(items, wlt_bytes_of(WALLET_MDOC_IDENTIFIER), wallet_buffer_bytes(&value));
}

/** Puts the numbers below `count` in an order of which each is as likely as the others. */
static void shuffle(uint16_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t drawn = 0;

        wlt_random(&drawn, sizeof drawn);
        const size_t place =
            (size_t)(drawn % (i + 1)); /* of 2^64, nobody sees which are favoured */
        order[i] = (uint16_t)i;        /* its own place may be drawn */
        order[i] = order[place];
        order[place] = (uint16_t)i;
    }
}

void wlt_mdoc_elements_make(
    const struct wallet_record *record, const char *identifier, struct wlt_mdoc_items *out)
{
    const struct wlt_field_set *fields = record->fields;
    const size_t count = fields->count + 1; /* the last of them is the identifier */
    uint16_t order[WLT_FIELD_MAX + 1];

    shuffle(order, count);
    for (size_t i = 0; i < count; i++) {
        if (order[i] < fields->count) {
            add_field(record, &fields->fields[order[i]], out);
        } else {
            add_identifier(identifier, out);
        }
    }
}
