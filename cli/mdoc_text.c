/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_text.h"

#include "json.h"
#include "text.h"
#include "tree.h"

#include <stdio.h>

enum {
    LABEL_COLUMNS = 24,
};

void mdoc_text_print_device(const struct session *session, const struct wallet_verdict *verdict)
{
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;
    bool is_first = true;

    while (wallet_mdoc_next(verdict, &walk, &element)) {
        if (!element.is_by_device) {
            continue;
        }
        if (is_first) {
            fputs(
                SAY(session,
                    "  said by the holder's device, not by the issuer:\n",
                    "  以下由持证人设备而非发证机关声明：\n"),
                stdout);
        }

        is_first = false;
        fputs("    ", stdout);
        text_print(stdout, element.name_space);
        fputs(" / ", stdout);
        text_print(stdout, element.identifier);
        fputs(": ", stdout);
        tree_print(element.value, TREE_PLAIN, 0);
    }
}

/* A deviation, and of which certificate; start with the one before the first. */
struct place {
    size_t index;
    enum wallet_deviation deviation;
};

static bool next_deviation(const struct wallet_verdict *verdict, struct place *place)
{
    for (; place->index < WALLET_CHAIN_MAX; place->index++) {
        for (int i = (int)place->deviation + 1; i < WALLET_DEVIATION_COUNT; i++) {
            if (wallet_mdoc_deviates(verdict, place->index, (enum wallet_deviation)i)) {
                place->deviation = (enum wallet_deviation)i;
                return true;
            }
        }
        place->deviation = (enum wallet_deviation)0;
    }

    return false;
}

void mdoc_text_print_deviations(const struct session *session, const struct wallet_verdict *verdict)
{
    struct place place = { 0 };
    const char *label = SAY(session, "off the profile", "不合规范");

    while (next_deviation(verdict, &place)) {
        text_print_label(stdout, text_of(label), 2, LABEL_COLUMNS);
        printf(
            SAY(session, "%s certificate %zu: %s: %s\n", "%s 证书 %zu：%s：%s\n"),
            wallet_deviation_is_grave(place.deviation) ? "✘" : "!",
            place.index + 1,
            wallet_deviation_name(place.deviation),
            wallet_deviation_sentence(place.deviation, session->language));
        label = "";
    }
}

static json_t *deviations_json(const struct wallet_verdict *verdict)
{
    struct place place = { 0 };
    json_t *out = json_array();

    while (next_deviation(verdict, &place)) {
        json_t *one = json_object();
        (void)json_object_set_new(one, "certificate", json_integer((json_int_t)place.index + 1));
        (void)json_object_set_new(one, "name", json_string(wallet_deviation_name(place.deviation)));
        (void)json_object_set_new(
            one, "grave", json_boolean(wallet_deviation_is_grave(place.deviation)));
        (void)json_array_append_new(out, one);
    }

    return out;
}

/* The member of an object with this name, which is made if it is not there; borrowed. */
static json_t *open_member(json_t *object, const char *name)
{
    json_t *member = json_object_get(object, name);
    if (!member) {
        member = json_object();
        (void)json_object_set_new(object, name, member);
    }

    return member;
}

static void add_element(json_t *out, const struct wallet_mdoc_element *element)
{
    json_t *name_space = json_text(element->name_space);
    json_t *identifier = json_text(element->identifier);

    (void)json_object_set_new(
        open_member(out, json_string_value(name_space)),
        json_string_value(identifier),
        tree_json(element->value, TREE_PLAIN));
    json_decref(name_space);
    json_decref(identifier);
}

static json_t *device_json(const struct wallet_verdict *verdict)
{
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;
    json_t *out = json_object();

    while (wallet_mdoc_next(verdict, &walk, &element)) {
        if (element.is_by_device) {
            add_element(out, &element);
        }
    }

    return out;
}

/* Sets a member, unless there is nothing in it. */
static void set_if_any(json_t *out, const char *name, json_t *member)
{
    if (json_array_size(member) > 0 || json_object_size(member) > 0) {
        (void)json_object_set(out, name, member);
    }

    json_decref(member);
}

void mdoc_text_add(const struct wallet_verdict *verdict, json_t *out)
{
    set_if_any(out, "device_claims", device_json(verdict));
    set_if_any(out, "deviations", deviations_json(verdict));
}
