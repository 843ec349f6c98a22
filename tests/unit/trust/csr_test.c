/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/csr.h>

#include "test.h"

#include <string.h>

static const struct wallet_key_owner owner = { .issuer = "11360500000000019F",
                                               .name_zh = "示例局",
                                               .name_en = "Example Bureau" };

static struct wallet_key *make_key(const struct wallet_key_owner *of)
{
    struct wallet_key *key = NULL;
    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, of, &key, NULL), WALLET_OK);
    return key;
}

/** The key's public half, as others have it, with these lines above it or without any. */
static struct wallet_key *publish(const struct wallet_key *key, bool with_owner)
{
    struct wallet_buffer file = { 0 };
    struct wallet_key *half = NULL;
    CHECK_EQUAL(wallet_key_write_public(key, &file, NULL), WALLET_OK);
    const char *text = (const char *)file.data;
    if (!with_owner) {
        text = strstr(text, "-----BEGIN");
    }

    CHECK_EQUAL(wallet_key_parse(test_text(text), &half, NULL), WALLET_OK);
    wallet_buffer_clear(&file);
    return half;
}

static enum wallet_status write_csr(
    const struct wallet_key *key, const struct wallet_signer *signer, unsigned roles)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status = wallet_key_write_csr(key, signer, roles, &out, NULL);
    static const char begin[] = "-----BEGIN CERTIFICATE REQUEST-----\n";
    CHECK_EQUAL(
        out.size > sizeof begin && memcmp(out.data, begin, sizeof begin - 1) == 0,
        status == WALLET_OK);
    wallet_buffer_clear(&out);
    return status;
}

TEST(a_key_asks_for_its_own_certificate)
{
    struct wallet_key *key = make_key(&owner);

    CHECK_EQUAL(write_csr(key, NULL, WALLET_ROLE_ISSUER), WALLET_OK);
    CHECK_EQUAL(write_csr(key, NULL, WALLET_ROLE_STATUS | WALLET_ROLE_AUDIT), WALLET_OK);
    wallet_key_free(key);
}

TEST(the_secret_may_be_elsewhere)
{
    struct wallet_key *key = make_key(&owner);
    struct wallet_key *stranger = make_key(&owner);
    struct wallet_key *half = publish(key, true);
    struct wallet_signer signer;
    CHECK_EQUAL(wallet_key_signer(key, &signer, NULL), WALLET_OK);

    CHECK_EQUAL(write_csr(half, &signer, WALLET_ROLE_ISSUER), WALLET_OK);
    CHECK_EQUAL(write_csr(half, NULL, WALLET_ROLE_ISSUER), WALLET_ERR_KEY);
    CHECK_EQUAL(write_csr(stranger, &signer, WALLET_ROLE_ISSUER), WALLET_ERR_KEY);
    wallet_key_free(key);
    wallet_key_free(stranger);
    wallet_key_free(half);
}

TEST(a_request_names_an_agency)
{
    struct wallet_key *key = make_key(&owner);
    struct wallet_key *nobodys = publish(key, false);
    struct wallet_signer signer;
    CHECK_EQUAL(wallet_key_signer(key, &signer, NULL), WALLET_OK);

    CHECK_EQUAL(write_csr(nobodys, &signer, WALLET_ROLE_ISSUER), WALLET_ERR_KEY);
    wallet_key_free(key);
    wallet_key_free(nobodys);
}

TEST(a_name_of_over_64_characters_fits_no_certificate)
{
    char name[] = "Zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz!";
    struct wallet_key_owner long_owner = { .issuer = owner.issuer, .name_en = name };
    struct wallet_key *key = make_key(&long_owner);

    CHECK_EQUAL(strlen(name), 65);
    CHECK_EQUAL(write_csr(key, NULL, WALLET_ROLE_ISSUER), WALLET_ERR_VALUE);
    wallet_key_free(key);
}

TEST(refuses_roles_that_there_are_not)
{
    struct wallet_key *key = make_key(&owner);

    CHECK_EQUAL(write_csr(key, NULL, 0), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(write_csr(key, NULL, 128), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(write_csr(NULL, NULL, WALLET_ROLE_ISSUER), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_key_write_csr(key, NULL, WALLET_ROLE_ISSUER, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_key_free(key);
}
