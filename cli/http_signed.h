/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_SIGNED_H
#define WALLET_CLI_HTTP_SIGNED_H

#include <wallet/key.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The signature of a request that came (RFC 9421): what it says of itself, and what was signed.  Stricter
 * than the RFC where two readers could differ: one signature, no parameters of components, none of a
 * signature that are not known here, and no component twice.
 */

enum {
    HTTP_SIGNED_BASE_SIZE = 8192,
    HTTP_SIGNED_COVERED_MAX = 16,
    HTTP_SIGNED_TEXT_SIZE = 129, /* of one parameter, its NUL included */
};

/** Where a request has the value of a component: a field's name, or "@method" and the like. */
struct http_signed_source {
    /** NULL: it has none. */
    const char *(*value)(const void *context, const char *name);
    const void *context;
};

struct http_signed {
    char key_id[HTTP_SIGNED_TEXT_SIZE];
    char nonce[HTTP_SIGNED_TEXT_SIZE];
    char algorithm[HTTP_SIGNED_TEXT_SIZE]; /* "": it does not say */
    int64_t created_unix;
    int64_t expires_unix; /* INT64_MAX: it does not say */
    size_t covered_count;
    char covered[HTTP_SIGNED_COVERED_MAX][32]; /* names of what was signed */
    size_t base_size;
    char base[HTTP_SIGNED_BASE_SIZE]; /* what was signed, section 2.5 */
    size_t signature_size;
    uint8_t signature[WALLET_SIGNATURE_MAX];
};

/**
 * Reads the fields Signature-Input and Signature, and puts together what was signed; nothing is verified.
 * `created`, `keyid` and `nonce` must be there.
 *
 * \return NULL; else why not, in English
 */
const char *http_signed_read(
    const char *input,
    const char *signature,
    const struct http_signed_source *source,
    struct http_signed *out);

/** Whether a component was signed. */
bool http_signed_covers(const struct http_signed *http_signed, const char *name);

#endif
