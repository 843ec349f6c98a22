/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/header.h"

#include "test.h"

static enum wallet_status read_in(
    enum wlt_cbor_mode mode, const char *hex, struct wlt_cose_headers *out)
{
    struct wlt_reader reader = wlt_reader_start(test_hex(hex), mode);
    wlt_cose_headers_read(&reader, out);
    return wlt_reader_finish(&reader, NULL);
}

TEST(what_means_something_is_found)
{
    struct wlt_cose_headers headers;

    CHECK_EQUAL(
        read_in(
            WLT_CBOR_STRICT,
            "a6 01 32 02 81 04 04 43 6b6964 10 6f 6170706c69636174696f6e2f637774 1821 41ff 6178 01",
            &headers),
        WALLET_OK);
    CHECK(headers.has_alg);
    CHECK_EQUAL(headers.alg, -19);
    CHECK_BYTES(headers.crit, test_hex("8104"));
    CHECK(headers.has_kid);
    CHECK_BYTES(headers.kid, test_text("kid"));
    CHECK(headers.typ.is_present);
    CHECK(!headers.typ.is_number);
    CHECK_BYTES(headers.typ.text, test_text("application/cwt"));
    CHECK_BYTES(headers.x5chain, test_hex("41ff"));
    CHECK_EQUAL(headers.count, 6);
    CHECK_BYTES(headers.labels[4], test_hex("1821"));
    CHECK_BYTES(headers.labels[5], test_hex("6178"));
}

TEST(what_is_not_there_is_told_apart_from_what_is_empty)
{
    struct wlt_cose_headers headers;

    CHECK_EQUAL(read_in(WLT_CBOR_STRICT, "a0", &headers), WALLET_OK);
    CHECK(!headers.has_alg && !headers.has_kid && !headers.typ.is_present);
    CHECK_EQUAL(headers.x5chain.size + headers.crit.size + headers.count, 0);

    CHECK_EQUAL(read_in(WLT_CBOR_STRICT, "a2 04 40 10 183d", &headers), WALLET_OK);
    CHECK(headers.has_kid);
    CHECK_EQUAL(headers.kid.size, 0);
    CHECK(headers.typ.is_number);
    CHECK_EQUAL(headers.typ.number, 61);
}

TEST(a_kid_that_is_nothing_is_no_hint_of_others)
{
    struct wlt_cose_headers headers;
    CHECK_EQUAL(read_in(WLT_CBOR_LENIENT, "a2 04 f7 10 183d", &headers), WALLET_OK);
    CHECK(!headers.has_kid);
    CHECK_EQUAL(headers.typ.number, 61);
    CHECK_EQUAL(read_in(WLT_CBOR_STRICT, "a2 04 f7 10 183d", &headers), WALLET_ERR_STRUCTURE);
}

TEST(an_algorithm_that_is_a_text_is_none_of_ours)
{
    struct wlt_cose_headers headers;
    CHECK_EQUAL(read_in(WLT_CBOR_LENIENT, "a1 01 65 4553323536", &headers), WALLET_OK);
    CHECK(headers.has_alg);
    CHECK_EQUAL(headers.alg, 0);
    CHECK_EQUAL(wlt_cose_algorithm(headers.alg), WALLET_ALGORITHM_NONE);
}

TEST(a_text_label_is_not_the_number_that_it_spells)
{
    struct wlt_cose_headers headers;
    CHECK_EQUAL(read_in(WLT_CBOR_LENIENT, "a1 61 31 26", &headers), WALLET_OK);
    CHECK(!headers.has_alg);
    CHECK_EQUAL(headers.count, 1);
}

/* 22 bytes: room for 33 pairs, as far as the map can tell. */
#define ZEROS "00000000000000000000000000000000000000000000"

static const struct {
    const char *what;
    const char *hex;
    enum wallet_status wanted;
} refusals[] = {
    { "no map", "80", WALLET_ERR_STRUCTURE },
    { "a label that is a byte string", "a1 41 01 00", WALLET_ERR_STRUCTURE },
    { "a label beyond 63 bits", "a1 1bffffffffffffffff 00", WALLET_ERR_STRUCTURE },
    { "alg that is a byte string", "a1 01 41 26", WALLET_ERR_STRUCTURE },
    { "kid that is a text", "a1 04 61 31", WALLET_ERR_STRUCTURE },
    { "typ below zero", "a1 10 20", WALLET_ERR_STRUCTURE },
    { "typ that is a byte string", "a1 10 40", WALLET_ERR_STRUCTURE },
    { "x5chain that is a text", "a1 1821 61 31", WALLET_ERR_STRUCTURE },
    { "crit that is a number", "a1 02 01", WALLET_ERR_STRUCTURE },
    { "a value missing", "a1 01", WALLET_ERR_TRUNCATED },
    { "a pair missing", "a2 01 26", WALLET_ERR_TRUNCATED },
    { "more than fit", "b821" ZEROS ZEROS ZEROS, WALLET_ERR_TOO_LARGE },
};

TEST(refuses_what_the_standard_does_not_allow)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct wlt_cose_headers headers;
        CHECK_ROW(
            refusals[i].what,
            read_in(WLT_CBOR_LENIENT, refusals[i].hex, &headers),
            refusals[i].wanted);
        CHECK_ROW(
            refusals[i].what,
            read_in(WLT_CBOR_STRICT, refusals[i].hex, &headers),
            refusals[i].wanted);
    }
}

TEST(as_many_headers_as_fit_are_read)
{
    uint8_t map[2 + WLT_COSE_HEADER_MAX * 3] = { 0xb8, WLT_COSE_HEADER_MAX };
    for (uint8_t i = 0; i < WLT_COSE_HEADER_MAX; i++) {
        map[2 + i * 3] = 0x18; /* labels from 64 on, each with the value 0 */
        map[2 + i * 3 + 1] = (uint8_t)(64 + i);
    }

    struct wlt_cose_headers headers;
    struct wlt_reader reader =
        wlt_reader_start((struct wallet_bytes){ map, sizeof map }, WLT_CBOR_LENIENT);
    wlt_cose_headers_read(&reader, &headers);
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
    CHECK_EQUAL(headers.count, WLT_COSE_HEADER_MAX);
}

static const struct {
    const char *what;
    const char *protected_hex;
    const char *unprotected_hex;
    bool in_strict;
    bool in_lenient;
} pairs[] = {
    { "nothing in either", "a0", "a0", true, true },
    { "different labels", "a1 01 26", "a1 04 41 31", true, true },
    { "alg twice", "a1 01 26", "a1 01 26", false, true },
    { "kid twice", "a1 04 41 31", "a1 04 41 32", false, true },
    { "typ twice", "a1 10 183d", "a1 10 183d", false, false },
    { "x5chain twice", "a1 1821 40", "a1 1821 40", false, false },
    { "content type twice", "a1 03 00", "a1 03 00", false, false },
    { "crit twice", "a1 02 81 01", "a1 02 81 01", false, false },
    { "an unknown label twice", "a1 3863 00", "a1 3863 00", false, false },
    { "a text label twice", "a1 61 61 00", "a1 61 61 00", false, false },
    { "the last of several", "a2 01 26 18 64 00", "a2 04 40 18 64 00", false, false },
    { "a number and its spelling", "a1 03 00", "a1 61 33 00", true, true },
};

TEST(a_label_stands_in_one_bucket)
{
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct wlt_cose_headers a;
        struct wlt_cose_headers b;
        CHECK_EQUAL(read_in(WLT_CBOR_LENIENT, pairs[i].protected_hex, &a), WALLET_OK);
        CHECK_EQUAL(read_in(WLT_CBOR_LENIENT, pairs[i].unprotected_hex, &b), WALLET_OK);
        CHECK_ROW(
            pairs[i].what,
            wlt_cose_headers_are_disjoint(&a, &b, WLT_CBOR_STRICT),
            pairs[i].in_strict);
        CHECK_ROW(
            pairs[i].what,
            wlt_cose_headers_are_disjoint(&a, &b, WLT_CBOR_LENIENT),
            pairs[i].in_lenient);
    }
}

static const struct {
    const char *what;
    const char *hex;
    bool wanted;
} crits[] = {
    { "no crit", "a1 01 26", true },
    { "alg", "a2 01 26 02 81 01", true },
    { "all that we know", "a6 01 26 02 86 01 02 03 04 10 1821 03 00 04 40 10 00 1821 40", true },
    { "alg in a longer form", "a2 01 26 02 81 1801", true },
    { "an array without length", "a2 01 26 02 9f 01 ff", true },
    { "empty", "a2 01 26 02 80", false },
    { "empty without length", "a2 01 26 02 9f ff", false },
    { "known, but not there", "a1 02 81 01", false },
    { "there, but not known", "a3 01 26 02 82 01 1863 1863 00", false },
    { "neither", "a1 02 81 1863", false },
    { "a text", "a2 02 81 61 61 61 61 00", false },
    { "the spelling of a number", "a2 01 26 02 81 61 31", false },
    { "no label at all", "a2 01 26 02 81 41 01", false },
    { "beyond 63 bits", "a2 01 26 02 81 1bffffffffffffffff", false },
};

TEST(critical_headers_are_understood_or_refused)
{
    for (size_t i = 0; i < sizeof crits / sizeof crits[0]; i++) {
        struct wlt_cose_headers headers;
        CHECK_ROW(crits[i].what, read_in(WLT_CBOR_LENIENT, crits[i].hex, &headers), WALLET_OK);
        CHECK_ROW(crits[i].what, wlt_cose_crit_is_understood(&headers), crits[i].wanted);
    }
}
