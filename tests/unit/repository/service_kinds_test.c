/* SPDX-License-Identifier: Apache-2.0 */

/* Licences other than an ID card with a key: printed ones, those of an enterprise, newer versions. */
#include "make_service.h"

enum {
    UNTIL = NOW + 86400,
};

#define ENTERPRISE "913605020000000194"

static const struct wallet_grant_evidence duty = { .clerk = "钟见山" };

/** The department's own leave to look at somebody's licences. */
static struct wallet_bytes duty_grant(
    const struct region *region,
    const char *holder,
    const struct wallet_request_item *items,
    size_t count)
{
    struct wallet_grant_terms grant = show_terms(region);

    grant.method = WALLET_GRANT_DUTY;
    grant.holder = holder;
    grant.matter.cause = "核对";
    grant.evidence = &duty;
    grant.items = items;
    grant.item_count = count;
    return sign_grant_at(&grant, &region->counter.signer, NOW);
}

/** A region in which the ID card is a printed one. */
static void open_printed(struct region *region)
{
    open_empty_region(region);
    region->record = parse_record(region, "id-card", card_json);
    issue_and_store(region, region->record, NULL);
    subscribe(region, ID_CARD, UNTIL);
}

TEST(a_printed_licence_is_not_given_in_parts_and_can_be_compared)
{
    static const struct wallet_call_value values[] = {
        { 0, 1, "简素心", 0 },
        { 0, 6, "360502199003070024", 0 },
    };
    struct region region;
    open_printed(&region);
    struct wallet_call_terms terms = data_terms(&region);

    terms.grant = duty_grant(&region, CITIZEN, whole_card, 1);
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_USE_RESTRICTED);
    terms.operation = WALLET_OPERATION_FILE;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_USE_RESTRICTED);
    terms.operation = WALLET_OPERATION_COMPARE;
    terms.values = values;
    terms.value_count = 2;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    close_region(&region);
}

static const char *const business_json =
    "{\"serial\":\"TEST20260002\",\"fields\":{"
    "\"name\":\"新余样例商贸有限公司\",\"uscc\":\"" ENTERPRISE "\","
    "\"legal_representative\":\"简素心\",\"entity_type\":\"有限责任公司\","
    "\"address\":\"江西省新余市渝水区样例路1号\",\"business_scope\":\"日用百货\","
    "\"established_on\":\"2020-01-01\",\"registration_authority\":\"新余市市场监督管理局\"}}";

static const char *const food_json =
    "{\"serial\":\"TEST20260003\",\"fields\":{"
    "\"name\":\"新余样例商贸有限公司\",\"uscc\":\"" ENTERPRISE "\","
    "\"legal_representative\":\"简素心\",\"address\":\"江西省新余市渝水区样例路1号\","
    "\"place\":\"样例路2号\",\"business_type\":\"餐饮\",\"items\":\"热食\","
    "\"licence_number\":\"JY23605020000001\",\"valid_until\":\"2031-01-01\","
    "\"issuing_authority\":\"新余市市场监督管理局\",\"issued_on\":\"2026-01-01\"}}";

/** An enterprise with two licences, and its legal representative's ID card under another key. */
static void open_enterprise(struct region *region)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    struct wallet_key *other = NULL;
    open_empty_region(region);
    struct wallet_record *business = parse_record(region, "business-licence", business_json);
    struct wallet_record *food = parse_record(region, "food-business-licence", food_json);

    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &other, NULL), WALLET_OK);
    region->record = parse_record(region, "id-card", card_json);
    issue_and_store(region, business, region->holder);
    issue_and_store(region, food, NULL);
    issue_and_store(region, region->record, other);
    subscribe(region, LICENCE, UNTIL);
    subscribe(region, FOOD, UNTIL);
    subscribe(region, ID_CARD, UNTIL);
    wallet_record_free(food);
    wallet_record_free(business);
    wallet_key_free(other);
}

static const struct wallet_request_item all_granted[] = { { .type = LICENCE },
                                                          { .type = FOOD },
                                                          { .type = ID_CARD } };

TEST(one_grant_by_the_business_licences_key_opens_what_the_enterprise_has)
{
    static const struct wallet_request_item items[] = { { LICENCE, name_alone, 1, true },
                                                        { FOOD, name_alone, 1, true } };
    struct region region;
    open_enterprise(&region);
    struct wallet_call_terms terms = data_terms(&region);
    struct wallet_grant_terms grant = show_terms(&region);

    grant.items = all_granted;
    grant.item_count = 2;
    terms.grant = sign_grant_at(&grant, &region.holder_signer, NOW);
    terms.operation = WALLET_OPERATION_FILE;
    terms.items = items;
    terms.item_count = 2;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(wallet_answer_licence_count(region.answer), 2);
    close_region(&region);
}

TEST(it_does_not_open_the_legal_representatives_id_card)
{
    static const struct wallet_request_item items[] = { { LICENCE, name_alone, 1, true },
                                                        { ID_CARD, name_alone, 1, true } };
    struct region region;
    open_enterprise(&region);
    struct wallet_call_terms terms = data_terms(&region);
    struct wallet_grant_terms grant = show_terms(&region);

    grant.items = all_granted;
    grant.item_count = 3;
    terms.grant = sign_grant_at(&grant, &region.holder_signer, NOW);
    terms.items = items;
    terms.item_count = 2;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_NONE_FOUND);
    close_region(&region);
}

TEST(what_is_welcome_and_not_there_is_no_reason_to_refuse)
{
    static const struct wallet_request_item items[] = { { LICENCE, name_alone, 1, true },
                                                        { ID_CARD, name_alone, 1, false } };
    struct wallet_answer_licence licence;
    struct region region;
    open_enterprise(&region);
    struct wallet_call_terms terms = data_terms(&region);
    struct wallet_grant_terms grant = show_terms(&region);

    grant.items = all_granted;
    grant.item_count = 3;
    terms.grant = sign_grant_at(&grant, &region.holder_signer, NOW);
    terms.items = items;
    terms.item_count = 2;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(wallet_answer_licence_count(region.answer), 2);
    wallet_answer_licence_at(region.answer, 0, &licence);
    CHECK(licence.copy.size > 0);
    wallet_answer_licence_at(region.answer, 1, &licence);
    CHECK_EQUAL(licence.outcome, WALLET_OUTCOME_NONE_FOUND);
    CHECK_EQUAL(licence.copy.size, 0);
    close_region(&region);
}

/** Has a file verified. */
static enum wallet_outcome verify(struct region *region, struct wallet_bytes file)
{
    struct wallet_call_terms terms = data_terms(region);

    terms.operation = WALLET_OPERATION_VERIFY;
    terms.item_count = 0;
    terms.file = file;
    return ask(region, &terms);
}

TEST(an_older_version_is_genuine_and_outdated)
{
    struct region region;
    struct wallet_buffer first = { 0 };
    open_empty_region(&region);
    region.record = parse_record(&region, "id-card", card_json);
    struct wallet_error error = { .message = "" };

    demand(
        wallet_issue_bound(
            region.record, region.holder, &region.issuer.signer, NOW, &first, &error),
        &error);
    CHECK_EQUAL(verify(&region, wallet_buffer_bytes(&first)), WALLET_OUTCOME_NONE_FOUND);
    store_licence(&region, wallet_buffer_bytes(&first));
    CHECK_EQUAL(verify(&region, wallet_buffer_bytes(&first)), WALLET_OUTCOME_SUCCESS);
    wallet_record_terms(region.record)->version = 2;
    issue_and_store(&region, region.record, region.holder);
    CHECK_EQUAL(verify(&region, wallet_buffer_bytes(&first)), WALLET_OUTCOME_OUTDATED);
    wallet_buffer_clear(&first);
    close_region(&region);
}

TEST(another_licence_of_the_same_name_is_not_genuine)
{
    struct region region;
    struct wallet_buffer twin = { 0 };
    open_region(&region);
    struct wallet_error error = { .message = "" };

    demand(
        wallet_issue_bound(region.record, region.holder, &region.issuer.signer, NOW, &twin, &error),
        &error);
    CHECK_EQUAL(verify(&region, wallet_buffer_bytes(&twin)), WALLET_OUTCOME_NOT_GENUINE);
    CHECK_EQUAL(verify(&region, test_text("no licence")), WALLET_OUTCOME_NOT_GENUINE);
    wallet_buffer_clear(&twin);
    close_region(&region);
}

TEST(an_expired_licence_is_not_given_out)
{
    struct region region;
    open_empty_region(&region);
    region.record = parse_record(&region, "id-card", card_json);
    wallet_record_terms(region.record)->until_unix = NOW + 10;
    issue_and_store(&region, region.record, region.holder);
    subscribe(&region, ID_CARD, UNTIL);
    struct wallet_call_terms terms = data_terms(&region);

    terms.grant = duty_grant(&region, CITIZEN, whole_card, 1);
    CHECK_EQUAL(
        ask_at(&region, sign_call(&region.counter, &terms), NOW + 10), WALLET_OUTCOME_EXPIRED);
    terms.grant = make_grant(&region);
    CHECK_EQUAL(
        ask_at(&region, sign_call(&region.counter, &terms), NOW + 10), WALLET_OUTCOME_GRANT_HOLDER);
    CHECK_EQUAL(
        ask_at(&region, sign_call(&region.counter, &terms), NOW + 9), WALLET_OUTCOME_SUCCESS);
    close_region(&region);
}
