/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_CATALOGUE_TYPE_ROWS_H
#define TEST_CATALOGUE_TYPE_ROWS_H

#include "sample.h"

/** A type that is refused, and what is said of it. */
struct row {
    const char *json;
    enum wallet_status status;
    const char *message;
};

static inline void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct wallet_catalogue *catalogue = NULL;
        struct wallet_error error = { 0 };
        const enum wallet_status status =
            wallet_catalogue_parse(test_text(rows[i].json), NULL, &catalogue, &error);
        CHECK_ROW(rows[i].json, status, rows[i].status);
        CHECK_TEXT(error.message, rows[i].message);
        CHECK_EQUAL(error.status, rows[i].status);
        CHECK(!catalogue);
    }
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))

/* A type with one thing in it changed: its head, its holder, its fields. */
#define WITH_HOLDER(holder_) "{" SAMPLE_HEAD "\"holder\":" holder_ ",\"fields\":" SAMPLE_FIELDS "}"
#define WITH_FIELDS(fields_) "{" SAMPLE_HEAD SAMPLE_HOLDER ",\"fields\":" fields_ "}"
#define WITH_FIELD(rest_)    WITH_FIELDS("[" SAMPLE_FIELD(1, "a", "甲", rest_) "]")
#define WITH_CODES(codes_)   WITH_FIELD("\"kind\":\"code\",\"codes\":" codes_)
#define STRUCTURE            WALLET_ERR_STRUCTURE

#endif
