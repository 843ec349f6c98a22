/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/holding.h"

#include "agency.h"
#include "forge_licence.h"
#include "test.h"

#include <string.h>

/* Types with the code of the ID card, for which the agency may sign, and with little in them. */
#define TYPE(holder_, fields_)                                                \
    "{\"name\":\"held\",\"code\":\"11100000000013127D001\","                  \
    "\"title\":{\"zh\":\"证\",\"en\":\"Licence\"},"                          \
    "\"definer\":{\"zh\":\"某部\",\"en\":\"A Ministry\"},\"holder\":" holder_ \
    ",\"validity\":{\"zh\":\"长期\",\"en\":\"without end\"},"               \
    "\"source\":\"a test\",\"fields\":[" fields_ "]}"
#define FIELD(key_, name_, rest_)                                                                 \
    "{\"key\":" #key_ ",\"name\":\"" name_ "\",\"title\":{\"zh\":\"" name_ "字\",\"en\":\"" name_ \
    "\"},\"disclosure\":\"always\",\"kind\":" rest_ "}"

#define NUMBERS FIELD(1, "number", "\"citizen-number\"") "," FIELD(2, "company", "\"uscc\"")

static const char either[] =
    TYPE("{\"kind\":\"either\",\"person\":\"number\",\"organisation\":\"company\"}", NUMBERS);
static const char person[] = TYPE("{\"kind\":\"person\",\"field\":\"number\"}", NUMBERS);
static const char organisation[] =
    TYPE("{\"kind\":\"organisation\",\"field\":\"company\"}", NUMBERS);
static const char household[] = TYPE(
    "{\"kind\":\"household\",\"members\":\"members\",\"field\":\"number\","
    "\"relation\":\"relation\",\"head\":2}",
    FIELD(
        1,
        "members",
        "\"members\",\"fields\":[" FIELD(1, "number", "\"citizen-number\"") "," FIELD(
            2,
            "relation",
            "\"code\",\"codes\":[{\"code\":2,\"zh\":\"户主\"},{\"code\":3,\"zh\":\"子\"}]") "]"));

/* The numbers as they stand in a licence, in hex. */
#define HER     "72333630353032313939303033303730303234"
#define HIS     "72333630353032313939303033303730303136"
#define COMPANY "72393133363035303230303030303030313934"

struct row {
    const char *what;
    const char *sub;
    const char *fields_hex;
    const char *problem; /* NULL: none */
};

static void check_rows(const char *type, const struct row *rows, size_t count)
{
    struct agency agency;
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    if (wallet_catalogue_parse(test_text(type), NULL, &catalogue, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    wallet_verifier_free(agency.verifier);
    CHECK_EQUAL(wallet_verifier_new(agency.trust, catalogue, &agency.verifier, NULL), WALLET_OK);
    for (size_t i = 0; i < count; i++) {
        const struct wallet_bytes licence = forge_licence(&agency, rows[i].sub, rows[i].fields_hex);
        const enum wallet_reason reason = agency_verify(&agency, licence, AGENCY_NOW);
        CHECK_ROW(
            rows[i].what, reason, rows[i].problem ? WALLET_REASON_FIELDS : WALLET_REASON_NONE);
        CHECK_TEXT(wallet_verdict_detail(agency.verdict), rows[i].problem ? rows[i].problem : "");
    }

    wallet_catalogue_free(catalogue);
    agency_close(&agency);
}

#define CHECK_ROWS(type, rows) check_rows(type, rows, sizeof(rows) / sizeof((rows)[0]))
#define ANOTHER                "its fields name another holder than 'sub' does"

TEST(a_person_or_an_organisation_holds_it_and_sub_says_which)
{
    static const struct row rows[] = {
        { "a person", "111:360502199003070024", "a101" HER, NULL },
        { "an organisation", "001:913605020000000194", "a102" COMPANY, NULL },
        { "another person", "111:360502199003070016", "a101" HER, ANOTHER },
        { "a person, said to be an organisation", "001:360502199003070024", "a101" HER, ANOTHER },
        { "an organisation, said to be a person",
          "111:913605020000000194",
          "a102" COMPANY,
          ANOTHER },
        { "a kind of number that is neither", "999:360502199003070024", "a101" HER, ANOTHER },
        { "nobody",
          "111:360502199003070024",
          "a0",
          "it has the number neither of a person nor of an organisation" },
        { "both",
          "111:360502199003070024",
          "a201" HER "02" COMPANY,
          "it has the numbers of a person and of an organisation" },
    };

    CHECK_ROWS(either, rows);
}

TEST(sub_names_whom_the_fields_name)
{
    static const struct row people[] = {
        { "the person", "111:360502199003070024", "a101" HER, NULL },
        { "a person who works for a company",
          "111:360502199003070024",
          "a201" HER "02" COMPANY,
          NULL },
        { "another", "111:360502199003070016", "a101" HER, ANOTHER },
        { "the person's company", "001:913605020000000194", "a201" HER "02" COMPANY, ANOTHER },
        { "one whose number is not shown", "111:360502199003070024", "a0", NULL },
    };
    static const struct row companies[] = {
        { "the company", "001:913605020000000194", "a102" COMPANY, NULL },
        { "a company and one of its people",
          "001:913605020000000194",
          "a201" HER "02" COMPANY,
          NULL },
        { "one of its people", "111:360502199003070024", "a201" HER "02" COMPANY, ANOTHER },
    };

    CHECK_ROWS(person, people);
    CHECK_ROWS(organisation, companies);
}

TEST(sub_names_the_head_of_a_household)
{
    static const struct row rows[] = {
        { "the head", "111:360502199003070024", "a10182a201" HER "0202a201" HIS "0203", NULL },
        { "the head, who comes last",
          "111:360502199003070016",
          "a10182a201" HER "0203a201" HIS "0202",
          NULL },
        { "the other member",
          "111:360502199003070016",
          "a10182a201" HER "0202a201" HIS "0203",
          ANOTHER },
        { "a head without a number",
          "111:360502199003070024",
          "a10182a10202a201" HIS "0203",
          NULL },
        { "no head among those shown", "111:360502199003070024", "a10181a201" HIS "0203", NULL },
    };

    CHECK_ROWS(household, rows);
}
