/* SPDX-License-Identifier: Apache-2.0 */
#include "status/register.h"
#include "town.h"

TEST(reads_back_what_it_wrote)
{
    struct town town;
    char identifier[WALLET_IDENTIFIER_SIZE];
    struct wallet_buffer file = { 0 };
    struct wallet_buffer again = { 0 };
    struct wallet_status_register *read = NULL;
    struct wallet_status_place place;
    town_open(&town);
    town_issue(&town, identifier);
    CHECK_EQUAL(
        wallet_status_register_set(
            town.reg, identifier, WALLET_STATE_OTHER, "另有原因", AGENCY_NOW, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_status_register_draw(town.reg, 1, &place, NULL), WALLET_OK);
    town_publish(&town, AGENCY_NOW);

    CHECK_EQUAL(wallet_status_register_write(town.reg, &file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_register_parse(wallet_buffer_bytes(&file), &read, NULL), WALLET_OK);
    CHECK_TEXT(wallet_status_register_uri(read), TOWN_URI);
    CHECK_EQUAL(wallet_status_register_version(read), 1);
    CHECK_EQUAL(wallet_status_register_count(read), 2);
    CHECK_EQUAL(read->shards[0]->taken_count, 2);
    CHECK_EQUAL(wallet_status_register_write(read, &again, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&again), wallet_buffer_bytes(&file));

    wallet_status_register_free(read);
    wallet_buffer_clear(&again);
    wallet_buffer_clear(&file);
    town_close(&town);
}

/* ["wallet-status-register", 1, "urn:x", 0, shards, entries] */
#define HEAD "86" MARK "01"
#define MARK "7677616c6c65742d7374617475732d7265676973746572"
#define URI  "6575726e3a78"
#define ENTRY_A \
    "8660"      \
    "0005010060" /* shard 0, index 5, valid */
#define ENTRY_B \
    "8660"      \
    "0006010060"

static const struct {
    const char *what;
    const char *file;
    enum wallet_status wanted;
} files[] = {
    { "empty", HEAD URI "000080", WALLET_OK },
    { "two entries", HEAD URI "000182" ENTRY_A ENTRY_B, WALLET_OK },
    { "nothing", "", WALLET_ERR_TRUNCATED },
    { "a number", "00", WALLET_ERR_STRUCTURE },
    { "another mark",
      "86"
      "6178"
      "01" URI "000080",
      WALLET_ERR_STRUCTURE },
    { "another format", "86" MARK "02" URI "000080", WALLET_ERR_STRUCTURE },
    { "a bad URI",
      HEAD "60"
           "000080",
      WALLET_ERR_VALUE },
    { "a URI with a NUL",
      HEAD "6575726e0078"
           "000080",
      WALLET_ERR_VALUE },
    { "too many shards", HEAD URI "0019100180", WALLET_ERR_STRUCTURE },
    { "more shards than entries fill", HEAD URI "000280", WALLET_ERR_VALUE },
    { "a part too few", "85" MARK "01" URI "0000", WALLET_ERR_STRUCTURE },
    { "something behind", HEAD URI "00008000", WALLET_ERR_STRUCTURE },
    { "not in shortest form", HEAD URI "00180080", WALLET_ERR_MALFORMED },
    { "a place twice", HEAD URI "000182" ENTRY_A ENTRY_A, WALLET_ERR_VALUE },
    { "a shard that is not there", HEAD URI "000081" ENTRY_A, WALLET_ERR_VALUE },
    { "an index beyond",
      HEAD URI "000181"
               "8660001a00100000010060",
      WALLET_ERR_VALUE },
    { "no such state",
      HEAD URI "000181"
               "86600005080060",
      WALLET_ERR_VALUE },
    { "no identifier",
      HEAD URI "000181"
               "8661780005010060",
      WALLET_ERR_VALUE },
    { "a note of two lines",
      HEAD URI "000181"
               "8660000501006161"
               "0a",
      WALLET_ERR_STRUCTURE },
    { "a note with a line feed",
      HEAD URI "000181"
               "86600005010061"
               "0a",
      WALLET_ERR_VALUE },
    { "an entry cut",
      HEAD URI "000181"
               "8660",
      WALLET_ERR_TRUNCATED },
};

TEST(refuses_what_is_no_register)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct wallet_status_register *reg = NULL;
        CHECK_ROW(
            files[i].what,
            wallet_status_register_parse(test_hex(files[i].file), &reg, NULL),
            files[i].wanted);
        wallet_status_register_free(reg);
    }
}

TEST(refuses_a_file_that_is_too_large)
{
    const uint8_t byte = 0;
    struct wallet_status_register *reg = NULL;
    const struct wallet_bytes huge = { &byte, WALLET_STATUS_REGISTER_MAX + (size_t)1 };
    CHECK_EQUAL(wallet_status_register_parse(huge, &reg, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(
        wallet_status_register_parse((struct wallet_bytes){ 0 }, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_status_register_write(NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
}
