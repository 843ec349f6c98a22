/* SPDX-License-Identifier: Apache-2.0 */

/* What wallet_qr_draw() draws, wallet-scanner reads. */
#include <wallet/qr.h>
#include <wallet/scan.h>

#include "test.h"

#include <stdlib.h>

enum {
    PATIENCE = 60 * 1000, /* milliseconds; what is drawn here is decided at once */
};

/** A text of `size` characters that holds each of the alphabet. */
static struct wallet_bytes make_text(size_t size)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    uint8_t *text = test_memory(size);
    for (size_t i = 0; i < size; i++) {
        text[i] = (uint8_t)alphabet[i * 31 % (sizeof alphabet - 1)];
    }

    return (struct wallet_bytes){ text, size };
}

static void check_round_trip(struct wallet_bytes text, const struct wallet_qr_options *options)
{
    struct wallet_buffer picture = { 0 };
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wallet_qr_draw(text, options, &picture, NULL, &error), WALLET_OK);
    CHECK_EQUAL(
        wallet_scan_picture(
            getenv("WALLET_SCANNER"), wallet_buffer_bytes(&picture), PATIENCE, &scan, &error),
        WALLET_OK);
    CHECK_EQUAL(wallet_scan_count(scan), 1);
    CHECK_BYTES(wallet_scan_text(scan, 0), text);
    wallet_scan_free(scan);
    wallet_buffer_clear(&picture);
}

static const struct {
    enum wallet_qr_level level;
    size_t capacity; /* of the largest symbol */
} levels[] = {
    { WALLET_QR_LEVEL_L, 1853 },
    { WALLET_QR_LEVEL_M, 1451 },
    { WALLET_QR_LEVEL_Q, 1041 },
    { WALLET_QR_LEVEL_H, 779 },
};

TEST(reads_what_was_drawn_at_any_level_and_size)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        const size_t step = levels[i].capacity / 5;
        for (size_t size = levels[i].capacity; size > step; size -= step) {
            check_round_trip(
                make_text(size), &(struct wallet_qr_options){ .level = levels[i].level });
        }
    }
}

TEST(reads_one_character)
{
    check_round_trip(make_text(1), &(struct wallet_qr_options){ .level = WALLET_QR_LEVEL_L });
}

TEST(reads_modules_of_any_size)
{
    static const unsigned sizes[] = { 2, 3, 5, 8, 16, 33, 64 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        check_round_trip(make_text(311), &(struct wallet_qr_options){ .module_pixels = sizes[i] });
    }
}
