/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/pem.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

static void clear(struct wlt_pem *pem)
{
    wallet_buffer_clear(&pem->der);
}

TEST(objects_come_one_after_the_other_with_what_stands_above_them)
{
    struct wallet_bytes text = test_text(
        "Issuer: someone\r\n\r\n-----BEGIN PUBLIC KEY-----\r\nAQID\r\nBA==\r\n"
        "-----END PUBLIC KEY-----\r\nin between\n-----BEGIN X-----\n/+8=\n-----END X-----");
    struct wlt_pem pem = { .label = "" };

    CHECK_EQUAL(wlt_pem_next(&text, &pem, NULL), WALLET_OK);
    CHECK_TEXT(pem.label, "PUBLIC KEY");
    CHECK_BYTES(pem.preface, test_text("Issuer: someone\r\n\r\n"));
    CHECK_BYTES(wallet_buffer_bytes(&pem.der), test_hex("01020304"));

    CHECK_EQUAL(wlt_pem_next(&text, &pem, NULL), WALLET_OK);
    CHECK_TEXT(pem.label, "X");
    CHECK_BYTES(pem.preface, test_text("in between\n"));
    CHECK_BYTES(wallet_buffer_bytes(&pem.der), test_hex("ffef"));

    CHECK_EQUAL(text.size, 0);
    CHECK_EQUAL(wlt_pem_next(&text, &pem, NULL), WALLET_ERR_MISSING);
    clear(&pem);
}

static const struct {
    const char *what;
    const char *text;
    enum wallet_status wanted;
} rows[] = {
    { "nothing", "", WALLET_ERR_MISSING },
    { "other text", "hello\nworld\n", WALLET_ERR_MISSING },
    { "a boundary inside a line", "x-----BEGIN A-----\nAQID\n-----END A-----", WALLET_ERR_MISSING },
    { "a boundary cut short", "-----BEGIN A----\nAQID\n-----END A-----", WALLET_ERR_MISSING },
    { "blanks behind the boundaries", "-----BEGIN A----- \nAQID\n-----END A-----\t", WALLET_OK },
    { "one long line", "-----BEGIN A-----\nAQIDBAUGBwgJ\n-----END A-----\n", WALLET_OK },
    { "blanks within", "-----BEGIN A-----\n AQ ID\n\n-----END A-----\n", WALLET_OK },
    { "no end", "-----BEGIN A-----\nAQID\n", WALLET_ERR_MALFORMED },
    { "only a beginning", "-----BEGIN A-----", WALLET_ERR_MALFORMED },
    { "another end", "-----BEGIN A-----\nAQID\n-----END B-----\n", WALLET_ERR_MALFORMED },
    { "nothing in it", "-----BEGIN A-----\n-----END A-----\n", WALLET_ERR_MALFORMED },
    { "no padding", "-----BEGIN A-----\nAQI\n-----END A-----\n", WALLET_ERR_MALFORMED },
    { "too much padding", "-----BEGIN A-----\nAQID=\n-----END A-----\n", WALLET_ERR_MALFORMED },
    { "bits behind the last byte",
      "-----BEGIN A-----\nAR==\n-----END A-----\n",
      WALLET_ERR_MALFORMED },
    { "other letters", "-----BEGIN A-----\nAQ-_\n-----END A-----\n", WALLET_ERR_MALFORMED },
    { "headers of RFC 1421",
      "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END A-----\n",
      WALLET_ERR_MALFORMED },
};

TEST(refuses_what_is_no_object)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_bytes text = test_text(rows[i].text);
        const struct wallet_bytes before = text;
        struct wlt_pem pem = { .label = "" };

        CHECK_ROW(rows[i].what, wlt_pem_next(&text, &pem, NULL), rows[i].wanted);
        CHECK_ROW(rows[i].what, text.size == before.size, rows[i].wanted != WALLET_OK);
        clear(&pem);
    }
}

TEST(a_label_that_is_too_long_opens_nothing)
{
    char text[256];
    char label[65];
    memset(label, 'A', sizeof label);
    label[64] = 0;

    (void)snprintf(text, sizeof text, "-----BEGIN %s-----\nAQID\n-----END %s-----\n", label, label);
    struct wallet_bytes rest = test_text(text);
    struct wlt_pem pem = { .label = "" };
    CHECK_EQUAL(wlt_pem_next(&rest, &pem, NULL), WALLET_ERR_MISSING);

    label[63] = 0;
    (void)snprintf(text, sizeof text, "-----BEGIN %s-----\nAQID\n-----END %s-----\n", label, label);
    rest = test_text(text);
    CHECK_EQUAL(wlt_pem_next(&rest, &pem, NULL), WALLET_OK);
    CHECK_TEXT(pem.label, label);
    clear(&pem);
}

TEST(a_nul_byte_is_not_taken_for_a_blank)
{
    static const char text[] = "-----BEGIN A-----\0\nAQID\n-----END A-----\n";
    struct wallet_bytes rest = { (const uint8_t *)text, sizeof text - 1 };
    struct wlt_pem pem = { .label = "" };

    CHECK_EQUAL(wlt_pem_next(&rest, &pem, NULL), WALLET_ERR_MISSING);
    clear(&pem);
}

TEST(an_object_is_written_in_lines_of_64)
{
    struct wallet_buffer out = { 0 };
    uint8_t bytes[50];
    memset(bytes, 0xfb, sizeof bytes);

    CHECK_EQUAL(
        wlt_pem_append(&out, "KEY", (struct wallet_bytes){ bytes, sizeof bytes }, NULL), WALLET_OK);
    CHECK_BYTES(
        wallet_buffer_bytes(&out),
        test_text("-----BEGIN KEY-----\n"
                  "+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7\n"
                  "+/s=\n-----END KEY-----\n"));
    wallet_buffer_clear(&out);
}

TEST(what_was_written_is_read_back_at_any_size)
{
    uint8_t bytes[200];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(i * 7);
    }

    for (size_t size = 1; size <= sizeof bytes; size++) {
        struct wallet_buffer out = { 0 };
        struct wlt_pem pem = { .label = "" };
        const struct wallet_bytes der = { bytes, size };

        CHECK_EQUAL(wlt_pem_append(&out, "PRIVATE KEY", der, NULL), WALLET_OK);
        struct wallet_bytes text = wallet_buffer_bytes(&out);
        CHECK_EQUAL(wlt_pem_next(&text, &pem, NULL), WALLET_OK);
        CHECK_TEXT(pem.label, "PRIVATE KEY");
        CHECK_BYTES(wallet_buffer_bytes(&pem.der), der);
        wallet_buffer_clear(&out);
        clear(&pem);
    }
}
