/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/certificate.h>

#include "crypto/pem.h"
#include "crypto/policy.h"
#include "test.h"
#include "unit/crypto/make_certificate.h"

static const struct recipe root_recipe = { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe leaf_recipe = {
    .name = "示例局",
    .country = "CN",
    .organisation = "11360500000000019F",
    .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", WLT_POLICY_ARC ".1" } },
};

/** A leaf below a root. */
struct pair {
    struct identity root;
    struct identity leaf;
};

static struct pair make_pair(void)
{
    struct pair pair = { .root = make_certificate(&root_recipe, NULL) };
    pair.leaf = make_certificate(&leaf_recipe, &pair.root);
    return pair;
}

static void release_pair(struct pair *pair)
{
    release_identity(&pair->root);
    release_identity(&pair->leaf);
}

/** Both in DER, one behind the other; lives until the test ends. */
static struct wallet_bytes join(struct wallet_bytes a, struct wallet_bytes b)
{
    uint8_t *both = test_memory(a.size + b.size);
    memcpy(both, a.data, a.size);
    memcpy(both + a.size, b.data, b.size);
    return (struct wallet_bytes){ both, a.size + b.size };
}

static struct wallet_certificates *parse(struct wallet_bytes file)
{
    struct wallet_certificates *out = NULL;
    CHECK_EQUAL(wallet_certificates_parse(file, &out, NULL), WALLET_OK);
    return out;
}

static enum wallet_status parse_status(struct wallet_bytes file)
{
    struct wallet_certificates *out = NULL;
    const enum wallet_status status = wallet_certificates_parse(file, &out, NULL);
    CHECK_EQUAL(out != NULL, status == WALLET_OK);
    wallet_certificates_free(out);
    return status;
}

TEST(certificates_say_what_they_are)
{
    struct pair pair = make_pair();
    struct wallet_certificates *both = parse(join(der_of(pair.leaf.x509), der_of(pair.root.x509)));
    struct wallet_certificate one;

    CHECK_EQUAL(wallet_certificates_count(both), 2);
    wallet_certificates_at(both, 0, &one);
    CHECK_TEXT(one.name, "示例局");
    CHECK_TEXT(one.organisation, "11360500000000019F");
    CHECK_EQUAL(one.from_unix, NOON - DAY);
    CHECK_EQUAL(one.until_unix, NOON + DAY);
    CHECK_EQUAL(one.algorithm, WALLET_ALGORITHM_ES256);
    CHECK(!one.is_authority);
    wallet_certificates_at(both, 1, &one);
    CHECK_TEXT(one.name, "Root");
    CHECK(one.is_authority);
    wallet_certificates_free(both);
    release_pair(&pair);
}

TEST(pem_is_read_and_other_objects_passed_over)
{
    struct pair pair = make_pair();
    struct wallet_buffer text = { 0 };
    CHECK_EQUAL(wlt_pem_append(&text, "X509 CRL", der_of(pair.root.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wlt_pem_append(&text, "CERTIFICATE", der_of(pair.leaf.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wlt_pem_append(&text, "CERTIFICATE", der_of(pair.root.x509), NULL), WALLET_OK);
    struct wallet_certificates *both = parse(wallet_buffer_bytes(&text));

    CHECK_EQUAL(wallet_certificates_count(both), 2);
    wallet_certificates_free(both);
    wallet_buffer_clear(&text);
    release_pair(&pair);
}

TEST(refuses_what_holds_no_certificates)
{
    struct pair pair = make_pair();
    const struct wallet_bytes der = der_of(pair.leaf.x509);
    const struct wallet_bytes cut = { der.data, der.size - 1 };
    const struct wallet_bytes huge = { test_memory(WALLET_KEY_FILE_MAX + 1),
                                       WALLET_KEY_FILE_MAX + 1 };

    CHECK_EQUAL(parse_status(test_text("")), WALLET_ERR_MISSING);
    CHECK_EQUAL(parse_status(test_text("hello")), WALLET_ERR_MISSING);
    CHECK_EQUAL(parse_status(test_text("-----BEGIN CERTIFICATE-----\n")), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(parse_status(test_hex("30")), WALLET_ERR_KEY);
    CHECK_EQUAL(parse_status(test_hex("3000")), WALLET_ERR_KEY);
    CHECK_EQUAL(parse_status(cut), WALLET_ERR_KEY);
    CHECK_EQUAL(parse_status(join(der, test_hex("00"))), WALLET_ERR_KEY);
    CHECK_EQUAL(parse_status(join(der, cut)), WALLET_ERR_KEY);
    CHECK_EQUAL(parse_status(huge), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_certificates_parse(der, NULL, NULL), WALLET_ERR_ARGUMENT);
    release_pair(&pair);
}

TEST(refuses_more_certificates_than_anybody_needs)
{
    struct pair pair = make_pair();
    const struct wallet_bytes one = der_of(pair.root.x509);
    struct wallet_bytes many = one;
    for (int i = 1; i < WALLET_CERTIFICATES_MAX; i++) {
        many = join(many, one);
    }

    CHECK_EQUAL(parse_status(many), WALLET_OK);
    CHECK_EQUAL(parse_status(join(many, one)), WALLET_ERR_TOO_LARGE);
    release_pair(&pair);
}

TEST(path_and_profile_are_told_apart)
{
    struct pair pair = make_pair();
    struct wallet_certificates *leaf = parse(der_of(pair.leaf.x509));
    struct wallet_certificates *root = parse(der_of(pair.root.x509));
    struct wallet_chain_report report;
    struct wallet_error error;

    CHECK_EQUAL(
        wallet_certificates_check(leaf, root, WALLET_ROLE_ISSUER, NOON, &report, &error),
        WALLET_OK);
    CHECK_EQUAL(report.path, WALLET_OK);
    CHECK_TEXT(report.story, "");
    CHECK_EQUAL(report.deviations[0], 0);

    /* The path holds, the role does not. */
    CHECK_EQUAL(
        wallet_certificates_check(leaf, root, WALLET_ROLE_STATUS, NOON, &report, &error),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(report.path, WALLET_OK);
    CHECK(wallet_chain_deviates(&report, 0, WALLET_DEVIATION_WRONG_EKU));
    CHECK(!wallet_chain_deviates(&report, 0, WALLET_DEVIATION_NO_EKU));
    CHECK(!wallet_chain_deviates(&report, WALLET_CHAIN_MAX, WALLET_DEVIATION_WRONG_EKU));
    CHECK_TEXT(error.message, "certificate 0 of the path: 'WRONG_EKU'");

    /* The path is broken, the profile is kept. */
    CHECK_EQUAL(
        wallet_certificates_check(leaf, root, WALLET_ROLE_ISSUER, NOON + DAY, &report, &error),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(report.path, WALLET_ERR_REFUSED);
    CHECK_TEXT(report.story, error.message);
    CHECK_EQUAL(report.deviations[0], 0);

    /* It leads nowhere. */
    CHECK_EQUAL(
        wallet_certificates_check(leaf, NULL, WALLET_ROLE_ISSUER, NOON, &report, NULL),
        WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(report.path, WALLET_ERR_UNDETERMINED);
    wallet_certificates_free(leaf);
    wallet_certificates_free(root);
    release_pair(&pair);
}

TEST(refuses_roles_that_there_are_not)
{
    struct pair pair = make_pair();
    struct wallet_certificates *leaf = parse(der_of(pair.leaf.x509));

    CHECK_EQUAL(wallet_certificates_check(leaf, leaf, 128, NOON, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_certificates_check(NULL, leaf, 0, NOON, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_certificates_free(leaf);
    wallet_certificates_free(NULL);
    release_pair(&pair);
}
