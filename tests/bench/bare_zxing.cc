/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

bool bare_zxing(const struct grey *picture, struct found *found)
{
    const auto hints = ZXing::DecodeHints()
                           .setFormats(ZXing::BarcodeFormat::QRCode)
                           .setTryHarder(true)
                           .setTryRotate(true)
                           .setTryDownscale(true);
    const ZXing::ImageView view(
        picture->pixels,
        static_cast<int>(picture->width),
        static_cast<int>(picture->height),
        ZXing::ImageFormat::Lum);
    const struct quad nowhere = {};

    for (const ZXing::Result &result : ZXing::ReadBarcodes(view, hints)) {
        if (!found_add(found, result.bytes().data(), result.bytes().size(), &nowhere)) {
            return false;
        }
    }

    return true;
}
