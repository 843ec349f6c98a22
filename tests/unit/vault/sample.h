/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_VAULT_SAMPLE_H
#define WALLET_TEST_VAULT_SAMPLE_H

#include "crypto/secret.h"
#include "test.h"
#include "vault/vault.h"

#include <string.h>

/*
 * A small vault: one key with a known seed, two licences, three events.  Its cost is the least there
 * is: a test must not wait for Argon2id.
 */

#define SAMPLE_PASSPHRASE "correct horse"
#define SAMPLE_NOW        1795420800 /* 2026-11-23T08:00:00Z */

static const struct wallet_vault_cost sample_cost = { 1, 8 };

/** The seed's bytes, made where they are wanted: a test looks for copies of them in its memory. */
static inline void sample_seed(uint8_t out[WLT_ED25519_SEED_SIZE])
{
    for (unsigned i = 0; i < WLT_ED25519_SEED_SIZE; i++) {
        out[i] = (uint8_t)(0xa5 ^ (i * 31 + 7));
    }
}

static inline void sample_add_key(struct wallet_vault *vault)
{
    uint8_t *seed = wlt_secret_alloc(WLT_ED25519_SEED_SIZE);

    sample_seed(seed);
    CHECK_EQUAL(wlt_vault_take_key(vault, seed, SAMPLE_NOW, NULL), WALLET_OK);
    wlt_secret_free(seed);
}

/** A licence that nobody verified; bound to the first key, or printed. */
static inline struct wallet_vault_licence sample_licence(
    const struct wallet_vault *vault, const char *content, bool is_bound)
{
    struct wallet_vault_licence licence = {
        .content = test_text(content),
        .added_unix = SAMPLE_NOW + 1,
        .is_bound = is_bound,
        .until_unix = is_bound ? SAMPLE_NOW + 86400 : 0,
        .label = test_text("我的证"),
        .origin = test_text("card.png"),
        .type = test_text("11100000000013127D001"),
        .issuer = test_text("11360500000000019F"),
        .name_zh = test_text("新余市某局"),
        .name_en = test_text("Example Bureau"),
        .identifier = test_text("1.2.156.3005.2"),
    };
    struct wallet_vault_key key;

    if (is_bound && wallet_vault_key_at(vault, 0, &key)) {
        memcpy(licence.key_id, key.id, sizeof licence.key_id);
    }

    return licence;
}

static inline void sample_add_licence(
    struct wallet_vault *vault, const char *content, bool is_bound)
{
    const struct wallet_vault_licence licence = sample_licence(vault, content, is_bound);
    CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, NULL, NULL), WALLET_OK);
}

static inline void sample_add_event(
    struct wallet_vault *vault, enum wallet_vault_act act, int64_t at_unix)
{
    const struct wallet_bytes fields[] = { test_text("name"), test_text("members[0].name") };
    const struct wallet_vault_shown shown[] = {
        { .licence = { 1, 2, 3 },
          .type = test_text("id-card"),
          .fields = fields,
          .field_count = 2 },
        { .licence = { 9 }, .type = test_text("household-register"), .field_count = 0 },
    };
    const struct wallet_vault_event event = {
        .act = act,
        .at_unix = at_unix,
        .to = test_text("11360500000000019F"),
        .to_name = test_text("综合窗口"),
        .matter = test_text("开办餐馆"),
        .note = test_text("two of them"),
        .shown = shown,
        .shown_count = 2,
    };

    CHECK_EQUAL(wallet_vault_event_add(vault, &event, NULL), WALLET_OK);
}

/** An empty vault under the sample's passphrase. */
static inline struct wallet_vault *sample_empty(void)
{
    struct wallet_vault *vault = NULL;

    CHECK_EQUAL(
        wallet_vault_new(test_text(SAMPLE_PASSPHRASE), sample_cost, &vault, NULL), WALLET_OK);
    return vault;
}

static inline struct wallet_vault *sample_vault(void)
{
    struct wallet_vault *vault = sample_empty();

    sample_add_key(vault);
    sample_add_licence(vault, "a licence", true);
    sample_add_licence(vault, "another one", false);
    sample_add_event(vault, WALLET_VAULT_ADDED, SAMPLE_NOW + 1);
    sample_add_event(vault, WALLET_VAULT_SHOWN, SAMPLE_NOW + 2);
    sample_add_event(vault, WALLET_VAULT_ANSWERED, SAMPLE_NOW + 3);
    return vault;
}

/** The vault's next file; lives until the test ends. */
static inline struct wallet_bytes sample_write(struct wallet_vault *vault)
{
    struct wallet_buffer file = { 0 };

    CHECK_EQUAL(wallet_vault_write(vault, &file, NULL), WALLET_OK);
    uint8_t *copy = test_memory(file.size);
    memcpy(copy, file.data, file.size);
    const struct wallet_bytes bytes = { copy, file.size };
    wallet_buffer_clear(&file);
    return bytes;
}

/** The file of a sample that is gone. */
static inline struct wallet_bytes sample_file(void)
{
    struct wallet_vault *vault = sample_vault();
    const struct wallet_bytes file = sample_write(vault);

    wallet_vault_free(vault);
    return file;
}

/** Opens under the sample's passphrase; fails the test where it cannot. */
static inline struct wallet_vault *sample_open(struct wallet_bytes file)
{
    struct wallet_vault *vault = NULL;

    CHECK_EQUAL(wallet_vault_open(file, test_text(SAMPLE_PASSPHRASE), &vault, NULL), WALLET_OK);
    return vault;
}

/** What opening under the sample's passphrase says. */
static inline enum wallet_status sample_try(struct wallet_bytes file)
{
    struct wallet_vault *vault = NULL;
    const enum wallet_status status =
        wallet_vault_open(file, test_text(SAMPLE_PASSPHRASE), &vault, NULL);

    wallet_vault_free(vault);
    return status;
}

/** A copy that may be spoilt; lives until the test ends. */
static inline uint8_t *sample_copy(struct wallet_bytes file)
{
    uint8_t *copy = test_memory(file.size);

    memcpy(copy, file.data, file.size);
    return copy;
}

#endif
