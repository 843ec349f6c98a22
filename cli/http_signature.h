/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_SIGNATURE_H
#define WALLET_CLI_HTTP_SIGNATURE_H

#include <wallet/error.h>
#include <wallet/key.h>

#include <stdint.h>

/*
 * HTTP Message Signatures (RFC 9421): what a program signs of a request that it sends, so that whoever
 * takes it knows, with nothing but the body and the head as they came, who sent it.
 */

enum {
    HTTP_SIGNATURE_SIZE = 1024, /* of one field's value, its NUL included */
    HTTP_DIGEST_SIZE = 64,
};

/**
 * A part of the message that is signed: a field's name in small letters, or "@method" and the like; with
 * ";req" behind it that of the request, in an answer to it (RFC 9421 section 2.4).
 */
struct http_component {
    const char *name;
    const char *value; /* as it is sent; no control characters */
};

/** What is said of the signature itself. */
struct http_signature_terms {
    const char *label; /* by which both fields name it, such as "wallet" */
    const char *key_id;
    const char *algorithm; /* see http_signature_algorithm(); NULL: not said */
    int64_t created_unix;
};

/** The values of both fields. */
struct http_signature {
    char input[HTTP_SIGNATURE_SIZE];     /* Signature-Input */
    char signature[HTTP_SIGNATURE_SIZE]; /* Signature */
};

/** What RFC 9421 section 3.3 calls an algorithm; NULL for those that it does not know, such as SM2. */
const char *http_signature_algorithm(enum wallet_algorithm algorithm);

/**
 * Signs components, in their order.
 *
 * \retval WALLET_ERR_TOO_LARGE  they do not fit
 * \retval WALLET_ERR_VALUE      one holds a character that no field may have
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
enum wallet_status http_signature_make(
    const struct http_component *components,
    size_t count,
    const struct http_signature_terms *terms,
    const struct wallet_signer *signer,
    struct http_signature *out,
    struct wallet_error *error);

/** Writes the value of Content-Digest (RFC 9530), by SHA-256; false: no memory. */
bool http_signature_digest(struct wallet_bytes body, char out[HTTP_DIGEST_SIZE]);

#endif
