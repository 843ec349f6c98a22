/* SPDX-License-Identifier: Apache-2.0 */

/* The copy that a repository releases: the licence's own bytes, and the repository's word around them. */
#include "present/copy.h"

#include "make_copy.h"
#include "trust/envelope.h"

TEST(a_copy_is_accepted_and_says_what_for)
{
    struct world world;
    struct wallet_copy *copy = NULL;
    struct wallet_request_matter matter;

    open_world(&world);
    const struct wallet_bytes bytes = make_copy(&world);
    CHECK(wallet_copy_recognise(bytes));
    CHECK(!wallet_grant_recognise(bytes));
    CHECK_EQUAL(
        wallet_copy_verify(world.verifier, bytes, AGENCY_NOW, world.verdict, &copy, NULL),
        WALLET_OK);
    CHECK_TEXT(wallet_copy_repository(copy), world.repository.id);
    CHECK_TEXT(wallet_copy_repository_name(copy, WALLET_ENGLISH), "Some Bureau");
    CHECK_TEXT(wallet_copy_audience(copy), DESK_ID);
    CHECK_TEXT(wallet_copy_maker(copy), DESK_ID);
    CHECK_TEXT(wallet_copy_clerk(copy), "钟见山");
    CHECK_EQUAL(wallet_copy_method(copy), WALLET_GRANT_FACE);
    CHECK_BYTES(
        wallet_copy_grant(copy), ((struct wallet_bytes){ grant_digest, sizeof grant_digest }));
    CHECK_EQUAL(wallet_copy_id(copy).size, WALLET_COPY_ID_SIZE);
    CHECK_EQUAL(wallet_copy_issued(copy), AGENCY_NOW);
    CHECK_EQUAL(wallet_copy_until(copy), AGENCY_NOW + 600);
    CHECK_BYTES(wallet_copy_licence(copy), world.licence);
    wallet_copy_matter(copy, &matter);
    CHECK_TEXT(matter.name, "申请租赁补贴");
    CHECK_TEXT(matter.code, "C-17");
    CHECK_TEXT(matter.cause, "核对申请人身份");
    wallet_copy_free(copy);
    close_world(&world);
}

TEST(nothing_says_of_a_copy_that_its_holder_presented_it)
{
    struct world world;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t sexes = 0;
    size_t addresses = 0;

    open_world(&world);
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_NONE);
    CHECK(!wallet_verdict_is_bound(world.verdict));
    CHECK_TEXT(wallet_verdict_format(world.verdict), "sd-cwt");
    CHECK_EQUAL(
        wallet_verdict_check(world.verdict, WALLET_CHECK_HOLDER, NULL),
        WALLET_RESULT_NOT_APPLICABLE);
    while (wallet_verdict_next_fact(world.verdict, &walk, &fact)) {
        sexes += strcmp(wallet_field_name(fact.field), "sex") == 0;
        addresses += strcmp(wallet_field_name(fact.field), "address") == 0;
    }

    CHECK_EQUAL(sexes, 1);
    CHECK_EQUAL(addresses, 0);

    /* The same bytes by themselves are not accepted: nobody vouches for them then. */
    CHECK_EQUAL(
        wallet_verify(world.verifier, world.licence, AGENCY_NOW, world.verdict, NULL),
        WALLET_ERR_UNDETERMINED);
    CHECK(wallet_verdict_is_bound(world.verdict));
    close_world(&world);
}

TEST(a_printed_licence_is_released_as_it_is)
{
    struct world world;

    open_world(&world);
    world.licence = narrow(&world.desk, NULL);
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_TEXT(wallet_verdict_format(world.verdict), "cwt");
    close_world(&world);
}

TEST(no_bit_of_a_copy_can_be_changed)
{
    struct world world;

    open_world(&world);
    const struct wallet_bytes bytes = make_copy(&world);
    uint8_t *changed = test_memory(bytes.size);
    for (size_t bit = 0; bit < 8 * bytes.size; bit++) {
        memcpy(changed, bytes.data, bytes.size);
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(
            judge(&world, (struct wallet_bytes){ changed, bytes.size }, AGENCY_NOW) !=
            WALLET_REASON_NONE);
    }

    for (size_t size = 0; size < bytes.size; size++) {
        CHECK(!wallet_copy_recognise((struct wallet_bytes){ bytes.data, size }));
        CHECK_EQUAL(
            judge(&world, (struct wallet_bytes){ bytes.data, size }, AGENCY_NOW),
            WALLET_REASON_MALFORMED);
    }

    close_world(&world);
}

TEST(an_altered_original_is_refused_whoever_wraps_it)
{
    struct world world;
    uint8_t *altered = NULL;

    open_world(&world);
    altered = test_memory(world.licence.size);
    memcpy(altered, world.licence.data, world.licence.size);
    altered[world.licence.size - 1] ^= 1;
    world.licence.data = altered;
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_SIGNATURE);
    close_world(&world);
}

TEST(what_was_shown_to_somebody_is_not_released)
{
    struct world world;

    open_world(&world);
    struct wallet_selection *selection = desk_select(
        &world.desk,
        desk_issue(&world.desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), world.desk.holder),
        "");
    world.licence =
        desk_show(&world.desk, &selection, 1, NULL, (struct wallet_bytes){ 0 }, AGENCY_NOW);
    CHECK_EQUAL(judge(&world, make_copy(&world), AGENCY_NOW), WALLET_REASON_UNSUPPORTED);
    close_world(&world);
}

TEST(what_makes_no_sense_is_not_signed)
{
    struct world world;
    struct wallet_buffer out = { 0 };

    open_world(&world);
    const struct wallet_copy_terms good = copy_terms(&world);
    const struct wallet_signer *signer = &world.repository.signer;
    struct wallet_signer nameless = *signer;
    struct wallet_copy_terms bad[] = { good, good, good, good, good, good, good, good };
    nameless.issuer[0] = '\0';
    bad[0].audience = "360500"; /* a copy is for one counter */
    bad[1].maker = "nobody";
    bad[2].matter.name = "";
    bad[3].matter.name = "two\nlines";
    bad[4].method = (enum wallet_grant_method)0;
    bad[5].seconds = WALLET_COPY_SECONDS_MAX + 1;
    bad[6].clerk = "\xe2\x80\xae"
                   "eve";
    bad[7].method = (enum wallet_grant_method)5;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK_EQUAL(wallet_copy_sign(&bad[i], signer, AGENCY_NOW, &out, NULL), WALLET_ERR_VALUE);
    }

    struct wallet_copy_terms terms = good;
    terms.licence = test_text("no licence");
    CHECK_EQUAL(wallet_copy_sign(&terms, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_STRUCTURE);
    terms.licence = (struct wallet_bytes){ test_memory(65537), 65537 };
    CHECK_EQUAL(wallet_copy_sign(&terms, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_copy_sign(&good, signer, 0, &out, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_copy_sign(&good, &nameless, AGENCY_NOW, &out, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_copy_sign(NULL, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    terms = good;
    terms.grant = NULL;
    CHECK_EQUAL(wallet_copy_sign(&terms, signer, AGENCY_NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(out.size, 0);
    close_world(&world);
}

/** Signs the claims of a good copy without one of them, or with one more. */
static struct wallet_bytes forge(struct world *world, int64_t left_out, bool has_more)
{
    struct wlt_sign1 sign1 = { 0 };
    struct wallet_buffer claims = { 0 };
    struct wallet_buffer object = { 0 };
    struct wlt_writer writer = wlt_writer_start(&claims);

    CHECK_EQUAL(wlt_copy_open(make_copy(world), &sign1, NULL), WALLET_OK);
    struct wlt_reader reader = wlt_reader_start(sign1.payload, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);
    wlt_write_map(&writer, (size_t)count - (left_out != 0) + has_more);
    for (uint64_t i = 0; i < count; i++) {
        const int64_t label = wlt_read_int(&reader);
        const struct wallet_bytes value = wlt_read_any(&reader);
        if (label != left_out) {
            wlt_write_int(&writer, label);
            wlt_write_encoded(&writer, value);
        }
    }

    if (has_more) {
        wlt_write_int(&writer, -65599);
        wlt_write_unsigned(&writer, 1);
    }

    CHECK_EQUAL(
        wlt_envelope_sign(
            &world->repository.signer, WLT_COPY_TYP, wallet_buffer_bytes(&claims), &object, NULL),
        WALLET_OK);
    wallet_buffer_clear(&claims);
    return keep(&object);
}

TEST(every_claim_of_a_copy_must_be_there_and_no_other)
{
    static const int64_t labels[] = { 1, 3, 4, 6, 7, -65538, -65544, -65549, -65550, -65551 };
    struct world world;

    open_world(&world);
    CHECK_EQUAL(judge(&world, forge(&world, 0, false), AGENCY_NOW), WALLET_REASON_NONE);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        CHECK_EQUAL(
            judge(&world, forge(&world, labels[i], false), AGENCY_NOW), WALLET_REASON_MALFORMED);
    }

    CHECK_EQUAL(judge(&world, forge(&world, 0, true), AGENCY_NOW), WALLET_REASON_MALFORMED);
    close_world(&world);
}
