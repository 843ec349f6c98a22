/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_ENTRY_H
#define WLT_TRUST_ENTRY_H

#include <wallet/trust_list.h>

#include "crypto/certificate.h"
#include "trust/owner.h"

enum {
    WLT_REGION_SIZE = 7,       /* six digits of GB/T 2260 and a NUL */
    WLT_ENTRY_TYPE_MAX = 1024, /* types of one entry */
};

/** One entry of a trust list, checked and with its key prepared.  Immutable. */
struct wlt_entry {
    struct wlt_owner owner;
    const char **scopes; /* as many as the owner has types: what was said of each; see scope.h */
    char *scope_text;    /* has them all */
    unsigned roles;
    struct wallet_buffer encoded; /* the COSE_Key, deterministic, or the certificates in DER */
    struct wlt_public_key *key;   /* NULL where there is a chain */
    struct wlt_certificate *chain[WLT_CHAIN_MAX];
    size_t chain_count;
    unsigned fit_roles; /* those for which the chain keeps the profile; all of them for a key */
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    char region[WLT_REGION_SIZE];
    int64_t from_unix;
    int64_t until_unix;
    enum wallet_trust_state state;
    int64_t state_unix;
};

/**
 * Makes an entry of what a caller or a list says.  Which roles there are is not looked at.
 *
 * \retval WALLET_ERR_VALUE      an id, name, type, region or period that makes no sense
 * \retval WALLET_ERR_KEY        neither key nor chain, both, or one that must not be used
 * \retval WALLET_ERR_TOO_LARGE  over WLT_ENTRY_TYPE_MAX types, WALLET_TRUST_TYPE_MAX bytes of one, or
 *                               WLT_CHAIN_MAX certificates
 */
enum wallet_status wlt_entry_new(
    const struct wallet_trust_entry *from, struct wlt_entry **out, struct wallet_error *error);

void wlt_entry_free(struct wlt_entry *entry);

/** What it says; borrows from `entry`. */
void wlt_entry_view(const struct wlt_entry *entry, struct wallet_trust_entry *out);

/** The key that checks signatures: its own, or that of the chain's leaf. */
const struct wlt_public_key *wlt_entry_key(const struct wlt_entry *entry);

/** The chain as it is asked for elsewhere; borrows.  There are `entry->chain_count` in it. */
const struct wlt_certificate *const *wlt_entry_chain(const struct wlt_entry *entry);

/** Takes the first certificate off a run of certificates in DER; empty if there is none. */
struct wallet_bytes wlt_entry_next_certificate(struct wallet_bytes *chain);

#endif
