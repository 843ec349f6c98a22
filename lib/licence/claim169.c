/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/claim169.h"

#include "licence/labels.h"

enum {
    DIGITS_MAX = 4, /* of a number that is written as text; those that are assigned have two */
    TEN = 10,
};

/** The item that stands next, and moves over it. */
static struct wallet_claims take(struct wallet_claims *claims)
{
    const struct wallet_bytes whole = claims->rest;
    (void)wallet_claims_skip(claims);
    return (struct wallet_claims){ { whole.data, whole.size - claims->rest.size } };
}

/** PixelPass makes its maps from JSON, whose keys are texts: "4" is 4.  0 for other texts. */
static uint64_t number_in(struct wallet_bytes text)
{
    uint64_t number = 0;

    for (size_t i = 0; i < text.size; i++) {
        const bool is_digit = text.data[i] >= '0' && text.data[i] <= '9';
        if (!is_digit || (i == 0 && text.data[i] == '0') || i == DIGITS_MAX) {
            return 0;
        }

        number = number * TEN + text.data[i] - '0';
    }

    return number;
}

static uint64_t number_of(struct wallet_claims key)
{
    struct wallet_item item = { 0 };

    if (!wallet_claims_next(&key, &item)) {
        return 0;
    }

    if (item.kind == WALLET_ITEM_TEXT) {
        return number_in(item.content);
    }

    return item.kind == WALLET_ITEM_UNSIGNED ? item.number : 0;
}

/** The value of claim 169 among a CWT's claims; empty where it is not there. */
static struct wallet_claims find_claim(struct wallet_claims claims)
{
    struct wallet_item map = { 0 };
    const bool is_map = wallet_claims_next(&claims, &map) && map.kind == WALLET_ITEM_MAP;

    for (uint64_t left = is_map ? map.number : 0; left > 0; left--) {
        struct wallet_claims key = take(&claims);
        struct wallet_item item = { 0 };
        const struct wallet_claims value = take(&claims);
        if (wallet_claims_next(&key, &item) && item.kind == WALLET_ITEM_UNSIGNED &&
            item.number == WLT_CLAIM_IDENTITY) {
            return value;
        }
    }

    return (struct wallet_claims){ 0 };
}

bool wallet_claim169_start(struct wallet_claims claims, struct wallet_claim169_walk *out)
{
    struct wallet_claims rest = find_claim(claims);
    struct wallet_item item = { 0 };
    bool is_there = wallet_claims_next(&rest, &item);

    /* Section 3.2.1 of the specification shows it so, against its own section 5.1: "map". */
    if (is_there && item.kind == WALLET_ITEM_BYTES) {
        is_there = wallet_claims_start(item.content, &rest, NULL) == WALLET_OK &&
                   wallet_claims_next(&rest, &item);
    }

    if (!is_there || item.kind != WALLET_ITEM_MAP) {
        return false;
    }

    *out = (struct wallet_claim169_walk){ rest, item.number };
    return true;
}

bool wallet_claim169_next(struct wallet_claim169_walk *walk, struct wallet_claim169_item *out)
{
    if (walk->left == 0) {
        return false;
    }

    walk->left--;
    out->key = take(&walk->rest);
    out->value = take(&walk->rest);
    out->number = number_of(out->key);
    return true;
}

bool wallet_claim169_find(struct wallet_claims claims, uint64_t number, struct wallet_claims *out)
{
    struct wallet_claim169_walk walk = { .left = 0 };
    struct wallet_claim169_item item;
    bool is_found = false;

    (void)wallet_claim169_start(claims, &walk);
    while (number != 0 && !is_found && wallet_claim169_next(&walk, &item)) {
        is_found = item.number == number;
    }

    if (is_found) {
        *out = item.value;
    }

    return is_found;
}

static bool fingers_are_numbers(struct wallet_claims value)
{
    struct wallet_item item = { 0 };
    bool holds = wallet_claims_next(&value, &item) && item.kind == WALLET_ITEM_ARRAY;

    for (uint64_t left = holds ? item.number : 0; left > 0 && holds; left--) {
        holds = wallet_claims_next(&value, &item) && item.kind == WALLET_ITEM_UNSIGNED &&
                item.number <= WLT_CLAIM169_FINGER_MAX;
    }

    return holds;
}

static bool are_biometrics(struct wallet_claims value)
{
    struct wallet_claim169_biometric_walk walk = { .left = 0 };
    struct wallet_claim169_biometric biometric;
    const bool is_begun = wallet_claim169_biometrics(value, &walk);

    while (wallet_claim169_next_biometric(&walk, &biometric)) {
    }

    return is_begun && walk.left == 0;
}

const char *wlt_claim169_problem(const struct wallet_claim169_item *item)
{
    struct wallet_claims value = item->value;
    struct wallet_item first = { 0 };

    (void)wallet_claims_next(&value, &first);
    const bool is_text = first.kind == WALLET_ITEM_TEXT;
    const bool is_in_list =
        first.kind == WALLET_ITEM_UNSIGNED &&
        *wallet_claim169_choice(item->number, first.number, WALLET_ENGLISH) != '\0';

    switch (wallet_claim169_kind(item->number)) {
    case WALLET_CLAIM169_TEXT: return is_text ? NULL : "it is no text";
    case WALLET_CLAIM169_CHOICE:
        return is_text || is_in_list ? NULL : "it is no number of its list";
    case WALLET_CLAIM169_IMAGE:
        return is_text || first.kind == WALLET_ITEM_BYTES ? NULL : "it has no bytes";
    case WALLET_CLAIM169_FINGERS:
        return fingers_are_numbers(item->value) ? NULL : "it is no array of fingers, 0 to 10";
    case WALLET_CLAIM169_BIOMETRICS:
        return are_biometrics(item->value) ? NULL : "it has no biometrics";
    case WALLET_CLAIM169_UNASSIGNED: break;
    }

    return NULL;
}
