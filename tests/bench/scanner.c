/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the scanner reads of camera frames, beside the decoders that it is made of:
 *
 *     bench_scanner DIR                        at least what the others read together
 *     bench_scanner DIR COUNT MEAN_MS P99_MS   at least so many, in at most this time
 *
 * DIR/manifest.tsv is tests/support/frames.py's.  Times are of the processor, of ours the less
 * disturbed of two runs; a text that is not the frame's fails in any case.
 */
#include "bare.h"
#include "find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LINE_MAX_SIZE = 8192,
    FIELDS = 7,
    FRAMES_MAX = 4096,
    CONDITIONS_MAX = 32,
    NAME_SIZE = 32,
    RUNS = 2, /* of ours, which is judged by its time */
    READERS = 4,
    PERCENT = 100,
    SIDE_LIMIT = 4096,
    NAME_WIDTH = 20,
    COLUMN = 14,
};

enum {
    FILE_FIELD,
    CONDITION_FIELD,
    TEXT_FIELD = 6
};

static bool ours(const struct grey *picture, struct found *found)
{
    struct search search = { .budget_ms = SEARCH_FRAME_MS };
    struct grey fitting = { 0 };
    const bool is_done = grey_fit(picture, &fitting) && find_codes(&fitting, &search, found);
    grey_free(&fitting);
    return is_done;
}

/* The first is judged by the others. */
static const struct reader {
    const char *name;
    bool (*read)(const struct grey *picture, struct found *found);
} readers[READERS] = {
    { "wallet", ours },
    { "zbar", bare_zbar },
    { "zbar inverted", bare_zbar_inverted },
    { "zxing", bare_zxing },
};

struct tally {
    unsigned read;
    unsigned wrong;
    double ms[FRAMES_MAX];
};

struct condition {
    char name[NAME_SIZE];
    unsigned frames;
    unsigned read[READERS];
    unsigned together; /* by any but the first */
};

static struct {
    unsigned frames;
    struct tally tallies[READERS];
    unsigned together;
    struct condition conditions[CONDITIONS_MAX];
    unsigned condition_count;
} result;

static double now(void)
{
    struct timespec time = { 0 };
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void fail(const char *what, const char *which)
{
    (void)fprintf(stderr, "%s: %s\n", which, what);
    exit(EXIT_FAILURE);
}

static struct grey read_frame(const char *path)
{
    struct grey frame = { 0 };
    unsigned width = 0;
    unsigned height = 0;
    FILE *file = fopen(path, "rbe");
    if (!file || fscanf(file, "P5 %u %u 255%*c", &width, &height) != 2 || width > SIDE_LIMIT ||
        height > SIDE_LIMIT || !grey_make(&frame, width, height) ||
        fread(frame.pixels, 1, (size_t)width * height, file) != (size_t)width * height) {
        fail("no frame", path);
    }

    (void)fclose(file);
    return frame;
}

/** Splits a line at its tabs; \return how many fields there are. */
static unsigned split(char *line, char *fields[FIELDS])
{
    unsigned count = 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *at = line; at && count < FIELDS; count++) {
        fields[count] = at;
        at = strchr(at, '\t');
        if (at) {
            *at++ = '\0';
        }
    }

    return count;
}

static struct condition *condition_of(const char *name)
{
    unsigned i = 0;
    while (i < result.condition_count && strcmp(result.conditions[i].name, name) != 0) {
        i++;
    }

    if (i == CONDITIONS_MAX) {
        fail("one condition too many", name);
    }

    if (i == result.condition_count) {
        result.condition_count++;
        (void)snprintf(result.conditions[i].name, NAME_SIZE, "%s", name);
    }

    return &result.conditions[i];
}

/** Whether the text is there; others count as wrong. */
static bool judge(const struct found *found, const char *text, struct tally *tally)
{
    bool is_read = false;
    for (unsigned i = 0; i < found->count; i++) {
        const bool is_right = found->codes[i].size == strlen(text) &&
                              memcmp(found->codes[i].bytes, text, strlen(text)) == 0;
        is_read = is_read || is_right;
        tally->wrong += !is_right;
    }

    return is_read;
}

static bool run(const struct grey *frame, const char *text, unsigned reader)
{
    struct tally *tally = &result.tallies[reader];
    double *ms = &tally->ms[result.frames];
    bool is_read = false;

    for (unsigned i = 0; i < (reader == 0 ? RUNS : 1); i++) {
        struct found found = { 0 };
        const double start = now();
        if (!readers[reader].read(frame, &found)) {
            fail("out of memory", readers[reader].name);
        }

        const double took = now() - start;
        *ms = i == 0 || took < *ms ? took : *ms;
        is_read = judge(&found, text, tally) || is_read;
        found_free(&found);
    }

    tally->read += is_read;
    return is_read;
}

static void run_frame(char *fields[FIELDS])
{
    struct grey frame = read_frame(fields[FILE_FIELD]);
    struct condition *condition = condition_of(fields[CONDITION_FIELD]);
    bool is_together = false;

    for (unsigned i = 0; i < READERS; i++) {
        const bool is_read = run(&frame, fields[TEXT_FIELD], i);
        condition->read[i] += is_read;
        is_together = is_together || (i > 0 && is_read);
    }

    condition->frames++;
    condition->together += is_together;
    result.together += is_together;
    result.frames++;
    grey_free(&frame);
}

static void run_all(const char *folder)
{
    static char line[LINE_MAX_SIZE];
    char *fields[FIELDS];
    char path[LINE_MAX_SIZE];
    (void)snprintf(path, sizeof path, "%s/manifest.tsv", folder);
    FILE *file = fopen(path, "re");
    if (!file) {
        fail("cannot be opened", path);
    }

    while (result.frames < FRAMES_MAX && fgets(line, sizeof line, file)) {
        if (split(line, fields) != FIELDS) {
            fail("has a line that is not of the manifest", path);
        }

        run_frame(fields);
    }

    (void)fclose(file);
}

static int compare(const void *one, const void *other)
{
    const double a = *(const double *)one;
    const double b = *(const double *)other;
    return (a > b) - (a < b);
}

static double mean_of(const struct tally *tally)
{
    double sum = 0;
    for (unsigned i = 0; i < result.frames; i++) {
        sum += tally->ms[i];
    }

    return sum / result.frames;
}

/** The times must be sorted. */
static double p99_of(const struct tally *tally)
{
    return tally->ms[(result.frames - 1) * (PERCENT - 1) / PERCENT];
}

static void print_head(void)
{
    printf("%-*s%*s", NAME_WIDTH, "condition", COLUMN, "frames");
    for (unsigned i = 0; i < READERS; i++) {
        printf("%*s", COLUMN, readers[i].name);
    }

    printf("%*s\n", COLUMN, "others");
}

static void print_conditions(void)
{
    for (unsigned i = 0; i < result.condition_count; i++) {
        const struct condition *condition = &result.conditions[i];
        printf("%-*s%*u", NAME_WIDTH, condition->name, COLUMN, condition->frames);
        for (unsigned j = 0; j < READERS; j++) {
            printf("%*u", COLUMN, condition->read[j]);
        }

        printf("%*u\n", COLUMN, condition->together);
    }
}

static void print_totals(void)
{
    printf("%-*s%*u", NAME_WIDTH, "all", COLUMN, result.frames);
    for (unsigned i = 0; i < READERS; i++) {
        printf("%*u", COLUMN, result.tallies[i].read);
    }

    printf("%*u\n%-*s", COLUMN, result.together, NAME_WIDTH + COLUMN, "wrong texts");
    for (unsigned i = 0; i < READERS; i++) {
        printf("%*u", COLUMN, result.tallies[i].wrong);
    }

    printf("\n%-*s", NAME_WIDTH + COLUMN, "mean ms");
    for (unsigned i = 0; i < READERS; i++) {
        printf("%*.1f", COLUMN, mean_of(&result.tallies[i]));
    }

    printf("\n%-*s", NAME_WIDTH + COLUMN, "p99 ms");
    for (unsigned i = 0; i < READERS; i++) {
        printf("%*.1f", COLUMN, p99_of(&result.tallies[i]));
    }

    printf("\n");
}

static bool is_held(bool claim, const char *what)
{
    printf("%s: %s\n", claim ? "held" : "NOT HELD", what);
    return claim;
}

/** The second half of the command line; without it the others are the measure. */
static bool is_good_enough(int count, char *limits[])
{
    const struct tally *tally = &result.tallies[0];
    bool is_good = is_held(tally->wrong == 0, "no wrong text");
    if (count == 0) {
        return is_held(tally->read >= result.together, "as many as the others together") && is_good;
    }

    char what[LINE_MAX_SIZE];
    (void)snprintf(what, sizeof what, "at least %s frames", limits[0]);
    is_good = is_held(tally->read >= strtoul(limits[0], NULL, 0), what) && is_good;
    (void)snprintf(what, sizeof what, "mean of at most %s ms", limits[1]);
    is_good = is_held(mean_of(tally) <= strtod(limits[1], NULL), what) && is_good;
    (void)snprintf(what, sizeof what, "p99 of at most %s ms", limits[2]);
    return is_held(p99_of(tally) <= strtod(limits[2], NULL), what) && is_good;
}

int main(int argc, char *argv[])
{
    if (argc != 2 && argc != 5) {
        (void)fprintf(stderr, "usage: %s DIR [COUNT MEAN_MS P99_MS]\n", argv[0]);
        return EXIT_FAILURE;
    }

    run_all(argv[1]);
    if (result.frames == 0) {
        fail("no frames", argv[1]);
    }

    for (unsigned i = 0; i < READERS; i++) {
        qsort(result.tallies[i].ms, result.frames, sizeof(double), compare);
    }

    print_head();
    print_conditions();
    print_totals();
    return is_good_enough(argc - 2, argv + 2) ? EXIT_SUCCESS : EXIT_FAILURE;
}
