/* SPDX-License-Identifier: Apache-2.0 */

/* What a scanner that was taken over may answer, to a picture and in a stream. */
#include "base/buffer.h"
#include "fuzz.h"
#include "scan/answer.h"
#include "scan/protocol.h"
#include "scan/sightings.h"

#include <string.h>

/** Notes the codes as a stream does: at once they are new, and then they are known. */
static void note(const struct wallet_scan *scan)
{
    struct wlt_sightings sightings = { 0 };
    bool is_new = false;

    for (size_t i = 0; i < scan->count; i++) {
        FUZZ_CHECK(wlt_sightings_note(&sightings, scan->texts[i], 0, &is_new));
    }
    for (size_t i = 0; i < scan->count; i++) {
        FUZZ_CHECK(wlt_sightings_note(&sightings, scan->texts[i], 1, &is_new) && !is_new);
    }

    wlt_sightings_clear(&sightings);
}

static void read_answer(struct wallet_bytes bytes, size_t head_size)
{
    struct wallet_scan scan = { 0 };
    struct wallet_error error = { .message = "" };
    size_t size = head_size;
    if (bytes.size < head_size || bytes.size > WLT_SCAN_TEXTS_MAX) {
        return;
    }

    FUZZ_CHECK(wlt_buffer_append(&scan.answer, bytes));
    const enum wallet_status status = wlt_scan_answer_read(&scan, head_size, "scanner", &error);
    FUZZ_CHECK((status == WALLET_OK) == (error.message[0] == '\0'));
    if (status == WALLET_OK) {
        FUZZ_CHECK(scan.count <= WALLET_SCAN_CODE_MAX);
        for (size_t i = 0; i < scan.count; i++) {
            size += WLT_SCAN_TEXT_SIZE_SIZE + scan.texts[i].size;
        }
        FUZZ_CHECK(size == bytes.size);
        note(&scan);
    }

    wallet_buffer_clear(&scan.answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes bytes = { data, size };

    read_answer(bytes, WLT_SCAN_HEAD_SIZE);
    read_answer(bytes, WLT_SCAN_STREAM_HEAD_SIZE);
    return 0;
}
