/* SPDX-License-Identifier: Apache-2.0 */

/* With what no mobile document of ours is signed: each thing that would be refused later is refused at once. */
#include "base/buffer.h"
#include "fill_record.h"
#include "make_mobile.h"

/** Issues with what is wrong; demands the status, its words, and that nothing is left. */
static void check_refused(
    const char *what,
    struct mobile *mobile,
    const struct wallet_signer *signer,
    enum wallet_status wanted,
    const char *words)
{
    struct wallet_error error = { .message = "" };

    CHECK(wlt_buffer_append_text(&mobile->document, "what was there before"));
    CHECK_ROW(
        what,
        wallet_mdoc_issue(
            mobile->agency.record,
            mobile->device,
            mobile->chain,
            signer,
            AGENCY_NOW,
            &mobile->document,
            &error),
        wanted);
    CHECK_ROW(what, mobile->document.size, 0);
    if (!strstr(error.message, words)) {
        fail_msg("%s: '%s' does not say '%s'", what, error.message, words);
    }
}

/* Certificates of the right key that are wrong otherwise. */
static const struct {
    const char *what;
    struct recipe recipe;
    enum wallet_status wanted;
    const char *words;
} certificates[] = {
    { "another agency's",
      { .name = "X", .country = "CN", .organisation = "913605020000000194" },
      WALLET_ERR_KEY,
      "names '913605020000000194'" },
    { "nobody's", { .name = "X", .country = "CN" }, WALLET_ERR_KEY, "names ''" },
    { "one that begins later",
      { .name = "X",
        .organisation = AGENCY_ISSUER,
        .not_before = AGENCY_NOW + 1,
        .not_after = AGENCY_NOW + DAY,
        .extensions = { MOBILE_EXTENSIONS } },
      WALLET_ERR_VALUE,
      "holds from 2026-11-23T08:00:01Z until" },
    { "one that has ended",
      { .name = "X",
        .organisation = AGENCY_ISSUER,
        .not_before = AGENCY_NOW - DAY,
        .not_after = AGENCY_NOW - 1,
        .extensions = { MOBILE_EXTENSIONS } },
      WALLET_ERR_VALUE,
      "and not at 2026-11-23T08:00:00Z" },
    { "one for web servers",
      { .name = "X",
        .organisation = AGENCY_ISSUER,
        .not_before = AGENCY_NOW,
        .not_after = AGENCY_NOW + DAY,
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "serverAuth" } } },
      WALLET_ERR_KEY,
      "" },
    { "an authority's",
      { .name = "X",
        .organisation = AGENCY_ISSUER,
        .not_before = AGENCY_NOW,
        .not_after = AGENCY_NOW + DAY,
        .extensions = { AUTHORITY_EXTENSIONS } },
      WALLET_ERR_KEY,
      "" },
};

TEST(a_certificate_that_verifiers_would_refuse_signs_nothing)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < sizeof certificates / sizeof certificates[0]; i++) {
        struct identity signer = certify(&certificates[i].recipe, mobile.agency.key, &mobile.root);
        wallet_certificates_free(mobile.chain);
        mobile.chain = parse_chain(der_of(signer.x509));
        check_refused(
            certificates[i].what,
            &mobile,
            &mobile.agency.signer,
            certificates[i].wanted,
            certificates[i].words);
        release_identity(&signer);
    }

    mobile_close(&mobile);
}

TEST(certificates_are_the_signers_own_and_in_their_order)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const struct recipe rsa = { .name = "X", .organisation = AGENCY_ISSUER, .is_rsa = true };
    struct identity other = make_certificate(&mobile_signer, &mobile.root);
    struct identity by_rsa = make_certificate(&rsa, &mobile.root);
    const struct wallet_bytes signer = der_of(mobile.signer.x509);
    const struct wallet_bytes middle = der_of(mobile.middle.x509);
    const struct wallet_bytes root = der_of(mobile.root.x509);
    const struct {
        const char *what;
        struct wallet_bytes chain;
        enum wallet_status wanted;
        const char *words;
    } rows[] = {
        { "of another key", der_of(other.x509), WALLET_ERR_KEY, "not of the key that signs" },
        { "of an RSA key", der_of(by_rsa.x509), WALLET_ERR_KEY, "not of the key that signs" },
        { "the other way round", joined(middle, signer), WALLET_ERR_KEY, "not of the key" },
        { "the root too", joined(signer, root), WALLET_ERR_KEY, "leave it out" },
        { "one that did not issue it", joined(signer, middle), WALLET_ERR_KEY, "0 was not issued" },
        { "too many",
          joined(joined(signer, middle), joined(middle, middle)),
          WALLET_ERR_TOO_LARGE,
          "over 3 certificates" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wallet_certificates_free(mobile.chain);
        mobile.chain = parse_chain(rows[i].chain);
        check_refused(rows[i].what, &mobile, &mobile.agency.signer, rows[i].wanted, rows[i].words);
    }

    release_identity(&by_rsa);
    release_identity(&other);
    mobile_close(&mobile);
}

TEST(readers_know_neither_sm2_nor_rsa)
{
    static const struct {
        enum wallet_algorithm algorithm;
        const char *words;
    } rows[] = {
        { WALLET_ALGORITHM_SM2, "not by SM2" },
        { WALLET_ALGORITHM_PS256, "not by PS256" },
        { WALLET_ALGORITHM_NONE, "not by none" },
    };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct wallet_key *device = mobile.device;
    EVP_PKEY *sm2 = make_sm2();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_signer signer = mobile.agency.signer;
        struct wallet_error error = { .message = "" };
        signer.algorithm = rows[i].algorithm;
        CHECK_EQUAL(
            wallet_mdoc_issue(
                mobile.agency.record,
                device,
                mobile.chain,
                &signer,
                AGENCY_NOW,
                &mobile.document,
                &error),
            WALLET_ERR_UNSUPPORTED);
        CHECK(strstr(error.message, rows[i].words) != NULL);
    }

    mobile.device = wallet_key_of(sm2, false);
    check_refused(
        "a device with SM2", &mobile, &mobile.agency.signer, WALLET_ERR_UNSUPPORTED, "not for SM2");
    wallet_key_free(mobile.device);
    mobile.device = device;
    EVP_PKEY_free(sm2);
    mobile_close(&mobile);
}

/** An algorithm that is not the key's, though the certificate is. */
TEST(the_signers_algorithm_is_that_of_its_certificate)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    mobile.agency.signer.algorithm = WALLET_ALGORITHM_ES384;

    check_refused(
        "another algorithm", &mobile, &mobile.agency.signer, WALLET_ERR_KEY, "not of the key");
    mobile_close(&mobile);
}

TEST(the_terms_are_held_to_what_every_licence_is_held_to)
{
    static const struct {
        const char *what;
        struct wallet_terms terms;
        enum wallet_status wanted;
        const char *words;
    } rows[] = {
        { "an end before now", { .version = 1, .until_unix = 1 }, WALLET_ERR_VALUE, "would end" },
        { "version 0", { .version = 0 }, WALLET_ERR_VALUE, "version" },
        { "no serial", { .version = 1, .serial = "a" }, WALLET_ERR_VALUE, "serial" },
        { "no URI", { .version = 1, .status_uri = "" }, WALLET_ERR_VALUE, "URI" },
        { "begins when the certificate has ended",
          { .version = 1, .from_unix = AGENCY_NOW + DAY + 1 },
          WALLET_ERR_VALUE,
          "and not at 2026-11-24T08:00:01Z" },
    };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        *wallet_record_terms(mobile.agency.record) = rows[i].terms;
        check_refused(rows[i].what, &mobile, &mobile.agency.signer, rows[i].wanted, rows[i].words);
    }

    wallet_record_clear(mobile.agency.record);
    check_refused("no fields", &mobile, &mobile.agency.signer, WALLET_ERR_MISSING, "is missing");
    mobile_close(&mobile);
}

static enum wallet_status fail_to_sign(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)context;
    (void)message;
    (void)out;
    (void)size;
    (void)error;
    return WALLET_ERR_CRYPTO;
}

TEST(what_the_signer_returns_is_returned)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct wallet_signer signer = mobile.agency.signer;

    signer.sign = fail_to_sign;
    CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_mdoc_issue(
            mobile.agency.record,
            mobile.device,
            mobile.chain,
            &signer,
            AGENCY_NOW,
            &mobile.document,
            NULL),
        WALLET_ERR_CRYPTO);
    CHECK_EQUAL(mobile.document.size, 0);
    mobile_close(&mobile);
}

/** Another of the household, about whom there is much to say. */
static void add_member(struct wallet_record *record, const struct wallet_field *members)
{
    const char *const large[] = { "former_name", "birth_place" };
    struct wallet_record *member = NULL;
    char *text = test_memory(WALLET_TEXT_MAX + 1);

    memset(text, 'x', WALLET_TEXT_MAX);
    CHECK_EQUAL(wallet_record_add_member(record, "members", &member, NULL), WALLET_OK);
    for (size_t i = 0; i < wallet_field_member_field_count(members); i++) {
        fill_field(member, wallet_field_member_field_at(members, i));
    }

    CHECK_EQUAL(wallet_record_set(member, "relation", test_text("妻"), NULL), WALLET_OK);
    for (size_t i = 0; i < 2; i++) {
        CHECK_EQUAL(wallet_record_set(member, large[i], test_text(text), NULL), WALLET_OK);
    }
}

TEST(a_document_of_which_the_members_have_much_to_say_is_too_large)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const struct wallet_type *type =
        wallet_catalogue_find(mobile.agency.catalogue, test_text("household-register"));
    const struct wallet_field *members = wallet_type_find_field(type, test_text("members"));
    struct wallet_record *record = fill_record(type);
    struct wallet_error error = { .message = "" };

    for (size_t i = 1; i < WALLET_MEMBER_MAX; i++) {
        add_member(record, members);
    }

    CHECK_EQUAL(mobile_issue(&mobile, record, &error), WALLET_ERR_TOO_LARGE);
    CHECK(strstr(error.message, "more than 262144 bytes") != NULL);
    CHECK_EQUAL(mobile.document.size, 0);
    wallet_record_free(record);
    mobile_close(&mobile);
}

TEST(nothing_may_be_missing)
{
    struct mobile mobile;
    struct wallet_buffer out = { 0 };
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const struct agency *agency = &mobile.agency;
    struct wallet_signer dumb = agency->signer;
    dumb.sign = NULL;
    const struct {
        const struct wallet_record *record;
        const struct wallet_key *device;
        const struct wallet_certificates *chain;
        const struct wallet_signer *signer;
        struct wallet_buffer *out;
    } rows[] = {
        { NULL, mobile.device, mobile.chain, &agency->signer, &out },
        { agency->record, NULL, mobile.chain, &agency->signer, &out },
        { agency->record, mobile.device, NULL, &agency->signer, &out },
        { agency->record, mobile.device, mobile.chain, NULL, &out },
        { agency->record, mobile.device, mobile.chain, &dumb, &out },
        { agency->record, mobile.device, mobile.chain, &agency->signer, NULL },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_EQUAL(
            wallet_mdoc_issue(
                rows[i].record,
                rows[i].device,
                rows[i].chain,
                rows[i].signer,
                AGENCY_NOW,
                rows[i].out,
                NULL),
            WALLET_ERR_ARGUMENT);
    }

    mobile_close(&mobile);
}

TEST(the_first_step_leaves_nothing_where_it_fails)
{
    struct mobile mobile;
    struct wallet_mdoc_draft draft = { .beside = { 0 } };
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const struct agency *agency = &mobile.agency;

    CHECK_EQUAL(
        wallet_mdoc_issue_start(
            agency->record, mobile.device, mobile.chain, &agency->signer, AGENCY_NOW, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_mdoc_issue_start(
            agency->record, mobile.device, mobile.chain, &agency->signer, AGENCY_NOW, &draft, NULL),
        WALLET_OK);
    CHECK(draft.to_be_signed.size > 0 && draft.beside.size > 0);
    CHECK_EQUAL(
        wallet_mdoc_issue_start(
            agency->record, mobile.device, mobile.chain, &agency->signer, 1, &draft, NULL),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(draft.to_be_signed.size + draft.beside.size, 0);
    wallet_buffer_clear(&draft.to_be_signed);
    wallet_buffer_clear(&draft.beside);
    mobile_close(&mobile);
}
