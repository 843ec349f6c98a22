/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/private_key.h"
#include "crypto/sm2.h"
#include "make_key.h"

#define VERSION  0x30000160UL /* 3.0.22 */
#define DEBIAN   "platform: debian-amd64"
#define BUILT_ON "built on: Wed Oct 21 09:54:24 2026 UTC"
#define OLDER    "built on: Wed Sep 23 03:52:17 2026 UTC"

static const struct {
    const char *what;
    unsigned long version;
    const char *platform;
    const char *built_on;
    bool wanted;
} rows[] = {
    { "the fixed build", VERSION, DEBIAN, BUILT_ON, true },
    { "another processor", VERSION, "platform: debian-arm64", BUILT_ON, true },
    { "a later day", VERSION, DEBIAN, "built on: Sun Nov  1 00:00:00 2026 UTC", true },
    { "a later year", VERSION, DEBIAN, "built on: Fri Jan  1 00:00:00 2027 UTC", true },
    { "a later version", 0x30500050UL, DEBIAN, BUILT_ON, true },
    { "the build before", VERSION, DEBIAN, OLDER, false },
    { "the day before", VERSION, DEBIAN, "built on: Tue Oct 20 23:59:59 2026 UTC", false },
    { "an earlier year", VERSION, DEBIAN, "built on: Wed Dec 31 23:59:59 2025 UTC", false },
    { "an earlier version", 0x30000150UL, DEBIAN, BUILT_ON, false },
    { "nobody knows whose", VERSION, "platform: linux-x86_64", BUILT_ON, false },
    { "no platform", VERSION, "platform: information not available", BUILT_ON, false },
    { "nothing of the platform", VERSION, NULL, BUILT_ON, false },
    { "no date", VERSION, DEBIAN, "built on: reproducible build, date unspecified", false },
    { "nothing of the date", VERSION, DEBIAN, NULL, false },
    { "an unknown month", VERSION, DEBIAN, "built on: Wed Oxt 21 09:54:24 2026 UTC", false },
    { "no number of a day", VERSION, DEBIAN, "built on: Wed Oct 2a 09:54:24 2026 UTC", false },
    { "no day", VERSION, DEBIAN, "built on: Wed Oct    09:54:24 2026 UTC", false },
    { "cut off", VERSION, DEBIAN, "built on: Wed Oct 21 09:54:24 2026 UT", false },
};

TEST(knows_a_fixed_build_by_its_builder_and_its_day)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            wlt_sm2_build_is_fixed(rows[i].version, rows[i].platform, rows[i].built_on),
            rows[i].wanted);
    }
}

static const char *build = BUILT_ON;

/* Stands in for that of libcrypto, for this program alone. */
const char *OpenSSL_version(int type)
{
    switch (type) {
    case OPENSSL_PLATFORM: return DEBIAN;
    case OPENSSL_BUILT_ON: return build;
    default: return "OpenSSL 3.0.22 25 Aug 2026";
    }
}

unsigned long OpenSSL_version_num(void)
{
    return VERSION;
}

TEST(an_old_build_makes_no_key_and_does_not_sign_but_reads_one)
{
    struct wlt_private_key *key = NULL;
    struct wlt_private_key *none = NULL;
    struct wallet_error error;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    EVP_PKEY *pkey = make_sm2();

    build = OLDER;
    CHECK_EQUAL(
        wlt_private_key_generate(WALLET_ALGORITHM_SM2, &none, &error), WALLET_ERR_UNSUPPORTED);
    CHECK(none == NULL);
    CHECK_EQUAL(wlt_private_key_from_pkcs8(pkcs8_of(pkey), &key, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_private_key_sign(key, test_text("x"), signature, &size, &error),
        WALLET_ERR_UNSUPPORTED);
    CHECK(strstr(error.message, "Sep 23") && strstr(error.message, "CVE-2026-77696"));
    CHECK_EQUAL(
        wallet_algorithm_check_signing(WALLET_ALGORITHM_SM2, &error), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(size, 0);

    build = BUILT_ON;
    CHECK_EQUAL(wallet_algorithm_check_signing(WALLET_ALGORITHM_SM2, &error), WALLET_OK);
    CHECK_EQUAL(wlt_private_key_sign(key, test_text("x"), signature, &size, NULL), WALLET_OK);
    CHECK_EQUAL(size, 64);
    wlt_private_key_free(key);
    EVP_PKEY_free(pkey);
}

TEST(an_old_build_signs_with_what_else_there_is)
{
    static const enum wallet_algorithm others[] = {
        WALLET_ALGORITHM_ED25519,
        WALLET_ALGORITHM_ES256,
        WALLET_ALGORITHM_ES384,
    };

    build = OLDER;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct wlt_private_key *key = NULL;
        uint8_t signature[WALLET_SIGNATURE_MAX];
        size_t size = 0;
        CHECK_EQUAL(wlt_private_key_generate(others[i], &key, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_private_key_sign(key, test_text("x"), signature, &size, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_algorithm_check_signing(others[i], NULL), WALLET_OK);
        wlt_private_key_free(key);
    }

    build = BUILT_ON;
}
