/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/embedded.h"

enum {
    TAG_ENCODED_CBOR = 24,
};

struct wlt_embedded wlt_read_embedded(struct wlt_reader *reader)
{
    struct wlt_reader behind = *reader;
    const struct wallet_bytes whole = wlt_read_any(&behind);

    wlt_read_tag(reader, TAG_ENCODED_CBOR);
    const struct wallet_bytes content = wlt_read_bytes(reader);
    return wlt_reader_is_ok(reader) ? (struct wlt_embedded){ whole, content }
                                    : (struct wlt_embedded){ .whole = { 0 } };
}

void wlt_write_embedded(struct wlt_writer *writer, struct wallet_bytes items)
{
    wlt_write_tag(writer, TAG_ENCODED_CBOR);
    wlt_write_bytes(writer, items);
}

size_t wlt_write_embedded_open(struct wlt_writer *writer)
{
    wlt_write_tag(writer, TAG_ENCODED_CBOR);
    return wlt_write_bytes_open(writer);
}

void wlt_write_embedded_close(struct wlt_writer *writer, size_t mark)
{
    wlt_write_bytes_close(writer, mark);
}
