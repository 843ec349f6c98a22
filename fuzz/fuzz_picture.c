/* SPDX-License-Identifier: Apache-2.0 */

/* The scanner's own decoding, without the process and the sandbox around it. */
#include "find.h"
#include "fuzz.h"
#include "picture.h"
#include "scan/protocol.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grey picture = { 0 };
    struct search search = { .budget_ms = 1500 };
    struct found found = { 0 };

    if (picture_decode((struct wallet_bytes){ data, size }, &picture) == WLT_SCAN_DONE) {
        FUZZ_CHECK(picture.pixels && picture.width > 0 && picture.height > 0);
        FUZZ_CHECK((size_t)picture.width * picture.height <= GREY_PIXELS_MAX);
        FUZZ_CHECK(find_codes(&picture, &search, &found));
        FUZZ_CHECK(found.count <= WALLET_SCAN_CODE_MAX);
    }

    found_free(&found);
    grey_free(&picture);
    return 0;
}
