/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/compare.h"

#include "base/text.h"
#include "catalogue/kind.h"

#include <string.h>

#define WIDE_SPACE "\u3000"

/** Takes blanks off both ends, ideographic ones too. */
static struct wallet_bytes trim(struct wallet_bytes text)
{
    const size_t wide = sizeof WIDE_SPACE - 1;

    for (;;) {
        const size_t size = text.size;
        const uint8_t *end = text.data + size;
        if (size > 0 && (*text.data == ' ' || *text.data == '\t')) {
            text = (struct wallet_bytes){ text.data + 1, size - 1 };
        } else if (size > 0 && (end[-1] == ' ' || end[-1] == '\t')) {
            text.size--;
        } else if (size >= wide && memcmp(text.data, WIDE_SPACE, wide) == 0) {
            text = (struct wallet_bytes){ text.data + wide, size - wide };
        } else if (size >= wide && memcmp(end - wide, WIDE_SPACE, wide) == 0) {
            text.size -= wide;
        } else {
            return text;
        }
    }
}

static uint8_t upper(uint8_t byte)
{
    return byte >= 'a' && byte <= 'z' ? (uint8_t)(byte - 'a' + 'A') : byte;
}

/** Numbers of people and organisations: letters in either case are the same. */
static bool is_same_number(struct wallet_bytes a, struct wallet_bytes b)
{
    if (a.size != b.size) {
        return false;
    }

    for (size_t i = 0; i < a.size; i++) {
        if (upper(a.data[i]) != upper(b.data[i])) {
            return false;
        }
    }

    return true;
}

static enum wallet_comparison told(bool is_same)
{
    return is_same ? WALLET_COMPARISON_SAME : WALLET_COMPARISON_DIFFERENT;
}

static enum wallet_comparison compare_text(struct wallet_bytes stored, struct wallet_bytes text)
{
    if (!wlt_utf8_is_valid(text) || !wlt_text_is_printable(text) || !wlt_text_is_nfc(text)) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    return told(wlt_bytes_equal(trim(stored), text));
}

static enum wallet_comparison compare_number(
    const struct wallet_field *field, const struct wallet_value *stored, struct wallet_bytes text)
{
    const struct wlt_kind *kind = wlt_kind_of(wallet_field_kind(field));
    struct wallet_value value = { 0 };

    if (!kind->parse || kind->parse(field, text, &value) != WALLET_FINDING_NONE) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    return told(value.number == stored->number);
}

enum wallet_comparison wlt_compare(
    const struct wallet_field *field, const struct wallet_value *stored, struct wallet_bytes text)
{
    const struct wallet_bytes trimmed = trim(text);

    if (!stored || trimmed.size == 0) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_TEXT: return compare_text(stored->bytes, trimmed);
    case WALLET_FIELD_CITIZEN_NUMBER:
    case WALLET_FIELD_USCC: return told(is_same_number(stored->bytes, trimmed));
    case WALLET_FIELD_DATE:
    case WALLET_FIELD_CODE:
    case WALLET_FIELD_DIVISION:
    case WALLET_FIELD_NUMBER: return compare_number(field, stored, trimmed);
    case WALLET_FIELD_PORTRAIT:
    case WALLET_FIELD_MEMBERS: break;
    }

    return WALLET_COMPARISON_IMPOSSIBLE;
}

/** What a licence says in a field, of a member or of itself (0); NULL: nothing. */
static const struct wallet_fact *find_fact(
    const struct wallet_selection *selection, uint64_t place, size_t member, uint64_t key)
{
    for (size_t i = 0; i < selection->leaves.count; i++) {
        const struct wlt_leaf *leaf = &selection->leaves.items[i];
        if (leaf->place == place && leaf->fact.member == member && leaf->fact.key == key &&
            leaf->fact.field) {
            return &leaf->fact;
        }
    }

    return NULL;
}

static size_t count_members(const struct wallet_selection *selection, uint64_t place)
{
    size_t count = 0;

    for (size_t i = 0; i < selection->leaves.count; i++) {
        const struct wlt_leaf *leaf = &selection->leaves.items[i];
        if (leaf->place == place && leaf->fact.member > count) {
            count = leaf->fact.member;
        }
    }

    return count;
}

static enum wallet_comparison compare_fact(const struct wallet_fact *fact, const char *value)
{
    return fact ? wlt_compare(fact->field, &fact->value, wlt_bytes_of(value))
                : WALLET_COMPARISON_IMPOSSIBLE;
}

/** Compares with one member.  \return how many values are the same */
static size_t compare_member(
    const struct wallet_request_field *field,
    const struct wallet_selection *selection,
    size_t member,
    const char *const *values,
    struct wallet_answer_comparison *out)
{
    size_t same = 0;

    for (size_t i = 0; i < field->member_count; i++) {
        const uint64_t key = field->members[i];
        out[i] = (struct wallet_answer_comparison){
            .field = field->key,
            .member = key,
            .comparison = compare_fact(find_fact(selection, field->key, member, key), values[i]),
        };
        same += out[i].comparison == WALLET_COMPARISON_SAME;
    }

    return same;
}

/** Of several members the first of those that agree with the most values. */
static void compare_members(
    const struct wallet_request_field *field,
    const struct wallet_selection *selection,
    const char *const *values,
    struct wallet_answer_comparison *out)
{
    const size_t count = count_members(selection, field->key);
    size_t most = 0;
    size_t best = 1;

    for (size_t member = 1; member <= count; member++) {
        const size_t same = compare_member(field, selection, member, values, out);
        if (same > most) {
            most = same;
            best = member;
        }
    }

    (void)compare_member(field, selection, best, values, out);
}

void wlt_compare_item(
    const struct wallet_request_item *item,
    const struct wallet_selection *selection,
    const char *const *values,
    struct wallet_answer_comparison *out)
{
    for (size_t i = 0, at = 0; i < item->field_count; i++) {
        const struct wallet_request_field *field = &item->fields[i];
        if (field->member_count > 0) {
            compare_members(field, selection, values + at, out + at);
            at += field->member_count;
        } else {
            out[at] = (struct wallet_answer_comparison){
                .field = field->key,
                .comparison =
                    compare_fact(find_fact(selection, field->key, 0, field->key), values[at]),
            };
            at++;
        }
    }
}
