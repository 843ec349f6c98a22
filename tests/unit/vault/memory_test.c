/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Looks through all memory of this very process for the secrets of an unlocked vault: they may stand
 * in locked pages and nowhere else.  What is looked for is kept masked, or the search would find its
 * own words.
 */
#include "sample.h"

#include <sodium.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    NEEDLE_SIZE = 16, /* of each secret: half a copy is one too many */
    NEEDLE_MAX = 16,
    AREA_MAX = 1024,
    CHUNK_SIZE = 1 << 20,
    MASK = 0x5c,
};

struct needle {
    const char *what;
    uint8_t masked[NEEDLE_SIZE];
    size_t locked; /* how often it was found in locked pages */
    size_t open;   /* and elsewhere */
};

struct area {
    uintptr_t start;
    uintptr_t end;
    bool is_locked;
};

static struct needle needles[NEEDLE_MAX];
static size_t needle_count;
static struct area areas[AREA_MAX];
static size_t area_count;

/** The window through which memory is read: what is seen there is no copy of the library's. */
static uint8_t *window;

static void look_for(const char *what, const volatile uint8_t *secret)
{
    struct needle *needle = &needles[needle_count++];

    *needle = (struct needle){ .what = what };
    for (size_t i = 0; i < NEEDLE_SIZE; i++) {
        needle->masked[i] = secret[i] ^ MASK;
    }
}

/** The areas of /proc/self/smaps; "lo" among the flags of one says that it is locked. */
static void list_areas(void)
{
    char line[512];
    FILE *smaps = fopen("/proc/self/smaps", "re");
    CHECK(smaps != NULL);

    area_count = 0;
    while (fgets(line, sizeof line, smaps)) {
        char *end = NULL;
        const unsigned long start = strtoul(line, &end, 16);
        if (end != line && *end == '-') {
            CHECK(area_count < AREA_MAX);
            areas[area_count++] = (struct area){ start, strtoul(end + 1, NULL, 16), false };
        } else if (strncmp(line, "VmFlags:", 8) == 0 && area_count > 0) {
            areas[area_count - 1].is_locked = strstr(line, " lo") != NULL;
        }
    }

    (void)fclose(smaps);
}

static bool is_at(const struct needle *needle, const uint8_t *place)
{
    for (size_t i = 0; i < NEEDLE_SIZE; i++) {
        if ((place[i] ^ MASK) != needle->masked[i]) {
            return false;
        }
    }

    return true;
}

static void search(const struct area *area, size_t size)
{
    for (size_t i = 0; i + NEEDLE_SIZE <= size; i++) {
        for (size_t n = 0; n < needle_count; n++) {
            if (is_at(&needles[n], window + i)) {
                *(area->is_locked ? &needles[n].locked : &needles[n].open) += 1;
            }
        }
    }
}

static void search_area(int memory, const struct area *area)
{
    for (uintptr_t at = area->start; at < area->end; at += CHUNK_SIZE - NEEDLE_SIZE) {
        const size_t left = area->end - at;
        const size_t size = left < CHUNK_SIZE ? left : CHUNK_SIZE;
        const ssize_t got = pread(memory, window, size, (off_t)at);
        if (got <= 0) {
            return; /* what even the kernel does not read, such as the vvar page */
        }

        search(area, (size_t)got);
    }
}

/** Searches everything; returns how many copies stand in pages that are not locked. */
static size_t search_all(void)
{
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    size_t open_copies = 0;
    CHECK(memory >= 0);

    for (size_t n = 0; n < needle_count; n++) {
        needles[n].locked = needles[n].open = 0;
    }

    list_areas();
    for (size_t i = 0; i < area_count; i++) {
        if (areas[i].end <= (uintptr_t)window || areas[i].start >= (uintptr_t)window + CHUNK_SIZE) {
            search_area(memory, &areas[i]);
        }
    }

    sodium_memzero(window, CHUNK_SIZE);
    (void)close(memory);
    for (size_t n = 0; n < needle_count; n++) {
        open_copies += needles[n].open;
    }

    return open_copies;
}

/** The seed, the scalar and the prefix that Ed25519 makes of it, and both keys of the file. */
static void look_for_secrets_of(const struct wallet_vault *vault)
{
    const uint8_t *secret = vault->keys[0].secret;
    uint8_t *hash = wlt_secret_alloc(crypto_hash_sha512_BYTES);

    needle_count = 0;
    look_for("seed", secret);
    look_for("seed, second half", secret + NEEDLE_SIZE);
    look_for("data key", vault->secrets->data_key);
    look_for("data key, second half", vault->secrets->data_key + NEEDLE_SIZE);
    look_for("passphrase's key", vault->secrets->wrapping_key);
    look_for("passphrase's key, second half", vault->secrets->wrapping_key + NEEDLE_SIZE);
    (void)crypto_hash_sha512(hash, secret, WLT_ED25519_SEED_SIZE);
    look_for("scalar", hash + 1);
    look_for("prefix", hash + WLT_ED25519_SEED_SIZE);
    wlt_secret_free(hash);
}

static void sign_with(const struct wallet_vault *vault)
{
    struct wallet_vault_key key;
    struct wallet_signer signer;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    CHECK(wallet_vault_key_at(vault, 0, &key));
    CHECK_EQUAL(wallet_vault_signer(vault, key.id, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(
        signer.sign(signer.context, test_text("to be signed"), signature, &size, NULL), WALLET_OK);
}

TEST(an_unlocked_vault_keeps_its_secrets_in_locked_pages_only)
{
    const struct wallet_bytes file = sample_file();
    struct wallet_vault *vault = sample_open(file);
    struct wallet_buffer out = { 0 };
    window = mmap(NULL, CHUNK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(window != MAP_FAILED);

    /* All that a vault does with its keys. */
    sign_with(vault);
    CHECK_EQUAL(wallet_vault_write(vault, &out, NULL), WALLET_OK);
    sign_with(vault);
    look_for_secrets_of(vault);
    CHECK_EQUAL(search_all(), 0);
    for (size_t n = 0; n < 6; n++) {
        CHECK_ROW(needles[n].what, needles[n].locked > 0, true);
    }

    /* And the search does find what stands elsewhere. */
    uint8_t *leak = malloc(WLT_ED25519_SEED_SIZE);
    CHECK(leak != NULL);
    memcpy(leak, vault->keys[0].secret, WLT_ED25519_SEED_SIZE);
    CHECK(search_all() >= 2);
    CHECK(needles[0].open > 0 && needles[1].open > 0 && needles[2].open == 0);
    explicit_bzero(leak, WLT_ED25519_SEED_SIZE);
    free(leak);

    /* Released, they are nowhere. */
    wallet_vault_free(vault);
    CHECK_EQUAL(search_all(), 0);
    for (size_t n = 0; n < needle_count; n++) {
        CHECK_ROW(needles[n].what, needles[n].locked, 0);
    }

    wallet_buffer_clear(&out);
    (void)munmap(window, CHUNK_SIZE);
}
