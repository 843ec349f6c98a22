/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "qr/draw.h"

/* Two modules a character, light ones as full blocks: on a dark terminal, the usual one, the code
   stands as it should, quiet zone included; on a light one it is inverted, which phones read. */

static bool write_pair(
    const struct wlt_symbol *symbol, unsigned x, unsigned y, struct wallet_buffer *out)
{
    /* An odd row at the end gets a light one below it, which widens the quiet zone. */
    const bool is_upper_light = !wlt_symbol_is_dark(symbol, x, y);
    const bool is_lower_light = !wlt_symbol_is_dark(symbol, x, y + 1);

    if (is_upper_light && is_lower_light) {
        return wlt_buffer_append_text(out, "\u2588");
    }

    if (is_upper_light) {
        return wlt_buffer_append_text(out, "\u2580");
    }

    return wlt_buffer_append_text(out, is_lower_light ? "\u2584" : " ");
}

bool wlt_symbol_write_terminal(const struct wlt_symbol *symbol, struct wallet_buffer *out)
{
    const unsigned side = wlt_symbol_side(symbol);

    for (unsigned y = 0; y < side; y += 2) {
        for (unsigned x = 0; x < side; x++) {
            if (!write_pair(symbol, x, y, out)) {
                return false;
            }
        }

        if (!wlt_buffer_append_text(out, "\n")) {
            return false;
        }
    }

    return true;
}
