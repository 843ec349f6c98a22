/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/scope.h"

#include "base/text.h"

#include <string.h>

#define EVERY_TYPE "*"

/** One field of a list. */
struct step {
    uint64_t field;
    uint64_t member; /* WLT_SCOPE_NO_MEMBER: the field itself */
};

static void advance(struct wallet_bytes *text)
{
    text->data++;
    text->size--;
}

/** Takes a number in its one form off the text. */
static bool take_key(struct wallet_bytes *text, uint64_t *out)
{
    const bool starts_with_zero = text->size > 0 && text->data[0] == '0';
    size_t digits = 0;

    *out = 0;
    while (text->size > 0 && text->data[0] >= '0' && text->data[0] <= '9') {
        *out = *out * 10 + (uint64_t)(text->data[0] - '0');
        advance(text);
        if (++digits > WLT_SCOPE_DIGITS_MAX) {
            return false;
        }
    }

    return digits == 1 || (digits > 1 && !starts_with_zero);
}

/** Takes the mark and the field behind it off the text. */
static bool take_step(struct wallet_bytes *text, char mark, struct step *out)
{
    if (text->size == 0 || text->data[0] != (uint8_t)mark) {
        return false;
    }

    advance(text);
    out->member = WLT_SCOPE_NO_MEMBER;
    if (!take_key(text, &out->field)) {
        return false;
    }

    if (text->size == 0 || text->data[0] != '.') {
        return true;
    }

    advance(text);
    return take_key(text, &out->member);
}

static bool is_behind(const struct step *step, const struct step *last)
{
    if (step->field != last->field) {
        return step->field > last->field;
    }

    return step->member != WLT_SCOPE_NO_MEMBER &&
           (last->member == WLT_SCOPE_NO_MEMBER || step->member > last->member);
}

bool wlt_scope_fields_are_valid(struct wallet_bytes fields)
{
    struct step last;
    bool is_valid = take_step(&fields, '#', &last);

    while (is_valid && fields.size > 0) {
        struct step step;
        is_valid = take_step(&fields, ',', &step) && is_behind(&step, &last);
        last = step;
    }

    return is_valid;
}

void wlt_scope_split(
    struct wallet_bytes scope, struct wallet_bytes *out_code, struct wallet_bytes *out_fields)
{
    const uint8_t *mark = scope.size > 0 ? memchr(scope.data, '#', scope.size) : NULL;
    const size_t size = mark ? (size_t)(mark - scope.data) : scope.size;

    *out_code = (struct wallet_bytes){ scope.data, size };
    *out_fields =
        mark ? (struct wallet_bytes){ mark, scope.size - size } : (struct wallet_bytes){ NULL, 0 };
}

static enum wlt_leave leave_of(const struct step *step, uint64_t field, uint64_t member)
{
    if (step->field != field) {
        return WLT_LEAVE_NONE;
    }

    if (step->member == member) {
        return WLT_LEAVE_EXPRESS;
    }

    return step->member == WLT_SCOPE_NO_MEMBER ? WLT_LEAVE_BY_DEFAULT : WLT_LEAVE_NONE;
}

enum wlt_leave wlt_scope_leave(
    struct wallet_bytes scope, struct wallet_bytes type_code, uint64_t field, uint64_t member)
{
    struct wallet_bytes code;
    struct wallet_bytes fields;
    struct step step;
    enum wlt_leave leave = WLT_LEAVE_NONE;

    wlt_scope_split(scope, &code, &fields);
    if (wlt_bytes_are(code, EVERY_TYPE)) {
        return fields.size == 0 ? WLT_LEAVE_BY_DEFAULT : WLT_LEAVE_NONE;
    }

    if (!wlt_bytes_equal(code, type_code)) {
        return WLT_LEAVE_NONE;
    }

    if (fields.size == 0) {
        return WLT_LEAVE_BY_DEFAULT;
    }

    for (char mark = '#'; take_step(&fields, mark, &step); mark = ',') {
        const enum wlt_leave found = leave_of(&step, field, member);
        leave = found > leave ? found : leave;
    }

    return leave;
}
