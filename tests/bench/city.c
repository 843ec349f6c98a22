/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How long the catalogue of a whole city, its types and its matters, takes to load, beside jansson alone
 * parsing the same texts, which are in memory already: measured in turns, so that the ratio holds on any
 * machine.  With --quick it only loads them, once.
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
    MATTER_COUNT = 541,
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

/** How many seconds it took. */
static double load(const char *folder)
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_matters *matters = NULL;
    struct wallet_error error = { 0 };
    const double start = now();

    enum wallet_status status = wallet_catalogue_load(folder, &catalogue, &error);
    demand(status == WALLET_OK, error.message);
    status = wallet_matters_load(folder, catalogue, &matters, &error);
    demand(status == WALLET_OK, error.message);
    const double seconds = now() - start;

    demand(wallet_catalogue_count(catalogue) == TYPE_COUNT, "another number of types");
    demand(wallet_matters_count(matters) == MATTER_COUNT, "another number of matters");
    wallet_matters_free(matters);
    wallet_catalogue_free(catalogue);
    return seconds;
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
        bare[round] = now() - start;
        whole[round] = load(folder);
        ratios[round] = whole[round] / bare[round];
    }

    /* median() sorts: the fastest round is what the machine does where nobody else is at work on it. */
    const double milliseconds = median(whole) * 1e3;
    const double fastest = whole[0] * 1e3;
    const bool holds = fastest <= MILLISECONDS_MAX;
    printf(
        "%d types and %d matters, %zu files of %zu KiB\n",
        TYPE_COUNT,
        MATTER_COUNT,
        texts->count,
        texts->size / 1024);
    printf("jansson alone, from memory   %7.2f ms\n", median(bare) * 1e3);
    printf(
        "catalogue, from its folder   %7.2f ms   ratio %.2f   fastest %.2f ms (wanted at most %d "
        "ms)%s\n",
        milliseconds,
        median(ratios),
        fastest,
        MILLISECONDS_MAX,
        holds ? "" : "  ABOVE");
    return holds;
}

int main(int argc, char *argv[])
{
    demand(argc > 1, "expected a folder that make_types.py and make_matters.py have made");
    const char *folder = argv[1];
    const bool is_quick = argc > 2 && strcmp(argv[2], "--quick") == 0;

    (void)load(folder);
    if (is_quick) {
        return EXIT_SUCCESS;
    }

    const struct texts texts = read_texts(folder);
    const bool holds = measure(folder, &texts);
    (void)test_release(NULL);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
