/* SPDX-License-Identifier: Apache-2.0 */

/*
 * zxing-cpp, of Debian's version.  The only C++ of the project: nothing of it, an exception least of
 * all, leaves this file.
 */
#include "decoder.h"

/* Texts are taken as bytes here; this only quiets the header. */
#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <algorithm>
#include <new>

namespace {

constexpr unsigned nibble = 4;
constexpr unsigned byte_mode = 4; /* ISO/IEC 18004, table 2 */
constexpr uint8_t ascii_max = 0x7f;

using Bytes = ZXing::ByteArray;

/** Eight bits of the code words, from the middle of one: the mode indicator has four. */
uint8_t byte_at(const Bytes &words, size_t index)
{
    return static_cast<uint8_t>(words[index] << nibble | words[index + 1] >> nibble);
}

/** Whether the code words are one segment of this text in byte mode, its length in `head` bytes. */
bool is_segment_of(const Bytes &words, size_t head, const Bytes &text)
{
    if (words.size() < head + text.size() + 1) {
        return false;
    }

    size_t size = 0;
    for (size_t i = 0; i < head; i++) {
        size = size << 2 * nibble | byte_at(words, i);
    }

    size_t same = 0;
    while (same < text.size() && byte_at(words, head + same) == text[same]) {
        same++;
    }

    return size == text.size() && same == text.size();
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations" /* there is no other way to the words */

const Bytes &code_words(const ZXing::Result &result)
{
    return result.rawBytes();
}

#pragma GCC diagnostic pop

/**
 * Whether the text is what the code says, byte for byte.  ASCII is.  Other bytes are where they are
 * one segment in byte mode: else they may be Kanji, which the library gives in Shift JIS.
 */
bool is_exact(const ZXing::Result &result)
{
    const Bytes &text = result.bytes();
    const auto is_ascii = [](uint8_t byte) { return byte <= ascii_max; };
    if (std::all_of(text.begin(), text.end(), is_ascii)) {
        return true;
    }

    const Bytes &words = code_words(result);
    return !words.empty() && words[0] >> nibble == byte_mode &&
           (is_segment_of(words, 1, text) || is_segment_of(words, 2, text));
}

/** A plain QR code: neither a part of several, nor with a character set, nor in GS1's form. */
bool is_plain(const ZXing::Result &result)
{
    return result.isValid() && !result.hasECI() && !result.isPartOfSequence() &&
           result.symbologyIdentifier() == "]Q1";
}

struct quad place_of(const ZXing::Result &result)
{
    struct quad place = {};
    for (unsigned i = 0; i < QUAD_CORNERS; i++) {
        place.corners[i].x = static_cast<float>(result.position()[i].x);
        place.corners[i].y = static_cast<float>(result.position()[i].y);
    }

    return place;
}

ZXing::DecodeHints hints()
{
    return ZXing::DecodeHints()
        .setFormats(ZXing::BarcodeFormat::QRCode)
        .setTryHarder(true)
        .setTryRotate(false)    /* finder patterns are found in any direction */
        .setTryDownscale(false) /* other sizes are passes of their own */
        .setMaxNumberOfSymbols(WALLET_SCAN_CODE_MAX);
}

bool look_throwing(const struct grey *picture, struct found *found)
{
    const ZXing::ImageView view(
        picture->pixels,
        static_cast<int>(picture->width),
        static_cast<int>(picture->height),
        ZXing::ImageFormat::Lum);

    for (const ZXing::Result &result : ZXing::ReadBarcodes(view, hints())) {
        if (is_plain(result) && is_exact(result)) {
            const struct quad place = place_of(result);
            if (!found_add(found, result.bytes().data(), result.bytes().size(), &place)) {
                return false;
            }
        }
    }

    return true;
}

/** What the library throws about a picture means that it holds no code. */
bool look(const struct grey *picture, struct found *found)
{
    try {
        return look_throwing(picture, found);
    } catch (const std::bad_alloc &) {
        return false;
    } catch (...) {
        return true;
    }
}

} // namespace

extern "C" const struct decoder decoder_zxing = { "zxing", look };
