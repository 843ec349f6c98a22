/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/present/make_request.h"
#include "unit/present/make_store.h"

/* Requests and the replay store: each allocation fails once; every time it must say MEMORY and leave
 * nothing behind. */

static struct counter counter;
static struct wallet_buffer request;
static struct place place;

static enum wallet_status ask(void)
{
    const struct wallet_request_terms terms = make_terms();
    struct wallet_buffer out = { 0 };
    const enum wallet_status status =
        wallet_request_sign(&terms, &counter.member.signer, NOW, &out, NULL);

    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status parse(void)
{
    struct wallet_request *read = NULL;
    const enum wallet_status status =
        wallet_request_parse(wallet_buffer_bytes(&request), &read, NULL);

    wallet_request_free(read);
    return status;
}

static enum wallet_status verify(void)
{
    struct wallet_request *read = NULL;
    const enum wallet_status status =
        wallet_request_verify(wallet_buffer_bytes(&request), counter.trust, NOW, &read, NULL);

    wallet_request_free(read);
    return status;
}

static enum wallet_status put_counter(void)
{
    static const char *const types[] = { ID_CARD "#1,2", HOUSEHOLD "#9.1" };
    const struct wallet_trust_entry entry = counter_entry(&counter.member, types, 2);
    struct wallet_trust_list *list = NULL;

    enum wallet_status status = wallet_trust_list_new(&list, NULL);
    if (status == WALLET_OK) {
        status = wallet_trust_list_put(list, &entry, NULL);
    }

    wallet_trust_list_free(list);
    return status;
}

static enum wallet_status make_and_remember(void)
{
    struct wallet_replay_store *store = NULL;
    enum wallet_status status = wallet_replay_store_open(place.path, &store, NULL);
    if (status == WALLET_OK) {
        status = remember_number(store, 1, STORE_NOW, STORE_NOW, NULL);
    }

    wallet_replay_store_close(store);
    (void)unlink(place.path);
    return status;
}

TEST(requests_survive_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    counter = make_counter(WALLET_ALGORITHM_ED25519);
    request = counter.request;
    counter.request = (struct wallet_buffer){ 0 };

    fault_each("ask", ask);
    fault_each("parse", parse);
    fault_each("verify", verify);
    fault_each("put_counter", put_counter);
    wallet_buffer_clear(&request);
    clear_counter(&counter);
}

TEST(a_store_survives_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    place = make_place();
    fault_each("make_and_remember", make_and_remember);
    remove_place(&place);
}
