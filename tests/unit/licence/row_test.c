/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/wallet.h>

#include "agency.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

struct row {
    uint8_t digest[WALLET_DIGEST_SIZE];
};

static struct row row_of(const struct agency *agency, const char *issuer)
{
    struct row row;

    CHECK_EQUAL(wallet_issue_row(agency->record, issuer, row.digest, NULL), WALLET_OK);
    return row;
}

static bool are_same(struct row a, struct row b)
{
    return memcmp(a.digest, b.digest, sizeof a.digest) == 0;
}

TEST(a_row_is_what_it_says_and_not_how_it_is_written)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct row before = row_of(&agency, AGENCY_ISSUER);

    CHECK_EQUAL(
        wallet_record_set_term(agency.record, "serial", test_text("ANOTHER1"), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_set(agency.record, "sex", test_text("男"), NULL), WALLET_OK);
    const struct row by_word = row_of(&agency, AGENCY_ISSUER);
    CHECK_EQUAL(wallet_record_set(agency.record, "sex", test_text("1"), NULL), WALLET_OK);
    const struct row by_code = row_of(&agency, AGENCY_ISSUER);

    CHECK(are_same(by_word, by_code));
    CHECK_EQUAL(wallet_record_set(agency.record, "sex", test_text("女"), NULL), WALLET_OK);
    CHECK(!are_same(by_word, row_of(&agency, AGENCY_ISSUER)));
    CHECK(are_same(before, by_word) || are_same(before, row_of(&agency, AGENCY_ISSUER)));
    agency_close(&agency);
}

TEST(issuer_version_and_period_are_part_of_a_row)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct row before = row_of(&agency, AGENCY_ISSUER);
    struct wallet_terms *terms = wallet_record_terms(agency.record);
    const struct wallet_terms kept = *terms;

    CHECK(!are_same(before, row_of(&agency, "11360500000000027A")));
    terms->version++;
    CHECK(!are_same(before, row_of(&agency, AGENCY_ISSUER)));
    *terms = kept;
    terms->from_unix++;
    CHECK(!are_same(before, row_of(&agency, AGENCY_ISSUER)));
    *terms = kept;
    terms->until_unix++;
    CHECK(!are_same(before, row_of(&agency, AGENCY_ISSUER)));
    *terms = kept;
    CHECK(are_same(before, row_of(&agency, AGENCY_ISSUER)));
    agency_close(&agency);
}

TEST(a_digest_is_the_same_in_whatever_pieces)
{
    static const char wanted[] = /* FIPS 180-4, of "abc" */
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    struct wallet_digest *digest = NULL;
    uint8_t got[2][WALLET_DIGEST_SIZE];

    CHECK_EQUAL(wallet_digest_new(&digest, NULL), WALLET_OK);
    wallet_digest_add(digest, test_text("abc"));
    wallet_digest_finish(digest, got[0]);
    wallet_digest_add(digest, test_text("a"));
    wallet_digest_add(digest, test_text(""));
    wallet_digest_add(digest, test_text("bc"));
    wallet_digest_finish(digest, got[1]);
    wallet_digest_free(digest);

    for (size_t i = 0; i < 2; i++) {
        char hex[2 * WALLET_DIGEST_SIZE + 1];
        for (size_t j = 0; j < WALLET_DIGEST_SIZE; j++) {
            (void)snprintf(hex + 2 * j, 3, "%02x", got[i][j]);
        }
        CHECK_TEXT(hex, wanted);
    }
}
