/* SPDX-License-Identifier: Apache-2.0 */

/* What the lists that are published by themselves say of mobile documents, and whose word counts. */
#include "list_scene.h"

/* Of a `status`: "status_list" and "identifier_list", and a value of the other. */
#define BY_ENTRY      "6b 7374617475735f6c697374"
#define BY_IDENTIFIER "6f 6964656e7469666965725f6c697374"
#define GOOD          "a2 62 6964 41 01 63 757269 78 19 68747470733a2f2f7265766f6b65642e6578616d706c652f31"

enum {
    HAS_ENTRIES = 1,
    HAS_IDENTIFIERS = 2,
    HAS_BOTH = 3,
};

static const struct {
    const char *what;
    unsigned lists;
    const char *identifier;
    int64_t index;
    enum wallet_decision decision;
    enum wallet_reason reason;
} combinations[] = {
    { "identifier not there", HAS_BOTH, "01", -1, WALLET_ACCEPTED, WALLET_REASON_NONE },
    { "identifier there", HAS_BOTH, REVOKED, -1, WALLET_REFUSED, WALLET_REASON_REVOKED },
    { "the last identifier", HAS_BOTH, OTHERS, -1, WALLET_REFUSED, WALLET_REASON_REVOKED },
    { "entry not set", HAS_BOTH, NULL, 14, WALLET_ACCEPTED, WALLET_REASON_NONE },
    { "entry set", HAS_BOTH, NULL, 15, WALLET_REFUSED, WALLET_REASON_REVOKED },
    { "no entry", HAS_BOTH, NULL, 16, WALLET_REFUSED, WALLET_REASON_STATUS_MISSING },
    { "both in order", HAS_BOTH, "01", 14, WALLET_ACCEPTED, WALLET_REASON_NONE },
    { "both, and the identifier there",
      HAS_BOTH,
      REVOKED,
      14,
      WALLET_REFUSED,
      WALLET_REASON_REVOKED },
    { "both, and the entry set", HAS_BOTH, "01", 15, WALLET_REFUSED, WALLET_REASON_REVOKED },
    { "both, and no entry", HAS_BOTH, "01", 16, WALLET_REFUSED, WALLET_REASON_STATUS_MISSING },
    { "both without identifiers",
      HAS_ENTRIES,
      "01",
      14,
      WALLET_UNKNOWN,
      WALLET_REASON_STATUS_MISSING },
    { "both without entries",
      HAS_IDENTIFIERS,
      "01",
      14,
      WALLET_UNKNOWN,
      WALLET_REASON_STATUS_MISSING },
    { "revoked without identifiers", HAS_ENTRIES, "01", 15, WALLET_REFUSED, WALLET_REASON_REVOKED },
    { "revoked without entries",
      HAS_IDENTIFIERS,
      REVOKED,
      14,
      WALLET_REFUSED,
      WALLET_REASON_REVOKED },
    { "an identifier and no list",
      HAS_ENTRIES,
      REVOKED,
      -1,
      WALLET_UNKNOWN,
      WALLET_REASON_STATUS_MISSING },
    { "an entry and no list",
      HAS_IDENTIFIERS,
      NULL,
      15,
      WALLET_UNKNOWN,
      WALLET_REASON_STATUS_MISSING },
    { "both and no lists", 0, REVOKED, 15, WALLET_UNKNOWN, WALLET_REASON_STATUS_MISSING },
    { "neither", HAS_BOTH, NULL, -1, WALLET_UNKNOWN, WALLET_REASON_STATUS_MISSING },
};

TEST(each_list_must_pass_and_the_worse_is_told)
{
    for (size_t i = 0; i < sizeof combinations / sizeof combinations[0]; i++) {
        struct scene scene;
        open_scene(&scene);
        const struct list_recipe identifiers = { .signer = &scene.publisher };
        const struct list_recipe entries = entries_by(&scene.publisher);
        const struct place place = { combinations[i].identifier, combinations[i].index, NULL };
        if ((combinations[i].lists & HAS_IDENTIFIERS) != 0) {
            CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &identifiers), WALLET_OK);
        }

        if ((combinations[i].lists & HAS_ENTRIES) != 0) {
            CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &entries), WALLET_OK);
        }

        const struct wallet_verdict *verdict = ask(&scene, &place);
        CHECK_ROW(combinations[i].what, wallet_verdict_decision(verdict), combinations[i].decision);
        CHECK_ROW(combinations[i].what, wallet_verdict_reason(verdict), combinations[i].reason);
        close_scene(&scene);
    }
}

static const struct {
    const char *what;
    const char *first;
    const char *first_value;
    const char *second;
    const char *second_value;
    enum wallet_reason reason;
} odd_statuses[] = {
    { "in order", BY_IDENTIFIER, GOOD, "61 78", "00", WALLET_REASON_NONE },
    { "another member", BY_IDENTIFIER, GOOD, "18 2a", "00", WALLET_REASON_NONE },
    { "a list of nothing", BY_IDENTIFIER, GOOD, BY_ENTRY, "a0", WALLET_REASON_STATUS_MISSING },
    { "a list that is a number",
      BY_IDENTIFIER,
      GOOD,
      BY_ENTRY,
      "00",
      WALLET_REASON_STATUS_MISSING },
    { "no identifier",
      BY_IDENTIFIER,
      "a1 63 757269 61 75",
      "61 78",
      "00",
      WALLET_REASON_STATUS_MISSING },
    { "no URI", BY_IDENTIFIER, "a1 62 6964 41 01", "61 78", "00", WALLET_REASON_STATUS_MISSING },
    { "an identifier that is a text",
      BY_IDENTIFIER,
      "a2 62 6964 61 61 63 757269 61 75",
      "61 78",
      "00",
      WALLET_REASON_STATUS_MISSING },
    { "a certificate that is none",
      BY_IDENTIFIER,
      "a3 62 6964 41 01 63 757269 61 75 6b 6365727469666963617465 41 00",
      "61 78",
      "00",
      WALLET_REASON_STATUS_MISSING },
    { "a certificate that is a text",
      BY_IDENTIFIER,
      "a3 62 6964 41 01 63 757269 61 75 6b 6365727469666963617465 61 61",
      "61 78",
      "00",
      WALLET_REASON_STATUS_MISSING },
};

TEST(what_is_there_and_not_understood_is_not_passed_over)
{
    struct scene scene;
    open_scene(&scene);
    const struct list_recipe recipe = { .signer = &scene.publisher };
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &recipe), WALLET_OK);

    for (size_t i = 0; i < sizeof odd_statuses / sizeof odd_statuses[0]; i++) {
        char status[512];
        (void)snprintf(
            status,
            sizeof status,
            "a2 %s %s %s %s",
            odd_statuses[i].first,
            odd_statuses[i].first_value,
            odd_statuses[i].second,
            odd_statuses[i].second_value);
        const struct mdoc_recipe document = { .status = status };
        const struct wallet_verdict *verdict =
            verdict_of(&scene.world, make_mdoc(&scene.world, &document));
        CHECK_ROW(odd_statuses[i].what, wallet_verdict_reason(verdict), odd_statuses[i].reason);
    }

    close_scene(&scene);
}

TEST(a_list_counts_only_below_the_authority_of_the_document)
{
    struct scene scene;
    const struct place revoked = { REVOKED, -1, NULL };
    open_scene(&scene);
    const struct list_recipe theirs = { .signer = &scene.other_publisher };
    const struct list_recipe ours = { .signer = &scene.publisher,
                                      .issued_unix = NOON - 1,
                                      .identifiers = "a1" IDENTIFIERS "a0" };

    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &theirs), WALLET_OK);
    CHECK_EQUAL(reason_of(&scene, &revoked), WALLET_REASON_STATUS_MISSING);

    /* Nor does it take the place of the right one, be it newer. */
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &ours), WALLET_OK);
    CHECK_EQUAL(reason_of(&scene, &revoked), WALLET_REASON_NONE);
    close_scene(&scene);
}

/* 12.3.6.2: "If the Certificate element is present, ..." it names another authority for the list. */
TEST(a_document_may_name_another_authority_for_its_list)
{
    struct scene scene;
    open_scene(&scene);
    const struct place named = { REVOKED, -1, &scene.other_iaca };
    const struct list_recipe theirs = { .signer = &scene.other_publisher };
    const struct list_recipe ours = { .signer = &scene.publisher };

    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &ours), WALLET_OK);
    CHECK_EQUAL(reason_of(&scene, &named), WALLET_REASON_STATUS_MISSING);
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &theirs), WALLET_OK);
    CHECK_EQUAL(reason_of(&scene, &named), WALLET_REASON_REVOKED);
    close_scene(&scene);
}

TEST(a_list_of_another_uri_or_kind_says_nothing)
{
    struct scene scene;
    const struct place identifier = { REVOKED, -1, NULL };
    open_scene(&scene);
    struct list_recipe elsewhere = { .signer = &scene.publisher, .uri = LIST_URI "0" };
    struct list_recipe entries = entries_by(&scene.publisher);
    entries.uri = LIST_URI;

    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &elsewhere), WALLET_OK);
    elsewhere.uri = "https://revoked.example/";
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &elsewhere), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &entries), WALLET_OK);
    CHECK_EQUAL(reason_of(&scene, &identifier), WALLET_REASON_STATUS_MISSING);
    close_scene(&scene);
}

/* Several agencies may stand below one authority: none speaks for another. */
TEST(who_says_which_organisation_it_is_speaks_for_no_other)
{
    static const struct {
        const char *what;
        const char *document;
        const char *publisher;
        enum wallet_reason reason;
    } rows[] = {
        { "neither says", NULL, NULL, WALLET_REASON_REVOKED },
        { "the same", "NTRUT-1", "NTRUT-1", WALLET_REASON_REVOKED },
        { "the authority's own", "NTRUT-1", NULL, WALLET_REASON_REVOKED },
        { "of who does not say", NULL, "NTRUT-1", WALLET_REASON_REVOKED },
        { "another", "NTRUT-1", "NTRUT-2", WALLET_REASON_STATUS_MISSING },
    };
    const struct place revoked = { REVOKED, -1, NULL };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct recipe signer = document_signer;
        struct recipe publishing = list_signer;
        struct scene scene;
        signer.organisation = rows[i].document;
        publishing.organisation = rows[i].publisher;
        open_scene_with(&scene, &signer);
        struct identity publisher = make_certificate(&publishing, &scene.world.iaca);
        const struct list_recipe recipe = { .signer = &publisher };
        CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &recipe), WALLET_OK);
        CHECK_ROW(rows[i].what, reason_of(&scene, &revoked), rows[i].reason);
        release_identity(&publisher);
        close_scene(&scene);
    }
}

TEST(a_trusted_key_speaks_for_its_own_issuer)
{
    static const struct {
        const char *what;
        const char *document;
        enum wallet_reason reason;
    } rows[] = {
        { "its own", AGENCY_ISSUER, WALLET_REASON_REVOKED },
        { "another's", "113605000000000280", WALLET_REASON_STATUS_MISSING },
        { "nobody's", NULL, WALLET_REASON_STATUS_MISSING },
    };
    const struct place revoked = { REVOKED, -1, NULL };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct recipe signer = document_signer;
        struct wallet_buffer file = { 0 };
        struct wallet_signer signing;
        struct scene scene;
        signer.organisation = rows[i].document;
        open_scene_with(&scene, &signer);
        struct wallet_key *key = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
        CHECK_EQUAL(wallet_key_signer(key, &signing, NULL), WALLET_OK);
        const struct list_recipe recipe = { .key = &signing };
        CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &recipe), WALLET_ERR_REFUSED);
        CHECK_EQUAL(wallet_key_write_public(key, &file, NULL), WALLET_OK);
        CHECK_EQUAL(
            wallet_trust_add(scene.world.trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
        CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &recipe), WALLET_OK);
        CHECK_ROW(rows[i].what, reason_of(&scene, &revoked), rows[i].reason);
        wallet_buffer_clear(&file);
        wallet_key_free(key);
        close_scene(&scene);
    }
}
