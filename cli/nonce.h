/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_NONCE_H
#define WALLET_CLI_NONCE_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

#include <stddef.h>
#include <stdint.h>

/** What was asked with. */
struct nonce {
    uint8_t data[64];
    size_t size;
};

/** Reads 16 to 128 hex digits; NULL: none.  Tells why where it cannot. */
enum exit_code nonce_read(const struct session *session, const char *hex, struct nonce *out);

struct wallet_bytes nonce_bytes(const struct nonce *nonce);

#endif
