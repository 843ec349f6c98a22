/* SPDX-License-Identifier: Apache-2.0 */

/* Who may sign a mobile document of our types: as with printed licences, whom a trust source says it of. */
#include "forge_mobile.h"
#include "under_list.h"

static const struct element a_name[ELEMENTS_MAX] = { { "name", "63 e7ae80" } };

TEST(a_key_file_says_which_types_a_certificates_key_may_sign)
{
    static const struct {
        const char *what;
        const char *lines;
        enum wallet_reason reason;
        enum wallet_decision decision;
    } rows[] = {
        { "this type",
          "Issuer: " AGENCY_ISSUER "\nTypes: " AGENCY_TYPE "\n",
          WALLET_REASON_NONE,
          WALLET_ACCEPTED },
        { "any type",
          "Issuer: " AGENCY_ISSUER "\nTypes: *\n",
          WALLET_REASON_NONE,
          WALLET_ACCEPTED },
        { "another type",
          "Issuer: " AGENCY_ISSUER "\nTypes: 11100000000013127D002\n",
          WALLET_REASON_ISSUER_NOT_AUTHORISED,
          WALLET_REFUSED },
        { "another agency",
          "Issuer: 913605020000000194\nTypes: *\n",
          WALLET_REASON_ISSUER_NOT_AUTHORISED,
          WALLET_REFUSED },
        { "the root alone", NULL, WALLET_REASON_ISSUER_UNKNOWN, WALLET_UNKNOWN },
    };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mobile_trust(&mobile, rows[i].lines);
        const struct wallet_verdict *verdict = mobile_verdict(&mobile);
        CHECK_ROW(rows[i].what, wallet_verdict_decision(verdict), rows[i].decision);
        CHECK_ROW(rows[i].what, wallet_verdict_reason(verdict), rows[i].reason);
        CHECK_ROW(
            rows[i].what, wallet_verdict_has_claims(verdict), rows[i].decision == WALLET_ACCEPTED);
        CHECK_ROW(
            rows[i].what,
            wallet_verdict_type(verdict) != NULL,
            rows[i].decision == WALLET_ACCEPTED);
    }

    mobile_close(&mobile);
}

/** The key alone is no mobile document's signer: certificates must lead somewhere. */
TEST(a_key_file_does_not_stand_for_the_root)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct identity other = make_certificate(&mobile_root, NULL);
    struct identity signer = certify(&mobile_signer, mobile.agency.key, &other);

    wallet_certificates_free(mobile.chain);
    mobile.chain = parse_chain(der_of(signer.x509));
    const struct wallet_verdict *verdict = mobile_verdict(&mobile);
    CHECK(wallet_verdict_decision(verdict) != WALLET_ACCEPTED);
    CHECK(wallet_verdict_check(verdict, WALLET_CHECK_ISSUER, NULL) != WALLET_RESULT_PASSED);
    release_identity(&signer);
    release_identity(&other);
    mobile_close(&mobile);
}

TEST(a_certificate_without_an_agency_signs_none_of_our_types)
{
    struct recipe nobody = mobile_signer;
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    nobody.organisation = NULL;
    release_identity(&mobile.signer);
    mobile.signer = certify(&nobody, mobile.agency.key, &mobile.root);

    const struct wallet_verdict *verdict =
        mobile_verify(&mobile, forge(&mobile, AGENCY_TYPE, a_name, 1));
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_ISSUER_NOT_AUTHORISED);
    CHECK_TEXT(wallet_verdict_detail(verdict), "its signer's certificate names no agency");
    mobile_close(&mobile);
}

/* Entries of a trust list, and what comes of the document under each. */
static const struct {
    const char *what;
    int64_t from;
    enum wallet_trust_state state;
    int64_t since;
    const char *region;
    enum wallet_reason reason;
    enum wallet_decision decision;
} entries[] = {
    { "in use", 0, 0, 0, NULL, WALLET_REASON_NONE, WALLET_ACCEPTED },
    { "in its region", 0, 0, 0, "3605", WALLET_REASON_NONE, WALLET_ACCEPTED },
    { "elsewhere", 0, 0, 0, "3601", WALLET_REASON_ISSUER_NOT_AUTHORISED, WALLET_REFUSED },
    { "before its time", AGENCY_NOW + 1, 0, 0, NULL, WALLET_REASON_CERTIFICATE, WALLET_REFUSED },
    { "retired", 0, WALLET_TRUST_RETIRED, 1, NULL, WALLET_REASON_CERTIFICATE, WALLET_REFUSED },
    { "compromised",
      0,
      WALLET_TRUST_COMPROMISED,
      1,
      NULL,
      WALLET_REASON_CERTIFICATE,
      WALLET_REFUSED },
    { "compromised since",
      0,
      WALLET_TRUST_COMPROMISED,
      AGENCY_NOW + 1,
      NULL,
      WALLET_REASON_CERTIFICATE,
      WALLET_UNKNOWN },
};

/** What a trust list knows of a key counts, whatever its certificates say. */
TEST(an_entry_of_a_trust_list_is_held_against_the_document)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct member member = itself(&mobile.agency);

    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        struct wallet_trust_entry entry = entry_of(&member, id_cards, 1);
        entry.from_unix = entries[i].from;
        entry.state = entries[i].state;
        entry.state_unix = entries[i].since;
        entry.region = entries[i].region;
        trust_entries(&mobile.agency, &entry, 1);
        CHECK_EQUAL(
            wallet_trust_add(mobile.agency.trust, der_of(mobile.root.x509), NULL), WALLET_OK);
        const struct wallet_verdict *verdict = mobile_verdict(&mobile);
        CHECK_ROW(entries[i].what, wallet_verdict_decision(verdict), entries[i].decision);
        CHECK_ROW(entries[i].what, wallet_verdict_reason(verdict), entries[i].reason);
        CHECK_ROW(
            entries[i].what,
            wallet_verdict_has_claims(verdict),
            entries[i].decision == WALLET_ACCEPTED);
    }

    clear_member(&member);
    mobile_close(&mobile);
}
