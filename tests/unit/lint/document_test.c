/* SPDX-License-Identifier: Apache-2.0 */

/* Mobile documents: those that keep their profile, and one departure a row. */
#include "findings.h"
#include "make_mdl.h"

/* keyAuthorizations: a namespace, and again an element of it; and a map's length in three bytes. */
#define A_NAME_SPACE  "6a 6e616d65537061636573 81 61 61"
#define ITS_ELEMENT   "6c 64617461456c656d656e7473 a1 61 61 81 61 62"
#define THREE(rule_)  rule_ " " rule_ " " rule_
#define FOUR(rule_)   THREE(rule_) " " rule_
#define STATUS_LIST   "6b 7374617475735f6c697374"
#define GOOD_STATUS   "a1" STATUS_LIST "a2 63 696478 01 63 757269 61 75"
#define IDENTIFIERS_  "6f 6964656e7469666965725f6c697374"
#define STANDARDS     "6f72672e69736f2e31383031332e352e"
#define GOOD_NUMBERED "a1" IDENTIFIERS_ "a2 62 6964 41 01 63 757269 61 75"

/** What is odd about the certificates that come along. */
enum chain {
    CHAIN_GOOD = 0,
    CHAIN_UNREADABLE,
    CHAIN_PROTECTED,
    CHAIN_SINGLE,
    CHAIN_ROOT,
    CHAIN_ORDER,
};

struct row {
    const char *wanted;
    struct mdoc_recipe recipe;
    enum chain chain;
    bool is_shown; /* by a device; else an IssuerSigned alone */
    bool is_cut;
};

/** What an issuer hands over, and what a device shows. */
#define ALONE(wanted_, ...)                          \
    {                                                \
        .wanted = wanted_, .recipe = { __VA_ARGS__ } \
    }
#define SHOWN(wanted_, ...)                                            \
    {                                                                  \
        .wanted = wanted_, .is_shown = true, .recipe = { __VA_ARGS__ } \
    }
#define WITH(wanted_, chain_)              \
    {                                      \
        .wanted = wanted_, .chain = chain_ \
    }

static const char *hex_of(struct wallet_bytes bytes)
{
    char *text = test_memory(2 * bytes.size + 1);

    for (size_t i = 0; i < bytes.size; i++) {
        snprintf(text + 2 * i, 3, "%02x", bytes.data[i]);
    }

    return text;
}

static void change_chain(
    const struct mdoc_world *world, enum chain chain, struct mdoc_recipe *recipe)
{
    const struct wallet_bytes good = x5chain_header(&world->signer, NULL);
    const struct wallet_bytes label_and_value = { good.data + 1, good.size - 1 };
    const struct wallet_bytes value = { good.data + 3, good.size - 3 };

    switch (chain) {
    case CHAIN_GOOD: break;
    case CHAIN_UNREADABLE: recipe->unprotected = test_hex("a1 1821 43 010203"); break;
    case CHAIN_PROTECTED:
        recipe->header = hex_of(joined(test_hex("a2 0126"), label_and_value));
        recipe->unprotected = test_hex("a0");
        break;
    case CHAIN_SINGLE: recipe->unprotected = joined(test_hex("a1 1821 81"), value); break;
    case CHAIN_ROOT: recipe->unprotected = x5chain_header(&world->signer, &world->iaca); break;
    case CHAIN_ORDER: recipe->unprotected = x5chain_header(&world->signer, &world->other); break;
    }
}

static struct wallet_bytes input_of(const struct mdoc_world *world, const struct row *row)
{
    struct mdoc_recipe recipe = row->recipe;

    recipe.is_bare = !row->is_shown;
    recipe.doc_type = or_else(recipe.doc_type, OTHER_DOC);
    recipe.mso_doc_type = or_else(recipe.mso_doc_type, OTHER_DOC);
    recipe.random_size = recipe.random_size > 0 ? recipe.random_size : 32;
    change_chain(world, row->chain, &recipe);
    struct wallet_bytes made = make_mdoc(world, &recipe);
    made.size -= row->is_cut ? 1 : 0;
    return made;
}

static const struct row good[] = {
    SHOWN("", .odd = ODD_NOTHING),
    ALONE("", .odd = ODD_NOTHING),
    ALONE("", .algorithm = "SHA-512"),
    ALONE("", .odd = ODD_ORDER),
    ALONE("", .odd = ODD_NO_NAME_SPACES),
    SHOWN("", .odd = ODD_NO_DECOY),
    ALONE("", .status = GOOD_STATUS, .until_unix = NOON + 40 * DAY),
    ALONE("", .status = GOOD_NUMBERED, .until_unix = NOON + 40 * DAY),
    ALONE("", .until_unix = NOON - HOUR + 31 * DAY),
    ALONE("", .authorised = "a1" A_NAME_SPACE),
    ALONE("", .authorised = "a1" ITS_ELEMENT),
    ALONE("", .expected_update = "2026-09-21T14:13:20Z"),
    ALONE("", .expiry_date = "2026-09-21"),
};

TEST(what_keeps_its_profile_has_no_finding)
{
    struct mdoc_world world;
    open_lasting_world(&world);

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        char what[32];
        snprintf(what, sizeof what, "good one %zu", i);
        const struct findings found = lint_of(input_of(&world, &good[i]));
        check_findings(what, &found, "");
    }

    close_world(&world);
}

static const struct row rows[] = {
    { .wanted = "cbor-malformed", .is_cut = true },
    ALONE("cbor-long-form", .authorised = "b9 0001" A_NAME_SPACE),
    ALONE("mdoc-structure", .odd = ODD_NO_ISSUER_AUTH),
    SHOWN("mdoc-structure", .odd = ODD_NO_STATUS),
    SHOWN("mdoc-structure", .odd = ODD_NO_DOCUMENTS),
    SHOWN("mdoc-structure", .odd = ODD_NO_DOC_TYPE),
    ALONE("issuer-auth-structure", .odd = ODD_ISSUER_DETACHED),
    ALONE("issuer-auth-tagged", .odd = ODD_ISSUER_TAGGED),
    ALONE("issuer-auth-algorithm", .odd = ODD_ALGORITHM_UNPROTECTED),
    ALONE("issuer-auth-algorithm", .header = "a1013822"),
    ALONE("issuer-auth-headers", .header = "a2 0126 0300"),
    ALONE("issuer-auth-signature", .odd = ODD_SIGNED_BY_OTHERS),
    ALONE("x5chain-missing", .odd = ODD_NO_CHAIN),
    WITH("x5chain-unreadable", CHAIN_UNREADABLE),
    WITH("x5chain-protected", CHAIN_PROTECTED),
    WITH("x5chain-single", CHAIN_SINGLE),
    WITH("x5chain-root", CHAIN_ROOT),
    WITH("x5chain-order", CHAIN_ORDER),
    ALONE("mso-structure", .odd = ODD_MSO_BARE),
    ALONE("mso-structure", .mso_version = "2.0"),
    ALONE("mso-structure", .odd = ODD_DATES_UNTAGGED),
    ALONE("mso-member-missing", .mso_without = "docType"),
    ALONE("mso-member-missing", .mso_without = "validUntil"),
    ALONE("mso-member-missing", .mso_without = "deviceKey"),
    SHOWN("mso-doc-type", .doc_type = "org.example.other"),
    ALONE("doc-type-form", .mso_doc_type = "passport"),
    ALONE("doc-type-form", .mso_doc_type = "org..example.a"),
    ALONE("doc-type-form", .mso_doc_type = "org.example"),
    ALONE("", .mso_doc_type = "11100000000013127D001"),
    ALONE("doc-type-form", .mso_doc_type = "11100000000013127D999"),
    ALONE("mso-digest-size " FOUR("item-digest"), .odd = ODD_DIGEST_CUT),
    ALONE("mso-no-decoys", .odd = ODD_NO_DECOY),
    ALONE(THREE("mso-date-form"), .fraction = ".5Z"),
    ALONE(THREE("mso-date-form"), .fraction = "+00:00"),
    ALONE("mso-signed-outside-signer", .signed_unix = NOON - 2 * DAY),
    ALONE(
        "mso-signed-outside-signer mso-outlives-signer",
        .signed_unix = NOON + 400 * DAY + 1,
        .from_unix = NOON + 400 * DAY + 1,
        .until_unix = NOON + 400 * DAY + 2,
        .expiry_date = "2030-01-01"),
    ALONE("mso-valid-from", .from_unix = NOON - HOUR - 1),
    ALONE("mso-valid-until", .until_unix = NOON - HOUR),
    ALONE(
        "mso-outlives-signer",
        .until_unix = NOON + 400 * DAY + 1,
        .expiry_date = "2030-01-01",
        .status = GOOD_STATUS),
    ALONE("mso-expected-update", .expected_update = "2030-01-01T00:00:00Z"),
    ALONE("mso-expected-update", .expected_update = "2020-01-01T00:00:00Z"),
    ALONE("mso-date-form mso-expected-update", .expected_update = "soon"),
    ALONE("mso-device-key", .odd = ODD_KEY_OFF_CURVE),
    ALONE("mso-device-key", .odd = ODD_KEY_OF_OTHERS),
    ALONE("mso-key-authorizations", .authorised = "a2" A_NAME_SPACE ITS_ELEMENT),
    ALONE("mso-key-authorizations", .authorised = "a0"),
    ALONE("mso-status", .status = "a1 61 78 01"),
    ALONE("mso-status", .status = "a1" STATUS_LIST "a1 63 696478 01"),
    ALONE("mso-status", .status = "a1" IDENTIFIERS_ "a1 62 6964 41 01"),
    ALONE("mso-status", .status = "a1" IDENTIFIERS_ "a1 63 757269 61 75"),
    ALONE("mso-status", .status = "a1" IDENTIFIERS_ "01"),
    ALONE("mso-status-missing", .until_unix = NOON - HOUR + 31 * DAY + 1),
    ALONE("name-space-unsigned", .odd = ODD_NAME_SPACE_UNSIGNED),
    ALONE(FOUR("item-structure"), .odd = ODD_ELEMENT_NAMELESS),
    ALONE("item-structure", .odd = ODD_ELEMENT_UNTAGGED),
    ALONE("item-structure", .odd = ODD_NAME_SPACE_EMPTY),
    ALONE(FOUR("item-random-short"), .odd = ODD_RANDOM_SHORT, .random_size = 16),
    ALONE(FOUR("item-random-short"), .odd = ODD_RANDOM_SHORT, .random_size = 1), /* none at all */
    ALONE(FOUR("item-random-size"), .random_size = 31),
    ALONE(FOUR("item-random-size"), .random_size = 16),
    ALONE(THREE("item-random-twice"), .odd = ODD_RANDOM_TWICE),
    SHOWN("item-unsigned", .odd = ODD_UNSIGNED_ELEMENT),
    ALONE("item-digest", .odd = ODD_OTHERS_ELEMENT),
    ALONE("item-digest item-digest", .odd = ODD_DIGESTS_SWAPPED),
    ALONE("item-digest", .odd = ODD_ELEMENT_REWRITTEN),
    ALONE(FOUR("item-digest"), .odd = ODD_DIGEST_OF_CONTENT),
    ALONE("item-twice", .odd = ODD_NAME_TWICE),
    ALONE("item-numbers", .odd = ODD_NUMBERS_IN_ORDER),
    ALONE("mdl-issuing-country", .country = "XX"),
    ALONE("mdl-expiry-date", .expiry_date = "2026-09-20"),
};

TEST(each_departure_is_found_and_nothing_else)
{
    struct mdoc_world world;
    open_lasting_world(&world);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct findings found = lint_of(input_of(&world, &rows[i]));
        check_findings(rows[i].wanted, &found, rows[i].wanted);
    }

    close_world(&world);
}

static const struct {
    const char *wanted;
    struct mdl_element other;
} licences[] = {
    { "", { "family_name", "63 446f65" } },
    { "", { "portrait", "47 ff4fff51000000" } },
    { "", { "portrait", "48 0000000c6a502020" } },
    { "", { "expiry_date", "c0 74 323033302d30312d30315430303a30303a30305a" } },
    { "mdl-element-missing", { "un_distinguishing_sign", NULL } },
    { "mdl-element-missing", { "portrait", NULL } },
    { "item-structure", { "portrait", "44 ffd8ff" } },
    { "mdl-element-type", { "family_name", "43 446f65" } },
    { "mdl-element-type", { "birth_date", "6a 313939302d30312d3031" } },
    { "mdl-element-type", { "birth_date", "c0 74 313939302d30312d30315430303a30303a30305a" } },
    { "mdl-element-type", { "issue_date", "d903ec 01" } },
    { "mdl-element-type", { "issue_date", "c1 6a 313939302d30312d3031" } },
    { "mdl-element-type", { "driving_privileges", "a0" } },
    { "mdl-element-type", { "portrait", "61 61" } },
    { "mdl-portrait-format", { "portrait", "44 89504e47" } },
    { "mdl-issuing-country mdl-element-type", { "issuing_country", "42 5554" } },
};

TEST(a_driving_licence_has_all_its_elements)
{
    struct mdoc_world world;
    open_lasting_world(&world);

    for (size_t i = 0; i < sizeof licences / sizeof licences[0]; i++) {
        const struct findings found = lint_of(make_mdl(&world, &licences[i].other, MDL_COUNT));
        check_findings(licences[i].wanted, &found, licences[i].wanted);
    }

    close_world(&world);
}

/** The same bytes with some of them changed, wherever they stand; so the signature is not by the issuer. */
static struct wallet_bytes with(struct wallet_bytes made, const char *from, const char *to)
{
    const struct wallet_bytes old = test_hex(from);
    uint8_t *out = test_memory(made.size);

    memcpy(out, made.data, made.size);
    for (size_t i = 0; i + old.size <= made.size; i++) {
        if (memcmp(out + i, old.data, old.size) == 0) {
            memcpy(out + i, test_hex(to).data, old.size);
        }
    }

    return (struct wallet_bytes){ out, made.size };
}

TEST(a_driving_licence_has_the_namespace_of_the_standard)
{
    struct mdoc_world world;
    open_lasting_world(&world);

    /* org.iso.18013.5.1 and org.iso.18013.5.2 */
    const struct findings found =
        lint_of(with(make_mdl(&world, NULL, MDL_COUNT), "71" STANDARDS "31", "71" STANDARDS "32"));
    CHECK_TEXT(
        found.rules,
        "issuer-auth-signature " FOUR("mdl-element-missing") " " FOUR(
            "mdl-element-missing") " " THREE("mdl-element-missing"));
    CHECK_TEXT(found.path, "nameSpaces/org.iso.18013.5.1/un_distinguishing_sign");
    close_world(&world);
}

/* 9.1.2.5 asks for another random for each element, in whichever namespace it is. */
TEST(elements_of_two_namespaces_have_not_one_random)
{
    struct mdoc_world world;
    open_lasting_world(&world);

    const struct findings found = lint_of(with(
        make_mdl(&world, NULL, MDL_COUNT),
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "0101010101010101010101010101010101010101010101010101010101010101"));
    CHECK_TEXT(found.rules, "item-digest item-random-twice");
    CHECK_TEXT(found.path, "nameSpaces/" ADDED_NAME_SPACE "/issuing_country");
    close_world(&world);
}

TEST(one_element_tells_nothing_by_its_number)
{
    struct mdoc_world world;
    open_lasting_world(&world);

    const struct findings found = lint_of(make_mdl(&world, NULL, 1));
    CHECK(strstr(found.rules, "mdl-element-missing") != NULL);
    CHECK(strstr(found.rules, "item-numbers") == NULL);
    close_world(&world);
}

TEST(a_device_may_leave_elements_out)
{
    const struct row row = { .recipe = { .doc_type = MDL, .mso_doc_type = MDL }, .is_shown = true };
    struct mdoc_world world;
    open_lasting_world(&world);

    /* Whose given name is no text. */
    const struct findings found = lint_of(input_of(&world, &row));
    CHECK_TEXT(found.rules, "mdl-element-type");
    close_world(&world);
}

TEST(an_authority_may_not_sign_documents_itself)
{
    const struct row row = { .wanted = "" };
    struct mdoc_world world;
    open_lasting_world(&world);
    struct recipe recipe = lint_recipes[AUTHORITY];
    struct identity signer = world.signer;

    recipe.name = "Another IACA";
    recipe.extensions[EXTENSIONS_MAX - 1][0] = NULL;
    recipe.extensions[EXTENSIONS_MAX - 2][0] = "extendedKeyUsage";
    recipe.extensions[EXTENSIONS_MAX - 2][1] = "critical,1.0.18013.5.1.2";
    CHECK(recipe.extensions[EXTENSIONS_MAX - 3][0] != NULL);
    world.signer = make_lasting(&recipe, &world.iaca, NULL);
    const struct findings found = lint_of(input_of(&world, &row));
    CHECK_TEXT(found.rules, "certificate-wrong-key-usage certificate-authority-signs");
    release_identity(&world.signer);
    world.signer = signer;
    close_world(&world);
}

TEST(says_where_in_which_document)
{
    const struct row row = { .recipe = { .mso_doc_type = "passport", .doc_type = "passport" },
                             .is_shown = true };
    const struct row random = { .recipe = { .odd = ODD_RANDOM_TWICE } };
    struct mdoc_world world;
    open_lasting_world(&world);
    const struct wallet_bytes input = input_of(&world, &row);
    const struct findings found = lint_of(input);
    const struct findings cut = lint_of(test_hex("a1 6a 697373756572417574 68 84"));
    const struct findings inner = lint_of(input_of(&world, &random));

    CHECK_TEXT(found.path, "documents[0]/mso/docType");
    CHECK_BYTES(((struct wallet_bytes){ input.data + found.offset, 8 }), test_text("passport"));
    CHECK_EQUAL(cut.offset, 12);
    CHECK_TEXT(inner.path, "nameSpaces/org.iso.18013.5.1/given_name");
    close_world(&world);
}
