/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_PACKAGE_H
#define WLT_COUNTER_PACKAGE_H

#include <wallet/case_package.h>

#include "counter/case.h"
#include "trust/bundle.h"

#define WLT_PACKAGE_MATTER    "matter.json"
#define WLT_PACKAGE_ACTS      "acts"
#define WLT_PACKAGE_ORIGINALS "originals"

enum {
    WLT_PACKAGE_NAME_SIZE = 80, /* "originals/" and 64 digits, with the NUL */
};

extern const struct wlt_bundle_kind wlt_package_kind;

struct wallet_package {
    struct wallet_bundle *bundle;
    struct wallet_case *item; /* without a database */
    bool is_verified;
};

WLT_DEFINE_AUTO(package, struct wallet_package, wallet_package_free)

/** "originals/" and the digits of a digest. */
void wlt_package_name(const uint8_t digest[WLT_SHA256_SIZE], char out[WLT_PACKAGE_NAME_SIZE]);

/** The file of this name; false: there is none. */
bool wlt_package_find(
    const struct wallet_bundle *bundle, const char *name, struct wallet_bytes *out);

/** The original of this digest, compared with it; false: it is not there, or is another. */
bool wlt_package_original(
    const struct wallet_bundle *bundle,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wallet_bytes *out);

#endif
