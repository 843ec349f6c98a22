/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/record.h"
#include "sample.h"
#include "test.h"

#include <stdio.h>

enum {
    JSON_ROOM = 512,
};

static enum wallet_status parse(
    const char *terms,
    struct wallet_catalogue **catalogue,
    struct wallet_record **record,
    struct wallet_error *error)
{
    char *json = test_memory(JSON_ROOM);

    (void)snprintf(json, JSON_ROOM, "{%s,\"fields\":{\"name\":\"a\"}}", terms);
    *catalogue = sample_parse(SAMPLE_TYPE);
    return wallet_record_parse(wallet_catalogue_at(*catalogue, 0), test_text(json), record, error);
}

TEST(terms_are_read)
{
    static const struct {
        const char *json;
        int64_t from;
        int64_t until;
    } rows[] = {
        /* A day begins in China at 16:00 the day before in UTC, and ends with its last second. */
        { "\"valid_from\":\"2026-01-01\"", 1767196800, 0 },
        { "\"valid_until\":\"2026-01-01\"", 0, 1767283200 },
        { "\"valid_from\":\"20260101\",\"valid_until\":\"20260101\"", 1767196800, 1767283200 },
        { "\"valid_until\":\"长期\"", 0, 0 },
        { "\"valid_until\":\"long-term\"", 0, 0 },
        { "\"valid_until\":\"9999-12-31\"", 0, 0 },
        { "\"valid_from\":\"2026-01-01T00:00:00Z\"", 1767225600, 0 },
        { "\"valid_until\":\"2026-01-01T08:00:00+08:00\"", 0, 1767225600 },
        { "\"valid_until\":\"2025-12-31T16:00:00-08:00\"", 0, 1767225600 },
        { "\"valid_until\":\"@1767225600\"", 0, 1767225600 },
        { "\"valid_from\":\"1970-01-02\"", 57600, 0 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_catalogue *catalogue = NULL;
        struct wallet_record *record = NULL;
        CHECK_ROW(rows[i].json, parse(rows[i].json, &catalogue, &record, NULL), WALLET_OK);
        CHECK_ROW(rows[i].json, wlt_record_terms(record)->from_unix, rows[i].from);
        CHECK_ROW(rows[i].json, wlt_record_terms(record)->until_unix, rows[i].until);
        wallet_record_free(record);
        wallet_catalogue_free(catalogue);
    }
}

TEST(serial_and_version_are_read)
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_record *record = NULL;

    CHECK_EQUAL(
        parse(
            "\"serial\":\"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345\",\"version\":999",
            &catalogue,
            &record,
            NULL),
        WALLET_OK);
    CHECK_TEXT(wlt_record_terms(record)->serial, "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345");
    CHECK_EQUAL(wlt_record_terms(record)->version, 999);
    wallet_record_free(record);
    wallet_catalogue_free(catalogue);
}

#define NO_DATE   "' is not a date since 1970; write it as 2026-01-31 or 2026-01-31T08:30:00+08:00"
#define NO_SERIAL "'serial': expected 1 to 32 characters of 0-9 A-Z"
static const struct {
    const char *json;
    enum wallet_status status;
    const char *message;
} wrong[] = {
    { "\"serial\":1", WALLET_ERR_STRUCTURE, "'serial': expected a string" },
    { "\"serial\":\"\"", WALLET_ERR_VALUE, NO_SERIAL },
    { "\"serial\":\"a\"", WALLET_ERR_VALUE, NO_SERIAL },
    { "\"serial\":\"A_B\"", WALLET_ERR_VALUE, NO_SERIAL },
    { "\"serial\":\"A.B\"", WALLET_ERR_VALUE, NO_SERIAL },
    { "\"serial\":\"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456\"", WALLET_ERR_VALUE, NO_SERIAL },
    { "\"version\":\"1\"", WALLET_ERR_STRUCTURE, "'version': expected a number" },
    { "\"version\":1.5", WALLET_ERR_STRUCTURE, "'version': expected a number" },
    { "\"version\":0", WALLET_ERR_VALUE, "'version': expected a number from 1 to 999" },
    { "\"version\":1000", WALLET_ERR_VALUE, "'version': expected a number from 1 to 999" },
    { "\"version\":-1", WALLET_ERR_VALUE, "'version': expected a number from 1 to 999" },
    { "\"accept_findings\":1", WALLET_ERR_STRUCTURE, "'accept_findings': expected true or false" },
    { "\"valid_from\":1767196800", WALLET_ERR_STRUCTURE, "'valid_from': expected a string" },
    { "\"valid_from\":\"\"", WALLET_ERR_VALUE, "'valid_from': '" NO_DATE },
    { "\"valid_from\":\"长期\"", WALLET_ERR_VALUE, "'valid_from': '长期" NO_DATE },
    { "\"valid_from\":\"2026-02-30\"", WALLET_ERR_VALUE, "'valid_from': '2026-02-30" NO_DATE },
    { "\"valid_from\":\"1970-01-01\"", WALLET_ERR_VALUE, "'valid_from': '1970-01-01" NO_DATE },
    { "\"valid_until\":\"1970-01-01T00:00:00Z\"",
      WALLET_ERR_VALUE,
      "'valid_until': '1970-01-01T00:00:00Z" NO_DATE },
    { "\"valid_until\":\"@0\"", WALLET_ERR_VALUE, "'valid_until': '@0" NO_DATE },
    { "\"valid_until\":\"2026-01-01T00:00:00\"",
      WALLET_ERR_VALUE,
      "'valid_until': '2026-01-01T00:00:00" NO_DATE },
    { "\"valid_until\":\"2026-01-01T00:00:00.0000000000000000000000Z\"",
      WALLET_ERR_VALUE,
      "'valid_until': '2026-01-01T00:00:00.0000000000000000000000Z" NO_DATE },
    { "\"valid_from\":\"2026-01-02\",\"valid_until\":\"2026-01-01\"",
      WALLET_ERR_VALUE,
      "'valid_until': it is before 'valid_from'" },
    { "\"valid_from\":\"@1767225600\",\"valid_until\":\"@1767225600\"",
      WALLET_ERR_VALUE,
      "'valid_until': it is before 'valid_from'" },
};

TEST(terms_that_are_wrong_say_in_what_way)
{
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct wallet_catalogue *catalogue = NULL;
        struct wallet_record *record = NULL;
        struct wallet_error error = { 0 };
        CHECK_ROW(
            wrong[i].json, parse(wrong[i].json, &catalogue, &record, &error), wrong[i].status);
        CHECK_TEXT(error.message, wrong[i].message);
        wallet_catalogue_free(catalogue);
    }
}
