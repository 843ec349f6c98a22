/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_FUZZ_WORLD_H
#define WALLET_FUZZ_WORLD_H

#include <wallet/wallet.h>

/** When every input is verified. */
#define FUZZ_NOW 1795420800

/** What verifying needs: one agency, whose key is made when the process starts. */
struct fuzz_world {
    struct wallet_catalogue *catalogue;
    struct wallet_key *key;
    struct wallet_signer signer;
    struct wallet_trust *trust;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
};

/** Made at the first call, and kept until the process ends. */
struct fuzz_world *fuzz_world(void);

/** Writes a CWT around any payload, signed with that key: {1: -19, 4: kid, 16: 61}. */
void fuzz_world_sign(struct wallet_bytes payload, struct wallet_buffer *out);

#endif
