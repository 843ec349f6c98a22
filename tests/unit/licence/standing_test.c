/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include "unit/licence/under_list.h"
#include "unit/trust/make_vical.h"

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
                                  .extensions = { ISSUER_EXTENSIONS } };
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

/* The path holds for all of these; whether they may sign licences is another question. */
#define IDENTIFIERS                       \
    { "subjectKeyIdentifier", "hash" },   \
    {                                     \
        "authorityKeyIdentifier", "keyid" \
    }

static const struct {
    const char *what;
    struct recipe leaf;
    enum wallet_reason wanted;
} leaves[] = {
    { "for issuing", { BUREAU, .extensions = { ISSUER_EXTENSIONS } }, WALLET_REASON_NONE },
    { "for issuing and status",
      { BUREAU,
        .extensions = { LEAF_EXTENSIONS,
                        { "extendedKeyUsage", WLT_POLICY_ARC ".1," WLT_POLICY_ARC ".3" } } },
      WALLET_REASON_NONE },
    { "for status", { BUREAU, .extensions = { STATUS_EXTENSIONS } }, WALLET_REASON_CERTIFICATE },
    { "for web servers",
      { BUREAU, .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "serverAuth" } } },
      WALLET_REASON_CERTIFICATE },
    { "for anything",
      { BUREAU, .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "anyExtendedKeyUsage" } } },
      WALLET_REASON_CERTIFICATE },
    { "for nothing in particular",
      { BUREAU, .extensions = { LEAF_EXTENSIONS } },
      WALLET_REASON_CERTIFICATE },
    { "for encipherment",
      { BUREAU,
        .extensions = { { "keyUsage", "critical,keyEncipherment" }, IDENTIFIERS, FOR_ROLE("1") } },
      WALLET_REASON_CERTIFICATE },
    { "no key usage",
      { BUREAU, .extensions = { IDENTIFIERS, FOR_ROLE("1") } },
      WALLET_REASON_CERTIFICATE },
    { "of nobody",
      { .name = "A Bureau",
        .not_before = AGENCY_NOW,
        .not_after = AGENCY_NOW + A_DAY,
        .extensions = { ISSUER_EXTENSIONS } },
      WALLET_REASON_CERTIFICATE },
    { "an authority",
      { BUREAU,
        .extensions = { { "basicConstraints", "critical,CA:TRUE" },
                        { "keyUsage", "critical,digitalSignature,keyCertSign" },
                        IDENTIFIERS,
                        FOR_ROLE("1") } },
      WALLET_REASON_CERTIFICATE },
};

TEST(a_chain_must_be_for_issuing_licences)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++) {
        struct ladder ladder = make_ladder_for(&leaves[i].leaf);
        const struct wallet_bytes chain =
            joined(der_of(ladder.leaf.x509), der_of(ladder.middle.x509));
        const enum wallet_decision wanted =
            leaves[i].wanted == WALLET_REASON_NONE ? WALLET_ACCEPTED : WALLET_REFUSED;

        CHECK_ROW(
            leaves[i].what, under_chain(&agency, &ladder, chain, &ladder.root), leaves[i].wanted);
        CHECK_ROW(leaves[i].what, wallet_verdict_decision(agency.verdict), wanted);
        CHECK_ROW(
            leaves[i].what, wallet_verdict_has_claims(agency.verdict), wanted == WALLET_ACCEPTED);
        clear_ladder(&ladder);
    }

    agency_close(&agency);
}

TEST(what_is_not_for_issuing_is_refused_wherever_it_leads)
{
    const struct recipe leaf = { BUREAU, .extensions = { STATUS_EXTENSIONS } };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct ladder ladder = make_ladder_for(&leaf);
    const struct wallet_bytes chain = joined(der_of(ladder.leaf.x509), der_of(ladder.middle.x509));

    CHECK_EQUAL(under_chain(&agency, &ladder, chain, NULL), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_REFUSED);

    clear_ladder(&ladder);
    agency_close(&agency);
}

TEST(the_authorities_of_a_vical_vouch_for_no_entry)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct provider provider = make_provider(&provider_signer);
    struct ladder ladder = make_ladder(AGENCY_NOW - A_DAY, AGENCY_NOW + A_DAY);
    const struct wallet_bytes chain = joined(der_of(ladder.leaf.x509), der_of(ladder.middle.x509));
    const struct info infos[] = { info_of(&ladder.root, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 1 };
    struct wallet_vical *vical = vical_of(&provider, &recipe);

    CHECK_EQUAL(under_chain(&agency, &ladder, chain, NULL), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_trust_add_vical(agency.trust, vical, NULL), WALLET_OK);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_UNKNOWN);
    CHECK_EQUAL(wallet_trust_add(agency.trust, der_of(ladder.root.x509), NULL), WALLET_OK);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    wallet_vical_free(vical);
    clear_ladder(&ladder);
    clear_provider(&provider);
    agency_close(&agency);
}
