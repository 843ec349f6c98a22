/* SPDX-License-Identifier: Apache-2.0 */
#include "status/source.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"

void wlt_status_source_free(struct wlt_status_source *source)
{
    if (!source) {
        return;
    }

    for (size_t i = 0; i < source->shard_count; i++) {
        wlt_free(source->shards[i].uri);
        wallet_status_list_free(source->shards[i].revoked);
        wallet_status_list_free(source->shards[i].suspended);
    }

    wlt_free(source->shards);
    wlt_free(source->hot);
    wlt_free(source);
}

WLT_DEFINE_AUTO(source, struct wlt_status_source, wlt_status_source_free)

/** Loads one list, holds it against its digest, and reads it. */
static enum wallet_status load_list(
    const struct wlt_status_intake *intake,
    const struct wlt_manifest_list *named,
    struct wlt_status_source *source,
    struct wallet_status_list **out,
    struct wallet_error *error)
{
    struct wlt_status_period period = { 0 };
    struct wallet_bytes token = { 0 };
    uint8_t digest[WLT_SHA256_SIZE];

    enum wallet_status status = intake->loader->load(intake->loader->context, named->name, &token);
    if (status != WALLET_OK) {
        return wlt_fail(
            error, status, WALLET_NO_OFFSET, "the list '%s' could not be loaded", named->name);
    }

    wlt_sha256(token, digest);
    if (!wlt_bytes_equal(named->digest, (struct wallet_bytes){ digest, sizeof digest })) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "'%s' is not the file that the manifest names",
            named->name);
    }

    const struct wlt_status_demand demand = {
        .trust = intake->trust,
        .context = intake->context,
        .issuer = wlt_bytes_of(source->facts.issuer),
        .uri = named->uri,
        .entries_max = WALLET_STATUS_SHARD_ENTRIES,
    };
    status = wlt_status_list_open(token, &demand, out, &period, error);
    if (status == WALLET_OK && period.until_unix < source->until_unix) {
        source->until_unix = period.until_unix;
    }

    return status;
}

static enum wallet_status load_shards(
    const struct wlt_status_intake *intake,
    const struct wlt_manifest *manifest,
    struct wlt_status_source *source,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_manifest_start(manifest);
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < manifest->facts.shard_count && status == WALLET_OK; i++) {
        struct wlt_status_shard *shard = &source->shards[source->shard_count++];
        struct wlt_manifest_shard named;
        wlt_manifest_next(&reader, &named);

        shard->uri = wlt_text_copy(named.revoked.uri);
        if (!shard->uri) {
            return wlt_fail_memory(error);
        }

        status = load_list(intake, &named.revoked, source, &shard->revoked, error);
        if (status == WALLET_OK) {
            status = load_list(intake, &named.suspended, source, &shard->suspended, error);
        }
    }

    return status;
}

enum wallet_status wlt_status_source_load(
    const struct wlt_status_intake *intake,
    const struct wlt_manifest *manifest,
    struct wlt_status_source **out,
    struct wallet_error *error)
{
    WLT_AUTO(source) struct wlt_status_source *source = wlt_alloc(1, sizeof *source);
    if (!source) {
        return wlt_fail_memory(error);
    }

    source->facts = manifest->facts;
    source->until_unix = INT64_MAX;
    source->shards = wlt_alloc(manifest->facts.shard_count + 1, sizeof *source->shards);
    if (!source->shards) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = load_shards(intake, manifest, source, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(source);
    }

    return status;
}
