/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/call.h>

#include <string.h>

static const char *const operations[WALLET_OPERATION_COUNT] = {
    [WALLET_OPERATION_NONE] = "none",       [WALLET_OPERATION_SEARCH] = "search",
    [WALLET_OPERATION_DATA] = "data",       [WALLET_OPERATION_FILE] = "file",
    [WALLET_OPERATION_COMPARE] = "compare", [WALLET_OPERATION_VERIFY] = "verify",
    [WALLET_OPERATION_PROBLEM] = "problem",
};

static const char *const problems[] = {
    [WALLET_PROBLEM_NONE] = "none",
    [WALLET_PROBLEM_MISSING] = "missing",
    [WALLET_PROBLEM_WRONG] = "wrong",
    [WALLET_PROBLEM_DOES_NOT_LOAD] = "does-not-load",
};

static const struct {
    const char *name;
    const char *label[2];
} comparisons[] = {
    [WALLET_COMPARISON_SAME] = { "same", { "same", "一致" } },
    [WALLET_COMPARISON_DIFFERENT] = { "different", { "different", "不一致" } },
    [WALLET_COMPARISON_IMPOSSIBLE] = { "cannot-compare", { "cannot be compared", "无法比对" } },
};

/** The index of a name in a list; 0 where it is not there, which stands for none. */
static unsigned find(const char *const *names, unsigned count, const char *name)
{
    for (unsigned i = 1; name && i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }

    return 0;
}

const char *wallet_operation_name(enum wallet_operation operation)
{
    return (unsigned)operation < WALLET_OPERATION_COUNT ? operations[operation] : operations[0];
}

enum wallet_operation wallet_operation_find(const char *name)
{
    return (enum wallet_operation)find(operations, WALLET_OPERATION_COUNT, name);
}

const char *wallet_problem_name(enum wallet_problem problem)
{
    return (unsigned)problem <= WALLET_PROBLEM_DOES_NOT_LOAD ? problems[problem] : problems[0];
}

enum wallet_problem wallet_problem_find(const char *name)
{
    return (enum wallet_problem)find(problems, WALLET_PROBLEM_DOES_NOT_LOAD + 1U, name);
}

static enum wallet_comparison known(enum wallet_comparison comparison)
{
    return (unsigned)comparison <= WALLET_COMPARISON_IMPOSSIBLE ? comparison
                                                                : WALLET_COMPARISON_IMPOSSIBLE;
}

const char *wallet_comparison_name(enum wallet_comparison comparison)
{
    return comparisons[known(comparison)].name;
}

const char *wallet_comparison_label(
    enum wallet_comparison comparison, enum wallet_language language)
{
    return comparisons[known(comparison)].label[language == WALLET_CHINESE];
}
