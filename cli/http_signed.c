/* SPDX-License-Identifier: Apache-2.0 */
#include "http_signed.h"

#include "base64.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABEL_SIZE = 64,
    DIGITS_MAX = 15, /* RFC 8941 section 3.3.1 */
};

/** A place in a field; what does not fit is told at the end. */
struct cursor {
    const char *at;
    bool is_wrong;
};

static bool skip(struct cursor *cursor, char wanted)
{
    const bool is_there = *cursor->at == wanted;

    cursor->at += is_there ? 1 : 0;
    return is_there;
}

static void expect(struct cursor *cursor, char wanted)
{
    cursor->is_wrong = !skip(cursor, wanted) || cursor->is_wrong;
}

/** Characters of a set, as many as there are; none, or more than there is room for, is wrong. */
static void read_run(struct cursor *cursor, const char *set, char *out, size_t size)
{
    const size_t found = strspn(cursor->at, set);
    const bool is_fine = found > 0 && found < size;

    (void)snprintf(out, size, "%.*s", is_fine ? (int)found : 0, cursor->at);
    cursor->at += found;
    cursor->is_wrong = cursor->is_wrong || !is_fine;
}

/** A key of a dictionary or of parameters: RFC 8941 section 3.1.2. */
static void read_key(struct cursor *cursor, char *out, size_t size)
{
    read_run(cursor, "abcdefghijklmnopqrstuvwxyz0123456789_-.*", out, size);
}

/** A string without escapes: what is written here needs none. */
static void read_string(struct cursor *cursor, char *out, size_t size)
{
    expect(cursor, '"');
    const size_t found = strcspn(cursor->at, "\"\\");

    cursor->is_wrong = cursor->is_wrong || found >= size;
    (void)snprintf(out, size, "%.*s", cursor->is_wrong ? 0 : (int)found, cursor->at);
    cursor->at += found;
    expect(cursor, '"');
}

static void read_integer(struct cursor *cursor, int64_t *out)
{
    char digits[DIGITS_MAX + 1];

    read_run(cursor, "0123456789", digits, sizeof digits);
    *out = strtoll(digits, NULL, 10);
}

bool http_signed_covers(const struct http_signed *http_signed, const char *name)
{
    for (size_t i = 0; i < http_signed->covered_count; i++) {
        if (strcmp(http_signed->covered[i], name) == 0) {
            return true;
        }
    }

    return false;
}

static bool append(struct http_signed *out, const char *name, const char *value, const char *end)
{
    const size_t room = sizeof out->base - out->base_size;
    const int size = snprintf(out->base + out->base_size, room, "\"%s\": %s%s", name, value, end);

    if (size < 0 || (size_t)size >= room) {
        return false;
    }

    out->base_size += (size_t)size;
    return true;
}

/** ("@method" "@path" ...), and the line of each. */
static const char *read_covered(
    struct cursor *cursor, const struct http_signed_source *source, struct http_signed *out)
{
    expect(cursor, '(');
    while (!cursor->is_wrong && *cursor->at != ')') {
        char *name = out->covered[out->covered_count];
        if (out->covered_count == HTTP_SIGNED_COVERED_MAX) {
            return "more is signed than is looked at";
        }
        if (out->covered_count > 0) {
            expect(cursor, ' ');
        }

        read_string(cursor, name, sizeof out->covered[0]);
        if (!cursor->is_wrong && http_signed_covers(out, name)) {
            return "something is signed twice";
        }
        out->covered_count++;

        const char *value = source->value(source->context, name);
        if (!cursor->is_wrong && (!value || !append(out, name, value, "\n"))) {
            return "something is signed that the request does not have";
        }
    }

    expect(cursor, ')');
    return NULL;
}

/** ;created=1;keyid="..."; each at most once, for what is said twice means two things. */
static void read_parameter(struct cursor *cursor, struct http_signed *out)
{
    char tag[HTTP_SIGNED_TEXT_SIZE];
    char key[LABEL_SIZE];
    const struct {
        const char *name;
        char *text; /* NULL: a number */
        int64_t *number;
        bool is_there;
    } known[] = {
        { "created", NULL, &out->created_unix, out->created_unix != INT64_MIN },
        { "expires", NULL, &out->expires_unix, out->expires_unix != INT64_MAX },
        { "keyid", out->key_id, NULL, out->key_id[0] != '\0' },
        { "nonce", out->nonce, NULL, out->nonce[0] != '\0' },
        { "alg", out->algorithm, NULL, out->algorithm[0] != '\0' },
        { "tag", tag, NULL, false },
    };
    size_t index = 0;

    read_key(cursor, key, sizeof key);
    expect(cursor, '=');
    while (index < sizeof known / sizeof known[0] && strcmp(known[index].name, key) != 0) {
        index++;
    }

    if (index == sizeof known / sizeof known[0] || known[index].is_there) {
        cursor->is_wrong = true;
    } else if (known[index].text) {
        read_string(cursor, known[index].text, HTTP_SIGNED_TEXT_SIZE);
    } else {
        read_integer(cursor, known[index].number);
    }
}

static const char *read_input(
    const char *input,
    const struct http_signed_source *source,
    struct http_signed *out,
    char label[LABEL_SIZE])
{
    struct cursor cursor = { input, false };

    read_key(&cursor, label, LABEL_SIZE);
    expect(&cursor, '=');
    const char *parameters = cursor.at;
    const char *why = read_covered(&cursor, source, out);
    while (!why && !cursor.is_wrong && skip(&cursor, ';')) {
        read_parameter(&cursor, out);
    }
    if (why) {
        return why;
    }
    if (cursor.is_wrong || *cursor.at != '\0') {
        return "Signature-Input is not one signature in the form that is taken";
    }
    if (out->created_unix == INT64_MIN || out->key_id[0] == '\0' || out->nonce[0] == '\0') {
        return "the signature does not say created, keyid and nonce";
    }

    return append(out, "@signature-params", parameters, "") ? NULL : "more is signed than is taken";
}

/** label=:BASE64: */
static const char *read_signature(const char *signature, const char *label, struct http_signed *out)
{
    const size_t label_size = strlen(label);
    const size_t size = strlen(signature);
    const size_t around = label_size + strlen("=::");

    if (size <= around || strncmp(signature, label, label_size) != 0 ||
        strncmp(signature + label_size, "=:", 2) != 0 || signature[size - 1] != ':') {
        return "Signature has no signature of the name that Signature-Input has";
    }

    const struct wallet_bytes encoded = { (const uint8_t *)signature + label_size + 2,
                                          size - around };
    return base64_read(encoded, out->signature, sizeof out->signature, &out->signature_size)
               ? NULL
               : "the signature is no base64";
}

const char *http_signed_read(
    const char *input,
    const char *signature,
    const struct http_signed_source *source,
    struct http_signed *out)
{
    char label[LABEL_SIZE];

    *out = (struct http_signed){ .created_unix = INT64_MIN, .expires_unix = INT64_MAX };
    const char *why = read_input(input, source, out, label);
    return why ? why : read_signature(signature, label, out);
}
