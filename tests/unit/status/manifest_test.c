/* SPDX-License-Identifier: Apache-2.0 */
#include "status/manifest.h"

#include "town.h"

#define D32 \
    "5820"  \
    "0000000000000000000000000000000000000000000000000000000000000000"

/* [uri, digest, uri, digest], the URIs "x/N" and "x/Ns" */
#define SHARD(n_) \
    "84"          \
    "63782f3" #n_ D32 "64782f3" #n_ "73" D32

/** Signs {1: iss, 6: 0, -65542: content, -65546: 5} under a typ, and reads it as a manifest, with a trust or none. */
static enum wallet_status read_with(
    const struct agency *agency,
    const struct wallet_trust *trust,
    const char *typ,
    const char *issuer,
    const char *content)
{
    struct wallet_buffer out = { 0 };
    struct wallet_status_manifest facts;
    const struct wlt_status_head head = {
        .issuer = test_text(issuer),
        .version = 5,
        .content = test_hex(content),
    };

    CHECK_EQUAL(wlt_status_head_sign(&agency->signer, typ, &head, &out, NULL), WALLET_OK);
    const enum wallet_status status =
        wallet_status_manifest_read(wallet_buffer_bytes(&out), trust, &facts, NULL);
    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status read_as(
    const struct agency *agency, const char *typ, const char *issuer, const char *content)
{
    return read_with(agency, agency->trust, typ, issuer, content);
}

TEST(tells_whose_it_is_and_of_when)
{
    struct town town;
    struct wallet_status_manifest facts;
    char identifier[WALLET_IDENTIFIER_SIZE];
    town_open(&town);
    town_issue(&town, identifier);
    town_publish(&town, AGENCY_NOW);

    CHECK_EQUAL(
        wallet_status_manifest_read(town_manifest(&town), town.agency.trust, &facts, NULL),
        WALLET_OK);
    CHECK_TEXT(facts.issuer, AGENCY_ISSUER);
    CHECK_EQUAL(facts.version, 1);
    CHECK_EQUAL(facts.issued_unix, AGENCY_NOW);
    CHECK_EQUAL(facts.shard_count, 1);
    town_close(&town);
}

static const struct {
    const char *what;
    const char *content;
    enum wallet_status wanted;
} contents[] = {
    { "no shards yet", "80", WALLET_OK },
    { "two shards", "82" SHARD(0) SHARD(1), WALLET_OK },
    { "shards out of order", "82" SHARD(1) SHARD(0), WALLET_ERR_STRUCTURE },
    { "a shard twice", "82" SHARD(1) SHARD(1), WALLET_ERR_STRUCTURE },
    { "a map", "a0", WALLET_ERR_STRUCTURE },
    { "no twin",
      "81"
      "82"
      "63782f30" D32,
      WALLET_ERR_STRUCTURE },
    { "a digest too short",
      "81"
      "84"
      "63782f30"
      "40"
      "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "a name with no folder",
      "81"
      "84"
      "6178" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "no name",
      "81"
      "84"
      "62782f" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "a hidden name",
      "81"
      "84"
      "63782f2e" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "up and away",
      "81"
      "84"
      "64782f2e2e" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "a NUL in the URI",
      "81"
      "84"
      "6478002f30" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "a backslash",
      "81"
      "84"
      "64782f305c" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "the manifest itself",
      "81"
      "84"
      "6e"
      "782f6d616e69666573742e637774" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
    { "the hot list",
      "81"
      "84"
      "69"
      "782f686f742e637774" D32 "63782f31" D32,
      WALLET_ERR_STRUCTURE },
};

TEST(refuses_a_content_that_does_not_name_lists)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++) {
        CHECK_ROW(
            contents[i].what,
            read_as(&agency, WLT_TYP_STATUS_MANIFEST, AGENCY_ISSUER, contents[i].content),
            contents[i].wanted);
    }

    agency_close(&agency);
}

TEST(refuses_another_type_and_another_issuer)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(read_as(&agency, WLT_TYP_STATUS_LIST, AGENCY_ISSUER, "80"), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(read_as(&agency, WLT_TYP_STATUS_HOT, AGENCY_ISSUER, "80"), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        read_as(&agency, WLT_TYP_STATUS_MANIFEST, "113605000000000280", "80"), WALLET_ERR_REFUSED);
    CHECK_EQUAL(read_as(&agency, WLT_TYP_STATUS_MANIFEST, "1136", "80"), WALLET_ERR_STRUCTURE);
    agency_close(&agency);
}

/** What is kept of an issuer lies in a folder of its name: 18 characters can lead out of the store. */
TEST(refuses_an_issuer_that_is_no_social_credit_code)
{
    static const char *const issuers[] = { "../../../../tmp/ab",
                                           "11360500/000000000",
                                           "11360500000000\33[1m" };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof issuers / sizeof issuers[0]; i++) {
        CHECK_EQUAL(strlen(issuers[i]), WALLET_ISSUER_SIZE - 1);
        CHECK_ROW(
            issuers[i],
            read_with(&agency, NULL, WLT_TYP_STATUS_MANIFEST, issuers[i], "80"),
            WALLET_ERR_STRUCTURE);
    }

    CHECK_EQUAL(read_with(&agency, NULL, WLT_TYP_STATUS_MANIFEST, AGENCY_ISSUER, "80"), WALLET_OK);
    agency_close(&agency);
}

TEST(may_be_looked_at_without_trust_but_then_nothing_is_believed)
{
    struct town town;
    struct agency other;
    struct wallet_status_manifest facts;
    town_open(&town);
    agency_open(&other, WALLET_ALGORITHM_ED25519);
    town_publish(&town, AGENCY_NOW);

    CHECK_EQUAL(wallet_status_manifest_read(town_manifest(&town), NULL, &facts, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_status_manifest_read(town_manifest(&town), other.trust, &facts, NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(
        wallet_status_manifest_read(town_manifest(&town), NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
    agency_close(&other);
    town_close(&town);
}

TEST(what_is_of_a_stranger_is_told_from_what_is_forged)
{
    struct town town;
    struct agency other;
    struct wallet_trust *nobody = NULL;
    char identifier[WALLET_IDENTIFIER_SIZE];
    town_open(&town);
    agency_open(&other, WALLET_ALGORITHM_ED25519);
    town_issue(&town, identifier);
    CHECK_EQUAL(wallet_trust_new(&nobody, NULL), WALLET_OK);
    town_publish(&town, AGENCY_NOW);
    const struct wallet_buffer *manifest = town_file(&town.files, WALLET_STATUS_MANIFEST_NAME);
    const struct wallet_buffer *hot = town_file(&town.files, WALLET_STATUS_HOT_NAME);
    const struct wallet_bytes list = wallet_buffer_bytes(town_file(&town.files, "0000.cwt"));

    CHECK(!wallet_status_is_of_stranger(wallet_buffer_bytes(manifest), town.agency.trust));
    CHECK(wallet_status_is_of_stranger(wallet_buffer_bytes(manifest), other.trust));
    CHECK(wallet_status_is_of_stranger(wallet_buffer_bytes(hot), other.trust));
    CHECK(wallet_status_is_of_stranger(wallet_buffer_bytes(hot), nobody));
    CHECK(!wallet_status_is_of_stranger(list, other.trust));
    CHECK(!wallet_status_is_of_stranger(test_text("no token"), other.trust));
    CHECK(!wallet_status_is_of_stranger(wallet_buffer_bytes(manifest), NULL));

    manifest->data[manifest->size - 1] ^= 1; /* of the signature: forged in the agency's name */
    CHECK(!wallet_status_is_of_stranger(wallet_buffer_bytes(manifest), town.agency.trust));
    CHECK(wallet_status_is_of_stranger(wallet_buffer_bytes(manifest), other.trust));
    wallet_trust_free(nobody);
    agency_close(&other);
    town_close(&town);
}

TEST(refuses_what_is_not_strict_or_too_large)
{
    struct agency agency;
    struct wallet_status_manifest facts;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes huge = { test_memory(WALLET_STATUS_TOKEN_MAX + 1),
                                       WALLET_STATUS_TOKEN_MAX + 1 };

    CHECK_EQUAL(
        read_as(&agency, WLT_TYP_STATUS_MANIFEST, AGENCY_ISSUER, "9fff"), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(
        read_as(
            &agency,
            WLT_TYP_STATUS_MANIFEST,
            AGENCY_ISSUER,
            "80"
            "6178"
            "01"),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        wallet_status_manifest_read(huge, agency.trust, &facts, NULL), WALLET_ERR_TOO_LARGE);
    agency_close(&agency);
}
