/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/verify.h>

#include "agency.h"
#include "test.h"

/* Plain CWTs of a key that is trusted for everything, and of one that is not. */

#define AGENCY_ISS "0172313133363035303030303030303030313946"

static enum wallet_reason judge(
    struct agency *agency, const struct wallet_signer *signer, const char *payload_hex)
{
    const struct wallet_bytes licence =
        agency_forge(signer, test_hex("a10132"), test_hex("a0"), test_hex(payload_hex));
    return agency_verify(agency, licence, AGENCY_NOW);
}

TEST(lets_a_key_for_all_types_sign_in_its_own_name_only)
{
    const struct {
        const char *what;
        const char *payload;
        enum wallet_reason wanted;
    } rows[] = {
        { "in its own name", "a1" AGENCY_ISS, WALLET_REASON_NONE },
        { "in nobody's name", "a1026141", WALLET_REASON_NONE },
        { "in another's", "a1016141", WALLET_REASON_ISSUER_NOT_AUTHORISED },
        { "expired",
          "a20172313133363035303030303030303030313946041a6b03f280",
          WALLET_REASON_EXPIRED },
        { "for another audience", "a1036141", WALLET_REASON_AUDIENCE },
    };
    struct agency agency;
    struct wallet_signer signer;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct wallet_key *any = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    agency_trust(&agency, any);
    CHECK_EQUAL(wallet_key_signer(any, &signer, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, judge(&agency, &signer, rows[i].payload), rows[i].wanted);
        CHECK_TEXT(wallet_verdict_format(agency.verdict), "cwt");
    }

    wallet_key_free(any);
    agency_close(&agency);
}

TEST(refuses_a_key_that_is_trusted_for_certain_types)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        judge(&agency, &agency.signer, "a1" AGENCY_ISS), WALLET_REASON_ISSUER_NOT_AUTHORISED);
    CHECK(!wallet_verdict_has_claims(agency.verdict));
    agency_close(&agency);
}
