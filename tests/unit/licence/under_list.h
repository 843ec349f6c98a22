/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_UNDER_LIST_H
#define WALLET_TEST_UNDER_LIST_H

#include "agency.h"
#include "unit/trust/make_entry.h"

/* The small world of an agency, with a signed trust list in place of its key file. */

enum {
    A_DAY = 86400,
};

static const char *const id_cards[] = { AGENCY_TYPE };

/** Replaces the agency's trust by a list of these entries, signed and verified. */
static inline void trust_entries(
    struct agency *agency, const struct wallet_trust_entry *entries, size_t count)
{
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    struct wallet_trust_list *draft = NULL;
    struct wallet_trust_list *list = NULL;
    struct wallet_buffer object = { 0 };

    CHECK_EQUAL(wallet_trust_list_new(&draft, NULL), WALLET_OK);
    for (size_t i = 0; i < count; i++) {
        CHECK_EQUAL(wallet_trust_list_put(draft, &entries[i], NULL), WALLET_OK);
    }
    CHECK_EQUAL(
        wallet_trust_list_sign(draft, &root.signer, AGENCY_NOW, 0, &object, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_trust_list_verify(
            wallet_buffer_bytes(&object), root.key, 1, AGENCY_NOW, &list, NULL),
        WALLET_OK);

    wallet_verifier_free(agency->verifier);
    wallet_trust_free(agency->trust);
    agency->trust = NULL;
    CHECK_EQUAL(wallet_trust_new(&agency->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(agency->trust, list, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verifier_new(agency->trust, agency->catalogue, &agency->verifier, NULL), WALLET_OK);

    wallet_buffer_clear(&object);
    wallet_trust_list_free(list);
    wallet_trust_list_free(draft);
    clear_member(&root);
}

/** The agency's own key as a member: its licence is the one that agency_open() issued. */
static inline struct member itself(const struct agency *agency)
{
    struct member member = { .id = AGENCY_ISSUER };
    CHECK_EQUAL(wallet_key_write_cose(agency->key, &member.cose, NULL), WALLET_OK);
    return member;
}

/** Verifies the agency's licence under an entry of its own; issued at AGENCY_NOW. */
static inline enum wallet_reason under(
    struct agency *agency, const struct wallet_trust_entry *entry)
{
    trust_entries(agency, entry, 1);
    return agency_verify(agency, wallet_buffer_bytes(&agency->licence), AGENCY_NOW + A_DAY);
}

#endif
