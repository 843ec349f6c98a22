/* SPDX-License-Identifier: Apache-2.0 */

/*
 * wallet-portrait: a portrait as grey pixels, for the page that is printed (cli/print_portrait.c).
 *
 * It decodes what others made, as wallet-scanner does and locked in as that is: one picture comes in
 * on standard input, and its width, its height (4 bytes each, big-endian) and a byte a pixel go out.
 * Nothing comes of what cannot be decoded.
 */
#include "channel.h"
#include "picture.h"
#include "sandbox.h"

#include <stdlib.h>

enum {
    SIDE_SIZE = 4,        /* bytes of a side in the answer */
    SECONDS = 2,          /* of computing; no portrait takes a tenth of one */
    SIZE_MAX_IN = 262144, /* WALLET_INPUT_MAX: no licence is larger, so no portrait is */
};

static bool send(const struct grey *picture)
{
    uint8_t head[2 * SIDE_SIZE];

    wlt_scan_put_number(head, SIDE_SIZE, picture->width);
    wlt_scan_put_number(head + SIDE_SIZE, SIDE_SIZE, picture->height);
    return channel_write(head, sizeof head) &&
           channel_write(picture->pixels, (size_t)picture->width * picture->height);
}

static bool convert(uint8_t *file)
{
    struct grey picture = { 0 };
    const struct wallet_bytes bytes = { file, channel_read(file, SIZE_MAX_IN) };

    const bool is_sent = picture_decode(bytes, &picture) == WLT_SCAN_DONE && send(&picture);
    grey_free(&picture);
    return is_sent;
}

int main(void)
{
    /* The first allocation asks the system for chance, which it cannot any more once locked in. */
    uint8_t *file = malloc(SIZE_MAX_IN);

    const bool is_locked =
        file && sandbox_limit(SECONDS) && sandbox_deny_files() && sandbox_deny_calls();
    const bool is_sent = is_locked && convert(file);
    free(file);
    return is_sent ? EXIT_SUCCESS : EXIT_FAILURE;
}
