/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/certificate.h"

#include "crypto/digest.h"
#include "make_certificate.h"

#define HEALTH_USAGE "1.3.6.1.4.1.1847.2021.1.1"
#define OTHER_USAGE  "1.3.6.1.4.1.1847.2021.1.2"

static enum wallet_status parse(struct wallet_bytes der)
{
    struct wlt_certificate *certificate = NULL;
    const enum wallet_status status = wlt_certificate_parse(der, &certificate, NULL);
    CHECK_EQUAL(certificate != NULL, status == WALLET_OK);
    CHECK_EQUAL(ERR_peek_error(), 0);
    wlt_certificate_free(certificate);
    return status;
}

TEST(a_certificate_says_whose_it_is_and_how_long)
{
    const struct recipe recipe = {
        .name = "示例局",
        .country = "CN",
        .organisation = "11360500000000019F",
        .not_before = NOON - 5,
        .not_after = NOON + 7,
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", HEALTH_USAGE } },
    };
    struct identity made = make_certificate(&recipe, NULL);
    const struct wallet_bytes der = der_of(made.x509);
    uint8_t digest[WLT_DIGEST_SIZE];
    wlt_sha256(der, digest);

    CHECK_TEXT(wlt_certificate_name(made.certificate), "示例局");
    CHECK_TEXT(wlt_certificate_country(made.certificate), "CN");
    CHECK_TEXT(wlt_certificate_organisation(made.certificate), "11360500000000019F");
    CHECK_EQUAL(wlt_certificate_not_before(made.certificate), NOON - 5);
    CHECK_EQUAL(wlt_certificate_not_after(made.certificate), NOON + 7);
    CHECK_BYTES(
        wlt_certificate_digest(made.certificate), ((struct wallet_bytes){ digest, sizeof digest }));
    CHECK_EQUAL(
        wlt_public_key_algorithm(wlt_certificate_key(made.certificate)), WALLET_ALGORITHM_ES256);
    CHECK(!wlt_certificate_is_authority(made.certificate));
    CHECK(wlt_certificate_is_self_issued(made.certificate));
    CHECK(wlt_certificate_has_usage(made.certificate, HEALTH_USAGE));
    CHECK(!wlt_certificate_has_usage(made.certificate, OTHER_USAGE));
    CHECK(!wlt_certificate_has_usage(made.certificate, "not an identifier"));
    CHECK_EQUAL(ERR_peek_error(), 0);
    release_identity(&made);
}

TEST(what_is_not_said_is_empty)
{
    const struct recipe recipe = { .is_bare = true };
    struct identity made = make_certificate(&recipe, NULL);

    CHECK_TEXT(wlt_certificate_name(made.certificate), "");
    CHECK_TEXT(wlt_certificate_country(made.certificate), "");
    CHECK_TEXT(wlt_certificate_organisation(made.certificate), "");
    CHECK(!wlt_certificate_is_authority(made.certificate));
    CHECK(!wlt_certificate_has_usage(made.certificate, HEALTH_USAGE));
    release_identity(&made);
}

TEST(names_that_are_not_fit_to_be_shown_are_empty)
{
    static const char *const names[] = { "a\xe2\x80\xae-b", "a\x1b[31mb", "a\nb" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct recipe recipe = { .name = names[i], .country = "CN" };
        struct identity made = make_certificate(&recipe, NULL);
        CHECK_TEXT(wlt_certificate_name(made.certificate), "");
        CHECK_TEXT(wlt_certificate_country(made.certificate), "CN");
        release_identity(&made);
    }
}

TEST(an_authority_is_told_by_its_basic_constraints)
{
    const struct recipe root = { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } };
    const struct recipe leaf = { .name = "Leaf", .extensions = { LEAF_EXTENSIONS } };
    struct identity authority = make_certificate(&root, NULL);
    struct identity signer = make_certificate(&leaf, &authority);

    CHECK(wlt_certificate_is_authority(authority.certificate));
    CHECK(wlt_certificate_is_self_issued(authority.certificate));
    CHECK(!wlt_certificate_is_authority(signer.certificate));
    CHECK(!wlt_certificate_is_self_issued(signer.certificate));
    release_identity(&authority);
    release_identity(&signer);
}

/* Odd, but in use: whoever pins such a certificate knows whose it is. */
TEST(odd_certificates_are_read)
{
    static const struct {
        const char *what;
        struct recipe recipe;
    } rows[] = {
        { "no extensions, version 1", { .name = "x", .is_bare = true } },
        { "an empty extendedKeyUsage",
          { .name = "x", .extensions = { { "extendedKeyUsage", "DER:3000" } } } },
        { "ECDSA with SHA-1", { .name = "x", .hash = "SHA1" } },
        { "RSASSA-PSS", { .name = "x", .is_rsa = true, .is_pss = true, .hash = "SHA512" } },
        { "an unknown critical extension",
          { .name = "x", .extensions = { { "1.2.3.4", "critical,DER:0500" } } } },
        { "a P-384 key", { .name = "x", .curve = "P-384" } },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct identity made = make_unparsed(&rows[i].recipe, NULL);
        CHECK_ROW(rows[i].what, parse(der_of(made.x509)), WALLET_OK);
        release_identity(&made);
    }
}

TEST(an_empty_extended_key_usage_allows_nothing)
{
    const struct recipe recipe = { .extensions = { { "extendedKeyUsage", "DER:3000" } } };
    struct identity made = make_certificate(&recipe, NULL);
    CHECK(!wlt_certificate_has_usage(made.certificate, HEALTH_USAGE));
    release_identity(&made);
}

TEST(refuses_keys_that_cannot_be_used)
{
    static const char *const curves[] = { "P-224", "secp256k1" };

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        const struct recipe recipe = { .name = "x", .curve = curves[i] };
        struct identity made = make_unparsed(&recipe, NULL);
        CHECK_ROW(curves[i], parse(der_of(made.x509)), WALLET_ERR_KEY);
        release_identity(&made);
    }
}

TEST(refuses_a_curve_that_is_spelt_out)
{
    const struct recipe recipe = { .name = "x" };
    struct identity made = make_unparsed(&recipe, NULL);
    EVP_PKEY *explicit_key = make_explicit_ec();
    CHECK_EQUAL(X509_set_pubkey(made.x509, explicit_key), 1);
    CHECK(X509_sign(made.x509, explicit_key, EVP_sha256()) > 0);
    CHECK_EQUAL(parse(der_of(made.x509)), WALLET_ERR_KEY);
    EVP_PKEY_free(explicit_key);
    release_identity(&made);
}

/** Parses it whatever its key is; `*out_has_key` is set on success. */
static enum wallet_status parse_any(const X509 *x509, bool *out_has_key)
{
    struct wlt_certificate *certificate = NULL;
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wlt_certificate_parse_any(der_of(x509), &certificate, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    CHECK_EQUAL(ERR_peek_error(), 0);
    *out_has_key = status == WALLET_OK && wlt_certificate_key(certificate) != NULL;
    wlt_certificate_free(certificate);
    return status;
}

TEST(takes_a_certificate_without_its_key_where_that_is_of_no_use)
{
    const struct {
        const char *what;
        EVP_PKEY *pkey;
        bool has_key;
    } rows[] = {
        { "P-256", make_ec("P-256"), true },
        { "P-384", make_ec("P-384"), true },
        { "SM2", make_sm2(), true },
        { "RSA", make_rsa(2048), true },
        { "Ed25519", EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), true },
        { "P-521", make_ec("P-521"), true },
        { "Brainpool", make_ec("brainpoolP256r1"), true },
        { "Ed448", EVP_PKEY_Q_keygen(NULL, NULL, "ED448"), true },
        { "secp256k1", make_ec("secp256k1"), false },
        { "Brainpool's twisted", make_ec("brainpoolP256t1"), false },
        { "a curve that is spelt out", make_explicit_ec(), false },
        { "X25519", EVP_PKEY_Q_keygen(NULL, NULL, "X25519"), false },
        { "a short RSA key", make_rsa(1024), false },
        { "RSA for another hash", make_rsa_pss(EVP_sha512(), 64), false },
    };
    const struct recipe recipe = { .name = "x" };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct identity made = make_unparsed(&recipe, NULL);
        bool has_key = !rows[i].has_key;
        CHECK_EQUAL(X509_set_pubkey(made.x509, rows[i].pkey), 1);
        CHECK_ROW(rows[i].what, parse_any(made.x509, &has_key), WALLET_OK);
        CHECK_ROW(rows[i].what, has_key, rows[i].has_key);
        release_identity(&made);
        EVP_PKEY_free(rows[i].pkey);
    }
}

/** The certificate's public key with its last byte altered. */
static void break_key(X509 *x509)
{
    ASN1_BIT_STRING *bits = X509_get0_pubkey_bitstr(x509);
    uint8_t *copy = test_memory((size_t)ASN1_STRING_length(bits));
    const int size = ASN1_STRING_length(bits);

    memcpy(copy, ASN1_STRING_get0_data(bits), (size_t)size);
    copy[size - 1] ^= 1;
    CHECK_EQUAL(ASN1_BIT_STRING_set(bits, copy, size), 1);
}

TEST(a_key_that_is_not_what_it_is_called_is_no_matter_of_use)
{
    static const struct {
        const char *curve;
        enum wallet_status wanted;
    } rows[] = {
        { "P-256", WALLET_ERR_KEY },
        { "P-384", WALLET_ERR_KEY },
        { "P-521", WALLET_ERR_KEY },
        { "secp256k1", WALLET_OK }, /* nobody reads it */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct recipe recipe = { .name = "x", .curve = rows[i].curve };
        struct identity made = make_unparsed(&recipe, NULL);
        bool has_key = true;
        break_key(made.x509);
        CHECK_ROW(rows[i].curve, parse_any(made.x509, &has_key), rows[i].wanted);
        CHECK(!has_key);
        release_identity(&made);
    }
}

TEST(a_certificate_is_written_as_it_was_parsed)
{
    const struct recipe recipe = { .name = "x", .extensions = { LEAF_EXTENSIONS } };
    struct identity made = make_certificate(&recipe, NULL);
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wlt_certificate_append_der(made.certificate, &out, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_certificate_append_der(made.certificate, &out, NULL), WALLET_OK);
    const struct wallet_bytes der = der_of(made.x509);
    CHECK_EQUAL(out.size, 2 * der.size);
    CHECK_BYTES(((struct wallet_bytes){ out.data, der.size }), der);
    CHECK_BYTES(((struct wallet_bytes){ out.data + der.size, der.size }), der);
    wallet_buffer_clear(&out);
    release_identity(&made);
}

/** By its extended key usage, and not as an authority. */
TEST(a_certificate_is_a_readers_by_its_usage)
{
    const struct {
        struct recipe recipe;
        bool is_readers;
    } rows[] = {
        { { .name = "reader",
            .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.6" } } },
          true },
        { { .name = "documents",
            .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" } } },
          false },
        { { .name = "nothing", .extensions = { LEAF_EXTENSIONS } }, false },
        { { .name = "authority",
            .extensions = { AUTHORITY_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.6" } } },
          false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct identity made = make_certificate(&rows[i].recipe, NULL);
        CHECK_ROW(
            rows[i].recipe.name, wlt_certificate_is_readers(made.certificate), rows[i].is_readers);
        release_identity(&made);
    }
}

TEST(refuses_a_file_that_is_cut_off_or_goes_on)
{
    const struct recipe recipe = { .name = "x", .extensions = { LEAF_EXTENSIONS } };
    struct identity made = make_unparsed(&recipe, NULL);
    const struct wallet_bytes der = der_of(made.x509);
    uint8_t *longer = test_memory(WLT_CERTIFICATE_SIZE_MAX + 1);
    memcpy(longer, der.data, der.size);

    for (size_t size = 0; size < der.size; size++) {
        CHECK_EQUAL(parse((struct wallet_bytes){ der.data, size }), WALLET_ERR_KEY);
    }

    CHECK_EQUAL(parse(der), WALLET_OK);
    CHECK_EQUAL(parse((struct wallet_bytes){ longer, der.size + 1 }), WALLET_ERR_KEY);
    CHECK_EQUAL(
        parse((struct wallet_bytes){ longer, WLT_CERTIFICATE_SIZE_MAX + 1 }), WALLET_ERR_TOO_LARGE);
    release_identity(&made);
}
