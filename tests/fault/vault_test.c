/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/vault/sample.h"

/* The vault: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

static struct wallet_buffer file;

static const struct wallet_bytes passphrase = {
    (const uint8_t *)SAMPLE_PASSPHRASE,
    sizeof SAMPLE_PASSPHRASE - 1,
};

static enum wallet_status fill(struct wallet_vault *vault)
{
    const struct wallet_bytes name = { (const uint8_t *)"name", 4 };
    const struct wallet_vault_shown shown = { .fields = &name, .field_count = 1 };
    struct wallet_vault_licence licence = { .content = name, .label = name, .is_bound = true };
    struct wallet_vault_event event = {
        .act = WALLET_VAULT_SHOWN,
        .to = name,
        .shown = &shown,
        .shown_count = 1,
    };

    enum wallet_status status = wallet_vault_key_generate(vault, 1, licence.key_id, NULL);
    if (status == WALLET_OK) {
        status = wallet_vault_licence_add(vault, &licence, NULL, NULL);
    }
    for (; status == WALLET_OK && event.at_unix < 9; event.at_unix++) {
        status = wallet_vault_event_add(vault, &event, NULL);
    }

    return status;
}

static enum wallet_status make_and_write(void)
{
    struct wallet_vault *vault = NULL;
    struct wallet_buffer out = { 0 };

    enum wallet_status status = wallet_vault_new(passphrase, sample_cost, &vault, NULL);
    if (status == WALLET_OK) {
        status = fill(vault);
    }
    if (status == WALLET_OK) {
        status = wallet_vault_write(vault, &out, NULL);
    }

    wallet_buffer_clear(&out);
    wallet_vault_free(vault);
    return status;
}

static enum wallet_status open_and_merge(void)
{
    struct wallet_vault *vault = NULL;
    struct wallet_vault *copy = NULL;
    struct wallet_vault_count added;

    enum wallet_status status =
        wallet_vault_open(wallet_buffer_bytes(&file), passphrase, &vault, NULL);
    if (status == WALLET_OK) {
        status = wallet_vault_new(passphrase, sample_cost, &copy, NULL);
    }
    if (status == WALLET_OK) {
        status = wallet_vault_merge(copy, vault, &added, NULL);
    }

    wallet_vault_free(copy);
    wallet_vault_free(vault);
    return status;
}

static enum wallet_status salvage(void)
{
    struct wallet_vault *vault = NULL;
    struct wallet_vault_count lost;

    const enum wallet_status status =
        wallet_vault_salvage(wallet_buffer_bytes(&file), passphrase, &lost, &vault, NULL);
    if (status == WALLET_OK) {
        CHECK_EQUAL(lost.licences + lost.events + lost.keys, 0);
    }

    wallet_vault_free(vault);
    return status;
}

static enum wallet_status write_public(void)
{
    struct wallet_vault *vault = NULL;
    struct wallet_buffer out = { 0 };

    enum wallet_status status =
        wallet_vault_open(wallet_buffer_bytes(&file), passphrase, &vault, NULL);
    if (status == WALLET_OK) {
        status = wallet_vault_key_write_public(vault, vault->keys[0].told.id, &out, NULL);
    }

    wallet_buffer_clear(&out);
    wallet_vault_free(vault);
    return status;
}

TEST(the_vault_survives_every_failing_allocation)
{
    struct wallet_vault *vault = NULL;
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    CHECK_EQUAL(wallet_vault_new(passphrase, sample_cost, &vault, NULL), WALLET_OK);
    CHECK_EQUAL(fill(vault), WALLET_OK);
    CHECK_EQUAL(wallet_vault_write(vault, &file, NULL), WALLET_OK);
    wallet_vault_free(vault);

    fault_each("make_and_write", make_and_write);
    fault_each("open_and_merge", open_and_merge);
    fault_each("salvage", salvage);
    fault_each("write_public", write_public);
    wallet_buffer_clear(&file);
}
