/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/binding.h"

#include "make_claims.h"

#define HEX test_hex

enum {
    NONE = -1, /* no such claim */
};

/** nbf, iat and exp, in minutes. */
struct times {
    int nbf;
    int iat;
    int exp;
};

static struct wlt_claim_time at(int minute)
{
    return (struct wlt_claim_time){ minute != NONE, minute == NONE ? 0 : 60 * (int64_t)minute };
}

static struct wlt_cwt cwt_of(struct times times)
{
    return (struct wlt_cwt){
        .nbf = at(times.nbf),
        .iat = at(times.iat),
        .exp = at(times.exp),
    };
}

/* Section 8, step 3. */
TEST(a_period_begins_is_issued_and_ends_in_this_order)
{
    static const struct {
        const char *what;
        struct times times;
        bool wanted;
    } rows[] = {
        { "nothing is said", { NONE, NONE, NONE }, true },
        { "all in order", { 1, 2, 3 }, true },
        { "nbf = iat", { 2, 2, 3 }, true },
        { "nbf > iat", { 3, 2, 4 }, false },
        { "nbf > iat, no exp", { 3, 2, NONE }, false },
        { "iat = exp", { 1, 3, 3 }, false },
        { "iat > exp", { 1, 4, 3 }, false },
        { "iat = exp, no nbf", { NONE, 3, 3 }, false },
        { "nbf = exp, no iat", { 3, NONE, 3 }, false },
        { "nbf > exp, no iat", { 4, NONE, 3 }, false },
        { "nbf < exp, no iat", { 2, NONE, 3 }, true },
        { "nbf alone", { 2, NONE, NONE }, true },
        { "exp alone", { NONE, NONE, 2 }, true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wlt_cwt cwt = cwt_of(rows[i].times);
        CHECK_ROW(rows[i].what, wlt_period_agrees(&cwt), rows[i].wanted);
    }
}

/* Section 8, step 7, line by line; each row breaks one of them, or is at its very edge. */
TEST(the_times_of_the_token_lie_within_the_licence)
{
    static const struct {
        const char *what;
        struct times own;
        struct times licence;
        bool wanted;
    } rows[] = {
        { "all in order", { 3, 4, 5 }, { 1, 2, 9 }, true },
        { "all at once, as far as may be", { 2, 2, 9 }, { 2, 2, 9 }, true },
        { "no times but the licence's", { NONE, NONE, NONE }, { 1, 2, 9 }, true },
        { "no iat, but exp", { NONE, NONE, 5 }, { 1, 2, 9 }, false },
        { "no iat, but nbf", { 3, NONE, NONE }, { 1, 2, 9 }, false },
        { "no iat, but both", { 3, NONE, 5 }, { 1, 2, 9 }, false },
        { "iat alone", { NONE, 4, NONE }, { 1, 2, 9 }, true },
        { "own nbf > own iat", { 5, 4, 6 }, { 1, 2, 9 }, false },
        { "own iat = own exp", { 3, 5, 5 }, { 1, 2, 9 }, false },
        { "own exp = the licence's", { 3, 4, 9 }, { 1, 2, 9 }, true },
        { "own exp > the licence's", { 3, 4, 10 }, { 1, 2, 9 }, false },
        { "own nbf < the licence's", { 1, 4, 5 }, { 2, 3, 9 }, false },
        { "own nbf < the licence's iat", { 2, 4, 5 }, { 2, 3, 9 }, true },
        { "own iat < the licence's", { NONE, 2, 5 }, { 1, 3, 9 }, false },
        { "own iat < the licence's nbf", { NONE, 2, 5 }, { 3, NONE, 9 }, false },
        { "own iat = the licence's nbf", { NONE, 3, 5 }, { 3, NONE, 9 }, true },
        { "own iat = the licence's exp, no own exp", { NONE, 9, NONE }, { 1, 2, 9 }, false },
        { "own iat > the licence's exp", { NONE, 10, NONE }, { 1, 2, 9 }, false },
        { "own nbf = the licence's exp", { 9, 9, NONE }, { 1, 2, 9 }, false },
        { "a licence without times", { 3, 4, 5 }, { NONE, NONE, NONE }, true },
        { "a licence without end", { 3, 4, 500 }, { 1, 2, NONE }, true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wlt_binding binding = { .is_there = true, .cwt = cwt_of(rows[i].own) };
        const struct wlt_cwt licence = cwt_of(rows[i].licence);
        CHECK_ROW(rows[i].what, wlt_binding_times_agree(&binding, &licence), rows[i].wanted);
    }
}

TEST(knows_a_token_by_its_typ)
{
    static const struct {
        const char *headers; /* protected */
        bool wanted;
    } rows[] = {
        { "a1 10 190126", true },
        { "a1 10 72 6170706c69636174696f6e2f6b622b637774", true },
        { "a1 10 66 6b622b637774", true },
        { "a1 10 190125", false },
        { "a1 10 183d", false },
        { "a1 10 65 6b622b6377", false },
        { "a1 10 6a 612f622b6b622b637774", false }, /* the draft names no more specific ones */
        { "a0", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_sign1 sign1;
        CHECK_EQUAL(
            wlt_sign1_read(
                JOIN(HEX("d2 84"), as_bytes(HEX(rows[i].headers)), HEX("a0 40 40")),
                WLT_CBOR_LENIENT,
                &sign1,
                NULL),
            WALLET_OK);
        CHECK_ROW(rows[i].headers, wlt_binding_is(&sign1), rows[i].wanted);
    }
}

/** Reads a token with these headers and claims. */
static enum wallet_status read_token(
    const char *protected_hex,
    const char *unprotected_hex,
    const char *claims_hex,
    enum wlt_cbor_mode mode)
{
    struct wlt_sign1 sign1;
    struct wlt_binding binding = { 0 };
    struct wallet_bytes licence = { 0 };
    const struct wallet_bytes payload =
        *claims_hex ? as_bytes(HEX(claims_hex)) : HEX("f6"); /* none: detached */

    enum wallet_status status = wlt_sign1_read(
        JOIN(HEX("d2 84"), as_bytes(HEX(protected_hex)), HEX(unprotected_hex), payload, HEX("40")),
        mode,
        &sign1,
        NULL);
    if (status == WALLET_OK) {
        status = wlt_binding_read(&sign1, mode, &binding, &licence, NULL);
    }

    CHECK_EQUAL(status == WALLET_OK, licence.size > 0);
    CHECK_EQUAL(status == WALLET_OK, binding.is_there);
    return status;
}

#define KCWT "0d d2 84 40 a0 40 40"
#define OURS "a3 01 32" KCWT "10 190126"
#define CTI  "50 000102030405060708090a0b0c0d0e0f"

static const struct {
    const char *what;
    const char *headers;
    const char *unprotected;
    const char *claims;
    enum wallet_status foreign;
    enum wallet_status ours;
} tokens[] = {
    { "all that is wanted", OURS, "a0", "a4 03 6161 04 02 06 01 07" CTI, WALLET_OK, WALLET_OK },
    { "with a nonce",
      OURS,
      "a0",
      "a5 03 6161 04 02 06 01 07" CTI "1827 41 00",
      WALLET_OK,
      WALLET_OK },
    { "no licence",
      "a2 01 32 10 190126",
      "a0",
      "a2 03 6161 06 01",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "no claims at all", OURS, "a0", "", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "no audience", OURS, "a0", "a1 06 01", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "an issuer",
      OURS,
      "a0",
      "a5 01 6161 03 6161 04 02 06 01 07" CTI,
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "a subject",
      OURS,
      "a0",
      "a5 02 60 03 6161 04 02 06 01 07" CTI,
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "neither time nor identifier",
      OURS,
      "a0",
      "a1 03 6161",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "claims in its headers",
      "a4 01 32" KCWT "0f a0 10 190126",
      "a0",
      "a2 03 6161 06 01",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "claims in its other headers",
      OURS,
      "a1 0f a0",
      "a2 03 6161 06 01",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "a time alone", OURS, "a0", "a2 03 6161 06 01", WALLET_OK, WALLET_ERR_STRUCTURE },
    { "an identifier alone", OURS, "a0", "a2 03 6161 07 41 00", WALLET_OK, WALLET_ERR_STRUCTURE },
    { "a short identifier",
      OURS,
      "a0",
      "a4 03 6161 04 02 06 01 07 41 00",
      WALLET_OK,
      WALLET_ERR_STRUCTURE },
    { "no end", OURS, "a0", "a3 03 6161 06 01 07" CTI, WALLET_OK, WALLET_ERR_STRUCTURE },
    { "something unprotected",
      OURS,
      "a1 18 63 01",
      "a4 03 6161 04 02 06 01 07" CTI,
      WALLET_OK,
      WALLET_ERR_STRUCTURE },
    { "another header",
      "a4 01 32 04 41 00" KCWT "10 190126",
      "a0",
      "a4 03 6161 04 02 06 01 07" CTI,
      WALLET_OK,
      WALLET_ERR_STRUCTURE },
};

/* Section 7.1, table 3, and section 5.3; then what our own profile demands beyond. */
TEST(refuses_tokens_that_say_too_little_or_too_much)
{
    for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++) {
        CHECK_ROW(
            tokens[i].what,
            read_token(
                tokens[i].headers, tokens[i].unprotected, tokens[i].claims, WLT_CBOR_DEFINITE),
            tokens[i].foreign);
        CHECK_ROW(
            tokens[i].what,
            read_token(tokens[i].headers, tokens[i].unprotected, tokens[i].claims, WLT_CBOR_STRICT),
            tokens[i].ours);
    }
}
