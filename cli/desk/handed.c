/* SPDX-License-Identifier: Apache-2.0 */
#include "handed.h"

#include <wallet/qr.h>
#include <wallet/verify.h>

#include "content.h"
#include "place.h"

static void refuse_all(struct handed *handed, enum foreign_picture other)
{
    handed->count = 0;
    handed->other = other;
}

/* Parts of one licence belong together; of other codes nobody can tell which one is meant. */
static void check_parts(struct handed *handed)
{
    bool are_parts = true;

    for (size_t i = 0; i < handed->count; i++) {
        are_parts = are_parts && wallet_code_kind(handed->codes[i]) == WALLET_CODE_LICENCE_PART;
    }
    if (handed->count > 1 && !are_parts) {
        refuse_all(handed, FOREIGN_SEVERAL);
    }
}

static void read_lines(struct wallet_bytes text, struct handed *out)
{
    struct wallet_bytes line;
    size_t offset = 0;

    out->is_text = true;
    while (content_next_line(text, &offset, &line)) {
        if (out->count == WALLET_PART_MAX) {
            refuse_all(out, FOREIGN_SEVERAL);
            return;
        }
        out->codes[out->count++] = line;
    }
    check_parts(out);
}

void handed_read_file(struct wallet_bytes file, struct handed *out)
{
    const enum content_kind kind = file.size > 0 ? content_kind(file) : CONTENT_BLANK;

    *out = (struct handed){ .other = FOREIGN_NOT_A_CODE };
    if (kind == CONTENT_CODES) {
        read_lines(file, out);
    } else if (kind == CONTENT_CBOR && file.size <= WALLET_INPUT_MAX) {
        out->codes[out->count++] = file;
    }
}

struct wallet_scan *handed_scan(struct wallet_bytes picture)
{
    char scanner[PATH_MAX];
    struct wallet_scan *scan = NULL;

    return place_scanner(scanner) &&
                   wallet_scan_picture(scanner, picture, 0, &scan, NULL) == WALLET_OK
               ? scan
               : NULL;
}

void handed_read_scan(const struct wallet_scan *scan, struct handed *out)
{
    *out = (struct handed){ .is_text = true, .other = scan ? FOREIGN_NO_CODE : FOREIGN_UNREADABLE };

    for (size_t i = 0; scan && i < wallet_scan_count(scan); i++) {
        out->codes[out->count++] = wallet_scan_text(scan, i);
    }
    check_parts(out);
}
