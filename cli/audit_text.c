/* SPDX-License-Identifier: Apache-2.0 */
#include "audit_text.h"

#include <wallet/claims.h>
#include <wallet/time.h>

#include "json.h"
#include "text.h"
#include "tree.h"

#include <stdio.h>

enum {
    LABEL_COLUMNS = 16,
    NAME_SIZE = 24,
};

static void print_label(const char *label)
{
    text_print_label(stdout, text_of(label), 2, LABEL_COLUMNS);
}

static void print_hex(struct wallet_bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        printf("%02x", bytes.data[i]);
    }
}

static void print_value(struct wallet_claims *claims, const struct wallet_item *item)
{
    struct wallet_item element;

    switch (item->kind) {
    case WALLET_ITEM_UNSIGNED: printf("%llu", (unsigned long long)item->number); break;
    case WALLET_ITEM_NEGATIVE: printf("-%llu", (unsigned long long)item->number + 1); break;
    case WALLET_ITEM_TEXT: text_print(stdout, item->content); break;
    case WALLET_ITEM_BYTES: print_hex(item->content); break;
    case WALLET_ITEM_ARRAY:
        for (uint64_t i = 0; i < item->number && wallet_claims_next(claims, &element); i++) {
            fputs(i > 0 ? " " : "", stdout);
            print_value(claims, &element);
        }
        break;
    case WALLET_ITEM_SIMPLE: fputs(item->number == 21 ? "true" : "false", stdout); break;
    case WALLET_ITEM_MAP:
        for (uint64_t i = 0; i < 2 * item->number && wallet_claims_next(claims, &element); i++) {
            fputs(i > 0 ? " " : "", stdout);
            print_value(claims, &element);
        }
        break;
    case WALLET_ITEM_TAG:
    case WALLET_ITEM_FLOAT: fputs("?", stdout); break;
    }
}

static void print_details(const struct session *session, struct wallet_bytes details)
{
    struct wallet_claims claims;
    struct wallet_item map;
    struct wallet_item item;

    if (wallet_claims_start(details, &claims, NULL) != WALLET_OK ||
        !wallet_claims_next(&claims, &map) || map.kind != WALLET_ITEM_MAP) {
        return;
    }

    for (uint64_t i = 0; i < map.number && wallet_claims_next(&claims, &item); i++) {
        const char *label = item.kind == WALLET_ITEM_UNSIGNED
                                ? wallet_detail_label(item.number, session->language)
                                : NULL;
        char name[NAME_SIZE];
        (void)snprintf(name, sizeof name, "%llu", (unsigned long long)item.number);
        print_label(label ? label : name);
        if (wallet_claims_next(&claims, &item)) {
            print_value(&claims, &item);
        }
        putchar('\n');
    }
}

void audit_entry_print(const struct session *session, const struct wallet_audit_entry *entry)
{
    char time[WALLET_TIME_SIZE];

    wallet_time_format(entry->at_unix, time);
    printf(
        SAY(session, "entry %llu  %s  %s\n", "第 %llu 条  %s  %s\n"),
        (unsigned long long)entry->number,
        time,
        wallet_act_label(entry->act, session->language));
    if (entry->licence.size > 0) {
        print_label(SAY(session, "licence's digest", "证照摘要"));
        print_hex(entry->licence);
        putchar('\n');
    }

    print_details(session, entry->details);
}

/* Keys by their names; unknown ones stay numbers. */
static json_t *details_json(struct wallet_bytes details)
{
    struct wallet_claims claims;
    json_t *numbered = NULL;
    json_t *out = json_object();

    if (details.size > 0 && wallet_claims_start(details, &claims, NULL) == WALLET_OK) {
        numbered = tree_json(claims, TREE_PLAIN);
    }

    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach(numbered, key, value)
    {
        char *end = NULL;
        const unsigned long long number = strtoull(key, &end, 10);
        const char *name = *end == '\0' ? wallet_detail_name(number) : NULL;
        (void)json_object_set(out, name ? name : key, value);
    }

    json_decref(numbered);
    return out;
}

void audit_entry_add(const struct wallet_audit_entry *entry, json_t *out)
{
    (void)json_object_set_new(out, "number", json_integer((json_int_t)entry->number));
    (void)json_object_set_new(out, "time", json_time(entry->at_unix));
    (void)json_object_set_new(out, "act", json_string(wallet_act_name(entry->act)));
    (void)json_object_set_new(out, "use", json_boolean(entry->is_use));
    (void)json_object_set_new(out, "licence", json_hex(entry->licence));
    (void)json_object_set_new(out, "details", details_json(entry->details));
}

void audit_checkpoint_add(const struct wallet_checkpoint *checkpoint, json_t *out)
{
    (void)json_object_set_new(out, "origin", json_text(text_of(checkpoint->origin)));
    (void)json_object_set_new(out, "size", json_integer((json_int_t)checkpoint->size));
    (void)json_object_set_new(
        out, "root", json_hex((struct wallet_bytes){ checkpoint->root, sizeof checkpoint->root }));
    (void)json_object_set_new(out, "signed", json_time(checkpoint->at_unix));
}

void audit_checkpoint_print(
    const struct session *session, const struct wallet_checkpoint *checkpoint)
{
    char time[WALLET_TIME_SIZE];

    wallet_time_format(checkpoint->at_unix, time);
    printf(
        SAY(session,
            "log of %s, %llu entries, signed at %s\n",
            "%s 的日志，共 %llu 条，签名时间 %s\n"),
        checkpoint->origin,
        (unsigned long long)checkpoint->size,
        time);
}
