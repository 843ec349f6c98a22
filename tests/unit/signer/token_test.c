/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/token.h>

#include "agency.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define KEY "pkcs11:token=Fake;object=key"

static const struct wallet_key_owner owner = { .issuer = AGENCY_ISSUER, .name_en = "A Bureau" };

/** Opens the fake token's key with this wrong with it; NULL: nothing. */
static enum wallet_status open_fake(
    const char *wrong, const char *uri, const char *pin, struct wallet_token **out)
{
    struct wallet_error error = { .status = WALLET_OK };

    (void)setenv("FAKE_TOKEN", wrong ? wrong : "", 1);
    const enum wallet_status status =
        wallet_token_open(uri, getenv("WALLET_FAKE_MODULE"), test_text(pin), &owner, out, &error);
    CHECK_EQUAL(error.status, status);
    CHECK(strstr(error.message, pin) == NULL || pin[0] == '\0');
    return status;
}

TEST(a_key_in_a_token_signs_a_licence_that_verifies)
{
    struct agency agency;
    struct wallet_token *token = NULL;
    struct wallet_signer signer;
    struct wallet_buffer file = { 0 };
    struct wallet_key *key = NULL;

    agency_open(&agency, WALLET_ALGORITHM_ES256);
    CHECK_EQUAL(open_fake(NULL, KEY, "1234", &token), WALLET_OK);
    CHECK_EQUAL(wallet_token_signer(token, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(signer.algorithm, WALLET_ALGORITHM_ED25519);
    CHECK_TEXT(signer.issuer, AGENCY_ISSUER);

    CHECK_EQUAL(wallet_token_write_public(token, &file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_parse(wallet_buffer_bytes(&file), &key, NULL), WALLET_OK);
    CHECK_TEXT(wallet_key_issuer_name(key, WALLET_ENGLISH), "A Bureau");
    CHECK_BYTES(wallet_key_id(key), ((struct wallet_bytes){ signer.key_id, WALLET_KEY_ID_SIZE }));

    agency_trust(&agency, key);
    agency_issue(&agency, &signer);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    wallet_key_free(key);
    wallet_buffer_clear(&file);
    wallet_token_close(token);
    agency_close(&agency);
}

static const struct {
    const char *wrong;
    const char *uri;
    const char *pin;
    enum wallet_status status;
} openings[] = {
    { "point-within", KEY, "1234", WALLET_OK },
    { "keypad", KEY, "", WALLET_OK },
    { "open", KEY, "", WALLET_OK },
    { NULL, "pkcs11:object=key;manufacturer=;model=;serial=", "1234", WALLET_OK },
    { NULL, KEY, "4321", WALLET_ERR_KEY },
    { NULL, KEY, "", WALLET_ERR_KEY },
    { "locked", KEY, "1234", WALLET_ERR_KEY },
    { "locked-late", KEY, "1234", WALLET_ERR_KEY },
    { "expired", KEY, "1234", WALLET_ERR_KEY },
    { "empty", KEY, "1234", WALLET_ERR_KEY },
    { "info", KEY, "1234", WALLET_ERR_KEY },
    { NULL, "pkcs11:token=Fak;object=key", "1234", WALLET_ERR_KEY },
    { NULL, KEY ";serial=1", "1234", WALLET_ERR_KEY },
    { "each-time", KEY, "1234", WALLET_ERR_KEY },
    { "lonely", KEY, "1234", WALLET_ERR_KEY },
    { "no-id", KEY, "1234", WALLET_ERR_KEY },
    { "no-point", KEY, "1234", WALLET_ERR_KEY },
    { "start", KEY, "1234", WALLET_ERR_CRYPTO },
    { "slots", KEY, "1234", WALLET_ERR_CRYPTO },
    { "session", KEY, "1234", WALLET_ERR_CRYPTO },
    { "find", KEY, "1234", WALLET_ERR_CRYPTO },
    { "too-many", KEY, "1234", WALLET_ERR_CRYPTO },
    { "no-list", KEY, "1234", WALLET_ERR_FILE },
    { NULL, KEY "?module-path=/nowhere.so", "1234", WALLET_ERR_FILE },
    { NULL, KEY "?module-name=nowhere", "1234", WALLET_ERR_FILE },
    { NULL, KEY "?module-name=/nowhere", "1234", WALLET_ERR_VALUE },
    { NULL, KEY "?module-path=", "1234", WALLET_ERR_VALUE },
    { NULL, "pkcs11:token=Fake", "1234", WALLET_ERR_VALUE },
};

TEST(what_is_wrong_with_a_token_is_told_when_it_is_opened)
{
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        const char *what = openings[i].wrong ? openings[i].wrong : openings[i].uri;
        struct wallet_token *token = NULL;
        CHECK_ROW(
            what,
            open_fake(openings[i].wrong, openings[i].uri, openings[i].pin, &token),
            openings[i].status);
        CHECK_ROW(what, token != NULL, openings[i].status == WALLET_OK);
        wallet_token_close(token);
    }
}

static const struct {
    const char *wrong;
    enum wallet_status status;
} signings[] = {
    { "rubbish", WALLET_ERR_CRYPTO }, { "short", WALLET_ERR_CRYPTO },
    { "huge", WALLET_ERR_CRYPTO },    { "other-half", WALLET_ERR_CRYPTO },
    { "no-sign", WALLET_ERR_KEY },    { "gone", WALLET_ERR_KEY },
};

TEST(a_token_that_answers_rubbish_signs_nothing)
{
    for (size_t i = 0; i < sizeof signings / sizeof signings[0]; i++) {
        struct wallet_token *token = NULL;
        struct wallet_signer signer;
        struct wallet_buffer file = { 0 };
        uint8_t signature[WALLET_SIGNATURE_MAX] = { 0 };
        size_t size = 0;

        CHECK_EQUAL(open_fake(signings[i].wrong, KEY, "1234", &token), WALLET_OK);
        CHECK_EQUAL(wallet_token_signer(token, &signer, NULL), WALLET_OK);
        CHECK_ROW(
            signings[i].wrong,
            signer.sign(signer.context, test_text("a"), signature, &size, NULL),
            signings[i].status);
        CHECK_ROW(signings[i].wrong, size == 0 && signature[0] == 0, true);
        CHECK_ROW(
            signings[i].wrong, wallet_token_write_public(token, &file, NULL), signings[i].status);
        wallet_token_close(token);
    }
}

TEST(a_module_that_runs_already_is_left_running)
{
    struct wallet_token *first = NULL;
    struct wallet_token *second = NULL;
    struct wallet_signer signer;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    CHECK_EQUAL(open_fake(NULL, KEY, "1234", &first), WALLET_OK);
    CHECK_EQUAL(open_fake(NULL, KEY, "1234", &second), WALLET_OK);
    wallet_token_close(second);
    CHECK_EQUAL(wallet_token_signer(first, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(signer.sign(signer.context, test_text("a"), signature, &size, NULL), WALLET_OK);
    wallet_token_close(first);
}

TEST(refuses_an_owner_who_is_none_and_pointers_that_lead_nowhere)
{
    const struct wallet_key_owner nobody = { .issuer = "nobody" };
    const struct wallet_bytes pin = test_text("1234");
    struct wallet_token *token = NULL;

    CHECK_EQUAL(wallet_token_open(KEY, "/a.so", pin, &nobody, &token, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_token_open(KEY, NULL, pin, &owner, &token, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_token_open(NULL, "/a.so", pin, &owner, &token, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_token_open(KEY, "/a.so", pin, NULL, &token, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_token_open(KEY, "/a.so", pin, &owner, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_token_signer(NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_token_write_public(NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_token_close(NULL);
}
