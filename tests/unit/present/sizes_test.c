/* SPDX-License-Identifier: Apache-2.0 */

/* How large the codes are in which licences are shown: a table, and what of it must not grow. */
#include "desk.h"
#include "qr/capacity.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum {
    CARD_OF_THREE_MAX = 830, /* bytes, of an ID card with three fields */
    CARD_VERSION_MAX = 20,   /* and its symbol at level L */
};

/** What is shown, and whether there is a status entry. */
struct row {
    const char *what;
    const char *type;
    const char *paths; /* NULL: everything */
    bool has_status;
    bool is_printed;
};

#define CARD_1     "citizen_number"
#define CARD_3     CARD_1 " birth_date sex"
#define CARD_5     CARD_3 " ethnic_group address"
#define REGISTER_1 "members.2.citizen_number"
#define REGISTER_3 REGISTER_1 " members.2.birth_date members.2.sex"
#define REGISTER_5 REGISTER_3 " address household_number"

#define ROWS_OF(name, type, one, three, five)                                                  \
    { name ", printed", type, NULL, false, true }, { name ", all", type, NULL, false, false }, \
        { name ", 1 field", type, one, false, false },                                         \
        { name ", 3 fields", type, three, false, false },                                      \
        { name ", 5 fields", type, five, false, false },                                       \
        { name ", printed, status", type, NULL, true, true },                                  \
        { name ", all, status", type, NULL, true, false },                                     \
        { name ", 1 field, status", type, one, true, false },                                  \
        { name ", 3 fields, status", type, three, true, false },                               \
    {                                                                                          \
        name ", 5 fields, status", type, five, true, false                                     \
    }

static const struct row rows[] = {
    ROWS_OF("ID card", DESK_CARD, CARD_1, CARD_3, CARD_5),
    ROWS_OF("register of 4", DESK_REGISTER, REGISTER_1, REGISTER_3, REGISTER_5),
    ROWS_OF("business licence", DESK_BUSINESS, "", "", ""), /* all of it is always shown */
};

/** The example of the register, with a fourth member. */
static const char *register_of_four(void)
{
    const char *three = desk_register();
    const size_t size = strlen(three) - strlen("]}}");
    char *json = test_memory(size + 400);

    memcpy(json, three, size);
    (void)stpcpy(
        json + size,
        ",{\"name\":\"钟见山\",\"relation\":\"长子\",\"sex\":\"男\",\"ethnic_group\":\"畲\","
        "\"birth_date\":\"2018-06-01\",\"citizen_number\":\"360502201806010033\"}]}}");
    return json;
}

static const char *json_of(const char *type)
{
    if (strcmp(type, DESK_REGISTER) == 0) {
        return register_of_four();
    }

    return strcmp(type, DESK_CARD) == 0 ? desk_card("钟望舒", DESK_WOMAN)
                                        : desk_business(DESK_ID, "钟望舒");
}

/** The licence of a row, as it was issued. */
static struct wallet_buffer issue(const struct desk *desk, const struct row *row)
{
    struct wallet_record *record = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };

    if (wallet_record_parse(
            wallet_catalogue_find(desk->catalogue, test_text(row->type)),
            test_text(json_of(row->type)),
            &record,
            &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    struct wallet_terms *terms = wallet_record_terms(record);
    terms->serial = "XY20260000001";
    terms->from_unix = AGENCY_NOW - AGENCY_A_YEAR;
    terms->until_unix = AGENCY_NOW + AGENCY_A_YEAR;
    terms->status_uri = row->has_status ? "https://status.xinyu.example/1" : NULL;
    terms->status_index = 524288;
    CHECK_EQUAL(
        row->is_printed ? wallet_issue(record, &desk->agency_signer, AGENCY_NOW, &out, NULL)
                        : wallet_issue_bound(
                              record, desk->holder, &desk->agency_signer, AGENCY_NOW, &out, NULL),
        WALLET_OK);
    wallet_record_free(record);
    return out;
}

/** What stands in the code of a row. */
static struct wallet_bytes show(const struct desk *desk, const struct row *row)
{
    struct wallet_buffer licence = issue(desk, row);
    struct wallet_selection *selection =
        desk_select(desk, wallet_buffer_bytes(&licence), row->paths ? row->paths : "");
    struct wallet_bytes shown = { 0 };

    for (size_t i = 0; !row->paths && i < wallet_selection_count(selection); i++) {
        wallet_selection_show(selection, i);
    }

    if (row->is_printed) {
        uint8_t *copy = test_memory(licence.size);
        memcpy(copy, licence.data, licence.size);
        shown = (struct wallet_bytes){ copy, licence.size };
        wallet_selection_free(selection);
    } else {
        shown = desk_show(desk, &selection, 1, NULL, (struct wallet_bytes){ 0 }, AGENCY_NOW);
    }

    wallet_buffer_clear(&licence);
    return shown;
}

/** The smallest symbol that holds so many characters; 0: it takes several. */
static unsigned version_of(size_t characters, enum wallet_qr_level level)
{
    for (unsigned version = 1; version <= WALLET_QR_VERSION_MAX; version++) {
        if (characters <= wlt_symbol_capacity(version, level)) {
            return version;
        }
    }

    return 0;
}

/** Prints a line of the table; returns the version at level L. */
static unsigned print_row(const struct row *row, struct wallet_bytes shown)
{
    struct wallet_buffer text = { 0 };

    CHECK_EQUAL(wallet_qr_write_text(shown, &text, NULL), WALLET_OK);
    const unsigned version = version_of(text.size, WALLET_QR_LEVEL_L);
    print_message(
        "# %-34s %5zu %6zu %4u %4u\n",
        row->what,
        shown.size,
        text.size,
        version,
        version_of(text.size, WALLET_QR_LEVEL_M));
    wallet_buffer_clear(&text);
    return version;
}

TEST(codes_are_as_small_as_the_table_says)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    print_message(
        "# %-34s %5s %6s %4s %4s\n", "Ed25519; 0: several codes", "bytes", "chars", "L", "M");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes shown = show(&desk, &rows[i]);
        const unsigned version = print_row(&rows[i], shown);
        if (rows[i].paths && strcmp(rows[i].paths, CARD_3) == 0) {
            CHECK_ROW(rows[i].what, shown.size <= CARD_OF_THREE_MAX, true);
            CHECK_ROW(rows[i].what, version <= CARD_VERSION_MAX, true);
        }
    }

    desk_close(&desk);
}
