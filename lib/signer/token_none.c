/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/token.h>

#include "base/error.h"

/* In place of token.c where the headers of PKCS #11 are not there. */

static enum wallet_status fail(struct wallet_error *error)
{
    return wlt_fail(
        error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "built without PKCS #11: no tokens");
}

enum wallet_status wallet_token_open(
    const char *uri,
    const char *module,
    struct wallet_bytes pin,
    const struct wallet_key_owner *owner,
    struct wallet_token **out,
    struct wallet_error *error)
{
    (void)uri;
    (void)module;
    (void)pin;
    (void)owner;
    (void)out;
    return fail(error);
}

void wallet_token_close(struct wallet_token *token)
{
    (void)token;
}

enum wallet_status wallet_token_signer(
    const struct wallet_token *token, struct wallet_signer *out, struct wallet_error *error)
{
    (void)token;
    (void)out;
    return fail(error);
}

enum wallet_status wallet_token_write_public(
    const struct wallet_token *token, struct wallet_buffer *out, struct wallet_error *error)
{
    (void)token;
    (void)out;
    return fail(error);
}
