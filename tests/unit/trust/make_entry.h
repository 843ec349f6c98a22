/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_ENTRY_H
#define WALLET_TEST_MAKE_ENTRY_H

#include <wallet/wallet.h>

#include "test.h"

#include <stdio.h>
#include <string.h>

/*
 * Agencies with keys of their own, and entries for them: for tests of trust lists.
 */

#define ROOT_ISSUER "11360500000000019F"

struct member {
    char id[WALLET_ISSUER_SIZE];
    struct wallet_key *key;
    struct wallet_signer signer;
    struct wallet_buffer cose;
};

/** A USCC of a body of this division that passes its checks; each number gives another. */
static inline void make_id(unsigned number, const char *division, char out[WALLET_ISSUER_SIZE])
{
    static const char characters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    (void)snprintf(out, WALLET_ISSUER_SIZE, "11%.6s%08u00", division, number % 100000000);
    for (size_t i = 0; i < sizeof characters - 1; i++) {
        for (size_t j = 0; j < sizeof characters - 1; j++) {
            out[16] = characters[i];
            out[17] = characters[j];
            if (wallet_uscc_check((struct wallet_bytes){ (const uint8_t *)out, 18 }) ==
                WALLET_FINDING_NONE) {
                return;
            }
        }
    }

    fail_msg("no code for number %u", number);
}

/** A member with a new key; `id` NULL: a USCC of Yushui district with this number. */
static inline struct member make_member(
    unsigned number, const char *id, enum wallet_algorithm algorithm)
{
    struct member member = { .id = "" };
    if (id) {
        memcpy(member.id, id, sizeof member.id);
    } else {
        make_id(number, "360502", member.id);
    }

    const struct wallet_key_owner owner = { .issuer = member.id, .name_en = "Some Bureau" };
    CHECK_EQUAL(wallet_key_generate(algorithm, &owner, &member.key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(member.key, &member.signer, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_cose(member.key, &member.cose, NULL), WALLET_OK);
    return member;
}

static inline void clear_member(struct member *member)
{
    wallet_buffer_clear(&member->cose);
    wallet_key_free(member->key);
    *member = (struct member){ .id = "" };
}

/** An entry that lets the member issue what is listed; active, everywhere, at all times. */
static inline struct wallet_trust_entry entry_of(
    const struct member *member, const char *const *types, size_t type_count)
{
    return (struct wallet_trust_entry){
        .id = member->id,
        .name_zh = "新余市某局",
        .name_en = "Some Bureau",
        .roles = WALLET_ROLE_ISSUER,
        .key = wallet_buffer_bytes(&member->cose),
        .types = types,
        .type_count = type_count,
        .region = "",
    };
}

#endif
