/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_value.h"

#include "test.h"

#include <jansson.h>

#include <stdio.h>
#include <string.h>

/*
 * What is JSON, and what it says, is what jansson says of the same text; where a fault is, is what a
 * person would point at.
 */

enum {
    MUTANTS = 60000,
    TEXT_ROOM = 512,
};

static bool is_same(const struct wlt_json_value *value, json_t *other);

static bool is_same_bytes(struct wallet_bytes bytes, const char *text, size_t size)
{
    return bytes.size == size && memcmp(bytes.data, text, size) == 0;
}

static bool is_same_object(const struct wlt_json_value *value, json_t *other)
{
    if (!json_is_object(other) || json_object_size(other) != value->inside.count) {
        return false;
    }

    size_t i = 0;
    const char *key = NULL;
    json_t *member = NULL;
    json_object_foreach(other, key, member)
    {
        const struct wlt_json_value *item = &value->inside.items[i++];
        if (!is_same_bytes(item->name, key, strlen(key)) || !is_same(item, member) ||
            wlt_json_value_member(value, item->name) != item) {
            return false;
        }
    }

    return true;
}

static bool is_same_array(const struct wlt_json_value *value, json_t *other)
{
    if (!json_is_array(other) || json_array_size(other) != value->inside.count) {
        return false;
    }

    for (size_t i = 0; i < value->inside.count; i++) {
        if (!is_same(&value->inside.items[i], json_array_get(other, i))) {
            return false;
        }
    }

    return true;
}

static bool is_same(const struct wlt_json_value *value, json_t *other)
{
    switch (value->kind) {
    case WLT_JSON_NULL: return json_is_null(other);
    case WLT_JSON_FALSE: return json_is_false(other);
    case WLT_JSON_TRUE: return json_is_true(other);
    case WLT_JSON_INTEGER:
        return json_is_integer(other) && json_integer_value(other) == value->integer;
    case WLT_JSON_REAL: return json_is_real(other);
    case WLT_JSON_STRING:
        return json_is_string(other) &&
               is_same_bytes(value->string, json_string_value(other), json_string_length(other));
    case WLT_JSON_ARRAY: return is_same_array(value, other);
    case WLT_JSON_OBJECT: return is_same_object(value, other);
    }

    return false;
}

/** Whether it is JSON; fails where jansson says otherwise, of that or of what it says. */
static bool check_as_jansson(struct wallet_bytes text)
{
    struct wlt_arena arena = { 0 };
    struct wlt_json_fault fault = { 0 };
    json_error_t error;
    const struct wlt_json_value *value = wlt_json_value_read(text, &arena, &fault);
    json_t *other = json_loadb(
        (const char *)text.data, text.size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

    if (!value != !other || (value && !is_same(value, other))) {
        fail_msg("'%.*s': %s, jansson: %s", (int)text.size, text.data, fault.cause, error.text);
    }

    const bool is_fine = value != NULL;
    CHECK(is_fine || (fault.cause && fault.at >= text.data && fault.at <= text.data + text.size));
    json_decref(other);
    wlt_arena_clear(&arena);
    return is_fine;
}

TEST(what_is_json_says_what_jansson_says_it_does)
{
    static const char *const texts[] = {
        "{}",
        " [ ] ",
        "\t\r\n{ \"a\" : [ 1 , -2 , true , false , null , \"\" ] , \"b\" : { \"a\" : { } } } ",
        "[0,-0,9223372036854775807,-9223372036854775808,1.5,-1e3,2E+10,0.0,1e-2]",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\u0041\\u00e9\\u6c34\\ud83d\\ude00\",\"\\uDBFF\\uDFFF\"]",
        "{\"\\u0061\":\"江西省新余市\",\"b\\n\":\"x\xf0\x9f\x98\x80y\"}",
        "\"alone\"",
        "7",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        CHECK_ROW(texts[i], check_as_jansson(test_text(texts[i])), true);
    }
}

static const char *const no_texts[] = {
    "",
    " ",
    "{",
    "[",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1,}",
    "{\"a\" 1}",
    "{a:1}",
    "{1:1}",
    "[1}",
    "{\"a\":1]",
    "[1 2]",
    "[] []",
    "[]x",
    "[tru]",
    "[truex]",
    "[nul",
    "[True]",
    "[01]",
    "[-]",
    "[-01]",
    "[+1]",
    "[.5]",
    "[1.]",
    "[1.e3]",
    "[1e]",
    "[1e+]",
    "[0x10]",
    "[9223372036854775808]",
    "[-9223372036854775809]",
    "[NaN]",
    "[Infinity]",
    "[\"]",
    "[\"\\]",
    "[\"\\x\"]",
    "[\"\\u12\"]",
    "[\"\\u12G4\"]",
    "[\"\\u\"]",
    "[\"\\ud800\"]",
    "[\"\\udc00\"]",
    "[\"\\ud800\\u0041\"]",
    "[\"\\ud800x\"]",
    "[\"\\u0000\"]",
    "{\"\\u0000\":1}",
    "[\"a\nb\"]",
    "[\"a\tb\"]",
    "[\"\x01\"]",
    "[\"\xff\"]",
    "[\"\xc0\x80\"]",
    "[\"\xed\xa0\x80\"]",
    "[\"\xe6\xb0\"]",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"\\u0061\":2}",
    "// no\n[]",
    "\xef\xbb\xbf[]",
};

TEST(what_is_no_json_for_jansson_is_none)
{
    for (size_t i = 0; i < sizeof no_texts / sizeof no_texts[0]; i++) {
        CHECK_ROW(no_texts[i], check_as_jansson(test_text(no_texts[i])), false);
    }
    CHECK(!check_as_jansson((struct wallet_bytes){ (const uint8_t *)"[\0]", 3 }));
    CHECK(!check_as_jansson((struct wallet_bytes){ (const uint8_t *)"[\"\0\"]", 5 }));
}

/** The next of a series of numbers that is the same in every run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

TEST(a_text_that_was_tampered_with_is_what_jansson_takes_it_for)
{
    static const char sample[] =
        "{\"a\":[1,-20,3.5e1,true,null],\"b\":{\"c\":\"\\u6c34\\ud83d\\ude00\\n\",\"d\":\"水\"},"
        "\"e\":[[],{}],\"f\":false}";
    static const char spare[] = "{}[]:,\"\\0123.eE+-tnfu dacz\xe6\xb0\xb4\n";
    uint8_t text[TEXT_ROOM];
    uint32_t seed = 1;
    size_t accepted = 0;

    for (int i = 0; i < MUTANTS; i++) {
        size_t size = sizeof sample - 1;
        memcpy(text, sample, size);
        for (uint32_t changes = 1 + next_number(&seed) % 3; changes > 0; changes--) {
            const size_t at = next_number(&seed) % size;
            const bool removes = next_number(&seed) % 3 == 0;
            text[at] = (uint8_t)spare[next_number(&seed) % (sizeof spare - 1)];
            memmove(text + at, text + at + removes, size - at - removes);
            size -= removes;
        }
        accepted += check_as_jansson((struct wallet_bytes){ text, size });
    }

    /* Were all the same, nothing would have been compared. */
    CHECK(accepted > MUTANTS / 100 && accepted < MUTANTS / 2);
}

TEST(a_fault_is_told_where_it_stands)
{
    static const struct {
        const char *text;
        const char *cause;
        size_t at;
    } rows[] = {
        { "", "the text ends too early", 0 },
        { "{\"a\":", "the text ends too early", 5 },
        { "[1,x]", "not JSON", 3 },
        { "[1] 2", "something follows the end", 4 },
        { "[\"ab\xff\"]", "not UTF-8", 4 },
        { "{\"a\":1, \"a\":2}", "a name stands twice in one object", 8 },
        { "[12345678901234567890]", "a number is too large", 1 },
        { "[\"a\\u0000\"]", "a NUL character in a string", 1 },
        { "[\"a\\q\"]", "not JSON", 1 },
        { "[1, \"a\\ud800\"]", "half of a character in a string", 6 },
        { " 7 ]", "something follows the end", 3 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_arena arena = { 0 };
        struct wlt_json_fault fault = { 0 };
        const struct wallet_bytes text = test_text(rows[i].text);
        CHECK(!wlt_json_value_read(text, &arena, &fault));
        CHECK_TEXT(fault.cause, rows[i].cause);
        CHECK_ROW(rows[i].text, (size_t)(fault.at - text.data), rows[i].at);
        wlt_arena_clear(&arena);
    }
}

TEST(depth_and_names_have_a_limit)
{
    struct wlt_arena arena = { 0 };
    struct wlt_json_fault fault = { 0 };
    const size_t room = (size_t)16 * (WLT_JSON_MEMBER_MAX + 2);
    char *text = test_memory(room);

    memset(text, '[', WLT_JSON_DEPTH_MAX);
    memset(text + WLT_JSON_DEPTH_MAX, ']', WLT_JSON_DEPTH_MAX);
    CHECK(wlt_json_value_read(test_text(text), &arena, &fault));
    memset(text, '[', WLT_JSON_DEPTH_MAX + 1);
    CHECK(!wlt_json_value_read(test_text(text), &arena, &fault));
    CHECK_TEXT(fault.cause, "nested too deep");

    for (int count = WLT_JSON_MEMBER_MAX; count <= WLT_JSON_MEMBER_MAX + 1; count++) {
        size_t used = 0;
        for (int i = 0; i < count; i++) {
            used += (size_t)snprintf(text + used, room - used, "%s\"%d\":0", i ? "," : "{", i);
        }
        (void)snprintf(text + used, room - used, "}");
        const bool is_fine = wlt_json_value_read(test_text(text), &arena, &fault) != NULL;
        CHECK_EQUAL(is_fine, count == WLT_JSON_MEMBER_MAX);
    }
    CHECK_TEXT(fault.cause, "too many names in one object");
    wlt_arena_clear(&arena);
}
