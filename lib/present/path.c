/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "catalogue/type.h"
#include "present/selection.h"

#include <string.h>

/* "address", "members.2" or "members.2.name", taken apart. */
struct path {
    const struct wallet_field *field;
    size_t member;                    /* 0: none is named */
    const struct wallet_field *inner; /* NULL: the member's page */
};

/** Takes what stands before the next dot off a text, and the dot; `*more`: whether there was one. */
static struct wallet_bytes next_step(struct wallet_bytes *rest, bool *more)
{
    const uint8_t *dot = rest->size > 0 ? memchr(rest->data, '.', rest->size) : NULL;
    const size_t size = dot ? (size_t)(dot - rest->data) : rest->size;
    const struct wallet_bytes step = { rest->data, size };
    const size_t used = size + (dot != NULL);

    *more = dot != NULL;
    *rest = (struct wallet_bytes){ rest->data + used, rest->size - used };
    return step;
}

static enum wallet_status find_field(
    const struct wlt_field_set *set,
    struct wallet_bytes name,
    const struct wallet_field **out,
    struct wallet_error *error)
{
    *out = wlt_field_set_find(set, name);
    if (*out) {
        return WALLET_OK;
    }

    const char *nearest = wlt_field_set_nearest(set, name);
    return wlt_fail(
        error,
        WALLET_ERR_UNKNOWN,
        WALLET_NO_OFFSET,
        nearest ? "there is no field '%.*s'; did you mean '%s'?" : "there is no field '%.*s'",
        (int)(name.size > 64 ? 64 : name.size),
        (const char *)name.data,
        nearest);
}

/** From 1 to 999; 0 for anything else. */
static size_t read_number(struct wallet_bytes digits)
{
    size_t number = 0;

    if (digits.size > 3) {
        return 0;
    }

    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9') {
            return 0;
        }

        number = 10 * number + (size_t)(digits.data[i] - '0');
    }

    return number;
}

/** Takes what stands behind a field that holds members: which of them and, perhaps, which field. */
static enum wallet_status read_member(
    struct wallet_bytes rest, bool more, struct path *out, struct wallet_error *error)
{
    const char *name = wallet_field_name(out->field);

    out->member = more ? read_number(next_step(&rest, &more)) : 0;
    if (out->member == 0) {
        return wlt_fail(
            error,
            WALLET_ERR_UNKNOWN,
            WALLET_NO_OFFSET,
            "say which one: '%s.1', '%s.2' ...",
            name,
            name);
    }

    return more ? find_field(&out->field->members, rest, &out->inner, error) : WALLET_OK;
}

static enum wallet_status read_path(
    const struct wallet_type *type,
    struct wallet_bytes text,
    struct path *out,
    struct wallet_error *error)
{
    struct wallet_bytes rest = text;
    bool more = false;

    const enum wallet_status status =
        find_field(&type->fields, next_step(&rest, &more), &out->field, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (wallet_field_kind(out->field) == WALLET_FIELD_MEMBERS) {
        return read_member(rest, more, out, error);
    }

    return more ? wlt_fail(
                      error,
                      WALLET_ERR_UNKNOWN,
                      WALLET_NO_OFFSET,
                      "there is nothing below the field '%s'",
                      wallet_field_name(out->field))
                : WALLET_OK;
}

static bool leads_to(const struct path *path, const struct wlt_leaf *leaf)
{
    if (leaf->place != wallet_field_key(path->field) || leaf->fact.member != path->member) {
        return false;
    }

    return path->member == 0 ||
           (path->inner ? leaf->fact.field == path->inner : leaf->disclosure == WLT_IN_CLEAR);
}

enum wallet_status wallet_selection_show_path(
    struct wallet_selection *selection, struct wallet_bytes path, struct wallet_error *error)
{
    struct path taken = { 0 };
    bool found = false;

    if (!selection || (!path.data && path.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = read_path(selection->type, path, &taken, error);
    if (status != WALLET_OK) {
        return status;
    }

    for (size_t i = 0; i < selection->leaves.count; i++) {
        if (leads_to(&taken, &selection->leaves.items[i])) {
            wallet_selection_show(selection, i);
            found = true;
        }
    }

    return found ? WALLET_OK
                 : wlt_fail(
                       error,
                       WALLET_ERR_MISSING,
                       WALLET_NO_OFFSET,
                       "the licence says nothing under '%s'",
                       wallet_field_name(taken.inner ? taken.inner : taken.field));
}
