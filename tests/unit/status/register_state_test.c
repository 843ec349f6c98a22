/* SPDX-License-Identifier: Apache-2.0 */
#include "status/register.h"
#include "town.h"

static enum wallet_status set(
    struct town *town, const char *identifier, enum wallet_licence_state state, const char *note)
{
    return wallet_status_register_set(town->reg, identifier, state, note, AGENCY_NOW + 5, NULL);
}

TEST(keeps_state_note_and_time)
{
    struct town town;
    char identifier[WALLET_IDENTIFIER_SIZE];
    struct wallet_status_entry entry;
    town_open(&town);
    town_issue(&town, identifier);

    CHECK_EQUAL(set(&town, identifier, WALLET_STATE_SUSPENDED, "案件待查"), WALLET_OK);
    wallet_status_register_at(town.reg, 0, &entry);
    CHECK_EQUAL(entry.state, WALLET_STATE_SUSPENDED);
    CHECK_TEXT(entry.note, "案件待查");
    CHECK_EQUAL(entry.changed_unix, AGENCY_NOW + 5);

    CHECK_EQUAL(set(&town, identifier, WALLET_STATE_VALID, NULL), WALLET_OK);
    wallet_status_register_at(town.reg, 0, &entry);
    CHECK_TEXT(entry.note, "");
    town_close(&town);
}

TEST(a_licence_that_is_issued_twice_has_one_state)
{
    struct town town;
    char first[WALLET_IDENTIFIER_SIZE];
    char second[WALLET_IDENTIFIER_SIZE];
    struct wallet_status_entry entry;
    town_open(&town);
    town_issue(&town, first);
    town_issue(&town, second);
    CHECK_TEXT(first, second);

    CHECK_EQUAL(set(&town, first, WALLET_STATE_REVOKED, NULL), WALLET_OK);
    for (size_t i = 0; i < 2; i++) {
        wallet_status_register_at(town.reg, i, &entry);
        CHECK_EQUAL(entry.state, WALLET_STATE_REVOKED);
    }

    town_close(&town);
}

TEST(refuses_changes_that_nobody_could_explain)
{
    char longest[WLT_REGISTER_NOTE_MAX + 2];
    memset(longest, 'a', sizeof longest - 1);
    longest[WLT_REGISTER_NOTE_MAX + 1] = '\0';
    const struct {
        const char *what;
        enum wallet_licence_state state;
        const char *note;
        enum wallet_status wanted;
    } rows[] = {
        { "other without a note", WALLET_STATE_OTHER, NULL, WALLET_ERR_VALUE },
        { "other with an empty note", WALLET_STATE_OTHER, "", WALLET_ERR_VALUE },
        { "other with a note", WALLET_STATE_OTHER, "x", WALLET_OK },
        { "valid again without a note", WALLET_STATE_VALID, NULL, WALLET_ERR_VALUE },
        { "suspended instead, without a note", WALLET_STATE_SUSPENDED, NULL, WALLET_ERR_VALUE },
        { "valid again", WALLET_STATE_VALID, "revoked by mistake", WALLET_OK },
        { "no state", (enum wallet_licence_state)8, "x", WALLET_ERR_VALUE },
        { "two lines", WALLET_STATE_REVOKED, "a\nb", WALLET_ERR_VALUE },
        { "no UTF-8", WALLET_STATE_REVOKED, "\xff", WALLET_ERR_VALUE },
        { "256 bytes", WALLET_STATE_REVOKED, longest, WALLET_ERR_VALUE },
        { "255 bytes", WALLET_STATE_REVOKED, longest + 1, WALLET_OK },
    };
    struct town town;
    char identifier[WALLET_IDENTIFIER_SIZE];
    town_open(&town);
    town_issue(&town, identifier);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what, set(&town, identifier, rows[i].state, rows[i].note), rows[i].wanted);
    }

    town_close(&town);
}

TEST(knows_only_licences_that_were_entered)
{
    struct town town;
    struct wallet_status_place place;
    town_open(&town);
    CHECK_EQUAL(wallet_status_register_draw(town.reg, 1, &place, NULL), WALLET_OK);

    CHECK_EQUAL(set(&town, "", WALLET_STATE_REVOKED, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(set(&town, "1.2.156", WALLET_STATE_REVOKED, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(set(&town, NULL, WALLET_STATE_REVOKED, NULL), WALLET_ERR_ARGUMENT);
    town_close(&town);
}

TEST(whatever_is_not_valid_or_suspended_is_revoked_to_a_verifier)
{
    for (unsigned number = 0; number < 120; number++) {
        const bool is_known = (number >= 1 && number <= 7) || number == 99;
        CHECK_EQUAL(wlt_register_is_state(number), is_known);
        if (is_known) {
            CHECK_EQUAL(
                wlt_register_value((enum wallet_licence_state)number),
                number == 1   ? WALLET_STATUS_VALID
                : number == 2 ? WALLET_STATUS_SUSPENDED
                              : WALLET_STATUS_INVALID);
        }
    }
}
