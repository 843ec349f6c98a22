/* SPDX-License-Identifier: Apache-2.0 */
#include "make_request.h"

static struct wallet_request *verify(const struct counter *counter)
{
    struct wallet_request *request = NULL;
    const struct wallet_bytes bytes = wallet_buffer_bytes(&counter->request);
    struct wallet_error error = { .message = "" };

    if (wallet_request_verify(bytes, counter->trust, NOW, &request, &error) != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }

    return request;
}

static void check_matter(const struct wallet_request *request)
{
    struct wallet_request_matter matter;
    wallet_request_matter(request, &matter);
    CHECK_TEXT(matter.system, "新余市一窗受理平台");
    CHECK_EQUAL(matter.category, WALLET_CALL_MATTER);
    CHECK_TEXT(matter.name, "申请租赁补贴");
    CHECK_TEXT(matter.code, "11360500MB0X12345X4000123001");
    CHECK_TEXT(matter.cause, "核对申请人身份与家庭成员");
}

static void check_items(const struct wallet_request *request)
{
    struct wallet_request_item item;
    CHECK_EQUAL(wallet_request_item_count(request), 2);
    wallet_request_item_at(request, 0, &item);
    CHECK_TEXT(item.type, ID_CARD);
    CHECK(item.is_required);
    CHECK_EQUAL(item.field_count, 2);
    CHECK_EQUAL(item.fields[0].key, 1);
    CHECK_EQUAL(item.fields[1].key, 6);
    CHECK_EQUAL(item.fields[1].member_count, 0);
    wallet_request_item_at(request, 1, &item);
    CHECK_TEXT(item.type, HOUSEHOLD);
    CHECK(!item.is_required);
    CHECK_EQUAL(item.field_count, 2);
    CHECK_EQUAL(item.fields[0].member_count, 0);
    CHECK_EQUAL(item.fields[1].key, 9);
    CHECK_EQUAL(item.fields[1].member_count, 2);
    CHECK_EQUAL(item.fields[1].members[0], 1);
    CHECK_EQUAL(item.fields[1].members[1], 2);
}

TEST(a_holder_reads_what_the_counter_signed)
{
    static const enum wallet_algorithm algorithms[] = {
        WALLET_ALGORITHM_ED25519,
        WALLET_ALGORITHM_ES256,
        WALLET_ALGORITHM_ES384,
    };

    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        struct counter counter = make_counter(algorithms[i]);
        struct wallet_request *request = verify(&counter);

        CHECK(wallet_request_is_verified(request));
        CHECK_TEXT(wallet_request_counter(request), counter.member.id);
        CHECK_TEXT(wallet_request_counter_name(request, WALLET_CHINESE), "新余市某局");
        CHECK_TEXT(wallet_request_counter_name(request, WALLET_ENGLISH), "Some Bureau");
        CHECK_EQUAL(wallet_request_nonce(request).size, WALLET_REQUEST_NONCE_SIZE);
        CHECK_EQUAL(wallet_request_issued(request), NOW);
        CHECK_EQUAL(wallet_request_until(request), NOW + WALLET_REQUEST_SECONDS);
        CHECK_EQUAL(wallet_request_relation(request), WALLET_RELATION_ONE_HOUSEHOLD);
        CHECK_TEXT(wallet_request_reply_url(request), "https://desk.example/answers/17");
        check_matter(request);
        check_items(request);

        wallet_request_free(request);
        clear_counter(&counter);
    }
}

TEST(a_counter_reads_its_own_request_without_trust)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_request *request = NULL;
    struct wallet_request *verified = verify(&counter);

    CHECK_EQUAL(
        wallet_request_parse(wallet_buffer_bytes(&counter.request), &request, NULL), WALLET_OK);
    CHECK(!wallet_request_is_verified(request));
    CHECK_TEXT(wallet_request_counter(request), counter.member.id);
    CHECK_TEXT(wallet_request_counter_name(request, WALLET_CHINESE), "");
    CHECK_BYTES(wallet_request_nonce(request), wallet_request_nonce(verified));
    check_matter(request);
    check_items(request);
    CHECK(!wallet_request_may_ask(request, counter.catalogue, 0, 1, WALLET_REQUEST_NO_MEMBER));

    wallet_request_free(verified);
    wallet_request_free(request);
    clear_counter(&counter);
}

TEST(a_request_outlives_the_bytes_and_the_trust_it_came_from)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_request *request = verify(&counter);
    wallet_buffer_clear(&counter.request);
    wallet_trust_free(counter.trust);
    counter.trust = NULL;

    check_matter(request);
    check_items(request);
    CHECK(wallet_request_may_ask(request, counter.catalogue, 0, 1, WALLET_REQUEST_NO_MEMBER));
    wallet_request_free(request);
    clear_counter(&counter);
}

TEST(what_is_left_out_is_empty)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_request_terms terms = {
        .matter = { .name = "Housing subsidy" },
        .items = two_items,
        .item_count = 1,
        .reply_url = "",
        .seconds = 60,
    };
    struct wallet_request_matter matter;
    sign_request(&counter, &terms);
    struct wallet_request *request = verify(&counter);

    wallet_request_matter(request, &matter);
    CHECK_TEXT(matter.system, "");
    CHECK_TEXT(matter.name, "Housing subsidy");
    CHECK_TEXT(matter.code, "");
    CHECK_TEXT(matter.cause, "");
    CHECK_TEXT(wallet_request_reply_url(request), "");
    CHECK_EQUAL(wallet_request_relation(request), WALLET_RELATION_NONE);
    CHECK_EQUAL(wallet_request_until(request), NOW + 60);
    CHECK_EQUAL(wallet_request_item_count(request), 1);

    wallet_request_free(request);
    clear_counter(&counter);
}

TEST(fields_in_any_order_are_signed_in_theirs)
{
    static const uint64_t members[] = { 11, 1, 4 };
    static const struct wallet_request_field fields[] = {
        { .key = 9, .members = members, .member_count = 3 },
        { .key = 4 },
        { .key = 2 },
    };
    static const struct wallet_request_item items[] = { { HOUSEHOLD, fields, 3, true } };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_request_terms terms = make_terms();
    struct wallet_request_item item;
    terms.items = items;
    terms.item_count = 1;
    sign_request(&counter, &terms);
    struct wallet_request *request = verify(&counter);

    wallet_request_item_at(request, 0, &item);
    CHECK_EQUAL(item.fields[0].key, 2);
    CHECK_EQUAL(item.fields[1].key, 4);
    CHECK_EQUAL(item.fields[2].key, 9);
    CHECK_EQUAL(item.fields[2].members[0], 1);
    CHECK_EQUAL(item.fields[2].members[2], 11);

    wallet_request_free(request);
    clear_counter(&counter);
}

TEST(each_request_has_a_nonce_of_its_own)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_request_terms terms = make_terms();
    struct wallet_request *first = verify(&counter);
    sign_request(&counter, &terms);
    struct wallet_request *second = verify(&counter);

    CHECK(
        memcmp(
            wallet_request_nonce(first).data,
            wallet_request_nonce(second).data,
            WALLET_REQUEST_NONCE_SIZE) != 0);
    wallet_request_free(first);
    wallet_request_free(second);
    clear_counter(&counter);
}

TEST(a_request_is_recognised_by_what_it_says_of_itself)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_bytes bytes = wallet_buffer_bytes(&counter.request);

    CHECK(wallet_request_recognise(bytes));
    bytes.size--;
    CHECK(!wallet_request_recognise(bytes));
    CHECK(!wallet_request_recognise(test_text("EL1:")));
    CHECK(!wallet_request_recognise((struct wallet_bytes){ NULL, 0 }));
    clear_counter(&counter);
}

TEST(a_request_of_a_few_fields_fits_a_code_well_below_the_limit)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_buffer text = { 0 };
    struct wallet_buffer picture = { 0 };
    const struct wallet_qr_options options = { .format = WALLET_QR_SVG };
    unsigned version = 0;

    CHECK_EQUAL(
        wallet_qr_write_text(wallet_buffer_bytes(&counter.request), &text, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_qr_draw(wallet_buffer_bytes(&text), &options, &picture, &version, NULL), WALLET_OK);
    print_message("# %zu bytes, version %u\n", counter.request.size, version);
    CHECK(version <= WALLET_QR_VERSION_PREFERRED);

    wallet_buffer_clear(&picture);
    wallet_buffer_clear(&text);
    clear_counter(&counter);
}

TEST(demands_its_arguments)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_request_terms terms = make_terms();
    const struct wallet_request_terms nothing = { .item_count = 1 };
    const struct wallet_bytes bytes = wallet_buffer_bytes(&counter.request);
    const struct wallet_bytes broken = { NULL, 1 };
    const struct wallet_signer *signer = &counter.member.signer;
    struct wallet_buffer out = { 0 };
    struct wallet_request *request = NULL;

    CHECK_EQUAL(wallet_request_sign(NULL, signer, NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_request_sign(&terms, NULL, NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_request_sign(&terms, signer, NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_request_sign(&nothing, signer, NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_request_parse(bytes, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_request_parse(broken, &request, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_request_verify(bytes, NULL, NOW, &request, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_request_verify(bytes, counter.trust, NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_request_verify(bytes, counter.trust, -1, &request, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_request_verify(broken, counter.trust, NOW, &request, NULL), WALLET_ERR_ARGUMENT);
    wallet_request_free(NULL);
    clear_counter(&counter);
}
