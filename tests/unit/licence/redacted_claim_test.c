/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/redacted_claim.h"

#include "crypto/digest.h"
#include "make_claims.h"

#include <stdio.h>
#include <string.h>

#define SALT "50 000102030405060708090a0b0c0d0e0f"

/* Disclosures: the claims 2, "h", and 3, "x"; a decoy; and an element that says 2. */
#define SUB     "55 83" SALT "6168 02"
#define AUD     "55 83" SALT "6178 03"
#define DECOY   "52 81" SALT
#define ELEMENT "53 82" SALT "02"

/** An envelope whose claims are { 1: "i", simple(59): [ the digest of SUB ] }. */
struct letter {
    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;
    char claims[160];
};

static void write_letter(struct letter *letter, const char *disclosures)
{
    uint8_t digest[WLT_SHA256_SIZE];
    char hex[2 * WLT_SHA256_SIZE + 1];

    wlt_sha256(test_hex(SUB), digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    }

    *letter = (struct letter){ .claims = "" };
    (void)snprintf(letter->claims, sizeof letter->claims, "a2 01 6169 f83b 81 5820 %s", hex);
    letter->cwt.all = test_hex(letter->claims);
    if (disclosures) {
        letter->sign1.unprotected_headers.sd_claims = test_hex(disclosures);
    }
}

static struct wallet_bytes find(const struct letter *letter, uint64_t claim)
{
    struct wallet_bytes found = test_text("not yet");

    CHECK_EQUAL(wlt_redacted_claim(&letter->sign1, &letter->cwt, claim, &found, NULL), WALLET_OK);
    return found;
}

TEST(finds_the_claim_among_the_others)
{
    struct letter letter;

    write_letter(&letter, "84" DECOY AUD ELEMENT SUB);
    CHECK_BYTES(find(&letter, 2), test_hex("6168"));
}

TEST(finds_nothing_that_the_claims_do_not_name)
{
    static const struct {
        const char *what;
        const char *disclosures;
        uint64_t claim;
    } rows[] = {
        { "a claim whose digest is not there", "82" AUD SUB, 3 },
        { "a claim that is in clear", "81" SUB, 1 },
        { "the claim with another value", "81 55 83" SALT "6169 02", 2 },
        { "the claim with another salt",
          "81 55 83 50 ff0102030405060708090a0b0c0d0e0f 6168 02",
          2 },
        { "others only", "83" DECOY AUD ELEMENT, 2 },
        { "no disclosures", NULL, 2 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct letter letter;
        write_letter(&letter, rows[i].disclosures);
        if (find(&letter, rows[i].claim).size != 0) {
            fail_msg("%s", rows[i].what);
        }
    }
}

TEST(finds_nothing_where_nothing_is_redacted)
{
    struct letter letter;

    write_letter(&letter, "81" SUB);
    letter.cwt.all = test_hex("a1 01 6169");
    CHECK_EQUAL(find(&letter, 2).size, 0);
}

TEST(refuses_what_it_cannot_read)
{
    struct wallet_bytes found = { 0 };
    struct letter letter;

    write_letter(&letter, "82 40" SUB);
    CHECK_EQUAL(
        wlt_redacted_claim(&letter.sign1, &letter.cwt, 2, &found, NULL), WALLET_ERR_REFUSED);

    write_letter(&letter, "81" SUB);
    letter.sign1.protected_headers.has_sd_alg = true;
    letter.sign1.protected_headers.sd_alg = -18;
    CHECK_EQUAL(
        wlt_redacted_claim(&letter.sign1, &letter.cwt, 2, &found, NULL), WALLET_ERR_UNSUPPORTED);
}
