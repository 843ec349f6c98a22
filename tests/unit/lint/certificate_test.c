/* SPDX-License-Identifier: Apache-2.0 */

/* Certificates: those that keep their profile, and one departure a row. */
#include "findings.h"
#include "make_signer.h"

#include <openssl/pem.h>

static void set_version(X509 *x509)
{
    CHECK_EQUAL(X509_set_version(x509, 1), 1);
}

static void set_zero(X509 *x509)
{
    set_serial(x509, "00");
}

static void set_short(X509 *x509)
{
    set_serial(x509, "2a000000000001");
}

static void set_no_subject(X509 *x509)
{
    X509_NAME *name = X509_NAME_new();
    CHECK_EQUAL(X509_set_subject_name(x509, name), 1);
    X509_NAME_free(name);
}

static void set_long_time(X509 *x509)
{
    CHECK(ASN1_GENERALIZEDTIME_set(X509_getm_notAfter(x509), NOON + DAY) != NULL);
}

/** Adds the last extension again. */
static void set_twice(X509 *x509)
{
    const int last = X509_get_ext_count(x509) - 1;
    CHECK_EQUAL(X509_add_ext(x509, X509_get_ext(x509, last), -1), 1);
}

static void set_state(X509 *x509)
{
    add_entry(X509_get_subject_name(x509), "ST", "UT-1");
    CHECK_EQUAL(X509_set_issuer_name(x509, X509_get_subject_name(x509)), 1);
}

static void set_printable_state(X509 *x509)
{
    X509_NAME *name = X509_get_subject_name(x509);
    add_entry(name, "ST", "UT-1");
    X509_NAME_ENTRY *last = X509_NAME_get_entry(name, X509_NAME_entry_count(name) - 1);
    X509_NAME_ENTRY_get_data(last)->type = V_ASN1_PRINTABLESTRING;
}

static void add_fresh(X509 *x509)
{
    X509_EXTENSION *extension = X509V3_EXT_nconf(NULL, NULL, "freshestCRL", "URI:http://a.test");
    CHECK_EQUAL(X509_add_ext(x509, extension, -1), 1);
    X509_EXTENSION_free(extension);
}

/** One departure: what is 0 or NULL is as it should be. */
struct row {
    const char *wanted;
    enum whose whose;
    const char *extension;    /* that is another, or is added */
    const char *value;        /* NULL: it is left out */
    const char *country;      /* "": none */
    const char *name;         /* "": none */
    const char *organisation; /* "": none */
    const char *curve;
    const char *hash;
    int64_t not_before;
    int64_t not_after;
    void (*change)(X509 *x509);
    bool is_rsa;
    bool has_above;   /* its issuer stands behind it */
    bool is_above;    /* it is the issuer, behind a good signer, that is changed */
    bool is_by_other; /* another signed it under the issuer's name */
    bool is_not_der;
};

static const char *or_else(const char *text, const char *otherwise)
{
    if (!text) {
        return otherwise;
    }

    return text[0] ? text : NULL;
}

static void change_extension(struct recipe *recipe, const struct row *row)
{
    size_t at = 0;

    while (recipe->extensions[at][0] && strcmp(recipe->extensions[at][0], row->extension) != 0) {
        at++;
    }

    CHECK(at < EXTENSIONS_MAX);
    recipe->extensions[at][0] = row->extension;
    recipe->extensions[at][1] = row->value;
    for (; !row->value && at + 1 < EXTENSIONS_MAX; at++) {
        recipe->extensions[at][0] = recipe->extensions[at + 1][0];
        recipe->extensions[at][1] = recipe->extensions[at + 1][1];
    }
}

static struct recipe recipe_of(const struct row *row)
{
    struct recipe recipe = lint_recipes[row->whose];

    recipe.name = or_else(row->name, recipe.name);
    recipe.country = or_else(row->country, recipe.country);
    recipe.organisation = or_else(row->organisation, recipe.organisation);
    recipe.curve = row->curve;
    recipe.hash = row->hash;
    recipe.is_rsa = row->is_rsa;
    recipe.not_before = row->not_before;
    recipe.not_after = row->not_after;
    if (row->extension) {
        change_extension(&recipe, row);
    }

    return recipe;
}

/** A certificate with its signature's length in two bytes, which is BER and not DER. */
static struct wallet_bytes loosened(struct wallet_bytes der, const X509 *x509)
{
    const ASN1_BIT_STRING *signature = NULL;
    X509_get0_signature(&signature, NULL, x509);
    const size_t head = der.size - (size_t)ASN1_STRING_length(signature) - 2;
    uint8_t *out = test_memory(der.size + 1);

    memcpy(out, der.data, head);
    out[head] = 0x81;
    memcpy(out + head + 1, der.data + head, der.size - head);
    const size_t inner = der.size + 1 - 4;
    out[2] = (uint8_t)(inner >> 8);
    out[3] = (uint8_t)inner;
    return (struct wallet_bytes){ out, der.size + 1 };
}

static struct wallet_bytes join_der(struct wallet_bytes a, struct wallet_bytes b)
{
    uint8_t *out = test_memory(a.size + b.size);

    memcpy(out, a.data, a.size);
    memcpy(out + a.size, b.data, b.size);
    return (struct wallet_bytes){ out, a.size + b.size };
}

/** The file that a row makes. */
static struct wallet_bytes file_of(const struct row *row)
{
    const struct recipe changed = recipe_of(row);
    const bool is_root = row->whose == AUTHORITY && !row->is_above;
    struct identity root = row->is_above ? make_lasting(&changed, NULL, row->change)
                                         : make_lasting(&lint_recipes[AUTHORITY], NULL, NULL);
    struct identity other = make_lasting(&lint_recipes[AUTHORITY], NULL, NULL);
    struct identity made = row->is_above ? make_lasting(&lint_recipes[SIGNER], &root, NULL)
                                         : make_lasting(
                                               &changed,
                                               is_root            ? NULL
                                               : row->is_by_other ? &other
                                                                  : &root,
                                               row->change);

    struct wallet_bytes file = der_of(made.x509);
    if (row->is_not_der) {
        file = loosened(file, made.x509);
    }

    if (row->has_above || row->is_above) {
        file = join_der(file, der_of(root.x509));
    }

    release_identity(&made);
    release_identity(&other);
    release_identity(&root);
    return file;
}

#define EXT(name_, value_) .extension = name_, .value = value_

static const struct row good[] = {
    { .wanted = "", .whose = SIGNER },
    { .wanted = "", .whose = SIGNER, .has_above = true },
    { .wanted = "", .whose = SIGNER, .not_after = NOON + 456 * (int64_t)DAY },
    { .wanted = "", .whose = SIGNER, .organisation = "VATDE-123456789", .curve = "P-521" },
    { .wanted = "", .whose = SIGNER, .organisation = "11360500000000019F" },
    { .wanted = "", .whose = READER, .organisation = "11360500000000019F" },
    { .wanted = "", .whose = AUTHORITY },
    { .wanted = "", .whose = AUTHORITY, .organisation = "VATDE-123456789" },
    { .wanted = "", .whose = AUTHORITY, .not_after = NOON + 7304 * (int64_t)DAY },
    { .wanted = "", .whose = AUTHORITY, .curve = "brainpoolP320r1", .hash = "SHA384" },
    { .wanted = "", .whose = READER, .not_after = NOON + 1186 * (int64_t)DAY },
    { .wanted = "", .whose = READER, EXT("issuerAltName", "DNS:example.test") },
    { .wanted = "", .whose = VICAL },
    { .wanted = "", .whose = OUR_ISSUER },
    { .wanted = "", .whose = OUR_AUTHORITY },
};

TEST(what_keeps_its_profile_has_no_finding)
{
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        char what[32];
        snprintf(what, sizeof what, "good one %zu", i);
        const struct findings found = lint_of(file_of(&good[i]));
        check_findings(what, &found, "");
    }
}

static const struct row rows[] = {
    { "certificate-version", SIGNER, .change = set_version },
    { "certificate-serial-number", SIGNER, .change = set_zero },
    { "certificate-signature-algorithm", SIGNER, .hash = "SHA3-256" },
    { "certificate-weak-digest", SIGNER, .hash = "SHA1" },
    { "certificate-no-subject certificate-other-country certificate-no-common-name",
      SIGNER,
      .change = set_no_subject },
    { "certificate-wrong-key-usage", SIGNER, EXT("keyUsage", "critical,keyEncipherment") },
    { "certificate-key-usage-not-critical", SIGNER, EXT("keyUsage", "digitalSignature") },
    { "certificate-not-authority certificate-path-length",
      AUTHORITY,
      EXT("basicConstraints", NULL),
      .is_above = true },
    { "certificate-basic-constraints-not-critical",
      AUTHORITY,
      EXT("basicConstraints", "CA:TRUE,pathlen:0") },
    { "certificate-no-ski", SIGNER, EXT("subjectKeyIdentifier", NULL) },
    { "certificate-no-aki", SIGNER, EXT("authorityKeyIdentifier", NULL) },
    { "certificate-validity-backwards", SIGNER, .not_before = NOON, .not_after = NOON - 1 },
    { "certificate-outlives-issuer", SIGNER, .not_after = NOON + DAY + 1, .has_above = true },
    { "certificate-time-form", SIGNER, .change = set_long_time },
    { "certificate-unknown-critical", SIGNER, EXT("1.2.3.4", "critical,DER:05:00") },
    { "certificate-broken-extension", SIGNER, .change = set_twice },
    { "certificate-not-der", SIGNER, .is_not_der = true },
    { "certificate-key-type", OUR_ISSUER, .is_rsa = true },
    { "certificate-no-country", OUR_ISSUER, .country = "" },
    { "certificate-no-organisation-identifier", OUR_ISSUER, .organisation = "" },
    { "certificate-bad-organisation-identifier", OUR_ISSUER, .organisation = "x" },
    { "certificate-no-key-usage", OUR_ISSUER, EXT("keyUsage", NULL) },
    { "certificate-extra-key-usage",
      OUR_ISSUER,
      EXT("keyUsage", "critical,digitalSignature,keyAgreement") },
    { "certificate-not-for-documents", SIGNER, EXT("extendedKeyUsage", NULL) },
    { "certificate-not-for-documents",
      SIGNER,
      EXT("extendedKeyUsage", "critical,1.3.130.2.0.0.1.2") },
    { "certificate-wrong-eku", SIGNER, EXT("extendedKeyUsage", "critical,serverAuth") },
    { "certificate-extra-eku",
      OUR_ISSUER,
      EXT("extendedKeyUsage", WLT_POLICY_ARC ".1,serverAuth") },
    { "certificate-no-path-length", OUR_AUTHORITY, EXT("basicConstraints", "critical,CA:TRUE") },
    { "certificate-long-validity", OUR_ISSUER, .not_after = NOON + 1465 * (int64_t)DAY },
    { "certificate-no-crl-address", SIGNER, EXT("crlDistributionPoints", "DNS:example.test") },
    { "certificate-no-issuer-alt-name", SIGNER, EXT("issuerAltName", NULL) },
    { "certificate-other-country", SIGNER, .country = "XX" },
    { "certificate-country-form", AUTHORITY, .country = "ut" },
    { "certificate-no-common-name", SIGNER, .name = "" },
    { "certificate-key-usage",
      SIGNER,
      EXT("keyUsage", "critical,digitalSignature,nonRepudiation") },
    { "certificate-key-usage", AUTHORITY, EXT("keyUsage", "critical,keyCertSign") },
    { "certificate-path-length", AUTHORITY, EXT("basicConstraints", "critical,CA:TRUE,pathlen:1") },
    { "certificate-path-length", AUTHORITY, EXT("basicConstraints", "critical,CA:TRUE") },
    { "certificate-validity", SIGNER, .not_after = NOON + 456 * (int64_t)DAY + 1 },
    { "certificate-validity", READER, .not_after = NOON + 1186 * (int64_t)DAY + 1 },
    { "certificate-validity", AUTHORITY, .not_after = NOON + 7304 * (int64_t)DAY + 1 },
    { "certificate-eku-not-critical", SIGNER, EXT("extendedKeyUsage", "1.0.18013.5.1.2") },
    { "certificate-eku-not-critical", READER, EXT("extendedKeyUsage", "1.0.18013.5.1.6") },
    { "certificate-second-eku",
      SIGNER,
      EXT("extendedKeyUsage", "critical,1.0.18013.5.1.2,serverAuth") },
    { "certificate-crl-fields",
      SIGNER,
      EXT("crlDistributionPoints", "DER:30:0f:30:0d:a0:07:a0:05:86:03:75:3a:78:81:02:06:40") },
    { "certificate-forbidden-extension",
      SIGNER,
      EXT("freshestCRL", "URI:http://example.test/fresh") },
    { "certificate-forbidden-extension",
      SIGNER,
      EXT("nameConstraints", "critical,permitted;DNS:example.test") },
    { "certificate-critical-extension",
      SIGNER,
      EXT("crlDistributionPoints", "critical,URI:http://example.test/crl") },
    { "certificate-forbidden-extension certificate-critical-extension",
      SIGNER,
      EXT("crlDistributionPoints", "critical,URI:http://example.test/crl"),
      .change = add_fresh },
    { "certificate-ski-value", SIGNER, EXT("subjectKeyIdentifier", "0102") },
    { "certificate-aki-value",
      SIGNER,
      EXT("authorityKeyIdentifier", "DER:30:04:80:02:01:02"),
      .has_above = true },
    { "certificate-short-serial", SIGNER, .change = set_short },
    { "certificate-key-kind", SIGNER, .is_rsa = true },
    { "certificate-key-kind certificate-signature-kind", AUTHORITY, .is_rsa = true },
    { "certificate-issuer-alt-name", SIGNER, EXT("issuerAltName", "DNS:example.test") },
    { "certificate-state", AUTHORITY, .change = set_state, .is_above = true },
    { "certificate-aki-value certificate-signed-by-others",
      SIGNER,
      .has_above = true,
      .is_by_other = true },
    { "certificate-unreadable", SIGNER, .curve = "secp256k1" },
};

TEST(each_departure_is_found_and_nothing_else)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct findings found = lint_of(file_of(&rows[i]));
        check_findings(rows[i].wanted, &found, rows[i].wanted);
    }
}

TEST(of_authorities_above_readers_only_the_form_is_known)
{
    const struct recipe root_recipe = { .name = "Readers", .extensions = { AUTHORITY_EXTENSIONS } };
    const enum whose whose[] = { READER, VICAL };

    for (size_t i = 0; i < 2; i++) {
        struct identity root = make_lasting(&root_recipe, NULL, set_state);
        struct identity leaf = make_lasting(&lint_recipes[whose[i]], &root, NULL);
        const struct findings found = lint_of(join_der(der_of(leaf.x509), der_of(root.x509)));
        const struct findings alone = lint_of(der_of(root.x509));
        CHECK_TEXT(found.rules, "");
        CHECK(strstr(alone.rules, "certificate-no-issuer-alt-name") != NULL);
        release_identity(&leaf);
        release_identity(&root);
    }
}

TEST(an_authority_below_another_is_no_root_whether_that_one_is_there_or_not)
{
    struct recipe below = lint_recipes[AUTHORITY];
    below.name = "Below";
    struct identity root = make_lasting(&lint_recipes[AUTHORITY], NULL, NULL);
    struct identity authority = make_lasting(&below, &root, NULL);
    struct identity signer = make_lasting(&lint_recipes[SIGNER], &authority, NULL);
    const struct wallet_bytes two = join_der(der_of(signer.x509), der_of(authority.x509));
    const struct findings found = lint_of(join_der(two, der_of(root.x509)));

    CHECK_TEXT(lint_of(two).rules, "certificate-signed-by-others");
    CHECK_TEXT(found.rules, "certificate-signed-by-others");
    CHECK_TEXT(found.path, "chains[0]/certificates[1]");
    release_identity(&signer);
    release_identity(&authority);
    release_identity(&root);
}

TEST(a_state_is_the_same_in_any_kind_of_string)
{
    struct identity root = make_lasting(&lint_recipes[AUTHORITY], NULL, set_state);
    struct identity signer = make_lasting(&lint_recipes[SIGNER], &root, set_printable_state);

    CHECK_TEXT(lint_of(join_der(der_of(signer.x509), der_of(root.x509))).rules, "");
    release_identity(&signer);
    release_identity(&root);
}

TEST(says_which_certificate_of_which_chain)
{
    const struct row above = { .whose = AUTHORITY,
                               EXT("basicConstraints", "CA:TRUE,pathlen:0"),
                               .is_above = true };
    const struct row unnamed = { .whose = SIGNER, .name = "" };
    const struct findings found = lint_of(file_of(&above));
    const struct findings second = lint_of(join_der(file_of(&above), file_of(&unnamed)));

    CHECK_TEXT(found.path, "chains[0]/certificates[1]");
    CHECK_EQUAL(found.offset, WALLET_NO_OFFSET);
    CHECK_TEXT(second.path, "chains[1]/certificates[0]");
}

TEST(two_roots_of_one_name_are_no_chain)
{
    const struct row row = { .whose = AUTHORITY };
    const struct findings found = lint_of(join_der(file_of(&row), file_of(&row)));
    CHECK_TEXT(found.rules, "");
}

TEST(takes_pem_with_words_before_it)
{
    const struct row row = { .whose = SIGNER, .name = "" };
    const struct wallet_bytes der = file_of(&row);
    BIO *memory = BIO_new(BIO_s_mem());
    char *text = NULL;

    BIO_puts(memory, "Subject: nobody\n");
    CHECK(PEM_write_bio(memory, "CERTIFICATE", "", der.data, (long)der.size) > 0);
    const long size = BIO_get_mem_data(memory, &text);
    const struct findings found =
        lint_of((struct wallet_bytes){ (const uint8_t *)text, (size_t)size });
    CHECK_TEXT(found.rules, "certificate-no-common-name");
    BIO_free(memory);
}
