/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/verify.h>

#include "agency.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/** What stands in a forged licence, in hex. */
struct forgery {
    const char *what;
    const char *protected_hex; /* "KID" stands for the key identifier */
    const char *unprotected_hex;
    const char *payload_hex;
    enum wallet_reason wanted;
};

#define ISS    "0172313133363035303030303030303030313946"
#define SUB    "02763131313a333630353032313939303033303730303234"
#define IAT    "061a6b03f280" /* AGENCY_NOW */
#define CTI    "074c41313233343536372e303031"
#define VCT    "0b753131313030303030303030303133313237443030 31"
#define FIELDS "3a00010000"

static char *expand(const char *pattern, struct wallet_bytes key_id)
{
    char *out = test_memory(strlen(pattern) + 64);
    char *at = out;

    while (*pattern) {
        if (strncmp(pattern, "KID", 3) == 0) {
            for (size_t i = 0; i < key_id.size; i++) {
                at += snprintf(at, 3, "%02x", key_id.data[i]);
            }

            pattern += 3;
        } else {
            *at++ = *pattern++;
        }
    }

    return out;
}

static const char good_protected[] = "a3 01 32 04 48 KID 10 183d";
static const char bare_payload[] = "a6" ISS SUB IAT CTI VCT FIELDS "a0";

static const struct forgery forgeries[] = {
    { "no fields at all", good_protected, "a0", bare_payload, WALLET_REASON_FIELDS },
    { "no algorithm", "a2 04 48 KID 10 183d", "a0", bare_payload, WALLET_REASON_ALGORITHM },
    { "algorithm unprotected",
      "a2 04 48 KID 10 183d",
      "a1 01 32",
      bare_payload,
      WALLET_REASON_MALFORMED },
    { "ES256 for an Ed25519 key",
      "a3 01 28 04 48 KID 10 183d",
      "a0",
      bare_payload,
      WALLET_REASON_ALGORITHM },
    { "HMAC", "a3 01 05 04 48 KID 10 183d", "a0", bare_payload, WALLET_REASON_ALGORITHM },
    { "a private algorithm",
      "a3 01 3a00010000 04 48 KID 10 183d",
      "a0",
      bare_payload,
      WALLET_REASON_ALGORITHM },
    { "no typ", "a2 01 32 04 48 KID", "a0", bare_payload, WALLET_REASON_MALFORMED },
    { "typ of a status list",
      "a3 01 32 04 48 KID 10 781a6170706c69636174696f6e2f7374617475736c6973742b637774",
      "a0",
      bare_payload,
      WALLET_REASON_UNSUPPORTED },
    { "an SD-CWT without a holder's key",
      "a3 01 32 04 48 KID 10 190125",
      "a0",
      bare_payload,
      WALLET_REASON_MALFORMED },
    { "unknown crit",
      "a4 01 32 02 81 1863 04 48 KID 10 183d",
      "a0",
      bare_payload,
      WALLET_REASON_UNSUPPORTED },
    { "crit that is understood",
      "a4 01 32 02 81 10 04 48 KID 10 183d",
      "a0",
      bare_payload,
      WALLET_REASON_FIELDS },
    { "no kid", "a2 01 32 10 183d", "a0", bare_payload, WALLET_REASON_MALFORMED },
    { "short kid", "a3 01 32 04 44 01020304 10 183d", "a0", bare_payload, WALLET_REASON_MALFORMED },
    { "unprotected content", good_protected, "a1 18 63 01", bare_payload, WALLET_REASON_MALFORMED },
    { "keys out of order",
      "a3 04 48 KID 01 32 10 183d",
      "a0",
      bare_payload,
      WALLET_REASON_MALFORMED },
    { "no issuer",
      good_protected,
      "a0",
      "a5" SUB IAT CTI VCT FIELDS "a0",
      WALLET_REASON_MALFORMED },
    { "no holder",
      good_protected,
      "a0",
      "a5" ISS IAT CTI VCT FIELDS "a0",
      WALLET_REASON_MALFORMED },
    { "no time of issue",
      good_protected,
      "a0",
      "a5" ISS SUB CTI VCT FIELDS "a0",
      WALLET_REASON_MALFORMED },
    { "no serial",
      good_protected,
      "a0",
      "a5" ISS SUB IAT VCT FIELDS "a0",
      WALLET_REASON_MALFORMED },
    { "no type", good_protected, "a0", "a5" ISS SUB IAT CTI FIELDS "a0", WALLET_REASON_MALFORMED },
    { "fields missing", good_protected, "a0", "a5" ISS SUB IAT CTI VCT, WALLET_REASON_MALFORMED },
    { "a claim twice",
      good_protected,
      "a0",
      "a7" ISS SUB SUB IAT CTI VCT FIELDS "a0",
      WALLET_REASON_MALFORMED },
    { "a time with a fraction",
      good_protected,
      "a0",
      "a6" ISS SUB "06fb41dac0fca0200000" CTI VCT FIELDS "a0",
      WALLET_REASON_MALFORMED },
    { "fields that are no map",
      good_protected,
      "a0",
      "a6" ISS SUB IAT CTI VCT FIELDS "80",
      WALLET_REASON_FIELDS },
    { "a field key that is text",
      good_protected,
      "a0",
      "a6" ISS SUB IAT CTI VCT FIELDS "a16161 01",
      WALLET_REASON_FIELDS },
    { "serial in lower case",
      good_protected,
      "a0",
      "a6" ISS SUB IAT "0745612e303031" VCT FIELDS "a0",
      WALLET_REASON_FIELDS },
    { "another type than allowed",
      good_protected,
      "a0",
      "a6" ISS SUB IAT CTI "0b7531313130303030304d42303134333032385230 3031" FIELDS "a0",
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "no claims", good_protected, "a0", "80", WALLET_REASON_MALFORMED },
    { "bound to a key that did not sign",
      good_protected,
      "a0",
      "a7" ISS SUB IAT CTI "08a0" VCT FIELDS "a0",
      WALLET_REASON_FIELDS },
    { "a status that cannot be looked up",
      good_protected,
      "a0",
      "a7" ISS SUB IAT CTI VCT "19ffffa0" FIELDS "a0",
      WALLET_REASON_FIELDS },
};

TEST(refuses_what_breaks_the_profile_although_it_is_signed)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes key_id = { agency.signer.key_id, WALLET_KEY_ID_SIZE };

    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; i++) {
        const struct forgery *row = &forgeries[i];
        const struct wallet_bytes licence = agency_forge(
            &agency.signer,
            test_hex(expand(row->protected_hex, key_id)),
            test_hex(row->unprotected_hex),
            test_hex(row->payload_hex));
        struct wallet_buffer text = { 0 };

        CHECK_EQUAL(wallet_qr_write_text(licence, &text, NULL), WALLET_OK);
        CHECK_ROW(
            row->what, agency_verify(&agency, wallet_buffer_bytes(&text), AGENCY_NOW), row->wanted);
        wallet_buffer_clear(&text);
    }

    agency_close(&agency);
}

TEST(cannot_tell_about_a_licence_type_outside_the_catalogue)
{
    static const char unknown_type[] =
        "a6" ISS SUB IAT CTI "0b753131313030303030303030303133313237443939 39" FIELDS "a0";
    struct agency agency;
    struct wallet_signer signer;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct wallet_key *any = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    CHECK_EQUAL(wallet_key_signer(any, &signer, NULL), WALLET_OK);
    agency_trust(&agency, any);

    const struct wallet_bytes licence = agency_forge(
        &signer,
        test_hex(expand(good_protected, (struct wallet_bytes){ signer.key_id, 8 })),
        test_hex("a0"),
        test_hex(unknown_type));
    CHECK_EQUAL(agency_verify(&agency, licence, AGENCY_NOW), WALLET_REASON_UNSUPPORTED);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_UNKNOWN);
    wallet_key_free(any);
    agency_close(&agency);
}

/** The genuine payload with one more claim put in before vct or the fields. */
static struct wallet_bytes add_claim(
    struct wallet_bytes licence, const char *claim_hex, const char *before_hex)
{
    struct wallet_bytes claim = test_hex(claim_hex);
    struct wallet_bytes before = test_hex(before_hex);
    size_t start = 0;
    size_t place = 0;
    uint8_t *out = test_memory(licence.size + claim.size);

    /* The payload begins with its map's head and the issuer. */
    while (memcmp(licence.data + start + 1, test_hex(ISS).data, 20) != 0) {
        start++;
    }

    for (place = start; memcmp(licence.data + place, before.data, before.size) != 0;) {
        place++;
    }

    const size_t end = licence.size - 2 - 64; /* the head of the signature, and the signature */
    memcpy(out, licence.data + start, place - start);
    memcpy(out + place - start, claim.data, claim.size);
    memcpy(out + place - start + claim.size, licence.data + place, end - place);
    out[0]++;
    return (struct wallet_bytes){ out, end - start + claim.size };
}

TEST(cannot_tell_about_what_only_a_later_check_would_show)
{
    const struct {
        const char *what;
        const char *claim;
        const char *before;
        enum wallet_reason wanted;
    } rows[] = {
        { "a status, and no status data", "19ffffa0", "3a00010000", WALLET_REASON_STATUS_MISSING },
        { "a holder's key that did not sign", "08a0", "0b75", WALLET_REASON_HOLDER },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes key_id = { agency.signer.key_id, WALLET_KEY_ID_SIZE };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes payload =
            add_claim(wallet_buffer_bytes(&agency.licence), rows[i].claim, rows[i].before);
        const struct wallet_bytes licence = agency_forge(
            &agency.signer, test_hex(expand(good_protected, key_id)), test_hex("a0"), payload);
        CHECK_ROW(rows[i].what, agency_verify(&agency, licence, AGENCY_NOW), rows[i].wanted);
        CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_UNKNOWN);
        CHECK_EQUAL(
            wallet_verdict_is_bound(agency.verdict), rows[i].wanted == WALLET_REASON_HOLDER);
    }

    agency_close(&agency);
}
