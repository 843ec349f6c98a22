/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Keys in tokens and HSMs, through PKCS #11: the module is loaded by name, the key named by a URI of
 * RFC 7512, such as "pkcs11:token=Agency;object=licences?module-path=/usr/lib/softhsm/libsofthsm2.so".
 *
 * Of the URI's attributes these are understood: token, serial, manufacturer, model, object, id, type
 * (which must be private), module-path, module-name and pin-source.  Any other is refused, since
 * passing over it could mean another key; a PIN in the URI is refused because arguments are public.
 */
#ifndef WALLET_TOKEN_H
#define WALLET_TOKEN_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_TOKEN_URI_MAX 8192 /**< bytes of the longest URI */
#define WALLET_TOKEN_PIN_MAX 255  /**< bytes of the longest PIN */

/** A session with a token and one key in it.  One thread at a time. */
struct wallet_token;

/**
 * Opens a key: Ed25519 or P-256.
 *
 * Which PKCS #11 module runs in a process is the process's state, not ours: of several tokens behind
 * one module the one that was opened first must be closed last, and none survives fork().
 *
 * \param uri     RFC 7512, with object or id; the token's attributes where several are plugged in
 * \param module  path of the PKCS #11 module for a URI that names none; may be NULL
 * \param pin     the user's PIN; empty where the reader has a keypad or the token asks for none;
 *                copied nowhere, wiped by the caller
 * \param owner   whose key it is; copied
 * \param out     on success the session, which the caller owns: wallet_token_close()
 *
 * \retval WALLET_ERR_VALUE        no such URI, one that names no module, or one that fits several
 *                                 tokens or keys; or an owner who is none
 * \retval WALLET_ERR_KEY          no such token or key, wrong or locked PIN, or a kind of key that is
 *                                 not handled
 * \retval WALLET_ERR_FILE         the module cannot be loaded
 * \retval WALLET_ERR_CRYPTO       the token fails
 * \retval WALLET_ERR_UNSUPPORTED  the library was built without PKCS #11
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_token_open(
    const char *uri,
    const char *module,
    struct wallet_bytes pin,
    const struct wallet_key_owner *owner,
    struct wallet_token **out,
    struct wallet_error *error);

/** Closes the session.  NULL is allowed. */
WALLET_API void wallet_token_close(struct wallet_token *token);

/**
 * Fills in a signer; borrows `token`.  Each signature is checked before it is given out: a token that
 * answers rubbish is WALLET_ERR_CRYPTO.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_token_signer(
    const struct wallet_token *token, struct wallet_signer *out, struct wallet_error *error);

/**
 * Writes the public key as a file for others to trust, as wallet_key_write_public() does.  The token
 * signs a few bytes for it, so that nobody is told to trust a public half that is not the key's.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_token_write_public(
    const struct wallet_token *token, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Writes the path of the file that has the PIN, as the URI's pin-source says; nothing where it does
 * not say.
 *
 * \retval WALLET_ERR_VALUE  no such URI, or a source that is no file
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_token_pin_source(
    const char *uri, struct wallet_buffer *out_path, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
