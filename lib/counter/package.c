/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/package.h"

#include "base/alloc.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const struct wlt_bundle_kind wlt_package_kind = { "application/wallet-case+cwt",
                                                  "a case's package" };

void wlt_package_name(const uint8_t digest[WLT_SHA256_SIZE], char out[WLT_PACKAGE_NAME_SIZE])
{
    int size = snprintf(out, WLT_PACKAGE_NAME_SIZE, "%s/", WLT_PACKAGE_ORIGINALS);

    for (size_t i = 0; i < WLT_SHA256_SIZE; i++) {
        size += snprintf(out + size, WLT_PACKAGE_NAME_SIZE - (size_t)size, "%02x", digest[i]);
    }
}

bool wlt_package_find(
    const struct wallet_bundle *bundle, const char *name, struct wallet_bytes *out)
{
    const size_t count = wallet_bundle_count(bundle);
    struct wallet_bundle_file file;

    for (size_t i = 0; i < count; i++) {
        wallet_bundle_at(bundle, i, &file);
        if (strcmp(file.name, name) == 0) {
            *out = file.content;
            return true;
        }
    }

    return false;
}

bool wlt_package_original(
    const struct wallet_bundle *bundle,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wallet_bytes *out)
{
    char name[WLT_PACKAGE_NAME_SIZE];
    uint8_t found[WLT_SHA256_SIZE];

    wlt_package_name(digest, name);
    if (!wlt_package_find(bundle, name, out)) {
        return false;
    }

    wlt_sha256(*out, found);
    return memcmp(found, digest, sizeof found) == 0;
}

void wallet_package_free(struct wallet_package *package)
{
    if (package) {
        wallet_case_free(package->item);
        wallet_bundle_free(package->bundle);
        wlt_free(package);
    }
}

bool wallet_package_is_verified(const struct wallet_package *package)
{
    return package->is_verified;
}

const char *wallet_package_counter(const struct wallet_package *package)
{
    return wlt_bundle_issuer(package->bundle);
}

int64_t wallet_package_made(const struct wallet_package *package)
{
    return wallet_bundle_issued(package->bundle);
}

const struct wallet_case *wallet_package_case(const struct wallet_package *package)
{
    return package->item;
}

size_t wallet_package_file_count(const struct wallet_package *package)
{
    return wallet_bundle_count(package->bundle);
}

void wallet_package_file_at(
    const struct wallet_package *package, size_t index, struct wallet_bundle_file *out)
{
    wallet_bundle_at(package->bundle, index, out);
}

size_t wallet_package_act_count(const struct wallet_package *package)
{
    return package->item->act_count;
}

void wallet_package_act_at(
    const struct wallet_package *package, size_t index, struct wallet_package_act *out)
{
    struct wlt_case_act act = { .deed = WLT_DEED_NONE };

    assert(index < package->item->act_count);

    /* It was read when the package was. */
    (void)wlt_case_act_read(wallet_buffer_bytes(&package->item->acts[index]), &act, NULL);
    *out = (struct wallet_package_act){
        .name = wlt_deed_name(act.deed),
        .at_unix = act.at_unix,
        .clerk = act.clerk,
        .account = act.account,
        .window = act.window,
    };
}
