/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/package.h"

#include <stdio.h>
#include <string.h>

enum {
    KEPT_MAX = 2 * WALLET_CASE_LICENCE_MAX, /* an original and a ground of each licence */
};

/** The files of a package on their way into it; clear with packing_clear(). */
struct packing {
    struct wallet_bundle_file *files;
    size_t count;
    char (*names)[WLT_PACKAGE_NAME_SIZE]; /* one for each of our own files */
    size_t name_count;
    struct wallet_buffer kept[KEPT_MAX]; /* what is borrowed of the database */
    size_t kept_count;
};

static void packing_clear(struct packing *packing)
{
    for (size_t i = 0; i < packing->kept_count; i++) {
        wallet_buffer_clear(&packing->kept[i]);
    }

    wlt_free(packing->names);
    wlt_free(packing->files);
}

static enum wallet_status make_room(
    struct packing *packing, size_t others, size_t acts, struct wallet_error *error)
{
    const size_t ours = 1 + acts + KEPT_MAX;

    packing->files = wlt_alloc(ours + others, sizeof *packing->files);
    packing->names = wlt_alloc(ours, sizeof *packing->names);
    return packing->files && packing->names ? WALLET_OK : wlt_fail_memory(error);
}

static char *next_name(struct packing *packing)
{
    return packing->names[packing->name_count++];
}

static void add(struct packing *packing, const char *name, struct wallet_bytes content)
{
    packing->files[packing->count++] = (struct wallet_bundle_file){ name, content };
}

static void add_acts(struct packing *packing, const struct wallet_case *item)
{
    for (size_t i = 0; i < item->act_count; i++) {
        char *name = next_name(packing);
        (void)snprintf(name, WLT_PACKAGE_NAME_SIZE, "%s/%04zu", WLT_PACKAGE_ACTS, i);
        add(packing, name, wallet_buffer_bytes(&item->acts[i]));
    }
}

static bool is_there(const struct packing *packing, const char *name)
{
    for (size_t i = 0; i < packing->count; i++) {
        if (strcmp(packing->files[i].name, name) == 0) {
            return true;
        }
    }

    return false;
}

/** Adds what was kept under a digest, unless it is there; several licences come in one object. */
static enum wallet_status add_kept(
    struct packing *packing,
    struct wallet_cases *cases,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wallet_error *error)
{
    char *name = packing->names[packing->name_count];

    wlt_package_name(digest, name);
    if (is_there(packing, name)) {
        return WALLET_OK;
    }

    struct wallet_buffer *content = &packing->kept[packing->kept_count];
    const enum wallet_status status = wlt_cases_get_original(cases, digest, content, error);
    if (status == WALLET_OK) {
        packing->kept_count++;
        add(packing, next_name(packing), wallet_buffer_bytes(content));
    }

    return status;
}

static enum wallet_status add_originals(
    struct packing *packing, struct wallet_case *item, struct wallet_error *error)
{
    static const uint8_t none[WLT_SHA256_SIZE];
    const struct wlt_dossier *dossier = item->made->dossier;
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < dossier->licence_count && status == WALLET_OK; i++) {
        const struct wlt_taken *taken = dossier->licences[i];
        status = add_kept(packing, item->cases, taken->original, error);
        if (status == WALLET_OK && memcmp(taken->ground, none, sizeof none) != 0) {
            status = add_kept(packing, item->cases, taken->ground, error);
        }
    }

    return status;
}

/** What others are called must not be taken for what is ours. */
static enum wallet_status add_others(
    struct packing *packing,
    const struct wallet_bundle_file *others,
    size_t count,
    struct wallet_error *error)
{
    static const char *const ours[] = { WLT_PACKAGE_ACTS "/", WLT_PACKAGE_ORIGINALS "/" };

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < sizeof ours / sizeof ours[0]; j++) {
            if (others[i].name && strncmp(others[i].name, ours[j], strlen(ours[j])) == 0) {
                return wlt_fail(
                    error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a file has a name that is taken");
            }
        }

        packing->files[packing->count++] = others[i];
    }

    return WALLET_OK;
}

static enum wallet_status pack(
    struct packing *packing,
    struct wallet_case *item,
    const struct wallet_bundle_file *others,
    size_t count,
    struct wallet_error *error)
{
    enum wallet_status status = make_room(packing, count, item->act_count, error);
    if (status != WALLET_OK) {
        return status;
    }

    add(packing, WLT_PACKAGE_MATTER, wallet_matter_json(item->matter));
    add_acts(packing, item);
    status = add_originals(packing, item, error);
    return status == WALLET_OK ? add_others(packing, others, count, error) : status;
}

enum wallet_status wallet_case_pack(
    struct wallet_case *item,
    const struct wallet_bundle_file *others,
    size_t count,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(packing_clear))) struct packing packing = { .count = 0 };

    if (!item || (!others && count > 0) || !signer || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (count > WALLET_BUNDLE_FILE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d files in one package",
            WALLET_BUNDLE_FILE_MAX);
    }

    if (strcmp(signer->issuer, wallet_cases_counter(item->cases)) != 0) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "the key is not that of the case's counter");
    }

    const enum wallet_status status = pack(&packing, item, others, count, error);
    return status == WALLET_OK
               ? wlt_bundle_write(
                     &wlt_package_kind, packing.files, packing.count, signer, at_unix, out, error)
               : status;
}
