/* SPDX-License-Identifier: Apache-2.0 */
#include "json.h"

#include <wallet/time.h>

#include "base64.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

json_t *json_start(void)
{
    return json_pack("{s:i}", "v", 1);
}

static json_t *text_of_broken(struct wallet_bytes text)
{
    char *escaped = malloc(text.size * 6 + 1); /* "\x{ff}" for each byte at worst */
    size_t size = 0;

    if (!escaped) {
        return json_null();
    }

    for (size_t offset = 0; offset < text.size;) {
        const size_t start = offset;
        int32_t point = 0;
        if (text_next(text, &offset, &point)) {
            memcpy(escaped + size, text.data + start, offset - start);
            size += offset - start;
        } else {
            size += (size_t)snprintf(escaped + size, 7, "\\x{%02x}", (unsigned)point);
        }
    }

    json_t *out = json_stringn(escaped, size);
    free(escaped);
    return out ? out : json_null();
}

json_t *json_text(struct wallet_bytes text)
{
    json_t *out = json_stringn(text.data ? (const char *)text.data : "", text.size);

    return out ? out : text_of_broken(text);
}

json_t *json_text_or_null(const char *text)
{
    return text && text[0] != '\0' ? json_text(text_of(text)) : json_null();
}

json_t *json_bytes(struct wallet_bytes bytes)
{
    char *text = malloc(BASE64_SIZE(bytes.size));
    json_t *out = text ? json_stringn(text, base64_write(BASE64_URL, bytes, text)) : NULL;

    free(text);
    return out ? out : json_null();
}

json_t *json_hex(struct wallet_bytes bytes)
{
    char *hex = bytes.size > 0 ? malloc(2 * bytes.size + 1) : NULL;
    if (!hex) {
        return json_null();
    }

    text_hex(bytes, hex);
    json_t *text = json_string(hex);
    free(hex);
    return text;
}

json_t *json_time(int64_t unix_seconds)
{
    char text[WALLET_TIME_SIZE];

    wallet_time_format(unix_seconds, text);
    return json_string(text);
}

static void print_escaped(int32_t point)
{
    if (point < 0x10000) {
        printf("\\u%04x", (unsigned)point);
    } else { /* RFC 8259 section 7: beyond the basic plane as a surrogate pair */
        const unsigned rest = (unsigned)point - 0x10000;
        printf("\\u%04x\\u%04x", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
    }
}

/* Outside of strings jansson writes printable ASCII only, so what is not stands in a string. */
static void print(json_t *object, size_t flags)
{
    char *line = json_dumps(object, JSON_COMPACT | flags);
    json_decref(object);
    if (!line) {
        fputs("{\"v\":1,\"error\":\"out of memory\"}\n", stdout);
        return;
    }

    const struct wallet_bytes text = text_of(line);
    for (size_t offset = 0; offset < text.size;) {
        const size_t start = offset;
        int32_t point = 0;
        if (!text_next(text, &offset, &point) || !text_is_printable(point)) {
            print_escaped(point);
        } else {
            (void)fwrite(text.data + start, 1, offset - start, stdout);
        }
    }
    putchar('\n');
    (void)fflush(stdout); /* whoever reads a stream of verdicts waits for this line */
    free(line);
}

void json_print(json_t *object)
{
    print(object, 0);
}

void json_print_measured(json_t *object)
{
    print(object, JSON_REAL_PRECISION(12));
}

json_t *json_milliseconds(double milliseconds)
{
    return json_real((double)(int64_t)(milliseconds * 1000 + 0.5) / 1000);
}

json_t *json_failure(const struct session *session, const char *input, enum exit_code code)
{
    struct story *story = session->story;
    json_t *object = json_start();
    json_t *error = json_object();

    if (input) {
        (void)json_object_set_new(object, "input", json_text(text_of(input)));
    }
    (void)json_object_set_new(error, "exit", json_integer((json_int_t)code));
    (void)json_object_set_new(error, "message", json_text(text_of(story->what)));
    (void)json_object_set_new(error, "why", json_text_or_null(story->why));
    (void)json_object_set_new(error, "hint", json_text_or_null(story->hint));
    (void)json_object_set_new(object, "error", error);
    story->is_told = true;
    return object;
}

void json_print_failure(const struct session *session, const char *input, enum exit_code code)
{
    json_print(json_failure(session, input, code));
}
