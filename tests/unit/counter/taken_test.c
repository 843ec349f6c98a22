/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/taken.h"

#include "desk.h"
#include "make_taken.h"
#include "test.h"

#include <string.h>

static const struct wlt_kept *find(
    const struct wlt_taken *taken, uint64_t group, size_t member, uint64_t key)
{
    for (size_t i = 0; i < taken->kept_count; i++) {
        const struct wlt_kept *kept = &taken->kept[i];
        if (kept->group == group && kept->member == member && kept->key == key) {
            return kept;
        }
    }

    return NULL;
}

TEST(keeps_what_was_shown_and_who_it_is)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wlt_taken *card = take_shown(
        &desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), "name citizen_number birth_date");

    CHECK_TEXT(card->type_code, DESK_CARD);
    CHECK_TEXT(card->holder, "111:" DESK_WOMAN); /* by its field: the number itself was not shown */
    CHECK_TEXT(card->issuer, AGENCY_ISSUER);
    CHECK(card->is_bound && card->has_until && card->at_unix == AGENCY_NOW);
    CHECK_EQUAL(card->until_unix, AGENCY_NOW + AGENCY_A_YEAR);
    CHECK_BYTES(find(card, 0, 0, 1)->value.bytes, test_text("钟望舒"));
    CHECK_EQUAL(find(card, 0, 0, 4)->value.number, 7370); /* 1990-03-07 */
    CHECK(!find(card, 0, 0, 5));                          /* the address was not shown */
    wlt_taken_free(card);
    desk_close(&desk);
}

TEST(names_nobody_where_the_licence_does_not)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wlt_taken *card = take_shown(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), "name");
    struct wlt_taken *other =
        take_shown(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), "holder");
    struct wlt_taken *household = take_shown(&desk, DESK_REGISTER, desk_register(), "members.2");

    CHECK_TEXT(card->holder, "");
    CHECK_TEXT(other->holder, "111:" DESK_WOMAN);
    CHECK_TEXT(household->holder, "");
    CHECK(memcmp(card->key, other->key, sizeof card->key) == 0); /* one holder's key */
    CHECK(find(household, 9, 1, 1) || find(household, 9, 2, 1));
    wlt_taken_free(household);
    wlt_taken_free(other);
    wlt_taken_free(card);
    desk_close(&desk);
}

static void check_same(const struct wlt_taken *a, const struct wlt_taken *b)
{
    CHECK(a->way == b->way && a->party == b->party && a->is_bound == b->is_bound);
    CHECK_TEXT(a->type_code, b->type_code);
    CHECK_TEXT(a->identifier, b->identifier);
    CHECK_TEXT(a->issuer, b->issuer);
    CHECK_TEXT(a->holder, b->holder);
    CHECK(memcmp(a->digest, b->digest, sizeof a->digest) == 0);
    CHECK(memcmp(a->original, b->original, sizeof a->original) == 0);
    CHECK(memcmp(a->ground, b->ground, sizeof a->ground) == 0);
    CHECK(memcmp(a->key, b->key, sizeof a->key) == 0);
    CHECK(a->has_until == b->has_until && a->until_unix == b->until_unix);
    CHECK(a->is_to_be_checked == b->is_to_be_checked && a->verified_unix == b->verified_unix);
    CHECK_BYTES(wallet_buffer_bytes(&a->encoded), wallet_buffer_bytes(&b->encoded));
    CHECK_EQUAL(a->kept_count, b->kept_count);
    CHECK(a->type == b->type);
}

TEST(comes_back_as_it_was_written_and_from_nothing_less)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wlt_taken *household =
        take_shown(&desk, DESK_REGISTER, desk_register(), "holder members.1 members.2");
    struct wlt_taken *again = NULL;
    struct wallet_buffer body = { 0 };

    household->party = 1;
    household->is_to_be_checked = true;
    memset(household->ground, 7, sizeof household->ground);
    CHECK_EQUAL(wlt_taken_write(household, &body, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_taken_read(wallet_buffer_bytes(&body), AGENCY_NOW, desk.catalogue, &again, NULL),
        WALLET_OK);
    check_same(household, again);
    wlt_taken_free(again);

    for (size_t size = 0; size < body.size; size++) {
        const struct wallet_bytes part = { body.data, size };
        CHECK(wlt_taken_read(part, AGENCY_NOW, desk.catalogue, &again, NULL) != WALLET_OK);
    }

    wallet_buffer_clear(&body);
    wlt_taken_free(household);
    desk_close(&desk);
}

TEST(refuses_a_body_that_is_none)
{
    static const char *const rows[] = {
        "a0",                             /* nothing */
        "a3 0108 0200 0e 80",             /* no such way */
        "a3 0101 0208 0e 80",             /* no such party */
        "a2 0101 0200",                   /* no fields */
        "a4 0101 0200 0e80 1000",         /* a label of nothing */
        "a4 0101 0200 0741 00 0e80",      /* a digest that is none */
        "a3 0101 0200 0e 81 83 00 00 01", /* a field of three parts */
        "a3 0101 0200 0e 80 00",          /* more behind it */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_taken *taken = NULL;
        CHECK_ROW(
            rows[i], wlt_taken_read(test_hex(rows[i]), 0, NULL, &taken, NULL) == WALLET_OK, false);
    }
}
