/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/members.h"

#include "base/text.h"

void wlt_read_members(
    struct wlt_reader *reader, const struct wlt_member *members, size_t count, void *out)
{
    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        const struct wallet_bytes key = wlt_read_text_key(reader);
        size_t i = 0;
        while (i < count && !wlt_bytes_are(key, members[i].name)) {
            i++;
        }

        if (i < count) {
            members[i].read(reader, out);
        } else {
            (void)wlt_read_any(reader);
        }
    }
}

struct wallet_bytes wlt_find_member(struct wallet_bytes map, struct wallet_bytes name)
{
    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_LENIENT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const bool is_text = wlt_next_is(&reader, WLT_CBOR_TEXT);
        const struct wallet_bytes key = wlt_read_text_key(&reader);
        const struct wallet_bytes value = wlt_read_any(&reader);
        if (is_text && wlt_bytes_equal(key, name)) {
            return value;
        }
    }

    return (struct wallet_bytes){ 0 };
}

bool wlt_has_member(struct wallet_bytes map, const char *name)
{
    return wlt_find_member(map, wlt_bytes_of(name)).size > 0;
}
