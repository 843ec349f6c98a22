/* SPDX-License-Identifier: Apache-2.0 */
#include "matter_rows.h"

#include <stdio.h>

static const struct row heads[] = {
    { "\"sample-matter\"",
      "\"Sample\"",
      STRUCTURE,
      "line 1: 'name': expected a name of a-z, 0-9 and '-', a letter first, of at most 63 "
      "characters" },
    { "\"11360500000000019FSAMPLE01\"",
      "\"11360500-1\"",
      STRUCTURE,
      "line 2: 'code': expected 1 to 40 of 0-9 A-Z" },
    { "\"11360500000000019FSAMPLE01\"",
      "\"\"",
      STRUCTURE,
      "line 2: 'code': expected 1 to 40 of 0-9 A-Z" },
    { "\"11360500000000019FSAMPLE01\"",
      "\"11360500000000019FSAMPLE0123456789012345678\"",
      STRUCTURE,
      "line 2: 'code': expected 1 to 40 of 0-9 A-Z" },
    { "\"Sample Matter\" }",
      "\"\" }",
      STRUCTURE,
      "line 3: 'title.en': expected a text that is not empty" },
    { "\"en\": \"Sample Bureau\"",
      "\"fr\": \"Bureau\"",
      STRUCTURE,
      "line 4: 'department': unknown member 'fr'" },
    { "\"11360500000000019F\"",
      "\"11360500000000019G\"",
      STRUCTURE,
      "line 5: 'department_code': not the department's USCC: the check character is wrong" },
    { "\"basis\": \"tests\",", "", STRUCTURE, "line 1: 'basis': missing: expected a string" },
    { "\"days\": 5",
      "\"days\": 367",
      STRUCTURE,
      "line 6: 'days': expected a number from 0 to 366" },
    { "\"one-household\"",
      "\"household\"",
      STRUCTURE,
      "line 6: 'relation': expected one of 'none', 'one-holder', 'one-household', "
      "'one-enterprise'" },
    { "\"basis\": \"tests\",",
      "\"basis\": \"tests\",\n\"price\": 1,",
      STRUCTURE,
      "line 7: unknown member 'price'" },
    { "\"form\": [", "\"form\": {}, \"rulez\": [", STRUCTURE, "line 28: unknown member 'rulez'" },
};

TEST(what_a_matter_says_of_itself_is_checked)
{
    CHECK_ROWS(heads);
}

static const struct row parties[] = {
    { "\"spouse\", \"title\": { \"zh\": \"乙\"",
      "\"applicant\", \"title\": { \"zh\": \"乙\"",
      STRUCTURE,
      "line 9: 'parties[1]': another party is called that too" },
    { "\"holder\": \"organisation\"",
      "\"holder\": \"household\"",
      STRUCTURE,
      "line 10: 'parties[2].holder': expected one of 'person', 'organisation'" },
    { "\"B\" }, \"holder\": \"person\"",
      "\"B\" }, \"role\": \"person\"",
      STRUCTURE,
      "line 9: 'parties[1]': unknown member 'role'" },
    { "\"parties\": [",
      "\"parties\": [], \"remark\": [",
      STRUCTURE,
      "line 7: 'remark': expected a string" },
    { "\"parties\": [",
      "\"rules\": [",
      WALLET_ERR_MALFORMED,
      "line 36, column 1: a name stands twice in one object" },
};

TEST(parties_are_checked)
{
    CHECK_ROWS(parties);
}

static const struct row materials[] = {
    { "\"form\": \"paper\"",
      "\"form\": \"papyrus\"",
      STRUCTURE,
      "line 26: 'materials[4].form': expected one of 'paper', 'electronic', 'either', 'automatic', "
      "'automatic-first'" },
    { "\"form\": \"paper\"",
      "\"form\": \"automatic\"",
      STRUCTURE,
      "line 26: 'materials[4].form': no licence stands for it, so nothing can obtain it" },
    { "\"deferrable\"",
      "\"later\"",
      STRUCTURE,
      "line 18: 'materials[1].necessity': expected one of 'necessary', 'not-necessary', "
      "'deferrable'" },
    { "\"source\": \"other\"",
      "\"source\": \"elsewhere\"",
      STRUCTURE,
      "line 26: 'materials[4].source': expected one of 'applicant', 'government', 'other'" },
    { "\"kind\": 3",
      "\"kind\": 4",
      STRUCTURE,
      "line 13: 'materials[0].kind': expected a number from 1 to 3" },
    { "\"copies\": 2",
      "\"copies\": 0",
      STRUCTURE,
      "line 13: 'materials[0].copies': expected a number from 1 to 99" },
    { "\"shared\": true",
      "\"shared\": 1",
      STRUCTURE,
      "line 13: 'materials[0].shared': expected true or false" },
    { "\"party\": \"spouse\"",
      "\"party\": \"spuose\"",
      STRUCTURE,
      "line 22: 'materials[2].party': there is no party 'spuose', did you mean 'spouse'?" },
    { "\"name\": \"register\"",
      "\"name\": \"identity\"",
      STRUCTURE,
      "line 17: 'materials[1]': another material is called that too" },
    { "\"户口簿\"",
      "\"身份证\"",
      STRUCTURE,
      "line 17: 'materials[1]': another material is called that too" },
};

TEST(materials_are_checked)
{
    CHECK_ROWS(materials);
}

static const struct row wanted[] = {
    { "\"type\": \"residence-permit\"",
      "\"type\": \"residence-permti\"",
      STRUCTURE,
      "line 20: 'materials[1].licences[1].type': there is no licence type 'residence-permti', did "
      "you "
      "mean 'residence-permit'?" },
    { "\"type\": \"residence-permit\"",
      "\"type\": \"passport\"",
      STRUCTURE,
      "line 20: 'materials[1].licences[1].type': there is no licence type 'passport'" },
    { "\"type\": \"residence-permit\"",
      "\"type\": \"household-register\"",
      STRUCTURE,
      "line 20: 'materials[1].licences[1]': the type is there twice" },
    { "\"type\": \"residence-permit\"",
      "\"type\": \"business-licence\"",
      STRUCTURE,
      "line 20: 'materials[1].licences[1].type': 'applicant' is a person, which holds no "
      "'business-licence'" },
    { "\"type\": \"business-licence\"",
      "\"type\": \"id-card\"",
      STRUCTURE,
      "line 25: 'materials[3].licences[0].type': 'firm' is an organisation, which holds no "
      "'id-card'" },
    { "\"birth_date\", \"sex\"",
      "\"birthdate\", \"sex\"",
      STRUCTURE,
      "line 16: 'materials[0].licences[0].fields[2]': id-card: there is no field 'birthdate', did "
      "you mean "
      "'birth_date'?" },
    { "\"members.citizen_number\", \"address\"",
      "\"members.number\", \"address\"",
      STRUCTURE,
      "line 19: 'materials[1].licences[0].fields[0]': members: there is no field 'number'" },
    { "\"birth_date\", \"sex\"",
      "\"birth_date\", \"name\"",
      STRUCTURE,
      "line 16: 'materials[0].licences[0].fields[3]': it is named twice" },
    { "\"fields\": [\"name\", \"uscc\"]",
      "\"fields\": []",
      STRUCTURE,
      "line 25: 'materials[3].licences[0].fields': expected at least one field" },
    { "\"fields\": [\"name\", \"uscc\"]",
      "\"field\": [\"name\"]",
      STRUCTURE,
      "line 25: 'materials[3].licences[0]': unknown member 'field'" },
};

TEST(the_licences_that_stand_for_a_material_are_checked)
{
    CHECK_ROWS(wanted);
}

/** The sample with `count` copies of a text, each with its number for "%zu", between others. */
static char *repeated(
    const char *from, const char *before, const char *each, size_t count, const char *after)
{
    const size_t room = strlen(before) + strlen(after) + count * (strlen(each) + 8) + 1;
    char *text = test_memory(room);
    size_t used = (size_t)snprintf(text, room, "%s", before);

    for (size_t i = 0; i < count; i++) {
        const char *mark = strchr(each, '#');
        used += (size_t)snprintf(
            text + used,
            room - used,
            "%s%.*s%zu%s",
            i > 0 ? "," : "",
            (int)(mark - each),
            each,
            i,
            mark + 1);
    }

    (void)snprintf(text + used, room - used, "%s", after);
    return matter_changed(from, text);
}

TEST(beyond_a_limit_it_is_too_large)
{
    struct wallet_catalogue *catalogue = sample_shipped();
    static const char party[] =
        "{\"name\":\"p#\",\"title\":{\"zh\":\"人\",\"en\":\"p\"},\"holder\":\"person\"}";
    static const char rule[] = "{\"name\":\"r#\",\"title\":{\"zh\":\"则\",\"en\":\"r\"},"
                               "\"kind\":\"current\",\"licence\":\"id-card\"}";

    check_refused(
        catalogue,
        repeated("\"parties\": [\n", "\"parties\": [\n", party, WALLET_PARTY_MAX, ",\n"),
        TOO_LARGE,
        "line 7: 'parties': expected 1 to 8 elements");
    check_refused(
        catalogue,
        repeated("\"rules\": [\n", "\"rules\": [\n", rule, WALLET_RULE_MAX, ",\n"),
        TOO_LARGE,
        "line 36: 'rules': expected 0 to 64 elements");
    check_refused(
        catalogue,
        repeated(
            "\"from\": [\"id-card.name\"",
            "\"from\": [",
            "\"id-card.x#\"",
            WALLET_SOURCE_MAX,
            ",\"a.b\""),
        TOO_LARGE,
        "line 30: 'form[0].from': expected 1 to 8 elements");
    wallet_catalogue_free(catalogue);
}

TEST(every_prefix_of_a_matter_is_refused)
{
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t size = 0; size < sizeof matter_sample - 2; size++) {
        struct wallet_matters *matters = NULL;
        const struct wallet_bytes json = { (const uint8_t *)matter_sample, size };
        CHECK_EQUAL(wallet_matters_parse(json, catalogue, &matters, NULL), WALLET_ERR_MALFORMED);
        CHECK(!matters);
    }

    wallet_catalogue_free(catalogue);
}

TEST(what_is_no_json_or_no_matter_is_refused)
{
    struct wallet_catalogue *catalogue = sample_shipped();
    struct wallet_matters *matters = NULL;
    char *text = test_memory(WALLET_MATTER_FILE_MAX + 2);

    check_refused(catalogue, "[]", STRUCTURE, "expected an object");
    check_refused(catalogue, "{}", STRUCTURE, "'name': missing: expected a string");
    memset(text, ' ', WALLET_MATTER_FILE_MAX + 1);
    check_refused(catalogue, text, TOO_LARGE, "more than 262144 bytes");

    CHECK_EQUAL(wallet_matters_parse(test_text("{}"), NULL, &matters, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_matters_parse(test_text("{}"), catalogue, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_catalogue_free(catalogue);
}
