/* SPDX-License-Identifier: Apache-2.0 */

/* Gives a fuzzer a main() that runs it once on each file of a folder, in the order of their names. */
#include "fuzz.h"

#include <dirent.h>
#include <stdbool.h>
#include <string.h>

enum {
    INPUT_MAX = 64 << 20,
    PATH_SIZE = 4096,
};

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/** The size of an open file, or -1. */
static long size_of(FILE *file)
{
    if (fseek(file, 0, SEEK_END) != 0) {
        return -1;
    }

    const long size = ftell(file);
    rewind(file);
    return size <= INPUT_MAX ? size : -1;
}

/** Runs the fuzzer on a block of the input's own size, so that reading past it is noticed. */
static bool run(FILE *file)
{
    const long size = size_of(file);
    uint8_t *input = size < 0 ? NULL : malloc(size > 0 ? (size_t)size : 1);
    const bool holds = input && fread(input, 1, (size_t)size, file) == (size_t)size &&
                       LLVMFuzzerTestOneInput(input, (size_t)size) == 0;

    free(input);
    return holds;
}

static bool replay(const char *folder, const char *name)
{
    char path[PATH_SIZE];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    printf("# %s\n", name);
    (void)fflush(stdout); /* the last name is the culprit, should it crash */

    FILE *file = fopen(path, "rbe");
    if (!file) {
        perror(path);
        return false;
    }

    const bool holds = run(file);
    (void)fclose(file);
    return holds;
}

int main(int argc, char *argv[])
{
    struct dirent **entries = NULL;
    const int count = argc == 2 ? scandir(argv[1], &entries, is_visible, alphasort) : -1;
    if (count < 0) {
        (void)fprintf(stderr, "usage: %s CORPUS-FOLDER\n", argv[0]);
        return EXIT_FAILURE;
    }

    /* An empty corpus proves nothing. */
    bool all_hold = count > 0;
    for (int i = 0; i < count; i++) {
        all_hold = replay(argv[1], entries[i]->d_name) && all_hold;
        free(entries[i]);
    }

    free(entries);
    printf("%d inputs\n", count);
    return all_hold ? EXIT_SUCCESS : EXIT_FAILURE;
}
