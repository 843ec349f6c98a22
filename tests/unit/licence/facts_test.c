/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/verify.h>

#include "agency.h"
#include "forge_licence.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/** The value of a field as people read it. */
static const char *format(const struct wallet_fact *fact, enum wallet_language language)
{
    struct wallet_buffer text = { 0 };
    CHECK_EQUAL(wallet_field_format(fact->field, &fact->value, language, &text), WALLET_OK);
    char *copy = test_memory(text.size + 1);
    memcpy(copy, text.data, text.size);
    wallet_buffer_clear(&text);
    return copy;
}

TEST(walks_the_fields_in_the_order_of_their_keys)
{
    struct agency agency;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    uint64_t last = 0;
    size_t count = 0;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    while (wallet_verdict_next_fact(agency.verdict, &walk, &fact)) {
        CHECK(count == 0 || fact.key > last);
        CHECK(fact.field);
        CHECK_EQUAL(fact.member, 0);
        CHECK_EQUAL(fact.finding, WALLET_FINDING_NONE);
        if (strcmp(wallet_field_name(fact.field), "name") == 0) {
            CHECK_TEXT(format(&fact, WALLET_CHINESE), "简素心");
        }

        if (strcmp(wallet_field_name(fact.field), "birth_date") == 0) {
            CHECK_TEXT(format(&fact, WALLET_CHINESE), "1990-03-07");
        }

        last = fact.key;
        count++;
    }

    CHECK_EQUAL(count, 9);
    CHECK(!wallet_verdict_next_fact(agency.verdict, &walk, &fact));
    agency_close(&agency);
}

TEST(shows_nothing_of_a_licence_that_was_altered)
{
    struct agency agency;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    int64_t when = 0;
    char identifier[WALLET_IDENTIFIER_SIZE];
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    agency.licence.data[agency.licence.size - 1] ^= 1;
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_SIGNATURE);
    CHECK(!wallet_verdict_next_fact(agency.verdict, &walk, &fact));
    CHECK(!wallet_verdict_type(agency.verdict));
    CHECK_EQUAL(wallet_verdict_issuer(agency.verdict).size, 0);
    CHECK_TEXT(wallet_verdict_issuer_name(agency.verdict, WALLET_ENGLISH), "");
    CHECK_EQUAL(wallet_verdict_claims(agency.verdict).rest.size, 0);
    CHECK(!wallet_verdict_from(agency.verdict, &when));
    CHECK(!wallet_verdict_until(agency.verdict, &when));
    wallet_verdict_identifier(agency.verdict, identifier);
    CHECK_TEXT(identifier, "");
    agency_close(&agency);
}

TEST(tells_who_issued_what_and_for_how_long)
{
    struct agency agency;
    int64_t when = 0;
    char identifier[WALLET_IDENTIFIER_SIZE];
    uint8_t digest[WALLET_DIGEST_SIZE];
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    CHECK_TEXT(wallet_type_name(wallet_verdict_type(agency.verdict)), "id-card");
    CHECK_BYTES(wallet_verdict_issuer(agency.verdict), test_text(AGENCY_ISSUER));
    CHECK_TEXT(wallet_verdict_issuer_name(agency.verdict, WALLET_CHINESE), "新余市某局");
    CHECK(wallet_verdict_from(agency.verdict, &when) && when == AGENCY_NOW);
    CHECK(wallet_verdict_until(agency.verdict, &when) && when == AGENCY_NOW + AGENCY_A_YEAR);
    CHECK_EQUAL(wallet_verdict_at(agency.verdict), AGENCY_NOW);
    wallet_verdict_identifier(agency.verdict, identifier);
    CHECK(strstr(identifier, ".TEST20260001.001."));
    wallet_verdict_digest(agency.verdict, digest);
    CHECK(digest[0] != digest[1] || digest[1] != digest[2]);
    agency_close(&agency);
}

/** Issues a household register of two and verifies it. */
static void open_household(struct agency *agency)
{
    const struct wallet_type *type;
    struct wallet_key *any = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    struct wallet_signer signer;
    struct wallet_error error = { 0 };
    const char *path = test_root_path("examples/data/household-register.json");

    agency_open(agency, WALLET_ALGORITHM_ED25519);
    agency_trust(agency, any);
    CHECK_EQUAL(wallet_key_signer(any, &signer, NULL), WALLET_OK);
    wallet_record_free(agency->record);
    type = wallet_catalogue_find(agency->catalogue, test_text("household-register"));
    if (wallet_record_parse(type, test_file(path), &agency->record, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    agency_issue(agency, &signer);
    wallet_key_free(any);
    CHECK_EQUAL(
        agency_verify(agency, wallet_buffer_bytes(&agency->licence), AGENCY_NOW),
        WALLET_REASON_NONE);
}

TEST(walks_the_members_one_by_one)
{
    struct agency agency;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t last_member = 0;
    size_t names = 0;
    open_household(&agency);

    while (wallet_verdict_next_fact(agency.verdict, &walk, &fact)) {
        CHECK(fact.member == 0 || fact.member >= last_member);
        CHECK(fact.field);
        names += fact.member > 0 && strcmp(wallet_field_name(fact.field), "name") == 0;
        last_member = fact.member > 0 ? fact.member : last_member;
    }

    CHECK_EQUAL(last_member, 3);
    CHECK_EQUAL(names, 3);
    agency_close(&agency);
}

/** An ID card with these fields, in hex, that the agency signed. */
static struct wallet_bytes forge(const struct agency *agency, const char *fields_hex)
{
    return forge_licence(agency, "111:360502199003070024", fields_hex);
}

/** An ID card of which one field is replaced; what follows the map's head in hex. */
struct alteration {
    const char *what;
    const char *fields_hex;
    enum wallet_reason wanted;
};

TEST(refuses_values_of_the_wrong_kind)
{
    /* Key 1 of the ID card is the name, a text; key 4 the date of birth. */
    static const struct alteration rows[] = {
        { "a number for a name", "a10105", WALLET_REASON_FIELDS },
        { "bytes for a name", "a1014161", WALLET_REASON_FIELDS },
        { "a bare number for a date", "a10401", WALLET_REASON_FIELDS },
        { "a text for a date", "a10468 3230323630313031", WALLET_REASON_FIELDS },
        { "a tagged text for a date", "a104d864 6161", WALLET_REASON_FIELDS },
        { "an escape in a name", "a10163611b62", WALLET_REASON_FIELDS },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes licence = forge(&agency, rows[i].fields_hex);
        CHECK_ROW(rows[i].what, agency_verify(&agency, licence, AGENCY_NOW), rows[i].wanted);
        CHECK(strstr(wallet_verdict_detail(agency.verdict), "field '"));
    }

    agency_close(&agency);
}

/* The same code as the ID card's, but nothing in it but a list that must not be empty. */
static const char list_type[] =
    "{\"name\":\"list\",\"code\":\"11100000000013127D001\","
    "\"title\":{\"zh\":\"名单\",\"en\":\"List\"},\"definer\":{\"zh\":\"某部\",\"en\":\"A "
    "Ministry\"},"
    "\"holder\":{\"kind\":\"household\",\"members\":\"members\",\"field\":\"number\","
    "\"relation\":\"relation\",\"head\":2},"
    "\"validity\":{\"zh\":\"长期\",\"en\":\"without end\"},\"source\":\"a test\",\"fields\":["
    "{\"key\":1,\"name\":\"members\",\"title\":{\"zh\":\"成员\",\"en\":\"Members\"},\"kind\":"
    "\"members\","
    "\"required\":true,\"disclosure\":\"always\",\"fields\":["
    "{\"key\":1,\"name\":\"number\",\"title\":{\"zh\":\"号码\",\"en\":\"Number\"},"
    "\"kind\":\"citizen-number\",\"required\":true,\"disclosure\":\"always\"},"
    "{\"key\":2,\"name\":\"relation\",\"title\":{\"zh\":\"关系\",\"en\":\"Relation\"},\"kind\":"
    "\"code\","
    "\"disclosure\":\"always\",\"codes\":[{\"code\":2,\"zh\":\"户主\",\"en\":\"head\"}]}]}]}";

TEST(demands_what_is_required_of_members_and_that_there_are_some)
{
    static const struct alteration rows[] = {
        { "no members", "a10180", WALLET_REASON_FIELDS },
        { "a member without its number", "a10181a10202", WALLET_REASON_FIELDS },
        { "the second member without its number",
          "a10182a10172333630353032313939303033303730303234a10202",
          WALLET_REASON_FIELDS },
        { "a complete member",
          "a10181a10172333630353032313939303033303730303234",
          WALLET_REASON_NONE },
    };
    struct agency agency;
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    if (wallet_catalogue_parse(test_text(list_type), NULL, &catalogue, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    wallet_verifier_free(agency.verifier);
    CHECK_EQUAL(wallet_verifier_new(agency.trust, catalogue, &agency.verifier, NULL), WALLET_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes licence = forge(&agency, rows[i].fields_hex);
        CHECK_ROW(rows[i].what, agency_verify(&agency, licence, AGENCY_NOW), rows[i].wanted);
    }

    wallet_catalogue_free(catalogue);
    agency_close(&agency);
}

/* The number stands behind the one field that it tells and before the other; members have theirs. */
static const char told_type[] =
    "{\"name\":\"told\",\"code\":\"11100000000013127D001\","
    "\"title\":{\"zh\":\"证\",\"en\":\"Licence\"},\"definer\":{\"zh\":\"某部\",\"en\":\"A "
    "Ministry\"},\"holder\":{\"kind\":\"person\",\"field\":\"number\"},"
    "\"validity\":{\"zh\":\"长期\",\"en\":\"without end\"},\"source\":\"a test\",\"fields\":["
    "{\"key\":1,\"name\":\"sex\",\"title\":{\"zh\":\"性别\",\"en\":\"Sex\"},\"kind\":\"code\","
    "\"disclosure\":\"always\",\"codes\":[{\"code\":1,\"zh\":\"男\"},{\"code\":2,\"zh\":\"女\"},"
    "{\"code\":9,\"zh\":\"未说明\"}]},"
    "{\"key\":2,\"name\":\"number\",\"title\":{\"zh\":\"号码\",\"en\":\"Number\"},"
    "\"kind\":\"citizen-number\",\"disclosure\":\"always\",\"birth_date\":\"born\",\"sex\":\"sex\"}"
    ","
    "{\"key\":3,\"name\":\"born\",\"title\":{\"zh\":\"出生\",\"en\":\"Born\"},\"kind\":\"date\","
    "\"disclosure\":\"always\"},"
    "{\"key\":4,\"name\":\"family\",\"title\":{\"zh\":\"家人\",\"en\":\"Family\"},\"kind\":"
    "\"members\",\"disclosure\":\"always\",\"fields\":["
    "{\"key\":1,\"name\":\"born\",\"title\":{\"zh\":\"出生\",\"en\":\"Born\"},\"kind\":\"date\","
    "\"disclosure\":\"always\"},"
    "{\"key\":2,\"name\":\"number\",\"title\":{\"zh\":\"号码\",\"en\":\"Number\"},"
    "\"kind\":\"citizen-number\",\"disclosure\":\"always\",\"birth_date\":\"born\"}]},"
    "{\"key\":5,\"name\":\"own\",\"title\":{\"zh\":\"自己\",\"en\":\"Own\"},\"kind\":\"date\","
    "\"disclosure\":\"always\"}]}";

/* 360502199003070024, the same with a wrong check character, and 360502201806010041. */
#define HERS   "72333630353032313939303033303730303234"
#define WRONG  "72333630353032313939303033303730303235"
#define CHILDS "72333630353032323031383036303130303431"

/* 1990-03-07, 2018-06-01 and the day behind it. */
#define IN_1990 "d864191cca"
#define IN_2018 "d864194513"
#define NEXT    "d864194514"

/** What contradicts a citizen number, such as "sex 1.born". */
static const char *contradictions(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    char *text = test_memory(128);
    text[0] = '\0';

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.finding == WALLET_FINDING_CONTRADICTION) {
            const size_t size = strlen(text);
            (void)snprintf(
                text + size,
                128 - size,
                "%s%zu.%s",
                size > 0 ? " " : "",
                fact.member,
                wallet_field_name(fact.field));
        }
    }

    return text;
}

TEST(tells_what_contradicts_a_citizen_number_and_accepts_it_all_the_same)
{
    static const struct {
        const char *what;
        const char *fields_hex;
        const char *contradictions;
    } rows[] = {
        { "nothing", "a3010202" HERS "03" IN_1990, "" },
        { "the sex, before the number", "a3010102" HERS "03" IN_1990, "0.sex" },
        { "the birth, behind it", "a3010202" HERS "03" IN_2018, "0.born" },
        { "both", "a3010102" HERS "03" IN_2018, "0.sex 0.born" },
        { "a sex that is not told", "a2010902" HERS, "" },
        { "no number that is shown", "a2010103" IN_2018, "" },
        { "a number alone", "a102" HERS, "" },
        { "a number with a wrong check character, too", "a202" WRONG "03" IN_2018, "0.born" },
        { "a member's birth",
          "a302" HERS "03" IN_1990 "0482a201" IN_2018 "02" CHILDS "a201" NEXT "02" CHILDS,
          "2.born" },
        { "a member without a number, who has not the last one's",
          "a202" HERS "0482a201" IN_2018 "02" CHILDS "a101" NEXT,
          "" },
        { "what comes behind members", "a302" HERS "0481a102" CHILDS "05" IN_2018, "" },
    };
    struct agency agency;
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    if (wallet_catalogue_parse(test_text(told_type), NULL, &catalogue, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    wallet_verifier_free(agency.verifier);
    CHECK_EQUAL(wallet_verifier_new(agency.trust, catalogue, &agency.verifier, NULL), WALLET_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes licence = forge_licence(
            &agency,
            strstr(rows[i].fields_hex, WRONG) ? "111:360502199003070025" : "111:360502199003070024",
            rows[i].fields_hex);
        CHECK_ROW(rows[i].what, agency_verify(&agency, licence, AGENCY_NOW), WALLET_REASON_NONE);
        CHECK_TEXT(contradictions(agency.verdict), rows[i].contradictions);
    }

    wallet_catalogue_free(catalogue);
    agency_close(&agency);
}
