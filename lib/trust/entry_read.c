/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "trust/entry_wire.h"

#include <string.h>

enum {
    ROLES_KNOWN = WALLET_ROLE_ISSUER | WALLET_ROLE_COUNTER | WALLET_ROLE_IDENTITY_SERVICE |
                  WALLET_ROLE_STATUS | WALLET_ROLE_REPOSITORY | WALLET_ROLE_AUDIT |
                  WALLET_ROLE_APPROVAL,
};

/** What is read, with a NUL behind each text. */
struct draft {
    struct wallet_trust_entry entry;
    char id[WALLET_ISSUER_SIZE];
    char name_zh[WALLET_ISSUER_NAME_MAX];
    char name_en[WALLET_ISSUER_NAME_MAX];
    char region[WLT_REGION_SIZE];
    struct wallet_buffer scopes; /* one text after the other */
    const char **types;
    struct wallet_buffer chain;
};

static void draft_clear(struct draft *draft)
{
    wallet_buffer_clear(&draft->scopes);
    wlt_free(draft->types);
    wallet_buffer_clear(&draft->chain);
}

static void read_text(struct wlt_reader *reader, char *out, size_t room)
{
    const struct wallet_bytes text = wlt_read_text(reader);

    if (text.size >= room || (text.size > 0 && memchr(text.data, '\0', text.size))) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a shorter text");
    } else if (text.size > 0) {
        memcpy(out, text.data, text.size);
    }
}

static int64_t read_time(struct wlt_reader *reader)
{
    const uint64_t seconds = wlt_read_unsigned(reader);

    if (seconds > INT64_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a time in seconds");
        return 0;
    }

    return (int64_t)seconds;
}

static enum wallet_trust_state read_state(struct wlt_reader *reader)
{
    const uint64_t state = wlt_read_unsigned(reader);

    /* Whatever it means, the key is not to be used as if nothing had been said. */
    if (state > WALLET_TRUST_COMPROMISED) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a state that is known here");
        return WALLET_TRUST_ACTIVE;
    }

    return (enum wallet_trust_state)state;
}

/** Appends a text and its NUL. */
static void read_scope(struct wlt_reader *reader, struct draft *draft)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    const struct wallet_bytes nul = { (const uint8_t *)"", 1 };

    if (text.size > WALLET_TRUST_TYPE_MAX ||
        (text.size > 0 && memchr(text.data, '\0', text.size))) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a shorter text");
    } else if (
        !wlt_buffer_append(&draft->scopes, text) || !wlt_buffer_append(&draft->scopes, nul)) {
        wlt_reader_fail(reader, WALLET_ERR_MEMORY, "more memory");
    }
}

static void read_types(struct wlt_reader *reader, struct draft *draft)
{
    const uint64_t count = wlt_read_array_any(reader);
    if (count == 0 || count > WLT_ENTRY_TYPE_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "1 to 1024 types");
        return;
    }

    draft->types = wlt_alloc(count, sizeof *draft->types);
    if (!draft->types) {
        wlt_reader_fail(reader, WALLET_ERR_MEMORY, "more memory");
        return;
    }

    for (size_t i = 0; i < count; i++) {
        read_scope(reader, draft);
    }

    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    const char *text = (const char *)draft->scopes.data;
    for (size_t i = 0; i < count; i++) {
        draft->types[i] = text;
        text += strlen(text) + 1;
    }

    draft->entry.types = draft->types;
    draft->entry.type_count = count;
}

/** Takes one certificate; it must be as long as its own head says. */
static void read_certificate(struct wlt_reader *reader, struct draft *draft)
{
    const struct wallet_bytes der = wlt_read_bytes(reader);
    struct wallet_bytes rest = der;

    if (wlt_entry_next_certificate(&rest).size == 0 || rest.size > 0) {
        wlt_reader_fail(reader, WALLET_ERR_KEY, "one certificate in DER");
    } else if (!wlt_buffer_append(&draft->chain, der)) {
        wlt_reader_fail(reader, WALLET_ERR_MEMORY, "more memory");
    }
}

static void read_chain(struct wlt_reader *reader, struct draft *draft)
{
    uint64_t count = 1;

    if (wlt_next_is(reader, WLT_CBOR_ARRAY)) {
        count = wlt_read_array_any(reader);
        if (count < 2 || count > WLT_CHAIN_MAX) {
            wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "an array of 2 to 4 certificates");
        }
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        read_certificate(reader, draft);
    }

    draft->entry.chain = wallet_buffer_bytes(&draft->chain);
}

/** What must be understood is understood, or the whole list is not. */
static void read_critical(struct wlt_reader *reader)
{
    const uint64_t count = wlt_read_array_any(reader);
    if (count == 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "at least one critical key");
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        const struct wlt_reader before = *reader;
        const int64_t key = wlt_read_int(reader);
        if (key < 0 || key >= WLT_ENTRY_KEY_COUNT) {
            *reader = before;
            wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "critical parts that are known here");
        }
    }
}

static void read_value(struct wlt_reader *reader, int64_t key, struct draft *draft)
{
    struct wallet_trust_entry *entry = &draft->entry;

    switch (key) {
    case WLT_ENTRY_CRITICAL: read_critical(reader); break;
    case WLT_ENTRY_ID: read_text(reader, draft->id, sizeof draft->id); break;
    case WLT_ENTRY_NAME_ZH: read_text(reader, draft->name_zh, sizeof draft->name_zh); break;
    case WLT_ENTRY_NAME_EN: read_text(reader, draft->name_en, sizeof draft->name_en); break;
    case WLT_ENTRY_ROLES: entry->roles = (unsigned)(wlt_read_unsigned(reader) & ROLES_KNOWN); break;
    case WLT_ENTRY_KEY: entry->key = wlt_read_any(reader); break;
    case WLT_ENTRY_X5CHAIN: read_chain(reader, draft); break;
    case WLT_ENTRY_TYPES: read_types(reader, draft); break;
    case WLT_ENTRY_REGION: read_text(reader, draft->region, sizeof draft->region); break;
    case WLT_ENTRY_FROM: entry->from_unix = read_time(reader); break;
    case WLT_ENTRY_UNTIL: entry->until_unix = read_time(reader); break;
    case WLT_ENTRY_STATE: entry->state = read_state(reader); break;
    case WLT_ENTRY_SINCE: entry->state_unix = read_time(reader); break;
    default: (void)wlt_read_any(reader); break;
    }
}

enum wallet_status wlt_entry_read(
    struct wallet_bytes map, struct wlt_entry **out, struct wallet_error *error)
{
    __attribute__((cleanup(draft_clear))) struct draft draft = { .entry = { .id = "" } };
    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_STRICT);

    draft.entry.id = draft.id;
    draft.entry.name_zh = draft.name_zh;
    draft.entry.name_en = draft.name_en;
    draft.entry.region = draft.region;

    const uint64_t count = wlt_read_map(&reader);
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        read_value(&reader, wlt_read_int(&reader), &draft);
    }

    const enum wallet_status status = wlt_reader_finish(&reader, error);
    return status == WALLET_OK ? wlt_entry_new(&draft.entry, out, error) : status;
}
