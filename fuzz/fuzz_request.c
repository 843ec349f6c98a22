/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/trust_list.h>

#include "fuzz.h"
#include "present/request.h"
#include "trust/envelope.h"

enum {
    NOW = 1795420800,
};

/* A request as a holder's side takes it: the input as it is, and as claims that a counter signed. */

static struct wallet_key *counter;
static struct wallet_signer signer;
static struct wallet_trust *trust;

static void open_counter(void)
{
    static const char *const types[] = { "11100000000013127D001#1,2", "*" };
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    struct wallet_buffer cose = { 0 };
    struct wallet_trust_list *list = NULL;

    FUZZ_CHECK(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &counter, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_signer(counter, &signer, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_write_cose(counter, &cose, NULL) == WALLET_OK);
    const struct wallet_trust_entry entry = {
        .id = owner.issuer,
        .roles = WALLET_ROLE_COUNTER,
        .key = wallet_buffer_bytes(&cose),
        .types = types,
        .type_count = 2,
    };
    FUZZ_CHECK(wallet_trust_list_new(&list, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_list_put(list, &entry, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_new(&trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add_list(trust, list, NULL) == WALLET_OK);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
}

/** Looks at every field, as a holder's side does. */
static void look_at(const struct wallet_request *request)
{
    for (size_t i = 0; i < wallet_request_item_count(request); i++) {
        struct wallet_request_item item;
        wallet_request_item_at(request, i, &item);
        for (size_t j = 0; j < item.field_count; j++) {
            const struct wallet_request_field *field = &item.fields[j];
            (void)wallet_request_may_ask(request, NULL, i, field->key, WALLET_REQUEST_NO_MEMBER);
            FUZZ_CHECK(j == 0 || field->key > field[-1].key);
            for (size_t k = 0; k < field->member_count; k++) {
                (void)wallet_request_may_ask(request, NULL, i, field->key, field->members[k]);
            }
        }
    }
}

/** What was read can be asked again, in as many bytes. */
static void ask_again(const struct wallet_request *request, size_t size)
{
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    struct wallet_buffer object = { 0 };
    struct wallet_request_terms terms = {
        .items = items,
        .item_count = wallet_request_item_count(request),
        .relation = wallet_request_relation(request),
        .reply_url = wallet_request_reply_url(request),
        .seconds = (unsigned)(wallet_request_until(request) - wallet_request_issued(request)),
    };

    wallet_request_matter(request, &terms.matter);
    for (size_t i = 0; i < terms.item_count; i++) {
        wallet_request_item_at(request, i, &items[i]);
    }

    FUZZ_CHECK(
        wallet_request_sign(&terms, &signer, wallet_request_issued(request), &object, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(object.size == size);
    wallet_buffer_clear(&object);
}

static void take_object(struct wallet_bytes object)
{
    struct wallet_request *request = NULL;

    FUZZ_CHECK(wallet_request_verify(object, trust, NOW, &request, NULL) != WALLET_OK);
    if (wallet_request_parse(object, &request, NULL) == WALLET_OK) {
        FUZZ_CHECK(wallet_request_recognise(object));
        look_at(request);
    }

    wallet_request_free(request);
}

static void take_claims(struct wallet_bytes claims)
{
    struct wallet_buffer object = { 0 };
    struct wallet_request *request = NULL;

    FUZZ_CHECK(wlt_envelope_sign(&signer, WLT_REQUEST_TYP, claims, &object, NULL) == WALLET_OK);
    if (wallet_request_verify(wallet_buffer_bytes(&object), trust, NOW, &request, NULL) ==
        WALLET_OK) {
        look_at(request);
        ask_again(request, object.size);
    }

    wallet_request_free(request);
    wallet_buffer_clear(&object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };

    if (!counter) {
        open_counter();
    }

    take_object(input);
    take_claims(input);
    return 0;
}
