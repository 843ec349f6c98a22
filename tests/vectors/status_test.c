/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The examples of draft-ietf-oauth-status-list: the lists as raw CBOR, every entry of which the text
 * gives, and the signed token with its key.  They stand in the draft as hex, between a few words.
 */
#include "base/buffer.h"
#include "cose/key.h"
#include "cose/sign1.h"
#include "crypto/public_key.h"
#include "licence/cwt.h"
#include "status/claims.h"
#include "status/identifiers.h"
#include "status/list.h"
#include "status/published.h"
#include "vector.h"

#include <sodium.h>

#include <ctype.h>

enum {
    LONG_LIST_COUNT = 1048576,
    IN_THE_PERIOD = 1686920170 + 100, /* iat of the example and a little more */
};

#define URI "https://example.com/statuslists/1"

/** The hex that a file holds behind its last colon, or from its beginning. */
static struct wallet_bytes load_hex(const char *name)
{
    const char *path = vector_path(name);
    if (!path) {
        print_message("# SKIP no vectors '%s'\n", name);
        skip();
    }

    const struct wallet_bytes file = test_file(path);
    char *hex = test_memory(file.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < file.size; i++) {
        size = file.data[i] == ':' ? 0 : size;
        if (isxdigit(file.data[i])) {
            hex[size++] = (char)file.data[i];
        }
    }

    hex[size] = '\0';
    return test_hex(hex);
}

static void check_values(const char *name, unsigned bits, const unsigned *values, size_t count)
{
    struct wallet_status_list *list = NULL;
    CHECK_EQUAL(wlt_status_list_read(load_hex(name), count, &list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_list_bits(list), bits);
    CHECK_EQUAL(wallet_status_list_count(list), count);

    for (size_t i = 0; i < count; i++) {
        unsigned value = 99;
        CHECK_EQUAL(wallet_status_list_get(list, i, &value, NULL), WALLET_OK);
        CHECK_ROW(name, value, values[i]);
    }

    wallet_status_list_free(list);
}

TEST(each_entry_of_the_list_of_one_bit_is_as_the_draft_says)
{
    static const unsigned values[] = { 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1 };
    check_values("status-list/status_list_encoding_cbor.md", 1, values, 16);
}

TEST(each_entry_of_the_list_of_two_bits_is_as_the_draft_says)
{
    static const unsigned values[] = { 1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3 };
    check_values("status-list/status_list_encoding2_cbor.md", 2, values, 12);
}

TEST(each_entry_of_the_list_of_a_million_is_as_the_draft_says)
{
    static const size_t ones[] = { 0,      1993,   25460,  159495, 495669, 554353,
                                   645645, 723232, 854545, 934534, 1000345 };
    struct wallet_status_list *list = NULL;
    size_t next = 0;
    CHECK_EQUAL(
        wlt_status_list_read(
            load_hex("status-list/status_list_encoding1_long_cbor.md"),
            LONG_LIST_COUNT,
            &list,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_status_list_count(list), LONG_LIST_COUNT);

    for (size_t i = 0; i < LONG_LIST_COUNT; i++) {
        if (wlt_status_list_value(list, i) == 1) {
            CHECK(next < sizeof ones / sizeof ones[0]);
            CHECK_EQUAL(i, ones[next]);
            next++;
        }
    }

    CHECK_EQUAL(next, sizeof ones / sizeof ones[0]);
    wallet_status_list_free(list);
}

/** The coordinate in base64url. */
static struct wallet_bytes coordinate(const json_t *key, const char *name)
{
    const char *text = vector_text(key, name);
    uint8_t *bytes = test_memory(strlen(text));
    size_t size = 0;
    CHECK_EQUAL(
        sodium_base642bin(
            bytes,
            strlen(text),
            text,
            strlen(text),
            NULL,
            &size,
            NULL,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING),
        0);
    return (struct wallet_bytes){ bytes, size };
}

/** Trust in the key of the examples, as a key file would give it. */
static struct wallet_trust *trust_example(void)
{
    json_t *json = vector_load("status-list/issuer-key.json");
    struct wlt_public_key *key = NULL;
    struct wallet_buffer der = { 0 };
    struct wallet_trust *trust = NULL;
    char *base64 = test_memory(1000);
    char *pem = test_memory(2000);

    CHECK_EQUAL(
        wlt_public_key_from_point(
            WLT_KEY_P256, coordinate(json, "x"), coordinate(json, "y"), &key, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_public_key_write_spki(key, &der, NULL), WALLET_OK);
    (void)sodium_bin2base64(base64, 1000, der.data, der.size, sodium_base64_VARIANT_ORIGINAL);
    (void)snprintf(
        pem,
        2000,
        "-----BEGIN PUBLIC KEY-----\n%.64s\n%s\n-----END PUBLIC KEY-----\n",
        base64,
        base64 + 64);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, test_text(pem), NULL), WALLET_OK);

    wallet_buffer_clear(&der);
    wlt_public_key_free(key);
    json_decref(json);
    return trust;
}

TEST(the_signed_token_verifies_with_its_key_for_its_uri_and_in_its_time)
{
    const struct wallet_bytes token = load_hex("status-list/status_list_cwt.md");
    struct wallet_trust *trust = trust_example();
    struct wallet_status_list *list = NULL;
    const struct {
        const char *what;
        const char *uri;
        size_t entries_max;
        int64_t at_unix;
        enum wallet_status wanted;
    } rows[] = {
        { "as it is", URI, 16, IN_THE_PERIOD, WALLET_OK },
        { "another URI", URI "0", 16, IN_THE_PERIOD, WALLET_ERR_REFUSED },
        { "too early", URI, 16, 1686000000, WALLET_ERR_REFUSED },
        { "at its end", URI, 16, 2291720170, WALLET_ERR_REFUSED },
        { "a second before", URI, 16, 2291720169, WALLET_OK },
        { "one entry too many", URI, 8, IN_THE_PERIOD, WALLET_ERR_TOO_LARGE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        list = NULL;
        CHECK_ROW(
            rows[i].what,
            wallet_status_list_verify(
                token, trust, rows[i].uri, rows[i].entries_max, rows[i].at_unix, &list, NULL),
            rows[i].wanted);
        CHECK_EQUAL(list != NULL, rows[i].wanted == WALLET_OK);
        wallet_status_list_free(list);
    }

    wallet_trust_free(trust);
}

TEST(the_licence_of_the_example_says_where_its_status_stands)
{
    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;
    CHECK_EQUAL(
        wlt_sign1_read(
            load_hex("status-list/referenced_token_cwt.md"), WLT_CBOR_LENIENT, &sign1, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_cwt_read(sign1.payload, WLT_CBOR_LENIENT, &cwt, NULL), WALLET_OK);
    CHECK(cwt.has_status);
    CHECK_EQUAL(cwt.status.list.index, 0);
    CHECK_BYTES(cwt.status.list.uri, test_text(URI));
}

/*
 * ISO/IEC 18013-5, second edition, Annex D: its signature and its certificate are two bytes, and its typ lacks
 * a letter, so that it is no token; its claims are whole.
 */
TEST(the_identifiers_of_the_iso_example_are_found)
{
    static const struct {
        const char *identifier;
        bool is_there;
    } rows[] = {
        { "aaaa", true },  { "abcd", true }, { "cccc", true }, { "bbbb", false },
        { "dcba", false }, { "aa", false },  { "", false },
    };
    json_t *file = vector_load("mdoc/revocation.json");
    const struct wallet_bytes token = vector_hex(file, "IDENTIFIER_LIST_CWT");
    struct wlt_identifiers *identifiers = NULL;
    struct wlt_list_claims claims;
    struct wlt_sign1 sign1;

    CHECK(!wallet_status_is_list(token));
    CHECK_EQUAL(wlt_sign1_read(token, WLT_CBOR_LENIENT, &sign1, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_list_claims_read(sign1.payload, WLT_LIST_IDENTIFIERS, &claims, NULL), WALLET_OK);
    CHECK_BYTES(claims.sub, test_text("https://example.com/identifierlists/1"));
    CHECK_EQUAL(claims.period.issued_unix, 1686920170);
    CHECK_EQUAL(claims.period.until_unix, 2291720170);
    CHECK_EQUAL(claims.period.fresh_seconds, 86400);
    CHECK_EQUAL(wlt_identifiers_read(claims.list, claims.open, &identifiers, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_identifiers_count(identifiers), 3);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].identifier,
            wlt_identifiers_have(identifiers, test_hex(rows[i].identifier)),
            rows[i].is_there);
    }

    wlt_identifiers_free(identifiers);
    json_decref(file);
}

TEST(the_status_of_the_iso_example_names_an_identifier)
{
    json_t *file = vector_load("mdoc/revocation.json");
    const struct wlt_status_refs refs =
        wlt_status_refs_read(vector_hex(file, "STATUS"), WLT_CBOR_LENIENT);

    CHECK(!refs.list.is_there);
    CHECK(refs.identifiers.is_there);
    CHECK_BYTES(refs.identifiers.uri, test_text("https://example.com/identifierlists/1"));
    CHECK_BYTES(refs.identifiers.identifier, test_hex("cccc"));
    CHECK_BYTES(refs.identifiers.certificate, test_hex("aa"));
    json_decref(file);
}
