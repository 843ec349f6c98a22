/* SPDX-License-Identifier: Apache-2.0 */
#include "foreign.h"

#include <string.h>

#define HEX  test_hex
#define NONE ((struct wallet_bytes){ NULL, 0 })

/** The name under a text is redacted, and so is who it is about; a number says of what type it is. */
static struct wallet_bytes make_claims(const struct desk *desk, struct hidden *hidden)
{
    const struct wallet_bytes sub = hide_pair(hidden, "02", as_text("somebody"));
    const struct wallet_bytes name = hide_pair(hidden, "64 6e616d65", as_text("简素心"));
    const struct wallet_bytes town = hide_element(hidden, as_text("新余"));

    return JOIN(
        HEX("a7 64 726f6c65 6161"),
        usual_pairs(desk),
        HEX("0b 19 fde8 f83b 82"),
        sub,
        name,
        HEX("66 706c61636573 82 fb3ff8000000000000"), /* a float, which ours never have */
        redacted(town));
}

static enum wallet_reason judge(struct desk *desk, struct wallet_bytes licence)
{
    return desk_judge(
        desk, make_foreign_token(desk, licence, usual_token_claims()), NULL, AGENCY_NOW);
}

static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                    WALLET_ALGORITHM_ES256,
                                                    WALLET_ALGORITHM_ES384 };

TEST(foreign_ones_verify_with_all_keys_and_hashes)
{
    static const struct {
        enum wlt_hash hash;
        const char *header;
        size_t count;
    } rows[] = {
        { WLT_HASH_SHA256, "", 0 },
        { WLT_HASH_SHA256, "18aa 2f", 1 },
        { WLT_HASH_SHA384, "18aa 382a", 1 },
        { WLT_HASH_SHA512, "18aa 382b", 1 },
    };

    for (size_t i = 0; i < 3; i++) {
        struct desk desk;
        desk_open(&desk, algorithms[i]);
        for (size_t j = 0; j < sizeof rows / sizeof rows[0]; j++) {
            struct hidden hidden = { .hash = rows[j].hash };
            const struct wallet_bytes claims = make_claims(&desk, &hidden);
            const struct wallet_bytes licence = make_foreign(
                &desk, HEX("190125"), HEX(rows[j].header), rows[j].count, claims, &hidden);

            CHECK_EQUAL(judge(&desk, licence), WALLET_REASON_NONE);
            const struct wallet_verdict *verdict =
                wallet_presentation_verdict(desk.presentation, 0);
            CHECK(wallet_verdict_is_bound(verdict));
            CHECK(!wallet_verdict_type(verdict));
            CHECK_TEXT(wallet_verdict_format(verdict), "sd-cwt");
        }

        desk_close(&desk);
    }
}

/** As issued it is received by its holder, whatever else the COSE_Key says. */
TEST(its_holder_receives_it_whatever_else_the_key_says)
{
    struct desk desk;
    struct wallet_verdict *verdict = NULL;
    struct hidden none = { .hash = WLT_HASH_SHA256 };
    desk_open(&desk, WALLET_ALGORITHM_ES256);
    CHECK_EQUAL(wallet_verdict_new(&verdict, NULL), WALLET_OK);

    const struct wallet_bytes key = cose_key(desk.holder);
    const struct wallet_bytes rest = { key.data + 1, key.size - 1 };
    const struct wallet_bytes claims = JOIN(
        HEX("a4 02 6173 01"),
        as_text(AGENCY_ISSUER),
        HEX("06"),
        as_number(AGENCY_NOW - 60),
        HEX("08 a1 01 a6 02 43 010203 03 26"), /* kid and alg beside the four of the key */
        rest);
    const struct wallet_bytes licence = make_foreign(&desk, HEX("190125"), NONE, 0, claims, &none);

    CHECK_EQUAL(
        wallet_verify_received(desk.verifier, licence, desk.holder, AGENCY_NOW, verdict, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_verify_received(desk.verifier, licence, desk.agency, AGENCY_NOW, verdict, NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_HOLDER);
    CHECK_EQUAL(judge(&desk, licence), WALLET_REASON_NONE);
    wallet_verdict_free(verdict);
    desk_close(&desk);
}

TEST(its_typ_may_be_any_of_its_names)
{
    static const struct {
        const char *typ;
        enum wallet_reason wanted;
    } rows[] = {
        { "190125", WALLET_REASON_NONE },
        { "72 6170706c69636174696f6e2f73642d637774", WALLET_REASON_NONE }, /* application/sd-cwt */
        { "66 73642d637774", WALLET_REASON_NONE },                         /* sd-cwt */
        { "6a 612f622b73642d637774", WALLET_REASON_NONE },                 /* a/b+sd-cwt */
        { "67 2b73642d637774", WALLET_REASON_UNSUPPORTED },
        { "1904d2", WALLET_REASON_UNSUPPORTED },
    };

    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hidden hidden = { .hash = WLT_HASH_SHA256 };
        const struct wallet_bytes claims = make_claims(&desk, &hidden);
        CHECK_ROW(
            rows[i].typ,
            judge(&desk, make_foreign(&desk, HEX(rows[i].typ), NONE, 0, claims, &hidden)),
            rows[i].wanted);
    }

    desk_close(&desk);
}

/** What may be hidden is hidden; what was disclosed stands among the claims, and no more. */
TEST(what_is_kept_back_is_not_there)
{
    struct desk desk;
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes claims = make_claims(&desk, &hidden);

    hidden.items[0] = hidden.items[1]; /* the name alone */
    hidden.count = 1;
    CHECK_EQUAL(
        judge(&desk, make_foreign(&desk, HEX("190125"), NONE, 0, claims, &hidden)),
        WALLET_REASON_NONE);
    const struct wallet_bytes shown =
        wallet_verdict_claims(wallet_presentation_verdict(desk.presentation, 0)).rest;
    const struct wallet_bytes tail = JOIN(
        HEX("0b 19 fde8 64 6e616d65"),
        as_text("简素心"),
        HEX("64 726f6c65 6161 66 706c61636573 81 fb3ff8000000000000"));
    CHECK(shown.size > tail.size);
    CHECK_BYTES(((struct wallet_bytes){ shown.data + shown.size - tail.size, tail.size }), tail);
    desk_close(&desk);
}

/** What one says, and what comes of it. */
struct row {
    const char *what;
    struct wallet_bytes more; /* a header beside alg and typ, or none */
    struct wallet_bytes claims;
    enum wallet_reason wanted;
};

static void check_rows(struct desk *desk, const struct row *rows, size_t count)
{
    const struct hidden none = { .hash = WLT_HASH_SHA256 };

    for (size_t i = 0; i < count; i++) {
        const struct wallet_bytes licence = make_foreign(
            desk, HEX("190125"), rows[i].more, rows[i].more.size > 0, rows[i].claims, &none);
        CHECK_ROW(rows[i].what, judge(desk, licence), rows[i].wanted);
    }
}

/* Sections 4 to 6 of the draft. */
TEST(refuses_what_is_no_sd_cwt)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes usual = usual_claims(&desk);
    const struct wallet_bytes key = cose_key(desk.holder);
    const struct wallet_bytes issuer = as_text(AGENCY_ISSUER);
    const struct row rows[] = {
        { "the least", NONE, JOIN(HEX("a4"), usual), WALLET_REASON_NONE },
        { "nobody whom it is about",
          NONE,
          JOIN(HEX("a3"), usual_pairs(&desk)),
          WALLET_REASON_DISCLOSURE },
        { "no key of its holder", NONE, JOIN(HEX("a1 01"), issuer), WALLET_REASON_MALFORMED },
        { "nobody issued it", NONE, JOIN(HEX("a1 08 a1 01"), key), WALLET_REASON_MALFORMED },
        { "an indefinite length",
          NONE,
          JOIN(HEX("bf"), usual, HEX("ff")),
          WALLET_REASON_MALFORMED },
        { "an indefinite length inside",
          NONE,
          JOIN(HEX("a5"), usual, HEX("14 9f 01 ff")),
          WALLET_REASON_MALFORMED },
        { "a key twice", NONE, JOIN(HEX("a5"), usual, HEX("06 01")), WALLET_REASON_MALFORMED },
        { "a key that is bytes",
          NONE,
          JOIN(HEX("a5"), usual, HEX("40 01")),
          WALLET_REASON_DISCLOSURE },
        { "a mark of redaction as a value",
          NONE,
          JOIN(HEX("a5"), usual, HEX("14 d83c 40")),
          WALLET_REASON_DISCLOSURE },
    };

    check_rows(&desk, rows, sizeof rows / sizeof rows[0]);
    desk_close(&desk);
}

/* Sections 5.2 and 8, step 3. */
TEST(refuses_times_that_make_no_sense)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes usual = usual_claims(&desk);
    const struct row rows[] = {
        { "a time that is no number",
          NONE,
          JOIN(HEX("a5"), usual, HEX("04 f97e00")),
          WALLET_REASON_MALFORMED },
        { "a time without end",
          NONE,
          JOIN(HEX("a5"), usual, HEX("04 f97c00")),
          WALLET_REASON_MALFORMED },
        { "an end before its issue",
          NONE,
          JOIN(HEX("a5"), usual, HEX("04"), as_number(AGENCY_NOW - 60)),
          WALLET_REASON_MALFORMED },
        { "a begin behind its issue",
          NONE,
          JOIN(HEX("a5"), usual, HEX("05"), as_number(AGENCY_NOW - 59)),
          WALLET_REASON_MALFORMED },
        { "expired",
          NONE,
          JOIN(HEX("a5"), usual, HEX("04"), as_number(AGENCY_NOW)),
          WALLET_REASON_EXPIRED },
    };

    check_rows(&desk, rows, sizeof rows / sizeof rows[0]);
    desk_close(&desk);
}

/* Sections 6 and 8, step 9; what is not supported is left open. */
TEST(is_of_somebody_for_somebody)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes usual = usual_claims(&desk);
    const struct wallet_bytes key = cose_key(desk.holder);
    const struct wallet_bytes issuer = as_text(AGENCY_ISSUER);
    const struct row rows[] = {
        { "an unknown hash", HEX("18aa 2e"), JOIN(HEX("a4"), usual), WALLET_REASON_UNSUPPORTED },
        { "claims in its headers",
          HEX("0f a0"),
          JOIN(HEX("a4"), usual),
          WALLET_REASON_UNSUPPORTED },
        { "for somebody else",
          NONE,
          JOIN(HEX("a5"), usual, HEX("03 6161")),
          WALLET_REASON_AUDIENCE },
        { "for us among others",
          NONE,
          JOIN(HEX("a5"), usual, HEX("03 82 6161"), as_text(DESK_ID)),
          WALLET_REASON_NONE },
        { "another issuer than its key's",
          NONE,
          JOIN(HEX("a3 01 6161 02 6173 08 a1 01"), key),
          WALLET_REASON_ISSUER_NOT_AUTHORISED },
        { "a key that is named only",
          NONE,
          JOIN(HEX("a3 01"), issuer, HEX("02 6173 08 a1 05 42 0102")),
          WALLET_REASON_UNSUPPORTED },
    };

    check_rows(&desk, rows, sizeof rows / sizeof rows[0]);
    desk_close(&desk);
}

/** Decoys of others are nothing, and disclosing one is no crime of theirs. */
TEST(decoys_of_others_are_nothing)
{
    struct desk desk;
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes decoy = hide_nothing(&hidden);
    const struct wallet_bytes claims =
        JOIN(HEX("a5"), usual_claims(&desk), HEX("14 81"), redacted(decoy));

    CHECK_EQUAL(
        judge(&desk, make_foreign(&desk, HEX("190125"), NONE, 0, claims, &hidden)),
        WALLET_REASON_NONE);
    hidden.count = 0;
    CHECK_EQUAL(
        judge(&desk, make_foreign(&desk, HEX("190125"), NONE, 0, claims, &hidden)),
        WALLET_REASON_NONE);
    desk_close(&desk);
}

/** Of others a token may have no time, if a nonce tells that it was made for this request. */
TEST(a_token_without_a_time_answers_a_request_or_nothing)
{
    static const struct wallet_request_field fields[] = { { .key = 1 } };
    static const struct wallet_request_item items[] = { { DESK_CARD, fields, 1, false } };
    struct desk desk;
    const struct hidden none = { .hash = WLT_HASH_SHA256 };
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_request *request = desk_ask(&desk, items, 1, WALLET_RELATION_NONE);
    const struct wallet_bytes licence =
        make_foreign(&desk, HEX("190125"), NONE, 0, JOIN(HEX("a4"), usual_claims(&desk)), &none);
    const struct wallet_bytes timeless = JOIN(HEX("a2 07 41 01 03"), as_text(DESK_ID));
    const struct wallet_bytes answer = JOIN(
        HEX("a3 07 41 01 03"),
        as_text(DESK_ID),
        HEX("1827"),
        as_bytes(wallet_request_nonce(request)));

    CHECK_EQUAL(
        desk_judge(&desk, make_foreign_token(&desk, licence, timeless), NULL, AGENCY_NOW),
        WALLET_REASON_CODE_EXPIRED);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_UNKNOWN);
    CHECK_EQUAL(
        desk_judge(&desk, make_foreign_token(&desk, licence, answer), request, AGENCY_NOW),
        WALLET_REASON_NONE);
    wallet_request_free(request);
    desk_close(&desk);
}
