/* SPDX-License-Identifier: Apache-2.0 */

/* What a holder's side must not believe; each refusal has a story of its own. */
#include "agency.h"
#include "make_request.h"
#include "present/request.h"

/** The request's COSE_Sign1, taken apart. */
static struct wlt_sign1 open_request(const struct counter *counter)
{
    struct wlt_sign1 sign1 = { 0 };
    CHECK_EQUAL(wlt_request_open(whole(counter), &sign1, NULL), WALLET_OK);
    return sign1;
}

TEST(no_bit_of_a_request_can_be_changed)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    uint8_t *copy = test_memory(whole(&counter).size);

    for (size_t i = 0; i < 8 * whole(&counter).size; i++) {
        memcpy(copy, whole(&counter).data, whole(&counter).size);
        copy[i / 8] ^= (uint8_t)(1U << i % 8);
        const struct wallet_bytes bytes = { copy, whole(&counter).size };
        CHECK(try_verify(&counter, bytes, NOW, NULL) != WALLET_OK);
    }

    clear_counter(&counter);
}

TEST(no_part_of_a_request_is_one)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);

    for (size_t size = 0; size < whole(&counter).size; size++) {
        const struct wallet_bytes bytes = { whole(&counter).data, size };
        CHECK_EQUAL(try_verify(&counter, bytes, NOW, NULL), WALLET_ERR_TRUNCATED);
    }

    uint8_t *longer = test_memory(whole(&counter).size + 1);
    memcpy(longer, whole(&counter).data, whole(&counter).size);
    const struct wallet_bytes bytes = { longer, whole(&counter).size + 1 };
    CHECK_EQUAL(try_verify(&counter, bytes, NOW, NULL), WALLET_ERR_STRUCTURE);
    clear_counter(&counter);
}

TEST(refuses_what_nobody_signed)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wlt_sign1 sign1 = open_request(&counter);
    struct wallet_buffer unsigned_request = { 0 };

    check_refused(&counter, sign1.payload, NOW, "nobody signed it");
    CHECK_EQUAL(
        wlt_sign1_append(
            sign1.protected_encoded,
            sign1.payload,
            (struct wallet_bytes){ 0 },
            &unsigned_request,
            NULL),
        WALLET_OK);
    check_refused(&counter, wallet_buffer_bytes(&unsigned_request), NOW, "nobody signed it");

    wallet_buffer_clear(&unsigned_request);
    clear_counter(&counter);
}

TEST(refuses_what_was_altered)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct counter other = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wlt_sign1 sign1 = open_request(&counter);
    const struct wlt_sign1 others = open_request(&other);
    struct wallet_buffer mixed = { 0 };

    CHECK_EQUAL(
        wlt_sign1_append(sign1.protected_encoded, others.payload, sign1.signature, &mixed, NULL),
        WALLET_OK);
    check_refused(
        &counter,
        wallet_buffer_bytes(&mixed),
        NOW,
        "its signature does not fit the content: it was altered");

    wallet_buffer_clear(&mixed);
    clear_counter(&other);
    clear_counter(&counter);
}

TEST(refuses_what_is_too_old_or_from_the_future)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const int64_t end = NOW + WALLET_REQUEST_SECONDS + WALLET_REQUEST_LEEWAY;
    const int64_t start = NOW - WALLET_REQUEST_LEEWAY;

    CHECK_EQUAL(try_verify(&counter, whole(&counter), start, NULL), WALLET_OK);
    CHECK_EQUAL(try_verify(&counter, whole(&counter), end - 1, NULL), WALLET_OK);
    check_refused(&counter, whole(&counter), end, "it expired at 2026-11-23T08:05:00Z");
    check_refused(&counter, whole(&counter), INT64_MAX, "it expired at 2026-11-23T08:05:00Z");
    check_refused(
        &counter,
        whole(&counter),
        start - 1,
        "it is from the future: issued at 2026-11-23T08:00:00Z");
    check_refused(
        &counter, whole(&counter), 0, "it is from the future: issued at 2026-11-23T08:00:00Z");
    clear_counter(&counter);
}

/** Signs the counter's claims below another protected header. */
static struct wallet_bytes forge(
    const struct counter *counter, struct wallet_bytes header, const char *unprotected)
{
    return agency_forge(
        &counter->member.signer, header, test_hex(unprotected), open_request(counter).payload);
}

/** { 1: alg, 4: kid, 16: typ } with these, encoded. */
static struct wallet_bytes header_of(
    const struct counter *counter, const char *algorithm, const char *typ)
{
    struct wallet_bytes start = test_hex(algorithm);
    const struct wallet_bytes type = test_text(typ);
    uint8_t *header = test_memory(start.size + 64 + type.size);
    size_t size = 0;

    header[size++] = 0xa3;
    header[size++] = 0x01;
    memcpy(header + size, start.data, start.size);
    size += start.size;
    header[size++] = 0x04;
    header[size++] = 0x48;
    memcpy(header + size, wallet_key_id(counter->member.key).data, WALLET_KEY_ID_SIZE);
    size += WALLET_KEY_ID_SIZE;
    header[size++] = 0x10;
    header[size++] = 0x78;
    header[size++] = (uint8_t)type.size;
    memcpy(header + size, type.data, type.size);
    return (struct wallet_bytes){ header, size + type.size };
}

TEST(refuses_other_headers)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes good = header_of(&counter, "32", WLT_REQUEST_TYP); /* -19 */

    CHECK_EQUAL(try_verify(&counter, forge(&counter, good, "a0"), NOW, NULL), WALLET_OK);
    /* Something that is not signed, beside. */
    CHECK_EQUAL(
        try_verify(&counter, forge(&counter, good, "a1182a00"), NOW, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        try_verify(
            &counter,
            forge(&counter, header_of(&counter, "32", "application/wallet-grant+cwt"), "a0"),
            NOW,
            NULL),
        WALLET_ERR_STRUCTURE);
    check_refused(
        &counter,
        forge(&counter, header_of(&counter, "28", WLT_REQUEST_TYP), "a0"), /* -9 */
        NOW,
        "its algorithm is not that of the signer's key");
    /* Without a kid nobody is looked for. */
    check_refused(
        &counter,
        forge(
            &counter,
            test_hex("a2 01 32 10 78 1e"
                     "6170706c69636174696f6e2f77616c6c65742d726571756573742b637774"),
            "a0"),
        NOW,
        "whoever signed it is in no trust list");
    clear_counter(&counter);
}

TEST(refuses_more_bytes_than_a_request_has)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    uint8_t *large = test_memory(WALLET_REQUEST_MAX + 1);
    struct wallet_request *request = NULL;
    const struct wallet_bytes bytes = { large, WALLET_REQUEST_MAX + 1 };

    CHECK_EQUAL(try_verify(&counter, bytes, NOW, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_request_parse(bytes, &request, NULL), WALLET_ERR_TOO_LARGE);
    clear_counter(&counter);
}
