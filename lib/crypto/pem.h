/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_PEM_H
#define WLT_CRYPTO_PEM_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>

/** One object of a PEM text (RFC 7468). */
struct wlt_pem {
    char label[64];              /* such as "PUBLIC KEY" */
    struct wallet_bytes preface; /* the text above it; borrows from the input */
    struct wallet_buffer der;    /* owned; may hold a secret */
};

/**
 * Takes the next object out of a PEM text.
 *
 * \param text  moved behind the object
 * \param out   replaced; clear `der` in the end
 * \return      WALLET_ERR_MISSING when no object is left, WALLET_ERR_MALFORMED for a broken one
 */
enum wallet_status wlt_pem_next(
    struct wallet_bytes *text, struct wlt_pem *out, struct wallet_error *error);

/** Appends an object to `out`, in lines of 64 characters. */
enum wallet_status wlt_pem_append(
    struct wallet_buffer *out,
    const char *label,
    struct wallet_bytes der,
    struct wallet_error *error);

#endif
