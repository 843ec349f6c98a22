/* SPDX-License-Identifier: Apache-2.0 */

/* What an agency knows, signed for everybody. */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "status/hot.h"
#include "status/list.h"
#include "status/manifest.h"
#include "status/register.h"

#include <string.h>

enum {
    SHARD_PARTS = 4, /* of the manifest */
};

static const int64_t last_time = 253402300799; /* 9999-12-31T23:59:59Z */

/** A publication under way. */
struct publication {
    const struct wallet_status_register *reg;
    const struct wallet_signer *signer;
    struct wlt_status_head head;
    const struct wallet_status_taker *taker;
    uint8_t *bits;               /* of one list, made anew for each */
    struct wallet_buffer token;  /* the last that was signed */
    struct wallet_buffer shards; /* the content of the manifest */
};

static enum wallet_status hand_over(
    struct publication *publication, const char *name, struct wallet_error *error)
{
    const enum wallet_status status = publication->taker->take(
        publication->taker->context, name, wallet_buffer_bytes(&publication->token));
    return status == WALLET_OK
               ? WALLET_OK
               : wlt_fail(error, status, WALLET_NO_OFFSET, "'%s' could not be taken", name);
}

/** Signs one list of a shard, hands it over, and names it in the manifest. */
static enum wallet_status publish_list(
    struct publication *publication,
    size_t shard,
    const char *uri,
    enum wallet_status_value value,
    struct wallet_error *error)
{
    const struct wallet_status_register *reg = publication->reg;

    memset(publication->bits, 0, WLT_REGISTER_SHARD_SIZE);
    for (size_t i = 0; i < reg->count; i++) {
        const struct wlt_register_entry *entry = &reg->entries[i];
        if (entry->shard == shard && wlt_register_value(entry->state) == value) {
            wlt_register_set_bit(publication->bits, entry->index);
        }
    }

    const struct wallet_bytes bits = { publication->bits, WLT_REGISTER_SHARD_SIZE };
    enum wallet_status status = wlt_status_list_sign(
        publication->signer, uri, bits, publication->head.issued_unix, &publication->token, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_writer writer = wlt_writer_start(&publication->shards);
    wlt_manifest_write_list(&writer, uri, wallet_buffer_bytes(&publication->token));
    status = wlt_writer_status(&writer, error);
    return status == WALLET_OK ? hand_over(publication, uri + strlen(reg->uri) + 1, error) : status;
}

static enum wallet_status publish_shards(
    struct publication *publication, struct wallet_error *error)
{
    const struct wallet_status_register *reg = publication->reg;
    struct wlt_writer writer = wlt_writer_start(&publication->shards);
    enum wallet_status status = WALLET_OK;

    wlt_write_array(&writer, reg->shard_count);
    for (size_t i = 0; i < reg->shard_count && status == WALLET_OK; i++) {
        const struct wlt_register_shard *shard = reg->shards[i];
        wlt_write_array(&writer, SHARD_PARTS);
        status = publish_list(publication, i, shard->uri, WALLET_STATUS_INVALID, error);
        if (status == WALLET_OK) {
            status =
                publish_list(publication, i, shard->suspended_uri, WALLET_STATUS_SUSPENDED, error);
        }
    }

    return status == WALLET_OK ? wlt_writer_status(&writer, error) : status;
}

/** The latest changes, kept in their order while they are gathered. */
struct latest {
    const struct wlt_register_entry *entries[WALLET_STATUS_HOT_MAX];
    size_t count;
};

/** Puts a change in its place, the latest first; the earliest falls out where there is no room. */
static void offer(struct latest *latest, const struct wlt_register_entry *entry)
{
    size_t place = latest->count;
    while (place > 0 && latest->entries[place - 1]->changed_unix < entry->changed_unix) {
        place--;
    }

    if (place == WALLET_STATUS_HOT_MAX) {
        return;
    }

    latest->count += latest->count < WALLET_STATUS_HOT_MAX;
    for (size_t i = latest->count - 1; i > place; i--) {
        latest->entries[i] = latest->entries[i - 1];
    }

    latest->entries[place] = entry;
}

static enum wallet_status publish_hot(
    struct publication *publication, int64_t since_unix, struct wallet_error *error)
{
    struct latest latest = { .count = 0 };
    struct wlt_hot hot = { .head = publication->head };

    for (size_t i = 0; i < publication->reg->count; i++) {
        const struct wlt_register_entry *entry = &publication->reg->entries[i];
        if (entry->state != WALLET_STATE_VALID && entry->changed_unix >= since_unix) {
            offer(&latest, entry);
        }
    }

    for (size_t i = 0; i < latest.count; i++) {
        const struct wlt_register_entry *entry = latest.entries[i];
        hot.entries[hot.count++] = (struct wlt_hot_entry){
            entry->shard,
            entry->index,
            wlt_register_value(entry->state),
        };
    }

    const enum wallet_status status =
        wlt_hot_sign(publication->signer, &hot, &publication->token, error);
    return status == WALLET_OK ? hand_over(publication, WALLET_STATUS_HOT_NAME, error) : status;
}

static enum wallet_status publish_manifest(
    struct publication *publication, struct wallet_error *error)
{
    publication->head.content = wallet_buffer_bytes(&publication->shards);

    const enum wallet_status status = wlt_status_head_sign(
        publication->signer,
        WLT_TYP_STATUS_MANIFEST,
        &publication->head,
        &publication->token,
        error);
    return status == WALLET_OK ? hand_over(publication, WALLET_STATUS_MANIFEST_NAME, error)
                               : status;
}

static enum wallet_status publish_all(
    struct publication *publication, int64_t hot_since_unix, struct wallet_error *error)
{
    publication->bits = wlt_alloc(1, WLT_REGISTER_SHARD_SIZE);
    if (!publication->bits) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = publish_shards(publication, error);
    status = status == WALLET_OK ? publish_hot(publication, hot_since_unix, error) : status;
    return status == WALLET_OK ? publish_manifest(publication, error) : status;
}

enum wallet_status wallet_status_register_publish(
    struct wallet_status_register *reg,
    const struct wallet_signer *signer,
    const char *issuer,
    int64_t at_unix,
    int64_t hot_since_unix,
    const struct wallet_status_taker *taker,
    struct wallet_error *error)
{
    if (!reg || !signer || !signer->sign || !taker || !taker->take) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const struct wallet_bytes name = wlt_bytes_of(issuer ? issuer : signer->issuer);
    if (at_unix < 0 || at_unix > last_time || name.size != WALLET_ISSUER_SIZE - 1) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "no time, or an issuer that is no USCC");
    }

    struct publication publication = {
        .reg = reg,
        .signer = signer,
        .head = { .issuer = name, .issued_unix = at_unix, .version = reg->version + 1 },
        .taker = taker,
    };
    const enum wallet_status status = publish_all(&publication, hot_since_unix, error);
    wlt_free(publication.bits);
    wallet_buffer_clear(&publication.token);
    wallet_buffer_clear(&publication.shards);
    if (status == WALLET_OK) {
        reg->version++;
    }

    return status;
}
