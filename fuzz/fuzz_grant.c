/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/trust_list.h>

#include "fuzz.h"
#include "present/grant.h"
#include "trust/envelope.h"

enum {
    NOW = 1795420800,
};

/* A grant as a repository takes it: the input as it is, and as claims that each of the three signed. */

#define COUNTER "11360500000000019F"

static struct wallet_key *key;
static struct wallet_signer signer;
static struct wallet_buffer cose;
static struct wallet_trust *trust;

static const struct wallet_grant_use use = { .counter = COUNTER, .is_nonce_unknown = true };

/** One key for everybody: who may sign what is for other tests to find out. */
static void open_world(void)
{
    static const char *const types[] = { "11100000000013127D001#1,2", "*" };
    const struct wallet_key_owner owner = { .issuer = COUNTER };
    struct wallet_trust_list *list = NULL;

    FUZZ_CHECK(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &key, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_signer(key, &signer, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_write_cose(key, &cose, NULL) == WALLET_OK);
    const struct wallet_trust_entry entry = {
        .id = owner.issuer,
        .roles = WALLET_ROLE_COUNTER | WALLET_ROLE_IDENTITY_SERVICE,
        .key = wallet_buffer_bytes(&cose),
        .types = types,
        .type_count = 2,
        .region = "",
    };
    FUZZ_CHECK(wallet_trust_list_new(&list, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_list_put(list, &entry, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_new(&trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add_list(trust, list, NULL) == WALLET_OK);
    wallet_trust_list_free(list);
}

/** Looks at every field, as a repository does. */
static void look_at(const struct wallet_grant *grant)
{
    for (size_t i = 0; i < wallet_grant_item_count(grant); i++) {
        struct wallet_request_item item;
        wallet_grant_item_at(grant, i, &item);
        FUZZ_CHECK(wallet_grant_has_type(grant, item.type));
        for (size_t j = 0; j < item.field_count; j++) {
            const struct wallet_request_field *field = &item.fields[j];
            FUZZ_CHECK(j == 0 || field->key > field[-1].key);
            FUZZ_CHECK(
                wallet_grant_allows(grant, NULL, item.type, field->key, WALLET_REQUEST_NO_MEMBER) ==
                (field->member_count == 0));
            for (size_t k = 0; k < field->member_count; k++) {
                FUZZ_CHECK(
                    wallet_grant_allows(grant, NULL, item.type, field->key, field->members[k]));
            }
        }
    }
}

/** What was read can be granted again, in as many bytes. */
static void grant_again(const struct wallet_grant *grant, size_t size)
{
    const char *holder = wallet_grant_holder(grant);
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    struct wallet_grant_evidence evidence;
    struct wallet_buffer object = { 0 };
    struct wallet_grant_terms terms = {
        .method = wallet_grant_method(grant),
        .audience = wallet_grant_audience(grant),
        .items = items,
        .item_count = wallet_grant_item_count(grant),
        .holder = holder[0] ? holder : NULL,
        .nonce = wallet_grant_nonce(grant),
        .seconds = (unsigned)(wallet_grant_until(grant) - wallet_grant_issued(grant)),
        .evidence = wallet_grant_evidence(grant, &evidence) ? &evidence : NULL,
    };

    wallet_grant_matter(grant, &terms.matter);
    for (size_t i = 0; i < terms.item_count; i++) {
        wallet_grant_item_at(grant, i, &items[i]);
    }

    FUZZ_CHECK(
        wallet_grant_sign(&terms, &signer, wallet_grant_issued(grant), &object, NULL) == WALLET_OK);
    FUZZ_CHECK(object.size == size);
    wallet_buffer_clear(&object);
}

static void take_object(struct wallet_bytes object)
{
    struct wallet_grant *grant = NULL;

    FUZZ_CHECK(wallet_grant_verify(object, trust, &use, NOW, &grant, NULL, NULL) != WALLET_OK);
    if (wallet_grant_parse(object, &grant, NULL) == WALLET_OK) {
        FUZZ_CHECK(wallet_grant_recognise(object));
        look_at(grant);
    }

    wallet_grant_free(grant);
}

static void take_claims(struct wallet_bytes claims)
{
    struct wallet_buffer object = { 0 };
    struct wallet_grant *grant = NULL;

    FUZZ_CHECK(wlt_envelope_sign(&signer, WLT_GRANT_TYP, claims, &object, NULL) == WALLET_OK);
    const struct wallet_bytes bytes = wallet_buffer_bytes(&object);
    if (wallet_grant_verify(bytes, trust, &use, NOW, &grant, NULL, NULL) == WALLET_OK ||
        wallet_grant_verify_holder(
            bytes, wallet_buffer_bytes(&cose), &use, NOW, &grant, NULL, NULL) == WALLET_OK) {
        look_at(grant);
        grant_again(grant, object.size);
    }

    wallet_grant_free(grant);
    wallet_buffer_clear(&object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };

    if (!key) {
        open_world();
    }

    take_object(input);
    take_claims(input);
    return 0;
}
