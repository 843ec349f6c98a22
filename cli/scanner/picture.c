/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include <string.h>

static const struct format {
    const char *beginning;
    size_t size;
    enum wlt_scan_answer (*decode)(struct wallet_bytes file, struct grey *out);
} formats[] = {
    { "\x89PNG\r\n\x1a\n", 8, picture_decode_png },
    { "\xff\xd8\xff", 3, picture_decode_jpeg },
};

bool picture_is_too_large(size_t width, size_t height)
{
    return width > WLT_SCAN_SIDE_MAX || height > WLT_SCAN_SIDE_MAX ||
           width * height > WLT_SCAN_PIXELS_MAX;
}

enum wlt_scan_answer picture_decode(struct wallet_bytes file, struct grey *out)
{
    *out = (struct grey){ 0 };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (file.size >= formats[i].size &&
            memcmp(file.data, formats[i].beginning, formats[i].size) == 0) {
            return formats[i].decode(file, out);
        }
    }

    return WLT_SCAN_NOT_A_PICTURE;
}
