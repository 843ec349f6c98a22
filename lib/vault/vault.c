/* SPDX-License-Identifier: Apache-2.0 */
#include "vault/vault.h"

#include "base/alloc.h"
#include "base/error.h"
#include "crypto/digest.h"
#include "crypto/secret.h"

#include <string.h>

enum {
    FIRST_CAPACITY = 8,
};

enum wallet_status wlt_vault_alloc(struct wallet_vault **out, struct wallet_error *error)
{
    WLT_AUTO(vault) struct wallet_vault *vault = wlt_alloc(1, sizeof *vault);
    if (!vault) {
        return wlt_fail_memory(error);
    }

    vault->secrets = wlt_secret_alloc(sizeof *vault->secrets);
    if (!vault->secrets) {
        return wlt_fail_memory(error);
    }

    memset(vault->secrets, 0, sizeof *vault->secrets);
    *out = WLT_TAKE(vault);
    return WALLET_OK;
}

void wlt_vault_draw(struct wallet_vault *vault)
{
    wlt_random(vault->id, sizeof vault->id);
    wlt_random(vault->secrets->data_key, sizeof vault->secrets->data_key);
    vault->generation = 0;
}

void wallet_vault_free(struct wallet_vault *vault)
{
    if (!vault) {
        return;
    }

    for (size_t i = 0; i < vault->licence_count; i++) {
        wlt_vault_licence_clear(&vault->licences[i]);
    }

    for (size_t i = 0; i < vault->event_count; i++) {
        wlt_vault_event_clear(&vault->events[i]);
    }

    wlt_free(vault->licences);
    wlt_free(vault->events);
    wlt_secret_free(vault->secrets);
    wlt_free(vault);
}

void *wlt_vault_grow(void *elements, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return elements;
    }

    const size_t wanted = *capacity > 0 ? 2 * *capacity : FIRST_CAPACITY;
    void *grown = wlt_alloc(wanted, size);
    if (!grown) {
        return NULL;
    }

    if (count > 0) {
        memcpy(grown, elements, count * size);
    }

    wlt_free(elements);
    *capacity = wanted;
    return grown;
}

static enum wallet_status check_terms(
    struct wallet_bytes passphrase, struct wallet_vault_cost cost, struct wallet_error *error)
{
    if (!passphrase.data && passphrase.size > 0) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (!wlt_vault_cost_is_fine(cost)) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a cost outside of its limits");
    }

    return wlt_vault_check_passphrase(passphrase, error);
}

/** Puts the passphrase's key, with a salt of its own, in the place of the old one. */
static enum wallet_status set_wrapping_key(
    struct wallet_vault *vault,
    struct wallet_bytes passphrase,
    struct wallet_vault_cost cost,
    struct wallet_error *error)
{
    uint8_t salt[WLT_ARGON2ID_SALT_SIZE];
    uint8_t *key = wlt_secret_alloc(WLT_ARGON2ID_KEY_SIZE);

    wlt_random(salt, sizeof salt);
    if (!key || !wlt_argon2id(passphrase, salt, cost.passes, cost.memory_kib, key)) {
        wlt_secret_free(key);
        return wlt_fail_memory(error);
    }

    memcpy(vault->secrets->wrapping_key, key, sizeof vault->secrets->wrapping_key);
    memcpy(vault->salt, salt, sizeof vault->salt);
    vault->cost = cost;
    wlt_secret_free(key);
    return WALLET_OK;
}

enum wallet_status wallet_vault_new(
    struct wallet_bytes passphrase,
    struct wallet_vault_cost cost,
    struct wallet_vault **out,
    struct wallet_error *error)
{
    WLT_AUTO(vault) struct wallet_vault *vault = NULL;

    if (!out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = check_terms(passphrase, cost, error);
    if (status == WALLET_OK) {
        status = wlt_vault_alloc(&vault, error);
    }

    if (status == WALLET_OK) {
        wlt_vault_draw(vault);
        status = set_wrapping_key(vault, passphrase, cost, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(vault);
    }

    return status;
}

enum wallet_status wallet_vault_set_passphrase(
    struct wallet_vault *vault,
    struct wallet_bytes passphrase,
    struct wallet_vault_cost cost,
    struct wallet_error *error)
{
    if (!vault) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = check_terms(passphrase, cost, error);
    if (status == WALLET_OK) {
        status = set_wrapping_key(vault, passphrase, cost, error);
    }

    if (status == WALLET_OK) {
        wlt_random(vault->secrets->data_key, sizeof vault->secrets->data_key);
    }

    return status;
}

struct wallet_vault_count wallet_vault_count(const struct wallet_vault *vault)
{
    return (struct wallet_vault_count){
        vault->key_count,
        vault->licence_count,
        vault->event_count,
    };
}

struct wallet_vault_cost wallet_vault_cost(const struct wallet_vault *vault)
{
    return vault->cost;
}

struct wallet_bytes wallet_vault_id(const struct wallet_vault *vault)
{
    return (struct wallet_bytes){ vault->id, sizeof vault->id };
}

uint64_t wallet_vault_generation(const struct wallet_vault *vault)
{
    return vault->generation;
}

void wallet_vault_outgrow(struct wallet_vault *vault, uint64_t generation)
{
    if (vault->generation < generation) {
        vault->generation = generation;
    }
}
