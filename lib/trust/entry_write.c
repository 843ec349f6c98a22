/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "trust/entry_wire.h"

static void write_text(struct wlt_writer *writer, int64_t key, const char *text)
{
    if (text && text[0]) {
        wlt_write_int(writer, key);
        wlt_write_text(writer, wlt_bytes_of(text));
    }
}

static void write_number(struct wlt_writer *writer, int64_t key, int64_t number)
{
    if (number > 0) {
        wlt_write_int(writer, key);
        wlt_write_int(writer, number);
    }
}

static void write_chain(struct wlt_writer *writer, const struct wlt_entry *entry)
{
    struct wallet_bytes rest = wallet_buffer_bytes(&entry->encoded);

    /* RFC 9360 section 2: one certificate is a byte string, several are an array. */
    if (entry->chain_count > 1) {
        wlt_write_array(writer, entry->chain_count);
    }

    for (size_t i = 0; i < entry->chain_count; i++) {
        wlt_write_bytes(writer, wlt_entry_next_certificate(&rest));
    }
}

static void write_credential(struct wlt_writer *writer, const struct wlt_entry *entry)
{
    if (entry->key) {
        wlt_write_int(writer, WLT_ENTRY_KEY);
        wlt_write_encoded(writer, wallet_buffer_bytes(&entry->encoded));
    } else {
        wlt_write_int(writer, WLT_ENTRY_X5CHAIN);
        write_chain(writer, entry);
    }
}

static void write_types(struct wlt_writer *writer, const struct wlt_entry *entry)
{
    const size_t count = entry->owner.type_count;
    if (count == 0) {
        return;
    }

    wlt_write_int(writer, WLT_ENTRY_TYPES);
    wlt_write_array(writer, count);
    for (size_t i = 0; i < count; i++) {
        wlt_write_text(writer, wlt_bytes_of(entry->scopes[i]));
    }
}

/** How many pairs the map has: the id, the roles, key or chain, and what else is said. */
static size_t count_pairs(const struct wlt_entry *entry)
{
    const struct wlt_owner *owner = &entry->owner;

    return (size_t)3 + (owner->name_zh ? 1U : 0U) + (owner->name_en ? 1U : 0U) +
           (owner->type_count > 0) + (entry->region[0] != '\0') + (entry->from_unix > 0) +
           (entry->until_unix > 0) + (entry->state != WALLET_TRUST_ACTIVE ? 2U : 0U);
}

void wlt_entry_write(const struct wlt_entry *entry, struct wlt_writer *writer)
{
    wlt_write_map(writer, count_pairs(entry));
    write_text(writer, WLT_ENTRY_ID, entry->owner.issuer);
    write_text(writer, WLT_ENTRY_NAME_ZH, entry->owner.name_zh);
    write_text(writer, WLT_ENTRY_NAME_EN, entry->owner.name_en);
    wlt_write_int(writer, WLT_ENTRY_ROLES);
    wlt_write_unsigned(writer, entry->roles);
    write_credential(writer, entry);
    write_types(writer, entry);
    write_text(writer, WLT_ENTRY_REGION, entry->region);
    write_number(writer, WLT_ENTRY_FROM, entry->from_unix);
    write_number(writer, WLT_ENTRY_UNTIL, entry->until_unix);
    write_number(writer, WLT_ENTRY_STATE, (int64_t)entry->state);
    write_number(writer, WLT_ENTRY_SINCE, entry->state_unix);
}
