/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/note.h"

#include "base/buffer.h"
#include "base/text.h"
#include "cbor/writer.h"

/** A detail that is a text, at its place in the order of the keys. */
struct detail {
    enum wallet_detail key;
    const char *text;
};

static enum wallet_status write_details(
    const struct wlt_note *note, struct wallet_buffer *out, struct wallet_error *error)
{
    const struct detail details[] = {
        { WALLET_DETAIL_COUNTER, note->counter },   { WALLET_DETAIL_CLERK, note->clerk },
        { WALLET_DETAIL_MATTER_NAME, note->cause }, { WALLET_DETAIL_TYPE, note->type },
        { WALLET_DETAIL_RESULT, note->result },     { WALLET_DETAIL_NOTE, note->note },
    };
    const size_t size = sizeof details / sizeof details[0];
    struct wlt_writer writer = wlt_writer_start(out);
    size_t count = 0;

    for (size_t i = 0; i < size; i++) {
        count += wlt_text_is_there(details[i].text);
    }

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, count);
    for (size_t i = 0; i < size; i++) {
        if (wlt_text_is_there(details[i].text)) {
            wlt_write_unsigned(&writer, (uint64_t)details[i].key);
            wlt_write_text(&writer, wlt_bytes_of(details[i].text));
        }
    }

    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_note_append(
    struct wallet_repository *repository, const struct wlt_note *note, struct wallet_error *error)
{
    const enum wallet_status status = write_details(note, &repository->details, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_act act = {
        .act = note->act,
        .at_unix = note->at_unix,
        .holder = note->holder,
        .is_use = note->is_use,
        .licence = { note->digest, note->digest ? WALLET_AUDIT_HASH_SIZE : 0 },
        .details = wallet_buffer_bytes(&repository->details),
    };
    return wlt_log_append(repository->log, &act, NULL, error);
}
