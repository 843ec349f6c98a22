/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PATH_SIZE = 4096,
    FILE_MAX = 64 << 20,
};

/** What a test borrowed, released when it ends. */
struct block {
    struct block *next;
    max_align_t content[];
};

static struct block *blocks;

void test_check_equal(intmax_t got, intmax_t wanted, const char *claim, const char *file, int line)
{
    if (got != wanted) {
        print_error("%s: got %jd, wanted %jd\n", claim, got, wanted);
        _fail(file, line);
    }
}

void test_check_text(
    const char *got, const char *wanted, const char *claim, const char *file, int line)
{
    if (!got || strcmp(got, wanted) != 0) {
        print_error("%s: got '%s', wanted '%s'\n", claim, got ? got : "NULL", wanted);
        _fail(file, line);
    }
}

static void print_hex(const char *label, struct wallet_bytes bytes)
{
    print_error("  %s", label);
    for (size_t i = 0; i < bytes.size; i++) {
        print_error("%02x", bytes.data[i]);
    }

    print_error("\n");
}

void test_check_bytes(
    struct wallet_bytes got,
    struct wallet_bytes wanted,
    const char *claim,
    const char *file,
    int line)
{
    if (got.size == wanted.size &&
        (got.size == 0 || memcmp(got.data, wanted.data, got.size) == 0)) {
        return;
    }

    print_error("%s: other bytes\n", claim);
    print_hex("got    ", got);
    print_hex("wanted ", wanted);
    _fail(file, line);
}

void *test_memory(size_t size)
{
    struct block *block = calloc(1, sizeof *block + size);
    if (!block) {
        abort();
    }

    block->next = blocks;
    blocks = block;
    return block->content;
}

int test_release(void **state)
{
    (void)state;
    while (blocks) {
        struct block *block = blocks;
        blocks = block->next;
        free(block);
    }

    return 0;
}

static uint8_t nibble(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return (uint8_t)(digit - '0');
    }

    if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f') {
        return (uint8_t)((digit | 0x20) - 'a' + 10);
    }

    fail_msg("'%c' is not a hex digit", digit);
    return 0;
}

struct wallet_bytes test_hex(const char *hex)
{
    uint8_t *data = test_memory(strlen(hex) / 2 + 1);
    size_t digits = 0;

    for (const char *at = hex; *at; at++) {
        if (*at != ' ') {
            data[digits / 2] = (uint8_t)(data[digits / 2] << 4 | nibble(*at));
            digits++;
        }
    }

    if (digits % 2 != 0) {
        fail_msg("an odd number of hex digits: %s", hex);
    }

    return (struct wallet_bytes){ data, digits / 2 };
}

struct wallet_bytes test_text(const char *text)
{
    return (struct wallet_bytes){ (const uint8_t *)text, strlen(text) };
}

struct wallet_bytes test_file(const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (!file) {
        fail_msg("cannot open '%s'", path);
        return (struct wallet_bytes){ 0 };
    }

    (void)fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    rewind(file);
    if (size < 0 || size > FILE_MAX) {
        fail_msg("'%s' has %ld bytes", path, size);
    }

    uint8_t *data = test_memory((size_t)size + 1);
    const size_t got = fread(data, 1, (size_t)size, file);
    (void)fclose(file);
    return (struct wallet_bytes){ data, got };
}

static const char *path_below(const char *variable, const char *name)
{
    const char *folder = getenv(variable);
    if (!folder || !*folder) {
        return NULL;
    }

    char *path = test_memory(PATH_SIZE);
    (void)snprintf(path, PATH_SIZE, "%s/%s", folder, name);
    return path;
}

const char *test_vector_path(const char *name)
{
    return path_below("WALLET_VECTORS", name);
}

const char *test_root_path(const char *name)
{
    const char *path = path_below("WALLET_ROOT", name);
    if (!path) {
        fail_msg("WALLET_ROOT is not set: run the tests through meson");
    }

    return path;
}
