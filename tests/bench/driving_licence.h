/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_DRIVING_LICENCE_H
#define WALLET_BENCH_DRIVING_LICENCE_H

#include "es256.h"
#include "unit/mdoc/mdoc_world.h"

enum {
    LICENCE_ELEMENTS = 22, /* that the issuer signed */
    LICENCE_SHOWN = 6,     /* of them */
};

/** What a device shows of a driving licence, and the two signatures in it, ready to be checked bare. */
struct driving_licence {
    struct wallet_buffer response; /* DeviceResponse */
    struct es256 signatures[2];    /* the issuer's and the device's */
};

/** A reader that trusts this authority, in this session; close_world(). */
void reader_open(
    struct mdoc_world *world, struct wallet_bytes root, struct wallet_bytes transcript);

/** An authority and a reader that trusts it, as they are now: others look at the clock by themselves. */
void licence_world_open(struct mdoc_world *world, int64_t now_unix);

/** Another signer of documents in the place of the last. */
void licence_world_change_signer(struct mdoc_world *world, int64_t now_unix);

/** Issues a licence to a device with a new key, and has it shown in the world's session. */
void driving_licence_open(
    struct driving_licence *licence, struct mdoc_world *world, int64_t now_unix);
void driving_licence_close(struct driving_licence *licence);

#endif
