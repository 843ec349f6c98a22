/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/known_chains.h"

#include "make_vical.h"

/** Something that tells one chain from another. */
static const uint8_t *digest_of(uint8_t number)
{
    uint8_t *digest = test_memory(WLT_SHA256_SIZE);
    memset(digest, number, WLT_SHA256_SIZE);
    return digest;
}

/** Keeps a chain of one certificate under a number. */
static struct wlt_known_chain *keep_chain(
    struct wlt_known_chains *known, const struct identity *leaf, uint8_t number)
{
    struct wlt_x5chain chain = { .count = 1 };

    CHECK_EQUAL(wlt_certificate_parse(der_of(leaf->x509), &chain.certificates[0], NULL), WALLET_OK);
    struct wlt_known_chain *place = wlt_known_chains_keep(known, digest_of(number), &chain);
    CHECK_EQUAL(chain.count, 0);
    CHECK_EQUAL(place->chain.count, 1);
    return place;
}

static bool knows(struct wlt_known_chains *known, uint8_t number)
{
    return wlt_known_chains_find(known, digest_of(number));
}

TEST(a_chain_is_found_by_every_bit_of_its_digest)
{
    struct identity leaf = make_certificate(&iaca_recipe, NULL);
    struct wlt_known_chains known = { .uses = 0 };
    uint8_t digest[WLT_SHA256_SIZE];

    CHECK(!knows(&known, 0));
    struct wlt_known_chain *place = keep_chain(&known, &leaf, 7);
    CHECK(wlt_known_chains_find(&known, digest_of(7)) == place);
    for (size_t bit = 0; bit < sizeof digest * 8; bit++) {
        memcpy(digest, digest_of(7), sizeof digest);
        digest[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(!wlt_known_chains_find(&known, digest));
    }

    wlt_known_chains_clear(&known);
    CHECK(!knows(&known, 7));
    release_identity(&leaf);
}

TEST(the_one_that_was_not_used_for_longest_is_forgotten)
{
    struct identity leaf = make_certificate(&iaca_recipe, NULL);
    struct wlt_known_chains known = { .uses = 0 };

    for (uint8_t number = 1; number <= WLT_KNOWN_CHAINS; number++) {
        (void)keep_chain(&known, &leaf, number);
    }

    CHECK(knows(&known, 1));
    (void)keep_chain(&known, &leaf, 100);
    (void)keep_chain(&known, &leaf, 101);
    CHECK(knows(&known, 1));
    CHECK(!knows(&known, 2));
    CHECK(!knows(&known, 3));
    for (uint8_t number = 4; number <= WLT_KNOWN_CHAINS; number++) {
        CHECK(knows(&known, number));
    }

    CHECK(knows(&known, 100));
    CHECK(knows(&known, 101));
    wlt_known_chains_clear(&known);
    release_identity(&leaf);
}

TEST(it_answers_the_question_that_it_was_asked)
{
    static const uint64_t deviations[WLT_CHAIN_MAX] = { 1, 2, 3, 4 };
    struct identity leaf = make_certificate(&iaca_recipe, NULL);
    struct wlt_known_chains known = { .uses = 0 };
    struct wallet_trust *trust = NULL;
    struct wallet_trust *other = NULL;
    struct wlt_known_chain *place = keep_chain(&known, &leaf, 1);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&other, NULL), WALLET_OK);
    struct wlt_chain_question question = { trust, test_text(MDL), NOON };

    CHECK(!wlt_known_chain_answers(place, &question));
    CHECK(wlt_known_chain_note(
        place, &question, (struct wlt_period){ NOON - 1, NOON + 1 }, deviations));
    CHECK_EQUAL(memcmp(place->deviations, deviations, sizeof deviations), 0);
    for (int64_t offset = -2; offset <= 2; offset++) {
        question.at_unix = NOON + offset;
        CHECK_EQUAL(wlt_known_chain_answers(place, &question), offset >= -1 && offset <= 1);
    }

    question.at_unix = NOON;
    question.doc_type = test_text(OTHER_DOC);
    CHECK(!wlt_known_chain_answers(place, &question));
    question.doc_type = (struct wallet_bytes){ test_text(MDL).data, test_text(MDL).size + 1 };
    CHECK(!wlt_known_chain_answers(place, &question));
    question.doc_type = test_text(MDL);
    question.trust = other;
    CHECK(!wlt_known_chain_answers(place, &question));
    question.trust = trust;
    CHECK(wlt_known_chain_answers(place, &question));

    wlt_known_chains_clear(&known);
    wallet_trust_free(other);
    wallet_trust_free(trust);
    release_identity(&leaf);
}

TEST(a_trust_that_grows_is_another)
{
    struct provider provider = make_provider(&provider_signer);
    const struct info infos[] = { info_of(&provider.iaca, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 1 };
    struct wallet_vical *vical = vical_of(&provider, &recipe);
    struct wallet_trust *trust = NULL;
    uint8_t before[WLT_TRUST_STAMP_SIZE];
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    const struct wallet_bytes stamp = wlt_trust_stamp(trust);
    CHECK_EQUAL(stamp.size, sizeof before);

    /* With room and without: some certificates make it grow. */
    for (int i = 0; i < 20; i++) {
        memcpy(before, stamp.data, sizeof before);
        CHECK_EQUAL(wallet_trust_add(trust, der_of(provider.iaca.x509), NULL), WALLET_OK);
        CHECK(memcmp(before, stamp.data, sizeof before) != 0);
    }

    memcpy(before, stamp.data, sizeof before);
    CHECK_EQUAL(wallet_trust_add_vical(trust, vical, NULL), WALLET_OK);
    CHECK(memcmp(before, stamp.data, sizeof before) != 0);
    wallet_vical_free(vical);
    wallet_trust_free(trust);
    clear_provider(&provider);
}
