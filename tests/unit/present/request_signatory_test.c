/* SPDX-License-Identifier: Apache-2.0 */

/* Whose requests a holder's side believes. */
#include "make_request.h"
#include "unit/crypto/make_certificate.h"

TEST(refuses_a_counter_that_nobody_knows)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct counter stranger = make_counter(WALLET_ALGORITHM_ED25519);

    check_refused(&counter, whole(&stranger), NOW, "whoever signed it is in no trust list");
    clear_counter(&stranger);
    clear_counter(&counter);
}

/** Trust in the counter's key file, which says nothing of what it may do. */
static struct wallet_trust *trust_in_file(const struct counter *counter)
{
    struct wallet_trust *trust = NULL;
    struct wallet_buffer file = { 0 };

    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_public(counter->member.key, &file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    wallet_buffer_clear(&file);
    return trust;
}

TEST(refuses_whoever_is_no_counter)
{
    static const char *const types[] = { ID_CARD };
    static const char story[] = "whoever signed it is no counter in the trust list";
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);

    wallet_trust_free(counter.trust);
    entry.roles = WALLET_ROLE_ISSUER | WALLET_ROLE_REPOSITORY;
    counter.trust = trust_in(&entry);
    check_refused(&counter, whole(&counter), NOW, story);

    wallet_trust_free(counter.trust);
    counter.trust = trust_in_file(&counter);
    check_refused(&counter, whole(&counter), NOW, story);
    clear_counter(&counter);
}

TEST(a_key_file_beside_the_entry_takes_nothing_away)
{
    static const char *const types[] = { ID_CARD };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);
    struct wallet_trust_list *list = NULL;

    wallet_trust_free(counter.trust);
    counter.trust = trust_in_file(&counter);
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(counter.trust, list, NULL), WALLET_OK);
    CHECK_EQUAL(try_verify(&counter, whole(&counter), NOW, NULL), WALLET_OK);

    wallet_trust_list_free(list);
    clear_counter(&counter);
}

static const struct {
    const char *what;
    int64_t from;
    int64_t until;
    enum wallet_trust_state state;
    int64_t since;
    const char *region;
    const char *story; /* NULL: it holds */
} periods[] = {
    { "good", NOW, NOW + 1, WALLET_TRUST_ACTIVE, 0, "3605", NULL },
    { "early",
      NOW + 1,
      0,
      WALLET_TRUST_ACTIVE,
      0,
      "",
      "signed before the counter's period in the trust list" },
    { "late",
      0,
      NOW,
      WALLET_TRUST_ACTIVE,
      0,
      "",
      "signed after the counter's period in the trust list" },
    { "retired",
      0,
      0,
      WALLET_TRUST_RETIRED,
      NOW,
      "",
      "signed when the counter's key had been retired" },
    { "retired later", 0, 0, WALLET_TRUST_RETIRED, NOW + 1, "", NULL },
    { "compromised",
      0,
      0,
      WALLET_TRUST_COMPROMISED,
      NOW,
      "",
      "the counter's key has been compromised" },
    { "compromised later",
      0,
      0,
      WALLET_TRUST_COMPROMISED,
      NOW + 1,
      "",
      "the counter's key has been compromised" },
    { "another region",
      0,
      0,
      WALLET_TRUST_ACTIVE,
      0,
      "3601",
      "the counter lies outside the region for which it may ask" },
};

TEST(refuses_a_counter_outside_its_period_or_region)
{
    static const char *const types[] = { ID_CARD };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);
        entry.from_unix = periods[i].from;
        entry.until_unix = periods[i].until;
        entry.state = periods[i].state;
        entry.state_unix = periods[i].since;
        entry.region = periods[i].region;
        wallet_trust_free(counter.trust);
        counter.trust = trust_in(&entry);
        if (periods[i].story) {
            check_refused(&counter, whole(&counter), NOW, periods[i].story);
        } else {
            CHECK_ROW(periods[i].what, try_verify(&counter, whole(&counter), NOW, NULL), WALLET_OK);
        }
    }

    clear_counter(&counter);
}

TEST(refuses_a_counter_in_anothers_name)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_request_terms terms = make_terms();

    make_id(7, "360502", counter.member.signer.issuer);
    sign_request(&counter, &terms);
    check_refused(
        &counter, whole(&counter), NOW, "it names another counter than the one that signed it");
    clear_counter(&counter);
}

/** A counter whose entry has a certificate that this authority made. */
static struct counter make_certified(const struct identity *authority, struct identity *leaf)
{
    static const char *const types[] = { ID_CARD };
    const struct recipe recipe = { .name = "Counter",
                                   .not_before = NOW - DAY,
                                   .not_after = NOW + DAY,
                                   .extensions = { LEAF_EXTENSIONS } };
    struct counter counter = make_counter(WALLET_ALGORITHM_ES256);
    struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);

    *leaf = make_certificate(&recipe, authority);
    entry.key.size = 0;
    entry.chain = der_of(leaf->x509);
    wallet_trust_free(counter.trust);
    counter.trust = trust_in(&entry);
    return counter;
}

/** Signs as the leaf. */
static enum wallet_status sign_with_pkey(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct identity *leaf = context;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();
    uint8_t der[WALLET_SIGNATURE_MAX];
    size_t der_size = sizeof der;
    (void)error;

    CHECK_EQUAL(EVP_DigestSignInit(signing, NULL, EVP_sha256(), NULL, leaf->pkey), 1);
    CHECK_EQUAL(EVP_DigestSign(signing, der, &der_size, message.data, message.size), 1);
    EVP_MD_CTX_free(signing);

    const uint8_t *at = der;
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &at, (long)der_size);
    CHECK(signature);
    CHECK_EQUAL(BN_bn2binpad(ECDSA_SIG_get0_r(signature), out, 32), 32);
    CHECK_EQUAL(BN_bn2binpad(ECDSA_SIG_get0_s(signature), out + 32, 32), 32);
    ECDSA_SIG_free(signature);
    *size = 64;
    return WALLET_OK;
}

TEST(a_counters_certificates_must_lead_to_an_authority_that_is_trusted)
{
    const struct recipe recipe = { .name = "Authority",
                                   .not_before = NOW - DAY,
                                   .not_after = NOW + DAY,
                                   .extensions = { AUTHORITY_EXTENSIONS } };
    struct identity authority = make_certificate(&recipe, NULL);
    struct identity leaf;
    struct counter counter = make_certified(&authority, &leaf);
    const struct wallet_request_terms terms = make_terms();

    counter.member.signer.sign = sign_with_pkey;
    counter.member.signer.context = &leaf;
    memcpy(
        counter.member.signer.key_id,
        wlt_certificate_digest(leaf.certificate).data,
        WALLET_KEY_ID_SIZE);
    sign_request(&counter, &terms);
    check_refused(&counter, whole(&counter), NOW, "the counter's certificates do not hold");

    CHECK_EQUAL(wallet_trust_add(counter.trust, der_of(authority.x509), NULL), WALLET_OK);
    CHECK_EQUAL(try_verify(&counter, whole(&counter), NOW, NULL), WALLET_OK);

    clear_counter(&counter);
    release_identity(&leaf);
    release_identity(&authority);
}
