/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/tdate.h"

#include <wallet/time.h>

#include <string.h>

enum {
    TAG_TDATE = 0,  /* RFC 8949 section 3.4.1 */
    TIME_AT = 10,   /* where the "T" stands in a date-time of RFC 3339 */
    TIME_MIN = 20,  /* 2026-11-23T08:30:00Z */
    TIME_ROOM = 64, /* a long fraction included */
};

int64_t wlt_read_tdate(struct wlt_reader *reader)
{
    char text[TIME_ROOM] = "";
    int64_t unix_seconds = 0;

    wlt_read_tag(reader, TAG_TDATE);
    const struct wallet_bytes encoded = wlt_read_text(reader);
    if (encoded.size >= TIME_MIN && encoded.size < sizeof text) {
        memcpy(text, encoded.data, encoded.size);
    }

    if (text[TIME_AT] != 'T' || strlen(text) != encoded.size ||
        wallet_time_parse(text, &unix_seconds, NULL) != WALLET_OK) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a date and time");
    }

    return unix_seconds;
}

void wlt_write_tdate(struct wlt_writer *writer, int64_t unix_seconds)
{
    char text[WALLET_TIME_SIZE];

    wallet_time_format(unix_seconds, text);
    wlt_write_tag(writer, TAG_TDATE);
    wlt_write_text(writer, (struct wallet_bytes){ (const uint8_t *)text, strlen(text) });
}
