/* SPDX-License-Identifier: Apache-2.0 */
#include "status/register.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"

#include <stdio.h>
#include <string.h>

enum {
    DRAWS_MAX = 64,
    FIRST_CAPACITY = 64,
};

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static bool is_base_uri(const char *uri)
{
    const size_t size = strlen(uri);
    bool fits = size > 0 && size <= WLT_REGISTER_URI_MAX && uri[size - 1] != '/';

    for (size_t i = 0; i < size && fits; i++) {
        fits = uri[i] > ' ' && uri[i] <= '~';
    }

    return fits;
}

enum wallet_status wallet_status_register_new(
    const char *uri, struct wallet_status_register **out, struct wallet_error *error)
{
    if (!uri || !out) {
        return fail_null(error);
    }

    if (!is_base_uri(uri)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "the URI must be ASCII without blanks, and not end in '/'");
    }

    struct wallet_status_register *reg = wlt_alloc(1, sizeof *reg);
    if (!reg) {
        return wlt_fail_memory(error);
    }

    (void)snprintf(reg->uri, sizeof reg->uri, "%s", uri);
    *out = reg;
    return WALLET_OK;
}

void wallet_status_register_free(struct wallet_status_register *reg)
{
    if (!reg) {
        return;
    }

    for (size_t i = 0; i < reg->shard_count; i++) {
        wlt_free(reg->shards[i]->taken);
        wlt_free(reg->shards[i]);
    }

    for (size_t i = 0; i < reg->count; i++) {
        wlt_free(reg->entries[i].note);
    }

    wlt_free(reg->shards);
    wlt_free(reg->entries);
    wlt_free(reg);
}

/** An array of twice as many elements with the old ones in it; NULL when out of memory. */
static void *grown(const void *old, size_t count, size_t capacity, size_t size)
{
    void *memory = wlt_alloc(capacity, size);
    if (memory && count > 0) {
        memcpy(memory, old, count * size);
    }

    return memory;
}

static bool reserve_shard(struct wallet_status_register *reg)
{
    if (reg->shard_count < reg->shard_capacity) {
        return true;
    }

    const size_t capacity = reg->shard_capacity > 0 ? 2 * reg->shard_capacity : 1;
    struct wlt_register_shard **shards =
        grown(reg->shards, reg->shard_count, capacity, sizeof(struct wlt_register_shard *));
    if (!shards) {
        return false;
    }

    wlt_free(reg->shards);
    reg->shards = shards;
    reg->shard_capacity = capacity;
    return true;
}

enum wallet_status wlt_register_open_shard(
    struct wallet_status_register *reg, struct wallet_error *error)
{
    if (reg->shard_count >= WALLET_STATUS_SHARD_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "the register is full");
    }

    struct wlt_register_shard *shard = wlt_alloc(1, sizeof *shard);
    uint8_t *taken = wlt_alloc(1, WLT_REGISTER_SHARD_SIZE);
    if (!shard || !taken || !reserve_shard(reg)) {
        wlt_free(shard);
        wlt_free(taken);
        return wlt_fail_memory(error);
    }

    shard->taken = taken;
    const size_t number = reg->shard_count;
    (void)snprintf(shard->uri, sizeof shard->uri, "%s/%04zu.cwt", reg->uri, number);
    (void)snprintf(
        shard->suspended_uri,
        sizeof shard->suspended_uri,
        "%s/%04zu-suspended.cwt",
        reg->uri,
        number);
    reg->shards[reg->shard_count++] = shard;
    return WALLET_OK;
}

enum wallet_status wlt_register_append(
    struct wallet_status_register *reg,
    const struct wlt_register_entry *entry,
    struct wallet_error *error)
{
    if (reg->count == reg->capacity) {
        const size_t capacity = reg->capacity > 0 ? 2 * reg->capacity : FIRST_CAPACITY;
        struct wlt_register_entry *entries =
            grown(reg->entries, reg->count, capacity, sizeof *entries);
        if (!entries) {
            return wlt_fail_memory(error);
        }

        wlt_free(reg->entries);
        reg->entries = entries;
        reg->capacity = capacity;
    }

    struct wlt_register_shard *shard = reg->shards[entry->shard];
    wlt_register_set_bit(shard->taken, entry->index);
    shard->taken_count++;
    reg->entries[reg->count++] = *entry;
    return WALLET_OK;
}

/**
 * A free index of a shard that has one.  All are equally likely, so that an index tells nothing of
 * when and for whom it was drawn; in an almost full shard the next free one will do.
 */
static uint32_t draw_index(const struct wlt_register_shard *shard)
{
    uint32_t index = 0;

    for (int i = 0; i < DRAWS_MAX; i++) {
        wlt_random(&index, sizeof index);
        index %= WALLET_STATUS_SHARD_ENTRIES; /* a power of two: none is favoured */
        if (!wlt_register_has_bit(shard->taken, index)) {
            return index;
        }
    }

    while (wlt_register_has_bit(shard->taken, index)) {
        index = (index + 1) % WALLET_STATUS_SHARD_ENTRIES;
    }

    return index;
}

enum wallet_status wallet_status_register_draw(
    struct wallet_status_register *reg,
    int64_t at_unix,
    struct wallet_status_place *out,
    struct wallet_error *error)
{
    if (!reg || !out) {
        return fail_null(error);
    }

    if (reg->shard_count == 0 ||
        reg->shards[reg->shard_count - 1]->taken_count == WALLET_STATUS_SHARD_ENTRIES) {
        const enum wallet_status status = wlt_register_open_shard(reg, error);
        if (status != WALLET_OK) {
            return status;
        }
    }

    const size_t last = reg->shard_count - 1;
    const struct wlt_register_entry entry = {
        .shard = (uint32_t)last,
        .index = draw_index(reg->shards[last]),
        .state = WALLET_STATE_VALID,
        .changed_unix = at_unix,
    };
    const enum wallet_status status = wlt_register_append(reg, &entry, error);
    if (status == WALLET_OK) {
        *out = (struct wallet_status_place){ reg->shards[last]->uri, entry.index };
    }

    return status;
}

enum wallet_status wallet_status_register_enter(
    struct wallet_status_register *reg, const char *identifier, struct wallet_error *error)
{
    struct wallet_identifier parts;

    if (!reg || !identifier) {
        return fail_null(error);
    }

    if (reg->count == 0 || reg->entries[reg->count - 1].identifier[0] != '\0') {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "no place was drawn for a licence");
    }

    const struct wallet_bytes text = wlt_bytes_of(identifier);
    if (text.size >= WALLET_IDENTIFIER_SIZE ||
        wallet_identifier_parse(text, &parts) != WALLET_FINDING_NONE) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "that is no identifier of a licence");
    }

    memcpy(reg->entries[reg->count - 1].identifier, identifier, text.size + 1);
    return WALLET_OK;
}

const char *wallet_status_register_uri(const struct wallet_status_register *reg)
{
    return reg->uri;
}

uint64_t wallet_status_register_version(const struct wallet_status_register *reg)
{
    return reg->version;
}

size_t wallet_status_register_shard_count(const struct wallet_status_register *reg)
{
    return reg->shard_count;
}

size_t wallet_status_register_count(const struct wallet_status_register *reg)
{
    return reg->count;
}

void wallet_status_register_at(
    const struct wallet_status_register *reg, size_t index, struct wallet_status_entry *out)
{
    const struct wlt_register_entry *entry = &reg->entries[index];

    *out = (struct wallet_status_entry){
        .identifier = entry->identifier,
        .place = { reg->shards[entry->shard]->uri, entry->index },
        .state = entry->state,
        .note = entry->note ? entry->note : "",
        .changed_unix = entry->changed_unix,
    };
}
