/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/digest.h"
#include "sample.h"

TEST(keeps_a_licence_with_all_that_was_said_of_it)
{
    struct wallet_vault *vault = sample_open(sample_file());
    struct wallet_vault_licence got;
    uint8_t digest[WLT_SHA256_SIZE];

    CHECK(wallet_vault_licence_at(vault, 1, &got));
    wlt_sha256(test_text("another one"), digest);
    CHECK(memcmp(got.id, digest, sizeof digest) == 0);
    CHECK_BYTES(got.content, test_text("another one"));
    CHECK_BYTES(got.label, test_text("我的证"));
    CHECK_BYTES(got.origin, test_text("card.png"));
    CHECK_BYTES(got.type, test_text("11100000000013127D001"));
    CHECK_BYTES(got.issuer, test_text("11360500000000019F"));
    CHECK_BYTES(got.name_zh, test_text("新余市某局"));
    CHECK_BYTES(got.name_en, test_text("Example Bureau"));
    CHECK_BYTES(got.identifier, test_text("1.2.156.3005.2"));
    CHECK_EQUAL(got.added_unix, SAMPLE_NOW + 1);
    CHECK_EQUAL(got.until_unix, 0);
    CHECK(!got.is_bound);
    wallet_vault_free(vault);
}

TEST(takes_a_licence_once)
{
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault_licence licence = sample_licence(vault, "a licence", false);

    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, NULL, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_vault_count(vault).licences, 2);
    wallet_vault_free(vault);
}

TEST(takes_no_licence_beyond_the_limits)
{
    static char long_text[WALLET_VAULT_TEXT_MAX + 1];
    static char content[WALLET_VAULT_CONTENT_MAX + 1];
    memset(long_text, 'x', sizeof long_text);
    memset(content, 'x', sizeof content);
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault_licence licence = sample_licence(vault, "third", true);
    uint8_t id[WALLET_DIGEST_SIZE];

    licence.content = (struct wallet_bytes){ (const uint8_t *)content, sizeof content };
    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, id, NULL), WALLET_ERR_TOO_LARGE);
    licence.content.size = 0;
    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, id, NULL), WALLET_ERR_VALUE);
    licence.content = test_text("third");
    licence.label = (struct wallet_bytes){ (const uint8_t *)long_text, sizeof long_text };
    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, id, NULL), WALLET_ERR_TOO_LARGE);
    licence.label.size--;
    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, id, NULL), WALLET_OK);

    licence.content = test_text("fourth");
    licence.label = test_text("\xff");
    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, id, NULL), WALLET_ERR_VALUE);
    licence.label = test_text("");
    licence.key_id[0] ^= 1;
    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, id, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wallet_vault_licence_add(vault, NULL, id, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_vault_count(vault).licences, 3);
    wallet_vault_free(vault);
}

TEST(holds_as_many_licences_as_it_says)
{
    struct wallet_vault *vault = sample_empty();
    uint32_t number = 0;
    const struct wallet_vault_licence licence = {
        .content = { (const uint8_t *)&number, sizeof number },
    };

    for (; number < WALLET_VAULT_LICENCE_MAX; number++) {
        CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, NULL, NULL), WALLET_OK);
    }

    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, NULL, NULL), WALLET_ERR_TOO_LARGE);
    struct wallet_vault *again = sample_open(sample_write(vault));
    CHECK_EQUAL(wallet_vault_count(again).licences, WALLET_VAULT_LICENCE_MAX);
    wallet_vault_free(again);
    wallet_vault_free(vault);
}

TEST(removes_one_and_keeps_the_others)
{
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault_licence licence;

    CHECK_EQUAL(wallet_vault_licence_remove(vault, 2, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wallet_vault_licence_remove(vault, 0, NULL), WALLET_OK);
    CHECK(wallet_vault_licence_at(vault, 0, &licence));
    CHECK_BYTES(licence.content, test_text("another one"));
    CHECK(!wallet_vault_licence_at(vault, 1, &licence));
    CHECK_EQUAL(wallet_vault_licence_remove(vault, 0, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vault_count(vault).licences, 0);
    wallet_vault_free(vault);
}
