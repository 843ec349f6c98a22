/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/answer.h"

#include "cbor/writer.h"
#include "cose/labels.h"
#include "make_call.h"

static const struct wallet_answer_comparison comparisons[] = {
    { 1, WALLET_COMPARISON_SAME, 0 },
    { 6, WALLET_COMPARISON_DIFFERENT, 0 },
    { 9, WALLET_COMPARISON_IMPOSSIBLE, 11 },
};

static const struct wlt_answer_entry entries[] = {
    { { .type = ID_CARD,
        .identifier = "1.2.156.3005.2.X",
        .state = "normal",
        .version = 1,
        .has_until = true,
        .until_unix = NOW + 1,
        .comparison_count = 3 },
      comparisons },
    { { .type = LICENCE, .outcome = WALLET_OUTCOME_NONE_FOUND }, NULL },
    { { .type = LICENCE, .copy = { (const uint8_t *)"copy", 4 } }, NULL },
};

struct exchange {
    struct pair pair;
    struct wallet_bytes call;
    uint8_t digest[WALLET_CALL_DIGEST_SIZE];
    struct wallet_buffer answer;
};

static void sign_answer(struct exchange *exchange)
{
    const struct wlt_answer_terms terms = {
        .call = exchange->digest,
        .outcome = WALLET_OUTCOME_SUCCESS,
        .detail = "a detail",
        .receipt = "20261123-7",
        .entries = entries,
        .entry_count = 3,
    };
    const struct wallet_signer *signer = &exchange->pair.repository.signer;

    CHECK_EQUAL(wlt_answer_sign(&terms, signer, NOW, &exchange->answer, NULL), WALLET_OK);
}

static struct exchange make_exchange(void)
{
    struct exchange exchange = { .pair = make_pair() };
    const struct wallet_call_terms terms = compare_terms(&exchange.pair);

    exchange.call = sign_call(&exchange.pair.counter, &terms);
    wallet_call_digest(exchange.call, exchange.digest);
    sign_answer(&exchange);
    return exchange;
}

static void clear_exchange(struct exchange *exchange)
{
    wallet_buffer_clear(&exchange->answer);
    clear_pair(&exchange->pair);
}

static enum wallet_status verify(
    const struct exchange *exchange,
    struct wallet_bytes answer,
    int64_t at_unix,
    struct wallet_error *error)
{
    struct wallet_answer *read = NULL;
    const enum wallet_status status =
        wallet_answer_verify(answer, exchange->call, exchange->pair.trust, at_unix, &read, error);

    CHECK_EQUAL(status == WALLET_OK, read != NULL);
    wallet_answer_free(read);
    return status;
}

static void check_refused(const struct exchange *exchange, int64_t at_unix, const char *story)
{
    struct wallet_error error = { .message = "" };
    const struct wallet_bytes answer = wallet_buffer_bytes(&exchange->answer);

    CHECK_EQUAL(verify(exchange, answer, at_unix, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, story);
}

TEST(a_caller_reads_what_the_repository_signed)
{
    struct exchange exchange = make_exchange();
    struct wallet_answer *answer = NULL;
    struct wallet_answer_licence licence;
    struct wallet_answer_comparison comparison;

    CHECK_EQUAL(
        wallet_answer_verify(
            wallet_buffer_bytes(&exchange.answer),
            exchange.call,
            exchange.pair.trust,
            NOW,
            &answer,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_answer_outcome(answer), WALLET_OUTCOME_SUCCESS);
    CHECK_TEXT(wallet_answer_detail(answer), "a detail");
    CHECK_TEXT(wallet_answer_receipt(answer), "20261123-7");
    CHECK_EQUAL(wallet_answer_at(answer), NOW);
    CHECK_EQUAL(wallet_answer_licence_count(answer), 3);
    wallet_answer_licence_at(answer, 0, &licence);
    CHECK_TEXT(licence.type, ID_CARD);
    CHECK_TEXT(licence.identifier, "1.2.156.3005.2.X");
    CHECK_TEXT(licence.state, "normal");
    CHECK_EQUAL(licence.version, 1);
    CHECK(licence.has_until && licence.until_unix == NOW + 1);
    CHECK_EQUAL(licence.comparison_count, 3);
    wallet_answer_comparison_at(answer, 0, 1, &comparison);
    CHECK_EQUAL(comparison.field, 6);
    CHECK_EQUAL(comparison.comparison, WALLET_COMPARISON_DIFFERENT);
    CHECK_EQUAL(comparison.member, 0);
    wallet_answer_comparison_at(answer, 0, 2, &comparison);
    CHECK_EQUAL(comparison.field, 9);
    CHECK_EQUAL(comparison.comparison, WALLET_COMPARISON_IMPOSSIBLE);
    CHECK_EQUAL(comparison.member, 11);
    wallet_answer_licence_at(answer, 1, &licence);
    CHECK_EQUAL(licence.outcome, WALLET_OUTCOME_NONE_FOUND);
    CHECK_TEXT(licence.identifier, "");
    CHECK(!licence.has_until);
    wallet_answer_licence_at(answer, 2, &licence);
    CHECK_BYTES(licence.copy, test_text("copy"));
    wallet_answer_free(answer);
    clear_exchange(&exchange);
}

TEST(no_bit_of_an_answer_can_be_changed)
{
    struct exchange exchange = make_exchange();
    const struct wallet_bytes answer = wallet_buffer_bytes(&exchange.answer);
    uint8_t *copy = test_memory(answer.size);

    CHECK(wallet_answer_recognise(answer));
    for (size_t i = 0; i < 8 * answer.size; i++) {
        memcpy(copy, answer.data, answer.size);
        copy[i / 8] ^= (uint8_t)(1U << i % 8);
        const struct wallet_bytes bytes = { copy, answer.size };
        CHECK(verify(&exchange, bytes, NOW, NULL) != WALLET_OK);
    }

    clear_exchange(&exchange);
}

TEST(no_part_of_an_answer_is_one)
{
    struct exchange exchange = make_exchange();

    for (size_t size = 0; size < exchange.answer.size; size++) {
        const struct wallet_bytes bytes = { exchange.answer.data, size };
        CHECK_EQUAL(verify(&exchange, bytes, NOW, NULL), WALLET_ERR_TRUNCATED);
    }

    clear_exchange(&exchange);
}

TEST(refuses_the_answer_to_another_call)
{
    struct exchange exchange = make_exchange();

    exchange.digest[31] ^= 1;
    sign_answer(&exchange);
    check_refused(&exchange, NOW, "it is the answer to another call");
    clear_exchange(&exchange);
}

TEST(refuses_the_answer_of_another_repository)
{
    struct exchange exchange = make_exchange();
    struct wallet_call_terms terms = compare_terms(&exchange.pair);

    terms.repository = exchange.pair.counter.id;
    exchange.call = sign_call(&exchange.pair.counter, &terms);
    wallet_call_digest(exchange.call, exchange.digest);
    sign_answer(&exchange);
    check_refused(&exchange, NOW, "another repository answered than the one that was called");
    clear_exchange(&exchange);
}

TEST(refuses_whoever_is_no_repository)
{
    struct exchange exchange = make_exchange();
    struct member stranger = make_member(3, NULL, WALLET_ALGORITHM_ED25519);
    const struct wallet_signer repository = exchange.pair.repository.signer;

    exchange.pair.repository.signer = exchange.pair.counter.signer;
    sign_answer(&exchange);
    check_refused(&exchange, NOW, "whoever signed it is no repository in the trust list");

    exchange.pair.repository.signer = stranger.signer;
    sign_answer(&exchange);
    check_refused(&exchange, NOW, "whoever signed it is in no trust list");

    exchange.pair.repository.signer = repository;
    memcpy(exchange.pair.repository.signer.issuer, exchange.pair.counter.id, 18);
    sign_answer(&exchange);
    check_refused(&exchange, NOW, "it names another repository than the one that signed it");
    clear_member(&stranger);
    clear_exchange(&exchange);
}

TEST(refuses_an_answer_of_another_time)
{
    struct exchange exchange = make_exchange();

    check_refused(&exchange, NOW + 330, "it is old: 2026-11-23T08:00:00Z");
    check_refused(&exchange, NOW - 31, "it is from the future: 2026-11-23T08:00:00Z");
    CHECK_EQUAL(
        verify(&exchange, wallet_buffer_bytes(&exchange.answer), NOW + 329, NULL), WALLET_OK);
    clear_exchange(&exchange);
}

/** The claims of an answer with one comparison of so many parts: 9, same, and this number again and again. */
static void write_comparison(struct wallet_buffer *claims, size_t parts, uint64_t number)
{
    struct wlt_writer writer = wlt_writer_start(claims);

    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, WLT_CLAIM_LICENCES);
    wlt_write_array(&writer, 1);
    wlt_write_map(&writer, 2);
    wlt_write_int(&writer, WLT_LICENCE_OUTCOME);
    wlt_write_unsigned(&writer, WALLET_OUTCOME_SUCCESS);
    wlt_write_int(&writer, WLT_LICENCE_COMPARISONS);
    wlt_write_array(&writer, 1);
    wlt_write_array(&writer, parts);
    for (size_t i = 0; i < parts; i++) {
        wlt_write_unsigned(&writer, i == 0 ? 9 : i == 1 ? WALLET_COMPARISON_SAME : number);
    }
    CHECK_EQUAL(wlt_writer_status(&writer, NULL), WALLET_OK);
}

TEST(a_comparison_has_two_parts_or_three)
{
    static const struct {
        size_t parts;
        uint64_t member;
        const char *story;
    } rows[] = {
        { 2, 0, "a claim of an answer is missing" }, /* which is looked for when all is read */
        { 3, 11, "a claim of an answer is missing" },
        { 3, 0, "the key of a members' field" },
        { 4, 11, "a comparison of two or three parts" },
        { 1, 0, "a comparison of two or three parts" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wallet_answer *answer = test_memory(sizeof *answer);
        struct wallet_buffer claims = { 0 };
        struct wallet_error error = { .message = "" };
        write_comparison(&claims, rows[i].parts, rows[i].member);
        CHECK_EQUAL(
            wlt_answer_read(wallet_buffer_bytes(&claims), answer, &error), WALLET_ERR_STRUCTURE);
        if (!strstr(error.message, rows[i].story)) {
            fail_msg("%s", error.message);
        }
        wallet_buffer_clear(&answer->texts);
        wallet_buffer_clear(&claims);
    }
}

TEST(what_is_no_answer_is_not_read)
{
    struct exchange exchange = make_exchange();

    CHECK_EQUAL(verify(&exchange, exchange.call, NOW, NULL), WALLET_ERR_STRUCTURE);
    CHECK(!wallet_answer_recognise(exchange.call));
    CHECK(!wallet_call_recognise(wallet_buffer_bytes(&exchange.answer)));
    CHECK_EQUAL(
        wallet_answer_verify(
            wallet_buffer_bytes(&exchange.answer), exchange.call, NULL, NOW, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    exchange.call = test_text("no call");
    CHECK(verify(&exchange, wallet_buffer_bytes(&exchange.answer), NOW, NULL) != WALLET_OK);
    clear_exchange(&exchange);
}
