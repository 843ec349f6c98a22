/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "qr/draw.h"

/* For those who draw by themselves: nothing but which modules are dark. */

bool wlt_symbol_write_modules(const struct wlt_symbol *symbol, struct wallet_buffer *out)
{
    const unsigned side = wlt_symbol_side(symbol);

    if (!wlt_buffer_reserve(out, (size_t)side * side)) {
        return false;
    }

    for (unsigned y = 0; y < side; y++) {
        for (unsigned x = 0; x < side; x++) {
            out->data[(size_t)y * side + x] = wlt_symbol_is_dark(symbol, x, y);
        }
    }

    wlt_buffer_set_size(out, (size_t)side * side);
    return true;
}
