/* SPDX-License-Identifier: Apache-2.0 */

/* Claims that no counter of ours would sign, but somebody might. */
#include "make_request.h"
#include "present/request.h"

#define ISS   "01 72 313133363035303030303030303030313946"
#define EXP   "04 1a 6b03f3ac"
#define IAT   "06 1a 6b03f280"
#define NONCE "1827 50 000102030405060708090a0b0c0d0e0f"

#define MATTER_KEY "3a00010001"
#define MATTER     MATTER_KEY " a2 02 00 03 61 61" /* of category 0, called "a" */
#define ITEMS_KEY  "3a00010002"
#define TYPE       "01 75 313131303030303030303030313331323744303031"
#define OTHER_TYPE "01 75 313131303030303030303030313331323744303032"
#define ITEM       "a3" TYPE "02 81 01 03 f5" /* field 1, required */
#define ITEMS      ITEMS_KEY " 81" ITEM
#define REPLY_KEY  "3a00010006"
#define RELATION   "3a0001000b"
#define HEAD       ISS EXP IAT NONCE

static const struct {
    const char *what;
    const char *claims;
    enum wallet_status wanted;
} rows[] = {
    { "the least", "a6" HEAD MATTER ITEMS, WALLET_OK },
    { "one more byte", "a6" HEAD MATTER ITEMS "00", WALLET_ERR_STRUCTURE },
    { "nothing", "", WALLET_ERR_TRUNCATED },
    { "an empty map", "a0", WALLET_ERR_STRUCTURE },
    { "an array", "80", WALLET_ERR_STRUCTURE },
    { "no counter", "a5" EXP IAT NONCE MATTER ITEMS, WALLET_ERR_STRUCTURE },
    { "no end", "a5" ISS IAT NONCE MATTER ITEMS, WALLET_ERR_STRUCTURE },
    { "no beginning", "a5" ISS EXP NONCE MATTER ITEMS, WALLET_ERR_STRUCTURE },
    { "no nonce", "a5" ISS EXP IAT MATTER ITEMS, WALLET_ERR_STRUCTURE },
    { "no matter", "a5" HEAD ITEMS, WALLET_ERR_STRUCTURE },
    { "no items", "a5" HEAD MATTER, WALLET_ERR_STRUCTURE },
    { "a claim that is not known",
      "a7" ISS "03 61 61" EXP IAT NONCE MATTER ITEMS,
      WALLET_ERR_STRUCTURE },
    { "a claim twice", "a7" ISS ISS EXP IAT NONCE MATTER ITEMS, WALLET_ERR_MALFORMED },
    { "claims out of order", "a6" EXP ISS IAT NONCE MATTER ITEMS, WALLET_ERR_MALFORMED },
    { "a text for a label", "a7" HEAD MATTER ITEMS "61 61 00", WALLET_ERR_STRUCTURE },

    { "a short counter", "a6 01 6131" EXP IAT NONCE MATTER ITEMS, WALLET_ERR_VALUE },
    { "bytes for a counter", "a6 01 4131" EXP IAT NONCE MATTER ITEMS, WALLET_ERR_STRUCTURE },
    { "an end before the beginning",
      "a6" ISS "04 1a 6b03f27f" IAT NONCE MATTER ITEMS,
      WALLET_ERR_VALUE },
    { "an end at the beginning",
      "a6" ISS "04 1a 6b03f280" IAT NONCE MATTER ITEMS,
      WALLET_ERR_VALUE },
    { "an hour", "a6" ISS "04 1a 6b040090" IAT NONCE MATTER ITEMS, WALLET_OK },
    { "an hour and a second", "a6" ISS "04 1a 6b040091" IAT NONCE MATTER ITEMS, WALLET_ERR_VALUE },
    { "the end of time",
      "a6" ISS "04 1b 7fffffffffffffff" IAT NONCE MATTER ITEMS,
      WALLET_ERR_VALUE },
    { "beyond it", "a6" ISS "04 1b ffffffffffffffff" IAT NONCE MATTER ITEMS, WALLET_ERR_STRUCTURE },
    { "before 1970", "a6" ISS EXP "06 20" NONCE MATTER ITEMS, WALLET_ERR_VALUE },
    { "no time", "a6" ISS EXP "06 00" NONCE MATTER ITEMS, WALLET_ERR_VALUE },
    { "a short nonce",
      "a6" ISS EXP IAT "1827 4f 000102030405060708090a0b0c0d0e" MATTER ITEMS,
      WALLET_ERR_VALUE },
    { "a long nonce",
      "a6" ISS EXP IAT "1827 51 000102030405060708090a0b0c0d0e0f10" MATTER ITEMS,
      WALLET_ERR_VALUE },

    { "a matter of no parts", "a6" HEAD MATTER_KEY "a0" ITEMS, WALLET_ERR_VALUE },
    { "no name", "a6" HEAD MATTER_KEY "a1 02 00" ITEMS, WALLET_ERR_VALUE },
    { "no category", "a6" HEAD MATTER_KEY "a1 03 6161" ITEMS, WALLET_ERR_VALUE },
    { "a cause alone", "a6" HEAD MATTER_KEY "a2 02 01 05 6161" ITEMS, WALLET_OK },
    { "a name without a matter", "a6" HEAD MATTER_KEY "a2 02 01 03 6161" ITEMS, WALLET_ERR_VALUE },
    { "an unknown category",
      "a6" HEAD MATTER_KEY "a2 02 02 03 6161" ITEMS,
      WALLET_ERR_UNSUPPORTED },
    { "an unknown part",
      "a6" HEAD MATTER_KEY "a3 02 00 03 6161 06 00" ITEMS,
      WALLET_ERR_STRUCTURE },
    { "an empty name", "a6" HEAD MATTER_KEY "a2 02 00 03 60" ITEMS, WALLET_ERR_VALUE },
    { "a NUL in a name", "a6" HEAD MATTER_KEY "a2 02 00 03 626100" ITEMS, WALLET_ERR_VALUE },

    { "no licences", "a6" HEAD MATTER ITEMS_KEY "80", WALLET_ERR_VALUE },
    { "seventeen",
      "a6" HEAD MATTER ITEMS_KEY
      "91" ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM,
      WALLET_ERR_TOO_LARGE },
    { "more than there are",
      "a6" HEAD MATTER ITEMS_KEY "9b ffffffffffffffff" ITEM,
      WALLET_ERR_TRUNCATED },
    { "two types",
      "a6" HEAD MATTER ITEMS_KEY "82" ITEM "a3" OTHER_TYPE "02 81 01 03 f4",
      WALLET_OK },
    { "a type twice", "a6" HEAD MATTER ITEMS_KEY "82" ITEM ITEM, WALLET_ERR_VALUE },
    { "no type code", "a6" HEAD MATTER ITEMS_KEY "81 a3 01 6131 02 81 01 03 f5", WALLET_ERR_VALUE },
    { "no type", "a6" HEAD MATTER ITEMS_KEY "81 a2 02 81 01 03 f5", WALLET_ERR_STRUCTURE },
    { "no list of fields", "a6" HEAD MATTER ITEMS_KEY "81 a2" TYPE "03 f5", WALLET_ERR_STRUCTURE },
    { "no fields", "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 80 03 f5", WALLET_ERR_VALUE },
    { "a number for fields",
      "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 01 03 f5",
      WALLET_ERR_STRUCTURE },
    { "fields that descend",
      "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 82 02 01 03 f5",
      WALLET_ERR_VALUE },
    { "a field twice",
      "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 82 01 01 03 f5",
      WALLET_ERR_VALUE },
    { "a negative field",
      "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 81 20 03 f5",
      WALLET_ERR_STRUCTURE },
    { "a huge field",
      "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 81 1a 3b9aca00 03 f5",
      WALLET_ERR_VALUE },
    { "not required or not",
      "a6" HEAD MATTER ITEMS_KEY "81 a2" TYPE "02 81 01",
      WALLET_ERR_STRUCTURE },
    { "required once",
      "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 81 01 03 01",
      WALLET_ERR_STRUCTURE },
    { "null for required",
      "a6" HEAD MATTER ITEMS_KEY "81 a3" TYPE "02 81 01 03 f6",
      WALLET_ERR_STRUCTURE },
    { "an unknown part of an item",
      "a6" HEAD MATTER ITEMS_KEY "81 a4" TYPE "02 81 01 03 f5 05 00",
      WALLET_ERR_STRUCTURE },
    { "members",
      "a6" HEAD MATTER ITEMS_KEY "81 a4" TYPE "02 81 09 03 f5 04 a1 09 82 01 02",
      WALLET_OK },
    { "members of nothing",
      "a6" HEAD MATTER ITEMS_KEY "81 a4" TYPE "02 81 09 03 f5 04 a0",
      WALLET_ERR_STRUCTURE },
    { "members of a field not asked for",
      "a6" HEAD MATTER ITEMS_KEY "81 a4" TYPE "02 81 09 03 f5 04 a1 08 81 01",
      WALLET_ERR_STRUCTURE },
    { "no members' fields",
      "a6" HEAD MATTER ITEMS_KEY "81 a4" TYPE "02 81 09 03 f5 04 a1 09 80",
      WALLET_ERR_VALUE },
    { "members that descend",
      "a6" HEAD MATTER ITEMS_KEY "81 a4" TYPE "02 81 09 03 f5 04 a1 09 82 02 01",
      WALLET_ERR_VALUE },

    { "a reply", "a7" HEAD MATTER ITEMS REPLY_KEY "69 68747470733a2f2f61", WALLET_OK },
    { "a reply in clear",
      "a7" HEAD MATTER ITEMS REPLY_KEY "68 687474703a2f2f61",
      WALLET_ERR_VALUE },
    { "an empty reply", "a7" HEAD MATTER ITEMS REPLY_KEY "60", WALLET_ERR_VALUE },
    { "a relation", "a7" HEAD MATTER ITEMS RELATION "03", WALLET_OK },
    { "a relation of none", "a7" HEAD MATTER ITEMS RELATION "00", WALLET_ERR_UNSUPPORTED },
    { "an unknown relation", "a7" HEAD MATTER ITEMS RELATION "04", WALLET_ERR_UNSUPPORTED },
};

TEST(claims_are_as_they_should_or_refused)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wallet_request *request = NULL;
        struct wallet_error error = { .status = WALLET_OK };
        CHECK_ROW(
            rows[i].what,
            wlt_request_read(test_hex(rows[i].claims), &request, &error),
            rows[i].wanted);
        CHECK_ROW(rows[i].what, error.status, rows[i].wanted);
        CHECK_ROW(rows[i].what, request != NULL, rows[i].wanted == WALLET_OK);
        wallet_request_free(request);
    }
}

TEST(what_was_read_is_there)
{
    struct wallet_request *request = NULL;
    struct wallet_request_item item;

    CHECK_EQUAL(
        wlt_request_read(
            test_hex("a6" HEAD MATTER ITEMS_KEY "82" ITEM "a4" OTHER_TYPE
                     "02 82 02 09 03 f4 04 a1 09 82 01 0b"),
            &request,
            NULL),
        WALLET_OK);
    CHECK_TEXT(wallet_request_counter(request), "11360500000000019F");
    CHECK_BYTES(wallet_request_nonce(request), test_hex("000102030405060708090a0b0c0d0e0f"));
    CHECK_EQUAL(wallet_request_until(request) - wallet_request_issued(request), 300);
    wallet_request_item_at(request, 1, &item);
    CHECK_TEXT(item.type, HOUSEHOLD);
    CHECK(!item.is_required);
    CHECK_EQUAL(item.fields[1].key, 9);
    CHECK_EQUAL(item.fields[1].member_count, 2);
    CHECK_EQUAL(item.fields[1].members[1], 11);
    CHECK(!wallet_request_is_verified(request));
    wallet_request_free(request);
}
