/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/uri.h"

#include <wallet/token.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>

#define SCHEME "pkcs11:"

/** An attribute's place and the most that a token could compare it with. */
struct rule {
    const char *name;
    size_t max;
    bool is_query;
    bool is_binary;
};

static const struct rule rules[WLT_URI_ATTRIBUTE_COUNT] = {
    [WLT_URI_TOKEN] = { "token", 32, false, false },
    [WLT_URI_SERIAL] = { "serial", 16, false, false },
    [WLT_URI_MANUFACTURER] = { "manufacturer", 32, false, false },
    [WLT_URI_MODEL] = { "model", 16, false, false },
    [WLT_URI_OBJECT] = { "object", 255, false, false },
    [WLT_URI_ID] = { "id", 255, false, true },
    [WLT_URI_TYPE] = { "type", 16, false, false },
    [WLT_URI_MODULE_PATH] = { "module-path", 4095, true, false },
    [WLT_URI_MODULE_NAME] = { "module-name", 255, true, false },
    [WLT_URI_PIN_SOURCE] = { "pin-source", 4095, true, false },
};

void wlt_uri_clear(struct wlt_uri *uri)
{
    wallet_buffer_clear(&uri->decoded);
    *uri = (struct wlt_uri){ 0 };
}

/** Where in the URI something is, for errors. */
struct place {
    const char *text;
    struct wallet_error *error;
};

static enum wallet_status fail_at(const struct place *place, const uint8_t *at, const char *what)
{
    return wlt_fail(
        place->error,
        WALLET_ERR_VALUE,
        (size_t)(at - (const uint8_t *)place->text),
        "a PKCS #11 URI: %s",
        what);
}

static bool is_alphanumeric(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

/** RFC 7512 section 2.3: unreserved, pk11-res-avail, and what each of the two parts adds. */
static bool is_allowed(uint8_t byte, bool is_query)
{
    return is_alphanumeric(byte) ||
           (byte != 0 && strchr(is_query ? "-._~:[]@!$'()*+,=/?|" : "-._~:[]@!$'()*+,=&", byte));
}

static int digit_of(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }

    const int lower = byte | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/** Decodes one character and steps over it; false if it should have been percent-encoded. */
static bool decode(struct wallet_bytes *rest, bool is_query, uint8_t *out)
{
    size_t size = 1;

    *out = rest->data[0];
    if (*out == '%') {
        const int high = rest->size > 2 ? digit_of(rest->data[1]) : -1;
        const int low = rest->size > 2 ? digit_of(rest->data[2]) : -1;
        if (high < 0 || low < 0) {
            return false;
        }

        *out = (uint8_t)(high * 16 + low);
        size = 3;
    } else if (!is_allowed(*out, is_query)) {
        return false;
    }

    rest->data += size;
    rest->size -= size;
    return true;
}

/** Room for all values was made before: none is longer decoded than encoded. */
static enum wallet_status take_value(
    const struct place *place,
    struct wlt_uri *uri,
    enum wlt_uri_attribute attribute,
    struct wallet_bytes encoded)
{
    const struct rule *rule = &rules[attribute];
    uint8_t *const start = uri->decoded.data + uri->decoded.size;
    struct wallet_bytes rest = encoded;
    size_t size = 0;

    while (rest.size > 0) {
        if (!decode(&rest, rule->is_query, &start[size])) {
            return fail_at(place, rest.data, "expected a character that is percent-encoded");
        }

        size++;
    }

    const struct wallet_bytes value = { start, size };
    if (size > rule->max) {
        return fail_at(place, encoded.data, "a value that is too long for its attribute");
    }

    if (!rule->is_binary && (!wlt_utf8_is_valid(value) || memchr(start, 0, size))) {
        return fail_at(place, encoded.data, "a value that is no text");
    }

    wlt_buffer_set_size(&uri->decoded, uri->decoded.size + size + 1);
    start[size] = 0;
    uri->values[attribute] = value;
    uri->is_given[attribute] = true;
    return WALLET_OK;
}

static enum wallet_status take_attribute(
    const struct place *place, struct wlt_uri *uri, struct wallet_bytes pair, bool is_query)
{
    const uint8_t *equals = pair.size > 0 ? memchr(pair.data, '=', pair.size) : NULL;
    if (!equals) {
        return fail_at(place, pair.data, "expected an attribute, '=' and its value");
    }

    const struct wallet_bytes name = { pair.data, (size_t)(equals - pair.data) };
    const struct wallet_bytes value = { equals + 1, pair.size - name.size - 1 };
    if (wlt_bytes_are(name, "pin-value")) {
        return fail_at(place, pair.data, "'pin-value' has no place in it: give the PIN in a file");
    }

    for (int i = 0; i < WLT_URI_ATTRIBUTE_COUNT; i++) {
        if (rules[i].is_query == is_query && wlt_bytes_are(name, rules[i].name)) {
            return uri->is_given[i] ? fail_at(place, pair.data, "an attribute that is there twice")
                                    : take_value(place, uri, (enum wlt_uri_attribute)i, value);
        }
    }

    return fail_at(place, pair.data, "an attribute that is not handled here");
}

/** Attributes up to the end of their part, of which none may be empty. */
static enum wallet_status take_part(
    const struct place *place, struct wlt_uri *uri, struct wallet_bytes part, bool is_query)
{
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK) {
        const uint8_t *end =
            part.size > 0 ? memchr(part.data, is_query ? '&' : ';', part.size) : NULL;
        const size_t size = end ? (size_t)(end - part.data) : part.size;
        status = take_attribute(place, uri, (struct wallet_bytes){ part.data, size }, is_query);
        if (!end) {
            break;
        }

        part.data += size + 1;
        part.size -= size + 1;
    }

    return status;
}

static enum wallet_status take_parts(
    const struct place *place, struct wlt_uri *uri, struct wallet_bytes rest)
{
    const uint8_t *mark = rest.size > 0 ? memchr(rest.data, '?', rest.size) : NULL;
    const size_t size = mark ? (size_t)(mark - rest.data) : rest.size;

    enum wallet_status status =
        take_part(place, uri, (struct wallet_bytes){ rest.data, size }, false);
    if (status == WALLET_OK && mark) {
        status =
            take_part(place, uri, (struct wallet_bytes){ mark + 1, rest.size - size - 1 }, true);
    }

    if (status != WALLET_OK) {
        return status;
    }

    if (uri->is_given[WLT_URI_TYPE] && !wlt_bytes_are(uri->values[WLT_URI_TYPE], "private")) {
        return fail_at(place, rest.data, "'type' must be private where something is signed");
    }

    if (!uri->is_given[WLT_URI_OBJECT] && !uri->is_given[WLT_URI_ID]) {
        return fail_at(place, rest.data, "expected 'object' or 'id', which name the key");
    }

    return WALLET_OK;
}

enum wallet_status wlt_uri_parse(const char *text, struct wlt_uri *out, struct wallet_error *error)
{
    const struct place place = { text, error };
    const struct wallet_bytes whole = wlt_bytes_of(text);
    const size_t start = sizeof SCHEME - 1;

    if (whole.size > WALLET_TOKEN_URI_MAX) {
        return fail_at(&place, whole.data, "one that is too long");
    }

    if (!wlt_bytes_start_with(whole, SCHEME)) {
        return fail_at(&place, whole.data, "expected '" SCHEME "'");
    }

    struct wlt_uri uri = { 0 };
    if (!wlt_buffer_reserve(&uri.decoded, whole.size)) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status =
        take_parts(&place, &uri, (struct wallet_bytes){ whole.data + start, whole.size - start });
    if (status == WALLET_OK) {
        *out = uri;
    } else {
        wlt_uri_clear(&uri);
    }

    return status;
}
