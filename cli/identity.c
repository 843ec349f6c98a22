/* SPDX-License-Identifier: Apache-2.0 */
#include "identity.h"

#include "json.h"
#include "text.h"
#include "tree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool identity_is(const struct wallet_verdict *verdict)
{
    return strcmp(wallet_verdict_format(verdict), "claim-169") == 0;
}

/* The picture's kind, or else its numbers. */
static void print_format(const struct wallet_claim169_biometric *biometric)
{
    const char *format = wallet_claim169_format_name(biometric->format);
    const char *sub = wallet_claim169_sub_format_name(biometric->format, biometric->sub_format);

    if (biometric->has_format && format[0]) {
        printf("%s, ", format);
    } else if (biometric->has_format) {
        printf("%" PRIu64 ", ", biometric->format);
    }
    if (biometric->has_sub_format && sub[0]) {
        printf("%s, ", sub);
    } else if (biometric->has_sub_format) {
        printf("%" PRIu64 ", ", biometric->sub_format);
    }
}

static void print_biometric(
    const struct session *session, const struct wallet_claim169_biometric *biometric)
{
    fputc('(', stdout);
    print_format(biometric);
    if (biometric->issuer.size > 0) {
        text_print(stdout, biometric->issuer);
        fputs(", ", stdout);
    }
    printf(SAY(session, "%zu bytes)", "%zu 字节)"), biometric->data.size);
}

/* Whether all of them are well formed: else they are shown as they are. */
static bool are_biometrics(struct wallet_claims value)
{
    struct wallet_claim169_biometric_walk walk = { .left = 0 };
    struct wallet_claim169_biometric biometric;

    if (!wallet_claim169_biometrics(value, &walk)) {
        return false;
    }
    while (wallet_claim169_next_biometric(&walk, &biometric)) {
    }

    return walk.left == 0;
}

static bool print_biometrics(const struct session *session, struct wallet_claims value)
{
    struct wallet_claim169_biometric_walk walk = { .left = 0 };
    struct wallet_claim169_biometric biometric;
    size_t count = 0;

    if (are_biometrics(value)) {
        (void)wallet_claim169_biometrics(value, &walk);
    }
    while (wallet_claim169_next_biometric(&walk, &biometric)) {
        fputs(count++ > 0 ? " " : "", stdout);
        print_biometric(session, &biometric);
    }

    return count > 0;
}

/* The lines of an address stand behind each other. */
static void print_text(struct wallet_bytes text)
{
    while (text.size > 0) {
        const uint8_t *end = memchr(text.data, '\n', text.size);
        const size_t size = end ? (size_t)(end - text.data) : text.size;
        text_print(stdout, (struct wallet_bytes){ text.data, size });
        fputs(end ? " / " : "", stdout);
        text.data += end ? size + 1 : size;
        text.size -= end ? size + 1 : size;
    }
}

/* In words where there are some, false where only CBOR's own notation is left. */
static bool print_known(const struct session *session, const struct wallet_claim169_item *item)
{
    const enum wallet_claim169_kind kind = wallet_claim169_kind(item->number);
    struct wallet_claims value = item->value;
    struct wallet_item first = { 0 };

    if (kind == WALLET_CLAIM169_BIOMETRICS) {
        return print_biometrics(session, value);
    }

    (void)wallet_claims_next(&value, &first);
    const char *choice = first.kind == WALLET_ITEM_UNSIGNED
                             ? wallet_claim169_choice(item->number, first.number, session->language)
                             : "";
    const bool is_text = first.kind == WALLET_ITEM_TEXT;
    if (kind == WALLET_CLAIM169_IMAGE && (is_text || first.kind == WALLET_ITEM_BYTES)) {
        printf(SAY(session, "(a picture of %zu bytes)", "（%zu 字节的图片）"), first.content.size);
    } else if (is_text) {
        print_text(first.content);
    } else {
        fputs(choice, stdout);
        return choice[0] != '\0';
    }

    return true;
}

/* The name of a key that has none: as JSON has it. */
static json_t *key_json(const struct wallet_claim169_item *item)
{
    json_t *value = tree_json(item->key, TREE_PLAIN);
    if (json_is_string(value)) {
        return value;
    }

    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    json_t *out = json_string(text ? text : "");
    json_decref(value);
    free(text);
    return out;
}

static void print_item(
    const struct session *session, const struct wallet_claim169_item *item, size_t columns)
{
    const char *title = wallet_claim169_title(item->number, session->language);
    json_t *key = key_json(item);

    text_print_label(stdout, text_of(title[0] ? title : json_string_value(key)), 2, columns);
    json_decref(key);
    if (print_known(session, item)) {
        fputc('\n', stdout);
    } else {
        tree_print(item->value, TREE_PLAIN, 0);
    }
}

void identity_print(const struct session *session, struct wallet_claims claims, size_t columns)
{
    struct wallet_claim169_walk walk = { .left = 0 };
    struct wallet_claim169_item item;

    (void)wallet_claim169_start(claims, &walk);
    while (wallet_claim169_next(&walk, &item)) {
        print_item(session, &item, columns);
    }
}

static json_t *biometric_json(const struct wallet_claim169_biometric *biometric)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "data", json_bytes(biometric->data));
    (void)json_object_set_new(out, "bytes", json_integer((json_int_t)biometric->data.size));
    if (biometric->has_format) {
        (void)json_object_set_new(out, "format", json_integer((json_int_t)biometric->format));
    }
    if (biometric->has_sub_format) {
        (void)json_object_set_new(
            out, "subFormat", json_integer((json_int_t)biometric->sub_format));
        (void)json_object_set_new(
            out,
            "kind",
            json_text_or_null(
                wallet_claim169_sub_format_name(biometric->format, biometric->sub_format)));
    }
    if (biometric->issuer.size > 0) {
        (void)json_object_set_new(out, "issuer", json_text(biometric->issuer));
    }

    return out;
}

/* NULL where it is malformed: then it is shown as it is. */
static json_t *biometrics_json(struct wallet_claims value)
{
    struct wallet_claim169_biometric_walk walk = { .left = 0 };
    struct wallet_claim169_biometric biometric;

    if (!are_biometrics(value)) {
        return NULL;
    }

    json_t *out = json_array();
    (void)wallet_claim169_biometrics(value, &walk);
    while (wallet_claim169_next_biometric(&walk, &biometric)) {
        (void)json_array_append_new(out, biometric_json(&biometric));
    }

    return out;
}

json_t *identity_attributes_json(struct wallet_claims claims)
{
    struct wallet_claim169_walk walk;
    struct wallet_claim169_item item;

    if (!wallet_claim169_start(claims, &walk)) {
        return NULL;
    }

    json_t *out = json_object();
    while (wallet_claim169_next(&walk, &item)) {
        const bool has_biometrics = wallet_claim169_kind(item.number) == WALLET_CLAIM169_BIOMETRICS;
        const char *name = wallet_claim169_name(item.number);
        json_t *key = key_json(&item);
        json_t *value = has_biometrics ? biometrics_json(item.value) : NULL;
        (void)json_object_set_new(
            out,
            name[0] ? name : json_string_value(key),
            value ? value : tree_json(item.value, TREE_PLAIN));
        json_decref(key);
    }

    return out;
}

json_t *identity_json(struct wallet_claims claims)
{
    json_t *out = tree_json(claims, TREE_CLAIMS);
    json_t *attributes = identity_attributes_json(claims);

    if (attributes) {
        (void)json_object_set_new(out, "identity", attributes);
    }

    return out;
}
