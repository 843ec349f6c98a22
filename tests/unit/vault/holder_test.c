/* SPDX-License-Identifier: Apache-2.0 */
#include "agency.h"
#include "cbor/writer.h"
#include "cose/key.h"
#include "cose/labels.h"
#include "sample.h"

WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

/** A small world with a vault and an agency that may sign anything. */
struct hall {
    struct agency agency;
    struct wallet_key *key;
    struct wallet_signer signer;
    struct wallet_vault *vault;
};

static void open_hall(struct hall *hall)
{
    agency_open(&hall->agency, WALLET_ALGORITHM_ED25519);
    hall->key = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    agency_trust(&hall->agency, hall->key);
    CHECK_EQUAL(wallet_key_signer(hall->key, &hall->signer, NULL), WALLET_OK);
    hall->vault = sample_vault();
}

static void close_hall(struct hall *hall)
{
    wallet_vault_free(hall->vault);
    wallet_key_free(hall->key);
    agency_close(&hall->agency);
}

/** A licence with this claim cnf, or without one where it is empty. */
static struct wallet_bytes bind(const struct wallet_signer *signer, struct wallet_bytes cnf)
{
    struct wallet_buffer header = { 0 };
    struct wallet_buffer payload = { 0 };
    struct wlt_writer writer = wlt_writer_start(&header);

    wlt_write_map(&writer, 2);
    wlt_write_int(&writer, 1);
    wlt_write_int(&writer, -19);
    wlt_write_int(&writer, 4);
    wlt_write_bytes(&writer, (struct wallet_bytes){ signer->key_id, WALLET_KEY_ID_SIZE });
    writer = wlt_writer_start(&payload);
    wlt_write_map(&writer, cnf.size > 0 ? 3 : 2);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, test_text(AGENCY_ISSUER));
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, AGENCY_NOW);
    if (cnf.size > 0) {
        wlt_write_int(&writer, WLT_CLAIM_CNF);
        wlt_write_encoded(&writer, cnf);
    }

    const struct wallet_bytes licence = agency_forge(
        signer, wallet_buffer_bytes(&header), test_hex("a0"), wallet_buffer_bytes(&payload));
    wallet_buffer_clear(&header);
    wallet_buffer_clear(&payload);
    return licence;
}

/** { 1: COSE_Key } or { 5: thumbprint } of a point. */
static struct wallet_bytes cnf_of(const uint8_t *point, bool by_thumbprint)
{
    WLT_AUTO(public_key) struct wlt_public_key *key = NULL;
    struct wallet_buffer cose_key = { 0 };
    struct wallet_buffer out = { 0 };
    uint8_t thumbprint[WLT_SHA256_SIZE];

    CHECK_EQUAL(
        wlt_public_key_from_ed25519((struct wallet_bytes){ point, 32 }, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_cose_key_append(key, &cose_key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_cose_key_thumbprint(key, thumbprint, NULL), WALLET_OK);
    struct wlt_writer writer = wlt_writer_start(&out);
    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, by_thumbprint ? 5 : 1);
    if (by_thumbprint) {
        wlt_write_bytes(&writer, (struct wallet_bytes){ thumbprint, sizeof thumbprint });
    } else {
        wlt_write_encoded(&writer, wallet_buffer_bytes(&cose_key));
    }

    const struct wallet_bytes bytes = { sample_copy(wallet_buffer_bytes(&out)), out.size };
    wallet_buffer_clear(&cose_key);
    wallet_buffer_clear(&out);
    return bytes;
}

static enum wallet_status find(struct hall *hall, struct wallet_bytes cnf)
{
    uint8_t key_id[WALLET_KEY_ID_SIZE] = { 0 };
    struct wallet_vault_key key;

    (void)agency_verify(&hall->agency, bind(&hall->signer, cnf), AGENCY_NOW);
    CHECK(wallet_verdict_has_claims(hall->agency.verdict));
    const enum wallet_status status =
        wallet_vault_find_holder(hall->vault, hall->agency.verdict, key_id, NULL);
    if (status == WALLET_OK) {
        CHECK(wallet_vault_key_at(hall->vault, 0, &key));
        CHECK(memcmp(key.id, key_id, sizeof key_id) == 0);
    }

    return status;
}

TEST(says_to_which_of_its_keys_a_licence_is_bound)
{
    struct hall hall;
    struct wallet_vault *other = sample_empty();
    uint8_t id[WALLET_KEY_ID_SIZE];
    open_hall(&hall);
    CHECK_EQUAL(wallet_vault_key_generate(other, AGENCY_NOW, id, NULL), WALLET_OK);
    const uint8_t *ours = hall.vault->keys[0].point;
    const uint8_t *theirs = other->keys[0].point;
    const struct {
        const char *what;
        struct wallet_bytes cnf;
        enum wallet_status wanted;
    } rows[] = {
        { "our key", cnf_of(ours, false), WALLET_OK },
        { "the thumbprint of our key", cnf_of(ours, true), WALLET_OK },
        { "another's key", cnf_of(theirs, false), WALLET_ERR_UNKNOWN },
        { "the thumbprint of another's key", cnf_of(theirs, true), WALLET_ERR_UNKNOWN },
        { "no key", { 0 }, WALLET_ERR_MISSING },
        { "an empty map", test_hex("a0"), WALLET_ERR_UNSUPPORTED },
        { "no map", test_hex("01"), WALLET_ERR_UNSUPPORTED },
        { "a key id", test_hex("a1 03 41 00"), WALLET_ERR_UNSUPPORTED },
        { "a key by another name", test_hex("a1 61 31 a0"), WALLET_ERR_UNSUPPORTED },
        { "a key that is none", test_hex("a1 01 a0"), WALLET_ERR_UNSUPPORTED },
        { "a short thumbprint", test_hex("a1 05 41 00"), WALLET_ERR_UNSUPPORTED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, find(&hall, rows[i].cnf), rows[i].wanted);
    }

    wallet_vault_free(other);
    close_hall(&hall);
}

TEST(compares_the_whole_thumbprint_and_not_the_id_alone)
{
    struct hall hall;
    open_hall(&hall);

    const struct wallet_bytes cnf = cnf_of(hall.vault->keys[0].point, true);
    uint8_t *altered = sample_copy(cnf);
    altered[cnf.size - 1] ^= 1;
    CHECK_EQUAL(find(&hall, (struct wallet_bytes){ altered, cnf.size }), WALLET_ERR_UNKNOWN);
    close_hall(&hall);
}

TEST(believes_nothing_of_a_licence_that_was_not_verified)
{
    struct hall hall;
    uint8_t id[WALLET_KEY_ID_SIZE];
    open_hall(&hall);

    const struct wallet_bytes licence =
        bind(&hall.signer, cnf_of(hall.vault->keys[0].point, false));
    uint8_t *altered = sample_copy(licence);
    altered[licence.size - 1] ^= 1;
    (void)agency_verify(&hall.agency, (struct wallet_bytes){ altered, licence.size }, AGENCY_NOW);
    CHECK_EQUAL(
        wallet_vault_find_holder(hall.vault, hall.agency.verdict, id, NULL), WALLET_ERR_MISSING);
    CHECK_EQUAL(wallet_vault_find_holder(NULL, hall.agency.verdict, id, NULL), WALLET_ERR_ARGUMENT);
    close_hall(&hall);
}
