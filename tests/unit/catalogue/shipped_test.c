/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/wallet.h>

#include "agency.h"
#include "catalogue/type.h"
#include "sample.h"
#include "test.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/*
 * What holds for each licence type that ships: whoever adds one gets it looked at here.
 */

static const struct {
    const char *name;
    const char *title;
    enum wallet_holder_kind holder;
} wave[] = {
    { "birth-certificate", "出生医学证明", WALLET_HOLDER_PERSON },
    { "business-licence", "营业执照", WALLET_HOLDER_ORGANISATION },
    { "construction-permit", "建筑工程施工许可证", WALLET_HOLDER_ORGANISATION },
    { "disability-certificate", "残疾人证", WALLET_HOLDER_PERSON },
    { "divorce-certificate", "离婚证", WALLET_HOLDER_PERSON },
    { "driving-licence", "机动车驾驶证", WALLET_HOLDER_PERSON },
    { "elderly-card", "老年人优待证", WALLET_HOLDER_PERSON },
    { "food-business-licence", "食品经营许可证", WALLET_HOLDER_ORGANISATION },
    { "household-register", "居民户口簿", WALLET_HOLDER_HOUSEHOLD },
    { "id-card", "居民身份证", WALLET_HOLDER_PERSON },
    { "marriage-certificate", "结婚证", WALLET_HOLDER_PERSON },
    { "medical-institution-licence", "医疗机构执业许可证", WALLET_HOLDER_ORGANISATION },
    { "public-place-hygiene-licence", "公共场所卫生许可证", WALLET_HOLDER_ORGANISATION },
    { "real-estate-certificate", "不动产权证书", WALLET_HOLDER_EITHER },
    { "residence-permit", "居住证", WALLET_HOLDER_PERSON },
    { "road-transport-permit", "道路运输经营许可证", WALLET_HOLDER_ORGANISATION },
    { "social-organisation-certificate", "社会团体法人登记证书", WALLET_HOLDER_ORGANISATION },
    { "social-security-card", "社会保障卡", WALLET_HOLDER_PERSON },
    { "subsistence-allowance-certificate", "最低生活保障证", WALLET_HOLDER_HOUSEHOLD },
    { "vehicle-licence", "机动车行驶证", WALLET_HOLDER_EITHER },
};

static void each_of(
    const struct wallet_type *type,
    const struct wlt_field_set *set,
    void (*check)(const struct wallet_type *type, const struct wallet_field *field))
{
    for (size_t i = 0; i < set->count; i++) {
        check(type, &set->fields[i]);
        each_of(type, &set->fields[i].members, check);
    }
}

/** Looks at each field of each type, those of members too. */
static void each_field(
    void (*check)(const struct wallet_type *type, const struct wallet_field *field))
{
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        each_of(type, &type->fields, check);
    }

    wallet_catalogue_free(catalogue);
}

/** Whether a text is English: ASCII alone.  What is Chinese is not. */
static bool is_english(const char *text)
{
    for (const char *at = text; *at; at++) {
        if (!isprint((unsigned char)*at)) {
            return false;
        }
    }

    return *text;
}

static bool is_chinese(const char *text)
{
    return *text && !is_english(text);
}

TEST(the_twenty_types_of_the_first_wave_ship)
{
    struct wallet_catalogue *catalogue = sample_shipped();
    const size_t count = sizeof wave / sizeof wave[0];

    CHECK_EQUAL(wallet_catalogue_count(catalogue), count);
    for (size_t i = 0; i < count; i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        CHECK_TEXT(wallet_type_name(type), wave[i].name);
        CHECK_TEXT(wallet_type_title(type, WALLET_CHINESE), wave[i].title);
        CHECK_ROW(wave[i].name, wallet_type_holder(type), wave[i].holder);
    }

    wallet_catalogue_free(catalogue);
}

TEST(a_type_speaks_both_languages)
{
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        const char *name = wallet_type_name(type);
        CHECK_ROW(name, is_chinese(wallet_type_title(type, WALLET_CHINESE)), true);
        CHECK_ROW(name, is_english(wallet_type_title(type, WALLET_ENGLISH)), true);
        CHECK_ROW(name, is_chinese(wallet_type_definer(type, WALLET_CHINESE)), true);
        CHECK_ROW(name, is_english(wallet_type_definer(type, WALLET_ENGLISH)), true);
        CHECK_ROW(name, is_chinese(wallet_type_validity(type, WALLET_CHINESE)), true);
        CHECK_ROW(name, is_english(wallet_type_validity(type, WALLET_ENGLISH)), true);
    }

    wallet_catalogue_free(catalogue);
}

static void check_languages(const struct wallet_type *type, const struct wallet_field *field)
{
    (void)type;
    CHECK_ROW(
        wallet_field_name(field), is_chinese(wallet_field_title(field, WALLET_CHINESE)), true);
    CHECK_ROW(
        wallet_field_name(field), is_english(wallet_field_title(field, WALLET_ENGLISH)), true);
}

TEST(a_field_speaks_both_languages)
{
    each_field(check_languages);
}

/* What is ours in a type code must say so, or an agency would take it for the official one. */
TEST(a_type_code_is_well_formed_and_its_source_tells_what_is_not_official)
{
    const int first_of_ours = 900;
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        const char *name = wallet_type_name(type);
        const char *code = wallet_type_code(type);
        const char *source = wallet_type_source(type);
        const bool is_ours = strtol(code + 18, NULL, 10) >= first_of_ours;
        const bool is_placeholder = strstr(code, "TEMP");

        CHECK_ROW(name, wallet_type_code_check(test_text(code)), WALLET_FINDING_NONE);
        CHECK_ROW(name, is_chinese(source), true);
        CHECK_ROW(name, strstr(source, "placeholder") != NULL, is_placeholder);
        CHECK_ROW(name, !is_ours || strstr(source, "is ours"), true);
    }

    wallet_catalogue_free(catalogue);
}

/* By key and by name each field is found again, so no two are the same. */
TEST(fields_have_keys_and_names_of_their_own)
{
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        for (size_t j = 0; j < wallet_type_field_count(type); j++) {
            const struct wallet_field *field = wallet_type_field_at(type, j);
            const char *name = wallet_field_name(field);
            const char *title = wallet_field_title(field, WALLET_CHINESE);
            const uint64_t key = wallet_field_key(field);
            CHECK_ROW(name, wallet_type_field_by_key(type, key) == field, true);
            CHECK_ROW(name, wallet_type_find_field(type, test_text(name)) == field, true);
            CHECK_ROW(name, wallet_type_find_field(type, test_text(title)) == field, true);
        }
    }

    wallet_catalogue_free(catalogue);
}

/** The field with the holder's number; of two the person's. */
static const struct wallet_field *number_of(const struct wallet_type *type)
{
    const struct wallet_field *person = wallet_type_holder_person(type);
    return person ? person : wallet_type_holder_organisation(type);
}

TEST(a_type_demands_the_number_of_its_holder)
{
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        const struct wlt_holder *holder = &type->holder;
        const bool is_household = holder->kind == WALLET_HOLDER_HOUSEHOLD;
        const bool is_either = holder->kind == WALLET_HOLDER_EITHER;
        const bool is_person = is_household || holder->kind == WALLET_HOLDER_PERSON;
        const char *name = wallet_type_name(type);
        CHECK_ROW(name, holder->person != NULL, is_person || is_either);
        CHECK_ROW(name, holder->organisation != NULL, !is_person);
        CHECK_ROW(name, number_of(type)->is_required, !is_either);
        CHECK_ROW(name, !is_household || holder->members->is_required, true);
        CHECK_ROW(name, !is_household || holder->relation->is_required, true);
    }

    wallet_catalogue_free(catalogue);
}

static void check_disclosure(const struct wallet_type *type, const struct wallet_field *field)
{
    const bool is_shown = wallet_field_disclosure(field) == WALLET_DISCLOSE_ALWAYS;
    const bool is_portrait = strcmp(wallet_field_name(field), "portrait") == 0;
    const bool is_address = strcmp(wallet_field_name(field), "address") == 0;
    const bool is_person = wallet_type_holder(type) != WALLET_HOLDER_ORGANISATION;
    const bool is_private = wallet_field_is_sensitive(field) ||
                            wallet_field_kind(field) == WALLET_FIELD_CITIZEN_NUMBER ||
                            (is_address && is_person);

    CHECK_ROW(wallet_field_name(field), is_shown && is_private, false);
    CHECK_ROW(wallet_field_name(field), is_portrait && !wallet_field_is_sensitive(field), false);
}

TEST(numbers_and_addresses_of_people_and_what_is_sensitive_wait_to_be_asked_for)
{
    each_field(check_disclosure);
}

/* Personal Information Protection Law, article 28: health, money, and children below 14. */
TEST(what_article_28_names_is_never_shown_by_default)
{
    static const struct {
        const char *type;
        const char *field;
    } rows[] = {
        { "birth-certificate", "name" },
        { "birth-certificate", "birth_date" },
        { "birth-certificate", "gestation" },
        { "birth-certificate", "weight" },
        { "disability-certificate", "category" },
        { "disability-certificate", "grade" },
        { "disability-certificate", "certificate_number" },
        { "driving-licence", "hearing_aid" },
        { "social-security-card", "bank_card_number" },
        { "subsistence-allowance-certificate", "amount" },
    };
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text(rows[i].type));
        CHECK(type);
        const struct wallet_field *field = wallet_type_find_field(type, test_text(rows[i].field));
        CHECK(field);
        CHECK_ROW(rows[i].field, wallet_field_disclosure(field), WALLET_DISCLOSE_NEVER_BY_DEFAULT);
        CHECK_ROW(rows[i].field, wallet_field_is_sensitive(field), true);
    }

    wallet_catalogue_free(catalogue);
}

/** Fields of a record that are not filled; NULL: none. */
struct gaps {
    const struct wallet_field *first;
    const struct wallet_field *second;
};

static void fill(
    struct wallet_record *record, const struct wlt_field_set *set, const struct gaps *gaps);

/** The first code of the list; of a household's relation the one that makes a head. */
static const char *sample_code(const struct wallet_type *type, const struct wallet_field *field)
{
    const bool is_relation = field == type->holder.relation;
    const uint64_t code =
        is_relation ? type->holder.head : wallet_field_code_at(field, 0, WALLET_ENGLISH, NULL);
    char *text = test_memory(32);
    (void)snprintf(text, 32, "%llu", (unsigned long long)code);
    return text;
}

static const char *sample_text(const struct wallet_type *type, const struct wallet_field *field)
{
    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_TEXT: return "样例";
    case WALLET_FIELD_DATE: return field->number ? "1990-03-07" : "2026-01-31";
    case WALLET_FIELD_CODE: return sample_code(type, field);
    case WALLET_FIELD_CITIZEN_NUMBER: return "360502199003070024";
    case WALLET_FIELD_USCC: return "913605020000000194";
    case WALLET_FIELD_DIVISION: return "360502";
    case WALLET_FIELD_NUMBER: return "42";
    case WALLET_FIELD_PORTRAIT:
    case WALLET_FIELD_MEMBERS: break;
    }

    return NULL;
}

static void fill_one(
    struct wallet_record *record, const struct wallet_field *field, const struct gaps *gaps)
{
    const char *name = wallet_field_name(field);
    const char *text = sample_text(wallet_record_type(record), field);
    struct wallet_record *member = NULL;
    enum wallet_status status;

    if (field->kind == WALLET_FIELD_PORTRAIT) {
        status = wallet_record_set_portrait(record, name, test_text("\xff\xd8\xff"), NULL);
    } else if (field->kind == WALLET_FIELD_MEMBERS) {
        status = wallet_record_add_member(record, name, &member, NULL);
        CHECK_ROW(name, status, WALLET_OK);
        fill(member, &field->members, gaps);
    } else {
        status = wallet_record_set(record, name, test_text(text), NULL);
    }

    CHECK_ROW(name, status, WALLET_OK);
}

/** Fills all fields but the gaps. */
static void fill(
    struct wallet_record *record, const struct wlt_field_set *set, const struct gaps *gaps)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct wallet_field *field = &set->fields[i];
        if (field != gaps->first && field != gaps->second) {
            fill_one(record, field, gaps);
        }
    }
}

static struct wallet_record *filled(const struct wallet_type *type, struct gaps gaps)
{
    struct wallet_record *record = NULL;

    CHECK_EQUAL(wallet_record_new(type, &record, NULL), WALLET_OK);
    fill(record, &type->fields, &gaps);
    wallet_record_terms(record)->until_unix = AGENCY_NOW + AGENCY_A_YEAR;
    return record;
}

/** Issues a licence whose holder is of one kind and looks at it. */
static void check_held(
    struct agency *agency,
    const struct wallet_signer *signer,
    const struct wallet_type *type,
    bool by_organisation)
{
    const struct wallet_field *person = wallet_type_holder_person(type);
    const struct wallet_field *organisation = wallet_type_holder_organisation(type);
    const char *name = wallet_type_name(type);
    if (!(by_organisation ? organisation : person)) {
        return;
    }

    wallet_record_free(agency->record);
    agency->record = filled(type, (struct gaps){ by_organisation ? person : organisation, NULL });
    agency_issue(agency, signer);

    const struct wallet_bytes licence = wallet_buffer_bytes(&agency->licence);
    CHECK_ROW(name, agency_verify(agency, licence, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_TEXT(wallet_type_name(wallet_verdict_type(agency->verdict)), name);
}

TEST(a_licence_of_each_type_is_issued_and_accepted)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct wallet_key *key = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    struct wallet_signer signer;
    CHECK_EQUAL(wallet_key_signer(key, &signer, NULL), WALLET_OK);
    agency_trust(&agency, key);

    for (size_t i = 0; i < wallet_catalogue_count(agency.catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(agency.catalogue, i);
        check_held(&agency, &signer, type, false);
        check_held(&agency, &signer, type, true);
    }

    wallet_key_free(key);
    agency_close(&agency);
}

TEST(a_licence_without_its_holder_is_not_issued)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < wallet_catalogue_count(agency.catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(agency.catalogue, i);
        const struct gaps nobody = {
            wallet_type_holder_person(type),
            wallet_type_holder_organisation(type),
        };
        struct wallet_record *record = filled(type, nobody);
        CHECK_ROW(
            wallet_type_name(type),
            wallet_issue(record, &agency.signer, AGENCY_NOW, &agency.licence, NULL),
            WALLET_ERR_MISSING);
        wallet_record_free(record);
    }

    agency_close(&agency);
}
