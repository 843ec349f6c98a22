/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/secrets.h"

#include "crypto/digest.h"
#include "test.h"

#include <string.h>

static struct wlt_secrets *make(uint8_t first)
{
    uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE] = { first };
    struct wlt_secrets *secrets = wlt_secrets_new(secret);

    CHECK(secrets);
    return secrets;
}

TEST(names_of_own_serials_are_in_their_order_and_others_tell_nothing)
{
    struct wlt_secrets *secrets = make(1);
    struct wlt_name name = { .type = 3, .issuer = 513, .is_own_serial = true };
    uint8_t first[WLT_NAME_MAX];
    uint8_t second[WLT_NAME_MAX];

    name.serial = test_text("B0001");
    const size_t size = wlt_secrets_name(secrets, &name, first);
    CHECK_BYTES(((struct wallet_bytes){ first, size }), test_hex("01 0003 0201 4230303031"));
    name.serial = test_text("B0002");
    (void)wlt_secrets_name(secrets, &name, second);
    const bool is_before = memcmp(first, second, size) < 0;
    CHECK(is_before);

    name.is_own_serial = false;
    const size_t hashed = wlt_secrets_name(secrets, &name, first);
    CHECK_EQUAL(first[0], WLT_NAME_HASHED);
    CHECK_EQUAL(hashed, 17);
    name.issuer++;
    (void)wlt_secrets_name(secrets, &name, second);
    CHECK(memcmp(first, second, hashed) != 0);
    wlt_secrets_free(secrets);
}

TEST(a_serial_opens_under_its_own_name_and_secret_alone)
{
    struct wlt_secrets *secrets = make(1);
    struct wlt_secrets *others = make(2);
    uint8_t sealed[WLT_SERIAL_SEALED_MAX];
    char serial[WALLET_SERIAL_MAX];
    const size_t size = wlt_secrets_seal_serial(
        secrets, test_text("name"), test_text("360502199003070024"), sealed);
    const struct wallet_bytes bytes = { sealed, size };

    CHECK_EQUAL(wlt_secrets_unseal_serial(secrets, test_text("name"), bytes, serial), 18);
    CHECK_BYTES(
        ((struct wallet_bytes){ (const uint8_t *)serial, 18 }), test_text("360502199003070024"));
    CHECK_EQUAL(wlt_secrets_unseal_serial(secrets, test_text("eman"), bytes, serial), 0);
    CHECK_EQUAL(wlt_secrets_unseal_serial(others, test_text("name"), bytes, serial), 0);
    for (size_t i = 0; i < size; i++) {
        const struct wallet_bytes part = { sealed, i };
        CHECK_EQUAL(wlt_secrets_unseal_serial(secrets, test_text("name"), part, serial), 0);
    }
    wlt_secrets_free(others);
    wlt_secrets_free(secrets);
}

TEST(content_opens_in_its_own_place_alone)
{
    struct wlt_secrets *secrets = make(1);
    const struct wallet_bytes content = test_text("what a licence says");
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE] = { 1 };
    const uint8_t other[WALLET_AUDIT_HOLDER_SIZE] = { 2 };
    uint8_t digest[WLT_SHA256_SIZE];
    struct wallet_buffer sealed = { 0 };
    struct wallet_buffer opened = { 0 };

    wlt_sha256(content, digest);
    struct wlt_place place = { .number = 7, .holder = holder, .digest = digest };
    CHECK_EQUAL(wlt_secrets_seal(secrets, &place, content, &sealed, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_secrets_unseal(secrets, &place, wallet_buffer_bytes(&sealed), &opened, NULL),
        WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&opened), content);

    place.number = 8;
    CHECK_EQUAL(
        wlt_secrets_unseal(secrets, &place, wallet_buffer_bytes(&sealed), &opened, NULL),
        WALLET_ERR_MALFORMED);
    place.number = 7;
    place.holder = other;
    CHECK_EQUAL(
        wlt_secrets_unseal(secrets, &place, wallet_buffer_bytes(&sealed), &opened, NULL),
        WALLET_ERR_MALFORMED);
    place.holder = holder;
    digest[31] = (uint8_t)(digest[31] ^ 1U); /* beyond the nonce */
    CHECK_EQUAL(
        wlt_secrets_unseal(secrets, &place, wallet_buffer_bytes(&sealed), &opened, NULL),
        WALLET_ERR_MALFORMED);
    CHECK_EQUAL(
        wlt_secrets_unseal(secrets, &place, (struct wallet_bytes){ 0 }, &opened, NULL),
        WALLET_ERR_MALFORMED);
    wallet_buffer_clear(&opened);
    wallet_buffer_clear(&sealed);
    wlt_secrets_free(secrets);
}

TEST(each_use_of_the_secret_has_a_key_of_its_own)
{
    struct wlt_secrets *secrets = make(1);
    const struct wallet_bytes same = test_text("00000000000000000000000000000000");
    uint8_t proof[WLT_PROOF_SIZE];
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t source[WLT_SOURCE_SIZE];

    wlt_secrets_proof(secrets, same, proof);
    wlt_secrets_holder(secrets, same, holder);
    wlt_secrets_source(secrets, same.data, source);
    CHECK(memcmp(proof, holder, sizeof proof) != 0);
    CHECK(memcmp(proof, source, sizeof proof) != 0);
    CHECK(memcmp(holder, source, sizeof holder) != 0);
    wlt_secrets_free(secrets);
}
