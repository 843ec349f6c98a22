/* SPDX-License-Identifier: Apache-2.0 */
#include "http_signed.h"

#include "test.h"

#include <string.h>

/* A request, by its components. */
static const char *value_of(const void *context, const char *name)
{
    static const char *const values[][2] = {
        { "@method", "GET" },
        { "@path", "/v1/cases" },
        { "content-type", "application/json" },
    };
    (void)context;

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (strcmp(values[i][0], name) == 0) {
            return values[i][1];
        }
    }

    return NULL;
}

static const struct http_signed_source source = { value_of, NULL };

#define PARAMETERS "(\"@method\" \"@path\");created=1;keyid=\"k\";nonce=\"n\""

TEST(reads_what_is_said_and_what_was_signed)
{
    struct http_signed out;

    CHECK(!http_signed_read(
        "a=" PARAMETERS ";alg=\"ed25519\";expires=9;tag=\"t\"", "a=:AQID:", &source, &out));
    CHECK_TEXT(out.key_id, "k");
    CHECK_TEXT(out.nonce, "n");
    CHECK_TEXT(out.algorithm, "ed25519");
    CHECK_EQUAL(out.created_unix, 1);
    CHECK_EQUAL(out.expires_unix, 9);
    CHECK(http_signed_covers(&out, "@path"));
    CHECK(!http_signed_covers(&out, "content-type"));
    CHECK_EQUAL(out.signature_size, 3);
    CHECK_EQUAL(out.signature[2], 3);
    CHECK_TEXT(
        out.base,
        "\"@method\": GET\n\"@path\": /v1/cases\n\"@signature-params\": " PARAMETERS
        ";alg=\"ed25519\";expires=9;tag=\"t\"");

    CHECK(!http_signed_read("a=" PARAMETERS, "a=:AQ==:", &source, &out));
    CHECK_EQUAL(out.expires_unix, INT64_MAX);
    CHECK_TEXT(out.algorithm, "");
    CHECK_EQUAL(out.signature_size, 1);
}

#define LONG16  "0123456789abcdef"
#define LONG128 LONG16 LONG16 LONG16 LONG16 LONG16 LONG16 LONG16 LONG16
#define SEVENTEEN                                                                                \
    "(\"1\" \"2\" \"3\" \"4\" \"5\" \"6\" \"7\" \"8\" \"9\" \"10\" \"11\" \"12\" \"13\" \"14\" " \
    "\"15\" \"16\" \"17\")"

static const char form[] = "Signature-Input is not one signature in the form that is taken";
static const char lacks[] = "the signature does not say created, keyid and nonce";
static const char absent[] = "something is signed that the request does not have";
static const char unnamed[] = "Signature has no signature of the name that Signature-Input has";
static const char base64[] = "the signature is no base64";
static const struct {
    const char *what;
    const char *input;
    const char *signature;
    const char *why;
} rows[] = {
    { "nothing", "", "a=:AQID:", form },
    { "no label", "=" PARAMETERS, "a=:AQID:", form },
    { "a large label", "A=" PARAMETERS, "A=:AQID:", form },
    { "two signatures", "a=" PARAMETERS ", b=" PARAMETERS, "a=:AQID:", form },
    { "something behind", "a=" PARAMETERS " ", "a=:AQID:", form },
    { "no list", "a=\"@method\";created=1", "a=:AQID:", form },
    { "an open list", "a=(\"@method\"", "a=:AQID:", form },
    { "two blanks", "a=(\"@method\"  \"@path\");created=1", "a=:AQID:", form },
    { "a parameter of a component", "a=(\"@method\";req);created=1", "a=:AQID:", form },
    { "an escape", "a=(\"@met\\\"hod\");created=1", "a=:AQID:", form },
    { "a long name", "a=(\"" LONG128 "\");created=1", "a=:AQID:", form },
    { "a component twice",
      "a=(\"@path\" \"@path\");created=1",
      "a=:AQID:",
      "something is signed twice" },
    { "what is not there", "a=(\"date\");created=1", "a=:AQID:", absent },
    { "too many", "a=" SEVENTEEN, "a=:AQID:", absent },
    { "a parameter of others", "a=" PARAMETERS ";x=1", "a=:AQID:", form },
    { "a parameter twice", "a=" PARAMETERS ";created=2", "a=:AQID:", form },
    { "a text for a number", "a=();created=\"1\";keyid=\"k\";nonce=\"n\"", "a=:AQID:", form },
    { "a number for a text", "a=();created=1;keyid=1;nonce=\"n\"", "a=:AQID:", form },
    { "a negative time", "a=();created=-1;keyid=\"k\";nonce=\"n\"", "a=:AQID:", form },
    { "sixteen digits", "a=();created=" LONG16, "a=:AQID:", form },
    { "a long nonce", "a=();created=1;keyid=\"k\";nonce=\"" LONG128 "x\"", "a=:AQID:", form },
    { "no time", "a=();keyid=\"k\";nonce=\"n\"", "a=:AQID:", lacks },
    { "no key", "a=();created=1;nonce=\"n\"", "a=:AQID:", lacks },
    { "no nonce", "a=();created=1;keyid=\"k\"", "a=:AQID:", lacks },
    { "another label", "a=" PARAMETERS, "b=:AQID:", unnamed },
    { "a longer label", "a=" PARAMETERS, "ab=:AQID:", unnamed },
    { "no colon", "a=" PARAMETERS, "a=AQID", unnamed },
    { "nothing signed", "a=" PARAMETERS, "a=::", unnamed },
    { "two of them", "a=" PARAMETERS, "a=:AQID:, b=:AQID:", base64 },
    { "no padding", "a=" PARAMETERS, "a=:AQI:", base64 },
    { "bits behind", "a=" PARAMETERS, "a=:AQJ=:", base64 },
    { "padding within", "a=" PARAMETERS, "a=:AQ==AQID:", base64 },
    { "another alphabet", "a=" PARAMETERS, "a=:AQ-_:", base64 },
};

TEST(refuses_what_two_readers_could_read_in_two_ways)
{
    struct http_signed out;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *why = http_signed_read(rows[i].input, rows[i].signature, &source, &out);
        if (!why || strcmp(why, rows[i].why) != 0) {
            fail_msg("%s: %s", rows[i].what, why ? why : "taken");
        }
    }
}

static const char *anything(const void *context, const char *name)
{
    (void)name;
    return context;
}

TEST(takes_no_more_than_there_is_room_for)
{
    static char large[HTTP_SIGNED_BASE_SIZE];
    const struct http_signed_source whole = { anything, large };
    const struct http_signed_source small = { anything, "x" };
    struct http_signed out;

    memset(large, 'x', sizeof large - 1);
    CHECK_TEXT(
        http_signed_read("a=(\"x\");created=1;keyid=\"k\";nonce=\"n\"", "a=:AQID:", &whole, &out),
        "something is signed that the request does not have");
    CHECK_TEXT(
        http_signed_read("a=" SEVENTEEN, "a=:AQID:", &small, &out),
        "more is signed than is looked at");
    large[sizeof large - 40] = '\0';
    CHECK_TEXT(
        http_signed_read("a=(\"x\");created=1;keyid=\"k\";nonce=\"n\"", "a=:AQID:", &whole, &out),
        "more is signed than is taken");
}
