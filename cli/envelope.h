/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ENVELOPE_H
#define WALLET_CLI_ENVELOPE_H

#include <wallet/claims.h>

/** The parts of a COSE_Sign1 (RFC 9052 section 4.2), looked at without any trust. */
struct envelope {
    bool is_tagged;                 /* tag 18 stands before it */
    struct wallet_claims protected; /* nothing to walk: empty */
    struct wallet_claims unprotected;
    struct wallet_claims payload;
    struct wallet_bytes payload_bytes;
    struct wallet_bytes signature;
};

/** Takes `bytes` apart; borrows from them. */
enum wallet_status envelope_read(
    struct wallet_bytes bytes, struct envelope *out, struct wallet_error *error);

#endif
