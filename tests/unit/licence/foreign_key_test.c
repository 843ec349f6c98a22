/* SPDX-License-Identifier: Apache-2.0 */

/* Keys by which others sign, such as those on P-521: read, and of no use for licences of ours. */
#include <wallet/issue.h>

#include "agency.h"
#include "cose/sign1.h"
#include "test.h"
#include "trust/key.h"
#include "unit/crypto/make_wallet_key.h"

static const char *const curves[] = { "P-521", "brainpoolP256r1", "brainpoolP512r1" };

/** A private key of the agency's, on a curve. */
static struct wallet_key *make_owned(const char *curve)
{
    static const char owner[] = "Issuer: " AGENCY_ISSUER "\nTypes: *\n";
    EVP_PKEY *pkey = make_ec(curve);
    BIO *memory = BIO_new(BIO_s_mem());
    struct wallet_key *key = NULL;
    char *text = NULL;

    CHECK(BIO_puts(memory, owner) > 0);
    CHECK_EQUAL(PEM_write_bio_PKCS8PrivateKey(memory, pkey, NULL, NULL, 0, NULL, NULL), 1);
    const long size = BIO_get_mem_data(memory, &text);
    const struct wallet_bytes file = { (const uint8_t *)text, (size_t)size };
    CHECK_EQUAL(wallet_key_parse(file, &key, NULL), WALLET_OK);
    BIO_free(memory);
    EVP_PKEY_free(pkey);
    return key;
}

static enum wallet_status sign(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    return wlt_private_key_sign(wlt_key_private(context), message, out, size, error);
}

TEST(they_make_no_signer)
{
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        struct wallet_key *key = make_owned(curves[i]);
        struct wallet_signer signer;
        CHECK_ROW(curves[i], wallet_key_signer(key, &signer, NULL), WALLET_ERR_KEY);
        wallet_key_free(key);
    }
}

TEST(no_licence_is_bound_to_one)
{
    struct agency agency;
    struct wallet_buffer out = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        struct wallet_key *key = make_owned(curves[i]);
        CHECK_ROW(
            curves[i],
            wallet_issue_bound(agency.record, key, &agency.signer, AGENCY_NOW, &out, NULL),
            WALLET_ERR_KEY);
        CHECK_EQUAL(out.size, 0);
        wallet_key_free(key);
    }

    agency_close(&agency);
}

/** The agency's licence, signed anew by a trusted key with this COSE algorithm of three bytes. */
static struct wallet_bytes sign_anew(
    const struct agency *agency, const struct wallet_key *key, const char *alg)
{
    const struct wallet_signer signer = { .sign = sign, .context = key };
    const struct wallet_bytes number = test_hex(alg);
    struct wlt_sign1 sign1;
    uint8_t *header = test_memory(256);
    CHECK_EQUAL(
        wlt_sign1_read(wallet_buffer_bytes(&agency->licence), WLT_CBOR_STRICT, &sign1, NULL),
        WALLET_OK);

    /* { 1: -19, 4: h'...', and the rest */
    const struct wallet_bytes old = sign1.protected_encoded;
    const size_t rest = 5 + WALLET_KEY_ID_SIZE;
    CHECK(old.size < 128 && old.data[2] == 0x32 && old.data[3] == 4);
    memcpy(header, old.data, 2);
    memcpy(header + 2, number.data, number.size);
    uint8_t *at = header + 2 + number.size;
    memcpy(at, old.data + 3, 2);
    memcpy(at + 2, wallet_key_id(key).data, WALLET_KEY_ID_SIZE);
    at += 2 + WALLET_KEY_ID_SIZE;
    memcpy(at, old.data + rest, old.size - rest);
    at += old.size - rest;
    return agency_forge(
        &signer,
        (struct wallet_bytes){ header, (size_t)(at - header) },
        test_hex("a0"),
        sign1.payload);
}

TEST(no_licence_of_ours_is_accepted_by_one_be_it_trusted)
{
    static const struct {
        const char *curve;
        const char *alg;
        enum wallet_reason wanted;
    } rows[] = {
        { "P-256", "28", WALLET_REASON_NONE },                     /* ESP256: so is it made */
        { "P-521", "38 33", WALLET_REASON_ALGORITHM },             /* ESP512 */
        { "P-521", "38 23", WALLET_REASON_ALGORITHM },             /* ES512 */
        { "brainpoolP256r1", "39 0108", WALLET_REASON_ALGORITHM }, /* ESB256 */
        { "brainpoolP256r1", "26", WALLET_REASON_ALGORITHM },      /* ES256, which is P-256's */
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_key *key = make_owned(rows[i].curve);
        agency_trust(&agency, key);
        CHECK_ROW(
            rows[i].alg,
            agency_verify(&agency, sign_anew(&agency, key, rows[i].alg), AGENCY_NOW),
            rows[i].wanted);
        wallet_key_free(key);
    }

    agency_close(&agency);
}
