/* SPDX-License-Identifier: Apache-2.0 */

/* How old what the lists say of a mobile document may be. */
#include "list_scene.h"

static const struct {
    const char *what;
    int64_t age;
    int64_t lasts; /* from when it was issued */
    const char *ttl;
    const char *identifier;
    enum wallet_reason reason;
    bool look_once;
} ages[] = {
    { "fresh", 86399, 400000, NULL, "01", WALLET_REASON_NONE, false },
    { "a day old", 86400, 400000, NULL, "01", WALLET_REASON_NONE, true },
    { "an hour old, good for two", 3600, 400000, "191c20", "01", WALLET_REASON_NONE, false },
    { "two hours old", 7200, 400000, "191c20", "01", WALLET_REASON_NONE, true },
    { "a day old, good for a week", 86400, 400000, "1a00093a80", "01", WALLET_REASON_NONE, true },
    { "three days old", 259200, 400000, NULL, "01", WALLET_REASON_NONE, true },
    { "older", 259201, 400000, NULL, "01", WALLET_REASON_STATUS_STALE, false },
    { "older, and revoked", 259201, 400000, NULL, REVOKED, WALLET_REASON_REVOKED, false },
    { "a second before its end", 99, 100, NULL, "01", WALLET_REASON_NONE, false },
    { "at its end", 100, 100, NULL, "01", WALLET_REASON_STATUS_STALE, false },
    { "from later", -121, 400000, NULL, "01", WALLET_REASON_CLOCK, false },
};

TEST(each_list_has_its_age)
{
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

    for (size_t i = 0; i < sizeof ages / sizeof ages[0]; i++) {
        struct wallet_status_snapshot *snapshot = NULL;
        const struct place place = { ages[i].identifier, -1, &iaca };
        const struct list_recipe recipe = { .signer = &publisher,
                                            .issued_unix = NOON - ages[i].age,
                                            .until_unix = NOON - ages[i].age + ages[i].lasts,
                                            .ttl = ages[i].ttl };
        int64_t age = 0;
        CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
        CHECK_EQUAL(
            wallet_status_snapshot_add_list(
                snapshot, make_list(&recipe), scene.world.trust, INT64_MAX, NULL, NULL),
            WALLET_OK);
        wallet_verifier_set_status(scene.world.verifier, snapshot);
        const struct wallet_verdict *verdict = ask(&scene, &place);
        CHECK_ROW(ages[i].what, wallet_verdict_reason(verdict), ages[i].reason);
        CHECK_ROW(ages[i].what, wallet_verdict_look_once(verdict), ages[i].look_once);
        CHECK(wallet_verdict_status_age(verdict, &age));
        CHECK_ROW(ages[i].what, age, ages[i].age);
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

    /* Whichever of the two is the older. */
    older.issued_unix = NOON - 2 * HOUR;
    CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(add_list(snapshot, scene.world.trust, &older), WALLET_OK);
    CHECK_EQUAL(add_list(snapshot, scene.world.trust, &entries), WALLET_OK);
    wallet_verifier_set_status(scene.world.verifier, snapshot);
    CHECK(wallet_verdict_status_age(ask(&scene, &both), &age));
    CHECK_EQUAL(age, 2 * HOUR);
    wallet_status_snapshot_free(snapshot);
    close_scene(&scene);
}
