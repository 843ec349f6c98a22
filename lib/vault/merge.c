/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "vault/vault.h"

#include <string.h>

static enum wallet_status copy(
    const struct wallet_buffer *from, struct wallet_buffer *out, struct wallet_error *error)
{
    return wlt_buffer_append(out, wallet_buffer_bytes(from)) ? WALLET_OK : wlt_fail_memory(error);
}

static bool has_licence(const struct wallet_vault *vault, const uint8_t id[WALLET_DIGEST_SIZE])
{
    for (size_t i = 0; i < vault->licence_count; i++) {
        if (memcmp(vault->licences[i].view.id, id, WALLET_DIGEST_SIZE) == 0) {
            return true;
        }
    }

    return false;
}

/** The first event that is no earlier: they are sorted by time. */
static size_t find_time(const struct wallet_vault *vault, int64_t at_unix)
{
    size_t low = 0;

    for (size_t high = vault->event_count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (vault->events[middle].view.at_unix < at_unix) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low;
}

/** How many of a vault's first `end` events are the same. */
static size_t count_same(
    const struct wallet_vault *vault, size_t end, const struct wlt_vault_event *event)
{
    const struct wallet_bytes wanted = wallet_buffer_bytes(&event->encoded);
    const int64_t at_unix = event->view.at_unix;
    size_t count = 0;

    for (size_t i = find_time(vault, at_unix); i < end && vault->events[i].view.at_unix == at_unix;
         i++) {
        count += wlt_bytes_equal(wallet_buffer_bytes(&vault->events[i].encoded), wanted);
    }

    return count;
}

static struct wallet_vault_count count_new(
    const struct wallet_vault *vault, const struct wallet_vault *from)
{
    struct wallet_vault_count count = { 0 };

    for (size_t i = 0; i < from->key_count; i++) {
        count.keys += !wlt_vault_find_key(vault, from->keys[i].told.id);
    }

    for (size_t i = 0; i < from->licence_count; i++) {
        count.licences += !has_licence(vault, from->licences[i].view.id);
    }

    return count;
}

static enum wallet_status merge_keys(
    struct wallet_vault *vault, const struct wallet_vault *from, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < from->key_count; i++) {
        const struct wlt_vault_key *key = &from->keys[i];
        if (!wlt_vault_find_key(vault, key->told.id)) {
            status = wlt_vault_take_key(vault, key->secret, key->told.made_unix, error);
        }
    }

    return status;
}

static enum wallet_status merge_licences(
    struct wallet_vault *vault, const struct wallet_vault *from, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < from->licence_count; i++) {
        struct wallet_buffer encoded = { 0 };
        if (!has_licence(vault, from->licences[i].view.id)) {
            status = copy(&from->licences[i].encoded, &encoded, error);
            status = status == WALLET_OK ? wlt_vault_take_licence(vault, &encoded, error) : status;
        }

        wallet_buffer_clear(&encoded);
    }

    return status;
}

static enum wallet_status merge_events(
    struct wallet_vault *vault,
    const struct wallet_vault *from,
    size_t *out_added,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;
    size_t added = 0;

    for (size_t i = 0; status == WALLET_OK && i < from->event_count; i++) {
        struct wallet_buffer encoded = { 0 };
        /* The same can happen twice in a second: it is new if there are fewer of it here. */
        const struct wlt_vault_event *event = &from->events[i];
        if (count_same(vault, vault->event_count, event) < count_same(from, i + 1, event)) {
            status = copy(&event->encoded, &encoded, error);
            status = status == WALLET_OK ? wlt_vault_take_event(vault, &encoded, error) : status;
            added++;
        }

        wallet_buffer_clear(&encoded);
    }

    *out_added = added;
    return status;
}

enum wallet_status wallet_vault_merge(
    struct wallet_vault *vault,
    const struct wallet_vault *from,
    struct wallet_vault_count *out_added,
    struct wallet_error *error)
{
    if (!vault || !from || !out_added) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_vault_count added = count_new(vault, from);
    if (added.keys > WALLET_VAULT_KEY_MAX - vault->key_count ||
        added.licences > WALLET_VAULT_LICENCE_MAX - vault->licence_count) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "both together are more than a vault holds");
    }

    enum wallet_status status = merge_keys(vault, from, error);
    if (status == WALLET_OK) {
        status = merge_licences(vault, from, error);
    }

    if (status == WALLET_OK) {
        status = merge_events(vault, from, &added.events, error);
    }

    if (status == WALLET_OK) {
        *out_added = added;
    }

    return status;
}
