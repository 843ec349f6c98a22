/* SPDX-License-Identifier: Apache-2.0 */
#include "present/leaves.h"

#include "base/alloc.h"
#include "base/error.h"
#include "licence/facts.h"
#include "licence/labels.h"
#include "licence/redacted_claim.h"

#include <string.h>

enum {
    ITEMS_AT_FIRST = 32,
};

/** A walk over the fields.  The first failure sticks. */
struct walk {
    const struct wlt_disclosures *disclosures;
    struct wlt_leaves *leaves;
    enum wallet_status status;
};

/** Where in a licence a map of fields stands. */
struct place {
    const struct wallet_type *type;
    const struct wallet_field *members; /* NULL: at the top */
    size_t member;
    uint16_t page;
};

static void fail(struct walk *walk, enum wallet_status status)
{
    walk->status = walk->status == WALLET_OK ? status : walk->status;
}

void wlt_leaves_clear(struct wlt_leaves *leaves)
{
    wlt_free(leaves->items);
    *leaves = (struct wlt_leaves){ 0 };
}

static bool make_room(struct wlt_leaves *leaves)
{
    if (leaves->count < leaves->capacity) {
        return true;
    }

    const size_t capacity = leaves->capacity == 0 ? ITEMS_AT_FIRST : 2 * leaves->capacity;
    struct wlt_leaf *items = wlt_alloc(capacity, sizeof *items);
    if (!items) {
        return false;
    }

    if (leaves->count > 0) {
        memcpy(items, leaves->items, leaves->count * sizeof *items);
    }

    wlt_free(leaves->items);
    leaves->items = items;
    leaves->capacity = capacity;
    return true;
}

static bool is_before(const struct wlt_leaf *a, const struct wlt_leaf *b)
{
    if (a->place != b->place) {
        return a->place < b->place;
    }

    return a->fact.member != b->fact.member ? a->fact.member < b->fact.member
                                            : a->fact.key < b->fact.key;
}

static void add(struct walk *walk, const struct wlt_leaf *leaf)
{
    struct wlt_leaves *leaves = walk->leaves;

    if (!make_room(leaves)) {
        fail(walk, WALLET_ERR_MEMORY);
        return;
    }

    size_t at = leaves->count++;
    for (; at > 0 && is_before(leaf, &leaves->items[at - 1]); at--) {
        leaves->items[at] = leaves->items[at - 1];
    }

    leaves->items[at] = *leaf;
}

static void add_field(
    struct walk *walk,
    const struct place *place,
    uint64_t key,
    struct wallet_bytes value,
    uint16_t disclosure)
{
    struct wlt_reader reader = wlt_reader_start_checked(value, WLT_CBOR_STRICT);
    struct wlt_leaf leaf = {
        .place = place->members ? wallet_field_key(place->members) : key,
        .fact = { .key = key, .member = place->member },
        .disclosure = disclosure,
        .page = place->page,
    };

    leaf.fact.field = place->members ? wallet_field_member_field_by_key(place->members, key)
                                     : wallet_type_field_by_key(place->type, key);
    wlt_fact_read_value(&reader, &leaf.fact);
    add(walk, &leaf);
}

/** The number of the disclosure of a digest; false where there is none. */
static bool find(const struct walk *walk, struct wallet_bytes digest, uint16_t *out)
{
    const struct wlt_disclosure *found = wlt_disclosures_find(walk->disclosures, digest);

    if (found && found->value.size > 0) {
        *out = (uint16_t)(found - walk->disclosures->items);
        return true;
    }

    return false;
}

static void add_redacted(struct walk *walk, const struct place *place, struct wallet_bytes digests)
{
    struct wlt_reader reader = wlt_reader_start_checked(digests, WLT_CBOR_STRICT);
    uint16_t number = 0;

    for (uint64_t left = wlt_read_array_any(&reader); left > 0; left--) {
        if (find(walk, wlt_read_bytes(&reader), &number)) {
            const struct wlt_disclosure *found = &walk->disclosures->items[number];
            struct wlt_reader key = wlt_reader_start_checked(found->key, WLT_CBOR_STRICT);
            const uint64_t field = wlt_read_unsigned(&key);
            add_field(walk, place, field, found->value, number);
            fail(walk, wlt_reader_status(&key, NULL));
        }
    }

    fail(walk, wlt_reader_status(&reader, NULL));
}

static void add_map(struct walk *walk, const struct place *place, struct wallet_bytes map);

/** Members one by one: each in clear, or an element whose disclosure is its page. */
static void add_members(
    struct walk *walk,
    const struct wallet_type *type,
    const struct wallet_field *field,
    struct wallet_bytes array)
{
    struct wlt_reader reader = wlt_reader_start_checked(array, WLT_CBOR_STRICT);
    struct place place = { .type = type, .members = field };

    for (uint64_t left = wlt_read_array_any(&reader); left > 0; left--) {
        place.page = WLT_IN_CLEAR;
        if (!wlt_read_optional_tag(&reader, WLT_TAG_REDACTED)) {
            place.member++;
            add_map(walk, &place, wlt_read_any(&reader));
        } else if (find(walk, wlt_read_bytes(&reader), &place.page)) {
            place.member++;
            add_map(walk, &place, walk->disclosures->items[place.page].value);
        }
    }

    fail(walk, wlt_reader_status(&reader, NULL));
}

static void add_clear(
    struct walk *walk, const struct place *place, uint64_t key, struct wallet_bytes value)
{
    const struct wallet_field *field =
        place->members ? NULL : wallet_type_field_by_key(place->type, key);

    if (field && wallet_field_kind(field) == WALLET_FIELD_MEMBERS) {
        add_members(walk, place->type, field, value);
    } else {
        add_field(walk, place, key, value, WLT_IN_CLEAR);
    }
}

static void add_map(struct walk *walk, const struct place *place, struct wallet_bytes map)
{
    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_STRICT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        if (wlt_next_is(&reader, WLT_CBOR_SIMPLE)) {
            (void)wlt_read_any(&reader);
            add_redacted(walk, place, wlt_read_any(&reader));
        } else {
            const uint64_t key = wlt_read_unsigned(&reader);
            const struct wallet_bytes value = wlt_read_any(&reader);
            if (wlt_reader_is_ok(&reader)) {
                add_clear(walk, place, key, value);
            }
        }
    }

    fail(walk, wlt_reader_status(&reader, NULL));
}

/** What is redacted at the top is the holder's number. */
static void find_holder(struct walk *walk, struct wallet_bytes claims)
{
    const struct wallet_bytes digests = wlt_redacted_digests(claims);

    walk->leaves->holder = WLT_IN_CLEAR;
    if (digests.size > 0) {
        struct wlt_reader reader = wlt_reader_start_checked(digests, WLT_CBOR_STRICT);
        (void)wlt_read_array_any(&reader);
        (void)find(walk, wlt_read_bytes(&reader), &walk->leaves->holder);
    }
}

enum wallet_status wlt_leaves_find(
    const struct wlt_cwt *cwt,
    const struct wallet_type *type,
    const struct wlt_disclosures *disclosures,
    struct wlt_leaves *out,
    struct wallet_error *error)
{
    struct walk walk = { .disclosures = disclosures, .leaves = out };
    const struct place top = { .type = type, .page = WLT_IN_CLEAR };

    add_map(&walk, &top, cwt->fields);
    find_holder(&walk, cwt->all);
    if (walk.status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    return walk.status == WALLET_OK ? WALLET_OK
                                    : wlt_fail(
                                          error,
                                          WALLET_ERR_STRUCTURE,
                                          WALLET_NO_OFFSET,
                                          "the fields are not those of a licence");
}
