/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include <string.h>

enum {
    TEST_MAX = 512,
};

static struct test *first;

void test_register(struct test *test)
{
    struct test **end = &first;
    while (*end) {
        end = &(*end)->next;
    }

    *end = test;
}

int main(int argc, char *argv[])
{
    static struct CMUnitTest tests[TEST_MAX];
    size_t count = 0;

    for (const struct test *test = first; test && count < TEST_MAX; test = test->next) {
        tests[count++] = (struct CMUnitTest){
            .name = test->name,
            .test_func = test->run,
            .teardown_func = test_release,
        };
    }

    if (argc > 1) {
        cmocka_set_test_filter(argv[1]);
    }

    const char *name = strrchr(argv[0], '/');
    return _cmocka_run_group_tests(name ? name + 1 : argv[0], tests, count, NULL, NULL);
}
