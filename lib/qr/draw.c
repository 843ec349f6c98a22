/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/draw.h"

#include <wallet/qr.h>

#include "base/buffer.h"
#include "base/error.h"
#include "qr/base45.h"

#include <qrencode.h>

#include <errno.h>

enum {
    QUIET_ZONE = 4, /* ISO/IEC 18004, section 5.3.8 */
    MODULE_PIXELS_MAX = 64,
    CHARACTERS_MAX = 4296, /* version 40, level L */
};

static const QRecLevel levels[] = {
    [WALLET_QR_LEVEL_M] = QR_ECLEVEL_M,
    [WALLET_QR_LEVEL_L] = QR_ECLEVEL_L,
    [WALLET_QR_LEVEL_Q] = QR_ECLEVEL_Q,
    [WALLET_QR_LEVEL_H] = QR_ECLEVEL_H,
};

static bool (*const writers[])(const struct wlt_symbol *, struct wallet_buffer *) = {
    [WALLET_QR_PNG] = wlt_symbol_write_png,
    [WALLET_QR_SVG] = wlt_symbol_write_svg,
    [WALLET_QR_TERMINAL] = wlt_symbol_write_terminal,
    [WALLET_QR_MODULES] = wlt_symbol_write_modules,
};

unsigned wlt_symbol_side(const struct wlt_symbol *symbol)
{
    return symbol->width + 2 * QUIET_ZONE;
}

bool wlt_symbol_is_dark(const struct wlt_symbol *symbol, unsigned x, unsigned y)
{
    /* Left of and above the symbol these wrap around, and are beyond its width too. */
    const unsigned column = x - QUIET_ZONE;
    const unsigned row = y - QUIET_ZONE;

    return column < symbol->width && row < symbol->width &&
           (symbol->modules[(size_t)row * symbol->width + column] & 1) != 0;
}

static enum wallet_status check_options(
    const struct wallet_qr_options *options, struct wallet_error *error)
{
    if ((size_t)options->format >= sizeof writers / sizeof *writers ||
        (size_t)options->level >= sizeof levels / sizeof *levels) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "no such format or level of a code");
    }

    if (options->module_pixels > MODULE_PIXELS_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "%u pixels a module are more than %d",
            options->module_pixels,
            MODULE_PIXELS_MAX);
    }

    if (options->version > WALLET_QR_VERSION_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "version %u is too large",
            options->version);
    }

    return WALLET_OK;
}

static enum wallet_status check_text(struct wallet_bytes text, struct wallet_error *error)
{
    /* The alphabet of Base45 is that of the alphanumeric mode. */
    const size_t span = wlt_base45_span(text);
    if (text.size == 0) {
        return wlt_fail(error, WALLET_ERR_VALUE, 0, "there is no text to draw");
    }

    if (span < text.size) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            span,
            "character 0x%02x at %zu is not alphanumeric",
            text.data[span],
            span);
    }

    return WALLET_OK;
}

static enum wallet_status refuse_size(size_t size, struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_TOO_LARGE,
        WALLET_NO_OFFSET,
        "%zu characters need a symbol larger than version %d at this level",
        size,
        WALLET_QR_VERSION_MAX);
}

/** Encodes in alphanumeric mode, one segment; NULL with errno ENOMEM or ERANGE. */
static QRcode *encode(struct wallet_bytes text, const struct wallet_qr_options *options)
{
    /* A version that is too small for the text grows; 0 is the smallest that fits. */
    QRinput *input = QRinput_new2((int)options->version, levels[options->level]);
    if (!input) {
        return NULL;
    }

    QRcode *code = NULL;
    if (QRinput_append(input, QR_MODE_AN, (int)text.size, text.data) == 0) {
        code = QRcode_encodeInput(input);
    }

    const int reason = errno;
    QRinput_free(input);
    errno = reason;
    return code;
}

static enum wallet_status write_symbol(
    const QRcode *code,
    const struct wallet_qr_options *options,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const unsigned pixels = options->module_pixels;
    const struct wlt_symbol symbol = {
        .modules = code->data,
        .width = (unsigned)code->width,
        .module_pixels = pixels > 0 ? pixels : WALLET_QR_MODULE_PIXELS,
    };

    wlt_buffer_set_size(out, 0);
    if (!writers[options->format](&symbol, out)) {
        wlt_buffer_set_size(out, 0);
        return wlt_fail_memory(error);
    }

    return WALLET_OK;
}

static enum wallet_status draw_checked(
    struct wallet_bytes text,
    const struct wallet_qr_options *options,
    struct wallet_buffer *out,
    unsigned *out_version,
    struct wallet_error *error)
{
    QRcode *code = text.size <= CHARACTERS_MAX ? encode(text, options) : NULL;
    if (!code) {
        return text.size <= CHARACTERS_MAX && errno == ENOMEM ? wlt_fail_memory(error)
                                                              : refuse_size(text.size, error);
    }

    const unsigned version = (unsigned)code->version;
    const enum wallet_status status = version <= WALLET_QR_VERSION_MAX
                                          ? write_symbol(code, options, out, error)
                                          : refuse_size(text.size, error);
    QRcode_free(code);
    if (status == WALLET_OK && out_version) {
        *out_version = version;
    }

    return status;
}

enum wallet_status wallet_qr_draw(
    struct wallet_bytes text,
    const struct wallet_qr_options *options,
    struct wallet_buffer *out,
    unsigned *out_version,
    struct wallet_error *error)
{
    enum wallet_status status = check_options(options, error);
    if (status == WALLET_OK) {
        status = check_text(text, error);
    }

    return status == WALLET_OK ? draw_checked(text, options, out, out_version, error) : status;
}
