/* SPDX-License-Identifier: Apache-2.0 */
#include "tree.h"

#include <wallet/time.h>

#include "label.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    BYTES_SHOWN = 32
};

static void print_item(
    struct wallet_claims *claims,
    const struct wallet_item *item,
    enum tree_kind kind,
    size_t indent);

static bool is_ascii(struct wallet_bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        if (bytes.data[i] < 0x20 || bytes.data[i] > 0x7e) {
            return false;
        }
    }

    return bytes.size > 0;
}

static void print_bytes(struct wallet_bytes bytes)
{
    /* RFC 8610 appendix G.2: bytes that read as text are shown as such. */
    if (is_ascii(bytes)) {
        printf("'%.*s'", (int)bytes.size, (const char *)bytes.data);
        return;
    }

    fputs("h'", stdout);
    for (size_t i = 0; i < bytes.size && i < BYTES_SHOWN; i++) {
        printf("%02x", bytes.data[i]);
    }

    if (bytes.size > BYTES_SHOWN) {
        printf("…' (%zu bytes)", bytes.size);
    } else {
        fputs("'", stdout);
    }
}

static void print_simple(uint64_t number)
{
    static const char *const names[] = { "false", "true", "null", "undefined" };

    if (number >= 20 && number <= 23) {
        fputs(names[number - 20], stdout);
    } else {
        printf("simple(%" PRIu64 ")", number);
    }
}

static void print_negative(uint64_t number)
{
    if (number == UINT64_MAX) {
        fputs("-18446744073709551616", stdout);
    } else {
        printf("-%" PRIu64, number + 1);
    }
}

/* The key and, in the outermost map, its name. */
static void print_key(
    struct wallet_claims *claims, const struct wallet_item *key, enum tree_kind kind)
{
    print_item(claims, key, TREE_PLAIN, 0);

    const char *name = label_name(kind, key);
    if (name) {
        printf(" (%s)", name);
    }
    fputs(": ", stdout);
}

static void print_remark(
    enum tree_kind kind, const struct wallet_item *key, const struct wallet_item *value)
{
    int64_t number = 0;

    if (label_is_time(kind, key) && label_number(value, &number)) {
        char time[WALLET_TIME_SIZE];
        wallet_time_format(number, time);
        printf(" (%s)", time);
    }
    if (kind == TREE_HEADER && key->kind == WALLET_ITEM_UNSIGNED && key->number == 1) {
        const char *name = label_algorithm(value);
        printf(" (%s)", name ? name : "not known");
    }
}

static void print_map(
    struct wallet_claims *claims, uint64_t count, enum tree_kind kind, size_t indent)
{
    struct wallet_item key;
    struct wallet_item value;

    fputs("{", stdout);
    for (uint64_t i = 0; i < count && wallet_claims_next(claims, &key); i++) {
        printf("\n%*s", (int)indent + 2, "");
        print_key(claims, &key, kind);
        if (wallet_claims_next(claims, &value)) {
            print_item(claims, &value, TREE_PLAIN, indent + 2);
            print_remark(kind, &key, &value);
        }
    }
    if (count > 0) {
        printf("\n%*s", (int)indent, "");
    }
    fputs("}", stdout);
}

static void print_array(struct wallet_claims *claims, uint64_t count, size_t indent)
{
    struct wallet_item item;

    fputs("[", stdout);
    for (uint64_t i = 0; i < count && wallet_claims_next(claims, &item); i++) {
        fputs(i > 0 ? ", " : "", stdout);
        print_item(claims, &item, TREE_PLAIN, indent);
    }
    fputs("]", stdout);
}

/* Nests as deep as the claims do, which WALLET_CLAIMS_DEPTH_MAX bounds. */
static void print_item(
    struct wallet_claims *claims,
    const struct wallet_item *item,
    enum tree_kind kind,
    size_t indent)
{
    struct wallet_item inner;

    switch (item->kind) {
    case WALLET_ITEM_UNSIGNED: printf("%" PRIu64, item->number); break;
    case WALLET_ITEM_NEGATIVE: print_negative(item->number); break;
    case WALLET_ITEM_BYTES: print_bytes(item->content); break;
    case WALLET_ITEM_TEXT:
        putchar('"');
        text_print(stdout, item->content);
        putchar('"');
        break;
    case WALLET_ITEM_ARRAY: print_array(claims, item->number, indent); break;
    case WALLET_ITEM_MAP: print_map(claims, item->number, kind, indent); break;
    case WALLET_ITEM_TAG:
        printf("%" PRIu64 "(", item->number);
        if (wallet_claims_next(claims, &inner)) {
            print_item(claims, &inner, kind, indent);
        }
        putchar(')');
        break;
    case WALLET_ITEM_SIMPLE: print_simple(item->number); break;
    case WALLET_ITEM_FLOAT: printf("%.17g", item->real); break;
    }
}

void tree_print(struct wallet_claims claims, enum tree_kind kind, size_t indent)
{
    struct wallet_item item;

    if (wallet_claims_next(&claims, &item)) {
        printf("%*s", (int)indent, "");
        print_item(&claims, &item, kind, indent);
        putchar('\n');
    }
}
