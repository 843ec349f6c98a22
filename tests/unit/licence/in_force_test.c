/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/in_force.h"

#include "../status/town.h"

enum {
    AN_HOUR = 3600,
    A_DAY = 86400,
};

/** An agency whose one licence stands in a register that was published at AGENCY_NOW. */
struct counter {
    struct town town;
    struct wallet_status_snapshot *snapshot;
    char identifier[WALLET_IDENTIFIER_SIZE];
};

static void open_counter(struct counter *counter, enum wallet_licence_state state)
{
    *counter = (struct counter){ .snapshot = NULL };
    town_open(&counter->town);
    town_issue(&counter->town, counter->identifier);
    CHECK_EQUAL(
        wallet_status_register_set(
            counter->town.reg, counter->identifier, state, "x", AGENCY_NOW, NULL),
        WALLET_OK);
    town_publish(&counter->town, AGENCY_NOW);
    CHECK_EQUAL(wallet_status_snapshot_new(&counter->snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(town_add(&counter->town, counter->snapshot, NULL), WALLET_OK);
    wallet_verifier_set_status(counter->town.agency.verifier, counter->snapshot);
}

static void close_counter(struct counter *counter)
{
    wallet_status_snapshot_free(counter->snapshot);
    town_close(&counter->town);
}

static enum wallet_reason verify(struct counter *counter, int64_t at_unix)
{
    struct agency *agency = &counter->town.agency;
    return agency_verify(agency, wallet_buffer_bytes(&agency->licence), at_unix);
}

static enum wallet_result result(const struct counter *counter)
{
    return wallet_verdict_check(counter->town.agency.verdict, WALLET_CHECK_STATUS, NULL);
}

TEST(data_is_fresh_then_to_be_looked_at_once_then_too_old)
{
    static const struct {
        int64_t age;
        enum wallet_reason reason;
        bool look_once;
    } rows[] = {
        { -120, WALLET_REASON_NONE, false },
        { 0, WALLET_REASON_NONE, false },
        { A_DAY - 1, WALLET_REASON_NONE, false },
        { A_DAY, WALLET_REASON_NONE, true },
        { 3 * A_DAY - 1, WALLET_REASON_NONE, true },
        { 3 * A_DAY, WALLET_REASON_STATUS_STALE, false }, /* the lists end here */
        { 3 * A_DAY + 1, WALLET_REASON_STATUS_STALE, false },
        { 300 * A_DAY, WALLET_REASON_STATUS_STALE, false },
    };
    struct counter counter;
    open_counter(&counter, WALLET_STATE_VALID);
    struct wallet_terms *terms = wallet_record_terms(counter.town.agency.record);
    terms->from_unix = AGENCY_NOW - A_DAY;
    agency_issue(&counter.town.agency, &counter.town.agency.signer);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t age = 0;
        CHECK_EQUAL(verify(&counter, AGENCY_NOW + rows[i].age), rows[i].reason);
        CHECK(wallet_verdict_status_age(counter.town.agency.verdict, &age));
        CHECK_EQUAL(age, rows[i].age);
        CHECK_EQUAL(wallet_verdict_look_once(counter.town.agency.verdict), rows[i].look_once);
        CHECK_EQUAL(
            result(&counter),
            rows[i].reason == WALLET_REASON_NONE ? WALLET_RESULT_PASSED : WALLET_RESULT_UNKNOWN);
    }

    close_counter(&counter);
}

TEST(data_from_after_the_check_says_that_a_clock_is_wrong)
{
    struct counter counter;
    open_counter(&counter, WALLET_STATE_VALID);
    struct wallet_terms *terms = wallet_record_terms(counter.town.agency.record);
    terms->from_unix = AGENCY_NOW - A_DAY;
    struct wallet_error error;
    CHECK_EQUAL(
        wallet_issue(
            counter.town.agency.record,
            &counter.town.agency.signer,
            AGENCY_NOW - A_DAY,
            &counter.town.agency.licence,
            &error),
        WALLET_OK);

    CHECK_EQUAL(verify(&counter, AGENCY_NOW - 121), WALLET_REASON_CLOCK);
    CHECK_EQUAL(result(&counter), WALLET_RESULT_UNKNOWN);
    close_counter(&counter);
}

TEST(a_revoked_licence_is_refused_however_old_the_data)
{
    struct counter counter;
    open_counter(&counter, WALLET_STATE_REVOKED);
    CHECK_EQUAL(verify(&counter, AGENCY_NOW), WALLET_REASON_REVOKED);
    CHECK_EQUAL(result(&counter), WALLET_RESULT_FAILED);
    CHECK_EQUAL(verify(&counter, AGENCY_NOW + 30 * A_DAY), WALLET_REASON_REVOKED);
    close_counter(&counter);
}

TEST(a_suspended_licence_is_refused_while_the_data_is_fresh)
{
    struct counter counter;
    open_counter(&counter, WALLET_STATE_SUSPENDED);
    CHECK_EQUAL(verify(&counter, AGENCY_NOW + 30 * AN_HOUR), WALLET_REASON_SUSPENDED);
    CHECK_EQUAL(result(&counter), WALLET_RESULT_FAILED);
    CHECK_EQUAL(verify(&counter, AGENCY_NOW + 4 * A_DAY), WALLET_REASON_STATUS_STALE);
    CHECK(strstr(wallet_verdict_detail(counter.town.agency.verdict), "suspended"));
    close_counter(&counter);
}

TEST(what_no_list_speaks_of_is_never_accepted)
{
    static const struct {
        const char *what;
        const char *uri;
        uint32_t index;
        enum wallet_result result;
    } rows[] = {
        { "another list", TOWN_URI "/0009.cwt", 0, WALLET_RESULT_UNKNOWN },
        { "the twin", TOWN_URI "/0000-suspended.cwt", 0, WALLET_RESULT_UNKNOWN },
        { "beyond the list", TOWN_URI "/0000.cwt", 1048576, WALLET_RESULT_FAILED },
    };
    struct counter counter;
    int64_t age = 0;
    open_counter(&counter, WALLET_STATE_VALID);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_terms *terms = wallet_record_terms(counter.town.agency.record);
        terms->status_uri = rows[i].uri;
        terms->status_index = rows[i].index;
        agency_issue(&counter.town.agency, &counter.town.agency.signer);
        CHECK_ROW(rows[i].what, verify(&counter, AGENCY_NOW), WALLET_REASON_STATUS_MISSING);
        CHECK_ROW(rows[i].what, result(&counter), rows[i].result);
        CHECK(!wallet_verdict_status_age(counter.town.agency.verdict, &age));
    }

    close_counter(&counter);
}

TEST(another_agencys_lists_say_nothing_of_a_licence)
{
    struct counter counter;
    struct town other;
    struct wallet_status_snapshot *snapshot = NULL;
    open_counter(&counter, WALLET_STATE_VALID);
    other = (struct town){ 0 };
    agency_open(&other.agency, WALLET_ALGORITHM_ED25519);
    wallet_key_free(other.agency.key);
    other.agency.key = agency_stranger(WALLET_ALGORITHM_ED25519, "913605020000000194");
    CHECK_EQUAL(wallet_key_signer(other.agency.key, &other.agency.signer, NULL), WALLET_OK);
    agency_trust(&other.agency, other.agency.key);
    CHECK_EQUAL(wallet_status_register_new(TOWN_URI, &other.reg, NULL), WALLET_OK);
    struct wallet_status_place place;
    CHECK_EQUAL(wallet_status_register_draw(other.reg, 1, &place, NULL), WALLET_OK);
    town_publish(&other, AGENCY_NOW);

    /* The same URIs, rightly signed, but by somebody who did not issue the licence. */
    CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(town_add(&other, snapshot, NULL), WALLET_OK);
    wallet_verifier_set_status(counter.town.agency.verifier, snapshot);
    CHECK_EQUAL(verify(&counter, AGENCY_NOW), WALLET_REASON_STATUS_MISSING);

    wallet_status_snapshot_free(snapshot);
    town_close(&other);
    close_counter(&counter);
}

TEST(without_a_status_nothing_is_asked)
{
    struct counter counter;
    int64_t age = 0;
    open_counter(&counter, WALLET_STATE_REVOKED);
    wallet_record_terms(counter.town.agency.record)->status_uri = NULL;
    agency_issue(&counter.town.agency, &counter.town.agency.signer);

    CHECK_EQUAL(verify(&counter, AGENCY_NOW + 300 * A_DAY), WALLET_REASON_NONE);
    CHECK_EQUAL(result(&counter), WALLET_RESULT_NOT_APPLICABLE);
    CHECK(!wallet_verdict_status_age(counter.town.agency.verdict, &age));
    close_counter(&counter);
}

TEST(without_data_a_status_stays_open)
{
    struct counter counter;
    open_counter(&counter, WALLET_STATE_VALID);
    wallet_verifier_set_status(counter.town.agency.verifier, NULL);
    CHECK_EQUAL(verify(&counter, AGENCY_NOW), WALLET_REASON_STATUS_MISSING);
    CHECK_EQUAL(result(&counter), WALLET_RESULT_UNKNOWN);
    close_counter(&counter);
}

TEST(a_uri_that_is_empty_or_too_long_is_not_issued)
{
    char longest[WALLET_STATUS_URI_MAX + 2];
    struct agency agency;
    memset(longest, 'a', sizeof longest - 1);
    longest[WALLET_STATUS_URI_MAX + 1] = '\0';
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct {
        const char *uri;
        enum wallet_status wanted;
    } rows[] = {
        { "", WALLET_ERR_VALUE },
        { "\xff", WALLET_ERR_VALUE },
        { longest, WALLET_ERR_VALUE },
        { longest + 1, WALLET_OK },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wallet_record_terms(agency.record)->status_uri = rows[i].uri;
        CHECK_ROW(
            rows[i].uri,
            wallet_issue(agency.record, &agency.signer, AGENCY_NOW, &agency.licence, NULL),
            rows[i].wanted);
    }

    agency_close(&agency);
}
