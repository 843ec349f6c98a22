/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "test.h"

#include <stdio.h>
#include <string.h>

#define ROOT   "1.2.156.3005.2."
#define SAMPLE "11100000000013127D001.11360500000000019F.TEST20260001.001"

static struct wallet_identifier parts_of(
    const char *type, const char *issuer, const char *serial, const char *version)
{
    return (struct wallet_identifier){
        test_text(type),
        test_text(issuer),
        test_text(serial),
        test_text(version),
    };
}

TEST(identifiers_in_use_are_read)
{
    static const char *const rows[] = {
        "11100000000013338W011.11430000006122244L.20230000403.001.U",
        "11100000000013338W009.11330105002500287C.2025052201.002.0",
        "11100000MB03271699022.340100.000000016.001.9",
        "11100000000013338W032.11220000013544541J.2430599.001.F",
        "11100000000013127D001.11360500000000019F.TEST20260001.001.S",
        "11100000000013127D001.11360500000000019F.TEST20260001.002.Q",
        "11100000MB0143028R001.11360500000000019F.TEST20260002.001.F",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_identifier parts;
        char rooted[WALLET_IDENTIFIER_SIZE];
        (void)snprintf(rooted, sizeof rooted, ROOT "%s", rows[i]);
        CHECK_ROW(
            rows[i], wallet_identifier_parse(test_text(rows[i]), &parts), WALLET_FINDING_NONE);
        CHECK_ROW(rooted, wallet_identifier_parse(test_text(rooted), &parts), WALLET_FINDING_NONE);
    }
}

TEST(an_identifier_comes_apart_into_its_parts)
{
    struct wallet_identifier parts;
    const struct wallet_bytes text = test_text(ROOT SAMPLE ".S");

    CHECK_EQUAL(wallet_identifier_parse(text, &parts), WALLET_FINDING_NONE);
    CHECK_BYTES(parts.type, test_text("11100000000013127D001"));
    CHECK_BYTES(parts.issuer, test_text("11360500000000019F"));
    CHECK_BYTES(parts.serial, test_text("TEST20260001"));
    CHECK_BYTES(parts.version, test_text("001"));
}

TEST(identifiers_that_are_wrong_say_in_what_way)
{
    static const struct {
        const char *text;
        enum wallet_finding finding;
    } rows[] = {
        { "", WALLET_FINDING_FORM },
        { ROOT, WALLET_FINDING_FORM },
        { SAMPLE, WALLET_FINDING_FORM },
        { SAMPLE ".S.", WALLET_FINDING_FORM },
        { SAMPLE ".S.S", WALLET_FINDING_FORM },
        { "1.2.156.3005.3." SAMPLE ".S", WALLET_FINDING_FORM },
        { "11100000000013127D001.11360500000000019F.TEST20260001.000.S", WALLET_FINDING_FORM },
        { "11100000000013127D01.11360500000000019F.A.001.S", WALLET_FINDING_LENGTH },
        { "11100000000013127D0011.11360500000000019F.A.001.S", WALLET_FINDING_LENGTH },
        { "11100000000013127D001.34010.A.001.S", WALLET_FINDING_LENGTH },
        { "11100000000013127D001.11360500000000019F0.A.001.S", WALLET_FINDING_LENGTH },
        { "11100000000013127D001.11360500000000019F..001.S", WALLET_FINDING_LENGTH },
        { "11100000000013127D001.11360500000000019F.ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456.001.S",
          WALLET_FINDING_LENGTH },
        { "11100000000013127D001.11360500000000019F.A.01.S", WALLET_FINDING_LENGTH },
        { "11100000000013127D001.11360500000000019F.A.0001.S", WALLET_FINDING_LENGTH },
        { SAMPLE ".", WALLET_FINDING_LENGTH },
        { SAMPLE ".SS", WALLET_FINDING_LENGTH },
        { "11100000000013127D001.11360500000000019F.TEST_0260001.001.S", WALLET_FINDING_CHARACTER },
        { "11100000000013127D001.11360500000000019F.test20260001.001.S", WALLET_FINDING_CHARACTER },
        { "11100000000013127d001.11360500000000019F.TEST20260001.001.S", WALLET_FINDING_CHARACTER },
        { "11100000000013127DABC.11360500000000019F.TEST20260001.001.S", WALLET_FINDING_CHARACTER },
        { "11100000000013127D001.11360500000000019F.TEST20260001.A01.S", WALLET_FINDING_CHARACTER },
        { SAMPLE ".s", WALLET_FINDING_CHARACTER },
        { SAMPLE ".T", WALLET_FINDING_CHECK_CHARACTER },
        { "11100000000013127D001.11360500000000019F.TEST20260002.001.S",
          WALLET_FINDING_CHECK_CHARACTER },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_identifier parts;
        CHECK_ROW(
            rows[i].text,
            wallet_identifier_parse(test_text(rows[i].text), &parts),
            rows[i].finding);
    }
}

TEST(a_text_longer_than_any_identifier_is_too_long)
{
    struct wallet_identifier parts;
    uint8_t *text = test_memory(WALLET_IDENTIFIER_SIZE);

    memset(text, '1', WALLET_IDENTIFIER_SIZE);
    CHECK_EQUAL(
        wallet_identifier_parse((struct wallet_bytes){ text, WALLET_IDENTIFIER_SIZE }, &parts),
        WALLET_FINDING_LENGTH);
}

TEST(with_a_wrong_check_character_the_parts_are_there_still)
{
    struct wallet_identifier parts;

    CHECK_EQUAL(
        wallet_identifier_parse(test_text(SAMPLE ".0"), &parts), WALLET_FINDING_CHECK_CHARACTER);
    CHECK_BYTES(parts.serial, test_text("TEST20260001"));
}

TEST(parts_are_put_together_and_read_back)
{
    struct wallet_identifier parts =
        parts_of("11100000MB0143028R001", "11360500000000019F", "TEST20260002", "001");
    char out[WALLET_IDENTIFIER_SIZE];

    CHECK_EQUAL(wallet_identifier_format(&parts, out), WALLET_FINDING_NONE);
    CHECK_TEXT(out, ROOT "11100000MB0143028R001.11360500000000019F.TEST20260002.001.F");
    CHECK_EQUAL(wallet_identifier_parse(test_text(out), &parts), WALLET_FINDING_NONE);
}

TEST(the_longest_identifier_has_room)
{
    const struct wallet_identifier parts = parts_of(
        "11100000MB0143028R001", "11360500000000019F", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", "999");
    char out[WALLET_IDENTIFIER_SIZE];

    CHECK_EQUAL(wallet_identifier_format(&parts, out), WALLET_FINDING_NONE);
    CHECK_EQUAL(strlen(out), 15 + 21 + 1 + 18 + 1 + 32 + 1 + 3 + 1 + 1);
}

TEST(an_issuer_whose_own_check_character_is_wrong_can_still_be_named)
{
    const struct wallet_identifier parts =
        parts_of("11100000MB0143028R001", "11360500000000019G", "A", "001");
    char out[WALLET_IDENTIFIER_SIZE];

    CHECK_EQUAL(wallet_identifier_format(&parts, out), WALLET_FINDING_NONE);
}

TEST(parts_that_are_wrong_give_no_identifier)
{
    static const struct {
        const char *parts[4];
        enum wallet_finding finding;
    } rows[] = {
        { { "11100000MB0143028R01", "11360500000000019F", "A", "001" }, WALLET_FINDING_LENGTH },
        { { "11100000MB0143028R0X1", "11360500000000019F", "A", "001" }, WALLET_FINDING_CHARACTER },
        { { "11100000MB0143028R001", "340100", "A", "001" }, WALLET_FINDING_LENGTH },
        { { "11100000MB0143028R001", "1136050000000001_F", "A", "001" }, WALLET_FINDING_CHARACTER },
        { { "11100000MB0143028R001", "11360500000000019F", "", "001" }, WALLET_FINDING_LENGTH },
        { { "11100000MB0143028R001", "11360500000000019F", "a", "001" }, WALLET_FINDING_CHARACTER },
        { { "11100000MB0143028R001", "11360500000000019F", "A.B", "001" },
          WALLET_FINDING_CHARACTER },
        { { "11100000MB0143028R001", "11360500000000019F", "A", "1" }, WALLET_FINDING_LENGTH },
        { { "11100000MB0143028R001", "11360500000000019F", "A", "000" }, WALLET_FINDING_FORM },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_identifier parts =
            parts_of(rows[i].parts[0], rows[i].parts[1], rows[i].parts[2], rows[i].parts[3]);
        char out[WALLET_IDENTIFIER_SIZE] = "not touched";
        CHECK_ROW(rows[i].parts[2], wallet_identifier_format(&parts, out), rows[i].finding);
        CHECK_TEXT(out, "");
    }
}
