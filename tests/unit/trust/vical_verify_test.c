/* SPDX-License-Identifier: Apache-2.0 */

/* Who signed a VICAL, and whether he may: everything around the payload. */
#include "make_vical.h"

static struct wallet_bytes small_payload(const struct provider *provider)
{
    const struct info infos[] = { info_of(&provider->iaca, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 1, .issue_id = 7 };
    return payload_of(&recipe);
}

TEST(takes_what_the_provider_signed)
{
    struct provider provider = make_provider(&provider_signer);
    const struct wallet_bytes vical = signed_by(&provider.signer, small_payload(&provider));

    CHECK_EQUAL(vical.data[0], 0xd2);
    CHECK_EQUAL(verdict_on(vical, &provider.root, NOON), WALLET_OK);

    /* ISO/IEC 18013-5 C.1.7.1 has it untagged. */
    const struct wallet_bytes untagged = { vical.data + 1, vical.size - 1 };
    CHECK_EQUAL(verdict_on(untagged, &provider.root, NOON), WALLET_OK);
    clear_provider(&provider);
}

TEST(takes_certificates_from_either_header)
{
    struct provider provider = make_provider(&provider_signer);
    const struct wallet_signer signer = signer_of(&provider.signer);
    const struct wallet_bytes payload = small_payload(&provider);
    const struct wallet_bytes chain = x5chain_header(&provider.signer, NULL);
    const struct wallet_bytes both = x5chain_header(&provider.signer, &provider.root);

    /* {1: -7, 33: ...} */
    uint8_t *header = test_memory(chain.size + 2);
    memcpy(header, "\xa2\x01\x26", 3);
    memcpy(header + 3, chain.data + 1, chain.size - 1);
    const struct wallet_bytes protected_header = { header, chain.size + 2 };

    CHECK_EQUAL(
        verdict_on(
            agency_forge(&signer, protected_header, test_hex("a0"), payload), &provider.root, NOON),
        WALLET_OK);
    CHECK_EQUAL(
        verdict_on(agency_forge(&signer, test_hex("a10126"), both, payload), &provider.root, NOON),
        WALLET_OK);
    CHECK_EQUAL(
        verdict_on(agency_forge(&signer, protected_header, chain, payload), &provider.root, NOON),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        verdict_on(
            agency_forge(&signer, test_hex("a10126"), test_hex("a0"), payload),
            &provider.root,
            NOON),
        WALLET_ERR_STRUCTURE);
    clear_provider(&provider);
}

TEST(refuses_every_prefix)
{
    struct provider provider = make_provider(&provider_signer);
    const struct wallet_bytes vical = signed_by(&provider.signer, small_payload(&provider));
    struct wallet_certificates *roots = roots_of(&provider.root);
    struct wallet_vical *out = NULL;

    for (size_t size = 0; size < vical.size; size++) {
        const struct wallet_bytes prefix = { vical.data, size };
        CHECK(wallet_vical_verify(prefix, roots, NOON, &out, NULL) != WALLET_OK);
        CHECK(!out);
    }

    wallet_certificates_free(roots);
    clear_provider(&provider);
}

/** Tries all bits of every byte, or one of each, and says which was taken for the true one. */
static void flip(struct wallet_bytes vical, const struct identity *root, size_t bits_a_byte)
{
    struct wallet_certificates *roots = roots_of(root);
    struct wallet_vical *out = NULL;
    uint8_t *altered = test_memory(vical.size);

    memcpy(altered, vical.data, vical.size);
    for (size_t i = 0; i < vical.size * bits_a_byte; i++) {
        const struct wallet_bytes bytes = { altered, vical.size };
        const size_t place = i / bits_a_byte;
        const uint8_t bit = (uint8_t)(1U << (bits_a_byte > 1 ? i : place) % 8);
        altered[place] ^= bit;
        if (wallet_vical_verify(bytes, roots, NOON, &out, NULL) == WALLET_OK) {
            fail_msg("accepted with bits %02x of byte %zu changed", bit, place);
        }
        altered[place] ^= bit;
    }

    CHECK(!out);
    wallet_certificates_free(roots);
}

TEST(refuses_every_bit_that_is_another)
{
    const struct vical_recipe empty = { .issue_id = 7 };
    struct provider provider = make_provider(&provider_signer);

    flip(signed_by(&provider.signer, payload_of(&empty)), &provider.root, 8);
    flip(signed_by(&provider.signer, small_payload(&provider)), &provider.root, 1);
    clear_provider(&provider);
}

TEST(refuses_a_signer_whose_certificate_is_for_something_else)
{
    static const struct {
        const char *what;
        struct recipe signer;
        enum wallet_status wanted;
    } rows[] = {
        { "a VICAL signer", { .name = "S", .extensions = { VICAL_SIGNER_EXTENSIONS } }, WALLET_OK },
        { "no usage", { .name = "S", .extensions = { LEAF_EXTENSIONS } }, WALLET_ERR_REFUSED },
        { "a document signer",
          { .name = "S",
            .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" } } },
          WALLET_ERR_REFUSED },
        { "anything",
          { .name = "S",
            .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "anyExtendedKeyUsage" } } },
          WALLET_ERR_REFUSED },
        { "may not sign",
          { .name = "S",
            .extensions = { { "keyUsage", "critical,keyAgreement" },
                            { "subjectKeyIdentifier", "hash" },
                            { "authorityKeyIdentifier", "keyid" },
                            { "extendedKeyUsage", "1.0.18013.5.1.8" } } },
          WALLET_ERR_REFUSED },
        { "expired",
          { .name = "S",
            .not_before = NOON - 2 * DAY,
            .not_after = NOON - DAY,
            .extensions = { VICAL_SIGNER_EXTENSIONS } },
          WALLET_ERR_REFUSED },
        { "another curve",
          { .name = "S", .curve = "P-384", .extensions = { VICAL_SIGNER_EXTENSIONS } },
          WALLET_ERR_REFUSED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct provider provider = make_provider(&rows[i].signer);
        struct identity stranger = make_certificate(&provider_signer, &provider.root);
        const struct wallet_bytes payload = small_payload(&provider);
        const struct wallet_signer signer =
            signer_of(rows[i].signer.curve ? &stranger : &provider.signer);
        const struct wallet_bytes vical = agency_forge(
            &signer, test_hex("a10126"), x5chain_header(&provider.signer, NULL), payload);
        CHECK_ROW(rows[i].what, verdict_on(vical, &provider.root, NOON), rows[i].wanted);
        release_identity(&stranger);
        clear_provider(&provider);
    }
}

TEST(refuses_another_root_and_another_signature)
{
    struct provider provider = make_provider(&provider_signer);
    struct provider stranger = make_provider(&provider_signer);
    const struct wallet_bytes payload = small_payload(&provider);
    const struct wallet_bytes vical = signed_by(&provider.signer, payload);
    const struct wallet_signer signer = signer_of(&stranger.signer);

    CHECK_EQUAL(verdict_on(vical, &stranger.root, NOON), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verdict_on(vical, &provider.iaca, NOON), WALLET_ERR_REFUSED);
    CHECK_EQUAL(
        verdict_on(
            agency_forge(
                &signer, test_hex("a10126"), x5chain_header(&provider.signer, NULL), payload),
            &provider.root,
            NOON),
        WALLET_ERR_REFUSED);
    clear_provider(&stranger);
    clear_provider(&provider);
}

TEST(refuses_what_it_does_not_understand)
{
    static const struct {
        const char *what;
        const char *header;
        enum wallet_status wanted;
    } rows[] = {
        { "ES512 by a key of P-256", "a1013823", WALLET_ERR_REFUSED },
        { "RS256", "a101390100", WALLET_ERR_UNSUPPORTED },
        { "EdDSA", "a10127", WALLET_ERR_UNSUPPORTED },
        { "HMAC", "a10105", WALLET_ERR_UNSUPPORTED },
        { "ES384 by a key of P-256", "a1013822", WALLET_ERR_REFUSED },
        { "no algorithm", "a0", WALLET_ERR_STRUCTURE },
        { "critical", "a3012602816178 6178 01", WALLET_ERR_UNSUPPORTED },
    };
    struct provider provider = make_provider(&provider_signer);
    const struct wallet_signer signer = signer_of(&provider.signer);
    const struct wallet_bytes chain = x5chain_header(&provider.signer, NULL);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes vical =
            agency_forge(&signer, test_hex(rows[i].header), chain, small_payload(&provider));
        CHECK_ROW(rows[i].what, verdict_on(vical, &provider.root, NOON), rows[i].wanted);
    }

    clear_provider(&provider);
}

TEST(counts_at_the_time_that_is_asked)
{
    struct provider provider = make_provider(&provider_signer);
    const struct vical_recipe recipe = { .date = "2026-09-21T14:15:20Z" }; /* NOON + 120 */
    const struct wallet_bytes vical = signed_by(&provider.signer, payload_of(&recipe));

    CHECK_EQUAL(verdict_on(vical, &provider.root, NOON), WALLET_OK);
    CHECK_EQUAL(verdict_on(vical, &provider.root, NOON - 1), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verdict_on(vical, &provider.root, NOON + 9 * DAY), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verdict_on(vical, &provider.root, WALLET_VICAL_ANY_TIME), WALLET_OK);
    clear_provider(&provider);
}

TEST(takes_one_that_is_past_its_next_update)
{
    struct provider provider = make_provider(&provider_signer);
    const struct vical_recipe recipe = { .next_update = "2026-09-21T00:00:00Z" };
    struct wallet_vical *vical = vical_of(&provider, &recipe);

    CHECK(wallet_vical_next_update(vical) < NOON);
    wallet_vical_free(vical);
    clear_provider(&provider);
}

TEST(demands_its_arguments)
{
    struct provider provider = make_provider(&provider_signer);
    struct wallet_certificates *roots = roots_of(&provider.root);
    struct wallet_vical *out = NULL;
    uint8_t *large = test_memory(WALLET_VICAL_MAX + 1);

    CHECK_EQUAL(wallet_vical_verify(test_text("x"), NULL, NOON, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_vical_verify(test_text("x"), roots, NOON, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_vical_verify((struct wallet_bytes){ NULL, 1 }, roots, NOON, &out, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_vical_verify(
            (struct wallet_bytes){ large, WALLET_VICAL_MAX + 1 }, roots, NOON, &out, NULL),
        WALLET_ERR_TOO_LARGE);
    wallet_vical_free(NULL);
    wallet_certificates_free(roots);
    clear_provider(&provider);
}
