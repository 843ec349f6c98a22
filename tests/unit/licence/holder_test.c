/* SPDX-License-Identifier: Apache-2.0 */
#include "foreign.h"

#include <string.h>

#define HEX  test_hex
#define NONE ((struct wallet_bytes){ NULL, 0 })

/** A licence that is bound to a key, whatever that is. */
static struct wallet_bytes bound_to(const struct desk *desk, struct wallet_bytes cnf)
{
    const struct hidden none = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes claims = JOIN(
        HEX("a4 02 6173 01"),
        as_text(AGENCY_ISSUER),
        HEX("06"),
        as_number(AGENCY_NOW - 60),
        HEX("08"),
        cnf);

    return make_foreign(desk, HEX("190125"), NONE, 0, claims, &none);
}

static struct wallet_bytes usual_licence(const struct desk *desk)
{
    return bound_to(desk, JOIN(HEX("a1 01"), cose_key(desk->holder)));
}

static enum wallet_reason judge(
    struct desk *desk, struct wallet_bytes claims, const struct wallet_request *request, int64_t at)
{
    return desk_judge(desk, make_foreign_token(desk, usual_licence(desk), claims), request, at);
}

TEST(is_for_whom_it_names)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes us = as_text(DESK_ID);
    const struct {
        const char *what;
        struct wallet_bytes aud;
        enum wallet_reason wanted;
    } rows[] = {
        { "us", us, WALLET_REASON_NONE },
        { "us alone, in a list", JOIN(HEX("81"), us), WALLET_REASON_NONE },
        { "us and others", JOIN(HEX("82 6161"), us), WALLET_REASON_NONE },
        { "others", HEX("82 6161 6162"), WALLET_REASON_AUDIENCE },
        { "nobody", HEX("80"), WALLET_REASON_AUDIENCE },
        { "an empty name", HEX("60"), WALLET_REASON_AUDIENCE },
        { "a number", HEX("01"), WALLET_REASON_AUDIENCE },
        { "us and a number", JOIN(HEX("82"), us, HEX("01")), WALLET_REASON_AUDIENCE },
        { "bytes", as_bytes(test_text(DESK_ID)), WALLET_REASON_AUDIENCE },
        { "what begins as we do", as_text(DESK_ID "1"), WALLET_REASON_AUDIENCE },
        { "a list in a list", JOIN(HEX("81 81"), us), WALLET_REASON_AUDIENCE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes claims =
            JOIN(HEX("a2 06"), as_number(AGENCY_NOW), HEX("03"), rows[i].aud);
        CHECK_ROW(rows[i].what, judge(&desk, claims, NULL, AGENCY_NOW), rows[i].wanted);
    }

    desk_close(&desk);
}

/* Seconds from when it was made to when it is looked at; exp counts from then, too. */
TEST(is_fresh_for_90_seconds_or_until_it_says)
{
    static const struct {
        const char *what;
        int64_t after;
        int64_t exp; /* 0: none */
        enum wallet_reason wanted;
    } rows[] = {
        { "at once", 0, 0, WALLET_REASON_NONE },
        { "30 s before", -30, 0, WALLET_REASON_NONE },
        { "31 s before", -31, 0, WALLET_REASON_NOT_YET_VALID },
        { "90 s", 90, 0, WALLET_REASON_NONE },
        { "91 s", 91, 0, WALLET_REASON_CODE_EXPIRED },
        { "91 s, with a far end", 91, 100000, WALLET_REASON_CODE_EXPIRED },
        { "at its end", 10, 10, WALLET_REASON_NONE },
        { "30 s behind its end", 40, 10, WALLET_REASON_NONE },
        { "31 s behind its end", 41, 10, WALLET_REASON_CODE_EXPIRED },
        { "a year", AGENCY_A_YEAR, 0, WALLET_REASON_CODE_EXPIRED },
    };

    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const bool ends = rows[i].exp > 0;
        const struct wallet_bytes claims = JOIN(
            HEX(ends ? "a3 06" : "a2 06"),
            as_number(AGENCY_NOW),
            HEX("03"),
            as_text(DESK_ID),
            ends ? JOIN(HEX("04"), as_number(AGENCY_NOW + rows[i].exp)) : NONE);
        desk.seen_count = 0;
        CHECK_ROW(
            rows[i].what, judge(&desk, claims, NULL, AGENCY_NOW + rows[i].after), rows[i].wanted);
    }

    desk_close(&desk);
}

/** Times at the ends of what a number can say make no sum that overflows. */
TEST(times_at_the_ends_are_refused_quietly)
{
    static const int64_t times[] = { INT64_MIN, INT64_MIN + 1, -1, 0, INT64_MAX - 1, INT64_MAX };
    static const int64_t clocks[] = { INT64_MIN, 0, AGENCY_NOW, INT64_MAX };
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        for (size_t j = 0; j < sizeof clocks / sizeof clocks[0]; j++) {
            const struct wallet_bytes claims =
                JOIN(HEX("a2 06"), as_number(times[i]), HEX("03"), as_text(DESK_ID));
            const bool is_fresh = clocks[j] == INT64_MAX && times[i] >= INT64_MAX - 1;
            CHECK_EQUAL(judge(&desk, claims, NULL, clocks[j]) == WALLET_REASON_NONE, is_fresh);
        }
    }

    desk_close(&desk);
}

TEST(a_nonce_is_the_one_that_was_asked_for)
{
    static const struct wallet_request_field fields[] = { { .key = 1 } };
    static const struct wallet_request_item items[] = { { DESK_CARD, fields, 1, false } };
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_request *request = desk_ask(&desk, items, 1, WALLET_RELATION_NONE);
    const struct wallet_bytes nonce = wallet_request_nonce(request);
    const struct wallet_bytes shorter = { nonce.data, nonce.size - 1 };
    const struct {
        const char *what;
        struct wallet_bytes cnonce;
        enum wallet_reason wanted;
    } rows[] = {
        { "a shorter one", as_bytes(shorter), WALLET_REASON_NONCE },
        { "a longer one", as_bytes(JOIN(nonce, HEX("00"))), WALLET_REASON_NONCE },
        { "an empty one", HEX("40"), WALLET_REASON_NONCE },
        { "a number", HEX("01"), WALLET_REASON_NONCE },
        { "null", HEX("f6"), WALLET_REASON_NONCE },
        { "another one", HEX("50 00000000000000000000000000000000"), WALLET_REASON_NONCE },
        { "this one", as_bytes(nonce), WALLET_REASON_NONE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes claims = JOIN(
            HEX("a3 06"),
            as_number(AGENCY_NOW),
            HEX("03"),
            as_text(DESK_ID),
            HEX("1827"),
            rows[i].cnonce);
        CHECK_ROW(rows[i].what, judge(&desk, claims, NULL, AGENCY_NOW), WALLET_REASON_NONCE);
        CHECK_ROW(rows[i].what, judge(&desk, claims, request, AGENCY_NOW), rows[i].wanted);
    }

    wallet_request_free(request);
    desk_close(&desk);
}

/** Puts a signature into a token in the place of its own, of 64 bytes. */
static struct wallet_bytes with_signature(struct wallet_bytes token, struct wallet_bytes signature)
{
    const struct wallet_bytes rest = { token.data, token.size - 64 };

    CHECK_EQUAL(signature.size, 64);
    return JOIN(rest, signature);
}

#define ZEROS_31 "00000000000000000000000000000000000000000000000000000000000000"
#define ONE_32   "01" ZEROS_31

/* With a key of small order, one signature would fit every message: libsodium refuses it. */
TEST(a_key_of_small_order_signs_nothing)
{
    static const char *const keys[] = {
        ONE_32,
        ("00" ZEROS_31),
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    };
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const struct wallet_bytes licence =
            bound_to(&desk, JOIN(HEX("a1 01 a3 01 01 20 06 21 5820"), HEX(keys[i])));
        const struct wallet_bytes token = make_foreign_token(&desk, licence, usual_token_claims());
        const struct wallet_bytes forged = JOIN(HEX(ONE_32), HEX("00" ZEROS_31));
        CHECK_ROW(
            keys[i],
            desk_judge(&desk, with_signature(token, forged), NULL, AGENCY_NOW),
            WALLET_REASON_HOLDER);
        CHECK_ROW(keys[i], desk_judge(&desk, token, NULL, AGENCY_NOW), WALLET_REASON_HOLDER);
    }

    desk_close(&desk);
}

/** What stands in `cnf` and is no key of ours that fits the token's algorithm. */
TEST(a_key_that_is_none_signs_nothing)
{
    static const struct {
        const char *what;
        const char *cnf;
        enum wallet_reason wanted;
    } rows[] = {
        { "no map", "01", WALLET_REASON_UNSUPPORTED },
        { "an empty map", "a0", WALLET_REASON_UNSUPPORTED },
        { "no COSE_Key", "a1 01 01", WALLET_REASON_HOLDER },
        { "an empty COSE_Key", "a1 01 a0", WALLET_REASON_UNSUPPORTED },
        { "an encrypted one", "a1 02 83 40 a0 40", WALLET_REASON_UNSUPPORTED },
        { "X25519", "a1 01 a3 01 01 20 04 21 5820 09" ZEROS_31, WALLET_REASON_UNSUPPORTED },
        { "a short Ed25519", "a1 01 a3 01 01 20 06 21 41 09", WALLET_REASON_HOLDER },
        { "P-256, not on the curve",
          "a1 01 a4 01 02 20 01 21 5820 " ONE_32 " 22 5820 " ONE_32,
          WALLET_REASON_HOLDER },
        { "P-256, compressed",
          "a1 01 a4 01 02 20 01 21 5820 " ONE_32 " 22 f4",
          WALLET_REASON_UNSUPPORTED },
        { "a symmetric key", "a1 01 a2 01 04 20 41 00", WALLET_REASON_HOLDER },
        { "P-256, for another algorithm",
          "a1 01 a4 01 02 20 01 21 5820 "
          "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
          "22 5820 4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
          WALLET_REASON_HOLDER },
    };
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes token =
            make_foreign_token(&desk, bound_to(&desk, HEX(rows[i].cnf)), usual_token_claims());
        CHECK_ROW(rows[i].what, desk_judge(&desk, token, NULL, AGENCY_NOW), rows[i].wanted);
    }

    desk_close(&desk);
}

/** Each kind of key has one algorithm, whatever the token's header says. */
TEST(the_algorithm_is_that_of_the_key)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };
    static const char *const numbers[] = { "27", "26", "3822", "05", "3824", "6165" };

    for (size_t i = 0; i < 3; i++) {
        struct desk desk;
        desk_open(&desk, algorithms[i]);
        for (size_t j = 0; j < sizeof numbers / sizeof numbers[0]; j++) {
            const struct wallet_bytes token = agency_forge(
                &desk.holder_signer,
                JOIN(HEX("a3 10 190126 0d"), usual_licence(&desk), HEX("01"), HEX(numbers[j])),
                HEX("a0"),
                usual_token_claims());
            CHECK_ROW(
                numbers[j],
                desk_judge(&desk, token, NULL, AGENCY_NOW),
                i == j ? WALLET_REASON_NONE : WALLET_REASON_HOLDER);
        }

        desk_close(&desk);
    }
}

/** What was shown is not what an issuer hands over, though all of it may be disclosed. */
TEST(what_was_shown_is_not_received)
{
    struct desk desk;
    struct wallet_verdict *verdict = NULL;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(wallet_verdict_new(&verdict, NULL), WALLET_OK);
    const struct wallet_bytes token =
        make_foreign_token(&desk, usual_licence(&desk), usual_token_claims());

    CHECK_EQUAL(
        wallet_verify_received(desk.verifier, token, desk.holder, AGENCY_NOW, verdict, NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_UNSUPPORTED);
    CHECK_EQUAL(desk.seen_count, 0);
    wallet_verdict_free(verdict);
    desk_close(&desk);
}

/** A printed licence may be for somebody, too, and one that is bound came without its holder. */
TEST(what_nobody_shows_may_still_be_for_somebody)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes header = JOIN(HEX("a2 10 183d 01"), alg_of(&desk.agency_signer));
    const struct wallet_bytes pairs = JOIN(HEX("a2 01"), as_text(AGENCY_ISSUER), HEX("03"));
    const struct wallet_bytes ours =
        agency_forge(&desk.agency_signer, header, HEX("a0"), JOIN(pairs, as_text(DESK_ID)));
    const struct wallet_bytes theirs =
        agency_forge(&desk.agency_signer, header, HEX("a0"), JOIN(pairs, HEX("6161")));

    CHECK_EQUAL(desk_judge(&desk, ours, NULL, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(desk_judge(&desk, theirs, NULL, AGENCY_NOW), WALLET_REASON_AUDIENCE);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_REFUSED);
    CHECK_EQUAL(desk_judge(&desk, usual_licence(&desk), NULL, AGENCY_NOW), WALLET_REASON_HOLDER);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_UNKNOWN);
    CHECK_EQUAL(wallet_verifier_set_audience(desk.verifier, NULL, 0, NULL), WALLET_OK);
    CHECK_EQUAL(desk_judge(&desk, ours, NULL, AGENCY_NOW), WALLET_REASON_AUDIENCE);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_UNKNOWN);
    desk_close(&desk);
}
