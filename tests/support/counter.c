/* SPDX-License-Identifier: Apache-2.0 */
#include "counter.h"

#include "test.h"

#include <string.h>

static enum wallet_status remember(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    struct counter *counter = context;

    (void)at_unix;
    (void)until_unix;
    (void)error;
    for (size_t i = 0; i < counter->seen_count; i++) {
        if (memcmp(counter->seen[i], key, WALLET_REPLAY_KEY_SIZE) == 0) {
            return WALLET_ERR_REFUSED;
        }
    }

    CHECK(counter->seen_count < sizeof counter->seen / sizeof counter->seen[0]);
    memcpy(counter->seen[counter->seen_count++], key, WALLET_REPLAY_KEY_SIZE);
    return WALLET_OK;
}

struct wallet_key *counter_stranger(enum wallet_algorithm algorithm)
{
    return agency_stranger(algorithm, AGENCY_ISSUER);
}

void counter_signer(const struct wallet_key *key, struct wallet_signer *out)
{
    CHECK_EQUAL(wallet_key_signer(key, out, NULL), WALLET_OK);
}

void counter_open(struct counter *counter, enum wallet_algorithm algorithm)
{
    static const char *const audience[] = { COUNTER_ID };
    struct agency *agency = &counter->agency;

    *counter = (struct counter){ 0 };
    agency_open(agency, algorithm);
    counter->holder = counter_stranger(algorithm);
    counter_signer(counter->holder, &counter->holder_signer);
    CHECK_EQUAL(wallet_verifier_set_audience(agency->verifier, audience, 1, NULL), WALLET_OK);
    wallet_verifier_set_replay(agency->verifier, (struct wallet_replay){ remember, counter });
    CHECK_EQUAL(
        wallet_issue_bound(
            agency->record, counter->holder, &agency->signer, AGENCY_NOW, &counter->bound, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_selection_new(
            wallet_buffer_bytes(&counter->bound), agency->catalogue, &counter->selection, NULL),
        WALLET_OK);
}

void counter_close(struct counter *counter)
{
    wallet_selection_free(counter->selection);
    wallet_buffer_clear(&counter->bound);
    wallet_key_free(counter->holder);
    agency_close(&counter->agency);
}

struct wallet_bytes counter_show(
    struct counter *counter, const char *audience, struct wallet_bytes nonce, int64_t at_unix)
{
    const struct wallet_selection *selections[] = { counter->selection };
    const struct wallet_showing showing = { audience, nonce, at_unix };
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };

    if (wallet_present(selections, 1, &counter->holder_signer, &showing, &out, &error) !=
        WALLET_OK) {
        fail_msg("%s", error.message);
    }

    uint8_t *copy = test_memory(out.size);
    const struct wallet_bytes shown = { copy, out.size };
    memcpy(copy, out.data, out.size);
    wallet_buffer_clear(&out);
    return shown;
}

enum wallet_reason counter_verify(
    struct counter *counter, struct wallet_bytes shown, int64_t at_unix)
{
    return agency_verify(&counter->agency, shown, at_unix);
}
