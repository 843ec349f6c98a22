/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include "test.h"

#include <string.h>

/** Every status, by its fixed number: nothing here may ever change. */
static const struct {
    enum wallet_status status;
    int number;
    const char *name;
    enum wallet_fault fault;
} statuses[] = {
    { WALLET_OK, 0, "OK", WALLET_FAULT_NONE },
    { WALLET_ERR_ARGUMENT, 100, "ARGUMENT", WALLET_FAULT_CALLER },
    { WALLET_ERR_TRUNCATED, 200, "TRUNCATED", WALLET_FAULT_INPUT },
    { WALLET_ERR_MALFORMED, 201, "MALFORMED", WALLET_FAULT_INPUT },
    { WALLET_ERR_STRUCTURE, 202, "STRUCTURE", WALLET_FAULT_INPUT },
    { WALLET_ERR_TOO_LARGE, 203, "TOO_LARGE", WALLET_FAULT_INPUT },
    { WALLET_ERR_UNSUPPORTED, 204, "UNSUPPORTED", WALLET_FAULT_INPUT },
    { WALLET_ERR_VALUE, 205, "VALUE", WALLET_FAULT_INPUT },
    { WALLET_ERR_MISSING, 206, "MISSING", WALLET_FAULT_INPUT },
    { WALLET_ERR_UNKNOWN, 207, "UNKNOWN", WALLET_FAULT_INPUT },
    { WALLET_ERR_KEY, 208, "KEY", WALLET_FAULT_INPUT },
    { WALLET_ERR_REFUSED, 300, "REFUSED", WALLET_FAULT_VERDICT },
    { WALLET_ERR_UNDETERMINED, 301, "UNDETERMINED", WALLET_FAULT_VERDICT },
    { WALLET_ERR_MEMORY, 400, "MEMORY", WALLET_FAULT_SYSTEM },
    { WALLET_ERR_FILE, 401, "FILE", WALLET_FAULT_SYSTEM },
    { WALLET_ERR_CRYPTO, 402, "CRYPTO", WALLET_FAULT_SYSTEM },
    { WALLET_ERR_SCANNER, 403, "SCANNER", WALLET_FAULT_SYSTEM },
    { WALLET_ERR_CONFLICT, 404, "CONFLICT", WALLET_FAULT_SYSTEM },
};

TEST(numbers_names_and_faults_of_statuses_are_fixed)
{
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        CHECK_ROW(statuses[i].name, statuses[i].status, statuses[i].number);
        CHECK_TEXT(wallet_status_name(statuses[i].status), statuses[i].name);
        CHECK_ROW(statuses[i].name, wallet_status_fault(statuses[i].status), statuses[i].fault);
    }
}

TEST(a_status_of_another_version_has_a_name_too)
{
    CHECK_TEXT(wallet_status_name((enum wallet_status)299), "UNKNOWN_STATUS");
    CHECK_EQUAL(wallet_status_fault((enum wallet_status)299), WALLET_FAULT_INPUT);
}

TEST(tells_the_story_and_returns_the_status)
{
    struct wallet_error error = { 0 };

    CHECK_EQUAL(
        wlt_fail(&error, WALLET_ERR_VALUE, 7, "field '%s' has %d characters", "name", 0),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(error.status, WALLET_ERR_VALUE);
    CHECK_EQUAL(error.offset, 7);
    CHECK_TEXT(error.message, "field 'name' has 0 characters");
}

TEST(nobody_needs_to_listen)
{
    CHECK_EQUAL(wlt_fail(NULL, WALLET_ERR_KEY, 0, "%s", "unheard"), WALLET_ERR_KEY);
    CHECK_EQUAL(wlt_fail_memory(NULL), WALLET_ERR_MEMORY);
}

TEST(a_long_message_is_cut_and_terminated)
{
    struct wallet_error error;
    memset(&error, 'x', sizeof error);

    CHECK_EQUAL(wlt_fail(&error, WALLET_ERR_FILE, 0, "%300d", 1), WALLET_ERR_FILE);
    CHECK_EQUAL(strlen(error.message), sizeof error.message - 1);
}

TEST(a_failed_allocation_has_one_story)
{
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wlt_fail_memory(&error), WALLET_ERR_MEMORY);
    CHECK_TEXT(error.message, "out of memory");
    CHECK(error.offset == WALLET_NO_OFFSET);
}
