/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/policy.h"

#include "make_certificate.h"

/* tests/interop/certificates.py has the full table of cases; here is what the interface promises. */

#define IDENTIFIERS                       \
    { "subjectKeyIdentifier", "hash" },   \
    {                                     \
        "authorityKeyIdentifier", "keyid" \
    }
#define SIGNS                                   \
    {                                           \
        "keyUsage", "critical,digitalSignature" \
    }
#define CERTIFIES                          \
    {                                      \
        "keyUsage", "critical,keyCertSign" \
    }
#define BOUNDED                                          \
    {                                                    \
        "basicConstraints", "critical,CA:TRUE,pathlen:0" \
    }
#define FOR(number_)                                   \
    {                                                  \
        "extendedKeyUsage", WLT_POLICY_ARC "." number_ \
    }
#define OURS .name = "示例局", .country = "CN", .organisation = "11360500000000019F"
#define GOOD_LEAF                                            \
    {                                                        \
        OURS, .extensions = { SIGNS, FOR("1"), IDENTIFIERS } \
    }
#define GOOD_ABOVE                                                          \
    {                                                                       \
        .name = "Middle", .extensions = { BOUNDED, CERTIFIES, IDENTIFIERS } \
    }
#define BIT(name_) (UINT64_C(1) << WALLET_DEVIATION_##name_)

static const struct recipe root_recipe = { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe good_leaf = GOOD_LEAF;
static const struct recipe good_above = GOOD_ABOVE;

static bool has_grave(uint64_t deviations)
{
    for (unsigned i = 0; i < WALLET_DEVIATION_COUNT; i++) {
        if ((deviations >> i & 1) != 0 && wallet_deviation_is_grave((enum wallet_deviation)i)) {
            return true;
        }
    }

    return false;
}

/** What is known beforehand of each role is what a check of it says. */
static void check_fit_roles(const struct wlt_certificate *const *chain, size_t count)
{
    const unsigned fit = wlt_policy_fit_roles(chain, count);

    for (unsigned role = 1; role <= WALLET_ROLE_APPROVAL; role <<= 1) {
        const enum wallet_status status = wlt_policy_check(chain, count, role, NULL, NULL);
        CHECK_EQUAL((fit & role) != 0, status == WALLET_OK);
    }

    CHECK_EQUAL(fit & ~(unsigned)WLT_POLICY_ROLES, 0);
}

/** What is found of a leaf below an authority, one behind the other. */
static void look(
    const struct recipe *leaf, const struct recipe *above, unsigned roles, uint64_t out[2])
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity middle = make_certificate(above, &root);
    struct identity below = make_certificate(leaf, &middle);
    const struct wlt_certificate *chain[] = { below.certificate, middle.certificate };
    uint64_t deviations[WLT_CHAIN_MAX] = { 1, 1, 1, 1 };
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wlt_policy_check(chain, 2, roles, deviations, &error);
    const bool is_grave = has_grave(deviations[0] | deviations[1]);
    CHECK_EQUAL(status, is_grave ? WALLET_ERR_REFUSED : WALLET_OK);
    CHECK_EQUAL(error.message[0] != '\0', is_grave);
    CHECK_EQUAL(deviations[2] | deviations[3], 0);
    CHECK_EQUAL(wlt_policy_check(chain, 2, roles, NULL, NULL), status);
    CHECK_EQUAL(wlt_policy_look(chain, 2, 0, roles), deviations[0]);
    CHECK_EQUAL(wlt_policy_look(chain, 2, 1, roles), deviations[1]);
    check_fit_roles(chain, 2);
    CHECK_EQUAL(ERR_peek_error(), 0);

    out[0] = deviations[0];
    out[1] = deviations[1];
    release_identity(&root);
    release_identity(&middle);
    release_identity(&below);
}

TEST(a_chain_that_keeps_the_profile_does_not_deviate)
{
    uint64_t found[2];

    look(&good_leaf, &good_above, WALLET_ROLE_ISSUER, found);
    CHECK_EQUAL(found[0] | found[1], 0);
    look(&good_leaf, &good_above, 0, found);
    CHECK_EQUAL(found[0] | found[1], 0);
}

TEST(sm2_keeps_the_profile)
{
    struct recipe leaf = good_leaf;
    struct recipe above = good_above;
    uint64_t found[2];

    leaf.is_sm2 = true;
    above.is_sm2 = true;
    look(&leaf, &above, WALLET_ROLE_ISSUER, found);
    CHECK_EQUAL(found[0] | found[1], 0);
}

static const struct {
    const char *what;
    struct recipe leaf;
    unsigned roles;
    uint64_t wanted;
} leaves[] = {
    { "no extended key usage",
      { OURS, .extensions = { SIGNS, IDENTIFIERS } },
      WALLET_ROLE_ISSUER,
      BIT(NO_EKU) },
    { "the same, foreign", { OURS, .extensions = { SIGNS, IDENTIFIERS } }, 0, 0 },
    { "an issuer as auditor", GOOD_LEAF, WALLET_ROLE_AUDIT, BIT(WRONG_EKU) | BIT(EXTRA_EKU) },
    { "one of two roles", GOOD_LEAF, WALLET_ROLE_ISSUER | WALLET_ROLE_COUNTER, BIT(WRONG_EKU) },
    { "one role more than asked",
      { OURS,
        .extensions = { SIGNS,
                        { "extendedKeyUsage", WLT_POLICY_ARC ".1," WLT_POLICY_ARC ".3" },
                        IDENTIFIERS } },
      WALLET_ROLE_STATUS,
      BIT(EXTRA_EKU) },
    { "no key usage",
      { OURS, .extensions = { FOR("1"), IDENTIFIERS } },
      WALLET_ROLE_ISSUER,
      BIT(NO_KEY_USAGE) },
    { "enciphers only",
      { OURS, .extensions = { { "keyUsage", "critical,keyEncipherment" }, FOR("1"), IDENTIFIERS } },
      0,
      BIT(WRONG_KEY_USAGE) },
    { "no USCC",
      { .name = "x", .country = "CN", .extensions = { SIGNS, FOR("1"), IDENTIFIERS } },
      WALLET_ROLE_ISSUER,
      BIT(NO_ORGANISATION_IDENTIFIER) },
    { "something else for it",
      { .name = "x",
        .country = "CN",
        .organisation = "x",
        .extensions = { SIGNS, FOR("1"), IDENTIFIERS } },
      WALLET_ROLE_ISSUER,
      BIT(BAD_ORGANISATION_IDENTIFIER) },
    { "RSA",
      { OURS, .is_rsa = true, .extensions = { SIGNS, FOR("1"), IDENTIFIERS } },
      WALLET_ROLE_ISSUER,
      BIT(KEY_TYPE) },
    { "SHA-1",
      { OURS, .hash = "SHA1", .extensions = { SIGNS, FOR("1"), IDENTIFIERS } },
      0,
      BIT(WEAK_DIGEST) },
    { "SHA3-256",
      { OURS, .hash = "SHA3-256", .extensions = { SIGNS, FOR("1"), IDENTIFIERS } },
      0,
      BIT(SIGNATURE_ALGORITHM) },
    { "four years",
      { OURS,
        .not_before = NOON,
        .not_after = NOON + 1465 * (int64_t)DAY,
        .extensions = { SIGNS, FOR("1"), IDENTIFIERS } },
      WALLET_ROLE_ISSUER,
      BIT(LONG_VALIDITY) | BIT(OUTLIVES_ISSUER) },
};

TEST(a_leaf_is_held_to_its_role)
{
    for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++) {
        uint64_t found[2];
        look(&leaves[i].leaf, &good_above, leaves[i].roles, found);
        CHECK_ROW(leaves[i].what, found[0], leaves[i].wanted);
        CHECK_ROW(leaves[i].what, found[1], 0);
    }
}

static const struct {
    const char *what;
    struct recipe above;
    uint64_t wanted;
} authorities[] = {
    { "without a limit",
      { .name = "M", .extensions = { AUTHORITY_EXTENSIONS } },
      BIT(NO_PATH_LENGTH) },
    { "for this role",
      { .name = "M", .extensions = { BOUNDED, CERTIFIES, FOR("1"), IDENTIFIERS } },
      0 },
    { "for another role",
      { .name = "M", .extensions = { BOUNDED, CERTIFIES, FOR("2"), IDENTIFIERS } },
      BIT(WRONG_EKU) },
    { "no authority",
      { .name = "M", .extensions = { CERTIFIES, IDENTIFIERS } },
      BIT(NOT_AUTHORITY) },
    { "that may not certify",
      { .name = "M", .extensions = { BOUNDED, SIGNS, IDENTIFIERS } },
      BIT(WRONG_KEY_USAGE) },
};

TEST(an_authority_is_held_to_what_it_gives)
{
    for (size_t i = 0; i < sizeof authorities / sizeof authorities[0]; i++) {
        uint64_t found[2];
        look(&good_leaf, &authorities[i].above, WALLET_ROLE_ISSUER, found);
        CHECK_ROW(authorities[i].what, found[0], 0);
        CHECK_ROW(authorities[i].what, found[1], authorities[i].wanted);
    }
}

TEST(an_authority_is_no_signer_of_ours)
{
    const struct recipe recipe = {
        OURS,
        .extensions = { BOUNDED,
                        { "keyUsage", "critical,digitalSignature,keyCertSign" },
                        FOR("1"),
                        IDENTIFIERS },
    };
    uint64_t found[2];

    look(&recipe, &good_above, WALLET_ROLE_ISSUER, found);
    CHECK_EQUAL(found[0], BIT(LEAF_IS_AUTHORITY) | BIT(EXTRA_KEY_USAGE));
    look(&recipe, &good_above, 0, found);
    CHECK_EQUAL(found[0], 0);
}

TEST(only_certificates_of_ours_claim_a_role)
{
    const struct recipe foreign = {
        .name = "x",
        .extensions = { SIGNS, { "extendedKeyUsage", "serverAuth,2.5.29.37.0" }, IDENTIFIERS },
    };
    struct identity ours = make_certificate(&good_leaf, NULL);
    struct identity others = make_certificate(&foreign, NULL);

    CHECK(wlt_policy_has_role(ours.certificate));
    CHECK(!wlt_policy_has_role(others.certificate));
    release_identity(&ours);
    release_identity(&others);
}

TEST(each_role_has_its_own_extended_key_usage)
{
    static const struct {
        enum wallet_role role;
        const char *oid;
    } usages[] = {
        { WALLET_ROLE_ISSUER, WLT_POLICY_ARC ".1" },
        { WALLET_ROLE_COUNTER, WLT_POLICY_ARC ".2" },
        { WALLET_ROLE_STATUS, WLT_POLICY_ARC ".3" },
        { WALLET_ROLE_AUDIT, WLT_POLICY_ARC ".4" },
        { WALLET_ROLE_IDENTITY_SERVICE, WLT_POLICY_ARC ".5" },
        { WALLET_ROLE_REPOSITORY, WLT_POLICY_ARC ".6" },
        { WALLET_ROLE_APPROVAL, WLT_POLICY_ARC ".7" },
    };
    unsigned all = 0;

    for (size_t i = 0; i < sizeof usages / sizeof usages[0]; i++) {
        CHECK_TEXT(wlt_policy_usage(usages[i].role), usages[i].oid);
        all |= usages[i].role;
    }

    CHECK(wlt_policy_knows_roles(all));
    CHECK(wlt_policy_knows_roles(0));
    CHECK(!wlt_policy_knows_roles(128));
    CHECK(!wlt_policy_usage((enum wallet_role)128));
}
