/* SPDX-License-Identifier: Apache-2.0 */
#include "publication.h"

#include "base/buffer.h"
#include "cbor/writer.h"
#include "crypto/digest.h"
#include "status/manifest.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHARD_BYTES = WALLET_STATUS_SHARD_ENTRIES / 8,
    SHARD_PARTS = 4,
};

static void demand(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "bench: %s failed\n", what);
        exit(EXIT_FAILURE);
    }
}

void publication_name(size_t shard, bool is_twin, char out[WALLET_STATUS_URI_MAX])
{
    (void)snprintf(
        out,
        WALLET_STATUS_URI_MAX,
        "https://status.example/xinyu/%04zu%s.cwt",
        shard,
        is_twin ? "-suspended" : "");
}

uint32_t publication_draw(void)
{
    uint32_t number = 0;
    wlt_random(&number, sizeof number);
    return number;
}

static void revoke_some(uint8_t *bits)
{
    memset(bits, 0, SHARD_BYTES);
    for (int i = 0; i < WALLET_STATUS_SHARD_ENTRIES / REVOKED_OF; i++) {
        const uint32_t index = publication_draw() % WALLET_STATUS_SHARD_ENTRIES;
        bits[index / 8] = (uint8_t)(bits[index / 8] | 1U << (index % 8));
    }
}

static void sign_list(
    const struct publication *publication,
    const char *uri,
    const uint8_t *bits,
    struct wallet_buffer *out)
{
    demand(
        wlt_status_list_sign(
            &publication->agency.signer,
            uri,
            (struct wallet_bytes){ bits, SHARD_BYTES },
            AGENCY_NOW,
            out,
            NULL) == WALLET_OK,
        "signing a list");
}

static void publish(struct publication *publication)
{
    static uint8_t bits[SHARD_BYTES];
    static uint8_t none[SHARD_BYTES];
    struct wallet_buffer content = { 0 };
    struct wlt_writer writer = wlt_writer_start(&content);

    wlt_write_array(&writer, publication->shard_count);
    for (size_t i = 0; i < publication->shard_count; i++) {
        char uri[WALLET_STATUS_URI_MAX];
        char twin[WALLET_STATUS_URI_MAX];
        publication_name(i, false, uri);
        publication_name(i, true, twin);
        revoke_some(bits);
        sign_list(publication, uri, bits, &publication->revoked[i]);
        sign_list(publication, twin, none, &publication->suspended[i]);
        wlt_write_array(&writer, SHARD_PARTS);
        wlt_manifest_write_list(&writer, uri, wallet_buffer_bytes(&publication->revoked[i]));
        wlt_manifest_write_list(&writer, twin, wallet_buffer_bytes(&publication->suspended[i]));
    }

    const struct wlt_status_head head = { .issuer = test_text(AGENCY_ISSUER),
                                          .issued_unix = AGENCY_NOW,
                                          .version = 1,
                                          .content = wallet_buffer_bytes(&content) };
    demand(
        wlt_status_head_sign(
            &publication->agency.signer,
            WLT_TYP_STATUS_MANIFEST,
            &head,
            &publication->manifest,
            NULL) == WALLET_OK,
        "signing the manifest");
    wallet_buffer_clear(&content);
}

static enum wallet_status load(void *context, const char *name, struct wallet_bytes *out)
{
    const struct publication *publication = context;
    const size_t shard = (size_t)strtoul(name, NULL, 10);

    *out = wallet_buffer_bytes(
        strstr(name, "suspended") ? &publication->suspended[shard] : &publication->revoked[shard]);
    return WALLET_OK;
}

struct wallet_status_snapshot *publication_load(struct publication *publication)
{
    struct wallet_status_snapshot *snapshot = NULL;

    demand(wallet_status_snapshot_new(&snapshot, NULL) == WALLET_OK, "memory");
    demand(
        wallet_status_snapshot_add(
            snapshot,
            wallet_buffer_bytes(&publication->manifest),
            publication->agency.trust,
            NULL,
            AGENCY_NOW,
            &(struct wallet_status_loader){ load, publication },
            NULL) == WALLET_OK,
        "loading");
    return snapshot;
}

void publication_open(
    struct publication *publication, enum wallet_algorithm algorithm, size_t shard_count)
{
    *publication = (struct publication){ .shard_count = shard_count };
    agency_open(&publication->agency, algorithm);
    publish(publication);
}

void publication_close(struct publication *publication)
{
    for (size_t i = 0; i < publication->shard_count; i++) {
        wallet_buffer_clear(&publication->revoked[i]);
        wallet_buffer_clear(&publication->suspended[i]);
    }

    wallet_buffer_clear(&publication->manifest);
    agency_close(&publication->agency);
}
