/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "crypto/sm2.h"

#include <openssl/crypto.h>

#include <string.h>

enum {
    FIXED_VERSION = 0x30000160, /* 3.0.22 */
    FIXED_DATE = 20261021,      /* of 3.0.22-1~deb12u2; that of deb12u1 is 20260923 */
};

static const char debian[] = "platform: debian-";

/* Where things stand in "built on: Www Mmm dd hh:mm:ss yyyy UTC". */
enum {
    MONTH_AT = sizeof "built on: Www",
    DAY_AT = sizeof "built on: Www Mmm",
    YEAR_AT = sizeof "built on: Www Mmm dd hh:mm:ss",
    DATE_END = sizeof "built on: Www Mmm dd hh:mm:ss yyyy UTC" - 1,
};

/** 1 to 12, or 0. */
static int month_of(const char *name)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (int i = 0; i < 12; i++) {
        if (strncmp(names + (ptrdiff_t)3 * i, name, 3) == 0) {
            return i + 1;
        }
    }

    return 0;
}

/** What the digits say; a blank stands for a zero, as in the days of a month. */
static int number_of(const char *digits, size_t count)
{
    int number = 0;

    for (size_t i = 0; i < count; i++) {
        const int digit = digits[i] == ' ' ? 0 : digits[i] - '0';
        if (digit < 0 || digit > 9) {
            return 0;
        }

        number = 10 * number + digit;
    }

    return number;
}

/** As 20261021, or 0 where it is not told: some builds leave it out. */
static int date_of(const char *built_on)
{
    if (!built_on || strlen(built_on) != DATE_END) {
        return 0;
    }

    const int day = number_of(built_on + DAY_AT, 2);
    const int month = month_of(built_on + MONTH_AT);
    const int year = number_of(built_on + YEAR_AT, 4);
    return day > 0 && month > 0 ? 10000 * year + 100 * month + day : 0;
}

bool wlt_sm2_build_is_fixed(unsigned long version, const char *platform, const char *built_on)
{
    return version >= FIXED_VERSION && platform &&
           strncmp(platform, debian, sizeof debian - 1) == 0 && date_of(built_on) >= FIXED_DATE;
}

enum wallet_status wlt_sm2_check_build(struct wallet_error *error)
{
    const char *built_on = OpenSSL_version(OPENSSL_BUILT_ON);

    if (wlt_sm2_build_is_fixed(
            OpenSSL_version_num(), OpenSSL_version(OPENSSL_PLATFORM), built_on)) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_UNSUPPORTED,
        WALLET_NO_OFFSET,
        "no signing with SM2: '%s, %s' is not known to be Debian's 3.0.22-1~deb12u2 or later, "
        "which does not leak the key (CVE-2026-77696)",
        OpenSSL_version(OPENSSL_VERSION),
        built_on);
}
