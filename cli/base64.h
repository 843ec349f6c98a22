/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BASE64_H
#define WALLET_CLI_BASE64_H

#include <wallet/bytes.h>

#include <stdbool.h>
#include <stdint.h>

/** The two alphabets of RFC 4648. */
enum base64_kind {
    BASE64_PLAIN, /* section 4, padded */
    BASE64_URL,   /* section 5, without padding */
};

/** Characters of so many bytes, padding and NUL included. */
#define BASE64_SIZE(size_) (((size_) + 2) / 3 * 4 + 1)

/**
 * Writes bytes as text.
 *
 * \param out  room for BASE64_SIZE(bytes.size)
 * \return     the size of the text without its NUL
 */
size_t base64_write(enum base64_kind kind, struct wallet_bytes bytes, char *out);

/**
 * Reads padded text of the plain alphabet, and nothing else: no white space, no bits behind the last byte.
 *
 * \param out       room for `room` bytes
 * \param out_size  on success how many there are
 */
bool base64_read(struct wallet_bytes text, uint8_t *out, size_t room, size_t *out_size);

#endif
