/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CONTENT_H
#define WALLET_CLI_CONTENT_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** What a file holds, by its beginning. */
enum content_kind {
    CONTENT_OTHER = 0, /* nothing that is, or looks like, a code */
    CONTENT_BLANK,
    CONTENT_PICTURE,
    CONTENT_CBOR,
    CONTENT_UTF16,
    CONTENT_MDOC_TEXT, /* CBOR of a mobile document, written in hex or in Base64 */
    CONTENT_CODES,     /* lines, codes among them */
};

/** Looks at the beginning of a file, up to WALLET_INPUT_MAX bytes of it. */
enum content_kind content_kind(struct wallet_bytes head);

/** The next line that is not blank, without blanks around it; false where there is none. */
bool content_next_line(struct wallet_bytes text, size_t *offset, struct wallet_bytes *out);

#endif
