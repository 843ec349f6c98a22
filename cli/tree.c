/* SPDX-License-Identifier: Apache-2.0 */
#include "tree.h"

#include <wallet/time.h>

#include "label.h"
#include "text.h"
#include "tree_how.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    BYTES_SHOWN = 32
};

static void print_item(
    struct wallet_claims *claims,
    const struct wallet_item *item,
    struct tree_how how,
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
    print_item(claims, key, tree_how_of(TREE_PLAIN), 0);

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
    struct wallet_claims *claims, uint64_t count, struct tree_how how, size_t indent)
{
    struct wallet_item key;
    struct wallet_item value;

    fputs("{", stdout);
    for (uint64_t i = 0; i < count && wallet_claims_next(claims, &key); i++) {
        printf("\n%*s", (int)indent + 2, "");
        print_key(claims, &key, how.kind);
        if (wallet_claims_next(claims, &value)) {
            print_item(claims, &value, tree_how_inside(how), indent + 2);
            print_remark(how.kind, &key, &value);
        }
    }
    if (count > 0) {
        printf("\n%*s", (int)indent, "");
    }
    fputs("}", stdout);
}

static void print_array(
    struct wallet_claims *claims, uint64_t count, struct tree_how how, size_t indent)
{
    struct wallet_item item;

    fputs("[", stdout);
    for (uint64_t i = 0; i < count && wallet_claims_next(claims, &item); i++) {
        fputs(i > 0 ? ", " : "", stdout);
        print_item(claims, &item, tree_how_inside(how), indent);
    }
    fputs("]", stdout);
}

static void print_opened(struct wallet_claims opened, struct tree_how how, size_t indent)
{
    struct wallet_item item;

    fputs("<<", stdout);
    if (wallet_claims_next(&opened, &item)) {
        print_item(&opened, &item, how, indent);
    }
    fputs(">>", stdout);
}

static void print_tag(
    struct wallet_claims *claims, uint64_t tag, struct tree_how how, size_t indent)
{
    struct wallet_claims opened;
    struct tree_how opened_how;
    struct wallet_item inner;

    printf("%" PRIu64 "(", tag);
    if (tree_how_opens_tag(how, tag, claims, &opened, &opened_how)) {
        print_opened(opened, opened_how, indent);
    } else if (wallet_claims_next(claims, &inner)) {
        print_item(claims, &inner, how, indent);
    }
    putchar(')');
}

static void print_byte_string(struct wallet_bytes bytes, struct tree_how how, size_t indent)
{
    struct wallet_claims opened;
    struct tree_how opened_how;

    if (tree_how_opens(how, bytes, false, &opened, &opened_how)) {
        print_opened(opened, opened_how, indent);
    } else {
        print_bytes(bytes);
    }
}

/*
 * Nests as deep as the claims do, which WALLET_CLAIMS_DEPTH_MAX bounds, and that as often as byte strings are
 * opened.
 */
static void print_item(
    struct wallet_claims *claims,
    const struct wallet_item *item,
    struct tree_how how,
    size_t indent)
{
    switch (item->kind) {
    case WALLET_ITEM_UNSIGNED: printf("%" PRIu64, item->number); break;
    case WALLET_ITEM_NEGATIVE: print_negative(item->number); break;
    case WALLET_ITEM_BYTES: print_byte_string(item->content, how, indent); break;
    case WALLET_ITEM_TEXT:
        putchar('"');
        text_print(stdout, item->content);
        putchar('"');
        break;
    case WALLET_ITEM_ARRAY: print_array(claims, item->number, how, indent); break;
    case WALLET_ITEM_MAP: print_map(claims, item->number, how, indent); break;
    case WALLET_ITEM_TAG: print_tag(claims, item->number, how, indent); break;
    case WALLET_ITEM_SIMPLE: print_simple(item->number); break;
    case WALLET_ITEM_FLOAT: printf("%.17g", item->real); break;
    }
}

void tree_print(struct wallet_claims claims, enum tree_kind kind, size_t indent)
{
    struct wallet_item item;

    if (wallet_claims_next(&claims, &item)) {
        printf("%*s", (int)indent, "");
        print_item(&claims, &item, tree_how_of(kind), indent);
        putchar('\n');
    }
}
