/* SPDX-License-Identifier: Apache-2.0 */
#include "make_request.h"

#define NO_MEMBER WALLET_REQUEST_NO_MEMBER

enum {
    NAME = 1, /* of an ID card, as the catalogue has it */
    HEAD = 2, /* of a household register */
    MEMBERS = 9,
    RELIGION = 10, /* of a member: never shown by default */
};

static bool may_ask(
    struct counter *counter,
    const char *type,
    const struct wallet_catalogue *catalogue,
    size_t item,
    uint64_t field,
    uint64_t member)
{
    struct wallet_request *request = NULL;
    const struct wallet_trust_entry entry = counter_entry(&counter->member, &type, 1);
    struct wallet_trust *trust = trust_in(&entry);

    CHECK_EQUAL(
        wallet_request_verify(wallet_buffer_bytes(&counter->request), trust, NOW, &request, NULL),
        WALLET_OK);
    const bool may = wallet_request_may_ask(request, catalogue, item, field, member);
    wallet_request_free(request);
    wallet_trust_free(trust);
    return may;
}

TEST(a_counter_may_ask_for_what_its_entry_says)
{
    static const struct {
        const char *what;
        const char *type;
        size_t item;
        uint64_t field;
        uint64_t member;
        bool wanted;
    } rows[] = {
        { "a type", ID_CARD, 0, NAME, NO_MEMBER, true },
        { "every type", "*", 0, NAME, NO_MEMBER, true },
        { "another type", HOUSEHOLD, 0, NAME, NO_MEMBER, false },
        { "a field that there is not", ID_CARD, 0, 99, NO_MEMBER, false },
        { "a field", ID_CARD "#1,2", 0, NAME, NO_MEMBER, true },
        { "another field", ID_CARD "#2,3", 0, NAME, NO_MEMBER, false },
        { "a named field that there is not", ID_CARD "#99", 0, 99, NO_MEMBER, true },
        { "a field of another type", HOUSEHOLD "#1", 0, NAME, NO_MEMBER, false },
        { "members", HOUSEHOLD, 1, MEMBERS, NO_MEMBER, true },
        { "a member's name", HOUSEHOLD, 1, MEMBERS, 1, true },
        { "a member's field that there is not", HOUSEHOLD, 1, MEMBERS, 99, false },
        { "a member's field of no members", HOUSEHOLD, 1, HEAD, 1, false },
        { "religion of a type", HOUSEHOLD, 1, MEMBERS, RELIGION, false },
        { "religion of every type", "*", 1, MEMBERS, RELIGION, false },
        { "religion of all members", HOUSEHOLD "#9", 1, MEMBERS, RELIGION, false },
        { "religion by name", HOUSEHOLD "#9.10", 1, MEMBERS, RELIGION, true },
        { "a name beside religion", HOUSEHOLD "#9.10", 1, MEMBERS, 1, false },
        { "all beside religion", HOUSEHOLD "#9,9.10", 1, MEMBERS, 1, true },
        { "all members for one field", HOUSEHOLD "#9.1", 1, MEMBERS, NO_MEMBER, false },
        { "a name for all members", HOUSEHOLD "#9", 1, MEMBERS, 1, true },
    };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_ROW(
            rows[i].what,
            may_ask(
                &counter,
                rows[i].type,
                counter.catalogue,
                rows[i].item,
                rows[i].field,
                rows[i].member),
            rows[i].wanted);
    }

    clear_counter(&counter);
}

TEST(without_a_catalogue_only_named_fields_may_be_asked_for)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);

    CHECK(!may_ask(&counter, ID_CARD, NULL, 0, NAME, NO_MEMBER));
    CHECK(!may_ask(&counter, "*", NULL, 0, NAME, NO_MEMBER));
    CHECK(may_ask(&counter, ID_CARD "#1", NULL, 0, NAME, NO_MEMBER));
    CHECK(!may_ask(&counter, HOUSEHOLD "#9", NULL, 1, MEMBERS, 1));
    CHECK(may_ask(&counter, HOUSEHOLD "#9.1", NULL, 1, MEMBERS, 1));
    clear_counter(&counter);
}

TEST(an_entry_without_types_allows_nothing)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_trust_entry entry = counter_entry(&counter.member, NULL, 0);
    struct wallet_trust *trust = trust_in(&entry);
    struct wallet_request *request = NULL;

    CHECK_EQUAL(
        wallet_request_verify(wallet_buffer_bytes(&counter.request), trust, NOW, &request, NULL),
        WALLET_OK);
    CHECK(!wallet_request_may_ask(request, counter.catalogue, 0, NAME, NO_MEMBER));
    wallet_request_free(request);
    wallet_trust_free(trust);
    clear_counter(&counter);
}

TEST(several_lines_of_one_type_allow_what_each_allows)
{
    static const char *const types[] = { ID_CARD "#1", ID_CARD "#2", HOUSEHOLD };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_trust_entry entry = counter_entry(&counter.member, types, 3);
    struct wallet_trust *trust = trust_in(&entry);
    struct wallet_request *request = NULL;

    CHECK_EQUAL(
        wallet_request_verify(wallet_buffer_bytes(&counter.request), trust, NOW, &request, NULL),
        WALLET_OK);
    CHECK(wallet_request_may_ask(request, counter.catalogue, 0, 1, NO_MEMBER));
    CHECK(wallet_request_may_ask(request, counter.catalogue, 0, 2, NO_MEMBER));
    CHECK(!wallet_request_may_ask(request, counter.catalogue, 0, 3, NO_MEMBER));
    CHECK(wallet_request_may_ask(request, counter.catalogue, 1, HEAD, NO_MEMBER));
    wallet_request_free(request);
    wallet_trust_free(trust);
    clear_counter(&counter);
}
