/* SPDX-License-Identifier: Apache-2.0 */
#include "json.h"
#include "label.h"
#include "tree_how.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *item_json(
    struct wallet_claims *claims, const struct wallet_item *item, struct tree_how how);

/* Beyond 64 signed bits as text: JSON's readers would round it. */
static json_t *number_json(const struct wallet_item *item)
{
    char text[32];
    int64_t number = 0;

    if (label_number(item, &number)) {
        return json_integer(number);
    }
    if (item->kind == WALLET_ITEM_UNSIGNED) {
        (void)snprintf(text, sizeof text, "%" PRIu64, item->number);
    } else if (item->number == UINT64_MAX) {
        (void)snprintf(text, sizeof text, "-18446744073709551616");
    } else {
        (void)snprintf(text, sizeof text, "-%" PRIu64, item->number + 1);
    }

    return json_string(text);
}

static json_t *simple_json(uint64_t number)
{
    switch (number) {
    case 20: return json_false();
    case 21: return json_true();
    default: return json_null();
    }
}

/* The key as the name of a member; the caller owns it. */
static json_t *key_json(
    struct wallet_claims *claims, const struct wallet_item *key, enum tree_kind kind)
{
    const char *name = label_name(kind, key);
    if (name) {
        return json_string(name);
    }

    json_t *value = item_json(claims, key, tree_how_of(TREE_PLAIN));
    if (json_is_string(value)) {
        return value;
    }

    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    json_decref(value);
    json_t *out = json_string(text ? text : "");
    free(text);
    return out;
}

static json_t *map_json(struct wallet_claims *claims, uint64_t count, struct tree_how how)
{
    json_t *out = json_object();
    struct wallet_item key;
    struct wallet_item value;

    for (uint64_t i = 0; i < count && wallet_claims_next(claims, &key); i++) {
        json_t *name = key_json(claims, &key, how.kind);
        if (wallet_claims_next(claims, &value)) {
            (void)json_object_set_new(
                out, json_string_value(name), item_json(claims, &value, tree_how_inside(how)));
        }
        json_decref(name);
    }

    return out;
}

static json_t *array_json(struct wallet_claims *claims, uint64_t count, struct tree_how how)
{
    json_t *out = json_array();
    struct wallet_item item;

    for (uint64_t i = 0; i < count && wallet_claims_next(claims, &item); i++) {
        (void)json_array_append_new(out, item_json(claims, &item, tree_how_inside(how)));
    }

    return out;
}

static json_t *opened_json(struct wallet_claims opened, struct tree_how how)
{
    struct wallet_item item;

    return wallet_claims_next(&opened, &item) ? item_json(&opened, &item, how) : json_null();
}

static json_t *tag_json(struct wallet_claims *claims, uint64_t tag, struct tree_how how)
{
    struct wallet_claims opened;
    struct tree_how opened_how;
    struct wallet_item inner;

    if (tree_how_opens_tag(how, tag, claims, &opened, &opened_how)) {
        return opened_json(opened, opened_how);
    }

    return wallet_claims_next(claims, &inner) ? item_json(claims, &inner, how) : json_null();
}

static json_t *byte_string_json(struct wallet_bytes bytes, struct tree_how how)
{
    struct wallet_claims opened;
    struct tree_how opened_how;

    return tree_how_opens(how, bytes, false, &opened, &opened_how) ? opened_json(opened, opened_how)
                                                                   : json_bytes(bytes);
}

static json_t *item_json(
    struct wallet_claims *claims, const struct wallet_item *item, struct tree_how how)
{
    switch (item->kind) {
    case WALLET_ITEM_UNSIGNED:
    case WALLET_ITEM_NEGATIVE: return number_json(item);
    case WALLET_ITEM_BYTES: return byte_string_json(item->content, how);
    case WALLET_ITEM_TEXT: return json_text(item->content);
    case WALLET_ITEM_ARRAY: return array_json(claims, item->number, how);
    case WALLET_ITEM_MAP: return map_json(claims, item->number, how);
    case WALLET_ITEM_TAG: return tag_json(claims, item->number, how);
    case WALLET_ITEM_SIMPLE: return simple_json(item->number);
    case WALLET_ITEM_FLOAT: return isfinite(item->real) ? json_real(item->real) : json_null();
    }

    return json_null();
}

json_t *tree_json(struct wallet_claims claims, enum tree_kind kind)
{
    return opened_json(claims, tree_how_of(kind));
}
