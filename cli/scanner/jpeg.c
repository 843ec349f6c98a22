/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include <turbojpeg.h>

#include <stdlib.h>
#include <string.h>

enum {
    INKS = 4,
};

struct head {
    int width;
    int height;
    int colours; /* enum TJCS */
};

/* TurboJPEG tells its reasons in words only.  A warning is no reason to give up, as a code repairs
   itself, unless the picture ends early. */
static const struct reason {
    const char *words;
    enum wlt_scan_answer answer;
} reasons[] = {
    { "Premature end", WLT_SCAN_CUT_OFF },
    { "no image", WLT_SCAN_CUT_OFF },
    { "Insufficient memory", WLT_SCAN_NO_MEMORY },
};

static enum wlt_scan_answer reason_of(tjhandle jpeg)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (strstr(tjGetErrorStr2(jpeg), reasons[i].words)) {
            return reasons[i].answer;
        }
    }

    return tjGetErrorCode(jpeg) == TJERR_WARNING ? WLT_SCAN_DONE : WLT_SCAN_BROKEN;
}

static size_t scaled_pixels(int width, int height, tjscalingfactor factor)
{
    return (size_t)TJSCALED(width, factor) * (size_t)TJSCALED(height, factor);
}

/** The smallest scale, done while decoding for next to nothing, that loses nothing we would keep. */
static tjscalingfactor choose_scale(int width, int height)
{
    tjscalingfactor best = { 1, 1 };
    int count = 0;
    const tjscalingfactor *factors = tjGetScalingFactors(&count);

    for (int i = 0; factors && i < count; i++) {
        const size_t pixels = scaled_pixels(width, height, factors[i]);
        if (pixels >= GREY_PIXELS_MAX && pixels < scaled_pixels(width, height, best)) {
            best = factors[i];
        }
    }

    return best;
}

static enum wlt_scan_answer decode_pixels(
    tjhandle jpeg,
    struct wallet_bytes file,
    enum TJPF format,
    const struct grey *size,
    uint8_t *out)
{
    const int result = tjDecompress2(
        jpeg,
        file.data,
        file.size,
        out,
        (int)size->width,
        0,
        (int)size->height,
        format,
        TJFLAG_LIMITSCANS);
    return result == 0 ? WLT_SCAN_DONE : reason_of(jpeg);
}

/** Grey of what four inks leave of the paper; 255 is no ink, as Adobe's programs write it. */
static uint8_t mix_inks(const uint8_t inks[INKS])
{
    return (uint8_t)((inks[0] + inks[1] + inks[2]) * inks[3] / (3 * UINT8_MAX));
}

/** Made for print: TurboJPEG turns four inks into nothing else. */
static enum wlt_scan_answer decode_inks(
    tjhandle jpeg, struct wallet_bytes file, const struct grey *scaled)
{
    const size_t pixels = (size_t)scaled->width * scaled->height;
    uint8_t *inks = malloc(pixels * INKS);
    if (!inks) {
        return WLT_SCAN_NO_MEMORY;
    }

    const enum wlt_scan_answer answer = decode_pixels(jpeg, file, TJPF_CMYK, scaled, inks);
    for (size_t i = 0; answer == WLT_SCAN_DONE && i < pixels; i++) {
        scaled->pixels[i] = mix_inks(inks + i * INKS);
    }

    free(inks);
    return answer;
}

static enum wlt_scan_answer decode(
    tjhandle jpeg, struct wallet_bytes file, const struct head *head, struct grey *out)
{
    const tjscalingfactor scale = choose_scale(head->width, head->height);
    const bool is_for_print = head->colours == TJCS_CMYK || head->colours == TJCS_YCCK;
    struct grey scaled = { 0 };
    if (!grey_make(
            &scaled,
            (unsigned)TJSCALED(head->width, scale),
            (unsigned)TJSCALED(head->height, scale))) {
        return WLT_SCAN_NO_MEMORY;
    }

    enum wlt_scan_answer answer =
        is_for_print ? decode_inks(jpeg, file, &scaled)
                     : decode_pixels(jpeg, file, TJPF_GRAY, &scaled, scaled.pixels);
    if (answer == WLT_SCAN_DONE && !grey_fit(&scaled, out)) {
        answer = WLT_SCAN_NO_MEMORY;
    }

    grey_free(&scaled);
    return answer;
}

static enum wlt_scan_answer decode_checked(
    tjhandle jpeg, struct wallet_bytes file, struct grey *out)
{
    struct head head = { 0 };
    int subsampling = 0;
    const int result = tjDecompressHeader3(
        jpeg, file.data, file.size, &head.width, &head.height, &subsampling, &head.colours);

    if (result != 0 && reason_of(jpeg) != WLT_SCAN_DONE) {
        return reason_of(jpeg);
    }

    if (head.width <= 0 || head.height <= 0) {
        return WLT_SCAN_BROKEN;
    }

    return picture_is_too_large((size_t)head.width, (size_t)head.height)
               ? WLT_SCAN_TOO_LARGE
               : decode(jpeg, file, &head, out);
}

enum wlt_scan_answer picture_decode_jpeg(struct wallet_bytes file, struct grey *out)
{
    tjhandle jpeg = tjInitDecompress();
    if (!jpeg) {
        return WLT_SCAN_NO_MEMORY;
    }

    const enum wlt_scan_answer answer = decode_checked(jpeg, file, out);
    tjDestroy(jpeg);
    return answer;
}
