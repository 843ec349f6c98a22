/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_value.h"

#include "base/alloc.h"
#include "base/text.h"
#include "catalogue/json_token.h"

#include <string.h>
#include <yajl/yajl_parse.h>

enum {
    PENDING_AT_FIRST = 256,
};

/** An array or object that is open. */
struct frame {
    size_t start; /* where what is inside it waits */
    const uint8_t *at;
    struct wallet_bytes name;
    bool is_object;
};

/**
 * A text that is being read.  What stands in an array or object waits on one stack until that ends:
 * then it is known how much there is, and it moves to the arena in one piece.
 */
struct reading {
    yajl_handle parser;
    struct wallet_bytes text;
    struct wlt_arena *arena;
    struct wlt_json_fault fault;
    struct wlt_json_value *first;   /* room that is there from the start; enough for most */
    struct wlt_json_value *pending; /* the same, or larger room of our own */
    size_t count;
    size_t capacity;
    struct frame frames[WLT_JSON_DEPTH_MAX];
    size_t depth;
    struct wallet_bytes name; /* of the member whose value comes next */
    const uint8_t *behind;    /* the last token that was told */
};

/** Records a fault; 0, with which a callback stops the parser. */
static int fail(struct reading *reading, const uint8_t *at, const char *cause)
{
    reading->fault = (struct wlt_json_fault){ cause, at };
    return 0;
}

static bool is_between_tokens(uint8_t character)
{
    return character == ' ' || character == '\n' || character == ',' || character == ':' ||
           character == '\t' || character == '\r';
}

/** Where the next token begins, or what should be one. */
static const uint8_t *next_token(const struct reading *reading)
{
    const uint8_t *at = reading->behind;
    const uint8_t *end = reading->text.data + reading->text.size;

    while (at < end && is_between_tokens(*at)) {
        at++;
    }

    return at;
}

/** Moves behind the token that the parser tells of; where it begins. */
static const uint8_t *take_token(struct reading *reading)
{
    const uint8_t *at = next_token(reading);
    const size_t consumed = yajl_get_bytes_consumed(reading->parser);
    const size_t size = reading->text.size;

    /* A number at the end of the text is told when the parser has looked behind it. */
    reading->behind =
        reading->text.data +
        (at - reading->text.data < (ptrdiff_t)consumed && consumed < size ? consumed : size);
    return at;
}

static void release(struct reading *reading)
{
    if (reading->pending != reading->first) {
        wlt_free(reading->pending);
    }
}

static bool grow(struct reading *reading)
{
    const size_t capacity = reading->capacity * 2;
    struct wlt_json_value *pending = wlt_alloc(capacity, sizeof *pending);
    if (!pending) {
        return false;
    }

    memcpy(pending, reading->pending, reading->count * sizeof *pending);
    release(reading);
    reading->pending = pending;
    reading->capacity = capacity;
    return true;
}

/** A value has come to its end: it waits until that does in which it stands. */
static int push(struct reading *reading, struct wlt_json_value value)
{
    if (reading->count == reading->capacity && !grow(reading)) {
        return fail(reading, value.at, NULL);
    }

    value.name = reading->name;
    reading->name = (struct wallet_bytes){ 0 };
    reading->pending[reading->count++] = value;
    return 1;
}

static int on_null(void *context)
{
    struct reading *reading = context;
    return push(
        reading, (struct wlt_json_value){ .kind = WLT_JSON_NULL, .at = take_token(reading) });
}

static int on_boolean(void *context, int is_true)
{
    struct reading *reading = context;
    return push(
        reading,
        (struct wlt_json_value){
            .kind = is_true ? WLT_JSON_TRUE : WLT_JSON_FALSE,
            .at = take_token(reading),
        });
}

static int on_number(void *context, const char *text, size_t size)
{
    struct reading *reading = context;
    struct wlt_json_value value = { .kind = WLT_JSON_REAL, .at = take_token(reading) };

    if (!memchr(text, '.', size) && !memchr(text, 'e', size) && !memchr(text, 'E', size)) {
        value.kind = WLT_JSON_INTEGER;
        if (!wlt_json_integer_read(text, size, &value.integer)) {
            return fail(reading, value.at, "a number is too large");
        }
    }

    return push(reading, value);
}

/** What a string says: borrows from the text where it stands there as it is. */
static bool take_string(
    struct reading *reading,
    const uint8_t *at,
    struct wallet_bytes content,
    struct wallet_bytes *out)
{
    const struct wallet_bytes raw = { at, (size_t)(reading->behind - at) };
    const bool is_in_text =
        content.data >= raw.data && content.data + content.size <= raw.data + raw.size;
    if (is_in_text) {
        *out = content; /* nothing in it was escaped */
        return true;
    }

    const uint8_t *half = wlt_json_half_find(raw);
    if (half) {
        return fail(reading, half, "half of a character in a string");
    }
    if (memchr(content.data, '\0', content.size)) {
        return fail(reading, at, "a NUL character in a string");
    }

    *out = wlt_arena_copy(reading->arena, content);
    return out->data || fail(reading, at, NULL);
}

/** As take_token(), of a string: its quotation mark stands before what it says, unless that was escaped. */
static const uint8_t *take_string_token(struct reading *reading, const uint8_t *content)
{
    const uint8_t *start = reading->text.data;
    if (content <= start || content > start + reading->text.size) {
        return take_token(reading);
    }

    reading->behind = start + yajl_get_bytes_consumed(reading->parser);
    return content - 1;
}

static int on_string(void *context, const unsigned char *text, size_t size)
{
    struct reading *reading = context;
    struct wlt_json_value value = {
        .kind = WLT_JSON_STRING,
        .at = take_string_token(reading, text),
    };

    return take_string(reading, value.at, (struct wallet_bytes){ text, size }, &value.string) &&
           push(reading, value);
}

/** Names are short, and most differ in their size or first letter. */
static bool is_same_name(struct wallet_bytes a, struct wallet_bytes b)
{
    return a.size == b.size &&
           (a.size == 0 || (a.data[0] == b.data[0] && memcmp(a.data, b.data, a.size) == 0));
}

static int on_name(void *context, const unsigned char *text, size_t size)
{
    struct reading *reading = context;
    const size_t start = reading->frames[reading->depth - 1].start;
    const uint8_t *at = take_string_token(reading, text);

    if (!take_string(reading, at, (struct wallet_bytes){ text, size }, &reading->name)) {
        return 0;
    }

    for (size_t i = start; i < reading->count; i++) {
        if (is_same_name(reading->pending[i].name, reading->name)) {
            return fail(reading, at, "a name stands twice in one object");
        }
    }

    return reading->count - start < WLT_JSON_MEMBER_MAX ||
           fail(reading, at, "too many names in one object");
}

static int open_frame(struct reading *reading, bool is_object)
{
    const uint8_t *at = take_token(reading);
    if (reading->depth == WLT_JSON_DEPTH_MAX) {
        return fail(reading, at, "nested too deep");
    }

    reading->frames[reading->depth++] =
        (struct frame){ reading->count, at, reading->name, is_object };
    return 1;
}

/** Moves what waits since the frame was opened to the arena, as what is inside it. */
static int close_frame(void *context)
{
    struct reading *reading = context;
    const struct frame *frame = &reading->frames[--reading->depth];
    const size_t count = reading->count - frame->start;
    struct wlt_json_value *items = wlt_arena_alloc(reading->arena, count, sizeof *items);
    if (!items) {
        return fail(reading, frame->at, NULL);
    }

    if (count > 0) {
        memcpy(items, reading->pending + frame->start, count * sizeof *items);
    }

    (void)take_token(reading);
    reading->count = frame->start;
    reading->name = frame->name;
    return push(
        reading,
        (struct wlt_json_value){
            .kind = frame->is_object ? WLT_JSON_OBJECT : WLT_JSON_ARRAY,
            .at = frame->at,
            .inside = { items, count },
        });
}

static int on_object(void *context)
{
    return open_frame(context, true);
}

static int on_array(void *context)
{
    return open_frame(context, false);
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_name,
    .yajl_end_map = close_frame,
    .yajl_start_array = on_array,
    .yajl_end_array = close_frame,
};

/** What the parser found fault with. */
static int fail_syntax(struct reading *reading)
{
    unsigned char *told = yajl_get_error(reading->parser, 0, NULL, 0);
    const char *cause = "not JSON";

    if (!told) {
        cause = NULL;
    } else if (strstr((const char *)told, "premature EOF")) {
        cause = "the text ends too early";
    } else if (strstr((const char *)told, "trailing garbage")) {
        cause = "something follows the end";
    }

    yajl_free_error(reading->parser, told);
    return fail(reading, next_token(reading), cause);
}

/** Reads the one value of the text, with nothing behind it. */
static int read_text(struct reading *reading)
{
    const struct wallet_bytes text = reading->text;

    if (!wlt_utf8_is_valid(text)) {
        return fail(reading, wlt_utf8_invalid_find(text), "not UTF-8");
    }

    /* The whole text has just been looked at. */
    (void)yajl_config(reading->parser, yajl_dont_validate_strings, 1);
    yajl_status status = yajl_parse(reading->parser, text.data, text.size);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(reading->parser);
    }

    return status == yajl_status_ok || (status == yajl_status_error && fail_syntax(reading));
}

const struct wlt_json_value *wlt_json_value_read(
    struct wallet_bytes text, struct wlt_arena *arena, struct wlt_json_fault *fault)
{
    struct wlt_json_value first[PENDING_AT_FIRST];
    struct reading reading = {
        .text = text,
        .arena = arena,
        .first = first,
        .pending = first,
        .capacity = PENDING_AT_FIRST,
        .behind = text.data,
    };
    struct wlt_json_value *root = wlt_arena_alloc(arena, 1, sizeof *root);

    reading.parser = yajl_alloc(&callbacks, NULL, &reading);
    const bool is_fine = root && reading.parser && read_text(&reading);
    if (is_fine) {
        *root = reading.pending[0];
    }

    if (reading.parser) {
        yajl_free(reading.parser);
    }
    release(&reading);
    *fault = reading.fault;
    return is_fine ? root : NULL;
}

const struct wlt_json_value *wlt_json_value_member(
    const struct wlt_json_value *object, struct wallet_bytes name)
{
    const size_t count = object && object->kind == WLT_JSON_OBJECT ? object->inside.count : 0;

    for (size_t i = 0; i < count; i++) {
        if (is_same_name(object->inside.items[i].name, name)) {
            return &object->inside.items[i];
        }
    }

    return NULL;
}
