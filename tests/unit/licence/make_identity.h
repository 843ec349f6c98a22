/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_LICENCE_MAKE_IDENTITY_H
#define TEST_LICENCE_MAKE_IDENTITY_H

#include <wallet/claim169.h>

#include "agency.h"
#include "make_claims.h"

/* Identity codes of invented people, and an issuer whose key is trusted for every type. */

#define IDENTITY_URI "https://id.example.org"
#define IDENTITY_ISS "0176 68747470733a2f2f69642e6578616d706c652e6f7267"
#define IDENTITY_IAT "061a6b03f280" /* AGENCY_NOW */

struct identity_world {
    struct agency agency;
    struct wallet_key *key;
    struct wallet_signer signer;
};

static inline void identity_open(struct identity_world *world, enum wallet_algorithm algorithm)
{
    agency_open(&world->agency, WALLET_ALGORITHM_ED25519);
    world->key = agency_stranger(algorithm, AGENCY_ISSUER);
    agency_trust(&world->agency, world->key);
    CHECK_EQUAL(wallet_key_signer(world->key, &world->signer, NULL), WALLET_OK);
}

static inline void identity_close(struct identity_world *world)
{
    wallet_key_free(world->key);
    agency_close(&world->agency);
}

/** Signs any claims, as others do: the algorithm alone in the header. */
static inline struct wallet_bytes identity_sign(
    const struct identity_world *world, struct wallet_bytes claims)
{
    const bool is_es256 = world->signer.algorithm == WALLET_ALGORITHM_ES256;
    return agency_forge(
        &world->signer, test_hex(is_es256 ? "a10126" : "a10127"), test_hex("a0"), claims);
}

/** Issuer, time of issue, and what claim 169 is to hold. */
static inline struct wallet_bytes identity_of(
    const struct identity_world *world, const char *value_hex)
{
    return identity_sign(
        world, JOIN(test_hex("a3" IDENTITY_ISS IDENTITY_IAT "18a9"), test_hex(value_hex)));
}

static inline enum wallet_reason identity_judge(
    struct identity_world *world, struct wallet_bytes input)
{
    return agency_verify(&world->agency, input, AGENCY_NOW);
}

/** A picture as far as anybody looks at it. */
static inline struct wallet_bytes identity_jpeg(void)
{
    return test_hex("ffd8ffe000104a46494600010100");
}

/** Somebody with a face. */
static inline struct wallet_claim169_record identity_record(
    const struct wallet_claim169_capture *face)
{
    struct wallet_claim169_record record = {
        .issuer = IDENTITY_URI,
        .until_unix = AGENCY_NOW + AGENCY_A_YEAR,
        .gender = 2,
        .captures = face,
        .capture_count = 1,
    };

    record.texts[WALLET_CLAIM169_ID] = "123";
    record.texts[WALLET_CLAIM169_FULL_NAME] = "Jan Doe";
    record.texts[WALLET_CLAIM169_DATE_OF_BIRTH] = "19840118";
    return record;
}

static inline struct wallet_claim169_capture identity_face(void)
{
    return (struct wallet_claim169_capture){
        .attribute = WALLET_CLAIM169_FACE,
        .biometric = { .data = identity_jpeg(),
                       .has_format = true,
                       .has_sub_format = true,
                       .sub_format = 1 },
    };
}

/** That person's identity, signed. */
static inline struct wallet_bytes identity_issued(const struct identity_world *world)
{
    const struct wallet_claim169_capture face = identity_face();
    const struct wallet_claim169_record record = identity_record(&face);
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wallet_claim169_issue(&record, &world->signer, AGENCY_NOW, &out, NULL), WALLET_OK);
    return kept(&out);
}

#endif
