/* SPDX-License-Identifier: Apache-2.0 */

/*
 * An event's record:
 *
 *     [ act, at, to, name of that, matter, note, [ *[ licence: bstr, type, [ *field ] ] ] ]
 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cbor/reader.h"
#include "cbor/writer.h"
#include "vault/vault.h"

#include <string.h>

enum {
    EVENT_PARTS = 7,
    SHOWN_PARTS = 3,
    ACT_FIRST = WALLET_VAULT_SHOWN,
    ACT_LAST = WALLET_VAULT_GRANTED,
};

void wlt_vault_event_clear(struct wlt_vault_event *event)
{
    wlt_free(event->shown);
    wlt_free(event->fields);
    wallet_buffer_clear(&event->encoded);
    *event = (struct wlt_vault_event){ 0 };
}

static struct wallet_bytes read_text(struct wlt_reader *reader)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    if (text.size > WALLET_VAULT_TEXT_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "a shorter text");
    }

    return text;
}

static size_t read_count(struct wlt_reader *reader, uint64_t max)
{
    const uint64_t count = wlt_read_array_any(reader);
    if (count > max) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "a shorter list");
        return 0;
    }

    return (size_t)count;
}

/** One licence; its fields go to `fields` unless that is NULL.  Returns how many they are. */
static size_t read_shown(
    struct wlt_reader *reader, struct wallet_bytes *fields, struct wallet_vault_shown *out)
{
    wlt_read_array(reader, SHOWN_PARTS);
    const struct wallet_bytes licence = wlt_read_bytes(reader);
    if (licence.size != sizeof out->licence) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "the id of a licence");
    } else {
        memcpy(out->licence, licence.data, licence.size);
    }

    out->type = read_text(reader);
    out->field_count = read_count(reader, WALLET_VAULT_FIELD_MAX);
    out->fields = fields;
    for (size_t i = 0; i < out->field_count && wlt_reader_is_ok(reader); i++) {
        const struct wallet_bytes name = read_text(reader);
        if (fields) {
            fields[i] = name;
        }
    }

    return out->field_count;
}

static void read_head(struct wlt_reader *reader, struct wallet_vault_event *out)
{
    wlt_read_array(reader, EVENT_PARTS);
    const uint64_t act = wlt_read_unsigned(reader);
    if (act < ACT_FIRST || act > ACT_LAST) {
        wlt_reader_fail(reader, WALLET_ERR_ARGUMENT, "an act");
    }

    out->act = (enum wallet_vault_act)act;
    out->at_unix = wlt_read_int(reader);
    out->to = read_text(reader);
    out->to_name = read_text(reader);
    out->matter = read_text(reader);
    out->note = read_text(reader);
}

/** How much there is to make room for. */
struct extent {
    size_t shown;
    size_t fields;
};

/** Reads all once, to see that it is right and how much it is. */
static enum wallet_status measure(
    struct wallet_bytes encoded, struct extent *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_STRICT);
    struct wallet_vault_event event = { 0 };
    struct wallet_vault_shown shown = { 0 };

    read_head(&reader, &event);
    *out = (struct extent){ .shown = read_count(&reader, WALLET_VAULT_SHOWN_MAX) };
    for (size_t i = 0; i < out->shown && wlt_reader_is_ok(&reader); i++) {
        out->fields += read_shown(&reader, NULL, &shown);
    }

    const enum wallet_status status = wlt_reader_finish(&reader, error);
    if (status == WALLET_ERR_MALFORMED) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected text in UTF-8");
    }

    return status;
}

/** Fills in what measure() found to be right. */
static void fill(struct wlt_vault_event *event)
{
    struct wlt_reader reader =
        wlt_reader_start(wallet_buffer_bytes(&event->encoded), WLT_CBOR_STRICT);
    struct wallet_bytes *fields = event->fields;

    read_head(&reader, &event->view);
    event->view.shown_count = read_count(&reader, WALLET_VAULT_SHOWN_MAX);
    event->view.shown = event->shown;
    for (size_t i = 0; i < event->view.shown_count; i++) {
        fields += read_shown(&reader, fields, &event->shown[i]);
    }
}

/** Behind the events that are no later. */
static void insert(struct wallet_vault *vault, struct wlt_vault_event event)
{
    size_t at = vault->event_count++;

    for (; at > 0 && vault->events[at - 1].view.at_unix > event.view.at_unix; at--) {
        vault->events[at] = vault->events[at - 1];
    }

    vault->events[at] = event;
}

static void forget_oldest(struct wallet_vault *vault)
{
    wlt_vault_event_clear(&vault->events[0]);
    vault->event_count--;
    memmove(&vault->events[0], &vault->events[1], vault->event_count * sizeof vault->events[0]);
}

static enum wallet_status make_room(
    struct wallet_vault *vault,
    struct wlt_vault_event *event,
    struct extent extent,
    struct wallet_error *error)
{
    /* One more of each: an allocation of nothing may be NULL. */
    event->shown = wlt_alloc(extent.shown + 1, sizeof *event->shown);
    event->fields = wlt_alloc(extent.fields + 1, sizeof *event->fields);
    struct wlt_vault_event *events =
        wlt_vault_grow(vault->events, vault->event_count, &vault->event_capacity, sizeof *events);
    if (events) {
        vault->events = events;
    }

    return event->shown && event->fields && events ? WALLET_OK : wlt_fail_memory(error);
}

enum wallet_status wlt_vault_take_event(
    struct wallet_vault *vault, struct wallet_buffer *encoded, struct wallet_error *error)
{
    struct wlt_vault_event event = { 0 };
    struct extent extent = { 0 };

    enum wallet_status status = measure(wallet_buffer_bytes(encoded), &extent, error);
    if (status == WALLET_OK) {
        status = make_room(vault, &event, extent, error);
    }

    if (status != WALLET_OK) {
        wlt_vault_event_clear(&event);
        return status;
    }

    event.encoded = *encoded;
    *encoded = (struct wallet_buffer){ 0 };
    fill(&event);
    insert(vault, event);
    if (vault->event_count > WALLET_VAULT_EVENT_MAX) {
        forget_oldest(vault);
    }

    return WALLET_OK;
}

static void write_shown(struct wlt_writer *writer, const struct wallet_vault_shown *shown)
{
    wlt_write_array(writer, SHOWN_PARTS);
    wlt_write_bytes(writer, (struct wallet_bytes){ shown->licence, sizeof shown->licence });
    wlt_write_text(writer, shown->type);
    wlt_write_array(writer, shown->field_count);
    for (size_t i = 0; i < shown->field_count; i++) {
        wlt_write_text(writer, shown->fields[i]);
    }
}

static enum wallet_status encode(
    const struct wallet_vault_event *event, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_array(&writer, EVENT_PARTS);
    wlt_write_unsigned(&writer, (uint64_t)event->act);
    wlt_write_int(&writer, event->at_unix);
    wlt_write_text(&writer, event->to);
    wlt_write_text(&writer, event->to_name);
    wlt_write_text(&writer, event->matter);
    wlt_write_text(&writer, event->note);
    wlt_write_array(&writer, event->shown_count);
    for (size_t i = 0; i < event->shown_count; i++) {
        write_shown(&writer, &event->shown[i]);
    }

    return wlt_writer_status(&writer, error);
}

enum wallet_status wallet_vault_event_add(
    struct wallet_vault *vault, const struct wallet_vault_event *event, struct wallet_error *error)
{
    struct wallet_buffer encoded = { 0 };

    if (!vault || !event || (!event->shown && event->shown_count > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = encode(event, &encoded, error);
    if (status == WALLET_OK) {
        status = wlt_vault_take_event(vault, &encoded, error);
    }

    wallet_buffer_clear(&encoded);
    return status;
}

bool wallet_vault_event_at(
    const struct wallet_vault *vault, size_t index, struct wallet_vault_event *out)
{
    if (index >= vault->event_count) {
        return false;
    }

    *out = vault->events[index].view;
    return true;
}
