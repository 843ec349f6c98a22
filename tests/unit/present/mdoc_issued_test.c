/* SPDX-License-Identifier: Apache-2.0 */

/* What there is to show of a document, as its issuer handed it over: ISO/IEC 18013-5 8.3.2.1.2.2. */
#include <wallet/mdoc_present.h>

#include "unit/mdoc/make_mdoc.h"

TEST(all_that_there_is_to_show_is_told_in_its_order)
{
    static const char *const names[] = {
        "family_name", "expiry_date", "issuing_country", "given_name", "family_name",
    };
    const struct mdoc_recipe recipe = { .odd = ODD_NAME_SPACE_UNSIGNED, .is_bare = true };
    struct mdoc_world world;
    struct wallet_mdoc_issued *issued = NULL;
    struct wallet_mdoc_element element;
    open_world(&world);

    CHECK_EQUAL(
        wallet_mdoc_issued_read(make_issuer_signed(&world, &recipe), &issued, NULL), WALLET_OK);
    CHECK_BYTES(wallet_mdoc_issued_doc_type(issued), test_text(MDL));
    CHECK_EQUAL(wallet_mdoc_issued_count(issued), sizeof names / sizeof names[0]);
    for (size_t i = 0; i < wallet_mdoc_issued_count(issued); i++) {
        wallet_mdoc_issued_at(issued, i, &element);
        CHECK_BYTES(element.name_space, test_text(i < 4 ? NAME_SPACE : "unsigned"));
        CHECK_BYTES(element.identifier, test_text(names[i]));
        CHECK(!element.is_by_device);
    }

    wallet_mdoc_issued_at(issued, 0, &element);
    CHECK_BYTES(element.value.rest, test_hex("63 446f65"));
    wallet_mdoc_issued_free(issued);
    close_world(&world);
}

TEST(a_document_may_have_nothing_to_show)
{
    static const enum odd none[] = { ODD_NO_NAME_SPACES, ODD_NAME_SPACE_EMPTY };
    static const size_t counts[] = { 0, 4 };
    struct mdoc_world world;
    open_world(&world);

    for (size_t i = 0; i < 2; i++) {
        const struct mdoc_recipe recipe = { .odd = none[i], .is_bare = true };
        struct wallet_mdoc_issued *issued = NULL;
        CHECK_EQUAL(
            wallet_mdoc_issued_read(make_issuer_signed(&world, &recipe), &issued, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_mdoc_issued_count(issued), counts[i]);
        wallet_mdoc_issued_free(issued);
    }

    close_world(&world);
}

TEST(what_is_no_document_is_told_as_such)
{
    static const struct {
        const char *what;
        struct mdoc_recipe recipe;
        enum wallet_status wanted;
    } rows[] = {
        { "shown already", { .is_bare = false }, WALLET_ERR_STRUCTURE },
        { "no signature", { .odd = ODD_NO_ISSUER_AUTH, .is_bare = true }, WALLET_ERR_STRUCTURE },
        { "no payload", { .odd = ODD_ISSUER_DETACHED, .is_bare = true }, WALLET_ERR_TRUNCATED },
        { "another edition", { .mso_version = "2.0", .is_bare = true }, WALLET_ERR_UNSUPPORTED },
        { "bare element", { .odd = ODD_ELEMENT_BARE, .is_bare = true }, WALLET_ERR_STRUCTURE },
        { "nameless", { .odd = ODD_ELEMENT_NAMELESS, .is_bare = true }, WALLET_ERR_STRUCTURE },
    };
    struct mdoc_world world;
    struct wallet_mdoc_issued *issued = NULL;
    open_world(&world);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct mdoc_recipe *recipe = &rows[i].recipe;
        struct wallet_error error = { .message = "" };
        const struct wallet_bytes input =
            recipe->is_bare ? make_issuer_signed(&world, recipe) : make_document(&world, recipe);
        CHECK_ROW(rows[i].what, wallet_mdoc_issued_read(input, &issued, &error), rows[i].wanted);
        CHECK(error.message[0] && !issued);
    }

    close_world(&world);
}

TEST(no_beginning_of_a_document_is_one)
{
    const struct mdoc_recipe recipe = { .is_bare = true };
    struct mdoc_world world;
    struct wallet_mdoc_issued *issued = NULL;
    open_world(&world);
    const struct wallet_bytes whole = make_issuer_signed(&world, &recipe);

    for (size_t size = 0; size < whole.size; size++) {
        CHECK_EQUAL(
            wallet_mdoc_issued_read((struct wallet_bytes){ whole.data, size }, &issued, NULL),
            WALLET_ERR_TRUNCATED);
    }

    CHECK(!issued);
    close_world(&world);
}

TEST(a_callers_mistakes_are_told_as_such)
{
    struct wallet_mdoc_issued *issued = NULL;
    uint8_t *large = test_memory(WALLET_INPUT_MAX + 1);
    memset(large, 0, WALLET_INPUT_MAX + 1);

    CHECK_EQUAL(
        wallet_mdoc_issued_read((struct wallet_bytes){ 0 }, &issued, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_mdoc_issued_read(test_hex("a0"), NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_mdoc_issued_read(
            (struct wallet_bytes){ large, WALLET_INPUT_MAX + 1 }, &issued, NULL),
        WALLET_ERR_TOO_LARGE);
    CHECK(!issued);
    wallet_mdoc_issued_free(NULL);
}
