/* SPDX-License-Identifier: Apache-2.0 */

/* What a repository refuses, each with its own outcome, and that it is written down. */
#include "make_service.h"

/** Nothing of a licence may be in a refusal but its type and why. */
static void check_says_nothing(const struct region *region)
{
    for (size_t i = 0; i < wallet_answer_licence_count(region->answer); i++) {
        struct wallet_answer_licence licence;
        wallet_answer_licence_at(region->answer, i, &licence);
        CHECK_EQUAL(licence.copy.size, 0);
        CHECK_EQUAL(licence.comparison_count, 0);
        CHECK_TEXT(licence.identifier, "");
        CHECK_TEXT(licence.state, "");
    }
}

typedef void change(struct region *region, struct wallet_call_terms *terms);

static void set_grant(
    struct region *region, struct wallet_call_terms *terms, const struct wallet_grant_terms *grant)
{
    terms->grant = sign_grant_at(grant, &region->holder_signer, NOW);
}

static void to_a_field_beyond_the_trust_list(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_request_field fields[] = { { .key = 3 } };
    static const struct wallet_request_item items[] = { { ID_CARD, fields, 1, true } };

    (void)region;
    terms->items = items;
}

static void to_a_type_beyond_the_trust_list(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_request_item items[] = {
        { "11100000000013127D002", name_alone, 1, true }
    };

    (void)region;
    terms->items = items;
}

static void to_a_type_that_is_none(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_request_item items[] = {
        { "11100000000013127D999", name_alone, 1, true }
    };

    (void)region;
    terms->items = items;
}

static void to_a_field_that_is_none(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_request_field fields[] = { { .key = 99 } };
    static const struct wallet_request_item items[] = { { ID_CARD, fields, 1, true } };

    (void)region;
    terms->items = items;
}

static void to_another_matter(struct region *region, struct wallet_call_terms *terms)
{
    (void)region;
    terms->matter.code = "11360500MB0X12345X4000123002";
}

static void to_no_matter(struct region *region, struct wallet_call_terms *terms)
{
    (void)region;
    terms->matter =
        (struct wallet_request_matter){ .category = WALLET_CALL_OTHER, .cause = "想看看" };
}

static void to_a_narrower_subscription(struct region *region, struct wallet_call_terms *terms)
{
    (void)terms;
    subscribe(region, ID_CARD "#1,2", NOW + 86400);
}

static void to_an_ended_subscription(struct region *region, struct wallet_call_terms *terms)
{
    (void)terms;
    CHECK_EQUAL(
        wallet_share_end(region->store.handle, region->counter.id, ID_CARD, MATTER, NOW - 1, NULL),
        WALLET_OK);
}

static void to_a_subscription_of_yesterday(struct region *region, struct wallet_call_terms *terms)
{
    (void)terms;
    subscribe(region, ID_CARD, NOW);
}

static void to_no_grant(struct region *region, struct wallet_call_terms *terms)
{
    (void)region;
    terms->grant = (struct wallet_bytes){ 0 };
}

static void to_an_altered_grant(struct region *region, struct wallet_call_terms *terms)
{
    uint8_t *copy = test_memory(terms->grant.size);

    (void)region;
    memcpy(copy, terms->grant.data, terms->grant.size);
    copy[terms->grant.size - 1] ^= 1;
    terms->grant.data = copy;
}

static void to_no_grant_at_all(struct region *region, struct wallet_call_terms *terms)
{
    (void)region;
    terms->grant = test_text("no grant");
}

static void to_a_grant_of_the_day_before(struct region *region, struct wallet_call_terms *terms)
{
    const struct wallet_grant_terms grant = show_terms(region);

    terms->grant = sign_grant_at(&grant, &region->holder_signer, NOW - 2 * 86400);
}

static void to_a_grant_for_another_counter(struct region *region, struct wallet_call_terms *terms)
{
    struct wallet_grant_terms grant = show_terms(region);

    grant.audience = region->issuer.id;
    set_grant(region, terms, &grant);
}

static void to_a_grant_for_another_region(struct region *region, struct wallet_call_terms *terms)
{
    struct wallet_grant_terms grant = show_terms(region);

    grant.audience = "360100";
    set_grant(region, terms, &grant);
}

static void to_a_grant_for_another_matter(struct region *region, struct wallet_call_terms *terms)
{
    struct wallet_grant_terms grant = show_terms(region);

    grant.matter.code = "another";
    set_grant(region, terms, &grant);
}

static void to_a_grant_of_the_name_alone(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_request_item items[] = { { ID_CARD, name_alone, 1, true } };
    struct wallet_grant_terms grant = show_terms(region);

    grant.items = items;
    set_grant(region, terms, &grant);
}

static void to_a_grant_of_another_type(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_request_item items[] = { { .type = LICENCE } };
    struct wallet_grant_terms grant = show_terms(region);

    grant.items = items;
    set_grant(region, terms, &grant);
}

static void to_a_strangers_grant(struct region *region, struct wallet_call_terms *terms)
{
    const struct wallet_grant_terms grant = show_terms(region);
    struct member stranger = make_member(9, NULL, WALLET_ALGORITHM_ED25519);

    stranger.signer.issuer[0] = '\0';
    terms->grant = sign_grant_at(&grant, &stranger.signer, NOW);
    clear_member(&stranger);
}

static void to_another_clerks_duty(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_grant_evidence duty = { .clerk = "别人" };
    struct wallet_grant_terms grant = show_terms(region);

    grant.method = WALLET_GRANT_DUTY;
    grant.holder = CITIZEN;
    grant.matter.cause = "核对";
    grant.evidence = &duty;
    terms->grant = sign_grant_at(&grant, &region->counter.signer, NOW);
}

static void to_another_departments_duty(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_grant_evidence duty = { .clerk = "钟见山" };
    struct wallet_grant_terms grant = show_terms(region);

    grant.method = WALLET_GRANT_DUTY;
    grant.holder = CITIZEN;
    grant.matter.cause = "核对";
    grant.evidence = &duty;
    terms->grant = sign_grant_at(&grant, &region->faces.signer, NOW);
}

static void set_state(struct region *region, enum wallet_licence_state state)
{
    struct wallet_repository *repository = region->store.handle;
    char identifier[WALLET_IDENTIFIER_SIZE];
    struct wallet_answer_licence licence;
    struct wallet_call_terms terms = data_terms(region);

    terms.operation = WALLET_OPERATION_SEARCH;
    terms.grant = make_grant(region);
    CHECK_EQUAL(ask(region, &terms), WALLET_OUTCOME_SUCCESS);
    wallet_answer_licence_at(region->answer, 0, &licence);
    (void)snprintf(identifier, sizeof identifier, "%s", licence.identifier);
    CHECK_EQUAL(wallet_repository_begin(repository, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_repository_set_state(repository, identifier, state, "a note", NOW, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_commit(repository, NOW, NULL), WALLET_OK);
}

/** By face: of a holder whose only licence does not hold, no key is good. */
static void by_face(struct region *region, struct wallet_call_terms *terms)
{
    static const uint8_t bytes[WALLET_GRANT_DIGEST_SIZE] = { 1 };
    static const struct wallet_grant_evidence face = {
        .way = "one to one",
        .level = 2,
        .compared_unix = NOW - 20,
        .portrait = { bytes, sizeof bytes },
        .model = "person",
        .is_by_person = true,
    };
    struct wallet_grant_terms grant = show_terms(region);

    grant.method = WALLET_GRANT_FACE;
    grant.holder = CITIZEN;
    grant.nonce = (struct wallet_bytes){ bytes, WALLET_REQUEST_NONCE_SIZE };
    grant.evidence = &face;
    terms->grant = sign_grant_at(&grant, &region->faces.signer, NOW);
}

static void to_a_suspended_licence(struct region *region, struct wallet_call_terms *terms)
{
    set_state(region, WALLET_STATE_SUSPENDED);
    by_face(region, terms);
}

static void to_a_revoked_licence(struct region *region, struct wallet_call_terms *terms)
{
    set_state(region, WALLET_STATE_REVOKED);
    by_face(region, terms);
}

static void to_the_key_of_a_revoked_licence(struct region *region, struct wallet_call_terms *terms)
{
    (void)terms;
    set_state(region, WALLET_STATE_REVOKED);
}

static void to_a_licence_that_is_not_there(struct region *region, struct wallet_call_terms *terms)
{
    static const struct wallet_request_item items[] = { { LICENCE, name_alone, 1, true } };
    static const struct wallet_request_item granted[] = { { .type = LICENCE } };
    struct wallet_grant_terms grant = show_terms(region);

    subscribe(region, LICENCE, NOW + 1);
    grant.items = granted;
    set_grant(region, terms, &grant);
    terms->items = items;
}

static void to_a_licence_that_does_not_load(struct region *region, struct wallet_call_terms *terms)
{
    by_face(region, terms);
    CHECK_EQUAL(
        wlt_database_run(
            wlt_repository_database(region->store.handle), "DELETE FROM licence_body", NULL),
        WALLET_OK);
}

/** Each changes a call that would be answered. */
static const struct {
    const char *what;
    change *change;
    enum wallet_outcome wanted;
} refusals[] = {
    { "a field beyond authority", to_a_field_beyond_the_trust_list, WALLET_OUTCOME_NO_RIGHT },
    { "a type beyond authority", to_a_type_beyond_the_trust_list, WALLET_OUTCOME_NO_RIGHT },
    { "no type", to_a_type_that_is_none, WALLET_OUTCOME_TYPE_UNKNOWN },
    { "no field", to_a_field_that_is_none, WALLET_OUTCOME_TYPE_UNKNOWN },
    { "another matter", to_another_matter, WALLET_OUTCOME_NOT_SUBSCRIBED },
    { "no matter", to_no_matter, WALLET_OUTCOME_NOT_SUBSCRIBED },
    { "beyond subscription", to_a_narrower_subscription, WALLET_OUTCOME_NOT_SUBSCRIBED },
    { "ended by hand", to_an_ended_subscription, WALLET_OUTCOME_SUBSCRIPTION_ENDED },
    { "ended", to_a_subscription_of_yesterday, WALLET_OUTCOME_SUBSCRIPTION_ENDED },
    { "no grant", to_no_grant, WALLET_OUTCOME_GRANT_MISSING },
    { "altered grant", to_an_altered_grant, WALLET_OUTCOME_GRANT_REFUSED },
    { "none at all", to_no_grant_at_all, WALLET_OUTCOME_GRANT_REFUSED },
    { "old grant", to_a_grant_of_the_day_before, WALLET_OUTCOME_GRANT_EXPIRED },
    { "other counter's", to_a_grant_for_another_counter, WALLET_OUTCOME_GRANT_AUDIENCE },
    { "other region's", to_a_grant_for_another_region, WALLET_OUTCOME_GRANT_AUDIENCE },
    { "other matter's", to_a_grant_for_another_matter, WALLET_OUTCOME_GRANT_MATTER },
    { "name alone", to_a_grant_of_the_name_alone, WALLET_OUTCOME_GRANT_SCOPE },
    { "another type", to_a_grant_of_another_type, WALLET_OUTCOME_GRANT_SCOPE },
    { "a stranger's", to_a_strangers_grant, WALLET_OUTCOME_GRANT_HOLDER },
    { "another clerk's", to_another_clerks_duty, WALLET_OUTCOME_GRANT_REFUSED },
    { "another department's duty", to_another_departments_duty, WALLET_OUTCOME_GRANT_REFUSED },
    { "suspended", to_a_suspended_licence, WALLET_OUTCOME_SUSPENDED },
    { "revoked", to_a_revoked_licence, WALLET_OUTCOME_REVOKED },
    { "key of revoked", to_the_key_of_a_revoked_licence, WALLET_OUTCOME_GRANT_HOLDER },
    { "not there", to_a_licence_that_is_not_there, WALLET_OUTCOME_NONE_FOUND },
    { "not loading", to_a_licence_that_does_not_load, WALLET_OUTCOME_UNREADABLE },
};

TEST(each_refusal_has_its_outcome_and_its_entry)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct region region;
        open_region(&region);
        struct wallet_call_terms terms = data_terms(&region);
        terms.grant = make_grant(&region);
        refusals[i].change(&region, &terms);
        const uint64_t before = entries_of(&region);

        CHECK_ROW(refusals[i].what, ask(&region, &terms), refusals[i].wanted);
        CHECK_ROW(refusals[i].what, entries_of(&region), before + 1);
        check_says_nothing(&region);
        close_region(&region);
    }
}
