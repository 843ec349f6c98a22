/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_COUNT_H
#define WALLET_BENCH_COUNT_H

#include <stddef.h>

/** How often the library has asked for memory in this process. */
size_t allocations_so_far(void);

/** The size of the largest block that it asked for. */
size_t largest_allocation_so_far(void);

#endif
