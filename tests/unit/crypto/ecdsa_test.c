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

        const size_t size = wlt_ecdsa_to_der(wanted, der);
        CHECK_BYTES(((struct wallet_bytes){ der, size }), test_hex(rows[i].der));
        CHECK(wlt_ecdsa_from_der((struct wallet_bytes){ der, size }, wanted.size / 2, raw));
        CHECK_BYTES(((struct wallet_bytes){ raw, wanted.size }), wanted);
    }
}

TEST(the_largest_numbers_fit)
{
    uint8_t raw[2 * WLT_POINT_MAX];
    uint8_t der[WLT_ECDSA_DER_MAX];
    memset(raw, 0xff, sizeof raw);

    const struct wallet_bytes largest = { raw, sizeof raw };
    CHECK_EQUAL(wlt_ecdsa_to_der(largest, der), WLT_ECDSA_DER_MAX);
    CHECK_EQUAL(der[1], WLT_ECDSA_DER_MAX - 2);
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
    { "a number longer than there is", "3006 020101 020202" },
};

TEST(refuses_what_is_no_signature)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        uint8_t raw[4];
        CHECK_ROW(refusals[i].what, wlt_ecdsa_from_der(test_hex(refusals[i].der), 2, raw), false);
    }
}
