/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How long a catalogue with the types of a whole city takes to load, beside jansson alone parsing the
 * same texts, which are in memory already: measured in turns, so that the ratio holds on any machine.
 * With --quick it only loads them, once.
 */
#include <wallet/wallet.h>

#include "test.h"

#include <jansson.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    TYPE_COUNT = 162,
    ROUNDS = 31,
    MILLISECONDS_MAX = 50,
    PATH_ROOM = 4096,
};

/** The files of a catalogue, read beforehand. */
struct texts {
    size_t count;
    size_t size;
    struct wallet_bytes *items;
};

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
    const double left = *(const double *)a;
    const double right = *(const double *)b;
    return (left > right) - (left < right);
}

/** Sorts the values, too. */
static double median(double values[ROUNDS])
{
    qsort(values, ROUNDS, sizeof values[0], compare);
    return values[ROUNDS / 2];
}

static void demand(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "bench: %s\n", what);
        exit(EXIT_FAILURE);
    }
}

static void load(const char *folder)
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { 0 };
    const enum wallet_status status = wallet_catalogue_load(folder, &catalogue, &error);

    demand(status == WALLET_OK, error.message);
    demand(wallet_catalogue_count(catalogue) == TYPE_COUNT, "another number of types");
    wallet_catalogue_free(catalogue);
}

static void parse_bare(const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        const struct wallet_bytes text = texts->items[i];
        json_t *root = json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, NULL);
        demand(root, "jansson alone failed");
        json_decref(root);
    }
}

static struct texts read_texts(const char *folder)
{
    char pattern[PATH_ROOM];
    glob_t found = { 0 };
    struct texts texts = { 0 };

    (void)snprintf(pattern, sizeof pattern, "%s/*/*.json", folder);
    demand(glob(pattern, 0, NULL, &found) == 0, "no files to read");
    texts.count = found.gl_pathc;
    texts.items = test_memory(texts.count * sizeof texts.items[0]);
    for (size_t i = 0; i < texts.count; i++) {
        texts.items[i] = test_file(found.gl_pathv[i]);
        texts.size += texts.items[i].size;
    }

    globfree(&found);
    return texts;
}

/** Prints both times and the median of the rounds' ratios. */
static bool measure(const char *folder, const struct texts *texts)
{
    double whole[ROUNDS];
    double bare[ROUNDS];
    double ratios[ROUNDS];

    for (int round = 0; round < ROUNDS; round++) {
        const double start = now();
        parse_bare(texts);
        const double middle = now();
        load(folder);
        whole[round] = now() - middle;
        bare[round] = middle - start;
        ratios[round] = whole[round] / bare[round];
    }

    const double milliseconds = median(whole) * 1e3;
    const bool holds = milliseconds <= MILLISECONDS_MAX;
    printf("%d types, %zu files of %zu KiB\n", TYPE_COUNT, texts->count, texts->size / 1024);
    printf("jansson alone, from memory   %7.2f ms\n", median(bare) * 1e3);
    printf(
        "catalogue, from its folder   %7.2f ms   ratio %.2f (wanted at most %d ms)%s\n",
        milliseconds,
        median(ratios),
        MILLISECONDS_MAX,
        holds ? "" : "  ABOVE");
    return holds;
}

int main(int argc, char *argv[])
{
    demand(argc > 1, "expected a folder that tests/support/make_types.py has made");
    const char *folder = argv[1];
    const bool is_quick = argc > 2 && strcmp(argv[2], "--quick") == 0;

    load(folder);
    if (is_quick) {
        return EXIT_SUCCESS;
    }

    const struct texts texts = read_texts(folder);
    const bool holds = measure(folder, &texts);
    (void)test_release(NULL);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
