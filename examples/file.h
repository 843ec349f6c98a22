/* SPDX-License-Identifier: Apache-2.0 */

/* Reading a file whole, as the examples need it; the library itself reads bytes, not files. */
#ifndef EXAMPLES_FILE_H
#define EXAMPLES_FILE_H

#include <wallet/bytes.h>

#include <stdio.h>
#include <stdlib.h>

/** The content, in memory that stays; ends the program if the file cannot be read whole. */
static inline struct wallet_bytes file_read(const char *path)
{
    enum {
        FILES = 3,
        FILE_MAX = 16 << 20
    };
    static uint8_t memory[FILES][FILE_MAX];
    static size_t used;
    FILE *file = used < FILES ? fopen(path, "rb") : NULL;

    if (!file) {
        perror(path);
        exit(2);
    }

    uint8_t *data = memory[used++];
    const size_t size = fread(data, 1, FILE_MAX, file);
    if (ferror(file) || fgetc(file) != EOF) {
        fprintf(stderr, "%s: cannot be read, or has more than 16 MiB\n", path);
        exit(2);
    }

    (void)fclose(file);
    return (struct wallet_bytes){ data, size };
}

#endif
