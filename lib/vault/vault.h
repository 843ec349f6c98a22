/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_VAULT_VAULT_H
#define WLT_VAULT_VAULT_H

#include <wallet/vault.h>
#include <wallet/vault_mark.h>

#include "base/cleanup.h"
#include "crypto/argon2id.h"
#include "crypto/ed25519.h"
#include "crypto/seal.h"

/*
 * The file of a vault is a CBOR sequence (RFC 8742), deterministic throughout:
 *
 *     file   = head *record head           ; the same head twice: one may be damaged
 *     head   = [ said: bstr, nonce: bstr, data key sealed under the passphrase's: bstr ]
 *     said   = [ "wallet-vault", format, id, passes, memory in KiB, salt, generation,
 *                keys, licences, events ]
 *     record = [ index, kind, nonce: bstr, content sealed under the data key: bstr ]
 *
 * Keys come first, then licences, then events, counted through from 0.  A record is bound to the id,
 * the generation, its index, the number of records and its kind; the data key to `said`.
 */

/** The kinds of records; the numbers stand in files. */
enum wlt_vault_kind {
    WLT_VAULT_KEY = 1,     /* seed and time, WLT_VAULT_KEY_RECORD_SIZE bytes */
    WLT_VAULT_LICENCE = 2, /* see licence.c */
    WLT_VAULT_EVENT = 3,   /* see event.c */
};

enum {
    WLT_VAULT_KEY_RECORD_SIZE = WLT_ED25519_SEED_SIZE + 8,
};

/** All that nobody else may see, in one piece of locked memory. */
struct wlt_vault_secrets {
    uint8_t wrapping_key[WLT_SEAL_KEY_SIZE]; /* of the passphrase */
    uint8_t data_key[WLT_SEAL_KEY_SIZE];
    uint8_t keys[WALLET_VAULT_KEY_MAX][WLT_ED25519_SECRET_SIZE];
    uint8_t record[WLT_VAULT_KEY_RECORD_SIZE]; /* where a record of a key is opened and made */
};

/** A key; its address is the context of its signers. */
struct wlt_vault_key {
    struct wallet_vault_key told;
    uint8_t point[WLT_ED25519_POINT_SIZE];
    const uint8_t *secret; /* in the secrets */
};

/** A licence as its record has it, and a view of that. */
struct wlt_vault_licence {
    struct wallet_buffer encoded;
    struct wallet_vault_licence view;
};

struct wlt_vault_event {
    struct wallet_buffer encoded;
    struct wallet_vault_event view;
    struct wallet_vault_shown *shown; /* what the view points to */
    struct wallet_bytes *fields;      /* of all of them */
};

struct wallet_vault {
    uint8_t id[WALLET_VAULT_ID_SIZE];
    uint64_t generation;
    struct wallet_vault_cost cost;
    uint8_t salt[WLT_ARGON2ID_SALT_SIZE];
    struct wlt_vault_secrets *secrets;

    struct wlt_vault_key keys[WALLET_VAULT_KEY_MAX];
    size_t key_count;

    struct wlt_vault_licence *licences;
    size_t licence_count;
    size_t licence_capacity;

    struct wlt_vault_event *events; /* by time */
    size_t event_count;
    size_t event_capacity;
};

WLT_DEFINE_AUTO(vault, struct wallet_vault, wallet_vault_free)

/** A vault with its locked memory, but without an id and keys. */
enum wallet_status wlt_vault_alloc(struct wallet_vault **out, struct wallet_error *error);

/** Draws what tells a vault apart and hides it: the id and the data key. */
void wlt_vault_draw(struct wallet_vault *vault);

/** WALLET_ERR_VALUE for a passphrase that is none, or none to begin with. */
enum wallet_status wlt_vault_check_passphrase(
    struct wallet_bytes passphrase, struct wallet_error *error);

/** Whether the cost is within its limits. */
bool wlt_vault_cost_is_fine(struct wallet_vault_cost cost);

/** Makes room for one more element; NULL when out of memory, and then all is as it was. */
void *wlt_vault_grow(void *elements, size_t count, size_t *capacity, size_t size);

/** Puts in a key; WALLET_ERR_VALUE where it is in already. */
enum wallet_status wlt_vault_take_key(
    struct wallet_vault *vault,
    const uint8_t seed[WLT_ED25519_SEED_SIZE],
    int64_t made_unix,
    struct wallet_error *error);

/** The key of this id, or NULL. */
const struct wlt_vault_key *wlt_vault_find_key(
    const struct wallet_vault *vault, const uint8_t id[WALLET_KEY_ID_SIZE]);

/*
 * Put in what a record holds, and take the buffer when they succeed; errors as for the public calls.
 * Whether a licence's key is here is not asked: it may have been lost.
 */
enum wallet_status wlt_vault_take_licence(
    struct wallet_vault *vault, struct wallet_buffer *encoded, struct wallet_error *error);
enum wallet_status wlt_vault_take_event(
    struct wallet_vault *vault, struct wallet_buffer *encoded, struct wallet_error *error);

void wlt_vault_licence_clear(struct wlt_vault_licence *licence);
void wlt_vault_event_clear(struct wlt_vault_event *event);

#endif
