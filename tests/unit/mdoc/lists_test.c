/* SPDX-License-Identifier: Apache-2.0 */

/* Mobile documents whose issuer publishes lists by themselves (ISO/IEC 18013-5, second edition, 12.3.6). */
#include "../status/make_list.h"
#include "make_mdoc.h"

#define STATUS_URI "https://status.example/9"

/** Issuers, and who signs lists below the authority of the first; the second is trusted too. */
struct scene {
    struct mdoc_world world;
    struct identity publisher;
    struct identity other_iaca;
    struct identity other_publisher;
    struct wallet_status_snapshot *snapshot;
};

static void open_scene_with(struct scene *scene, const struct recipe *signer)
{
    const struct recipe other = { .name = "Other IACA", .extensions = { AUTHORITY_EXTENSIONS } };

    *scene = (struct scene){ .snapshot = NULL };
    open_world_with(&scene->world, signer, "P-256");
    scene->publisher = make_certificate(&list_signer, &scene->world.iaca);
    scene->other_iaca = make_certificate(&other, NULL);
    scene->other_publisher = make_certificate(&list_signer, &scene->other_iaca);
    CHECK_EQUAL(
        wallet_trust_add(scene->world.trust, der_of(scene->other_iaca.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_snapshot_new(&scene->snapshot, NULL), WALLET_OK);
    wallet_verifier_set_status(scene->world.verifier, scene->snapshot);
}

static void open_scene(struct scene *scene)
{
    open_scene_with(scene, &document_signer);
}

static void close_scene(struct scene *scene)
{
    wallet_status_snapshot_free(scene->snapshot);
    release_identity(&scene->other_publisher);
    release_identity(&scene->other_iaca);
    release_identity(&scene->publisher);
    close_world(&scene->world);
}

/** A `status` of one kind or both; NULL or below 0: it does not have that one. */
struct place {
    const char *identifier; /* in hex */
    int64_t index;
    const struct identity *authority; /* that it names for its list of identifiers */
};

static const char *status_of(const struct place *place)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, (place->identifier ? 1U : 0U) + (place->index >= 0 ? 1U : 0U));
    if (place->index >= 0) {
        write_key(&writer, "status_list");
        wlt_write_map(&writer, 2);
        write_key(&writer, "idx");
        wlt_write_int(&writer, place->index);
        write_text(&writer, "uri", STATUS_URI);
    }

    if (place->identifier) {
        write_key(&writer, "identifier_list");
        wlt_write_map(&writer, place->authority ? 3 : 2);
        write_key(&writer, "id");
        wlt_write_bytes(&writer, test_hex(place->identifier));
        write_text(&writer, "uri", LIST_URI);
        if (place->authority) {
            write_bytes(&writer, "certificate", der_of(place->authority->x509));
        }
    }

    const struct wallet_bytes made = kept(&buffer);
    char *hex = test_memory(2 * made.size + 1);
    for (size_t i = 0; i < made.size; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", made.data[i]);
    }

    return hex;
}

/** Of 16 entries the last is revoked. */
static struct list_recipe entries_by(const struct identity *publisher)
{
    return (struct list_recipe){ .signer = publisher,
                                 .typ = WLT_TYP_STATUS_LIST,
                                 .uri = STATUS_URI,
                                 .identifiers = "",
                                 .entries = ENTRIES };
}

static const struct wallet_verdict *ask(struct scene *scene, const struct place *place)
{
    const struct mdoc_recipe recipe = { .status = status_of(place) };
    return verdict_of(&scene->world, make_mdoc(&scene->world, &recipe));
}

static enum wallet_reason reason_of(struct scene *scene, const struct place *place)
{
    return wallet_verdict_reason(ask(scene, place));
}

TEST(each_list_must_pass_and_the_worse_is_told)
{
    enum {
        HAS_BOTH = 3,
        HAS_ENTRIES = 1,
        HAS_IDENTIFIERS = 2
    };
    static const struct {
        const char *what;
        unsigned lists;
        const char *identifier;
        int64_t index;
        enum wallet_decision decision;
        enum wallet_reason reason;
    } rows[] = {
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
        { "revoked without identifiers",
          HAS_ENTRIES,
          "01",
          15,
          WALLET_REFUSED,
          WALLET_REASON_REVOKED },
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

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct scene scene;
        open_scene(&scene);
        const struct list_recipe identifiers = { .signer = &scene.publisher };
        const struct list_recipe entries = entries_by(&scene.publisher);
        const struct place place = { rows[i].identifier, rows[i].index, NULL };
        if ((rows[i].lists & HAS_IDENTIFIERS) != 0) {
            CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &identifiers), WALLET_OK);
        }

        if ((rows[i].lists & HAS_ENTRIES) != 0) {
            CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &entries), WALLET_OK);
        }

        const struct wallet_verdict *verdict = ask(&scene, &place);
        CHECK_ROW(rows[i].what, wallet_verdict_decision(verdict), rows[i].decision);
        CHECK_ROW(rows[i].what, wallet_verdict_reason(verdict), rows[i].reason);
        close_scene(&scene);
    }
}

TEST(what_is_there_and_not_understood_is_not_passed_over)
{
    static const char list[] = "6b 7374617475735f6c697374";
    static const char identifiers[] = "6f 6964656e7469666965725f6c697374";
    static const char good[] =
        "a2 62 6964 41 01 63 757269 78 19 68747470733a2f2f7265766f6b65642e6578616d706c652f31";
    static const struct {
        const char *what;
        const char *first;
        const char *first_value;
        const char *second;
        const char *second_value;
        enum wallet_reason reason;
    } rows[] = {
        { "in order", identifiers, good, "61 78", "00", WALLET_REASON_NONE },
        { "another member", identifiers, good, "18 2a", "00", WALLET_REASON_NONE },
        { "a list of nothing", identifiers, good, list, "a0", WALLET_REASON_STATUS_MISSING },
        { "a list that is a number", identifiers, good, list, "00", WALLET_REASON_STATUS_MISSING },
        { "no identifier",
          identifiers,
          "a1 63 757269 61 75",
          "61 78",
          "00",
          WALLET_REASON_STATUS_MISSING },
        { "no URI", identifiers, "a1 62 6964 41 01", "61 78", "00", WALLET_REASON_STATUS_MISSING },
        { "an identifier that is a text",
          identifiers,
          "a2 62 6964 61 61 63 757269 61 75",
          "61 78",
          "00",
          WALLET_REASON_STATUS_MISSING },
        { "a certificate that is none",
          identifiers,
          "a3 62 6964 41 01 63 757269 61 75 6b 6365727469666963617465 41 00",
          "61 78",
          "00",
          WALLET_REASON_STATUS_MISSING },
        { "a certificate that is a text",
          identifiers,
          "a3 62 6964 41 01 63 757269 61 75 6b 6365727469666963617465 61 61",
          "61 78",
          "00",
          WALLET_REASON_STATUS_MISSING },
    };
    struct scene scene;
    open_scene(&scene);
    const struct list_recipe recipe = { .signer = &scene.publisher };
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &recipe), WALLET_OK);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char status[512];
        (void)snprintf(
            status,
            sizeof status,
            "a2 %s %s %s %s",
            rows[i].first,
            rows[i].first_value,
            rows[i].second,
            rows[i].second_value);
        const struct mdoc_recipe document = { .status = status };
        const struct wallet_verdict *verdict =
            verdict_of(&scene.world, make_mdoc(&scene.world, &document));
        CHECK_ROW(rows[i].what, wallet_verdict_reason(verdict), rows[i].reason);
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

TEST(each_list_has_its_age)
{
    static const struct {
        const char *what;
        int64_t age;
        int64_t lasts; /* from when it was issued */
        const char *ttl;
        const char *identifier;
        enum wallet_reason reason;
        bool look_once;
    } rows[] = {
        { "fresh", 86399, 400000, NULL, "01", WALLET_REASON_NONE, false },
        { "a day old", 86400, 400000, NULL, "01", WALLET_REASON_NONE, true },
        { "an hour old, good for two", 3600, 400000, "191c20", "01", WALLET_REASON_NONE, false },
        { "two hours old", 7200, 400000, "191c20", "01", WALLET_REASON_NONE, true },
        { "a day old, good for a week",
          86400,
          400000,
          "1a00093a80",
          "01",
          WALLET_REASON_NONE,
          true },
        { "three days old", 259200, 400000, NULL, "01", WALLET_REASON_NONE, true },
        { "older", 259201, 400000, NULL, "01", WALLET_REASON_STATUS_STALE, false },
        { "older, and revoked", 259201, 400000, NULL, REVOKED, WALLET_REASON_REVOKED, false },
        { "a second before its end", 99, 100, NULL, "01", WALLET_REASON_NONE, false },
        { "at its end", 100, 100, NULL, "01", WALLET_REASON_STATUS_STALE, false },
        { "from later", -121, 400000, NULL, "01", WALLET_REASON_CLOCK, false },
    };
    const struct recipe signer = { .name = "Utopia Revocation",
                                   .not_before = NOON - 9 * DAY,
                                   .extensions = { LIST_SIGNER_EXTENSIONS } };
    const struct recipe authority = { .name = "Old IACA",
                                      .not_before = NOON - 9 * DAY,
                                      .extensions = { AUTHORITY_EXTENSIONS } };
    struct scene scene;
    open_scene(&scene);
    struct identity iaca = make_certificate(&authority, NULL);
    struct identity publisher = make_certificate(&signer, &iaca);
    CHECK_EQUAL(wallet_trust_add(scene.world.trust, der_of(iaca.x509), NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_status_snapshot *snapshot = NULL;
        const struct place place = { rows[i].identifier, -1, &iaca };
        const struct list_recipe recipe = { .signer = &publisher,
                                            .issued_unix = NOON - rows[i].age,
                                            .until_unix = NOON - rows[i].age + rows[i].lasts,
                                            .ttl = rows[i].ttl };
        int64_t age = 0;
        CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
        CHECK_EQUAL(
            wallet_status_snapshot_add_list(
                snapshot, make_list(&recipe), scene.world.trust, INT64_MAX, NULL, NULL),
            WALLET_OK);
        wallet_verifier_set_status(scene.world.verifier, snapshot);
        const struct wallet_verdict *verdict = ask(&scene, &place);
        CHECK_ROW(rows[i].what, wallet_verdict_reason(verdict), rows[i].reason);
        CHECK_ROW(rows[i].what, wallet_verdict_look_once(verdict), rows[i].look_once);
        CHECK(wallet_verdict_status_age(verdict, &age));
        CHECK_ROW(rows[i].what, age, rows[i].age);
        wallet_status_snapshot_free(snapshot);
    }

    release_identity(&publisher);
    release_identity(&iaca);
    close_scene(&scene);
}

TEST(of_two_lists_the_older_tells_the_age)
{
    struct scene scene;
    const struct place both = { "01", 14, NULL };
    int64_t age = 0;
    open_scene(&scene);
    const struct list_recipe identifiers = { .signer = &scene.publisher, .ttl = "0a" };
    struct list_recipe entries = entries_by(&scene.publisher);
    entries.issued_unix = NOON - HOUR;
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &identifiers), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &entries), WALLET_OK);

    const struct wallet_verdict *verdict = ask(&scene, &both);
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_NONE);
    CHECK(wallet_verdict_status_age(verdict, &age));
    CHECK_EQUAL(age, HOUR);
    CHECK(!wallet_verdict_look_once(verdict));

    /* One that should be fetched anew is told, be it the newer of the two. */
    const struct list_recipe hasty = { .signer = &scene.publisher,
                                       .issued_unix = NOON + 1,
                                       .ttl = "01" };
    struct wallet_status_snapshot *snapshot = NULL;
    struct list_recipe older = { .signer = &scene.publisher,
                                 .issued_unix = NOON - 10,
                                 .ttl = "0a" };
    CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(add_list(snapshot, scene.world.trust, &older), WALLET_OK);
    CHECK_EQUAL(add_list(snapshot, scene.world.trust, &entries), WALLET_OK);
    wallet_verifier_set_status(scene.world.verifier, snapshot);
    verdict = ask(&scene, &both);
    CHECK(wallet_verdict_look_once(verdict));
    CHECK(wallet_verdict_status_age(verdict, &age));
    CHECK_EQUAL(age, HOUR);
    CHECK_EQUAL(add_list(snapshot, scene.world.trust, &hasty), WALLET_OK);
    CHECK(!wallet_verdict_look_once(ask(&scene, &both)));
    wallet_status_snapshot_free(snapshot);
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
