/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/key.h"

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/pem.h"
#include "crypto/secret.h"
#include "vault/vault.h"

#include <string.h>

WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static enum wallet_status public_half(
    const struct wlt_vault_key *key, struct wlt_public_key **out, struct wallet_error *error)
{
    const struct wallet_bytes point = { key->point, sizeof key->point };
    return wlt_public_key_from_ed25519(point, out, error);
}

const struct wlt_vault_key *wlt_vault_find_key(
    const struct wallet_vault *vault, const uint8_t id[WALLET_KEY_ID_SIZE])
{
    for (size_t i = 0; i < vault->key_count; i++) {
        if (memcmp(vault->keys[i].told.id, id, WALLET_KEY_ID_SIZE) == 0) {
            return &vault->keys[i];
        }
    }

    return NULL;
}

static enum wallet_status set_id(struct wlt_vault_key *key, struct wallet_error *error)
{
    WLT_AUTO(public_key) struct wlt_public_key *public_key = NULL;
    uint8_t thumbprint[WLT_SHA256_SIZE];

    enum wallet_status status = public_half(key, &public_key, error);
    if (status == WALLET_OK) {
        status = wlt_cose_key_thumbprint(public_key, thumbprint, error);
    }

    if (status == WALLET_OK) {
        memcpy(key->told.id, thumbprint, sizeof key->told.id);
    }

    return status;
}

enum wallet_status wlt_vault_take_key(
    struct wallet_vault *vault,
    const uint8_t seed[WLT_ED25519_SEED_SIZE],
    int64_t made_unix,
    struct wallet_error *error)
{
    if (vault->key_count == WALLET_VAULT_KEY_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a vault holds at most %d keys",
            WALLET_VAULT_KEY_MAX);
    }

    struct wlt_vault_key *key = &vault->keys[vault->key_count];
    uint8_t *secret = vault->secrets->keys[vault->key_count];
    *key = (struct wlt_vault_key){ .told = { .made_unix = made_unix }, .secret = secret };
    wlt_ed25519_expand(seed, secret, key->point);

    enum wallet_status status = set_id(key, error);
    if (status == WALLET_OK && wlt_vault_find_key(vault, key->told.id)) {
        status =
            wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the key is in the vault already");
    }

    if (status == WALLET_OK) {
        vault->key_count++;
    } else {
        explicit_bzero(secret, WLT_ED25519_SECRET_SIZE);
    }

    return status;
}

enum wallet_status wallet_vault_key_generate(
    struct wallet_vault *vault,
    int64_t now_unix,
    uint8_t out_id[WALLET_KEY_ID_SIZE],
    struct wallet_error *error)
{
    if (!vault || !out_id) {
        return fail_null(error);
    }

    uint8_t *seed = vault->secrets->record;
    wlt_random(seed, WLT_ED25519_SEED_SIZE);
    const enum wallet_status status = wlt_vault_take_key(vault, seed, now_unix, error);
    explicit_bzero(seed, WLT_ED25519_SEED_SIZE);
    if (status == WALLET_OK) {
        memcpy(out_id, vault->keys[vault->key_count - 1].told.id, WALLET_KEY_ID_SIZE);
    }

    return status;
}

bool wallet_vault_key_at(
    const struct wallet_vault *vault, size_t index, struct wallet_vault_key *out)
{
    if (index >= vault->key_count) {
        return false;
    }

    *out = vault->keys[index].told;
    return true;
}

static enum wallet_status find(
    const struct wallet_vault *vault,
    const uint8_t id[WALLET_KEY_ID_SIZE],
    const struct wlt_vault_key **out,
    struct wallet_error *error)
{
    *out = wlt_vault_find_key(vault, id);
    return *out
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "the vault has no such key");
}

static enum wallet_status sign(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct wlt_vault_key *key = context;
    (void)error;

    wlt_ed25519_sign(key->secret, message, out);
    *size = WLT_ED25519_SIGNATURE_SIZE;
    return WALLET_OK;
}

enum wallet_status wallet_vault_signer(
    const struct wallet_vault *vault,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    struct wallet_signer *out,
    struct wallet_error *error)
{
    const struct wlt_vault_key *key = NULL;

    if (!vault || !key_id || !out) {
        return fail_null(error);
    }

    const enum wallet_status status = find(vault, key_id, &key, error);
    if (status == WALLET_OK) {
        *out = (struct wallet_signer){
            .algorithm = WALLET_ALGORITHM_ED25519,
            .sign = sign,
            .context = key,
        };
        memcpy(out->key_id, key_id, sizeof out->key_id);
    }

    return status;
}

static enum wallet_status write_pem(
    const struct wlt_vault_key *key, struct wallet_buffer *out, struct wallet_error *error)
{
    WLT_AUTO(public_key) struct wlt_public_key *public_key = NULL;
    struct wallet_buffer der = { 0 };

    enum wallet_status status = public_half(key, &public_key, error);
    if (status == WALLET_OK) {
        status = wlt_public_key_write_spki(public_key, &der, error);
    }

    if (status == WALLET_OK) {
        wlt_buffer_set_size(out, 0);
        status = wlt_pem_append(out, "PUBLIC KEY", wallet_buffer_bytes(&der), error);
    }

    wallet_buffer_clear(&der);
    return status;
}

enum wallet_status wallet_vault_key_write_public(
    const struct wallet_vault *vault,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wlt_vault_key *key = NULL;

    if (!vault || !key_id || !out) {
        return fail_null(error);
    }

    const enum wallet_status status = find(vault, key_id, &key, error);
    return status == WALLET_OK ? write_pem(key, out, error) : status;
}
