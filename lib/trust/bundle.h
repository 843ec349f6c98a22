/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_BUNDLE_H
#define WLT_TRUST_BUNDLE_H

#include <wallet/bundle.h>

#include "base/cleanup.h"
#include "cose/sign1.h"

#include <stdbool.h>

/** What files are put together in: the offline bundle, or another signed object of the same shape. */
struct wlt_bundle_kind {
    const char *typ;
    const char *name; /* as an error calls it: "a bundle" */
};

extern const struct wlt_bundle_kind wlt_bundle_offline;

WLT_DEFINE_AUTO(bundle, struct wallet_bundle, wallet_bundle_free)

/** Whether a file may have this name: it can lead nowhere but into the folder it is unpacked in. */
bool wlt_bundle_name_is_safe(struct wallet_bytes name);

/** As wallet_bundle_write(), for any kind. */
enum wallet_status wlt_bundle_write(
    const struct wlt_bundle_kind *kind,
    const struct wallet_bundle_file *files,
    size_t count,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Takes the object apart as far as who signed it can be asked; nothing in it is read yet. */
enum wallet_status wlt_bundle_open(
    const struct wlt_bundle_kind *kind,
    struct wallet_bytes bundle,
    struct wlt_sign1 *out,
    struct wallet_error *error);

/** Reads what is in it; borrows from the object.  Who signed it is asked before. */
enum wallet_status wlt_bundle_read(
    const struct wlt_sign1 *sign1, struct wallet_bundle **out, struct wallet_error *error);

/** The USCC that it names as its maker. */
const char *wlt_bundle_issuer(const struct wallet_bundle *bundle);

#endif
