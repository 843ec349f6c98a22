/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/trust_list.h>

#include "fuzz.h"
#include "repository/answer.h"
#include "repository/call.h"
#include "trust/envelope.h"

enum {
    NOW = 1795420800,
};

/*
 * A call as a repository takes it and an answer as a counter does: the input as it is, and as claims that
 * they signed.
 */

static struct wallet_key *key; /* of both */
static struct wallet_signer signer;
static struct wallet_trust *trust;
static struct wallet_buffer sample;

static void sign_sample(void)
{
    const struct wallet_call_terms terms = {
        .operation = WALLET_OPERATION_VERIFY,
        .repository = signer.issuer,
        .clerk = { .name = "clerk" },
        .matter = { .category = WALLET_CALL_OTHER, .cause = "fuzzing" },
        .file = { (const uint8_t *)"file", 4 },
    };

    FUZZ_CHECK(wallet_call_sign(&terms, &signer, NOW, &sample, NULL) == WALLET_OK);
}

static void open_key(void)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    struct wallet_buffer cose = { 0 };
    struct wallet_trust_list *list = NULL;

    FUZZ_CHECK(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &key, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_signer(key, &signer, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_write_cose(key, &cose, NULL) == WALLET_OK);
    const struct wallet_trust_entry entry = {
        .id = owner.issuer,
        .roles = WALLET_ROLE_COUNTER | WALLET_ROLE_REPOSITORY,
        .key = wallet_buffer_bytes(&cose),
    };
    FUZZ_CHECK(wallet_trust_list_new(&list, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_list_put(list, &entry, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_new(&trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add_list(trust, list, NULL) == WALLET_OK);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
    sign_sample();
}

static void take_call(struct wallet_bytes bytes, bool is_claims)
{
    struct wallet_call *call = NULL;
    struct wlt_sign1 sign1 = { 0 };

    FUZZ_CHECK(wlt_call_new(bytes, &call, NULL) == WALLET_OK);
    const struct wallet_bytes received = wallet_buffer_bytes(&call->received);
    const bool is_open = is_claims || wlt_call_open(received, &sign1, NULL) == WALLET_OK;
    const struct wallet_bytes claims = is_claims ? received : sign1.payload;
    if (is_open && wlt_call_read(claims, call, NULL) == WALLET_OK &&
        wlt_call_check(call, NULL) == WALLET_OK) {
        FUZZ_CHECK(call->request->counter[0] && call->clerk.name[0]);
        for (size_t i = 0; i < call->value_count; i++) {
            FUZZ_CHECK(call->values[i][0]);
        }
    }

    wlt_call_free(call);
}

static void take_answer(struct wallet_bytes bytes, bool must_fail)
{
    struct wallet_answer *answer = NULL;
    const enum wallet_status status =
        wallet_answer_verify(bytes, wallet_buffer_bytes(&sample), trust, NOW, &answer, NULL);

    FUZZ_CHECK(!must_fail || status != WALLET_OK);
    wallet_answer_free(answer);
}

static void take_answer_claims(struct wallet_bytes claims)
{
    struct wallet_buffer object = { 0 };

    FUZZ_CHECK(wlt_envelope_sign(&signer, WALLET_ANSWER_TYPE, claims, &object, NULL) == WALLET_OK);
    take_answer(wallet_buffer_bytes(&object), false);
    wallet_buffer_clear(&object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };

    if (!key) {
        open_key();
    }

    take_call(input, false);
    take_call(input, true);
    take_answer(input, true);
    take_answer_claims(input);
    return 0;
}
