/* SPDX-License-Identifier: Apache-2.0 */
#include "make_token.h"

static const struct wallet_bytes nobody_asked = { 0 };

static struct wallet_bytes disclosure_at(const struct counter *counter, size_t index)
{
    CHECK(index < counter->selection->disclosures.count);
    return counter->selection->disclosures.items[index].encoded;
}

TEST(what_is_shown_is_accepted_once)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };

    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        struct counter counter;
        counter_open(&counter, algorithms[i]);
        const struct wallet_bytes shown =
            counter_show(&counter, COUNTER_ID, nobody_asked, AGENCY_NOW);

        CHECK_EQUAL(counter_verify(&counter, shown, AGENCY_NOW), WALLET_REASON_NONE);
        CHECK(wallet_verdict_is_bound(counter.agency.verdict));
        CHECK_TEXT(wallet_verdict_format(counter.agency.verdict), "sd-cwt");
        CHECK_EQUAL(counter_verify(&counter, shown, AGENCY_NOW), WALLET_REASON_REPLAYED);
        CHECK_EQUAL(
            counter_verify(
                &counter, counter_show(&counter, COUNTER_ID, nobody_asked, AGENCY_NOW), AGENCY_NOW),
            WALLET_REASON_NONE);
        counter_close(&counter);
    }
}

static size_t count_facts(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t count = 0;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        count++;
    }

    return count;
}

/** The identity card always shows four of its fields; the test's has five more. */
TEST(the_counter_sees_what_is_shown_and_no_more)
{
    struct counter counter;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);

    (void)counter_verify(
        &counter, counter_show(&counter, COUNTER_ID, nobody_asked, AGENCY_NOW), AGENCY_NOW);
    CHECK_EQUAL(count_facts(counter.agency.verdict), 4);
    CHECK_EQUAL(wallet_selection_show_path(counter.selection, test_text("sex"), NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_selection_show_path(counter.selection, test_text("citizen_number"), NULL),
        WALLET_OK);
    CHECK_EQUAL(
        counter_verify(
            &counter, counter_show(&counter, COUNTER_ID, nobody_asked, AGENCY_NOW), AGENCY_NOW),
        WALLET_REASON_NONE);
    CHECK_EQUAL(count_facts(counter.agency.verdict), 6);
    counter_close(&counter);
}

TEST(no_bit_and_no_prefix_of_what_is_shown_can_change)
{
    struct counter counter;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(wallet_selection_show_path(counter.selection, test_text("sex"), NULL), WALLET_OK);
    const struct wallet_bytes shown = counter_show(&counter, COUNTER_ID, nobody_asked, AGENCY_NOW);
    uint8_t *copy = test_memory(shown.size);

    memcpy(copy, shown.data, shown.size);
    for (size_t bit = 0; bit < 8 * shown.size; bit++) {
        copy[bit / 8] ^= (uint8_t)(1 << (bit % 8));
        CHECK(
            counter_verify(&counter, (struct wallet_bytes){ copy, shown.size }, AGENCY_NOW) !=
            WALLET_REASON_NONE);
        copy[bit / 8] = shown.data[bit / 8];
    }

    for (size_t size = 0; size < shown.size; size++) {
        CHECK(
            counter_verify(&counter, (struct wallet_bytes){ shown.data, size }, AGENCY_NOW) !=
            WALLET_REASON_NONE);
    }

    CHECK_EQUAL(counter.seen_count, 0);
    counter_close(&counter);
}

TEST(is_good_for_this_counter_and_this_minute_only)
{
    static const struct {
        const char *what;
        const char *audience;
        int64_t at;
        enum wallet_reason wanted;
    } rows[] = {
        { "at the last second", COUNTER_ID, AGENCY_NOW + 90, WALLET_REASON_NONE },
        { "91 s old", COUNTER_ID, AGENCY_NOW + 91, WALLET_REASON_CODE_EXPIRED },
        { "a clock that is behind", COUNTER_ID, AGENCY_NOW - 30, WALLET_REASON_NONE },
        { "from the future", COUNTER_ID, AGENCY_NOW - 31, WALLET_REASON_NOT_YET_VALID },
        { "shown to another counter", "913605020000000003", AGENCY_NOW, WALLET_REASON_AUDIENCE },
        { "shown to nobody", "", AGENCY_NOW, WALLET_REASON_AUDIENCE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct counter counter;
        counter_open(&counter, WALLET_ALGORITHM_ED25519);
        /* The licence is of AGENCY_NOW itself, and may not be from the future either. */
        const struct wallet_bytes shown =
            counter_show(&counter, rows[i].audience, nobody_asked, AGENCY_NOW);
        CHECK_ROW(rows[i].what, counter_verify(&counter, shown, rows[i].at), rows[i].wanted);
        counter_close(&counter);
    }
}

TEST(answers_to_nobody_are_left_open)
{
    struct counter counter;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes answer = counter_show(
        &counter, COUNTER_ID, test_hex("00112233445566778899aabbccddeeff"), AGENCY_NOW);

    CHECK_EQUAL(counter_verify(&counter, answer, AGENCY_NOW), WALLET_REASON_NONCE);
    CHECK_EQUAL(wallet_verdict_decision(counter.agency.verdict), WALLET_UNKNOWN);
    counter_close(&counter);
}

/** Without a memory of what was shown, or a name to be shown to, nothing is accepted. */
TEST(a_verifier_that_is_not_set_up_accepts_nothing)
{
    struct counter counter;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes shown = counter_show(&counter, COUNTER_ID, nobody_asked, AGENCY_NOW);

    wallet_verifier_set_replay(counter.agency.verifier, (struct wallet_replay){ 0 });
    CHECK_EQUAL(counter_verify(&counter, shown, AGENCY_NOW), WALLET_REASON_REPLAYED);
    CHECK_EQUAL(wallet_verdict_decision(counter.agency.verdict), WALLET_UNKNOWN);
    CHECK_EQUAL(wallet_verifier_set_audience(counter.agency.verifier, NULL, 0, NULL), WALLET_OK);
    CHECK_EQUAL(counter_verify(&counter, shown, AGENCY_NOW), WALLET_REASON_AUDIENCE);
    CHECK_EQUAL(wallet_verdict_decision(counter.agency.verdict), WALLET_UNKNOWN);
    counter_close(&counter);
}

TEST(a_licence_that_nobody_shows_is_left_open)
{
    struct counter counter;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        counter_verify(&counter, wallet_buffer_bytes(&counter.bound), AGENCY_NOW),
        WALLET_REASON_HOLDER);
    CHECK_EQUAL(wallet_verdict_decision(counter.agency.verdict), WALLET_UNKNOWN);
    counter_close(&counter);
}

/** What the holder of one licence, or a thief of it, may try with disclosures. */
TEST(refuses_disclosures_that_are_not_those_of_the_licence)
{
    struct counter counter;
    struct counter other;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    counter_open(&other, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes own = disclosure_at(&counter, 0);
    const struct wallet_bytes foreign = disclosure_at(&other, 0);
    const struct wallet_bytes twice[] = { own, own };
    const struct wallet_bytes mixed[] = { own, foreign };
    const struct wallet_bytes made_up[] = { test_hex(
        "55 83 50 000102030405060708090a0b0c0d0e0f 6158 02") };
    const struct wallet_bytes as_decoy[] = { test_hex(
        "52 81 50 000102030405060708090a0b0c0d0e0f") };
    const struct wallet_bytes of_four[] = { test_hex(
        "55 84 50 000102030405060708090a0b0c0d0e0f 01 02 03") };
    const struct wallet_bytes short_salt[] = { test_hex(
        "53 83 4f 000102030405060708090a0b0c0d0e 01 02") };
    const struct {
        const char *what;
        struct wallet_bytes licence;
        enum wallet_reason wanted;
    } rows[] = {
        { "of another licence", with_disclosures(&counter, mixed, 2), WALLET_REASON_DISCLOSURE },
        { "the same twice", with_disclosures(&counter, twice, 2), WALLET_REASON_DISCLOSURE },
        { "made up", with_disclosures(&counter, made_up, 1), WALLET_REASON_DISCLOSURE },
        { "a decoy", with_disclosures(&counter, as_decoy, 1), WALLET_REASON_DISCLOSURE },
        { "of four parts", with_disclosures(&counter, of_four, 1), WALLET_REASON_DISCLOSURE },
        { "a short salt", with_disclosures(&counter, short_salt, 1), WALLET_REASON_DISCLOSURE },
        { "none in a list", with_disclosures(&counter, NULL, 0), WALLET_REASON_DISCLOSURE },
        { "no array", with_unprotected(&counter, test_hex("a1 11 a0")), WALLET_REASON_MALFORMED },
        { "not even bytes",
          with_unprotected(&counter, test_hex("a1 11 81 01")),
          WALLET_REASON_DISCLOSURE },
        { "encrypted",
          with_unprotected(&counter, test_hex("a1 18ab 81 83 40 40 40")),
          WALLET_REASON_MALFORMED },
        { "something else",
          with_unprotected(&counter, test_hex("a1 18 63 01")),
          WALLET_REASON_MALFORMED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct token_parts parts = honest_parts(&counter);
        parts.licence = rows[i].licence;
        CHECK_ROW(
            rows[i].what, counter_verify(&counter, make_token(&parts), AGENCY_NOW), rows[i].wanted);
        CHECK_EQUAL(wallet_verdict_decision(counter.agency.verdict), WALLET_REFUSED);
    }

    counter_close(&other);
    counter_close(&counter);
}

TEST(refuses_tokens_that_are_not_as_they_must_be)
{
    struct counter counter;
    struct wallet_signer thief;
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    struct wallet_key *key = counter_stranger(WALLET_ALGORITHM_ED25519);
    struct wallet_key *es256 = counter_stranger(WALLET_ALGORITHM_ES256);
    struct wallet_signer other_kind;
    counter_signer(key, &thief);
    counter_signer(es256, &other_kind);
    struct token_parts honest = honest_parts(&counter);
    struct token_parts rows[7];

    for (size_t i = 0; i < 7; i++) {
        rows[i] = honest;
    }

    rows[1].signer = &thief;
    rows[2].signer = &other_kind;
    rows[3].cti.size = 8;
    rows[4].typ = 61;
    rows[5].licence = wallet_buffer_bytes(&counter.agency.licence);
    rows[6].expires = AGENCY_NOW + 2 * AGENCY_A_YEAR; /* beyond the licence's own end */
    static const enum wallet_reason wanted[] = {
        WALLET_REASON_NONE,      WALLET_REASON_HOLDER,    WALLET_REASON_HOLDER,
        WALLET_REASON_MALFORMED, WALLET_REASON_SIGNATURE, WALLET_REASON_MALFORMED,
        WALLET_REASON_MALFORMED,
    };
    for (size_t i = 0; i < 7; i++) {
        CHECK_EQUAL(counter_verify(&counter, make_token(&rows[i]), AGENCY_NOW), wanted[i]);
    }

    wallet_key_free(es256);
    wallet_key_free(key);
    counter_close(&counter);
}

TEST(presents_only_what_it_can)
{
    struct counter counter;
    struct wallet_signer thief;
    struct wallet_buffer out = { 0 };
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    struct wallet_key *key = counter_stranger(WALLET_ALGORITHM_ED25519);
    counter_signer(key, &thief);
    const struct wallet_selection *selections[] = { counter.selection };
    struct wallet_showing showing = { COUNTER_ID, { 0 }, AGENCY_NOW };

    CHECK_EQUAL(wallet_present(selections, 1, &thief, &showing, &out, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(
        wallet_present(selections, 0, &counter.holder_signer, &showing, &out, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_present(
            selections, WALLET_SHOWN_MAX + 1, &counter.holder_signer, &showing, &out, NULL),
        WALLET_ERR_ARGUMENT);
    showing.at_unix = AGENCY_NOW + AGENCY_A_YEAR;
    CHECK_EQUAL(
        wallet_present(selections, 1, &counter.holder_signer, &showing, &out, NULL),
        WALLET_ERR_VALUE);
    showing.at_unix = AGENCY_NOW - 1;
    CHECK_EQUAL(
        wallet_present(selections, 1, &counter.holder_signer, &showing, &out, NULL),
        WALLET_ERR_VALUE);
    showing.audience = NULL;
    CHECK_EQUAL(
        wallet_present(selections, 1, &counter.holder_signer, &showing, &out, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(out.size, 0);
    wallet_key_free(key);
    counter_close(&counter);
}
