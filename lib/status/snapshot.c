/* SPDX-License-Identifier: Apache-2.0 */
#include "status/snapshot.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "status/source.h"

#include <string.h>

struct wallet_status_snapshot {
    struct wlt_status_source **sources;
    size_t count;
    size_t capacity;
    struct wlt_published_set published;
};

WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)
WLT_DEFINE_AUTO(published, struct wlt_published, wlt_published_free)

enum wallet_status wallet_status_snapshot_new(
    struct wallet_status_snapshot **out, struct wallet_error *error)
{
    if (!out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_status_snapshot *snapshot = wlt_alloc(1, sizeof *snapshot);
    if (!snapshot) {
        return wlt_fail_memory(error);
    }

    *out = snapshot;
    return WALLET_OK;
}

void wallet_status_snapshot_free(struct wallet_status_snapshot *snapshot)
{
    if (!snapshot) {
        return;
    }

    for (size_t i = 0; i < snapshot->count; i++) {
        wlt_status_source_free(snapshot->sources[i]);
    }

    wlt_published_set_clear(&snapshot->published);
    wlt_free(snapshot->sources);
    wlt_free(snapshot);
}

/** Finds the slot of an issuer; NULL if there is none. */
static struct wlt_status_source **find_source(
    const struct wallet_status_snapshot *snapshot, struct wallet_bytes issuer)
{
    for (size_t i = 0; i < snapshot->count; i++) {
        if (wlt_bytes_are(issuer, snapshot->sources[i]->facts.issuer)) {
            return &snapshot->sources[i];
        }
    }

    return NULL;
}

/** Rollback: what was seen once is never gone back behind. */
static enum wallet_status check_progress(
    const struct wallet_status_manifest *now,
    const struct wallet_status_manifest *seen,
    struct wallet_error *error)
{
    if (!seen || strcmp(now->issuer, seen->issuer) != 0) {
        return WALLET_OK;
    }

    if (now->version < seen->version) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "version %llu is older than version %llu, which was seen before",
            (unsigned long long)now->version,
            (unsigned long long)seen->version);
    }

    if (now->version == seen->version &&
        memcmp(now->digest, seen->digest, sizeof now->digest) != 0) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "another manifest of version %llu was seen before",
            (unsigned long long)now->version);
    }

    return WALLET_OK;
}

static enum wallet_status check_clock(
    int64_t issued_unix, int64_t at_unix, const char *what, struct wallet_error *error)
{
    if (at_unix <= INT64_MAX - WLT_STATUS_CLOCK_LEEWAY &&
        issued_unix > at_unix + WLT_STATUS_CLOCK_LEEWAY) {
        return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s is from the future", what);
    }

    return WALLET_OK;
}

static bool reserve_one(struct wallet_status_snapshot *snapshot)
{
    if (snapshot->count < snapshot->capacity) {
        return true;
    }

    const size_t capacity = snapshot->capacity > 0 ? 2 * snapshot->capacity : 1;
    struct wlt_status_source **sources = wlt_alloc(capacity, sizeof(struct wlt_status_source *));
    if (!sources) {
        return false;
    }

    for (size_t i = 0; i < snapshot->count; i++) {
        sources[i] = snapshot->sources[i];
    }

    wlt_free(snapshot->sources);
    snapshot->sources = sources;
    snapshot->capacity = capacity;
    return true;
}

static enum wallet_status add(
    struct wallet_status_snapshot *snapshot,
    const struct wlt_status_intake *intake,
    const struct wlt_manifest *manifest,
    struct wallet_error *error)
{
    struct wlt_status_source **old = find_source(snapshot, wlt_bytes_of(manifest->facts.issuer));
    enum wallet_status status =
        check_progress(&manifest->facts, old ? &(*old)->facts : NULL, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!old && !reserve_one(snapshot)) {
        return wlt_fail_memory(error);
    }

    struct wlt_status_source *source = NULL;
    status = wlt_status_source_load(intake, manifest, &source, error);
    if (status == WALLET_OK && old) {
        wlt_status_source_free(*old);
        *old = source;
    } else if (status == WALLET_OK) {
        snapshot->sources[snapshot->count++] = source;
    }

    return status;
}

enum wallet_status wallet_status_snapshot_add(
    struct wallet_status_snapshot *snapshot,
    struct wallet_bytes manifest,
    const struct wallet_trust *trust,
    const struct wallet_status_manifest *seen,
    int64_t at_unix,
    const struct wallet_status_loader *loader,
    struct wallet_error *error)
{
    WLT_AUTO(context) struct wlt_check_context *check = NULL;
    struct wlt_manifest opened;

    if (!snapshot || !trust || !loader || !loader->load || (!manifest.data && manifest.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_check_context_new(&check, error);
    status =
        status == WALLET_OK ? wlt_manifest_open(manifest, trust, check, &opened, error) : status;
    status = status == WALLET_OK ? check_progress(&opened.facts, seen, error) : status;
    if (status == WALLET_OK) {
        status = check_clock(opened.facts.issued_unix, at_unix, "the manifest", error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_status_intake intake = { loader, trust, check };
    return add(snapshot, &intake, &opened, error);
}

static enum wallet_status check_hot(
    const struct wlt_hot *hot, struct wlt_status_source **source, struct wallet_error *error)
{
    if (!source) {
        return wlt_fail(
            error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "there is no manifest of its issuer");
    }

    if (hot->head.version < (*source)->facts.version) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is older than the manifest");
    }

    if ((*source)->hot && hot->head.version < (*source)->hot->head.version) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is older than the hot list there is");
    }

    return WALLET_OK;
}

enum wallet_status wallet_status_snapshot_add_hot(
    struct wallet_status_snapshot *snapshot,
    struct wallet_bytes hot_list,
    const struct wallet_trust *trust,
    char out_issuer[WALLET_ISSUER_SIZE],
    struct wallet_error *error)
{
    WLT_AUTO(context) struct wlt_check_context *check = NULL;

    if (!snapshot || !trust || (!hot_list.data && hot_list.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wlt_hot *hot = wlt_alloc(1, sizeof *hot);
    if (!hot) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = wlt_check_context_new(&check, error);
    status = status == WALLET_OK ? wlt_hot_open(hot_list, trust, check, hot, error) : status;
    struct wlt_status_source **source =
        status == WALLET_OK ? find_source(snapshot, hot->head.issuer) : NULL;
    status = status == WALLET_OK ? check_hot(hot, source, error) : status;
    if (status != WALLET_OK) {
        wlt_free(hot);
        return status;
    }

    hot->head.issuer = wlt_bytes_of((*source)->facts.issuer); /* the list's own bytes will go */
    hot->head.content = (struct wallet_bytes){ 0 };
    wlt_free((*source)->hot);
    (*source)->hot = hot;
    if (out_issuer) {
        memcpy(out_issuer, (*source)->facts.issuer, WALLET_ISSUER_SIZE);
    }

    return WALLET_OK;
}

enum wallet_status wallet_status_snapshot_add_list(
    struct wallet_status_snapshot *snapshot,
    struct wallet_bytes token,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_status_list_facts *out_facts,
    struct wallet_error *error)
{
    WLT_AUTO(published) struct wlt_published *published = NULL;

    if (!snapshot || !trust || (!token.data && token.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_published_open(token, trust, &published, error);
    if (status == WALLET_OK) {
        status = check_clock(published->period.issued_unix, at_unix, "the list", error);
    }

    if (status == WALLET_OK) {
        status = wlt_published_set_add(&snapshot->published, published, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_published *added = WLT_TAKE(published);
    if (out_facts) {
        wlt_published_describe(added, out_facts);
    }

    return WALLET_OK;
}

const struct wlt_published_set *wlt_status_snapshot_published(
    const struct wallet_status_snapshot *snapshot)
{
    return &snapshot->published;
}

size_t wallet_status_snapshot_count(const struct wallet_status_snapshot *snapshot)
{
    return snapshot->count;
}

bool wallet_status_snapshot_age(
    const struct wallet_status_snapshot *snapshot,
    const char *issuer,
    uint64_t *out_version,
    int64_t *out_unix)
{
    struct wlt_status_source **source = find_source(snapshot, wlt_bytes_of(issuer));
    if (!source) {
        return false;
    }

    *out_version = (*source)->facts.version;
    *out_unix = (*source)->facts.issued_unix;
    return true;
}

/** The position of the shard with this URI, in their ascending order; the count if there is none. */
static size_t find_shard(const struct wlt_status_source *source, struct wallet_bytes uri)
{
    size_t low = 0;
    size_t high = source->shard_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (wlt_manifest_order(wlt_bytes_of(source->shards[middle].uri), uri) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low < source->shard_count && wlt_bytes_are(uri, source->shards[low].uri)
               ? low
               : source->shard_count;
}

static unsigned suspended_value(const struct wallet_status_list *suspended, uint64_t index)
{
    if (index >= wallet_status_list_count(suspended)) {
        return WALLET_STATUS_VALID;
    }

    return wlt_status_list_value(suspended, (size_t)index) != WALLET_STATUS_VALID
               ? WALLET_STATUS_SUSPENDED
               : WALLET_STATUS_VALID;
}

/** What is worse counts: revoked, then suspended, by whichever list. */
static unsigned value_at(const struct wlt_status_source *source, size_t position, uint64_t index)
{
    const struct wlt_status_shard *shard = &source->shards[position];
    const enum wallet_status_value urgent =
        source->hot ? wlt_hot_find(source->hot, position, index) : WALLET_STATUS_VALID;
    const unsigned listed = wlt_status_list_value(shard->revoked, (size_t)index);

    if (urgent == WALLET_STATUS_INVALID || listed != WALLET_STATUS_VALID) {
        return urgent == WALLET_STATUS_INVALID ? WALLET_STATUS_INVALID : listed;
    }

    return urgent == WALLET_STATUS_SUSPENDED ? WALLET_STATUS_SUSPENDED
                                             : suspended_value(shard->suspended, index);
}

enum wallet_status wlt_status_snapshot_find(
    const struct wallet_status_snapshot *snapshot,
    struct wallet_bytes issuer,
    struct wallet_bytes uri,
    uint64_t index,
    struct wlt_status_answer *out)
{
    struct wlt_status_source **source = find_source(snapshot, issuer);
    const size_t position = source ? find_shard(*source, uri) : 0;
    if (!source || position == (*source)->shard_count) {
        return WALLET_ERR_UNKNOWN;
    }

    if (index >= wallet_status_list_count((*source)->shards[position].revoked)) {
        return WALLET_ERR_REFUSED;
    }

    *out = (struct wlt_status_answer){
        .value = value_at(*source, position, index),
        .issued_unix = (*source)->facts.issued_unix,
        .fresh_seconds = INT64_MAX,
        .until_unix = (*source)->until_unix,
    };
    return WALLET_OK;
}
