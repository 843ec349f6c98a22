/* SPDX-License-Identifier: Apache-2.0 */

/*
 * RFC 8949 appendix A, as the CBOR working group publishes it.  What is to be accepted follows from
 * what the vectors say of themselves and from the rules below, never from what our reader does.
 */
#include <wallet/claims.h>

#include "cbor/check.h"
#include "test.h"

#include <jansson.h>

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    VECTOR_COUNT = 82,
    WIDE = 19, /* digits of an integer that jansson may not take */
};

struct vector {
    const char *hex;
    const char *diagnostic; /* or NULL */
    const json_t *decoded;  /* or NULL */
    bool roundtrips;
};

/** Copies JSON, with quotes around integers that do not fit into 64 bits with a sign. */
static char *quote_wide_integers(struct wallet_bytes json)
{
    const size_t room = json.size + 64;
    char *out = test_memory(room);
    size_t size = 0;

    for (size_t i = 0; i < json.size;) {
        size_t digits = json.data[i] == '-';
        while (i + digits < json.size && isdigit(json.data[i + digits])) {
            digits++;
        }

        const size_t run = digits > 0 ? digits : 1;
        const char before = i > 0 ? (char)json.data[i - 1] : '\0';
        const bool is_wide = digits >= WIDE && (before == ' ' || before == ':');
        size += (size_t)snprintf(
            out + size,
            room - size,
            is_wide ? "\"%.*s\"" : "%.*s",
            (int)run,
            (const char *)json.data + i);
        i += run;
    }

    return out;
}

/* Rule 1, both modes: strings come in one piece (chunks serve no licence). */
static bool is_chunked(const struct vector *vector)
{
    return strncmp(vector->hex, "5f", 2) == 0 || strncmp(vector->hex, "7f", 2) == 0;
}

/* Rule 2, both modes: RFC 8949 section 3.3 took back the two-byte forms below 32 of RFC 7049. */
static bool is_withdrawn_simple(const struct vector *vector)
{
    unsigned value = 0;
    return vector->diagnostic && sscanf(vector->diagnostic, "simple(%u)", &value) == 1 &&
           value >= 24 && value < 32;
}

/* Rule 3, strict mode: no floats. */
static bool is_float(const struct vector *vector)
{
    if (vector->decoded) {
        return json_is_real(vector->decoded);
    }

    const char *point = strchr(vector->diagnostic, '.');
    return strstr(vector->diagnostic, "Infinity") || strcmp(vector->diagnostic, "NaN") == 0 ||
           (point && point > vector->diagnostic && isdigit(point[-1]) && isdigit(point[1]));
}

static enum wallet_status wanted(const struct vector *vector, enum wlt_cbor_mode mode)
{
    if (is_chunked(vector) || is_withdrawn_simple(vector)) {
        return WALLET_ERR_MALFORMED;
    }

    /* Rule 4, strict mode: what an encoder would not give again is not deterministic. */
    if (mode == WLT_CBOR_STRICT && (is_float(vector) || !vector->roundtrips)) {
        return WALLET_ERR_MALFORMED;
    }

    return WALLET_OK;
}

static struct wallet_item next(const char *hex, struct wallet_claims *claims)
{
    struct wallet_item item = { 0 };
    CHECK_ROW(hex, wallet_claims_next(claims, &item), true);
    return item;
}

static void check_text(const char *hex, const struct wallet_item *item, const char *text)
{
    CHECK_ROW(hex, item->kind, WALLET_ITEM_TEXT);
    CHECK_BYTES(item->content, test_text(text));
}

/** Integers that JSON readers do not take: the ends of 64 bits, and tags 2 and 3 beyond them. */
static void check_wide(
    const char *hex,
    const struct wallet_item *item,
    struct wallet_claims *claims,
    const char *decimal)
{
    if (item->kind == WALLET_ITEM_TAG) {
        /* 2^64 and -1 - 2^64: tags are handed on, not interpreted. */
        CHECK_ROW(hex, item->number, decimal[0] == '-' ? 3 : 2);
        CHECK_BYTES(next(hex, claims).content, test_hex("010000000000000000"));
        return;
    }

    CHECK_ROW(hex, item->kind, decimal[0] == '-' ? WALLET_ITEM_NEGATIVE : WALLET_ITEM_UNSIGNED);
    CHECK_ROW(hex, item->number == UINT64_MAX, true);
}

static void check_decoded(const char *hex, struct wallet_claims *claims, const json_t *decoded);

static void check_container(
    const char *hex,
    const struct wallet_item *item,
    struct wallet_claims *claims,
    const json_t *decoded)
{
    if (json_is_array(decoded)) {
        CHECK_ROW(hex, item->kind, WALLET_ITEM_ARRAY);
        CHECK_ROW(hex, item->number, json_array_size(decoded));
        for (size_t i = 0; i < json_array_size(decoded); i++) {
            check_decoded(hex, claims, json_array_get(decoded, i));
        }

        return;
    }

    CHECK_ROW(hex, item->kind, WALLET_ITEM_MAP);
    CHECK_ROW(hex, item->number, json_object_size(decoded));
    for (size_t i = 0; i < json_object_size(decoded); i++) {
        const struct wallet_item key = next(hex, claims);
        char name[16] = "";
        (void)snprintf(
            name, sizeof name, "%.*s", (int)key.content.size, (const char *)key.content.data);
        check_text(hex, &key, name);
        check_decoded(hex, claims, json_object_get(decoded, name));
    }
}

static bool is_wide(const json_t *decoded)
{
    const char *text = json_string_value(decoded);
    return text && strlen(text) >= WIDE && strspn(text, "-0123456789") == strlen(text);
}

static void check_decoded(const char *hex, struct wallet_claims *claims, const json_t *decoded)
{
    const struct wallet_item item = next(hex, claims);

    if (json_is_array(decoded) || json_is_object(decoded)) {
        check_container(hex, &item, claims, decoded);
    } else if (is_wide(decoded)) {
        check_wide(hex, &item, claims, json_string_value(decoded));
    } else if (json_is_string(decoded)) {
        check_text(hex, &item, json_string_value(decoded));
    } else if (json_is_integer(decoded)) {
        const json_int_t value = json_integer_value(decoded);
        CHECK_ROW(hex, item.kind, value < 0 ? WALLET_ITEM_NEGATIVE : WALLET_ITEM_UNSIGNED);
        CHECK_ROW(hex, item.number, value < 0 ? -1 - value : value);
    } else if (json_is_real(decoded)) {
        const double value = json_real_value(decoded);
        CHECK_ROW(hex, item.kind, WALLET_ITEM_FLOAT);
        CHECK_ROW(hex, memcmp(&item.real, &value, sizeof value), 0);
    } else {
        CHECK_ROW(hex, item.kind, WALLET_ITEM_SIMPLE);
        CHECK_ROW(hex, item.number, json_is_false(decoded) ? 20 : json_is_true(decoded) ? 21 : 22);
    }
}

static void print_item(FILE *out, struct wallet_claims *claims);

static void print_content(FILE *out, const struct wallet_item *item)
{
    fputs(item->kind == WALLET_ITEM_TEXT ? "\"" : "h'", out);
    for (size_t i = 0; i < item->content.size; i++) {
        fprintf(out, item->kind == WALLET_ITEM_TEXT ? "%c" : "%02x", item->content.data[i]);
    }

    fputs(item->kind == WALLET_ITEM_TEXT ? "\"" : "'", out);
}

static void print_map(FILE *out, struct wallet_claims *claims, uint64_t pairs)
{
    fputc('{', out);
    for (uint64_t i = 0; i < pairs; i++) {
        fputs(i > 0 ? ", " : "", out);
        print_item(out, claims);
        fputs(": ", out);
        print_item(out, claims);
    }

    fputc('}', out);
}

static void print_float(FILE *out, double value)
{
    if (isnan(value)) {
        fputs("NaN", out);
    } else if (isinf(value)) {
        fputs(value < 0 ? "-Infinity" : "Infinity", out);
    } else {
        fprintf(out, "%.1f", value);
    }
}

/** Diagnostic notation, RFC 8949 section 8, as far as the vectors have it. */
static void print_item(FILE *out, struct wallet_claims *claims)
{
    struct wallet_item item = { 0 };
    CHECK(wallet_claims_next(claims, &item));

    switch (item.kind) {
    case WALLET_ITEM_UNSIGNED: fprintf(out, "%" PRIu64, item.number); break;
    case WALLET_ITEM_BYTES:
    case WALLET_ITEM_TEXT: print_content(out, &item); break;
    case WALLET_ITEM_MAP: print_map(out, claims, item.number); break;
    case WALLET_ITEM_FLOAT: print_float(out, item.real); break;
    case WALLET_ITEM_SIMPLE:
        fprintf(out, item.number == 23 ? "undefined" : "simple(%" PRIu64 ")", item.number);
        break;
    case WALLET_ITEM_TAG:
        fprintf(out, "%" PRIu64 "(", item.number);
        print_item(out, claims);
        fputc(')', out);
        break;
    case WALLET_ITEM_NEGATIVE:
    case WALLET_ITEM_ARRAY: fail_msg("no diagnostic has one"); break;
    }
}

static void check_diagnostic(struct wallet_claims *claims, const char *diagnostic)
{
    char text[256] = "";
    FILE *out = fmemopen(text, sizeof text, "w");

    CHECK(out != NULL);
    print_item(out, claims);
    (void)fclose(out);
    CHECK_TEXT(text, diagnostic);
}

static void check_vector(const struct vector *vector)
{
    const struct wallet_bytes encoded = test_hex(vector->hex);
    struct wallet_claims claims = { 0 };

    CHECK_ROW(
        vector->hex,
        wlt_cbor_check(encoded, WLT_CBOR_STRICT, NULL),
        wanted(vector, WLT_CBOR_STRICT));
    CHECK_ROW(
        vector->hex, wallet_claims_start(encoded, &claims, NULL), wanted(vector, WLT_CBOR_LENIENT));
    if (wanted(vector, WLT_CBOR_LENIENT) != WALLET_OK) {
        return;
    }

    if (vector->diagnostic) {
        check_diagnostic(&claims, vector->diagnostic);
    } else {
        check_decoded(vector->hex, &claims, vector->decoded);
    }

    struct wallet_item item;
    CHECK_ROW(vector->hex, wallet_claims_next(&claims, &item), false);
}

TEST(reads_appendix_a_of_rfc_8949)
{
    const struct wallet_bytes file =
        test_file(test_root_path("tests/vectors/cbor/appendix_a.json"));
    json_error_t error;
    json_t *vectors = json_loads(quote_wide_integers(file), 0, &error);
    size_t refused = 0;

    CHECK(vectors != NULL);
    CHECK_EQUAL(json_array_size(vectors), VECTOR_COUNT);
    for (size_t i = 0; i < json_array_size(vectors); i++) {
        const json_t *row = json_array_get(vectors, i);
        const struct vector vector = {
            .hex = json_string_value(json_object_get(row, "hex")),
            .diagnostic = json_string_value(json_object_get(row, "diagnostic")),
            .decoded = json_object_get(row, "decoded"),
            .roundtrips = json_is_true(json_object_get(row, "roundtrip")),
        };

        CHECK(vector.hex && (vector.diagnostic || vector.decoded));
        check_vector(&vector);
        refused += wanted(&vector, WLT_CBOR_LENIENT) != WALLET_OK;
    }

    CHECK_EQUAL(refused, 3); /* two chunked strings and simple(24) */
    json_decref(vectors);
}
