/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/key.h"

#include "base/buffer.h"
#include "may_sign.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define ISSUER  "11360500000000019F"
#define TYPE_A  "11100000000013127D001"
#define TYPE_B  "11100000MB0143028R001"
#define NAME_ZH "示例市某局"
#define NAME_EN "Example Bureau"

/* RFC 8410 section 10.1. */
#define PUBLIC_KEY                                                   \
    "-----BEGIN PUBLIC KEY-----\n"                                   \
    "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n" \
    "-----END PUBLIC KEY-----\n"

static const char *const two_types[] = { TYPE_A, TYPE_B };

static struct wallet_key *make(enum wallet_algorithm algorithm)
{
    const struct wallet_key_owner owner = {
        .issuer = ISSUER,
        .name_zh = NAME_ZH,
        .name_en = NAME_EN,
        .types = two_types,
        .type_count = 2,
    };
    struct wallet_key *key = NULL;
    CHECK_EQUAL(wallet_key_generate(algorithm, &owner, &key, NULL), WALLET_OK);
    return key;
}

static enum wallet_status parse(const char *file, struct wallet_key **out)
{
    struct wallet_error error = { .status = WALLET_OK };
    const enum wallet_status status = wallet_key_parse(test_text(file), out, &error);
    CHECK_EQUAL(error.status, status);
    return status;
}

static void check_owner(const struct wallet_key *key)
{
    CHECK_TEXT(wallet_key_issuer(key), ISSUER);
    CHECK_TEXT(wallet_key_issuer_name(key, WALLET_CHINESE), NAME_ZH);
    CHECK_TEXT(wallet_key_issuer_name(key, WALLET_ENGLISH), NAME_EN);
    CHECK_EQUAL(wallet_key_type_count(key), 2);
    CHECK_TEXT(wallet_key_type_at(key, 0), TYPE_A);
    CHECK_TEXT(wallet_key_type_at(key, 1), TYPE_B);
    CHECK_TEXT(wallet_key_type_at(key, 2), "");
}

static const enum wallet_algorithm algorithms[] = {
    WALLET_ALGORITHM_ED25519,
    WALLET_ALGORITHM_ES256,
    WALLET_ALGORITHM_ES384,
    WALLET_ALGORITHM_SM2,
};

TEST(a_private_file_brings_the_whole_key_back)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        if (!may_sign(algorithms[i])) {
            continue;
        }

        struct wallet_key *key = make(algorithms[i]);
        struct wallet_key *again = NULL;
        struct wallet_buffer file = { 0 };
        CHECK(wlt_buffer_append_text(&file, "to be replaced"));

        CHECK_EQUAL(wallet_key_write_private(key, &file, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_key_parse(wallet_buffer_bytes(&file), &again, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_key_algorithm(again), algorithms[i]);
        CHECK(wallet_key_is_private(again));
        CHECK_BYTES(wallet_key_id(again), wallet_key_id(key));
        check_owner(key);
        check_owner(again);

        wallet_buffer_clear(&file);
        wallet_key_free(key);
        wallet_key_free(again);
    }
}

TEST(a_public_file_has_the_same_identifier_and_no_secret)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        if (!may_sign(algorithms[i])) {
            continue;
        }

        struct wallet_key *key = make(algorithms[i]);
        struct wallet_key *again = NULL;
        struct wallet_buffer file = { 0 };
        struct wallet_signer signer;

        CHECK_EQUAL(wallet_key_write_public(key, &file, NULL), WALLET_OK);
        CHECK(strstr((const char *)file.data, "PRIVATE") == NULL);
        CHECK_EQUAL(wallet_key_parse(wallet_buffer_bytes(&file), &again, NULL), WALLET_OK);
        CHECK(!wallet_key_is_private(again));
        CHECK_BYTES(wallet_key_id(again), wallet_key_id(key));
        check_owner(again);
        CHECK_EQUAL(wallet_key_write_private(again, &file, NULL), WALLET_ERR_KEY);
        CHECK_EQUAL(wallet_key_signer(again, &signer, NULL), WALLET_ERR_KEY);

        wallet_buffer_clear(&file);
        wallet_key_free(key);
        wallet_key_free(again);
    }
}

TEST(a_file_reads_as_it_is_documented)
{
    struct wallet_key *key = NULL;
    struct wallet_buffer file = { 0 };
    const char *text = "Issuer: " ISSUER "\nName-zh: " NAME_ZH "\nName-en: " NAME_EN
                       "\nTypes: " TYPE_A " " TYPE_B "\n" PUBLIC_KEY;

    CHECK_EQUAL(parse(text, &key), WALLET_OK);
    check_owner(key);
    CHECK_EQUAL(wallet_key_write_public(key, &file, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&file), test_text(text));
    wallet_buffer_clear(&file);
    wallet_key_free(key);
}

TEST(the_identifier_begins_the_thumbprint)
{
    struct wallet_key *key = NULL;
    struct wallet_buffer cose = { 0 };

    CHECK_EQUAL(parse(PUBLIC_KEY, &key), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_cose(key, &cose, NULL), WALLET_OK);
    CHECK_BYTES(
        wallet_buffer_bytes(&cose),
        test_hex("a3010120062158"
                 "2019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"));
    CHECK_BYTES(wallet_key_id(key), test_hex("2ffbb2aaeb94ef05"));
    wallet_buffer_clear(&cose);
    wallet_key_free(key);
}

/** As readers of mobile documents send theirs, with members that do not matter among them. */
TEST(a_cose_key_is_a_key_of_nobody)
{
    static const struct {
        const char *encoded;
        enum wallet_status status;
    } rows[] = {
        { "a4 0101 0241ff 2006 215820 "
          "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1",
          WALLET_OK },
        { "a3 0101 2006 215820 0000000000000000000000000000000000000000000000000000000000000000",
          WALLET_ERR_KEY },
        { "a3 0101 2009 215820 19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1",
          WALLET_ERR_UNSUPPORTED },
        { "80", WALLET_ERR_STRUCTURE },
        { "a3 0101 2006", WALLET_ERR_TRUNCATED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_key *key = NULL;
        CHECK_EQUAL(wallet_key_read_cose(test_hex(rows[i].encoded), &key, NULL), rows[i].status);
        CHECK_EQUAL(key != NULL, rows[i].status == WALLET_OK);
        if (key) {
            CHECK_BYTES(wallet_key_id(key), test_hex("2ffbb2aaeb94ef05"));
            CHECK_TEXT(wallet_key_issuer(key), "");
            CHECK(!wallet_key_is_private(key));
        }
        wallet_key_free(key);
    }
}

TEST(a_new_key_without_a_list_signs_every_type)
{
    const struct wallet_key_owner every = { .issuer = ISSUER };
    const struct wallet_key_owner none = { .issuer = ISSUER, .types = two_types };
    struct wallet_key *key = NULL;

    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &every, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_type_count(key), 1);
    CHECK_TEXT(wallet_key_type_at(key, 0), "*");
    CHECK(wlt_key_allows_type(key, test_text(TYPE_A)));
    wallet_key_free(key);

    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &none, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_type_count(key), 0);
    CHECK(!wlt_key_allows_type(key, test_text(TYPE_A)));
    wallet_key_free(key);
}

TEST(an_error_says_which_line_it_was)
{
    struct wallet_key *key = NULL;
    struct wallet_error error;

    CHECK_EQUAL(
        wallet_key_parse(test_text("Name-en: ok\nIssuer: no code\n" PUBLIC_KEY), &key, &error),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(error.offset, strlen("Name-en: ok\n"));
    CHECK(strstr(error.message, "'Issuer'") != NULL);
    CHECK(strstr(error.message, "no code") == NULL);
}

#define CERTIFICATE "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
#define ENCRYPTED \
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n"
#define OLD_FORM "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n"
#define SMALL_ORDER                                                  \
    "-----BEGIN PUBLIC KEY-----\n"                                   \
    "MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" \
    "-----END PUBLIC KEY-----\n"

static const struct {
    const char *what;
    const char *file;
} no_keys[] = {
    { "nothing", "" },
    { "only lines", "Issuer: " ISSUER "\n" },
    { "a certificate", CERTIFICATE },
    { "an encrypted key", ENCRYPTED },
    { "a key in the old form", OLD_FORM },
    { "no key in it", "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n" },
    { "the other label", "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n" },
    { "no end", "-----BEGIN PUBLIC KEY-----\nMAA=\n" },
    { "a point of small order", SMALL_ORDER },
    { "two keys", PUBLIC_KEY PUBLIC_KEY },
    { "a key and a certificate", PUBLIC_KEY CERTIFICATE },
    { "a key and something broken", PUBLIC_KEY "-----BEGIN PUBLIC KEY-----\n" },
};

TEST(refuses_a_file_without_one_usable_key)
{
    for (size_t i = 0; i < sizeof no_keys / sizeof no_keys[0]; i++) {
        struct wallet_key *key = NULL;
        CHECK_ROW(no_keys[i].what, parse(no_keys[i].file, &key), WALLET_ERR_KEY);
        CHECK(key == NULL);
    }
}

TEST(refuses_a_file_that_is_too_large)
{
    char *file = test_memory(WALLET_KEY_FILE_MAX + 2);
    struct wallet_key *key = NULL;
    memset(file, '\n', WALLET_KEY_FILE_MAX + 1);
    memcpy(file + WALLET_KEY_FILE_MAX - strlen(PUBLIC_KEY), PUBLIC_KEY, strlen(PUBLIC_KEY));

    struct wallet_bytes bytes = { (const uint8_t *)file, WALLET_KEY_FILE_MAX + 1 };
    CHECK_EQUAL(wallet_key_parse(bytes, &key, NULL), WALLET_ERR_TOO_LARGE);
    bytes.size--;
    CHECK_EQUAL(wallet_key_parse(bytes, &key, NULL), WALLET_OK);
    wallet_key_free(key);
}

TEST(refuses_to_make_a_key_for_nobody)
{
    static const char *const bad_types[] = { "x" };
    static const char *const no_types[] = { NULL };
    const struct {
        const char *what;
        enum wallet_algorithm algorithm;
        struct wallet_key_owner owner;
        enum wallet_status wanted;
    } cases[] = {
        { "no issuer", WALLET_ALGORITHM_ED25519, { .name_en = "x" }, WALLET_ERR_ARGUMENT },
        { "no algorithm", WALLET_ALGORITHM_NONE, { .issuer = ISSUER }, WALLET_ERR_ARGUMENT },
        { "PS256", WALLET_ALGORITHM_PS256, { .issuer = ISSUER }, WALLET_ERR_ARGUMENT },
        { "no code", WALLET_ALGORITHM_ED25519, { .issuer = "someone" }, WALLET_ERR_VALUE },
        { "two lines",
          WALLET_ALGORITHM_ED25519,
          { .issuer = ISSUER, .name_en = "a\nTypes: *" },
          WALLET_ERR_VALUE },
        { "no type code",
          WALLET_ALGORITHM_ED25519,
          { .issuer = ISSUER, .types = bad_types, .type_count = 1 },
          WALLET_ERR_VALUE },
        { "a type that is not there",
          WALLET_ALGORITHM_ED25519,
          { .issuer = ISSUER, .types = no_types, .type_count = 1 },
          WALLET_ERR_VALUE },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wallet_key *key = NULL;
        CHECK_ROW(
            cases[i].what,
            wallet_key_generate(cases[i].algorithm, &cases[i].owner, &key, NULL),
            cases[i].wanted);
        CHECK(key == NULL);
    }
}

TEST(a_signer_signs_as_its_key)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        if (!may_sign(algorithms[i])) {
            continue;
        }

        struct wallet_key *key = make(algorithms[i]);
        struct wallet_signer signer;
        struct wlt_check_context *context = NULL;
        uint8_t signature[WALLET_SIGNATURE_MAX];
        size_t size = 0;

        CHECK_EQUAL(wallet_key_signer(key, &signer, NULL), WALLET_OK);
        CHECK_EQUAL(signer.algorithm, algorithms[i]);
        CHECK_TEXT(signer.issuer, ISSUER);
        CHECK_BYTES(
            ((struct wallet_bytes){ signer.key_id, sizeof signer.key_id }), wallet_key_id(key));

        CHECK_EQUAL(signer.sign(signer.context, test_text("x"), signature, &size, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
        CHECK_EQUAL(
            wlt_check_signature(
                context,
                wlt_key_public(key),
                algorithms[i],
                test_text("x"),
                (struct wallet_bytes){ signature, size }),
            WALLET_OK);
        wlt_check_context_free(context);
        wallet_key_free(key);
    }
}

TEST(a_key_that_names_no_issuer_makes_no_signer)
{
    struct wallet_key *key = make(WALLET_ALGORITHM_ED25519);
    struct wallet_key *nameless = NULL;
    struct wallet_buffer file = { 0 };
    struct wallet_signer signer;

    CHECK_EQUAL(wallet_key_write_private(key, &file, NULL), WALLET_OK);
    CHECK_EQUAL(parse(strstr((const char *)file.data, "-----BEGIN"), &nameless), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(nameless, &signer, NULL), WALLET_ERR_KEY);
    wallet_buffer_clear(&file);
    wallet_key_free(key);
    wallet_key_free(nameless);
}

TEST(required_pointers_are_asked_for)
{
    const struct wallet_key_owner owner = { .issuer = ISSUER };
    struct wallet_key *key = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_signer signer;

    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ES256, NULL, &key, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_key_generate(WALLET_ALGORITHM_ES256, &owner, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_key_parse((struct wallet_bytes){ NULL, 1 }, &key, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_key_parse(test_text(PUBLIC_KEY), NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_key_write_private(NULL, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_key_write_public(NULL, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_key_write_cose(NULL, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_key_read_cose(test_hex("80"), NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_key_signer(NULL, &signer, NULL), WALLET_ERR_ARGUMENT);
    wallet_key_free(NULL);
}
