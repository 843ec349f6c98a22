/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/sign1.h"

#include "test.h"

#include <string.h>

/* [ {1: -7}, {4: '11'}, 'pay', 'sig' ] */
#define PARTS "43 a10126 a1 04 42 3131 43 706179 43 736967"

static enum wallet_status read_in(
    enum wlt_cbor_mode mode, struct wallet_bytes bytes, struct wlt_sign1 *out)
{
    struct wallet_error error;
    const enum wallet_status status = wlt_sign1_read(bytes, mode, out, &error);
    if (status != WALLET_OK) {
        CHECK_EQUAL(error.status, status);
        CHECK(error.offset == WALLET_NO_OFFSET || error.offset <= bytes.size);
    }

    return status;
}

TEST(the_parts_are_as_received)
{
    struct wlt_sign1 sign1;

    CHECK_EQUAL(read_in(WLT_CBOR_STRICT, test_hex("d284" PARTS), &sign1), WALLET_OK);
    CHECK(sign1.is_tagged);
    CHECK(!sign1.is_detached);
    CHECK_BYTES(sign1.protected_encoded, test_hex("a10126"));
    CHECK_EQUAL(sign1.protected_headers.alg, -7);
    CHECK(!sign1.protected_headers.has_kid);
    CHECK_BYTES(sign1.unprotected_headers.kid, test_text("11"));
    CHECK_BYTES(sign1.payload, test_text("pay"));
    CHECK_BYTES(sign1.signature, test_text("sig"));
}

static const struct {
    const char *what;
    const char *hex;
    enum wallet_status strict;
    enum wallet_status lenient;
} rows[] = {
    { "tag 18", "d284" PARTS, WALLET_OK, WALLET_OK },
    { "no tag", "84" PARTS, WALLET_ERR_STRUCTURE, WALLET_OK },
    { "tag 61 and 18", "d83dd284" PARTS, WALLET_ERR_STRUCTURE, WALLET_OK },
    { "tag 18 in its long form", "d81284" PARTS, WALLET_ERR_MALFORMED, WALLET_OK },
    { "tag 61 alone", "d83d84" PARTS, WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "tag 18 twice", "d2d284" PARTS, WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "tag 18 and 61", "d2d83d84" PARTS, WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "tag 61 twice", "d83dd83dd284" PARTS, WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "COSE_Mac0, 17", "d184" PARTS, WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "COSE_Sign, 98", "d86284" PARTS, WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "another tag", "d903e684" PARTS, WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "an array without length", "d29f" PARTS "ff", WALLET_ERR_MALFORMED, WALLET_OK },
    { "five parts", "d285" PARTS "00", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "three parts", "d283 43a10126 a0 40", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "a byte behind", "d284" PARTS "00", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "nothing", "", WALLET_ERR_TRUNCATED, WALLET_ERR_TRUNCATED },
    { "no array", "d2a0", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "a protected bucket that is no byte string",
      "d284 a10126 a0 40 40",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "no protected headers", "d284 40 a0 40 40", WALLET_OK, WALLET_OK },
    { "an empty protected map", "d284 41a0 a0 40 40", WALLET_OK, WALLET_OK },
    { "alg unprotected only", "d284 40 a10126 40 40", WALLET_OK, WALLET_OK },
    { "alg in both", "d284 43a10126 a10127 40 40", WALLET_ERR_STRUCTURE, WALLET_OK },
    { "kid in both", "d284 44a1044131 a1044132 40 40", WALLET_ERR_STRUCTURE, WALLET_OK },
    { "typ in both", "d284 43a11000 a11000 40 40", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "alg twice in the protected bucket",
      "d284 45a201260127 a0 40 40",
      WALLET_ERR_MALFORMED,
      WALLET_ERR_MALFORMED },
    { "alg twice in the unprotected bucket",
      "d284 40 a201260127 40 40",
      WALLET_ERR_MALFORMED,
      WALLET_ERR_MALFORMED },
    { "alg once more in a longer form",
      "d284 40 a20126180127 40 40",
      WALLET_ERR_MALFORMED,
      WALLET_ERR_MALFORMED },
    { "keys out of order", "d284 46a20441310126 a0 40 40", WALLET_ERR_MALFORMED, WALLET_OK },
    { "bytes behind the protected map",
      "d284 44a1012600 a0 40 40",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "a protected bucket cut short",
      "d284 42a101 a0 40 40",
      WALLET_ERR_TRUNCATED,
      WALLET_ERR_TRUNCATED },
    { "a protected bucket that is no map",
      "d284 4101 a0 40 40",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "a critical header that is known", "d284 46a20126028101 a0 40 40", WALLET_OK, WALLET_OK },
    { "a critical header that is not",
      "d284 48a2028118631863f6 a0 40 40",
      WALLET_ERR_UNSUPPORTED,
      WALLET_ERR_UNSUPPORTED },
    { "crit unprotected",
      "d284 43a10126 a1028101 40 40",
      WALLET_ERR_STRUCTURE,
      WALLET_ERR_STRUCTURE },
    { "a detached payload", "d284 40 a0 f6 40", WALLET_ERR_STRUCTURE, WALLET_OK },
    { "undefined for a payload", "d284 40 a0 f7 40", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "a text for a payload", "d284 40 a0 60 40", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "null for a signature", "d284 40 a0 40 f6", WALLET_ERR_STRUCTURE, WALLET_ERR_STRUCTURE },
    { "a float among the headers",
      "d284 40 a1 19 0100 f93c00 40 40",
      WALLET_ERR_MALFORMED,
      WALLET_OK },
    { "too deep",
      "d284 40 a1 190100 8181818181818181818181818181818100 40 40",
      WALLET_ERR_TOO_LARGE,
      WALLET_ERR_TOO_LARGE },
};

TEST(strict_takes_our_own_form_and_lenient_what_others_send)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_sign1 sign1;
        const struct wallet_bytes bytes = test_hex(rows[i].hex);
        CHECK_ROW(rows[i].what, read_in(WLT_CBOR_STRICT, bytes, &sign1), rows[i].strict);
        CHECK_ROW(rows[i].what, read_in(WLT_CBOR_LENIENT, bytes, &sign1), rows[i].lenient);
    }
}

TEST(every_prefix_is_truncated)
{
    const struct wallet_bytes whole = test_hex("d284" PARTS);
    struct wlt_sign1 sign1;

    for (size_t size = 0; size < whole.size; size++) {
        const struct wallet_bytes prefix = { whole.data, size };
        CHECK_EQUAL(read_in(WLT_CBOR_STRICT, prefix, &sign1), WALLET_ERR_TRUNCATED);
        CHECK_EQUAL(read_in(WLT_CBOR_LENIENT, prefix, &sign1), WALLET_ERR_TRUNCATED);
    }
}

TEST(an_offset_counts_from_the_beginning_of_the_whole)
{
    struct wallet_error error;
    struct wlt_sign1 sign1;

    /* The fault is in the fifth byte of the protected bucket, which begins at byte 3. */
    CHECK_EQUAL(
        wlt_sign1_read(test_hex("d284 45a201260127 a0 40 40"), WLT_CBOR_STRICT, &sign1, &error),
        WALLET_ERR_MALFORMED);
    CHECK_EQUAL(error.offset, 3 + 3);
}

TEST(a_failure_leaves_the_result_alone)
{
    struct wlt_sign1 sign1 = { .payload = test_text("before") };
    CHECK_EQUAL(
        wlt_sign1_read(test_hex("d283"), WLT_CBOR_LENIENT, &sign1, NULL), WALLET_ERR_TRUNCATED);
    CHECK_BYTES(sign1.payload, test_text("before"));
}

static void check_signed(const char *protected_hex, const char *wanted)
{
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(
        wlt_sign1_append_signed(
            test_hex(protected_hex), test_hex("aa"), test_text("pay"), &out, NULL),
        WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_hex(wanted));
    wallet_buffer_clear(&out);
}

#define SIGNATURE1 "84 6a 5369676e617475726531"

TEST(what_is_signed_names_the_bucket_as_received)
{
    check_signed("a10126", SIGNATURE1 "43 a10126 41 aa 43 706179");
    check_signed("a1011826", SIGNATURE1 "44 a1011826 41 aa 43 706179");
    check_signed("bf0126ff", SIGNATURE1 "44 bf0126ff 41 aa 43 706179");
}

TEST(an_empty_bucket_is_signed_as_no_bytes_in_whatever_form_it_came)
{
    static const char *const forms[] = { "", "a0", "bfff", "b800", "bb0000000000000000" };

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        check_signed(forms[i], SIGNATURE1 "40 41 aa 43 706179");
    }
}

TEST(what_is_written_is_read_in_strict_mode)
{
    struct wallet_buffer out = { 0 };
    struct wlt_sign1 sign1;

    CHECK_EQUAL(
        wlt_sign1_append(test_hex("a10126"), test_text("pay"), test_text("sig"), &out, NULL),
        WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_hex("d284 43 a10126 a0 43 706179 43 736967"));
    CHECK_EQUAL(read_in(WLT_CBOR_STRICT, wallet_buffer_bytes(&out), &sign1), WALLET_OK);
    CHECK_BYTES(sign1.signature, test_text("sig"));
    wallet_buffer_clear(&out);
}
