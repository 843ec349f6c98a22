/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json.h"

#include "base/error.h"
#include "base/text.h"
#include "catalogue/quote.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    PLACE_SIZE = 128,
    PATH_SIZE = 96,
    REASON_SIZE = 200,
};

/** A place in a text, for people: both count from 1, and a column is a character. */
struct place {
    size_t line;
    size_t column;
};

static struct place place_of(struct wallet_bytes text, const uint8_t *at)
{
    struct place place = { 1, 1 };

    for (const uint8_t *i = text.data; i < at; i++) {
        const bool is_character = (*i & 0xc0) != 0x80;
        place.column = *i == '\n' ? 1 : place.column + is_character;
        place.line += *i == '\n';
    }

    return place;
}

static enum wallet_status fail_text(
    struct wallet_bytes text,
    const char *name,
    const struct wlt_json_fault *fault,
    struct wallet_error *error)
{
    if (!fault->cause) {
        return wlt_fail_memory(error);
    }

    const struct place place = place_of(text, fault->at);
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        text.size > 0 ? (size_t)(fault->at - text.data) : 0,
        "%s%sline %zu, column %zu: %s",
        name ? name : "",
        name ? ", " : "",
        place.line,
        place.column,
        fault->cause);
}

enum wallet_status wlt_json_open(
    struct wallet_bytes text, const char *name, struct wlt_json *out, struct wallet_error *error)
{
    struct wlt_json json = { .text = text, .arena = out->arena, .name = name, .error = error };
    struct wlt_json_fault fault;

    wlt_arena_reuse(&json.arena);
    json.root = wlt_json_value_read(text, &json.arena, &fault);
    if (!json.root) {
        wlt_arena_clear(&json.arena);
        *out = (struct wlt_json){ .status = fail_text(text, name, &fault, error) };
        return out->status;
    }

    *out = json;
    return WALLET_OK;
}

void wlt_json_close(struct wlt_json *json)
{
    wlt_arena_clear(&json->arena);
    json->root = NULL;
}

bool wlt_json_is_ok(const struct wlt_json *json)
{
    return json->status == WALLET_OK;
}

struct wlt_node wlt_json_root(struct wlt_json *json)
{
    return (struct wlt_node){ .json = json, .value = json->root };
}

/** Appends to `out`, which has `size` bytes; what does not fit is cut. */
__attribute__((format(printf, 3, 4))) static void append(
    char *out, size_t size, const char *format, ...)
{
    const size_t used = strlen(out);

    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(out + used, size - used, format, arguments);
    va_end(arguments);
}

static void append_path(const struct wlt_node *node, char *out, size_t size)
{
    if (!node->parent) {
        return;
    }

    append_path(node->parent, out, size);
    if (node->name) {
        append(out, size, "%s%s", out[0] ? "." : "", node->name);
    } else {
        append(out, size, "[%zu]", node->index);
    }
}

void wlt_node_path(const struct wlt_node *node, char *out, size_t size)
{
    out[0] = '\0';
    append_path(node, out, size);
}

/** Where a node begins; what is not there, where the node begins that it should stand in. */
static const uint8_t *start_of(const struct wlt_node *node)
{
    while (!node->value && node->parent) {
        node = node->parent;
    }

    return node->value ? node->value->at : node->json->text.data;
}

/** Writes "types/x.json, line 14: ", as far as it is known and says something. */
static void write_place(const struct wlt_json *json, const uint8_t *at, char *out, size_t size)
{
    const struct wallet_bytes text = json->text;
    const bool has_lines = text.size > 0 && memchr(text.data, '\n', text.size);

    out[0] = '\0';
    if (json->name) {
        append(out, size, "%s, ", json->name);
    }

    if (json->name || has_lines) {
        append(out, size, "line %zu: ", place_of(text, at).line);
    }
}

/** Fails at `node`, in the line of `at`. */
static void fail_at(
    const struct wlt_node *node, const uint8_t *at, enum wallet_status status, const char *reason)
{
    struct wlt_json *json = node->json;
    char place[PLACE_SIZE];
    char path[PATH_SIZE];

    write_place(json, at, place, sizeof place);
    wlt_node_path(node, path, sizeof path);
    json->status = wlt_fail(
        json->error,
        status,
        WALLET_NO_OFFSET,
        "%s%s%s%s%s",
        place,
        path[0] ? "'" : "",
        path,
        path[0] ? "': " : "",
        reason);
}

void wlt_node_fail(const struct wlt_node *node, enum wallet_status status, const char *format, ...)
{
    char reason[REASON_SIZE];

    if (!wlt_json_is_ok(node->json)) {
        return;
    }

    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    fail_at(node, start_of(node), status, reason);
}

void wlt_node_fail_memory(const struct wlt_node *node)
{
    if (wlt_json_is_ok(node->json)) {
        node->json->status = wlt_fail_memory(node->json->error);
    }
}

static void fail_shape(const struct wlt_node *node, const char *expected)
{
    if (node->value) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected %s", expected);
    } else {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "missing: expected %s", expected);
    }
}

bool wlt_node_is_there(const struct wlt_node *node)
{
    return node->value != NULL;
}

bool wlt_node_is_text(const struct wlt_node *node)
{
    return node->value && node->value->kind == WLT_JSON_STRING;
}

bool wlt_node_is_object(const struct wlt_node *node)
{
    return node->value && node->value->kind == WLT_JSON_OBJECT;
}

bool wlt_node_is_integer(const struct wlt_node *node, int64_t *out)
{
    const bool is_integer = node->value && node->value->kind == WLT_JSON_INTEGER;

    *out = is_integer ? node->value->integer : 0;
    return is_integer;
}

struct wlt_node wlt_node_member(const struct wlt_node *node, const char *name)
{
    if (!wlt_node_is_object(node)) {
        fail_shape(node, "an object");
    }

    return (struct wlt_node){
        .json = node->json,
        .parent = node,
        .name = name,
        .value = wlt_json_value_member(node->value, wlt_bytes_of(name)),
    };
}

static bool is_array(const struct wlt_node *node)
{
    return node->value && node->value->kind == WLT_JSON_ARRAY;
}

struct wlt_node wlt_node_element(const struct wlt_node *node, size_t index)
{
    const bool is_there = is_array(node) && index < node->value->inside.count;

    return (struct wlt_node){
        .json = node->json,
        .parent = node,
        .index = index,
        .value = is_there ? &node->value->inside.items[index] : NULL,
    };
}

size_t wlt_node_count(const struct wlt_node *node)
{
    if (!is_array(node)) {
        fail_shape(node, "an array");
        return 0;
    }

    return node->value->inside.count;
}

/** Whether it is this name; names in JSON hold no NUL. */
static bool is_name(struct wallet_bytes text, const char *name)
{
    return text.size > 0 && text.data[0] == (uint8_t)name[0] &&
           strncmp((const char *)text.data, name, text.size) == 0 && name[text.size] == '\0';
}

/** Looks from `*at` on, where the last one was found: most files name things in our order. */
static bool is_among(struct wallet_bytes text, const char *const *names, size_t *at)
{
    for (size_t i = *at; names[i]; i++) {
        if (is_name(text, names[i])) {
            *at = i + 1;
            return true;
        }
    }

    for (size_t i = 0; i < *at; i++) {
        if (is_name(text, names[i])) {
            *at = i + 1;
            return true;
        }
    }

    return false;
}

void wlt_node_allow(
    const struct wlt_node *node, const char *const *names, enum wallet_status status)
{
    if (!wlt_node_is_object(node)) {
        fail_shape(node, "an object");
        return;
    }

    size_t at = 0;
    for (size_t i = 0; i < node->value->inside.count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_json_value *member = &node->value->inside.items[i];
        if (!is_among(member->name, names, &at)) {
            char quoted[WLT_QUOTE_SIZE];
            char reason[REASON_SIZE];
            wlt_quote(member->name, quoted);
            (void)snprintf(reason, sizeof reason, "unknown member '%s'", quoted);
            fail_at(node, member->at, status, reason);
        }
    }
}

struct wallet_bytes wlt_node_text(const struct wlt_node *node)
{
    if (!wlt_node_is_text(node)) {
        fail_shape(node, "a string");
        return wlt_bytes_of("");
    }

    return node->value->string;
}

uint64_t wlt_node_unsigned(const struct wlt_node *node, uint64_t min, uint64_t max)
{
    int64_t number = 0;

    if (wlt_node_is_integer(node, &number) && number >= 0 && (uint64_t)number >= min &&
        (uint64_t)number <= max) {
        return (uint64_t)number;
    }

    wlt_node_fail(
        node,
        WALLET_ERR_STRUCTURE,
        "%sexpected a number from %" PRIu64 " to %" PRIu64,
        node->value ? "" : "missing: ",
        min,
        max);
    return 0;
}

bool wlt_node_flag(const struct wlt_node *node)
{
    const bool is_true = node->value && node->value->kind == WLT_JSON_TRUE;

    if (node->value && !is_true && node->value->kind != WLT_JSON_FALSE) {
        fail_shape(node, "true or false");
    }

    return is_true;
}

size_t wlt_node_choice(const struct wlt_node *node, const char *const *words, size_t count)
{
    const struct wallet_bytes text = wlt_node_text(node);
    char expected[REASON_SIZE] = "";

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        if (wlt_bytes_are(text, words[i])) {
            return i;
        }
    }

    for (size_t i = 0; i < count; i++) {
        append(expected, sizeof expected, "%s'%s'", i > 0 ? ", " : "", words[i]);
    }

    wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected one of %s", expected);
    return 0;
}
