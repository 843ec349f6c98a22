/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/details.h"

#include "base/buffer.h"
#include "base/text.h"
#include "cbor/writer.h"

enum wallet_status wlt_details_write(
    const struct wlt_detail *details,
    size_t count,
    struct wallet_bytes deed,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    size_t there = deed.size > 0 ? 1 : 0;

    for (size_t i = 0; i < count; i++) {
        there += wlt_text_is_there(details[i].text);
    }

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, there);
    for (size_t i = 0; i < count; i++) {
        if (wlt_text_is_there(details[i].text)) {
            wlt_write_unsigned(&writer, (uint64_t)details[i].key);
            wlt_write_text(&writer, wlt_bytes_of(details[i].text));
        }
    }
    if (deed.size > 0) {
        wlt_write_unsigned(&writer, WALLET_DETAIL_DEED);
        wlt_write_bytes(&writer, deed);
    }

    return wlt_writer_status(&writer, error);
}
