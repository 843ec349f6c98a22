/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_H
#define WALLET_TEST_H

#include <wallet/bytes.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/*
 * TEST(name) { ... } defines and registers a test; support/test.c has main(), which hands them to
 * cmocka.  A name is a sentence: `refuses_what_is_not_in_shortest_form`.  `the_test PATTERN` runs the
 * tests whose names match ('*' and '?').
 */

struct test {
    const char *name;
    void (*run)(void **state);
    struct test *next;
};

void test_register(struct test *test);

/** Releases what the test borrowed below; runs after each. */
int test_release(void **state);

#define TEST(name_)                                                      \
    static void name_(void **state);                                     \
    static struct test test_##name_ = { .name = #name_, .run = name_ };  \
    __attribute__((constructor)) static void test_register_##name_(void) \
    {                                                                    \
        test_register(&test_##name_);                                    \
    }                                                                    \
    static void name_(__attribute__((unused)) void **state)

#define CHECK(claim) _assert_true((claim) ? 1 : 0, #claim, __FILE__, __LINE__)
#define CHECK_EQUAL(got, wanted) \
    test_check_equal((intmax_t)(got), (intmax_t)(wanted), #got " == " #wanted, __FILE__, __LINE__)
#define CHECK_TEXT(got, wanted)  test_check_text((got), (wanted), #got, __FILE__, __LINE__)
#define CHECK_BYTES(got, wanted) test_check_bytes((got), (wanted), #got, __FILE__, __LINE__)

/* Inside a loop over a table: says which row failed. */
#define CHECK_ROW(row, got, wanted) \
    test_check_equal((intmax_t)(got), (intmax_t)(wanted), (row), __FILE__, __LINE__)

void test_check_equal(intmax_t got, intmax_t wanted, const char *claim, const char *file, int line);
void test_check_text(
    const char *got, const char *wanted, const char *claim, const char *file, int line);
void test_check_bytes(
    struct wallet_bytes got,
    struct wallet_bytes wanted,
    const char *claim,
    const char *file,
    int line);

/** The bytes that `hex` spells, blanks left out; lives until the test ends. */
struct wallet_bytes test_hex(const char *hex);

/** The bytes of a text; borrows it. */
struct wallet_bytes test_text(const char *text);

/** The content of a file; lives until the test ends.  Fails the test if it cannot be read. */
struct wallet_bytes test_file(const char *path);

/** Memory that lives until the test ends. */
void *test_memory(size_t size);

/** A path below the folder of published vectors ($WALLET_VECTORS), or NULL where there is none. */
const char *test_vector_path(const char *name);

/** A path below the project's own root ($WALLET_ROOT). */
const char *test_root_path(const char *name);

#endif
