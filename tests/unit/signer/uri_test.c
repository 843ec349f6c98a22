/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/uri.h"

#include <wallet/token.h>

#include "test.h"

#include <string.h>

static enum wallet_status parse(const char *text, struct wlt_uri *out)
{
    struct wallet_error error = { .status = WALLET_OK };
    const enum wallet_status status = wlt_uri_parse(text, out, &error);
    CHECK_EQUAL(error.status, status);
    return status;
}

TEST(reads_every_attribute_decoded)
{
    struct wlt_uri uri;

    CHECK_EQUAL(
        parse(
            "pkcs11:token=The%20Software%20PKCS%2311%20Token;serial=42;manufacturer=Snake%20Oil;"
            "model=1.0;object=%e8%af%81%E7%85%A7&more;id=%00%69;type=private"
            "?module-path=/usr/lib/a.so&module-name=a&pin-source=file:/etc/pin",
            &uri),
        WALLET_OK);
    CHECK_BYTES(uri.values[WLT_URI_TOKEN], test_text("The Software PKCS#11 Token"));
    CHECK_BYTES(uri.values[WLT_URI_SERIAL], test_text("42"));
    CHECK_BYTES(uri.values[WLT_URI_MANUFACTURER], test_text("Snake Oil"));
    CHECK_BYTES(uri.values[WLT_URI_MODEL], test_text("1.0"));
    CHECK_BYTES(uri.values[WLT_URI_OBJECT], test_text("证照&more"));
    CHECK_BYTES(uri.values[WLT_URI_ID], test_hex("0069"));
    CHECK_TEXT((const char *)uri.values[WLT_URI_MODULE_PATH].data, "/usr/lib/a.so");
    CHECK_TEXT((const char *)uri.values[WLT_URI_MODULE_NAME].data, "a");
    CHECK_TEXT((const char *)uri.values[WLT_URI_PIN_SOURCE].data, "file:/etc/pin");
    wlt_uri_clear(&uri);
}

TEST(an_empty_value_is_given_all_the_same)
{
    struct wlt_uri uri;

    CHECK_EQUAL(parse("pkcs11:object=;token=a", &uri), WALLET_OK);
    CHECK(uri.is_given[WLT_URI_OBJECT]);
    CHECK(!uri.is_given[WLT_URI_ID]);
    CHECK_EQUAL(uri.values[WLT_URI_OBJECT].size, 0);
    wlt_uri_clear(&uri);
}

#define LONG_33 "012345678901234567890123456789012"

static const struct {
    const char *what;
    const char *text;
    size_t offset;
} wrong[] = {
    { "nothing", "", 0 },
    { "another scheme", "file:object=a", 0 },
    { "the scheme in capitals", "PKCS11:object=a", 0 },
    { "no attribute", "pkcs11:", 7 },
    { "no value", "pkcs11:object", 7 },
    { "no key", "pkcs11:token=a", 7 },
    { "an empty attribute", "pkcs11:object=a;;token=b", 16 },
    { "a mark at the end", "pkcs11:object=a;", 16 },
    { "an empty query", "pkcs11:object=a?", 16 },
    { "the same twice", "pkcs11:object=a;object=b", 16 },
    { "a query attribute in the path", "pkcs11:object=a;module-path=/b", 16 },
    { "a path attribute in the query", "pkcs11:object=a?token=b", 16 },
    { "a slot", "pkcs11:object=a;slot-id=1", 16 },
    { "the maker's own", "pkcs11:object=a;x-maker=1", 16 },
    { "a name in capitals", "pkcs11:Object=a", 7 },
    { "a PIN", "pkcs11:object=a?pin-value=1234", 16 },
    { "a PIN in the path", "pkcs11:object=a;pin-value=1234", 16 },
    { "another class", "pkcs11:object=a;type=public", 7 },
    { "a blank", "pkcs11:object=a b", 15 },
    { "a letter that is not ASCII", "pkcs11:object=\xc3\xa9", 14 },
    { "half an escape", "pkcs11:object=%4", 14 },
    { "an escape that is none", "pkcs11:object=%4g", 14 },
    { "a NUL in a text", "pkcs11:object=%00", 14 },
    { "no UTF-8", "pkcs11:object=%ff", 14 },
    { "a slash in the path", "pkcs11:object=a/b", 15 },
    { "a label that no token has", "pkcs11:object=a;token=" LONG_33, 22 },
    { "a hash mark", "pkcs11:object=a#b", 15 },
};

TEST(refuses_what_is_no_such_uri)
{
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct wlt_uri uri;
        struct wallet_error error = { .offset = 0 };
        CHECK_ROW(wrong[i].what, wlt_uri_parse(wrong[i].text, &uri, &error), WALLET_ERR_VALUE);
        CHECK_ROW(wrong[i].what, error.offset, wrong[i].offset);
        CHECK_ROW(wrong[i].what, strstr(error.message, "1234") == NULL, true);
    }
}

TEST(refuses_one_that_is_too_long)
{
    struct wlt_uri uri;
    char *text = test_memory(WALLET_TOKEN_URI_MAX + 2);

    memset(text, 'a', WALLET_TOKEN_URI_MAX + 1);
    memcpy(text, "pkcs11:id=", 10);
    CHECK_EQUAL(parse(text, &uri), WALLET_ERR_VALUE);
}

static const struct {
    const char *query;
    enum wallet_status status;
    const char *path;
} sources[] = {
    { "", WALLET_OK, "" },
    { "?module-name=a", WALLET_OK, "" },
    { "?pin-source=/etc/pin", WALLET_OK, "/etc/pin" },
    { "?pin-source=file:/etc/pin", WALLET_OK, "/etc/pin" },
    { "?pin-source=file:///etc/my%20pin", WALLET_OK, "/etc/my pin" },
    { "?pin-source=file://host/etc/pin", WALLET_ERR_VALUE, NULL },
    { "?pin-source=pin", WALLET_ERR_VALUE, NULL },
    { "?pin-source=", WALLET_ERR_VALUE, NULL },
    { "?pin-source=/", WALLET_ERR_VALUE, NULL },
    { "?pin-source=|/bin/date", WALLET_ERR_VALUE, NULL },
    { "?pin-source=https://host/pin", WALLET_ERR_VALUE, NULL },
    { "?pin-value=1", WALLET_ERR_VALUE, NULL },
};

TEST(tells_the_file_that_has_the_pin)
{
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        char uri[128] = "pkcs11:object=a";
        struct wallet_buffer path = { 0 };
        strncat(uri, sources[i].query, sizeof uri - strlen(uri) - 1);

        CHECK_ROW(uri, wallet_token_pin_source(uri, &path, NULL), sources[i].status);
        if (sources[i].path) {
            CHECK_BYTES(wallet_buffer_bytes(&path), test_text(sources[i].path));
        }

        wallet_buffer_clear(&path);
    }
}

TEST(demands_its_pointers)
{
    struct wallet_buffer path = { 0 };

    CHECK_EQUAL(wallet_token_pin_source(NULL, &path, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_token_pin_source("pkcs11:object=a", NULL, NULL), WALLET_ERR_ARGUMENT);
}
