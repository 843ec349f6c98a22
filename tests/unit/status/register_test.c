/* SPDX-License-Identifier: Apache-2.0 */
#include "status/register.h"

#include "town.h"

TEST(takes_only_uris_that_lists_can_be_found_by)
{
    char longest[WLT_REGISTER_URI_MAX + 2];
    memset(longest, 'a', sizeof longest - 1);
    longest[WLT_REGISTER_URI_MAX + 1] = '\0';
    const struct {
        const char *uri;
        enum wallet_status wanted;
    } rows[] = {
        { TOWN_URI, WALLET_OK },
        { "urn:xinyu:status", WALLET_OK },
        { longest + 1, WALLET_OK },
        { longest, WALLET_ERR_VALUE },
        { "", WALLET_ERR_VALUE },
        { TOWN_URI "/", WALLET_ERR_VALUE },
        { "https://status.example/a b", WALLET_ERR_VALUE },
        { "https://status.example/新余", WALLET_ERR_VALUE },
        { NULL, WALLET_ERR_ARGUMENT },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_status_register *reg = NULL;
        CHECK_ROW(
            rows[i].uri ? rows[i].uri : "NULL",
            wallet_status_register_new(rows[i].uri, &reg, NULL),
            rows[i].wanted);
        wallet_status_register_free(reg);
    }
}

TEST(draws_places_that_nobody_has_and_nobody_can_guess)
{
    struct wallet_status_register *reg = NULL;
    uint8_t *taken = test_memory(WLT_REGISTER_SHARD_SIZE);
    size_t rising = 0;
    uint32_t last = 0;
    CHECK_EQUAL(wallet_status_register_new(TOWN_URI, &reg, NULL), WALLET_OK);

    for (int i = 0; i < 20000; i++) {
        struct wallet_status_place place = { 0 };
        CHECK_EQUAL(wallet_status_register_draw(reg, 1, &place, NULL), WALLET_OK);
        CHECK_TEXT(place.uri, TOWN_URI "/0000.cwt");
        CHECK(place.index < WALLET_STATUS_SHARD_ENTRIES);
        CHECK(!wlt_register_has_bit(taken, place.index));
        wlt_register_set_bit(taken, place.index);
        rising += place.index > last;
        last = place.index;
    }

    /* Of indices at random one half rises: 10000, give or take 58 a standard deviation. */
    CHECK(rising > 9000 && rising < 11000);
    CHECK_EQUAL(wallet_status_register_count(reg), 20000);
    wallet_status_register_free(reg);
}

TEST(opens_another_shard_when_one_is_full)
{
    struct wallet_status_register *reg = NULL;
    struct wallet_status_place place = { 0 };
    CHECK_EQUAL(wallet_status_register_new(TOWN_URI, &reg, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_register_draw(reg, 1, &place, NULL), WALLET_OK);

    /* All but one place are taken: it is found though hardly any draw hits it. */
    memset(reg->shards[0]->taken, 0xff, WLT_REGISTER_SHARD_SIZE);
    reg->shards[0]->taken[77777] = 0xef;
    reg->shards[0]->taken_count = WALLET_STATUS_SHARD_ENTRIES - 1;
    CHECK_EQUAL(wallet_status_register_draw(reg, 1, &place, NULL), WALLET_OK);
    CHECK_EQUAL(place.index, 77777 * 8 + 4);
    CHECK_EQUAL(wallet_status_register_shard_count(reg), 1);

    CHECK_EQUAL(wallet_status_register_draw(reg, 1, &place, NULL), WALLET_OK);
    CHECK_TEXT(place.uri, TOWN_URI "/0001.cwt");
    CHECK_EQUAL(wallet_status_register_shard_count(reg), 2);
    wallet_status_register_free(reg);
}

TEST(opens_no_more_shards_than_a_manifest_may_name)
{
    struct wallet_status_register *reg = NULL;
    CHECK_EQUAL(wallet_status_register_new(TOWN_URI, &reg, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_register_open_shard(reg, NULL), WALLET_OK);

    const size_t one = reg->shard_count;
    reg->shard_count = WALLET_STATUS_SHARD_MAX;
    CHECK_EQUAL(wlt_register_open_shard(reg, NULL), WALLET_ERR_TOO_LARGE);
    reg->shard_count = one;
    wallet_status_register_free(reg);
}

TEST(enters_a_licence_once_at_the_place_that_was_drawn_for_it)
{
    struct town town;
    char identifier[WALLET_IDENTIFIER_SIZE];
    struct wallet_status_entry entry;
    struct wallet_status_place place;
    town_open(&town);

    CHECK_EQUAL(wallet_status_register_enter(town.reg, "x", NULL), WALLET_ERR_ARGUMENT);
    town_issue(&town, identifier);
    wallet_status_register_at(town.reg, 0, &entry);
    CHECK_TEXT(entry.identifier, identifier);
    CHECK_TEXT(entry.place.uri, TOWN_URI "/0000.cwt");
    CHECK_TEXT(entry.note, "");
    CHECK_EQUAL(entry.state, WALLET_STATE_VALID);
    CHECK_EQUAL(entry.changed_unix, AGENCY_NOW);

    CHECK_EQUAL(wallet_status_register_enter(town.reg, identifier, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_status_register_draw(town.reg, 1, &place, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_register_enter(town.reg, "1.2.3", NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_status_register_enter(town.reg, identifier, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_register_enter(NULL, identifier, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_status_register_draw(NULL, 1, &place, NULL), WALLET_ERR_ARGUMENT);
    town_close(&town);
}
