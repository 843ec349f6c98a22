/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/trust.h"
#include "unit/licence/under_list.h"
#include "unit/trust/ladder.h"

/* For which roles an entry's certificates are fit; where they lead is trust_test.c's matter. */

static const unsigned roles[] = {
    WALLET_ROLE_ISSUER,     WALLET_ROLE_COUNTER, WALLET_ROLE_IDENTITY_SERVICE, WALLET_ROLE_STATUS,
    WALLET_ROLE_REPOSITORY, WALLET_ROLE_AUDIT,   WALLET_ROLE_APPROVAL,
};

/** The roles for which the one signatory of the agency's trust keeps the profile. */
static unsigned fit_roles(const struct agency *agency)
{
    const struct wlt_signatory *signatory = &wlt_trust_signatories(agency->trust)[0];
    unsigned fit = 0;

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        const enum wallet_role role = (enum wallet_role)roles[i];
        struct wallet_error error = { .message = "" };
        const enum wallet_status status = wlt_signatory_check_profile(signatory, role, &error);
        CHECK(status == WALLET_OK || status == WALLET_ERR_REFUSED);
        CHECK_EQUAL(error.message[0] == '\0', status == WALLET_OK);
        fit |= status == WALLET_OK ? roles[i] : 0;
    }

    return fit;
}

TEST(certificates_are_fit_for_the_roles_that_they_name)
{
    static const struct {
        const char *what;
        struct recipe leaf;
        unsigned wanted;
    } rows[] = {
        { "an issuer's", { BUREAU, .extensions = { ISSUER_EXTENSIONS } }, WALLET_ROLE_ISSUER },
        { "status", { BUREAU, .extensions = { STATUS_EXTENSIONS } }, WALLET_ROLE_STATUS },
        { "both",
          { BUREAU,
            .extensions = { LEAF_EXTENSIONS,
                            { "extendedKeyUsage", WLT_POLICY_ARC ".1," WLT_POLICY_ARC ".3" } } },
          WALLET_ROLE_ISSUER | WALLET_ROLE_STATUS },
        { "none", { BUREAU, .extensions = { LEAF_EXTENSIONS } }, 0 },
        { "others'",
          { BUREAU, .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "codeSigning" } } },
          0 },
        { "may not sign",
          { BUREAU,
            .extensions = { { "keyUsage", "critical,keyAgreement" },
                            { "subjectKeyIdentifier", "hash" },
                            { "authorityKeyIdentifier", "keyid" },
                            FOR_ROLE("1") } },
          0 },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct ladder ladder = make_ladder_for(&rows[i].leaf);
        const struct wallet_trust_entry entry = {
            .id = AGENCY_ISSUER,
            .roles = WALLET_ROLE_ISSUER,
            .chain = joined(der_of(ladder.leaf.x509), der_of(ladder.middle.x509)),
        };
        trust_entries(&agency, &entry, 1);
        CHECK_ROW(rows[i].what, fit_roles(&agency), rows[i].wanted);
        clear_ladder(&ladder);
    }

    agency_close(&agency);
}

TEST(an_authority_of_the_chain_bounds_what_is_below_it)
{
    const struct recipe above = { .name = "Status CA",
                                  .not_before = AGENCY_NOW - A_DAY,
                                  .not_after = AGENCY_NOW + A_DAY,
                                  .extensions = { AUTHORITY_EXTENSIONS, FOR_ROLE("3") } };
    const struct recipe below = { BUREAU, .extensions = { ISSUER_EXTENSIONS } };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct ladder ladder = make_ladder_for(&below);
    struct identity authority = make_certificate(&above, &ladder.root);
    struct identity leaf = make_certificate(&below, &authority);
    const struct wallet_trust_entry entry = {
        .id = AGENCY_ISSUER,
        .roles = WALLET_ROLE_ISSUER,
        .chain = joined(der_of(leaf.x509), der_of(authority.x509)),
    };

    trust_entries(&agency, &entry, 1);
    CHECK_EQUAL(fit_roles(&agency), 0);

    release_identity(&leaf);
    release_identity(&authority);
    clear_ladder(&ladder);
    agency_close(&agency);
}

TEST(keys_and_certificates_by_themselves_are_held_to_no_profile)
{
    const struct recipe bare = { BUREAU, .extensions = { LEAF_EXTENSIONS } };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct member member = itself(&agency);
    const struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);

    CHECK_EQUAL(fit_roles(&agency), WLT_POLICY_ROLES);
    trust_entries(&agency, &entry, 1);
    CHECK_EQUAL(fit_roles(&agency), WLT_POLICY_ROLES);

    struct identity leaf = make_certificate(&bare, NULL);
    const struct wlt_signatory itself_trusted = { .certificate = leaf.certificate };
    CHECK_EQUAL(wlt_signatory_check_profile(&itself_trusted, WALLET_ROLE_ISSUER, NULL), WALLET_OK);

    release_identity(&leaf);
    clear_member(&member);
    agency_close(&agency);
}
