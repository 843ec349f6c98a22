/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_value.h"

#include <wallet/mdoc_issue.h>
#include <wallet/time.h>

#include "text.h"
#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABEL_COLUMNS = 20,
    DAY_SECONDS = 86400,
    DATE_SIZE = 10, /* 2026-01-31 */
};

static bool are_same(struct wallet_bytes bytes, const char *text)
{
    return bytes.size == strlen(text) && memcmp(bytes.data, text, bytes.size) == 0;
}

const struct wallet_type *mdoc_value_type(
    const struct wallet_catalogue *catalogue, struct wallet_bytes code)
{
    const struct wallet_type *type = catalogue ? wallet_catalogue_find(catalogue, code) : NULL;

    return type && are_same(code, wallet_type_code(type)) ? type : NULL;
}

static const struct wallet_field *find_field(
    const struct wallet_type *type, struct wallet_bytes name)
{
    const struct wallet_field *field = type ? wallet_type_find_field(type, name) : NULL;

    return field && are_same(name, wallet_field_name(field)) ? field : NULL;
}

struct wallet_bytes mdoc_value_label(
    const struct session *session, const struct wallet_type *type, struct wallet_bytes identifier)
{
    const struct wallet_field *field = find_field(type, identifier);

    if (field) {
        return text_of(wallet_field_title(field, session->language));
    }

    return type && are_same(identifier, WALLET_MDOC_IDENTIFIER)
               ? text_of(SAY(session, "identifier", "证照标识"))
               : identifier;
}

/* What a tag is around, such as that of a date. */
static bool next_inside(struct wallet_claims *claims, struct wallet_item *out)
{
    do {
        if (!wallet_claims_next(claims, out)) {
            return false;
        }
    } while (out->kind == WALLET_ITEM_TAG);

    return true;
}

/* As it stands, on one line. */
static void print_raw(const struct session *session, struct wallet_claims value)
{
    struct wallet_claims walk = value;
    struct wallet_item item;

    if (!next_inside(&walk, &item)) {
        return;
    }
    if (item.kind == WALLET_ITEM_TEXT) {
        text_print(stderr, item.content);
    } else if (item.kind == WALLET_ITEM_BYTES) {
        fprintf(
            stderr,
            item.content.size == 1 ? SAY(session, "%zu byte", "%zu 字节")
                                   : SAY(session, "%zu bytes", "%zu 字节"),
            item.content.size);
    } else {
        json_t *tree = tree_json(value, TREE_PLAIN);
        char *line = json_dumps(tree, JSON_COMPACT | JSON_ENCODE_ANY);
        text_print(stderr, text_of(line ? line : ""));
        free(line);
        json_decref(tree);
    }
}

/* A date of which nothing but the day is said. */
static bool read_day(struct wallet_bytes text, int64_t *out)
{
    char date[DATE_SIZE + 1] = "";
    int64_t moment = 0;

    if (text.size != DATE_SIZE) {
        return false;
    }

    memcpy(date, text.data, DATE_SIZE);
    if (wallet_time_parse(date, &moment, NULL) != WALLET_OK || moment % DAY_SECONDS != 0) {
        return false;
    }

    *out = moment / DAY_SECONDS;
    return true;
}

/* The value of a field; false where it is of another kind, or nothing that people read. */
static bool read_value(
    const struct wallet_field *field, struct wallet_claims claims, struct wallet_value *out)
{
    struct wallet_item item;

    *out = (struct wallet_value){ .number = 0 };
    if (!next_inside(&claims, &item)) {
        return false;
    }

    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_TEXT:
    case WALLET_FIELD_CITIZEN_NUMBER:
    case WALLET_FIELD_USCC: out->bytes = item.content; return item.kind == WALLET_ITEM_TEXT;
    case WALLET_FIELD_DATE:
        return item.kind == WALLET_ITEM_TEXT && read_day(item.content, &out->number);
    case WALLET_FIELD_CODE:
    case WALLET_FIELD_DIVISION:
    case WALLET_FIELD_NUMBER:
        out->number = (int64_t)item.number;
        return item.kind == WALLET_ITEM_UNSIGNED && item.number <= INT64_MAX;
    case WALLET_FIELD_PORTRAIT:
    case WALLET_FIELD_MEMBERS: break;
    }

    return false;
}

static void print_plain(
    const struct session *session, const struct wallet_field *field, struct wallet_claims value)
{
    struct wallet_buffer text = { 0 };
    struct wallet_value read;

    if (field && read_value(field, value, &read) &&
        wallet_field_format(field, &read, session->language, &text) == WALLET_OK) {
        text_print(stderr, wallet_buffer_bytes(&text));
    } else {
        print_raw(session, value);
    }

    wallet_buffer_clear(&text);
    fputc('\n', stderr);
}

static const struct wallet_field *find_member_field(
    const struct wallet_field *members, struct wallet_bytes name)
{
    for (size_t i = 0; i < wallet_field_member_field_count(members); i++) {
        const struct wallet_field *field = wallet_field_member_field_at(members, i);
        if (are_same(name, wallet_field_name(field))) {
            return field;
        }
    }

    return NULL;
}

/* One member, its fields below it; moves over it. */
static void print_member(
    const struct session *session, const struct wallet_field *members, struct wallet_claims *claims)
{
    struct wallet_item item;

    if (!wallet_claims_next(claims, &item) || item.kind != WALLET_ITEM_MAP) {
        return;
    }

    for (uint64_t left = item.number; left > 0 && wallet_claims_next(claims, &item); left--) {
        const struct wallet_field *field = find_member_field(members, item.content);
        const struct wallet_bytes label =
            field ? text_of(wallet_field_title(field, session->language)) : item.content;
        text_print_label(stderr, label, 6, LABEL_COLUMNS);
        print_plain(session, field, *claims);
        (void)wallet_claims_skip(claims);
    }
}

/* Whether it is an array of maps with names for keys. */
static bool are_members(struct wallet_claims claims)
{
    struct wallet_item item;
    struct wallet_item key;

    if (!wallet_claims_next(&claims, &item) || item.kind != WALLET_ITEM_ARRAY) {
        return false;
    }

    for (uint64_t left = item.number; left > 0; left--) {
        struct wallet_claims member = claims;
        if (!wallet_claims_next(&member, &item) || item.kind != WALLET_ITEM_MAP) {
            return false;
        }
        for (uint64_t pairs = item.number; pairs > 0; pairs--) {
            if (!wallet_claims_next(&member, &key) || key.kind != WALLET_ITEM_TEXT) {
                return false;
            }
            (void)wallet_claims_skip(&member);
        }
        (void)wallet_claims_skip(&claims);
    }

    return true;
}

static void print_members(
    const struct session *session, const struct wallet_field *field, struct wallet_claims claims)
{
    struct wallet_item item = { .number = 0 };

    (void)wallet_claims_next(&claims, &item);
    fprintf(stderr, "%zu\n", (size_t)item.number);
    for (uint64_t i = 1; i <= item.number; i++) {
        fprintf(stderr, "      %s %zu\n", wallet_field_title(field, session->language), (size_t)i);
        print_member(session, field, &claims);
    }
}

void mdoc_value_print(
    const struct session *session,
    const struct wallet_type *type,
    struct wallet_bytes identifier,
    struct wallet_claims value)
{
    const struct wallet_field *field = find_field(type, identifier);

    if (field && wallet_field_kind(field) == WALLET_FIELD_MEMBERS && are_members(value)) {
        print_members(session, field, value);
    } else {
        print_plain(session, field, value);
    }
}
