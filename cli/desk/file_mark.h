/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_FILE_MARK_H
#define WALLET_DESK_FILE_MARK_H

#include <stdint.h>

/**
 * Mixes into a mark how a file looks from outside: its number, size and time of change; of a folder all
 * that is in it, two levels deep.  What is not there leaves a mark, too.
 */
uint64_t file_mark(uint64_t mark, const char *path);

#endif
