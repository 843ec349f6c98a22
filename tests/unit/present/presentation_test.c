/* SPDX-License-Identifier: Apache-2.0 */
#include "present/presentation.h"

#include "desk.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const struct wallet_bytes nobody_asked = { 0 };
static const struct wallet_request_field name_field[] = { { .key = 1 } };
static const struct wallet_request_item card_item[] = { { DESK_CARD, name_field, 1, true } };

static struct wallet_bytes issue_card(const struct desk *desk, const struct wallet_key *holder)
{
    return desk_issue(desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), holder);
}

static struct wallet_bytes show_card(const struct desk *desk, struct wallet_bytes nonce, int64_t at)
{
    struct wallet_selection *selection = desk_select(desk, issue_card(desk, desk->holder), "sex");
    return desk_show(desk, &selection, 1, NULL, nonce, at);
}

/** An array's head, and what is in it. */
static struct wallet_bytes array_of(const struct wallet_bytes *items, size_t count)
{
    uint8_t *all = test_memory(WALLET_PRESENTATION_MAX);
    size_t size = 1;

    all[0] = (uint8_t)(0x80 + count);
    for (size_t i = 0; i < count; i++) {
        memcpy(all + size, items[i].data, items[i].size);
        size += items[i].size;
    }

    return (struct wallet_bytes){ all, size };
}

TEST(several_licences_are_shown_at_once)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };

    for (size_t i = 0; i < 3; i++) {
        struct desk desk;
        desk_open(&desk, algorithms[i]);
        struct wallet_selection *selections[] = {
            desk_select(&desk, issue_card(&desk, desk.holder), "sex"),
            desk_select(
                &desk, desk_issue(&desk, DESK_REGISTER, desk_register(), desk.holder), "members.1"),
            desk_select(
                &desk,
                desk_issue(&desk, DESK_BUSINESS, desk_business(DESK_ID, "钟望舒"), desk.holder),
                ""),
        };
        const struct wallet_bytes shown =
            desk_show(&desk, selections, 3, NULL, nobody_asked, AGENCY_NOW);

        CHECK_EQUAL(desk_judge(&desk, shown, NULL, AGENCY_NOW), WALLET_REASON_NONE);
        CHECK_EQUAL(wallet_presentation_count(desk.presentation), 3);
        CHECK_EQUAL(desk.seen_count, 3);
        CHECK_EQUAL(desk_judge(&desk, shown, NULL, AGENCY_NOW), WALLET_REASON_REPLAYED);
        CHECK_EQUAL(desk.seen_count, 3);
        desk_close(&desk);
    }
}

/** The same as a code's text, with what scanners put around it. */
TEST(reads_text_as_it_reads_bytes)
{
    struct desk desk;
    struct wallet_buffer text = { 0 };
    char scanned[4096];
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        wallet_qr_write_text(show_card(&desk, nobody_asked, AGENCY_NOW), &text, NULL), WALLET_OK);
    (void)snprintf(scanned, sizeof scanned, "]Q1%.*s\r\n", (int)text.size, (char *)text.data);
    CHECK_EQUAL(desk_judge(&desk, test_text(scanned), NULL, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(
        desk_judge(&desk, wallet_buffer_bytes(&text), NULL, AGENCY_NOW), WALLET_REASON_REPLAYED);
    wallet_buffer_clear(&text);
    desk_close(&desk);
}

/* How many there may be, and of what. */
TEST(refuses_arrays_of_other_things)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card = show_card(&desk, nobody_asked, AGENCY_NOW);
    const struct wallet_bytes number = test_hex("01");
    const struct wallet_bytes mixed[] = { card, number };
    const struct wallet_bytes twice[] = { card, card };
    const struct wallet_bytes inner = array_of(twice, 2);
    const struct wallet_bytes nested[] = { card, inner };
    struct wallet_bytes sixteen[16];
    for (size_t i = 0; i < 16; i++) {
        sixteen[i] = card;
    }

    const struct wallet_bytes too_many = array_of(sixteen, 16);
    const struct wallet_bytes cut = { inner.data, inner.size - 1 };
    const struct wallet_bytes longer = { inner.data, inner.size + 1 };
    struct wallet_bytes fifteen = array_of(sixteen, 15);
    struct {
        const char *what;
        struct wallet_bytes input;
        enum wallet_reason wanted;
    } rows[] = {
        { "none", test_hex("80"), WALLET_REASON_UNSUPPORTED },
        { "sixteen", too_many, WALLET_REASON_UNSUPPORTED },
        { "fifteen times the same", fifteen, WALLET_REASON_REPLAYED },
        { "one and a number", array_of(mixed, 2), WALLET_REASON_MALFORMED },
        { "an array in an array", array_of(nested, 2), WALLET_REASON_MALFORMED },
        { "cut off", cut, WALLET_REASON_MALFORMED },
        { "something behind it", longer, WALLET_REASON_MALFORMED },
        { "numbers", test_hex("82 01 02"), WALLET_REASON_UNSUPPORTED },
        { "nothing at all", test_hex(""), WALLET_REASON_UNSUPPORTED },
        { "the same twice", inner, WALLET_REASON_REPLAYED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        desk.seen_count = 0;
        CHECK_ROW(rows[i].what, desk_judge(&desk, rows[i].input, NULL, AGENCY_NOW), rows[i].wanted);
        CHECK_ROW(rows[i].what, wallet_presentation_count(desk.presentation) >= 1, true);
    }

    desk_close(&desk);
}

/** An array of one is what wallet_present() does not make, and says the same as that one. */
TEST(an_array_of_one_is_that_one)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card = show_card(&desk, nobody_asked, AGENCY_NOW);

    CHECK_EQUAL(desk_judge(&desk, array_of(&card, 1), NULL, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(desk_judge(&desk, card, NULL, AGENCY_NOW), WALLET_REASON_REPLAYED);
    desk_close(&desk);
}

/** One licence that is not accepted spoils all, and nothing of it is used up. */
TEST(all_are_accepted_or_none)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes bound = issue_card(&desk, desk.holder);
    const struct wallet_bytes both[] = { show_card(&desk, nobody_asked, AGENCY_NOW), bound };
    const struct wallet_bytes late[] = { both[0],
                                         show_card(&desk, nobody_asked, AGENCY_NOW + 200) };

    CHECK_EQUAL(desk_judge(&desk, array_of(both, 2), NULL, AGENCY_NOW), WALLET_REASON_HOLDER);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_UNKNOWN);
    CHECK_EQUAL(
        desk_judge(&desk, array_of(late, 2), NULL, AGENCY_NOW), WALLET_REASON_NOT_YET_VALID);
    CHECK_EQUAL(desk.seen_count, 0);
    CHECK_EQUAL(desk_judge(&desk, both[0], NULL, AGENCY_NOW), WALLET_REASON_NONE);
    desk_close(&desk);
}

/** Of several, the first that was shown before ends it: what follows is not used up for nothing. */
TEST(behind_a_replay_nothing_is_remembered)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes cards[] = { show_card(&desk, nobody_asked, AGENCY_NOW),
                                          show_card(&desk, nobody_asked, AGENCY_NOW) };

    CHECK_EQUAL(desk_judge(&desk, cards[0], NULL, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(desk_judge(&desk, array_of(cards, 2), NULL, AGENCY_NOW), WALLET_REASON_REPLAYED);
    CHECK_EQUAL(desk.seen_count, 1);
    CHECK_EQUAL(desk_judge(&desk, cards[1], NULL, AGENCY_NOW), WALLET_REASON_NONE);
    desk_close(&desk);
}

TEST(an_answer_has_the_nonce_of_its_request)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_request *request = desk_ask(&desk, card_item, 1, WALLET_RELATION_NONE);
    struct wallet_request *other = desk_ask(&desk, card_item, 1, WALLET_RELATION_NONE);
    const struct wallet_bytes answer = show_card(&desk, wallet_request_nonce(request), AGENCY_NOW);
    const struct wallet_bytes unasked = show_card(&desk, nobody_asked, AGENCY_NOW);

    CHECK_EQUAL(desk_judge(&desk, answer, other, AGENCY_NOW), WALLET_REASON_NONCE);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_REFUSED);
    CHECK_EQUAL(desk_judge(&desk, answer, NULL, AGENCY_NOW), WALLET_REASON_NONCE);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_UNKNOWN);
    CHECK_EQUAL(desk_judge(&desk, unasked, request, AGENCY_NOW), WALLET_REASON_NONCE);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_REFUSED);
    CHECK_EQUAL(desk_judge(&desk, answer, request, AGENCY_NOW), WALLET_REASON_NONE);
    wallet_request_free(other);
    wallet_request_free(request);
    desk_close(&desk);
}

/** By whatever is shown: a second answer is another presentation with the same nonce. */
TEST(a_request_is_answered_once)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_request *request = desk_ask(&desk, card_item, 1, WALLET_RELATION_NONE);
    const struct wallet_bytes nonce = wallet_request_nonce(request);
    const struct wallet_bytes first = show_card(&desk, nonce, AGENCY_NOW);
    const struct wallet_bytes second = show_card(&desk, nonce, AGENCY_NOW);

    CHECK_EQUAL(desk_judge(&desk, first, request, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(desk_judge(&desk, first, request, AGENCY_NOW), WALLET_REASON_REPLAYED);
    CHECK_EQUAL(desk_judge(&desk, second, request, AGENCY_NOW), WALLET_REASON_REPLAYED);
    CHECK_TEXT(wallet_presentation_detail(desk.presentation), "the request was answered before");
    wallet_request_free(request);
    desk_close(&desk);
}

TEST(a_request_that_is_over_is_not_answered)
{
    static const struct {
        const char *what;
        int64_t at;
        enum wallet_reason wanted;
    } rows[] = {
        { "the last second", AGENCY_NOW + WALLET_REQUEST_SECONDS - 1, WALLET_REASON_NONE },
        { "its end", AGENCY_NOW + WALLET_REQUEST_SECONDS, WALLET_REASON_CODE_EXPIRED },
    };

    for (size_t i = 0; i < 2; i++) {
        struct desk desk;
        desk_open(&desk, WALLET_ALGORITHM_ED25519);
        struct wallet_request *request = desk_ask(&desk, card_item, 1, WALLET_RELATION_NONE);
        const struct wallet_bytes answer =
            show_card(&desk, wallet_request_nonce(request), rows[i].at);

        CHECK_ROW(rows[i].what, desk_judge(&desk, answer, request, rows[i].at), rows[i].wanted);
        CHECK_ROW(rows[i].what, desk.seen_count > 0, rows[i].wanted == WALLET_REASON_NONE);
        wallet_request_free(request);
        desk_close(&desk);
    }
}

/** Without a request nothing need be complete, and a printed licence is one like others. */
TEST(a_printed_licence_may_stand_beside_a_shown_one)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes both[] = { show_card(&desk, nobody_asked, AGENCY_NOW),
                                         issue_card(&desk, NULL) };

    CHECK_EQUAL(desk_judge(&desk, array_of(both, 2), NULL, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK(wallet_verdict_is_bound(wallet_presentation_verdict(desk.presentation, 0)));
    CHECK(!wallet_verdict_is_bound(wallet_presentation_verdict(desk.presentation, 1)));
    CHECK_EQUAL(desk_judge(&desk, both[1], NULL, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_presentation_count(desk.presentation), 1);
    desk_close(&desk);
}

TEST(the_pieces_of_one_presentation_do_not_fit_another)
{
    struct desk desk;
    struct wallet_signer thief;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_key *key = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    CHECK_EQUAL(wallet_key_signer(key, &thief, NULL), WALLET_OK);
    const struct wallet_bytes card = show_card(&desk, nobody_asked, AGENCY_NOW);
    uint8_t *copy = test_memory(card.size);

    /* The last 64 bytes are the holder's signature. */
    memcpy(copy, card.data, card.size);
    const struct wallet_bytes other = show_card(&desk, nobody_asked, AGENCY_NOW);
    memcpy(copy + card.size - 64, other.data + other.size - 64, 64);
    CHECK_EQUAL(
        desk_judge(&desk, (struct wallet_bytes){ copy, card.size }, NULL, AGENCY_NOW),
        WALLET_REASON_HOLDER);
    wallet_key_free(key);
    desk_close(&desk);
}

TEST(needs_what_it_is_called_with)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes nowhere = { NULL, 1 };

    CHECK_EQUAL(
        wallet_presentation_verify(NULL, nobody_asked, NULL, 0, desk.presentation, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_presentation_verify(desk.verifier, nobody_asked, NULL, 0, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_presentation_verify(desk.verifier, nowhere, NULL, 0, desk.presentation, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_presentation_new(NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_presentation_free(NULL);
    desk_close(&desk);
}

/** Requests of other kinds, OpenID4VP's for one, have nonces too. */
TEST(a_nonce_alone_is_answered_too)
{
    const struct wallet_bytes nonce = test_text("n-0S6_WzA2Mj");
    const struct wallet_bytes other = test_text("n-0S6_WzA2Mk");
    const struct wallet_bytes brief = { nonce.data, 7 };
    const struct wallet_bytes nowhere = { NULL, 8 };
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_presentation *outcome = desk.presentation;
    const struct wallet_bytes shown = show_card(&desk, nonce, AGENCY_NOW);

    CHECK_EQUAL(
        wallet_presentation_verify_nonce(desk.verifier, shown, brief, AGENCY_NOW, outcome, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_presentation_verify_nonce(desk.verifier, shown, nowhere, AGENCY_NOW, outcome, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_presentation_verify_nonce(desk.verifier, shown, other, AGENCY_NOW, outcome, NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_presentation_reason(outcome), WALLET_REASON_NONCE);
    CHECK_EQUAL(
        wallet_presentation_verify_nonce(desk.verifier, shown, nonce, AGENCY_NOW, outcome, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_presentation_verify_nonce(desk.verifier, shown, nonce, AGENCY_NOW, outcome, NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_presentation_reason(outcome), WALLET_REASON_REPLAYED);
    desk_close(&desk);
}
