/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What comes after the main job, through the shared library: a licence is bound to its holder's key and
 * received, a counter asks, the holder answers with what may be asked for, and the counter verifies.
 */
#include <wallet/wallet.h>

#include "counter.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    NAME = 1,
    SEX = 2,
    CITIZEN_NUMBER = 6,
};

/** The counter's request, which its key signed, as the holder's side verified it. */
struct asking {
    struct wallet_key *key;
    struct wallet_trust *trust; /* the holder's */
    struct wallet_buffer bytes;
    struct wallet_request *request;
};

/** A trust list by which the counter may ask for name and sex on an identity card. */
static struct wallet_trust *trust_in(const struct wallet_key *key)
{
    static const char *const types[] = { AGENCY_TYPE "#1,2" };
    struct wallet_buffer cose = { 0 };
    struct wallet_trust_list *list = NULL;
    struct wallet_trust *trust = NULL;

    CHECK_EQUAL(wallet_key_write_cose(key, &cose, NULL), WALLET_OK);
    const struct wallet_trust_entry entry = {
        .id = COUNTER_ID,
        .name_zh = "窗口三号",
        .name_en = "Hall, desk 3",
        .roles = WALLET_ROLE_COUNTER,
        .key = wallet_buffer_bytes(&cose),
        .types = types,
        .type_count = 1,
        .region = "",
        .state = WALLET_TRUST_ACTIVE,
    };
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
    return trust;
}

static void ask(struct asking *asking)
{
    static const struct wallet_request_field fields[] = {
        { .key = NAME },
        { .key = SEX },
        { .key = CITIZEN_NUMBER },
    };
    const struct wallet_request_item item = { AGENCY_TYPE, fields, 2, true };
    const struct wallet_request_item greedy = { AGENCY_TYPE, fields, 3, true };
    struct wallet_request_terms terms = {
        .matter = { .name = "Rent subsidy" },
        .items = &greedy,
        .item_count = 1,
        .relation = WALLET_RELATION_ONE_HOLDER,
    };
    struct wallet_signer signer;

    asking->key = agency_stranger(WALLET_ALGORITHM_ES256, COUNTER_ID);
    asking->trust = trust_in(asking->key);
    CHECK_EQUAL(wallet_key_signer(asking->key, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_request_sign(&terms, &signer, AGENCY_NOW, &asking->bytes, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_request_verify(
            wallet_buffer_bytes(&asking->bytes), asking->trust, AGENCY_NOW, &asking->request, NULL),
        WALLET_OK);
    CHECK(!wallet_request_may_ask(
        asking->request, NULL, 0, CITIZEN_NUMBER, WALLET_REQUEST_NO_MEMBER));
    wallet_request_free(asking->request);

    terms.items = &item;
    CHECK_EQUAL(wallet_request_sign(&terms, &signer, AGENCY_NOW, &asking->bytes, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_request_verify(
            wallet_buffer_bytes(&asking->bytes), asking->trust, AGENCY_NOW, &asking->request, NULL),
        WALLET_OK);
}

static void stop_asking(struct asking *asking)
{
    wallet_request_free(asking->request);
    wallet_buffer_clear(&asking->bytes);
    wallet_trust_free(asking->trust);
    wallet_key_free(asking->key);
}

/** Shows what the request asks for and its counter may ask for, nothing else. */
static void show_what_is_asked(
    const struct wallet_request *request,
    const struct wallet_catalogue *catalogue,
    struct wallet_selection *selection)
{
    struct wallet_request_item item;

    wallet_request_item_at(request, 0, &item);
    for (size_t i = 0; i < item.field_count; i++) {
        const uint64_t key = item.fields[i].key;
        CHECK(wallet_request_may_ask(request, catalogue, 0, key, WALLET_REQUEST_NO_MEMBER));
        for (size_t j = 0; j < wallet_selection_count(selection); j++) {
            struct wallet_selectable field;
            wallet_selection_at(selection, j, &field);
            if (field.fact.key == key) {
                wallet_selection_show(selection, j);
            }
        }
    }
}

static bool sees(const struct wallet_presentation *shown, uint64_t key)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact = { 0 };
    bool found = false;

    while (!found &&
           wallet_verdict_next_fact(wallet_presentation_verdict(shown, 0), &walk, &fact)) {
        found = fact.key == key;
    }

    return found;
}

static void check_reason(
    struct counter *counter,
    const struct asking *asking,
    struct wallet_bytes answer,
    enum wallet_reason wanted)
{
    struct wallet_presentation *shown = NULL;

    CHECK_EQUAL(wallet_presentation_new(&shown, NULL), WALLET_OK);
    const enum wallet_status status = wallet_presentation_verify(
        counter->agency.verifier, answer, asking->request, AGENCY_NOW + 5, shown, NULL);
    CHECK_EQUAL(wallet_presentation_reason(shown), wanted);
    CHECK_EQUAL(status == WALLET_OK, wanted == WALLET_REASON_NONE);
    if (status == WALLET_OK) {
        CHECK_EQUAL(wallet_presentation_item(shown, 0), 0);
        CHECK_EQUAL(wallet_presentation_gap_count(shown), 0);
        CHECK(sees(shown, NAME) && sees(shown, SEX) && !sees(shown, CITIZEN_NUMBER));
    }

    wallet_presentation_free(shown);
}

TEST(what_is_asked_for_is_shown_once_and_verified)
{
    struct counter counter;
    struct asking asking = { .key = NULL };
    counter_open(&counter, WALLET_ALGORITHM_ED25519);
    ask(&asking);
    const struct wallet_bytes nonce = wallet_request_nonce(asking.request);

    CHECK_EQUAL(
        wallet_verify_received(
            counter.agency.verifier,
            wallet_buffer_bytes(&counter.bound),
            counter.holder,
            AGENCY_NOW,
            counter.agency.verdict,
            NULL),
        WALLET_OK);
    check_reason(
        &counter,
        &asking,
        counter_show(&counter, COUNTER_ID, nonce, AGENCY_NOW),
        WALLET_REASON_INCOMPLETE);

    show_what_is_asked(asking.request, counter.agency.catalogue, counter.selection);
    const struct wallet_bytes answer = counter_show(&counter, COUNTER_ID, nonce, AGENCY_NOW);
    check_reason(&counter, &asking, answer, WALLET_REASON_NONE);
    check_reason(&counter, &asking, answer, WALLET_REASON_REPLAYED);
    check_reason(
        &counter,
        &asking,
        counter_show(&counter, COUNTER_ID, (struct wallet_bytes){ 0 }, AGENCY_NOW),
        WALLET_REASON_NONCE);
    check_reason(
        &counter,
        &asking,
        counter_show(&counter, AGENCY_ISSUER, nonce, AGENCY_NOW),
        WALLET_REASON_AUDIENCE);
    stop_asking(&asking);
    counter_close(&counter);
}

/** A code that nobody asked for, as text, against a store that outlives the program. */
TEST(a_shown_code_counts_once_for_all_who_share_a_store)
{
    char path[] = "/tmp/wallet-api-XXXXXX";
    char store_path[sizeof path + sizeof "/store"];
    struct wallet_replay_store *store = NULL;
    struct wallet_buffer text = { 0 };
    struct counter counter;
    CHECK(mkdtemp(path));
    (void)snprintf(store_path, sizeof store_path, "%s/store", path);
    counter_open(&counter, WALLET_ALGORITHM_ES256);
    const struct wallet_bytes shown =
        counter_show(&counter, COUNTER_ID, (struct wallet_bytes){ 0 }, AGENCY_NOW);
    CHECK_EQUAL(wallet_qr_write_text(shown, &text, NULL), WALLET_OK);

    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(wallet_replay_store_open(store_path, &store, NULL), WALLET_OK);
        wallet_verifier_set_replay(counter.agency.verifier, wallet_replay_store_replay(store));
        CHECK_EQUAL(
            counter_verify(&counter, wallet_buffer_bytes(&text), AGENCY_NOW),
            i == 0 ? WALLET_REASON_NONE : WALLET_REASON_REPLAYED);
        wallet_replay_store_close(store);
    }

    wallet_buffer_clear(&text);
    counter_close(&counter);
    CHECK_EQUAL(unlink(store_path), 0);
    CHECK_EQUAL(rmdir(path), 0);
}
