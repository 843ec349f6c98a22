/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ecdsa.h"

#include "test.h"

#include <string.h>

static const struct {
    const char *what;
    const char *raw;
    const char *der;
} rows[] = {
    { "small numbers", "0102", "3006 020101 020102" },
    { "zeros stay one byte", "00000000", "3006 020100 020100" },
    { "a sign bit gets a zero before it", "80ff", "3008 02020080 020200ff" },
    { "leading zeros go", "00010080", "3007 020101 02020080" },
    { "two bytes each", "12348123", "3009 02021234 0203008123" },
};

TEST(numbers_become_the_shortest_der_and_come_back)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t der[WLT_ECDSA_DER_MAX];
        uint8_t raw[2 * WLT_POINT_MAX];
        const struct wallet_bytes wanted = test_hex(rows[i].raw);

        const struct wallet_bytes made = wlt_ecdsa_to_der(wanted, der);
        CHECK_BYTES(made, test_hex(rows[i].der));
        CHECK(wlt_ecdsa_from_der(made, wanted.size / 2, raw));
        CHECK_BYTES(((struct wallet_bytes){ raw, wanted.size }), wanted);
    }
}

TEST(the_largest_numbers_fit)
{
    uint8_t raw[2 * WLT_POINT_MAX];
    uint8_t der[WLT_ECDSA_DER_MAX];
    memset(raw, 0xff, sizeof raw);

    const struct wallet_bytes largest = { raw, sizeof raw };
    const struct wallet_bytes made = wlt_ecdsa_to_der(largest, der);
    uint8_t back[2 * WLT_POINT_MAX];

    CHECK_EQUAL(made.size, WLT_ECDSA_DER_MAX);
    CHECK_BYTES(((struct wallet_bytes){ made.data, 3 }), test_hex("30 81 8a"));
    CHECK(wlt_ecdsa_from_der(made, WLT_POINT_MAX, back));
    CHECK_BYTES(((struct wallet_bytes){ back, sizeof back }), largest);
}

static const struct {
    const char *what;
    const char *der;
} refusals[] = {
    { "nothing", "" },
    { "no sequence", "3106 020101 020102" },
    { "no integer", "3006 030101 020102" },
    { "one number", "3003 020101" },
    { "three numbers", "3009 020101 020102 020103" },
    { "an empty number", "3005 0200 020102" },
    { "a number too large", "3008 0203010203 020101" },
    { "longer than there is", "3007 020101 020102" },
    { "a byte behind it", "3006 020101 020102 00" },
    { "a length longer than it need be", "308106 020101 020102" },
    { "a length of two bytes", "30820006 020101 020102" },
    { "a length cut off", "3081" },
    { "no length", "30" },
    { "a length of no announced end", "3080 020101 020102 0000" },
    { "a number longer than there is", "3006 020101 020202" },
};

TEST(refuses_what_is_no_signature)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        uint8_t raw[4];
        CHECK_ROW(refusals[i].what, wlt_ecdsa_from_der(test_hex(refusals[i].der), 2, raw), false);
    }
}
