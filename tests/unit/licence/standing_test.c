/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ecdsa.h"
#include "test.h"
#include "unit/crypto/make_certificate.h"
#include "unit/licence/under_list.h"

/* Whether a signatory's key was in use when it signed, and where its certificates lead then. */

TEST(the_time_of_issue_must_lie_in_the_entrys_period)
{
    static const struct {
        const char *what;
        int64_t from;
        int64_t until;
        enum wallet_trust_state state;
        int64_t since;
        enum wallet_reason reason;
        enum wallet_decision decision;
    } rows[] = {
        { "from the second on", AGENCY_NOW, 0, 0, 0, WALLET_REASON_NONE, WALLET_ACCEPTED },
        { "before it", AGENCY_NOW + 1, 0, 0, 0, WALLET_REASON_CERTIFICATE, WALLET_REFUSED },
        { "last second", 0, AGENCY_NOW + 1, 0, 0, WALLET_REASON_NONE, WALLET_ACCEPTED },
        { "at the end", 0, AGENCY_NOW, 0, 0, WALLET_REASON_CERTIFICATE, WALLET_REFUSED },
        { "retired later", 0, 0, 1, AGENCY_NOW + 1, WALLET_REASON_NONE, WALLET_ACCEPTED },
        { "retired then", 0, 0, 1, AGENCY_NOW, WALLET_REASON_CERTIFICATE, WALLET_REFUSED },
        { "compromised then", 0, 0, 2, AGENCY_NOW, WALLET_REASON_CERTIFICATE, WALLET_REFUSED },
        { "compromised before", 0, 0, 2, 1, WALLET_REASON_CERTIFICATE, WALLET_REFUSED },
        { "compromised later", 0, 0, 2, AGENCY_NOW + 1, WALLET_REASON_CERTIFICATE, WALLET_UNKNOWN },
        { "long after", 0, 0, 2, AGENCY_NOW + 9999, WALLET_REASON_CERTIFICATE, WALLET_UNKNOWN },
        { "too early, too",
          AGENCY_NOW + 1,
          0,
          2,
          AGENCY_NOW + 9,
          WALLET_REASON_CERTIFICATE,
          WALLET_REFUSED },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member member = itself(&agency);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
        entry.from_unix = rows[i].from;
        entry.until_unix = rows[i].until;
        entry.state = rows[i].state;
        entry.state_unix = rows[i].since;
        CHECK_ROW(rows[i].what, under(&agency, &entry), rows[i].reason);
        CHECK_ROW(rows[i].what, wallet_verdict_decision(agency.verdict), rows[i].decision);
        CHECK_ROW(
            rows[i].what,
            wallet_verdict_has_claims(agency.verdict),
            rows[i].decision == WALLET_ACCEPTED);
    }

    clear_member(&member);
    agency_close(&agency);
}

TEST(after_a_change_of_keys_both_sign_for_the_agency)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member old_key = itself(&agency);
    struct member new_key = make_member(0, AGENCY_ISSUER, WALLET_ALGORITHM_ES256);
    struct wallet_trust_entry entries[] = {
        entry_of(&old_key, id_cards, 1),
        entry_of(&new_key, id_cards, 1),
    };
    entries[0].state = WALLET_TRUST_RETIRED;
    entries[0].state_unix = AGENCY_NOW + 1;
    entries[1].from_unix = AGENCY_NOW;
    trust_entries(&agency, entries, 2);

    const struct wallet_bytes licence = wallet_buffer_bytes(&agency.licence);
    CHECK_EQUAL(agency_verify(&agency, licence, AGENCY_NOW + A_DAY), WALLET_REASON_NONE);
    agency_issue(&agency, &new_key.signer);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    clear_member(&new_key);
    clear_member(&old_key);
    agency_close(&agency);
}

TEST(what_the_list_says_of_a_key_comes_before_its_file)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member member = itself(&agency);
    struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
    entry.state = WALLET_TRUST_COMPROMISED;
    entry.state_unix = AGENCY_NOW;

    trust_entries(&agency, &entry, 1);
    agency_trust(&agency, agency.key);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_CERTIFICATE);

    clear_member(&member);
    agency_close(&agency);
}

TEST(a_forged_licence_is_that_whatever_the_entry_says)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member member = itself(&agency);
    struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
    entry.state = WALLET_TRUST_COMPROMISED;
    entry.state_unix = AGENCY_NOW + A_DAY;

    agency.licence.data[agency.licence.size - 1] ^= 1;
    CHECK_EQUAL(under(&agency, &entry), WALLET_REASON_SIGNATURE);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_REFUSED);

    clear_member(&member);
    agency_close(&agency);
}

/* Entries with certificates: the leaf's key signs, and the chain must lead to a trusted root. */

static enum wallet_status sign_with_openssl(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct identity *signer = context;
    uint8_t der[WLT_ECDSA_DER_MAX];
    size_t der_size = sizeof der;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();

    (void)error;
    CHECK_EQUAL(EVP_DigestSignInit(signing, NULL, EVP_sha256(), NULL, signer->pkey), 1);
    CHECK_EQUAL(EVP_DigestSign(signing, der, &der_size, message.data, message.size), 1);
    CHECK(wlt_ecdsa_from_der((struct wallet_bytes){ der, der_size }, 32, out));
    *size = 64;
    EVP_MD_CTX_free(signing);
    return WALLET_OK;
}

static struct wallet_signer signer_of(const struct identity *identity)
{
    struct wallet_signer signer = {
        .algorithm = WALLET_ALGORITHM_ES256,
        .issuer = AGENCY_ISSUER,
        .sign = sign_with_openssl,
        .context = identity,
    };
    const struct wallet_bytes digest = wlt_certificate_digest(identity->certificate);
    memcpy(signer.key_id, digest.data, sizeof signer.key_id);
    return signer;
}

static struct wallet_bytes joined(struct wallet_bytes a, struct wallet_bytes b)
{
    uint8_t *both = test_memory(a.size + b.size);
    memcpy(both, a.data, a.size);
    memcpy(both + a.size, b.data, b.size);
    return (struct wallet_bytes){ both, a.size + b.size };
}

/** A root, an authority below it, a leaf below that. */
struct ladder {
    struct identity root;
    struct identity middle;
    struct identity leaf;
};

static struct ladder make_ladder(int64_t leaf_from, int64_t leaf_until)
{
    const int64_t first = AGENCY_NOW - AGENCY_A_YEAR;
    const int64_t last = AGENCY_NOW + AGENCY_A_YEAR;
    const struct recipe root = { .name = "Region Root",
                                 .not_before = first,
                                 .not_after = last,
                                 .extensions = { AUTHORITY_EXTENSIONS } };
    const struct recipe middle = { .name = "Issuing CA",
                                   .not_before = first,
                                   .not_after = last,
                                   .extensions = { AUTHORITY_EXTENSIONS } };
    const struct recipe leaf = { .name = "A Bureau",
                                 .organisation = AGENCY_ISSUER,
                                 .not_before = leaf_from,
                                 .not_after = leaf_until,
                                 .extensions = { LEAF_EXTENSIONS } };
    struct ladder ladder;
    ladder.root = make_certificate(&root, NULL);
    ladder.middle = make_certificate(&middle, &ladder.root);
    ladder.leaf = make_certificate(&leaf, &ladder.middle);
    return ladder;
}

static void clear_ladder(struct ladder *ladder)
{
    release_identity(&ladder->leaf);
    release_identity(&ladder->middle);
    release_identity(&ladder->root);
}

static enum wallet_reason under_chain(
    struct agency *agency,
    const struct ladder *ladder,
    struct wallet_bytes chain,
    const struct identity *anchor)
{
    const struct wallet_signer signer = signer_of(&ladder->leaf);
    const struct wallet_trust_entry entry = {
        .id = AGENCY_ISSUER,
        .roles = WALLET_ROLE_ISSUER,
        .chain = chain,
        .types = id_cards,
        .type_count = 1,
    };

    agency_issue(agency, &signer);
    trust_entries(agency, &entry, 1);
    if (anchor) {
        CHECK_EQUAL(wallet_trust_add(agency->trust, der_of(anchor->x509), NULL), WALLET_OK);
    }
    return agency_verify(
        agency, wallet_buffer_bytes(&agency->licence), AGENCY_NOW + AGENCY_A_YEAR / 2);
}

TEST(a_chain_must_lead_to_a_trusted_root_when_the_licence_was_issued)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct ladder ladder = make_ladder(AGENCY_NOW - A_DAY, AGENCY_NOW + A_DAY);
    struct ladder late = make_ladder(AGENCY_NOW + A_DAY, AGENCY_NOW + 2 * A_DAY);
    const struct wallet_bytes chain = joined(der_of(ladder.leaf.x509), der_of(ladder.middle.x509));
    const struct wallet_bytes turned = joined(
        der_of(ladder.leaf.x509), joined(der_of(late.middle.x509), der_of(ladder.middle.x509)));

    /* The leaf has expired when it is verified; that it held when it signed is what counts. */
    CHECK_EQUAL(under_chain(&agency, &ladder, chain, &ladder.root), WALLET_REASON_NONE);

    CHECK_EQUAL(under_chain(&agency, &ladder, chain, NULL), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_UNKNOWN);
    CHECK_EQUAL(under_chain(&agency, &ladder, chain, &late.root), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_UNKNOWN);
    CHECK_EQUAL(under_chain(&agency, &ladder, turned, &ladder.root), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_REFUSED);
    CHECK_EQUAL(
        under_chain(
            &agency, &late, joined(der_of(late.leaf.x509), der_of(late.middle.x509)), &late.root),
        WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_REFUSED);

    clear_ladder(&late);
    clear_ladder(&ladder);
    agency_close(&agency);
}

TEST(an_authority_below_the_root_cannot_widen_what_the_list_allows)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct ladder ladder = make_ladder(AGENCY_NOW - A_DAY, AGENCY_NOW + A_DAY);
    const struct recipe other = { .name = "A Bureau",
                                  .organisation = AGENCY_ISSUER,
                                  .not_before = AGENCY_NOW - A_DAY,
                                  .not_after = AGENCY_NOW + A_DAY,
                                  .extensions = { LEAF_EXTENSIONS } };
    struct identity second = make_certificate(&other, &ladder.middle);
    const struct wallet_bytes chain = joined(der_of(ladder.leaf.x509), der_of(ladder.middle.x509));
    CHECK_EQUAL(under_chain(&agency, &ladder, chain, &ladder.root), WALLET_REASON_NONE);

    /* A leaf of its own making, for the same agency, under the same root, is in no list. */
    const struct wallet_signer forger = signer_of(&second);
    agency_issue(&agency, &forger);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_ISSUER_UNKNOWN);

    /* Trusted as a certificate it speaks for itself, and says nothing of types. */
    CHECK_EQUAL(wallet_trust_add(agency.trust, der_of(second.x509), NULL), WALLET_OK);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_ISSUER_NOT_AUTHORISED);

    release_identity(&second);
    clear_ladder(&ladder);
    agency_close(&agency);
}
