/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_MODULE_H
#define WLT_SIGNER_MODULE_H

#include <wallet/error.h>

#include "signer/uri.h"

#include <p11-kit/pkcs11.h>

/** A PKCS #11 module in this process. */
struct wlt_module {
    void *library;
    CK_FUNCTION_LIST *functions;
    bool is_ours; /* we made it ready, so we put it away */
};

/**
 * Loads the module that the URI names, else the one at `path`, and makes it ready unless somebody in
 * this process has done so.
 *
 * \param path  may be NULL
 *
 * \retval WALLET_ERR_VALUE   neither names one
 * \retval WALLET_ERR_FILE    it cannot be loaded, or is no PKCS #11 module
 * \retval WALLET_ERR_CRYPTO  it does not start
 */
enum wallet_status wlt_module_open(
    const struct wlt_uri *uri,
    const char *path,
    struct wlt_module *out,
    struct wallet_error *error);

void wlt_module_close(struct wlt_module *module);

/** What a token's answer means: WALLET_ERR_KEY for what the PIN's owner can mend, else CRYPTO. */
enum wallet_status wlt_module_fail(struct wallet_error *error, CK_RV answer, const char *what);

#endif
