/* SPDX-License-Identifier: Apache-2.0 */

/* What cannot be asked, and who cannot ask: nothing is written then. */
#include "base/error.h"
#include "unit/mdoc/make_asker.h"

/* A row is named in unit/mdoc/MUSTS. */
#define ROW(what_, doc_type_, name_space_, identifier_)                        \
    {                                                                          \
        .what = (what_), .doc_type = (doc_type_), .name_space = (name_space_), \
        .identifier = (identifier_)                                            \
    }

static const struct {
    const char *what;
    const char *doc_type;
    const char *name_space;
    const char *identifier;
} rows[] = {
    ROW("asking for a document of no type", "", "a", "b"),
    ROW("asking for a type that is no UTF-8", "\xff", "a", "b"),
    ROW("asking for an element of no namespace", MDL, "", "b"),
    ROW("asking for a namespace that is no UTF-8", MDL, "a\xc3", "b"),
    ROW("asking for an element without a name", MDL, "a", ""),
    ROW("asking for an element that is no UTF-8", MDL, "a", "\xed\xa0\x80"),
    ROW("asking for an element twice", MDL, "c", "d"),
};

TEST(what_has_no_name_of_its_own_cannot_be_asked_for)
{
    struct wallet_buffer out = { 0 };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        /* "c", "d" is there already, with another intent. */
        const struct wallet_mdoc_asked_element elements[] = {
            { test_text("c"), test_text("d"), true },
            { test_text("c"), test_text("e"), true },
            { test_text(rows[i].name_space), test_text(rows[i].identifier), false },
        };
        const struct wallet_mdoc_wanted wanted = { rows[i].doc_type, elements, 3 };
        struct wallet_error error = { .message = "" };

        CHECK_ROW(
            rows[i].what,
            wallet_mdoc_request_write(&wanted, 1, NULL, &out, &error),
            WALLET_ERR_VALUE);
        CHECK(error.message[0] && out.size == 0);
    }

    wallet_buffer_clear(&out);
}

/** Asks for something; "" as the story: whatever it is. */
static void check_refused(
    const char *what, const struct wallet_mdoc_reader *reader, enum wallet_status wanted_status)
{
    const struct wallet_mdoc_asked_element element = { test_text("a"), test_text("b"), false };
    const struct wallet_mdoc_wanted wanted = { MDL, &element, 1 };
    struct wallet_error error = { .message = "" };
    struct wallet_buffer out = { 0 };

    CHECK_ROW(what, wallet_mdoc_request_write(&wanted, 1, reader, &out, &error), wanted_status);
    CHECK(error.message[0] && out.size == 0);
    wallet_buffer_clear(&out);
}

/** Under a certificate of this recipe. */
static void check_certificate(const struct recipe *recipe)
{
    struct asker asker;
    open_asker(&asker, recipe);
    const struct wallet_mdoc_reader reader = reader_of(&asker);

    check_refused(recipe->name, &reader, WALLET_ERR_KEY);
    close_asker(&asker);
}

TEST(a_certificate_for_other_things_asks_for_nothing)
{
    const struct recipe documents = {
        .name = "for documents",
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" } },
    };
    const struct recipe nothing = { .name = "for nothing", .extensions = { LEAF_EXTENSIONS } };
    const struct recipe authority = {
        .name = "an authority",
        .extensions = { AUTHORITY_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.6" } },
    };

    check_certificate(&documents);
    check_certificate(&nothing);
    check_certificate(&authority);
}

static enum wallet_status refuse_to_sign(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)message;
    (void)out;
    (void)size;
    return wlt_fail(error, *(const enum wallet_status *)context, WALLET_NO_OFFSET, "no");
}

/** Of the same kind, which only the signature tells, or of another: then nobody is asked to sign. */
TEST(a_certificate_of_another_key_asks_for_nothing)
{
    static const char *const curves[] = { "P-256", "P-384", "ED25519" };
    static const enum wallet_status asked = WALLET_ERR_CRYPTO;
    struct asker asker;
    open_asker(&asker, &good_reader);

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        const struct recipe recipe = { .name = "another",
                                       .curve = curves[i],
                                       .extensions = { READER_EXTENSIONS } };
        struct identity other = make_certificate(&recipe, &asker.world.root);
        struct wallet_certificates *certificates = certificates_of(der_of(other.x509));
        const struct wallet_mdoc_reader reader = { &asker.signer,
                                                   certificates,
                                                   asker.world.transcript };
        check_refused(curves[i], &reader, WALLET_ERR_KEY);
        asker.signer.sign = refuse_to_sign;
        asker.signer.context = &asked;
        wallet_certificates_free(certificates);
        release_identity(&other);
    }

    close_asker(&asker);
}

TEST(algorithms_that_are_none_for_requests_are_not_signed_with)
{
    static const enum wallet_algorithm others[] = { WALLET_ALGORITHM_NONE,
                                                    WALLET_ALGORITHM_PS256,
                                                    WALLET_ALGORITHM_SM2 };
    struct asker asker;
    open_asker(&asker, &good_reader);
    const struct wallet_mdoc_reader reader = reader_of(&asker);

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        asker.signer.algorithm = others[i];
        check_refused(wallet_algorithm_name(others[i]), &reader, WALLET_ERR_UNSUPPORTED);
    }

    close_asker(&asker);
}

/** Nor is a short signature, or none, one. */
static enum wallet_status sign_nothing(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)context;
    (void)message;
    (void)out;
    (void)error;
    *size = 0;
    return WALLET_OK;
}

TEST(what_a_signer_says_is_told)
{
    static const enum wallet_status said[] = { WALLET_ERR_REFUSED, WALLET_ERR_CRYPTO };
    struct asker asker;
    open_asker(&asker, &good_reader);
    const struct wallet_mdoc_reader reader = reader_of(&asker);

    asker.signer.sign = refuse_to_sign;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        asker.signer.context = &said[i];
        check_refused("refused by the signer", &reader, said[i]);
    }

    asker.signer.sign = sign_nothing;
    check_refused("no signature", &reader, WALLET_ERR_KEY);
    close_asker(&asker);
}

/** Three, and the root behind them or not; with one more no device would check the path. */
TEST(certificates_are_bounded_in_number)
{
    const struct recipe between = { .name = "Between", .extensions = { AUTHORITY_EXTENSIONS } };
    struct asker asker;
    open_asker(&asker, &good_reader);
    struct identity middle = make_certificate(&between, &asker.world.root);
    const struct wallet_bytes one = der_of(middle.x509);
    const struct wallet_bytes three = joined(der_of(asker.world.reader.x509), joined(one, one));
    const struct wallet_bytes root = der_of(asker.world.root.x509);
    const struct {
        const char *what;
        struct wallet_bytes ders;
        enum wallet_status wanted;
    } chains[] = {
        { "three", three, WALLET_OK },
        { "three and the root", joined(three, root), WALLET_OK },
        { "four", joined(three, one), WALLET_ERR_TOO_LARGE },
        { "three and the root within", joined(joined(three, root), one), WALLET_ERR_TOO_LARGE },
    };

    for (size_t i = 0; i < sizeof chains / sizeof chains[0]; i++) {
        struct wallet_mdoc_reader reader = reader_of(&asker);
        struct wallet_certificates *certificates = certificates_of(chains[i].ders);
        const struct wallet_mdoc_asked_element element = { test_text("a"), test_text("b"), false };
        const struct wallet_mdoc_wanted wanted = { MDL, &element, 1 };
        struct wallet_buffer out = { 0 };
        reader.certificates = certificates;
        CHECK_ROW(
            chains[i].what,
            wallet_mdoc_request_write(&wanted, 1, &reader, &out, NULL),
            chains[i].wanted);
        wallet_buffer_clear(&out);
        wallet_certificates_free(certificates);
    }

    release_identity(&middle);
    close_asker(&asker);
}

TEST(a_request_is_bounded_in_size)
{
    struct wallet_mdoc_asked_element element = { test_text("a"), { 0 }, false };
    const struct wallet_mdoc_wanted wanted = { MDL, &element, 1 };
    char *name = test_memory(WALLET_MDOC_REQUEST_MAX);
    struct wallet_buffer out = { 0 };

    memset(name, 'x', WALLET_MDOC_REQUEST_MAX);
    element.identifier = (struct wallet_bytes){ (const uint8_t *)name, 1000 };
    CHECK_EQUAL(wallet_mdoc_request_write(&wanted, 1, NULL, &out, NULL), WALLET_OK);
    const size_t rest =
        out.size - 1000 + 2; /* the heads of longer strings have one byte more, or two */
    element.identifier.size = WALLET_MDOC_REQUEST_MAX - rest + 2;
    CHECK_EQUAL(wallet_mdoc_request_write(&wanted, 1, NULL, &out, NULL), WALLET_OK);
    CHECK_EQUAL(out.size, WALLET_MDOC_REQUEST_MAX);
    element.identifier.size++;
    CHECK_EQUAL(wallet_mdoc_request_write(&wanted, 1, NULL, &out, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(out.size, 0);
    wallet_buffer_clear(&out);
}

TEST(a_callers_mistakes_are_told_as_such)
{
    const struct wallet_mdoc_asked_element element = { test_text("a"), test_text("b"), false };
    const struct wallet_mdoc_wanted good = { MDL, &element, 1 };
    struct wallet_mdoc_wanted too_many[WALLET_MDOC_REQUEST_DOC_MAX + 1];
    const struct wallet_mdoc_wanted untyped = { NULL, &element, 1 };
    const struct wallet_mdoc_wanted nothing = { MDL, NULL, 1 };
    const struct wallet_mdoc_wanted none = { MDL, &element, 0 };
    const struct wallet_mdoc_wanted many = { MDL, &element, WALLET_MDOC_REQUEST_ELEMENT_MAX + 1 };
    struct wallet_buffer out = { 0 };
    const struct {
        const struct wallet_mdoc_wanted *wanted;
        size_t count;
        struct wallet_buffer *out;
    } mistakes[] = {
        { NULL, 1, &out },
        { &good, 0, &out },
        { too_many, WALLET_MDOC_REQUEST_DOC_MAX + 1, &out },
        { &untyped, 1, &out },
        { &nothing, 1, &out },
        { &none, 1, &out },
        { &many, 1, &out },
        { &good, 1, NULL },
    };

    for (size_t i = 0; i <= WALLET_MDOC_REQUEST_DOC_MAX; i++) {
        too_many[i] = good;
    }

    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        CHECK_EQUAL(
            wallet_mdoc_request_write(
                mistakes[i].wanted, mistakes[i].count, NULL, mistakes[i].out, NULL),
            WALLET_ERR_ARGUMENT);
    }

    wallet_buffer_clear(&out);
}

TEST(a_readers_mistakes_are_told_as_such)
{
    struct asker asker;
    open_asker(&asker, &good_reader);
    const struct wallet_signer no_sign = { .algorithm = WALLET_ALGORITHM_ES256 };
    const struct wallet_bytes transcript = asker.world.transcript;
    const struct wallet_mdoc_reader readers[] = {
        { NULL, asker.certificates, transcript },
        { &no_sign, asker.certificates, transcript },
        { &asker.signer, NULL, transcript },
        { &asker.signer, asker.certificates, { 0 } },
        { &asker.signer, asker.certificates, test_hex("82 f6 f6") },
    };

    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        check_refused("a reader's mistake", &readers[i], WALLET_ERR_ARGUMENT);
    }

    close_asker(&asker);
}
