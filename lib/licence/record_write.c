/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/record_write.h"

#include "licence/labels.h"

static void write_members(struct wlt_writer *writer, const struct wlt_entry *entry)
{
    wlt_write_array(writer, entry->member_count);
    for (size_t i = 0; i < entry->member_count; i++) {
        wlt_record_write(writer, entry->members[i]);
    }
}

void wlt_entry_write_value(struct wlt_writer *writer, const struct wlt_entry *entry)
{
    switch (wallet_field_kind(entry->field)) {
    case WALLET_FIELD_TEXT:
    case WALLET_FIELD_CITIZEN_NUMBER:
    case WALLET_FIELD_USCC: wlt_write_text(writer, entry->value.bytes); break;
    case WALLET_FIELD_DATE: wlt_write_tag(writer, WLT_TAG_DAYS); __attribute__((fallthrough));
    case WALLET_FIELD_CODE:
    case WALLET_FIELD_DIVISION:
    case WALLET_FIELD_NUMBER: wlt_write_int(writer, entry->value.number); break;
    case WALLET_FIELD_PORTRAIT: wlt_write_bytes(writer, entry->value.bytes); break;
    case WALLET_FIELD_MEMBERS: write_members(writer, entry); break;
    }
}

void wlt_record_write(struct wlt_writer *writer, const struct wallet_record *record)
{
    const size_t count = wlt_record_entry_count(record);

    wlt_write_map(writer, count);
    for (size_t i = 0; i < count; i++) {
        const struct wlt_entry *entry = wlt_record_entry(record, i);
        wlt_write_unsigned(writer, wallet_field_key(entry->field));
        wlt_entry_write_value(writer, entry);
    }
}
