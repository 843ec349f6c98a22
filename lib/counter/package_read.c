/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/package.h"
#include "present/voucher.h"

#include <stdio.h>
#include <string.h>

static const struct wlt_voucher counter = { WALLET_ROLE_COUNTER, "counter", "handle cases" };

static enum wallet_status fail_part(struct wallet_error *error, const char *what)
{
    return wlt_fail(error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "%s", what);
}

static enum wallet_status read_act(
    struct wallet_case *item, struct wallet_bytes content, struct wallet_error *error)
{
    enum wallet_status status = wlt_case_make_room(item, error);
    if (status == WALLET_OK && !wlt_buffer_append(&item->acts[item->act_count], content)) {
        status = wlt_fail_memory(error);
    }

    item->act_count += status == WALLET_OK ? 1 : 0;
    return status;
}

static size_t count_acts(const struct wallet_bundle *bundle)
{
    size_t count = 0;

    for (size_t i = 0; i < wallet_bundle_count(bundle); i++) {
        struct wallet_bundle_file file;
        wallet_bundle_at(bundle, i, &file);
        count += strncmp(file.name, WLT_PACKAGE_ACTS "/", sizeof WLT_PACKAGE_ACTS) == 0 ? 1 : 0;
    }

    return count;
}

/** All acts, by their places; what is left out leaves a gap. */
static enum wallet_status read_acts(struct wallet_package *package, struct wallet_error *error)
{
    const size_t count = count_acts(package->bundle);
    enum wallet_status status = count > 0 ? WALLET_OK : fail_part(error, "there is no act in it");
    char name[WLT_PACKAGE_NAME_SIZE];

    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        struct wallet_bytes content;
        (void)snprintf(name, sizeof name, "%s/%04zu", WLT_PACKAGE_ACTS, i);
        status = wlt_package_find(package->bundle, name, &content)
                     ? read_act(package->item, content, error)
                     : fail_part(error, "an act is missing in it");
    }

    return status;
}

/** The matter must be the one that the first act names by its digest. */
static enum wallet_status read_matter(
    struct wallet_package *package,
    const struct wallet_catalogue *catalogue,
    const struct wlt_opening *opening,
    struct wallet_error *error)
{
    struct wallet_case *item = package->item;
    uint8_t digest[WLT_SHA256_SIZE];
    struct wallet_bytes json;

    if (!wlt_package_find(package->bundle, WLT_PACKAGE_MATTER, &json)) {
        return fail_part(error, "there is no matter in it");
    }

    wlt_sha256(json, digest);
    if (memcmp(digest, opening->digest, sizeof digest) != 0) {
        return fail_part(error, "its matter is not the one that it was opened for");
    }

    const enum wallet_status status = wallet_matters_parse(json, catalogue, &item->kept, error);
    if (status == WALLET_OK) {
        item->matter = wallet_matters_at(item->kept, 0);
    }

    return status;
}

/** What the first act says: the case's number, its matter, and the counter who signs the package. */
static enum wallet_status read_opening(
    struct wallet_package *package,
    const struct wallet_catalogue *catalogue,
    struct wallet_error *error)
{
    struct wallet_case *item = package->item;
    struct wlt_case_act act;
    struct wlt_opening opening;

    enum wallet_status status = wlt_case_act_read(wallet_buffer_bytes(&item->acts[0]), &act, error);
    if (status == WALLET_OK &&
        (act.deed != WLT_DEED_OPEN || act.number.size >= sizeof item->number)) {
        status = fail_part(error, "its first act opens no case");
    }
    if (status == WALLET_OK) {
        memcpy(item->number, act.number.data, act.number.size);
        status = wlt_opening_read(act.body, &opening, error);
    }
    if (status == WALLET_OK &&
        !wlt_bytes_are(opening.counter, wlt_bundle_issuer(package->bundle))) {
        status = fail_part(error, "the case is another counter's");
    }

    return status == WALLET_OK ? read_matter(package, catalogue, &opening, error) : status;
}

static enum wallet_status check_originals(
    const struct wallet_package *package, struct wallet_error *error)
{
    static const uint8_t none[WLT_SHA256_SIZE];
    const struct wlt_dossier *dossier = package->item->made->dossier;
    struct wallet_bytes content;

    for (size_t i = 0; i < dossier->licence_count; i++) {
        const struct wlt_taken *taken = dossier->licences[i];
        if (!wlt_package_original(package->bundle, taken->original, &content) ||
            (memcmp(taken->ground, none, sizeof none) != 0 &&
             !wlt_package_original(package->bundle, taken->ground, &content))) {
            return fail_part(error, "what a licence came in is missing, or is another");
        }
    }

    return WALLET_OK;
}

static enum wallet_status make(
    struct wallet_package *package,
    const struct wallet_catalogue *catalogue,
    struct wallet_error *error)
{
    struct wallet_case *item = package->item;
    const struct wlt_making making = {
        .number = item->number,
        .matter = item->matter,
        .catalogue = catalogue,
        .acts = item->acts,
        .act_count = item->act_count,
    };

    const enum wallet_status status = wlt_made_new(&making, &item->made, error);
    return status == WALLET_OK ? check_originals(package, error) : status;
}

static enum wallet_status read_package(
    const struct wlt_sign1 *sign1,
    const struct wallet_catalogue *catalogue,
    struct wallet_package **out,
    struct wallet_error *error)
{
    WLT_AUTO(package) struct wallet_package *package = wlt_alloc(1, sizeof *package);
    if (!package) {
        return wlt_fail_memory(error);
    }

    package->item = wlt_alloc(1, sizeof *package->item);
    enum wallet_status status =
        package->item ? wlt_bundle_read(sign1, &package->bundle, error) : wlt_fail_memory(error);
    if (status == WALLET_OK) {
        status = read_acts(package, error);
    }
    if (status == WALLET_OK) {
        status = read_opening(package, catalogue, error);
    }
    if (status == WALLET_OK) {
        status = make(package, catalogue, error);
    }
    if (status == WALLET_OK) {
        *out = WLT_TAKE(package);
    }

    return status;
}

bool wallet_package_recognise(struct wallet_bytes object)
{
    struct wlt_sign1 sign1 = { 0 };
    return wlt_bundle_open(&wlt_package_kind, object, &sign1, NULL) == WALLET_OK;
}

enum wallet_status wallet_package_read(
    struct wallet_bytes package,
    const struct wallet_catalogue *catalogue,
    struct wallet_package **out,
    struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };

    if (!catalogue || !out || (!package.data && package.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_bundle_open(&wlt_package_kind, package, &sign1, error);
    return status == WALLET_OK ? read_package(&sign1, catalogue, out, error) : status;
}

enum wallet_status wallet_package_verify(
    struct wallet_bytes package,
    const struct wallet_catalogue *catalogue,
    const struct wallet_trust *trust,
    struct wallet_package **out,
    struct wallet_error *error)
{
    WLT_AUTO(package) struct wallet_package *read = NULL;
    const struct wlt_signatory *signatory = NULL;
    struct wlt_sign1 sign1 = { 0 };

    if (!catalogue || !trust || !out || (!package.data && package.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_bundle_open(&wlt_package_kind, package, &sign1, error);

    /* What no counter signed is not even read. */
    if (status == WALLET_OK) {
        status = wlt_voucher_find(&counter, &sign1, trust, &signatory, NULL, error);
    }
    if (status == WALLET_OK) {
        status = read_package(&sign1, catalogue, &read, error);
    }
    if (status == WALLET_OK) {
        status = wlt_voucher_check(
            &counter,
            signatory,
            trust,
            wallet_package_counter(read),
            wallet_package_made(read),
            NULL,
            error);
    }
    if (status == WALLET_OK) {
        read->is_verified = true;
        *out = WLT_TAKE(read);
    }

    return status;
}
