/* SPDX-License-Identifier: Apache-2.0 */

/*
 * wallet-scanner: the QR codes of one picture, for the library (lib/scan/protocol.h).
 *
 * It decodes what strangers hand over, with libraries that were not written for that.  So it holds
 * nothing worth having, locks itself in before it reads the first byte, and ends after one picture.
 */
#include "find.h"
#include "picture.h"
#include "sandbox.h"
#include "warm_up.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    BYTE = 8,
    BUDGET_MS = 1500,
    SECONDS = 2, /* of computing time */
};

static bool read_all(uint8_t *data, size_t size)
{
    while (size > 0) {
        const ssize_t got = read(STDIN_FILENO, data, size);
        if (got <= 0) {
            return false;
        }

        data += got;
        size -= (size_t)got;
    }

    return true;
}

static bool write_all(const uint8_t *data, size_t size)
{
    while (size > 0) {
        const ssize_t written = write(STDOUT_FILENO, data, size);
        if (written <= 0) {
            return false;
        }

        data += written;
        size -= (size_t)written;
    }

    return true;
}

static bool write_code(const uint8_t *bytes, size_t size)
{
    const uint8_t head[WLT_SCAN_TEXT_SIZE_SIZE] = { (uint8_t)(size >> BYTE), (uint8_t)size };
    return write_all(head, sizeof head) && write_all(bytes, size);
}

static int send_answer(enum wlt_scan_answer answer, const struct found *found)
{
    const unsigned count = answer == WLT_SCAN_DONE ? found->count : 0;
    const uint8_t head[WLT_SCAN_HEAD_SIZE] = { WLT_SCAN_VERSION, (uint8_t)answer, (uint8_t)count };

    bool is_written = write_all(head, sizeof head);
    for (unsigned i = 0; is_written && i < count; i++) {
        is_written = write_code(found->codes[i].bytes, found->codes[i].size);
    }

    return is_written ? EXIT_SUCCESS : EXIT_FAILURE;
}

/** Reads the request; the picture's bytes are never released, as the process ends with them. */
static enum wlt_scan_answer read_request(struct wallet_bytes *out)
{
    uint8_t head[WLT_SCAN_SIZE_SIZE];
    if (!read_all(head, sizeof head)) {
        return WLT_SCAN_NOT_ASKED;
    }

    const size_t size = (size_t)head[0] << 3 * BYTE | (size_t)head[1] << 2 * BYTE |
                        (size_t)head[2] << BYTE | head[3];
    if (size > WALLET_PICTURE_MAX) {
        return WLT_SCAN_TOO_LARGE;
    }

    uint8_t *data = malloc(size > 0 ? size : 1);
    if (!data) {
        return WLT_SCAN_NO_MEMORY;
    }

    *out = (struct wallet_bytes){ data, size };
    return read_all(data, size) ? WLT_SCAN_DONE : WLT_SCAN_NOT_ASKED;
}

static enum wlt_scan_answer scan(struct found *found)
{
    struct wallet_bytes file = { 0 };
    struct grey picture = { 0 };
    struct search search = { .budget_ms = BUDGET_MS };

    enum wlt_scan_answer answer = read_request(&file);
    if (answer == WLT_SCAN_DONE) {
        answer = picture_decode(file, &picture);
    }

    if (answer == WLT_SCAN_DONE && !find_codes(&picture, &search, found)) {
        answer = WLT_SCAN_NO_MEMORY;
    }

    grey_free(&picture);
    return answer;
}

int main(void)
{
    struct found found = { 0 };
    const bool is_locked =
        sandbox_limit(SECONDS) && warm_up() && sandbox_deny_files() && sandbox_deny_calls();

    return send_answer(is_locked ? scan(&found) : WLT_SCAN_NOT_LOCKED, &found);
}
