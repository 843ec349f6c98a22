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
    PATH_SIZE = 96,
    REASON_SIZE = 200,
};

/** What jansson found, in words that repeat nothing of the text: it may hold claims. */
static const char *cause(enum json_error_code code)
{
    static const struct {
        enum json_error_code code;
        const char *text;
    } causes[] = {
        { json_error_invalid_utf8, "not UTF-8" },
        { json_error_premature_end_of_input, "the text ends too early" },
        { json_error_end_of_input_expected, "something follows the end" },
        { json_error_duplicate_key, "a name stands twice in one object" },
        { json_error_numeric_overflow, "a number is too large" },
        { json_error_stack_overflow, "nested too deep" },
        { json_error_null_character, "a NUL character in a string" },
        { json_error_null_byte_in_key, "a NUL character in a name" },
    };

    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        if (causes[i].code == code) {
            return causes[i].text;
        }
    }

    return "not JSON";
}

enum wallet_status wlt_json_open(
    struct wallet_bytes text, const char *name, struct wlt_json *out, struct wallet_error *error)
{
    json_error_t fault;
    const char *start = text.size > 0 ? (const char *)text.data : "";
    json_t *root = json_loadb(start, text.size, JSON_REJECT_DUPLICATES, &fault);

    if (root) {
        *out = (struct wlt_json){ .root = root, .name = name, .error = error };
        return WALLET_OK;
    }

    const enum json_error_code code = json_error_code(&fault);
    if (code == json_error_out_of_memory) {
        return wlt_fail_memory(error);
    }

    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        (size_t)fault.position,
        "%s%sline %d, column %d: %s",
        name ? name : "",
        name ? ", " : "",
        fault.line,
        fault.column,
        cause(code));
}

void wlt_json_close(struct wlt_json *json)
{
    json_decref(json->root);
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

void wlt_node_fail(const struct wlt_node *node, enum wallet_status status, const char *format, ...)
{
    struct wlt_json *json = node->json;
    char path[PATH_SIZE];
    char reason[REASON_SIZE];

    if (!wlt_json_is_ok(json)) {
        return;
    }

    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);

    wlt_node_path(node, path, sizeof path);
    json->status = wlt_fail(
        json->error,
        status,
        WALLET_NO_OFFSET,
        "%s%s%s%s%s%s",
        json->name ? json->name : "",
        json->name ? ": " : "",
        path[0] ? "'" : "",
        path,
        path[0] ? "': " : "",
        reason);
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

struct wlt_node wlt_node_member(const struct wlt_node *node, const char *name)
{
    if (!json_is_object(node->value)) {
        fail_shape(node, "an object");
    }

    return (struct wlt_node){
        .json = node->json,
        .parent = node,
        .name = name,
        .value = json_object_get(node->value, name),
    };
}

struct wlt_node wlt_node_element(const struct wlt_node *node, size_t index)
{
    return (struct wlt_node){
        .json = node->json,
        .parent = node,
        .index = index,
        .value = json_array_get(node->value, index),
    };
}

size_t wlt_node_count(const struct wlt_node *node)
{
    if (!json_is_array(node->value)) {
        fail_shape(node, "an array");
        return 0;
    }

    return json_array_size(node->value);
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (strcmp(name, *names) == 0) {
            return true;
        }
    }

    return false;
}

void wlt_node_allow(
    const struct wlt_node *node, const char *const *names, enum wallet_status status)
{
    if (!json_is_object(node->value)) {
        fail_shape(node, "an object");
        return;
    }

    void *at = json_object_iter(node->value);
    for (; at; at = json_object_iter_next(node->value, at)) {
        const char *name = json_object_iter_key(at);
        if (!is_among(name, names)) {
            char quoted[WLT_QUOTE_SIZE];
            wlt_quote(wlt_bytes_of(name), quoted);
            wlt_node_fail(node, status, "unknown member '%s'", quoted);
        }
    }
}

struct wallet_bytes wlt_node_text(const struct wlt_node *node)
{
    if (!json_is_string(node->value)) {
        fail_shape(node, "a string");
        return wlt_bytes_of("");
    }

    return (struct wallet_bytes){
        (const uint8_t *)json_string_value(node->value),
        json_string_length(node->value),
    };
}

uint64_t wlt_node_unsigned(const struct wlt_node *node, uint64_t min, uint64_t max)
{
    const json_int_t number = json_integer_value(node->value);

    if (json_is_integer(node->value) && number >= 0 && (uint64_t)number >= min &&
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
    if (node->value && !json_is_boolean(node->value)) {
        fail_shape(node, "true or false");
    }

    return json_is_true(node->value);
}

size_t wlt_node_choice(const struct wlt_node *node, const char *const *words, size_t count)
{
    const struct wallet_bytes text = wlt_node_text(node);
    char expected[REASON_SIZE] = "";

    if (!wlt_json_is_ok(node->json)) {
        return 0;
    }

    for (size_t i = 0; i < count; i++) {
        if (wlt_bytes_are(text, words[i])) {
            return i;
        }

        append(expected, sizeof expected, "%s'%s'", i > 0 ? ", " : "", words[i]);
    }

    wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected one of %s", expected);
    return 0;
}
