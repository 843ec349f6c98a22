/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_FUZZ_H
#define WALLET_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/** What each fuzzer defines, by the name that libFuzzer demands.  Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A claim that must hold for any input, in every build. */
#define FUZZ_CHECK(claim)                                                             \
    do {                                                                              \
        if (!(claim)) {                                                               \
            (void)fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #claim); \
            abort();                                                                  \
        }                                                                             \
    } while (0)

#endif
