/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_CATALOGUE_MATTER_ROWS_H
#define TEST_CATALOGUE_MATTER_ROWS_H

#include "matter_sample.h"

/* What is wrong with a matter is told with line and cause: one row, one slip of the pen. */

#define STRUCTURE WALLET_ERR_STRUCTURE
#define TOO_LARGE WALLET_ERR_TOO_LARGE

struct row {
    const char *from; /* stands in the sample once */
    const char *to;
    enum wallet_status status;
    const char *message;
};

static inline void check_refused(
    const struct wallet_catalogue *catalogue,
    const char *json,
    enum wallet_status wanted,
    const char *message)
{
    struct wallet_matters *matters = NULL;
    struct wallet_error error = { 0 };
    const enum wallet_status status =
        wallet_matters_parse(test_text(json), catalogue, &matters, &error);

    CHECK_TEXT(error.message, message);
    CHECK_EQUAL(status, wanted);
    CHECK(!matters);
}

static inline void check_rows(const struct row *rows, size_t count)
{
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < count; i++) {
        check_refused(
            catalogue, matter_changed(rows[i].from, rows[i].to), rows[i].status, rows[i].message);
    }

    wallet_catalogue_free(catalogue);
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))

#endif
