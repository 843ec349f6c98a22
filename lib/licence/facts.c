/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/facts.h"

#include "catalogue/citizen_number.h"
#include "catalogue/type.h"
#include "licence/holding.h"
#include "licence/labels.h"

/** What a step of a walk came to. */
enum step {
    STEP_END,
    STEP_FACT,
    STEP_MEMBERS, /* an array of members begins; the fact says which */
    STEP_MEMBER,  /* a member begins */
};

static bool decode_text(struct wlt_reader *reader, struct wallet_value *out)
{
    if (!wlt_next_is(reader, WLT_CBOR_TEXT)) {
        return false;
    }

    out->bytes = wlt_read_text(reader);
    return true;
}

static bool decode_bytes(struct wlt_reader *reader, struct wallet_value *out)
{
    if (!wlt_next_is(reader, WLT_CBOR_BYTES)) {
        return false;
    }

    out->bytes = wlt_read_bytes(reader);
    return true;
}

static bool decode_number(struct wlt_reader *reader, struct wallet_value *out)
{
    struct wlt_reader ahead = *reader;
    out->number = wlt_read_int(&ahead);
    if (!wlt_reader_is_ok(&ahead)) {
        return false;
    }

    *reader = ahead;
    return true;
}

static bool decode_day(struct wlt_reader *reader, struct wallet_value *out)
{
    struct wlt_reader ahead = *reader;
    if (!wlt_read_optional_tag(&ahead, WLT_TAG_DAYS) || !decode_number(&ahead, out)) {
        return false;
    }

    *reader = ahead;
    return true;
}

/** Reads a value as its field's kind wants it; false, with nothing read, if it is of another. */
static bool decode(
    struct wlt_reader *reader, const struct wallet_field *field, struct wallet_value *out)
{
    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_TEXT:
    case WALLET_FIELD_CITIZEN_NUMBER:
    case WALLET_FIELD_USCC: return decode_text(reader, out);
    case WALLET_FIELD_PORTRAIT: return decode_bytes(reader, out);
    case WALLET_FIELD_DATE: return decode_day(reader, out);
    case WALLET_FIELD_CODE:
    case WALLET_FIELD_DIVISION:
    case WALLET_FIELD_NUMBER: return decode_number(reader, out);
    case WALLET_FIELD_MEMBERS: break;
    }

    return false;
}

void wlt_fact_read_value(struct wlt_reader *reader, struct wallet_fact *fact)
{
    if (!fact->field) {
        (void)wlt_read_any(reader);
    } else if (decode(reader, fact->field, &fact->value)) {
        fact->finding = wallet_field_check(fact->field, &fact->value);
    } else {
        fact->finding = WALLET_FINDING_KIND;
        (void)wlt_read_any(reader);
    }
}

static enum step read_member_field(
    struct wlt_reader *reader, struct wallet_fact_walk *walk, struct wallet_fact *out)
{
    walk->member_left--;
    out->key = wlt_read_unsigned(reader);
    out->field = wallet_field_member_field_by_key(walk->members, out->key);
    out->member = walk->member;
    wlt_fact_read_value(reader, out);
    return STEP_FACT;
}

static enum step read_member(struct wlt_reader *reader, struct wallet_fact_walk *walk)
{
    walk->members_left--;
    walk->member++;
    walk->member_offset = reader->offset;
    walk->member_left = (size_t)wlt_read_map(reader);
    return STEP_MEMBER;
}

static enum step read_field(
    struct wlt_reader *reader,
    const struct wallet_type *type,
    struct wallet_fact_walk *walk,
    struct wallet_fact *out)
{
    walk->left--;
    out->key = wlt_read_unsigned(reader);
    out->field = wallet_type_field_by_key(type, out->key);
    if (out->field && wallet_field_kind(out->field) == WALLET_FIELD_MEMBERS &&
        wlt_next_is(reader, WLT_CBOR_ARRAY)) {
        walk->members = out->field;
        walk->member = 0;
        walk->members_left = (size_t)wlt_read_array_any(reader);
        return STEP_MEMBERS;
    }

    wlt_fact_read_value(reader, out);
    return STEP_FACT;
}

static enum step next(
    const struct wallet_verdict *verdict, struct wallet_fact_walk *walk, struct wallet_fact *out)
{
    struct wlt_reader reader = wlt_reader_start_checked(verdict->cwt.fields, WLT_CBOR_STRICT);
    enum step step = STEP_END;

    *out = (struct wallet_fact){ 0 };
    reader.offset = walk->offset;
    if (!walk->started) {
        walk->started = true;
        walk->left = (size_t)wlt_read_map(&reader);
    }

    if (walk->member_left > 0) {
        step = read_member_field(&reader, walk, out);
    } else if (walk->members_left > 0) {
        step = read_member(&reader, walk);
    } else if (walk->left > 0) {
        step = read_field(&reader, verdict->type, walk, out);
    }

    walk->offset = reader.offset;
    if (!wlt_reader_is_ok(&reader)) {
        walk->left = 1; /* the walk ends here, and not because all was seen */
        return STEP_END;
    }

    return step;
}

/** The text of a field in the map that begins at `offset`; of no size where it is not there. */
static struct wallet_bytes find_text(
    const struct wallet_verdict *verdict, size_t offset, uint64_t key)
{
    struct wlt_reader map = wlt_reader_start_checked(verdict->cwt.fields, WLT_CBOR_STRICT);

    map.offset = offset;
    for (uint64_t left = wlt_read_map(&map); left > 0 && wlt_reader_is_ok(&map); left--) {
        if (wlt_read_unsigned(&map) != key) {
            (void)wlt_read_any(&map);
        } else if (wlt_next_is(&map, WLT_CBOR_TEXT)) {
            return wlt_read_text(&map);
        } else {
            break;
        }
    }

    return (struct wallet_bytes){ 0 };
}

/* The same person's citizen number may stand before or behind what it is held against. */
static void compare_with_number(
    const struct wallet_verdict *verdict,
    const struct wallet_fact_walk *walk,
    struct wallet_fact *fact)
{
    const struct wallet_field *number = fact->field ? fact->field->number : NULL;
    const size_t offset = fact->member > 0 ? walk->member_offset : 0;

    if (number && fact->finding == WALLET_FINDING_NONE) {
        fact->finding = wlt_citizen_number_compare(
            find_text(verdict, offset, number->key), fact->field, &fact->value);
    }
}

bool wlt_fact_next(
    const struct wallet_verdict *verdict, struct wallet_fact_walk *walk, struct wallet_fact *out)
{
    enum step step = STEP_FACT;
    do {
        step = next(verdict, walk, out);
    } while (step == STEP_MEMBERS || step == STEP_MEMBER);

    /* Only here: a contradiction is told to people, and decides nothing. */
    compare_with_number(verdict, walk, out);
    return step == STEP_FACT;
}

bool wallet_verdict_next_fact(
    const struct wallet_verdict *verdict, struct wallet_fact_walk *walk, struct wallet_fact *out)
{
    return wallet_verdict_type(verdict) && wlt_fact_next(verdict, walk, out);
}

/** How many required fields are still to come. */
struct tally {
    size_t of_type;
    size_t of_member;
    bool member_is_incomplete;
};

static void count_step(
    struct tally *tally,
    enum step step,
    const struct wallet_fact_walk *walk,
    const struct wallet_fact *fact)
{
    const bool is_empty = step == STEP_MEMBERS && walk->members_left == 0;
    const bool is_required = fact->field && wallet_field_is_required(fact->field) && !is_empty;

    if (step == STEP_MEMBER || (step == STEP_FACT && fact->member == 0)) {
        tally->member_is_incomplete = tally->member_is_incomplete || tally->of_member > 0;
        tally->of_member = 0;
    }

    if (step == STEP_MEMBER) {
        tally->of_member = walk->members->members.required_count;
    } else if (is_required && fact->member > 0) {
        tally->of_member--;
    } else if (is_required) {
        tally->of_type--;
    }
}

static bool is_bad(enum wallet_finding finding)
{
    return finding != WALLET_FINDING_NONE && !wallet_finding_is_advisory(finding);
}

/** What is wrong with the fields as a whole; NULL: nothing. */
static const char *find_problem(
    const struct wallet_verdict *verdict,
    const struct wallet_fact_walk *walk,
    const struct tally *tally,
    const struct wlt_holding *holding)
{
    /* What is not disclosed cannot be missed here: completeness is another check. */
    const bool may_be_hidden = verdict->redaction.hidden_count > 0;

    if (walk->left + walk->members_left + walk->member_left > 0) {
        return "the fields are of the wrong shape";
    }

    if (!may_be_hidden && (tally->of_type + tally->of_member > 0 || tally->member_is_incomplete)) {
        return "a required field is missing";
    }

    return wlt_holding_problem(holding, verdict->cwt.sub, may_be_hidden);
}

void wlt_facts_check(struct wallet_verdict *verdict)
{
    struct tally tally = { .of_type = verdict->type->fields.required_count };
    struct wlt_holding holding = { .type = verdict->type };
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    enum step step = STEP_END;

    while ((step = next(verdict, &walk, &fact)) != STEP_END) {
        count_step(&tally, step, &walk, &fact);
        wlt_holding_note(&holding, &fact);
        if (is_bad(fact.finding)) {
            wlt_verdict_fail(
                verdict,
                WALLET_CHECK_FIELDS,
                WALLET_REASON_FIELDS,
                "field '%s': %s",
                wallet_field_name(fact.field),
                wallet_finding_text(fact.finding, WALLET_ENGLISH));
            return;
        }
    }

    const char *problem = find_problem(verdict, &walk, &tally, &holding);
    if (problem) {
        wlt_verdict_fail(verdict, WALLET_CHECK_FIELDS, WALLET_REASON_FIELDS, "%s", problem);
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_FIELDS);
    }
}
