/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/crypto/make_certificate.h"
#include "unit/trust/make_entry.h"

/* Trust lists: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

enum {
    NOW = 1795420800,
};

static const char *const types[] = { "11100000000013127D001" };

static struct member root;
static struct member agency;
static struct wallet_bytes certificate;
static struct wallet_buffer object;

static enum wallet_status put_both(struct wallet_trust_list *list)
{
    struct wallet_trust_entry entry = entry_of(&agency, types, 1);
    enum wallet_status status = wallet_trust_list_put(list, &entry, NULL);

    if (status == WALLET_OK) {
        entry.key.size = 0;
        entry.chain = certificate;
        status = wallet_trust_list_put(list, &entry, NULL);
    }

    return status;
}

static enum wallet_status put_and_sign(void)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_buffer out = { 0 };

    enum wallet_status status = wallet_trust_list_new(&list, NULL);
    if (status == WALLET_OK) {
        status = put_both(list);
    }
    if (status == WALLET_OK) {
        status = wallet_trust_list_sign(list, &root.signer, NOW, 0, &out, NULL);
    }

    wallet_buffer_clear(&out);
    wallet_trust_list_free(list);
    return status;
}

static enum wallet_status verify_and_believe(void)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_trust *trust = NULL;

    enum wallet_status status =
        wallet_trust_list_verify(wallet_buffer_bytes(&object), root.key, 0, NOW, &list, NULL);
    if (status == WALLET_OK) {
        status = wallet_trust_new(&trust, NULL);
    }
    if (status == WALLET_OK) {
        status = wallet_trust_add_list(trust, list, NULL);
    }

    wallet_trust_free(trust);
    wallet_trust_list_free(list);
    return status;
}

static enum wallet_status read_chain(void)
{
    struct wallet_buffer chain = { 0 };
    const enum wallet_status status = wallet_trust_read_chain(certificate, &chain, NULL);
    wallet_buffer_clear(&chain);
    return status;
}

TEST(trust_lists_survive_every_failing_allocation)
{
    const struct recipe recipe = { .name = "Leaf", .extensions = { LEAF_EXTENSIONS } };
    struct wallet_trust_list *list = NULL;

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ES256);
    agency = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    struct identity leaf = make_certificate(&recipe, NULL);
    certificate = der_of(leaf.x509);
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(put_both(list), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_sign(list, &root.signer, NOW, 0, &object, NULL), WALLET_OK);
    wallet_trust_list_free(list);

    fault_each("put_and_sign", put_and_sign);
    fault_each("verify_and_believe", verify_and_believe);
    fault_each("read_chain", read_chain);

    wallet_buffer_clear(&object);
    release_identity(&leaf);
    clear_member(&agency);
    clear_member(&root);
}
