/* SPDX-License-Identifier: Apache-2.0 */

/* A decoder gives the bytes of a code exactly, or it gives nothing. */
#include "decoder.h"

#include "test.h"

#include <qrencode.h>

#include <string.h>

enum {
    MODULE = 4,
    QUIET = 4,
    SEGMENTS_MAX = 3,
    ALL_BYTES = 256,
};

struct segment {
    QRencodeMode mode;
    const char *text;
};

static const struct row {
    const char *what;
    struct segment segments[SEGMENTS_MAX];
    unsigned eci;       /* 0: none */
    const char *wanted; /* of zxing; NULL: nothing */
} rows[] = {
    { "digits", { { QR_MODE_NUM, "0123456789" } }, 0, "0123456789" },
    { "alphanumeric", { { QR_MODE_AN, "EL1:A $%*+-./:Z" } }, 0, "EL1:A $%*+-./:Z" },
    { "bytes", { { QR_MODE_8, "https://example.org/?a=%20" } }, 0, "https://example.org/?a=%20" },
    { "UTF-8", { { QR_MODE_8, "你好，电子证照" } }, 0, "你好，电子证照" },
    { "Latin 1", { { QR_MODE_8, "Z\xfcrich" } }, 0, "Z\xfcrich" },
    { "bytes that are no text", { { QR_MODE_8, "\xff\x81\xfe\x40" } }, 0, "\xff\x81\xfe\x40" },
    { "several modes",
      { { QR_MODE_AN, "ABC" }, { QR_MODE_8, "abc" }, { QR_MODE_NUM, "123" } },
      0,
      "ABCabc123" },
    { "Kanji", { { QR_MODE_KANJI, "\x93\x5f\xe4\xaa" } }, 0, NULL },
    { "Kanji among bytes", { { QR_MODE_8, "\xe4\xbd" }, { QR_MODE_KANJI, "\x93\x5f" } }, 0, NULL },
    { "a character set", { { QR_MODE_8, "\xe1\xe2" } }, 9, NULL },
};

static struct grey draw(const QRcode *code)
{
    const unsigned width = (unsigned)code->width;
    const unsigned side = (width + 2 * QUIET) * MODULE;
    struct grey grey = { 0 };

    CHECK(grey_make(&grey, side, side));
    for (unsigned y = 0; y < width * MODULE; y++) {
        for (unsigned x = 0; x < width * MODULE; x++) {
            const bool is_dark = (code->data[y / MODULE * width + x / MODULE] & 1) != 0;
            grey.pixels[(y + QUIET * MODULE) * side + x + QUIET * MODULE] = is_dark ? 0 : UINT8_MAX;
        }
    }

    return grey;
}

static struct grey draw_row(const struct row *row)
{
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
    CHECK(input);
    CHECK(row->eci == 0 || QRinput_appendECIheader(input, row->eci) == 0);
    for (unsigned i = 0; i < SEGMENTS_MAX && row->segments[i].text; i++) {
        const struct segment *segment = &row->segments[i];
        const int size = (int)strlen(segment->text);
        CHECK_EQUAL(
            QRinput_append(input, segment->mode, size, (const unsigned char *)segment->text), 0);
    }

    QRcode *code = QRcode_encodeInput(input);
    CHECK_ROW(row->what, code != NULL, true);
    struct grey grey = draw(code);
    QRcode_free(code);
    QRinput_free(input);
    return grey;
}

static void check_found(
    const char *what, const struct found *found, const void *wanted, size_t size)
{
    CHECK_ROW(what, found->count, 1);
    CHECK_ROW(what, found->codes[0].size, size);
    CHECK_ROW(what, memcmp(found->codes[0].bytes, wanted, size), 0);
}

TEST(gives_exact_bytes_or_nothing)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows && decoder_zxing.look; i++) {
        struct grey grey = draw_row(&rows[i]);
        struct found found = { 0 };
        CHECK(decoder_zxing.look(&grey, &found));
        if (rows[i].wanted) {
            check_found(rows[i].what, &found, rows[i].wanted, strlen(rows[i].wanted));
        } else {
            CHECK_ROW(rows[i].what, found.count, 0);
        }

        found_free(&found);
        grey_free(&grey);
    }
}

TEST(gives_the_same_bytes_with_either_decoder)
{
    const struct decoder *const decoders[] = { &decoder_zbar, &decoder_zxing };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t j = 0; j < 2 && rows[i].wanted; j++) {
            struct grey grey = draw_row(&rows[i]);
            struct found found = { 0 };
            if (decoders[j]->look) {
                CHECK(decoders[j]->look(&grey, &found));
                check_found(rows[i].what, &found, rows[i].wanted, strlen(rows[i].wanted));
            }

            found_free(&found);
            grey_free(&grey);
        }
    }
}

TEST(gives_all_bytes_as_they_are)
{
    uint8_t bytes[ALL_BYTES];
    for (unsigned i = 0; i < ALL_BYTES; i++) {
        bytes[i] = (uint8_t)i;
    }

    QRcode *code = QRcode_encodeData(ALL_BYTES, bytes, 0, QR_ECLEVEL_M);
    CHECK(code);
    struct grey grey = draw(code);
    struct found found = { 0 };
    const struct decoder *decoder = decoder_zxing.look ? &decoder_zxing : &decoder_zbar;
    CHECK(decoder->look(&grey, &found));
    check_found("all bytes", &found, bytes, sizeof bytes);
    found_free(&found);
    grey_free(&grey);
    QRcode_free(code);
}

TEST(leaves_out_a_part_of_several_codes)
{
    QRcode_List *list = QRcode_encodeStringStructured(
        "a text that is too long for one code of this size, and so is in several",
        1,
        QR_ECLEVEL_L,
        QR_MODE_8,
        1);
    CHECK(list && list->next);

    struct grey grey = draw(list->code);
    struct found found = { 0 };
    CHECK(decoder_zbar.look(&grey, &found));
    CHECK(!decoder_zxing.look || decoder_zxing.look(&grey, &found));
    CHECK_EQUAL(found.count, 0);
    grey_free(&grey);
    QRcode_List_free(list);
}
