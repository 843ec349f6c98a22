/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "present/presentation.h"

#include <assert.h>

static void add_gap(struct wallet_presentation *presentation, struct wallet_gap gap)
{
    assert(presentation->gap_count < WLT_GAP_MAX);
    presentation->gaps[presentation->gap_count++] = gap;
}

/** Whether a licence tells a field; `member` of whichever of its members. */
static bool has_field(const struct wallet_verdict *verdict, uint64_t key)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.member == 0 && fact.key == key) {
            return true;
        }
    }

    return false;
}

/** How many members a licence tells anything of. */
static size_t count_members(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t count = 0;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        count = fact.member > count ? fact.member : count;
    }

    return count;
}

static bool member_has(const struct wallet_verdict *verdict, size_t member, uint64_t key)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.member == member && fact.key == key) {
            return true;
        }
    }

    return false;
}

/** How many of the fields one member lacks. */
static size_t count_lacks(
    const struct wallet_verdict *verdict, size_t member, const struct wallet_request_field *field)
{
    size_t lacks = 0;

    for (size_t i = 0; i < field->member_count; i++) {
        lacks += !member_has(verdict, member, field->members[i]);
    }

    return lacks;
}

/** The member that comes nearest to what is asked for; 0 where there is none. */
static size_t find_member(
    const struct wallet_verdict *verdict, const struct wallet_request_field *field)
{
    const size_t count = count_members(verdict);
    size_t best = 0;

    for (size_t i = 1; i <= count; i++) {
        if (best == 0 || count_lacks(verdict, i, field) < count_lacks(verdict, best, field)) {
            best = i;
        }
    }

    return best;
}

static void check_members(
    struct wallet_presentation *presentation,
    const struct wallet_verdict *verdict,
    const struct wallet_request_field *field,
    struct wallet_gap gap)
{
    const size_t member = find_member(verdict, field);

    if (member == 0) {
        add_gap(presentation, gap);
        return;
    }

    for (size_t i = 0; i < field->member_count; i++) {
        if (!member_has(verdict, member, field->members[i])) {
            gap.member = field->members[i];
            add_gap(presentation, gap);
        }
    }
}

static bool holds_members(const struct wallet_verdict *verdict, uint64_t key)
{
    const struct wallet_field *field = wallet_type_field_by_key(wallet_verdict_type(verdict), key);
    return field && wallet_field_kind(field) == WALLET_FIELD_MEMBERS;
}

static void check_field(
    struct wallet_presentation *presentation,
    const struct wallet_verdict *verdict,
    const struct wallet_request_field *field,
    struct wallet_gap gap)
{
    if (holds_members(verdict, field->key)) {
        check_members(presentation, verdict, field, gap);
    } else if (!has_field(verdict, field->key)) {
        add_gap(presentation, gap);
    }
}

/** The first licence of the type that no other item has; the count where there is none. */
static size_t find_licence(const struct wallet_presentation *presentation, const char *type)
{
    size_t i = 0;

    for (; i < presentation->count; i++) {
        const struct wallet_type *its = wallet_verdict_type(presentation->verdicts[i]);
        if (its && presentation->items[i] == WALLET_NO_ITEM &&
            wlt_bytes_are(wlt_bytes_of(wallet_type_code(its)), type)) {
            break;
        }
    }

    return i;
}

static void check_item(
    struct wallet_presentation *presentation, const struct wallet_request *request, size_t item)
{
    struct wallet_request_item wanted;
    wallet_request_item_at(request, item, &wanted);

    struct wallet_gap gap = {
        .item = item,
        .field = WALLET_REQUEST_NO_MEMBER,
        .member = WALLET_REQUEST_NO_MEMBER,
        .is_required = wanted.is_required,
    };
    const size_t found = find_licence(presentation, wanted.type);
    if (found == presentation->count) {
        add_gap(presentation, gap);
        return;
    }

    /* A licence that need not be there is of no use without what was asked of it. */
    presentation->items[found] = item;
    for (size_t i = 0; i < wanted.field_count; i++) {
        gap.field = wanted.fields[i].key;
        check_field(presentation, presentation->verdicts[found], &wanted.fields[i], gap);
    }
}

static bool has_required_gap(const struct wallet_presentation *presentation)
{
    for (size_t i = 0; i < presentation->gap_count; i++) {
        if (presentation->gaps[i].is_required) {
            return true;
        }
    }

    return false;
}

void wlt_completeness_check(
    struct wallet_presentation *presentation, const struct wallet_request *request)
{
    for (size_t i = 0; i < presentation->count; i++) {
        if (!wlt_verdict_holds(presentation->verdicts[i])) {
            return; /* it is not accepted as it is, and what it tells cannot be counted on */
        }
    }

    for (size_t i = 0; i < wallet_request_item_count(request); i++) {
        check_item(presentation, request, i);
    }

    if (has_required_gap(presentation)) {
        wlt_presentation_fail(
            presentation,
            WALLET_RESULT_FAILED,
            WALLET_REASON_INCOMPLETE,
            "something that was asked for is missing");
    }
}
