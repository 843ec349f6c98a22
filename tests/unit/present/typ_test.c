/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Each object that is signed, handed to each verifier: one key signs them all, is trusted in every role,
 * and still nothing passes for what it is not.
 */
#include "cose/sign1.h"
#include "licence/cwt.h"
#include "unit/status/town.h"
#include "unit/trust/make_entry.h"

#include <stdlib.h>

enum object {
    PRINTED,
    BOUND,
    SHOWN,
    REQUEST,
    TRUST_LIST,
    BUNDLE,
    MANIFEST,
    STATUS_TOKEN,
    HOT_LIST,
    OBJECT_COUNT,
};

static const char *const names[OBJECT_COUNT] = {
    "printed licence", "bound licence", "presentation", "request",  "trust list",
    "bundle",          "manifest",      "status token", "hot list",
};

/** Whoever does everything. */
struct office {
    struct wallet_catalogue *catalogue;
    struct member member;
    struct wallet_trust *trust;
    struct wallet_verifier *verifier;
    struct wallet_presentation *presentation;
    struct wallet_verdict *verdict;
    struct wallet_record *record;
    struct town_files files;
    struct wallet_buffer objects[OBJECT_COUNT];
    char uri[WALLET_STATUS_URI_MAX + 1]; /* of the status token */
};

static enum wallet_status remember(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    (void)context;
    (void)key;
    (void)at_unix;
    (void)until_unix;
    (void)error;
    return WALLET_OK;
}

static void set_up(struct office *office)
{
    static const char *const types[] = { "*" };
    const char *const audience[] = { office->member.id };
    struct wallet_trust_list *list = NULL;
    struct wallet_trust_entry entry = entry_of(&office->member, types, 1);
    entry.roles = WALLET_ROLE_ISSUER | WALLET_ROLE_COUNTER | WALLET_ROLE_STATUS |
                  WALLET_ROLE_IDENTITY_SERVICE | WALLET_ROLE_REPOSITORY | WALLET_ROLE_AUDIT;

    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&office->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(office->trust, list, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_trust_list_sign(
            list, &office->member.signer, AGENCY_NOW, 0, &office->objects[TRUST_LIST], NULL),
        WALLET_OK);
    wallet_trust_list_free(list);
    CHECK_EQUAL(
        wallet_verifier_new(office->trust, office->catalogue, &office->verifier, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_set_audience(office->verifier, audience, 1, NULL), WALLET_OK);
    wallet_verifier_set_replay(office->verifier, (struct wallet_replay){ remember, NULL });
    CHECK_EQUAL(wallet_presentation_new(&office->presentation, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verdict_new(&office->verdict, NULL), WALLET_OK);
}

static void make_licences(struct office *office)
{
    const struct wallet_signer *signer = &office->member.signer;
    struct wallet_selection *selection = NULL;

    CHECK_EQUAL(
        wallet_issue(office->record, signer, AGENCY_NOW, &office->objects[PRINTED], NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_issue_bound(
            office->record, office->member.key, signer, AGENCY_NOW, &office->objects[BOUND], NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_selection_new(
            wallet_buffer_bytes(&office->objects[BOUND]), office->catalogue, &selection, NULL),
        WALLET_OK);

    const struct wallet_selection *const shown[] = { selection };
    const struct wallet_showing showing = { office->member.id, { 0 }, AGENCY_NOW };
    CHECK_EQUAL(
        wallet_present(shown, 1, signer, &showing, &office->objects[SHOWN], NULL), WALLET_OK);
    wallet_selection_free(selection);
}

static void make_requests(struct office *office)
{
    static const struct wallet_request_field fields[] = { { .key = 1 } };
    static const struct wallet_request_item items[] = { { AGENCY_TYPE, fields, 1, true } };
    const struct wallet_request_terms terms = {
        .matter = { .category = WALLET_CALL_MATTER, .name = "某事" },
        .items = items,
        .item_count = 1,
    };
    const struct wallet_bundle_file file = { "a", test_text("a") };

    CHECK_EQUAL(
        wallet_request_sign(
            &terms, &office->member.signer, AGENCY_NOW, &office->objects[REQUEST], NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_bundle_write(
            &file, 1, &office->member.signer, AGENCY_NOW, &office->objects[BUNDLE], NULL),
        WALLET_OK);
}

/** Of the first file that is neither manifest nor hot list: a token, and whose it is. */
static void take_token(struct office *office)
{
    for (size_t i = 0; i < office->files.count; i++) {
        struct wallet_buffer *content = &office->files.contents[i];
        const char *name = office->files.names[i];
        const bool is_hot = strcmp(name, WALLET_STATUS_HOT_NAME) == 0;
        const bool is_manifest = strcmp(name, WALLET_STATUS_MANIFEST_NAME) == 0;
        const enum object object = is_hot ? HOT_LIST : is_manifest ? MANIFEST : STATUS_TOKEN;

        if (office->objects[object].size == 0) {
            CHECK(wlt_buffer_append(&office->objects[object], wallet_buffer_bytes(content)));
        }
    }

    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;
    CHECK_EQUAL(
        wlt_sign1_read(
            wallet_buffer_bytes(&office->objects[STATUS_TOKEN]), WLT_CBOR_LENIENT, &sign1, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_cwt_read(sign1.payload, WLT_CBOR_LENIENT, &cwt, NULL), WALLET_OK);
    memcpy(office->uri, cwt.sub.data, cwt.sub.size);
    office->uri[cwt.sub.size] = '\0';
}

static void publish(struct office *office)
{
    struct wallet_status_register *reg = NULL;
    struct wallet_status_place place = { 0 };
    struct wallet_terms *terms = wallet_record_terms(office->record);

    CHECK_EQUAL(wallet_status_register_new(TOWN_URI, &reg, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_register_draw(reg, AGENCY_NOW, &place, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_status_register_publish(
            reg,
            &office->member.signer,
            NULL,
            AGENCY_NOW,
            AGENCY_NOW - 1,
            &(struct wallet_status_taker){ town_take, &office->files },
            NULL),
        WALLET_OK);
    terms->status_uri = NULL;
    take_token(office);
    wallet_status_register_free(reg);
}

static void open_office(struct office *office)
{
    static const char card[] =
        "{\"serial\":\"A1\",\"fields\":{\"name\":\"简素心\",\"sex\":\"女\",\"ethnic_group\":\"汉\","
        "\"birth_date\":\"1990-03-07\",\"address\":\"样例路1号\","
        "\"citizen_number\":\"360502199003070024\",\"issuing_authority\":\"某局\","
        "\"valid_from\":\"2026-01-01\",\"valid_until\":\"2046-01-01\"}}";

    *office = (struct office){ 0 };
    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &office->catalogue, NULL), WALLET_OK);
    office->member = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    set_up(office);
    CHECK_EQUAL(
        wallet_record_parse(
            wallet_catalogue_find(office->catalogue, test_text("id-card")),
            test_text(card),
            &office->record,
            NULL),
        WALLET_OK);
    make_licences(office);
    make_requests(office);
    publish(office);
}

static void close_office(struct office *office)
{
    for (size_t i = 0; i < OBJECT_COUNT; i++) {
        wallet_buffer_clear(&office->objects[i]);
    }

    town_clear_files(&office->files);
    wallet_record_free(office->record);
    wallet_verdict_free(office->verdict);
    wallet_presentation_free(office->presentation);
    wallet_verifier_free(office->verifier);
    wallet_trust_free(office->trust);
    clear_member(&office->member);
    wallet_catalogue_free(office->catalogue);
}

/* Each verifier: whether it takes an object for what it looks for. */

static bool as_licence(struct office *office, struct wallet_bytes object)
{
    return wallet_verify(office->verifier, object, AGENCY_NOW, office->verdict, NULL) == WALLET_OK;
}

static bool as_received(struct office *office, struct wallet_bytes object)
{
    return wallet_verify_received(
               office->verifier, object, office->member.key, AGENCY_NOW, office->verdict, NULL) ==
           WALLET_OK;
}

static bool as_presentation(struct office *office, struct wallet_bytes object)
{
    return wallet_presentation_verify(
               office->verifier, object, NULL, AGENCY_NOW, office->presentation, NULL) == WALLET_OK;
}

static bool as_selection(struct office *office, struct wallet_bytes object)
{
    struct wallet_selection *selection = NULL;
    const bool holds =
        wallet_selection_new(object, office->catalogue, &selection, NULL) == WALLET_OK;
    wallet_selection_free(selection);
    return holds;
}

static bool as_request(struct office *office, struct wallet_bytes object)
{
    struct wallet_request *request = NULL;
    const bool holds =
        wallet_request_verify(object, office->trust, AGENCY_NOW, &request, NULL) == WALLET_OK;
    wallet_request_free(request);
    CHECK_EQUAL(wallet_request_recognise(object), holds);
    return holds;
}

static bool as_trust_list(struct office *office, struct wallet_bytes object)
{
    struct wallet_trust_list *list = NULL;
    const bool holds = wallet_trust_list_verify(
                           object, office->member.key, 0, AGENCY_NOW, &list, NULL) == WALLET_OK;
    wallet_trust_list_free(list);
    return holds;
}

static bool as_bundle(struct office *office, struct wallet_bytes object)
{
    struct wallet_bundle *bundle = NULL;
    const bool holds =
        wallet_bundle_verify(object, office->member.key, AGENCY_NOW, &bundle, NULL) == WALLET_OK;
    wallet_bundle_free(bundle);
    return holds;
}

static bool as_manifest(struct office *office, struct wallet_bytes object)
{
    struct wallet_status_manifest manifest;
    return wallet_status_manifest_read(object, office->trust, &manifest, NULL) == WALLET_OK;
}

static bool as_status_token(struct office *office, struct wallet_bytes object)
{
    struct wallet_status_list *list = NULL;
    const bool holds =
        wallet_status_list_verify(
            object, office->trust, office->uri, 1 << 20, AGENCY_NOW, &list, NULL) == WALLET_OK;
    wallet_status_list_free(list);
    return holds;
}

static bool as_hot_list(struct office *office, struct wallet_bytes object)
{
    struct wallet_status_snapshot *snapshot = NULL;
    CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_status_snapshot_add(
            snapshot,
            wallet_buffer_bytes(&office->objects[MANIFEST]),
            office->trust,
            NULL,
            INT64_MAX,
            &(struct wallet_status_loader){ town_load, &office->files },
            NULL),
        WALLET_OK);
    const bool holds =
        wallet_status_snapshot_add_hot(snapshot, object, office->trust, NULL, NULL) == WALLET_OK;
    wallet_status_snapshot_free(snapshot);
    return holds;
}

#define ONE(object) (1u << (object))

static const struct {
    const char *what;
    bool (*takes)(struct office *office, struct wallet_bytes object);
    unsigned wanted;
} verifiers[] = {
    { "as a licence", as_licence, ONE(PRINTED) | ONE(SHOWN) },
    { "as received", as_received, ONE(PRINTED) | ONE(BOUND) },
    { "as a presentation", as_presentation, ONE(PRINTED) | ONE(SHOWN) },
    { "as a selection", as_selection, ONE(PRINTED) | ONE(BOUND) },
    { "as a request", as_request, ONE(REQUEST) },
    { "as a trust list", as_trust_list, ONE(TRUST_LIST) },
    { "as a bundle", as_bundle, ONE(BUNDLE) },
    { "as a manifest", as_manifest, ONE(MANIFEST) },
    { "as a status token", as_status_token, ONE(STATUS_TOKEN) },
    { "as a hot list", as_hot_list, ONE(HOT_LIST) },
};

TEST(nothing_passes_for_what_it_is_not)
{
    struct office office;
    open_office(&office);

    for (size_t i = 0; i < sizeof verifiers / sizeof verifiers[0]; i++) {
        for (size_t j = 0; j < OBJECT_COUNT; j++) {
            const struct wallet_bytes object = wallet_buffer_bytes(&office.objects[j]);
            char row[80];
            (void)snprintf(row, sizeof row, "%s %s", names[j], verifiers[i].what);
            CHECK_ROW(row, object.size > 0, true);
            CHECK_ROW(
                row, verifiers[i].takes(&office, object), (verifiers[i].wanted & ONE(j)) != 0);
        }
    }

    close_office(&office);
}

/** Nor inside another: whatever stands in a token's `kcwt`, it is a licence that is bound. */
TEST(in_a_presentation_nothing_but_a_bound_licence_is_shown)
{
    struct office office;
    open_office(&office);
    const struct wallet_bytes shown = wallet_buffer_bytes(&office.objects[SHOWN]);
    const struct wallet_bytes two[] = { test_hex("82"), shown };

    for (size_t j = 0; j < OBJECT_COUNT; j++) {
        const struct wallet_bytes object = wallet_buffer_bytes(&office.objects[j]);
        uint8_t *both = test_memory(1 + shown.size + object.size);
        memcpy(both, two[0].data, 1);
        memcpy(both + 1, shown.data, shown.size);
        memcpy(both + 1 + shown.size, object.data, object.size);
        CHECK_ROW(
            names[j],
            as_presentation(&office, (struct wallet_bytes){ both, 1 + shown.size + object.size }),
            j == PRINTED || j == SHOWN);
    }

    close_office(&office);
}
