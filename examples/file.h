/* SPDX-License-Identifier: Apache-2.0 */

/* Reading a file whole, as the examples need it; the library itself reads bytes, not files. */
#ifndef EXAMPLES_FILE_H
#define EXAMPLES_FILE_H

#include <wallet/bytes.h>

#include <stdio.h>
#include <stdlib.h>

static inline struct wallet_bytes file_read(const char *path)
{
    enum {
        FILE_MAX = 1 << 20
    };
    static uint8_t memory[4][FILE_MAX];
    static size_t used;
    FILE *file = used < 4 ? fopen(path, "rb") : NULL;

    if (!file) {
        perror(path);
        exit(2);
    }

    uint8_t *data = memory[used++];
    const size_t size = fread(data, 1, FILE_MAX, file);
    (void)fclose(file);
    return (struct wallet_bytes){ data, size };
}

#endif
