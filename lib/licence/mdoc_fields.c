/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/mdoc_fields.h"

#include <wallet/mdoc_issue.h>

#include "base/buffer.h"
#include "base/text.h"
#include "catalogue/day.h"
#include "catalogue/type.h"
#include "cbor/members.h"
#include "licence/facts.h"
#include "licence/holding.h"
#include "licence/labels.h"

#include <stdio.h>

enum {
    FULL_DATE_SIZE = 10, /* 2026-01-31 */
    NAME_MAX = 64,       /* bytes of a name in a message */
    HOLDER_SIZE = 32,    /* prefix, number and NUL; longer ones are none */
};

static bool write_map(
    struct wlt_writer *writer,
    const struct wlt_field_set *fields,
    struct wallet_bytes map,
    const char *other,
    struct wallet_bytes *out_odd);

static bool copy_text(struct wlt_reader *reader, struct wlt_writer *writer)
{
    const bool is_text = wlt_next_is(reader, WLT_CBOR_TEXT);

    wlt_write_text(writer, wlt_read_text(reader));
    return is_text;
}

static bool copy_bytes(struct wlt_reader *reader, struct wlt_writer *writer)
{
    const bool is_bytes = wlt_next_is(reader, WLT_CBOR_BYTES);

    wlt_write_bytes(writer, wlt_read_bytes(reader));
    return is_bytes;
}

static bool copy_number(struct wlt_reader *reader, struct wlt_writer *writer)
{
    wlt_write_int(writer, wlt_read_int(reader));
    return wlt_reader_is_ok(reader);
}

static bool copy_date(struct wlt_reader *reader, struct wlt_writer *writer)
{
    int64_t day = 0;

    wlt_read_tag(reader, WLT_TAG_FULL_DATE);
    const struct wallet_bytes text = wlt_read_text(reader);
    const bool is_date =
        wlt_reader_is_ok(reader) && text.size == FULL_DATE_SIZE && wlt_day_parse(text, &day);

    wlt_write_tag(writer, WLT_TAG_DAYS);
    wlt_write_int(writer, day);
    return is_date;
}

static bool copy_members(
    struct wlt_reader *reader, struct wlt_writer *writer, const struct wallet_field *field)
{
    bool fits = wlt_next_is(reader, WLT_CBOR_ARRAY);
    uint64_t left = wlt_read_array_any(reader);

    wlt_write_array(writer, (size_t)left);
    for (; left > 0 && fits; left--) {
        struct wallet_bytes odd = { 0 };
        fits = write_map(writer, &field->members, wlt_read_any(reader), NULL, &odd);
    }

    return fits;
}

/** Writes an element's value as a licence has it; false if it is not of the field's kind. */
static bool write_value(
    struct wlt_writer *writer, const struct wallet_field *field, struct wallet_bytes value)
{
    struct wlt_reader reader = wlt_reader_start_checked(value, WLT_CBOR_LENIENT);
    bool fits = false;

    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_TEXT:
    case WALLET_FIELD_CITIZEN_NUMBER:
    case WALLET_FIELD_USCC: fits = copy_text(&reader, writer); break;
    case WALLET_FIELD_PORTRAIT: fits = copy_bytes(&reader, writer); break;
    case WALLET_FIELD_DATE: fits = copy_date(&reader, writer); break;
    case WALLET_FIELD_CODE:
    case WALLET_FIELD_DIVISION:
    case WALLET_FIELD_NUMBER: fits = copy_number(&reader, writer); break;
    case WALLET_FIELD_MEMBERS: fits = copy_members(&reader, writer, field); break;
    }

    return fits && wlt_reader_is_ok(&reader);
}

/** The first name in a map that is no field's, nor the other one that is allowed; empty: there is none. */
static struct wallet_bytes find_unknown(
    const struct wlt_field_set *fields, struct wallet_bytes map, const char *other)
{
    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_LENIENT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const struct wallet_bytes name = wlt_read_text(&reader);
        (void)wlt_read_any(&reader);
        if (!wlt_field_set_named(fields, name) && !(other && wlt_bytes_are(name, other))) {
            return name;
        }
    }

    return (struct wallet_bytes){ 0 };
}

static size_t count_known(const struct wlt_field_set *fields, struct wallet_bytes map)
{
    size_t count = 0;

    for (size_t i = 0; i < fields->count; i++) {
        count += wlt_find_member(map, fields->fields[i].name).size > 0;
    }

    return count;
}

/**
 * Writes {name: value} as {key: value}, keys in their order; false if something in it is odd.
 *
 * \param other    a name that may be there and is left out; NULL: none
 * \param out_odd  the name of what is odd; of a member, that of the field in which it stands
 */
static bool write_map(
    struct wlt_writer *writer,
    const struct wlt_field_set *fields,
    struct wallet_bytes map,
    const char *other,
    struct wallet_bytes *out_odd)
{
    struct wlt_reader head = wlt_reader_start_checked(map, WLT_CBOR_LENIENT);
    const size_t known = count_known(fields, map);
    const size_t others = other && wlt_has_member(map, other) ? 1 : 0;

    if (wlt_read_map(&head) != known + others || !wlt_reader_is_ok(&head)) {
        *out_odd = find_unknown(fields, map, other);
        return false;
    }

    wlt_write_map(writer, known);
    for (size_t i = 0; i < fields->count; i++) {
        const struct wallet_field *field = &fields->fields[i];
        const struct wallet_bytes value = wlt_find_member(map, field->name);
        if (value.size == 0) {
            continue;
        }

        wlt_write_unsigned(writer, wallet_field_key(field));
        if (!write_value(writer, field, value)) {
            *out_odd = field->name;
            return false;
        }
    }

    return true;
}

static void refuse(struct wallet_verdict *verdict, const char *why)
{
    wlt_verdict_fail(verdict, WALLET_CHECK_FIELDS, WALLET_REASON_FIELDS, "%s", why);
}

static void refuse_element(struct wallet_verdict *verdict, struct wallet_bytes name)
{
    const bool is_known = wlt_field_set_named(&verdict->type->fields, name) != NULL;

    wlt_verdict_fail(
        verdict,
        WALLET_CHECK_FIELDS,
        WALLET_REASON_FIELDS,
        is_known ? "element '%.*s' has a value of another kind than the type gives it"
                 : "the type has no element '%.*s'",
        (int)(name.size < NAME_MAX ? name.size : NAME_MAX),
        (const char *)name.data);
}

/**
 * Takes serial and version out of the identifier, if it is disclosed; false if it is that of another
 * licence.  The two stand one behind the other there, as in the claim that other licences have for them.
 */
static bool take_identifier(struct wallet_verdict *verdict, struct wallet_bytes elements)
{
    const struct wallet_bytes value =
        wlt_find_member(elements, wlt_bytes_of(WALLET_MDOC_IDENTIFIER));
    struct wlt_reader reader = wlt_reader_start_checked(value, WLT_CBOR_LENIENT);
    struct wallet_identifier parts = { .type = { 0 } };

    if (value.size == 0) {
        return true;
    }

    const struct wallet_bytes text = wlt_read_text(&reader);
    if (!wlt_reader_is_ok(&reader) ||
        wallet_identifier_parse(text, &parts) != WALLET_FINDING_NONE ||
        !wlt_bytes_equal(parts.type, verdict->cwt.vct) ||
        !wlt_bytes_equal(parts.issuer, verdict->cwt.iss)) {
        return false;
    }

    verdict->cwt.cti =
        (struct wallet_bytes){ parts.serial.data, parts.serial.size + 1 + parts.version.size };
    return true;
}

/** How many elements were signed, decoys among them, beyond those that are disclosed. */
static size_t count_hidden(const struct wlt_mso *mso, struct wallet_bytes elements)
{
    struct wlt_reader digests =
        wlt_reader_start_checked(wlt_mso_find_digests(mso, mso->doc_type), WLT_CBOR_LENIENT);
    struct wlt_reader shown = wlt_reader_start_checked(elements, WLT_CBOR_LENIENT);

    return (size_t)(wlt_read_map(&digests) - wlt_read_map(&shown));
}

/** Who holds it, as its fields tell; false if they do not, or not yet. */
static bool find_holder(const struct wallet_verdict *verdict, char out[HOLDER_SIZE])
{
    struct wlt_holding holding = { .type = verdict->type };
    struct wallet_fact_walk walk = { .offset = 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        wlt_holding_note(&holding, &fact);
    }

    if (holding.count != 1 || holding.number.size == 0) {
        return false;
    }

    const int size = snprintf(
        out,
        HOLDER_SIZE,
        "%s%.*s",
        wlt_holder_prefix(holding.field),
        (int)holding.number.size,
        (const char *)holding.number.data);
    return size < HOLDER_SIZE;
}

/** Takes the fields, and names their holder as other licences do (`sub`), which stands behind them. */
static enum wallet_status take_fields(struct wallet_verdict *verdict)
{
    const size_t size = verdict->fields.size;
    char holder[HOLDER_SIZE];

    verdict->cwt.fields = wallet_buffer_bytes(&verdict->fields);
    if (!find_holder(verdict, holder)) {
        return WALLET_OK;
    }

    if (!wlt_buffer_append_text(&verdict->fields, holder)) {
        return WALLET_ERR_MEMORY;
    }

    verdict->cwt.fields = (struct wallet_bytes){ verdict->fields.data, size };
    verdict->cwt.sub =
        (struct wallet_bytes){ verdict->fields.data + size, verdict->fields.size - size };
    verdict->cwt.has_sub = true;
    return WALLET_OK;
}

/** What the document tells, and what is wrong with it. */
static enum wallet_status check_elements(
    const struct wlt_mso *mso, struct wallet_bytes elements, struct wallet_verdict *verdict)
{
    struct wlt_writer writer = wlt_writer_start(&verdict->fields);
    struct wallet_bytes odd = { 0 };

    const bool fits =
        write_map(&writer, &verdict->type->fields, elements, WALLET_MDOC_IDENTIFIER, &odd);
    if (writer.status != WALLET_OK) {
        return writer.status;
    }

    if (!fits) {
        refuse_element(verdict, odd);
        return WALLET_OK;
    }

    if (!take_identifier(verdict, elements)) {
        refuse(verdict, "its identifier is not that of a licence of its type and issuer");
        return WALLET_OK;
    }

    const enum wallet_status status = take_fields(verdict);
    if (status == WALLET_OK) {
        verdict->redaction.hidden_count = count_hidden(mso, elements);
        wlt_facts_check(verdict);
    }

    return status;
}

enum wallet_status wlt_mdoc_fields_check(const struct wlt_mso *mso, struct wallet_verdict *verdict)
{
    struct wlt_reader reader = wlt_reader_start_checked(verdict->cwt.all, WLT_CBOR_LENIENT);
    const struct wallet_bytes elements = wlt_find_member(verdict->cwt.all, mso->doc_type);
    const uint64_t count = verdict->cwt.all.size > 0 ? wlt_read_map(&reader) : 0;

    wlt_buffer_set_size(&verdict->fields, 0);
    if (count == 0) {
        wlt_verdict_skip(verdict, WALLET_CHECK_FIELDS);
        return WALLET_OK;
    }

    if (count > 1 || elements.size == 0) {
        refuse(verdict, "it has a namespace that the type does not have");
        return WALLET_OK;
    }

    return check_elements(mso, elements, verdict);
}
