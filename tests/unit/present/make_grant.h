/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_PRESENT_MAKE_GRANT_H
#define TEST_PRESENT_MAKE_GRANT_H

#include <wallet/grant.h>

#include "make_request.h"

/*
 * All who may sign a grant: a holder with a key, an identity service and a counter with entries in one
 * trust list; and terms for each of the four methods, for the licences of make_request.h.
 */

#define CITY    "360500"
#define CITIZEN "111:360502199003070024"

struct granting {
    struct wallet_key *holder;
    struct wallet_signer holder_signer;
    struct wallet_buffer holder_cose;
    struct member service;
    struct member counter;
    struct wallet_trust *trust;
    struct wallet_catalogue *catalogue;
};

static const struct wallet_request_item whole_card[] = { { .type = ID_CARD } };
static const uint8_t grant_nonce[WALLET_REQUEST_NONCE_SIZE] = { 1, 2, 3, 4, 5, 6, 7, 8 };
static const uint8_t portrait_digest[WALLET_GRANT_DIGEST_SIZE] = { 0x70 };

static const struct wallet_grant_evidence face_evidence = {
    .way = "one to one",
    .level = 2,
    .compared_unix = NOW - 20,
    .portrait = { portrait_digest, sizeof portrait_digest },
    .model = "example 1.0",
    .score = 870,
    .threshold = 800,
};

static const struct wallet_grant_evidence duty_evidence = {
    .clerk = "钟见山",
    .account = "zhong",
    .desk = "A12",
};

/** Terms as short as the method allows. */
static inline struct wallet_grant_terms grant_terms(
    const struct granting *granting, enum wallet_grant_method method)
{
    const bool is_by_holder = method == WALLET_GRANT_SHOW || method == WALLET_GRANT_SCAN;
    const bool has_nonce = method == WALLET_GRANT_SCAN || method == WALLET_GRANT_FACE;
    struct wallet_grant_terms terms = {
        .method = method,
        .audience = method == WALLET_GRANT_SHOW ? CITY : granting->counter.id,
        .items = whole_card,
        .item_count = 1,
        .holder = is_by_holder ? NULL : CITIZEN,
    };

    if (method != WALLET_GRANT_SHOW) {
        terms.matter.name = "申请租赁补贴";
        terms.matter.cause = "核对申请人身份";
    }

    if (has_nonce) {
        terms.nonce = (struct wallet_bytes){ grant_nonce, sizeof grant_nonce };
    }

    if (!is_by_holder) {
        terms.evidence = method == WALLET_GRANT_FACE ? &face_evidence : &duty_evidence;
    }

    return terms;
}

static inline const struct wallet_signer *grant_signer(
    const struct granting *granting, enum wallet_grant_method method)
{
    if (method == WALLET_GRANT_FACE) {
        return &granting->service.signer;
    }

    return method == WALLET_GRANT_DUTY ? &granting->counter.signer : &granting->holder_signer;
}

static inline struct wallet_trust *trust_in_two(
    const struct wallet_trust_entry *one, const struct wallet_trust_entry *other)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_trust *trust = NULL;

    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, one, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, other, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    return trust;
}

static inline struct wallet_trust_entry service_entry(const struct granting *granting)
{
    struct wallet_trust_entry entry = entry_of(&granting->service, NULL, 0);

    entry.roles = WALLET_ROLE_IDENTITY_SERVICE;
    entry.region = "3605";
    return entry;
}

static inline void open_granting(struct granting *granting, enum wallet_algorithm algorithm)
{
    static const char *const types[] = { ID_CARD, HOUSEHOLD "#2,9.1" };
    const struct wallet_key_owner nobody = { .issuer = "11360500000000019F" };

    *granting = (struct granting){ .service = make_member(1, NULL, algorithm),
                                   .counter = make_member(2, NULL, algorithm) };
    CHECK_EQUAL(wallet_key_generate(algorithm, &nobody, &granting->holder, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(granting->holder, &granting->holder_signer, NULL), WALLET_OK);
    granting->holder_signer.issuer[0] = '\0';
    CHECK_EQUAL(wallet_key_write_cose(granting->holder, &granting->holder_cose, NULL), WALLET_OK);

    const struct wallet_trust_entry service = service_entry(granting);
    const struct wallet_trust_entry counter = counter_entry(&granting->counter, types, 2);
    granting->trust = trust_in_two(&service, &counter);
    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &granting->catalogue, NULL), WALLET_OK);
}

static inline void close_granting(struct granting *granting)
{
    wallet_catalogue_free(granting->catalogue);
    wallet_trust_free(granting->trust);
    wallet_buffer_clear(&granting->holder_cose);
    wallet_key_free(granting->holder);
    clear_member(&granting->service);
    clear_member(&granting->counter);
}

/** Signs what must be accepted for signing; lives until the test ends. */
static inline struct wallet_bytes sign_grant(
    const struct wallet_grant_terms *terms, const struct wallet_signer *signer)
{
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };

    if (wallet_grant_sign(terms, signer, NOW, &out, &error) != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }

    uint8_t *copy = test_memory(out.size);
    memcpy(copy, out.data, out.size);
    const struct wallet_bytes bytes = { copy, out.size };
    wallet_buffer_clear(&out);
    return bytes;
}

/** A grant by whoever may, as short as can be. */
static inline struct wallet_bytes make_grant(
    const struct granting *granting, enum wallet_grant_method method)
{
    const struct wallet_grant_terms terms = grant_terms(granting, method);
    return sign_grant(&terms, grant_signer(granting, method));
}

/** How the counter uses a grant of this method. */
static inline struct wallet_grant_use grant_use(
    const struct granting *granting, enum wallet_grant_method method)
{
    const bool has_nonce = method == WALLET_GRANT_SCAN || method == WALLET_GRANT_FACE;

    return (struct wallet_grant_use){
        .counter = granting->counter.id,
        .nonce = { has_nonce ? grant_nonce : NULL, has_nonce ? sizeof grant_nonce : 0 },
    };
}

/** Verifies under the key of whoever signs by this method; the grant is thrown away. */
static inline enum wallet_status try_grant(
    const struct granting *granting,
    struct wallet_bytes bytes,
    enum wallet_grant_method method,
    const struct wallet_grant_use *use,
    int64_t at_unix,
    enum wallet_reason *out_reason,
    struct wallet_error *error)
{
    const bool is_by_holder = method == WALLET_GRANT_SHOW || method == WALLET_GRANT_SCAN;
    struct wallet_grant *grant = NULL;

    const enum wallet_status status =
        is_by_holder
            ? wallet_grant_verify_holder(
                  bytes,
                  wallet_buffer_bytes(&granting->holder_cose),
                  use,
                  at_unix,
                  &grant,
                  out_reason,
                  error)
            : wallet_grant_verify(bytes, granting->trust, use, at_unix, &grant, out_reason, error);

    CHECK_EQUAL(status == WALLET_OK, grant != NULL);
    CHECK(!grant || wallet_grant_is_verified(grant));
    wallet_grant_free(grant);
    return status;
}

/** The reason for which it is refused; NONE if it is accepted. */
static inline enum wallet_reason judge_grant(
    const struct granting *granting,
    struct wallet_bytes bytes,
    enum wallet_grant_method method,
    const struct wallet_grant_use *use,
    int64_t at_unix)
{
    enum wallet_reason reason = WALLET_REASON_CLOCK; /* which is none of a grant's */
    const enum wallet_status status =
        try_grant(granting, bytes, method, use, at_unix, &reason, NULL);

    CHECK_EQUAL(status == WALLET_OK, reason == WALLET_REASON_NONE);
    return reason;
}

#endif
