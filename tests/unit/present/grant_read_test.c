/* SPDX-License-Identifier: Apache-2.0 */

/* Claims that somebody signed and that are no grant all the same. */
#include "make_grant.h"
#include "present/grant.h"
#include "trust/envelope.h"

/** Signs the claims of a good grant without one of them, or with another value, or one more. */
static struct wallet_bytes forge(
    const struct granting *granting,
    enum wallet_grant_method method,
    int64_t label,
    const char *value)
{
    struct wlt_sign1 sign1 = { 0 };
    struct wallet_buffer claims = { 0 };
    struct wallet_buffer object = { 0 };
    struct wlt_writer writer = wlt_writer_start(&claims);
    bool found = false;

    CHECK_EQUAL(wlt_grant_open(make_grant(granting, method), &sign1, NULL), WALLET_OK);
    struct wlt_reader reader = wlt_reader_start(sign1.payload, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);
    for (uint64_t i = 0; i < count; i++) {
        found = wlt_read_int(&reader) == label || found;
        (void)wlt_read_any(&reader);
    }

    reader = wlt_reader_start(sign1.payload, WLT_CBOR_STRICT);
    (void)wlt_read_map(&reader);
    wlt_write_map(&writer, (size_t)count - (found && !value) + (!found && value));
    for (uint64_t i = 0; i < count; i++) {
        const int64_t key = wlt_read_int(&reader);
        const struct wallet_bytes item = wlt_read_any(&reader);
        if (key != label || value) {
            wlt_write_int(&writer, key);
            wlt_write_encoded(&writer, key == label ? test_hex(value) : item);
        }
    }

    if (!found && value) {
        wlt_write_int(&writer, label);
        wlt_write_encoded(&writer, test_hex(value));
    }

    CHECK_EQUAL(
        wlt_envelope_sign(
            grant_signer(granting, method),
            WLT_GRANT_TYP,
            wallet_buffer_bytes(&claims),
            &object,
            NULL),
        WALLET_OK);
    uint8_t *copy = test_memory(object.size);
    memcpy(copy, object.data, object.size);
    const struct wallet_bytes bytes = { copy, object.size };
    wallet_buffer_clear(&object);
    wallet_buffer_clear(&claims);
    return bytes;
}

static const struct {
    const char *what;
    enum wallet_grant_method method;
    int64_t label;
    const char *value; /* NULL: the claim is left out */
    enum wallet_reason reason;
} claims[] = {
    { "as it was", WALLET_GRANT_SHOW, -65599, NULL, WALLET_REASON_NONE },
    { "no aud", WALLET_GRANT_SHOW, 3, NULL, WALLET_REASON_MALFORMED },
    { "no exp", WALLET_GRANT_SHOW, 4, NULL, WALLET_REASON_MALFORMED },
    { "no iat", WALLET_GRANT_SHOW, 6, NULL, WALLET_REASON_MALFORMED },
    { "no cti", WALLET_GRANT_SHOW, 7, NULL, WALLET_REASON_MALFORMED },
    { "no scope", WALLET_GRANT_SHOW, -65540, NULL, WALLET_REASON_MALFORMED },
    { "no method", WALLET_GRANT_SHOW, -65544, NULL, WALLET_REASON_MALFORMED },
    { "no cnonce", WALLET_GRANT_SCAN, 39, NULL, WALLET_REASON_MALFORMED },
    { "no matter", WALLET_GRANT_SCAN, -65538, NULL, WALLET_REASON_MALFORMED },
    { "no iss", WALLET_GRANT_FACE, 1, NULL, WALLET_REASON_MALFORMED },
    { "no sub", WALLET_GRANT_FACE, 2, NULL, WALLET_REASON_MALFORMED },
    { "no evidence", WALLET_GRANT_FACE, -65545, NULL, WALLET_REASON_MALFORMED },
    { "one more", WALLET_GRANT_SHOW, -65599, "01", WALLET_REASON_MALFORMED },
    { "evidence of nothing", WALLET_GRANT_SHOW, -65545, "a0", WALLET_REASON_MALFORMED },
    { "a short cti", WALLET_GRANT_SHOW, 7, "4101", WALLET_REASON_MALFORMED },
    { "a time before 1970", WALLET_GRANT_SHOW, 6, "20", WALLET_REASON_MALFORMED },
    { "an empty scope", WALLET_GRANT_SHOW, -65540, "80", WALLET_REASON_MALFORMED },
    { "an item of numbers", WALLET_GRANT_SHOW, -65540, "8101", WALLET_REASON_MALFORMED },
    { "an item of one part",
      WALLET_GRANT_SHOW,
      -65540,
      "8181 75 313131303030303030303030303133313237443030 31",
      WALLET_REASON_MALFORMED },
    { "an item with no fields",
      WALLET_GRANT_SHOW,
      -65540,
      "8182 75 313131303030303030303030303133313237443030 31 80",
      WALLET_REASON_MALFORMED },
    { "fields that descend",
      WALLET_GRANT_SHOW,
      -65540,
      "8182 75 313131303030303030303030303133313237443030 31 82 02 01",
      WALLET_REASON_MALFORMED },
    { "members of no field",
      WALLET_GRANT_SHOW,
      -65540,
      "8183 75 313131303030303030303030303133313237443030 31 81 01 a1 02 81 01",
      WALLET_REASON_MALFORMED },
    { "an item of four parts",
      WALLET_GRANT_SHOW,
      -65540,
      "8184 75 313131303030303030303030303133313237443030 31 81 01 a1 01 81 01 01",
      WALLET_REASON_MALFORMED },
    { "method 5", WALLET_GRANT_SHOW, -65544, "05", WALLET_REASON_UNSUPPORTED },
    { "method 0", WALLET_GRANT_SHOW, -65544, "00", WALLET_REASON_UNSUPPORTED },
    { "another method", WALLET_GRANT_SHOW, -65544, "02", WALLET_REASON_MALFORMED },
    { "an empty matter", WALLET_GRANT_SHOW, -65538, "a0", WALLET_REASON_MALFORMED },
    { "a category that goes without saying",
      WALLET_GRANT_SCAN,
      -65538,
      "a2 02 00 03 6161",
      WALLET_REASON_MALFORMED },
    { "a matter of more", WALLET_GRANT_SCAN, -65538, "a1 06 6161", WALLET_REASON_MALFORMED },
    { "a no as evidence", WALLET_GRANT_FACE, -65545, "a1 06 f4", WALLET_REASON_MALFORMED },
    { "evidence of more", WALLET_GRANT_DUTY, -65545, "a1 0c 6161", WALLET_REASON_MALFORMED },
    { "a face as a duty's evidence",
      WALLET_GRANT_DUTY,
      -65545,
      "a2 05 6161 09 6161",
      WALLET_REASON_MALFORMED },
};

TEST(what_a_method_does_not_allow_is_not_read)
{
    struct granting granting;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        const struct wallet_grant_use use = grant_use(&granting, claims[i].method);
        const struct wallet_bytes bytes =
            forge(&granting, claims[i].method, claims[i].label, claims[i].value);
        CHECK_ROW(
            claims[i].what,
            judge_grant(&granting, bytes, claims[i].method, &use, NOW),
            claims[i].reason);
    }

    close_granting(&granting);
}

TEST(a_grant_is_of_its_own_type_and_of_its_own_size)
{
    struct granting granting;
    struct wlt_sign1 sign1 = { 0 };
    struct wallet_buffer object = { 0 };
    uint8_t *huge = test_memory(WALLET_GRANT_MAX + 1);

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_SHOW);
    CHECK_EQUAL(wlt_grant_open(make_grant(&granting, WALLET_GRANT_SHOW), &sign1, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_envelope_sign(
            &granting.holder_signer,
            "application/wallet-request+cwt",
            sign1.payload,
            &object,
            NULL),
        WALLET_OK);
    CHECK(!wallet_grant_recognise(wallet_buffer_bytes(&object)));
    CHECK_EQUAL(
        judge_grant(&granting, wallet_buffer_bytes(&object), WALLET_GRANT_SHOW, &use, NOW),
        WALLET_REASON_MALFORMED);
    CHECK_EQUAL(
        judge_grant(
            &granting,
            (struct wallet_bytes){ huge, WALLET_GRANT_MAX + 1 },
            WALLET_GRANT_SHOW,
            &use,
            NOW),
        WALLET_REASON_TOO_LARGE);
    CHECK_EQUAL(
        judge_grant(&granting, sign1.payload, WALLET_GRANT_SHOW, &use, NOW),
        WALLET_REASON_MALFORMED);
    wallet_buffer_clear(&object);
    close_granting(&granting);
}
