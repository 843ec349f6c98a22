/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/mac0.h"

#include "crypto/hmac.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define KEY     "000102030405060708090a0b0c0d0e0f"
#define PAYLOAD "0102"

/** [protected, {}, null, code], the code being right for KEY and PAYLOAD if the header is `signed_as`. */
static struct wallet_bytes make(const char *head, const char *signed_as, const char *header)
{
    const struct wallet_bytes front = test_hex(head);
    const struct wallet_bytes bucket = test_hex(header);
    char structure[128];
    (void)snprintf(structure, sizeof structure, "84 644d414330 %s 40 42 " PAYLOAD, signed_as);
    uint8_t *out = test_memory(256);
    size_t size = front.size;

    memcpy(out, front.data, front.size);
    memcpy(out + size, bucket.data, bucket.size);
    size += bucket.size;
    memcpy(out + size, "\xa0\xf6\x58\x20", 4);
    wlt_hmac_sha256(test_hex(KEY), test_hex(structure), out + size + 4);
    return (struct wallet_bytes){ out, size + 4 + WLT_SHA256_SIZE };
}

static enum wallet_status check(struct wallet_bytes encoded, const char *key, const char *payload)
{
    struct wlt_sign1 mac0 = { 0 };
    struct wallet_error error = { .message = "" };

    enum wallet_status status = wlt_mac0_read(encoded, &mac0, &error);
    status = status == WALLET_OK ? wlt_mac0_check(&mac0, test_hex(key), test_hex(payload), &error)
                                 : status;
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return status;
}

TEST(a_code_fits_with_or_without_its_tag)
{
    CHECK_EQUAL(check(make("84", "43a10105", "43a10105"), KEY, PAYLOAD), WALLET_OK);
    CHECK_EQUAL(check(make("d184", "43a10105", "43a10105"), KEY, PAYLOAD), WALLET_OK);
}

TEST(another_key_payload_or_header_does_not_fit)
{
    const struct wallet_bytes right = make("84", "43a10105", "43a10105");

    CHECK_EQUAL(check(right, KEY "10", PAYLOAD), WALLET_ERR_REFUSED);
    CHECK_EQUAL(check(right, KEY, "0103"), WALLET_ERR_REFUSED);
    CHECK_EQUAL(check(make("84", "43a10105", "4401b90001"), KEY, PAYLOAD), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(check(make("84", "43a10105", "45b900010105"), KEY, PAYLOAD), WALLET_ERR_REFUSED);
}

TEST(another_algorithm_is_not_taken)
{
    /* HMAC 256/64, of which 8 bytes would do; a signature's; none; and one that is not protected. */
    CHECK_EQUAL(check(make("84", "43a10104", "43a10104"), KEY, PAYLOAD), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(check(make("84", "43a10126", "43a10126"), KEY, PAYLOAD), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(check(make("84", "40", "40"), KEY, PAYLOAD), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(check(make("84", "40", "41a0"), KEY, PAYLOAD), WALLET_ERR_UNSUPPORTED);
}

TEST(what_is_no_mac_is_not_read)
{
    CHECK_EQUAL(check(make("d284", "43a10105", "43a10105"), KEY, PAYLOAD), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(check(test_hex("83 40 a0 f6"), KEY, PAYLOAD), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(check(test_hex("d1"), KEY, PAYLOAD), WALLET_ERR_TRUNCATED);
    CHECK_EQUAL(check(test_hex(""), KEY, PAYLOAD), WALLET_ERR_TRUNCATED);
}
