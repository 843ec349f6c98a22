/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/matter.h>

#include "sample.h"

#include <ctype.h>
#include <string.h>

/*
 * What holds for each matter that ships: whoever adds one gets it looked at here.
 */

enum {
    SHIPPED_MIN = 30,
    BLANKS_MIN = 8,
    BLANKS_MAX = 25,
};

static void each_matter(void (*check)(const struct wallet_matter *matter))
{
    struct wallet_catalogue *catalogue = sample_shipped();
    struct wallet_matters *matters = NULL;
    struct wallet_error error = { 0 };

    if (wallet_matters_load(getenv("WALLET_CATALOGUE"), catalogue, &matters, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    CHECK(wallet_matters_count(matters) >= SHIPPED_MIN);
    for (size_t i = 0; i < wallet_matters_count(matters); i++) {
        check(wallet_matters_at(matters, i));
    }

    wallet_matters_free(matters);
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

/** Whether words are there in both languages, in each in its own letters. */
static void check_words(const struct wallet_matter *matter, const char *const words[2])
{
    CHECK_ROW(wallet_matter_name(matter), is_english(words[WALLET_ENGLISH]), true);
    CHECK_ROW(words[WALLET_ENGLISH], *words[WALLET_CHINESE] != '\0', true);
}

static void check_languages(const struct wallet_matter *matter)
{
    const char *titles[2];
    const char *departments[2];

    for (int i = 0; i < 2; i++) {
        titles[i] = wallet_matter_title(matter, (enum wallet_language)i);
        departments[i] = wallet_matter_department(matter, (enum wallet_language)i);
    }

    check_words(matter, titles);
    check_words(matter, departments);
    CHECK_ROW(wallet_matter_name(matter), is_english(titles[WALLET_CHINESE]), false);
    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        check_words(matter, wallet_matter_party_at(matter, i)->title);
    }
    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        const struct wallet_material *material = wallet_matter_material_at(matter, i);
        check_words(matter, material->title);
        CHECK_ROW(material->name, !*material->guide[0] == !*material->guide[1], true);
    }
    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        check_words(matter, wallet_matter_blank_at(matter, i)->title);
    }
    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        check_words(matter, wallet_matter_rule_at(matter, i)->title);
    }
}

TEST(a_matter_speaks_both_languages)
{
    each_matter(check_languages);
}

static void check_code(const struct wallet_matter *matter)
{
    const char *department = wallet_matter_department_code(matter);

    CHECK_ROW(
        wallet_matter_name(matter),
        strncmp(wallet_matter_code(matter), department, strlen(department)),
        0);
}

TEST(a_code_begins_with_the_departments)
{
    each_matter(check_code);
}

static void check_form(const struct wallet_matter *matter)
{
    const size_t count = wallet_matter_blank_count(matter);
    size_t filled = 0;

    for (size_t i = 0; i < count; i++) {
        filled += wallet_matter_blank_at(matter, i)->source_count > 0;
    }

    CHECK_ROW(wallet_matter_name(matter), count >= BLANKS_MIN && count <= BLANKS_MAX, true);
    CHECK_ROW(wallet_matter_name(matter), filled >= 2, true);
}

TEST(a_form_is_filled_from_licences_in_part)
{
    each_matter(check_form);
}

static void check_applicant(const struct wallet_matter *matter)
{
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    const size_t count = wallet_matter_items(matter, 0, items);
    bool is_required = false;

    for (size_t i = 0; i < count; i++) {
        is_required |= items[i].is_required;
    }

    CHECK_ROW(wallet_matter_name(matter), is_required, true);
    CHECK_ROW(wallet_matter_name(matter), wallet_matter_rule_count(matter) > 0, true);
}

TEST(the_applicant_shows_a_licence_and_something_is_compared)
{
    each_matter(check_applicant);
}

static void check_party(const struct wallet_matter *matter)
{
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];

    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        const char *party = wallet_matter_party_at(matter, i)->name;
        CHECK_ROW(party, wallet_matter_items(matter, i, items) > 0, true);
    }
}

TEST(nobody_takes_part_without_a_licence)
{
    each_matter(check_party);
}
