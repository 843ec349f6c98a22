/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_SESSION_H
#define WLT_SIGNER_SESSION_H

#include "signer/module.h"

/** A session with a token; borrows the module. */
struct wlt_session {
    CK_FUNCTION_LIST *functions;
    CK_SESSION_HANDLE handle;
    bool is_open;
    bool is_logged_in; /* by us */
};

/**
 * Opens a session with the one token that the URI fits, and logs in.
 *
 * \retval WALLET_ERR_VALUE   it fits several
 * \retval WALLET_ERR_KEY     it fits none; the PIN is wrong, locked or missing
 * \retval WALLET_ERR_CRYPTO  the token fails
 */
enum wallet_status wlt_session_open(
    CK_FUNCTION_LIST *functions,
    const struct wlt_uri *uri,
    struct wallet_bytes pin,
    struct wlt_session *out,
    struct wallet_error *error);

void wlt_session_close(struct wlt_session *session);

#endif
