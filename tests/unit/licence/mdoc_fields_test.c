/* SPDX-License-Identifier: Apache-2.0 */

/* Mobile documents of our types that others made: what of them is no licence of the type is refused. */
#include "cose/key.h"
#include "cose/sign1.h"
#include "fill_record.h"
#include "forge_mobile.h"

#include <stdio.h>

#define NAME                \
    {                       \
        "name", "63 e7ae80" \
    }
#define BIRTH                                          \
    {                                                  \
        "birth_date", "d903ec 6a 313939302d30332d3037" \
    }
#define SEX         \
    {               \
        "sex", "02" \
    }

static enum wallet_result fields_of(const struct wallet_verdict *verdict)
{
    return wallet_verdict_check(verdict, WALLET_CHECK_FIELDS, NULL);
}

/* Elements, and what is said of them. */
static const struct {
    const char *what;
    struct element elements[ELEMENTS_MAX];
    const char *words; /* NULL: all is well */
} disclosed[] = {
    { "a name", { NAME }, NULL },
    { "in any order", { SEX, BIRTH, NAME }, NULL },
    { "a long head", { { "sex", "18 02" } }, NULL },
    { "a picture", { { "portrait", "48 ffd8ffe00000ffd9" } }, NULL },
    { "a field of no type", { NAME, { "nom", "61 61" } }, "no element 'nom'" },
    { "a field's title", { { "姓名", "63 e7ae80" } }, "no element '姓名'" },
    { "a field's identifier", { { "KZ_XM", "63 e7ae80" } }, "no element 'KZ_XM'" },
    { "a text that is a number", { { "name", "01" } }, "'name' has a value of another kind" },
    { "a code that is a text", { { "sex", "61 32" } }, "'sex' has a value of another kind" },
    { "a code of no list", { { "sex", "07" } }, "field 'sex'" },
    { "a number beyond all", { { "sex", "1b ffffffffffffffff" } }, "'sex' has a value" },
    { "a picture that is text", { { "portrait", "61 61" } }, "'portrait' has a value" },
    { "a picture that is none", { { "portrait", "41 61" } }, "field 'portrait'" },
    { "a date without its tag",
      { { "birth_date", "6a 313939302d30332d3037" } },
      "'birth_date' has a value of another kind" },
    { "a date of another tag",
      { { "birth_date", "d8641938f6" } },
      "'birth_date' has a value of another kind" },
    { "a date in words",
      { { "birth_date", "d903ec 69 6c6f6e672d7465726d" } },
      "'birth_date' has a value of another kind" },
    { "a date that there is not",
      { { "birth_date", "d903ec 6a 313939302d30322d3330" } },
      "'birth_date' has a value of another kind" },
    { "a date with a time",
      { { "birth_date", "c0 74 313939302d30332d30375430303a30303a30305a" } },
      "'birth_date' has a value of another kind" },
    { "a date in short",
      { { "birth_date", "d903ec 68 3139393030333037" } },
      "'birth_date' has a value of another kind" },
    { "no end where there is one",
      { { "birth_date", "d903ec 6a 393939392d31322d3331" } },
      "field 'birth_date'" },
    { "an identifier of nothing", { { "licence-identifier", "61 61" } }, "its identifier" },
    { "an identifier of no text", { { "licence-identifier", "01" } }, "its identifier" },
};

TEST(an_element_is_a_field_of_the_type_with_a_value_of_its_kind)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < sizeof disclosed / sizeof disclosed[0]; i++) {
        const struct wallet_verdict *verdict =
            mobile_verify(&mobile, forge(&mobile, AGENCY_TYPE, disclosed[i].elements, 1));
        CHECK_ROW(
            disclosed[i].what,
            fields_of(verdict),
            disclosed[i].words ? WALLET_RESULT_FAILED : WALLET_RESULT_PASSED);
        CHECK_ROW(
            disclosed[i].what,
            wallet_verdict_decision(verdict),
            disclosed[i].words ? WALLET_REFUSED : WALLET_ACCEPTED);
        if (disclosed[i].words && !strstr(wallet_verdict_detail(verdict), disclosed[i].words)) {
            fail_msg("%s: '%s'", disclosed[i].what, wallet_verdict_detail(verdict));
        }
    }

    mobile_close(&mobile);
}

/** A text of 24 to 255 bytes in CBOR, in hex. */
static const char *hex_of(const char *text)
{
    const size_t size = strlen(text);
    const size_t room = 2 * size + 5;
    char *hex = test_memory(room);

    (void)snprintf(hex, room, "78%02zx", size);
    for (size_t i = 0; i < size; i++) {
        (void)snprintf(hex + 4 + 2 * i, room - 4 - 2 * i, "%02x", (unsigned)(uint8_t)text[i]);
    }

    return hex;
}

/** GB/T 36904: type and issuer stand in it. */
TEST(an_identifier_is_that_of_the_documents_type_and_issuer)
{
    static const struct {
        const char *type;
        const char *issuer;
        enum wallet_result wanted;
    } rows[] = {
        { AGENCY_TYPE, AGENCY_ISSUER, WALLET_RESULT_PASSED },
        { "11100000000013127D002", AGENCY_ISSUER, WALLET_RESULT_FAILED },
        { AGENCY_TYPE, "913605020000000194", WALLET_RESULT_FAILED },
    };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_identifier parts = {
            test_text(rows[i].type), test_text(rows[i].issuer), test_text("A1"), test_text("002")
        };
        char text[WALLET_IDENTIFIER_SIZE];
        char found[WALLET_IDENTIFIER_SIZE];
        CHECK_EQUAL(wallet_identifier_format(&parts, text), WALLET_FINDING_NONE);
        const struct element elements[ELEMENTS_MAX] = { { "licence-identifier", hex_of(text) } };
        const struct wallet_verdict *verdict =
            mobile_verify(&mobile, forge(&mobile, AGENCY_TYPE, elements, 1));
        CHECK_ROW(rows[i].type, fields_of(verdict), rows[i].wanted);
        wallet_verdict_identifier(verdict, found);
        CHECK_TEXT(found, rows[i].wanted == WALLET_RESULT_PASSED ? text : "");
    }

    mobile_close(&mobile);
}

/** A holder may keep back what is required, an issuer may not leave it out. */
TEST(what_is_required_is_missed_only_where_no_digest_is_left_for_it)
{
    static const struct element elements[ELEMENTS_MAX] = { NAME };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    CHECK_EQUAL(
        fields_of(mobile_verify(&mobile, forge(&mobile, AGENCY_TYPE, elements, 1))),
        WALLET_RESULT_PASSED);
    const struct wallet_verdict *verdict =
        mobile_verify(&mobile, forge(&mobile, AGENCY_TYPE, elements, 0));
    CHECK_EQUAL(fields_of(verdict), WALLET_RESULT_FAILED);
    CHECK_TEXT(wallet_verdict_detail(verdict), "a required field is missing");
    mobile_close(&mobile);
}

TEST(a_document_of_ours_has_the_namespace_of_its_type_and_no_other)
{
    static const struct element elements[ELEMENTS_MAX] = { NAME };
    static const char *const names[] = { "org.iso.18013.5.1", AGENCY_TYPE, "more" };
    static const struct {
        size_t first;
        size_t count;
        enum wallet_result wanted;
    } rows[] = {
        { 1, 1, WALLET_RESULT_PASSED },
        { 0, 1, WALLET_RESULT_FAILED },
        { 0, 2, WALLET_RESULT_FAILED },
        { 1, 2, WALLET_RESULT_FAILED },
    };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_verdict *verdict = mobile_verify(
            &mobile, forge_in(&mobile, names + rows[i].first, rows[i].count, elements, 1));
        CHECK_EQUAL(fields_of(verdict), rows[i].wanted);
        CHECK_TEXT(
            wallet_verdict_detail(verdict),
            rows[i].wanted == WALLET_RESULT_PASSED
                ? ""
                : "it has a namespace that the type does not have");
    }

    mobile_close(&mobile);
}
