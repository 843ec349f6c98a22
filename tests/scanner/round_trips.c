/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Whatever wallet_qr_draw() draws at two to five pixels a module, the scanner's decoder reads back:
 *
 *     round_trips COUNT [FIRST]
 *
 * Version, level, pixels and text follow from the number of a code alone, so that one that is not read
 * can be made again.  In process and without the sandbox, on two processors.
 */
#include <wallet/qr.h>

#include "find.h"
#include "picture.h"
#include "qr/capacity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WORKERS = 2,
    TOLD_MAX = 20, /* codes that are not read, for each worker */
    VERSIONS = WALLET_QR_VERSION_MAX,
    PIXELS_LEAST = 2,
    PIXELS_MOST = 5,
    BUDGET_MS = 1500,
    TEXT_MAX = 1853, /* the largest symbol's, at level L */
    TEN = 10,
};

static const struct level {
    enum wallet_qr_level level;
    char name;
} levels[] = { { WALLET_QR_LEVEL_L, 'L' }, { WALLET_QR_LEVEL_M, 'M' }, { WALLET_QR_LEVEL_Q, 'Q' } };

/** One code, all that it is made from. */
struct sample {
    unsigned version;
    unsigned pixels;
    const struct level *level;
    uint8_t text[TEXT_MAX];
    size_t size;
};

/** Of the numbers of Knuth's linear congruential generator, the better half. */
static uint32_t next_number(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 32);
}

static void fill_text(struct sample *sample, uint64_t *state)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    static const char prefix[] = "EL1:";
    const size_t most = wlt_symbol_capacity(sample->version, sample->level->level);
    const size_t beyond =
        sample->version > 1 ? wlt_symbol_capacity(sample->version - 1, sample->level->level) : 0;

    sample->size = beyond + 1 + next_number(state) % (most - beyond);
    for (size_t i = 0; i < sample->size; i++) {
        sample->text[i] = i < sizeof prefix - 1
                              ? (uint8_t)prefix[i]
                              : (uint8_t)alphabet[next_number(state) % (sizeof alphabet - 1)];
    }
}

/** Every version, at every level, in every size; then all over again with other texts. */
static struct sample make_sample(unsigned number)
{
    const unsigned level_count = sizeof levels / sizeof *levels;
    const unsigned kind = number / VERSIONS;
    struct sample sample = {
        .version = 1 + number % VERSIONS,
        .level = &levels[kind % level_count],
        .pixels = PIXELS_LEAST + kind / level_count % (PIXELS_MOST - PIXELS_LEAST + 1),
    };

    uint64_t state = number;
    (void)next_number(&state);
    fill_text(&sample, &state);
    return sample;
}

static bool is_only(const struct found *found, const struct sample *sample)
{
    return found->count == 1 && found->codes[0].size == sample->size &&
           memcmp(found->codes[0].bytes, sample->text, sample->size) == 0;
}

static bool decodes(struct wallet_bytes file, const struct sample *sample)
{
    struct search search = { .budget_ms = BUDGET_MS };
    struct grey picture = { 0 };
    struct found found = { 0 };

    const bool is_read = picture_decode(file, &picture) == WLT_SCAN_DONE &&
                         find_codes(&picture, &search, &found) && is_only(&found, sample);
    found_free(&found);
    grey_free(&picture);
    return is_read;
}

static bool is_read_back(const struct sample *sample)
{
    const struct wallet_bytes text = { sample->text, sample->size };
    const struct wallet_qr_options options = {
        .format = WALLET_QR_PNG,
        .level = sample->level->level,
        .module_pixels = sample->pixels,
    };
    struct wallet_buffer file = { 0 };
    unsigned version = 0;

    const bool is_drawn = wallet_qr_draw(text, &options, &file, &version, NULL) == WALLET_OK &&
                          version == sample->version;
    const bool is_read = is_drawn && decodes(wallet_buffer_bytes(&file), sample);
    wallet_buffer_clear(&file);
    return is_read;
}

/** Takes every WORKERS-th of the codes; how many were read. */
static unsigned work(unsigned worker, unsigned first, unsigned count)
{
    unsigned read_back = 0;
    unsigned told = 0;

    for (unsigned number = first + worker; number < first + count; number += WORKERS) {
        const struct sample sample = make_sample(number);
        if (is_read_back(&sample)) {
            read_back++;
        } else if (told++ < TOLD_MAX) {
            printf(
                "not read: number %u, version %u, level %c, %u pixels a module\n",
                number,
                sample.version,
                sample.level->name,
                sample.pixels);
        }
    }

    (void)fflush(stdout);
    return read_back;
}

/** The workers, each a process of its own; how many codes they read in all. */
static unsigned work_together(unsigned first, unsigned count)
{
    unsigned *read_back = mmap(
        NULL,
        WORKERS * sizeof *read_back,
        PROT_READ | PROT_WRITE,
        MAP_SHARED | MAP_ANONYMOUS,
        -1,
        0);
    if (read_back == MAP_FAILED) {
        return 0;
    }

    for (unsigned worker = 0; worker < WORKERS; worker++) {
        if (fork() == 0) {
            read_back[worker] = work(worker, first, count);
            _exit(EXIT_SUCCESS);
        }
    }

    unsigned sum = 0;
    while (wait(NULL) > 0) {
    }

    for (unsigned worker = 0; worker < WORKERS; worker++) {
        sum += read_back[worker];
    }

    (void)munmap(read_back, WORKERS * sizeof *read_back);
    return sum;
}

int main(int argc, char *argv[])
{
    const unsigned count = argc > 1 ? (unsigned)strtoul(argv[1], NULL, TEN) : 0;
    const unsigned first = argc > 2 ? (unsigned)strtoul(argv[2], NULL, TEN) : 0;
    if (count == 0) {
        fprintf(stderr, "usage: %s COUNT [FIRST]\n", argv[0]);
        return EXIT_FAILURE;
    }

    const time_t start = time(NULL);
    const unsigned read_back = work_together(first, count);
    printf("%u of %u codes read back, %ld s\n", read_back, count, (long)(time(NULL) - start));
    return read_back == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
