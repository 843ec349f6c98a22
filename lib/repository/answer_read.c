/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "repository/answer.h"

#include <string.h>

#define TIME_MAX INT64_C(253402300799) /* the end of the year 9999 */

enum {
    TEXTS_MAX = 3 * WALLET_ANSWER_LICENCE_MAX + 2, /* each with a NUL */
    LINE_MAX_SIZE = 240,
    COMPARISON_PARTS = 2,
};

/** Keeps a printable line; there is room for all, so that none moves. */
static const char *read_line(struct wlt_reader *reader, struct wallet_answer *answer)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    const struct wallet_bytes nul = { (const uint8_t *)"", 1 };
    const size_t start = answer->texts.size;

    if (wlt_reader_is_ok(reader) &&
        (text.size == 0 || text.size > LINE_MAX_SIZE || !wlt_text_is_printable(text))) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "one line of printable characters");
    }

    if (!wlt_reader_is_ok(reader) || !wlt_buffer_append(&answer->texts, text) ||
        !wlt_buffer_append(&answer->texts, nul)) {
        return "";
    }

    return (const char *)answer->texts.data + start;
}

static void read_fixed(struct wlt_reader *reader, struct wallet_bytes from, void *out, size_t size)
{
    if (wlt_reader_is_ok(reader) && from.size != size) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a value of another size");
    }

    if (wlt_reader_is_ok(reader)) {
        memcpy(out, from.data, size);
    }
}

static void read_time(struct wlt_reader *reader, struct wallet_answer *answer)
{
    answer->at_unix = wlt_read_int(reader);

    if (wlt_reader_is_ok(reader) && (answer->at_unix <= 0 || answer->at_unix > TIME_MAX)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a time after 1970");
    }
}

static enum wallet_outcome read_outcome(struct wlt_reader *reader)
{
    const uint64_t outcome = wlt_read_unsigned(reader);

    if (wlt_reader_is_ok(reader) && outcome >= WALLET_OUTCOME_COUNT) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "an outcome that is known");
        return WALLET_OUTCOME_OTHER;
    }

    return (enum wallet_outcome)outcome;
}

static void read_comparison(struct wlt_reader *reader, struct wallet_answer_comparison *out)
{
    const uint64_t parts = wlt_read_array_any(reader);
    const bool has_member = parts == COMPARISON_PARTS + 1;

    if (wlt_reader_is_ok(reader) && parts != COMPARISON_PARTS && !has_member) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a comparison of two or three parts");
    }

    out->field = wlt_read_unsigned(reader);
    const uint64_t comparison = wlt_read_unsigned(reader);
    out->member = has_member ? wlt_read_unsigned(reader) : 0;
    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    if (comparison > WALLET_COMPARISON_IMPOSSIBLE) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a comparison that is known");
    } else if (has_member && out->member == 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "the key of a members' field");
    } else {
        out->comparison = (enum wallet_comparison)comparison;
    }
}

static void read_comparisons(
    struct wlt_reader *reader, struct wallet_answer *answer, struct wlt_answer_entry *entry)
{
    const uint64_t count = wlt_read_array_any(reader);
    const size_t room = WALLET_CALL_VALUE_MAX - answer->comparison_count;

    if (wlt_reader_is_ok(reader) && (count == 0 || count > room)) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "1 to 256 comparisons");
    }

    entry->comparisons = &answer->comparisons[answer->comparison_count];
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        read_comparison(reader, &answer->comparisons[answer->comparison_count++]);
        entry->licence.comparison_count++;
    }
}

static unsigned read_version(struct wlt_reader *reader)
{
    const uint64_t version = wlt_read_unsigned(reader);

    if (wlt_reader_is_ok(reader) && (version == 0 || version > UINT16_MAX)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a version");
    }

    return (unsigned)version;
}

static void read_part(
    struct wlt_reader *reader,
    int64_t key,
    struct wallet_answer *answer,
    struct wlt_answer_entry *entry)
{
    struct wallet_answer_licence *licence = &entry->licence;

    switch (key) {
    case WLT_LICENCE_TYPE: licence->type = read_line(reader, answer); break;
    case WLT_LICENCE_IDENTIFIER: licence->identifier = read_line(reader, answer); break;
    case WLT_LICENCE_STATE: licence->state = read_line(reader, answer); break;
    case WLT_LICENCE_OUTCOME: licence->outcome = read_outcome(reader); break;
    case WLT_LICENCE_VERSION: licence->version = read_version(reader); break;
    case WLT_LICENCE_UNTIL:
        licence->until_unix = wlt_read_int(reader);
        licence->has_until = true;
        break;
    case WLT_LICENCE_COPY: licence->copy = wlt_read_bytes(reader); break;
    case WLT_LICENCE_COMPARISONS: read_comparisons(reader, answer, entry); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of a licence"); break;
    }
}

static void read_entry(struct wlt_reader *reader, struct wallet_answer *answer)
{
    struct wlt_answer_entry *entry = &answer->entries[answer->entry_count];
    bool has_outcome = false;

    entry->licence = (struct wallet_answer_licence){ .type = "", .identifier = "", .state = "" };
    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        const int64_t key = wlt_read_int(reader);
        has_outcome = has_outcome || key == WLT_LICENCE_OUTCOME;
        read_part(reader, key, answer, entry);
    }

    if (wlt_reader_is_ok(reader) && !has_outcome) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "the outcome for a licence");
    }

    answer->entry_count++;
}

static void read_entries(struct wlt_reader *reader, struct wallet_answer *answer)
{
    const uint64_t count = wlt_read_array_any(reader);

    if (wlt_reader_is_ok(reader) && (count == 0 || count > WALLET_ANSWER_LICENCE_MAX)) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "1 to 64 licences");
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        read_entry(reader, answer);
    }
}

static void read_claim(struct wlt_reader *reader, int64_t label, struct wallet_answer *answer)
{
    switch (label) {
    case WLT_CLAIM_ISS:
        read_fixed(
            reader, wlt_read_text(reader), answer->repository, sizeof answer->repository - 1);
        break;
    case WLT_CLAIM_IAT: read_time(reader, answer); break;
    case WLT_CLAIM_CALL:
        read_fixed(reader, wlt_read_bytes(reader), answer->call, sizeof answer->call);
        answer->has_call = true;
        break;
    case WLT_CLAIM_OUTCOME:
        answer->outcome = read_outcome(reader);
        answer->has_outcome = true;
        break;
    case WLT_CLAIM_DETAIL: answer->detail = read_line(reader, answer); break;
    case WLT_CLAIM_LICENCES: read_entries(reader, answer); break;
    case WLT_CLAIM_RECEIPT: answer->receipt = read_line(reader, answer); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a claim that is known"); break;
    }
}

enum wallet_status wlt_answer_read(
    struct wallet_bytes claims, struct wallet_answer *answer, struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(claims, WLT_CBOR_STRICT, error);
    if (status != WALLET_OK) {
        return status;
    }

    /* Copies are no texts, but whoever counts them on top has room enough. */
    if (!wlt_buffer_reserve(&answer->texts, claims.size + TEXTS_MAX)) {
        return wlt_fail_memory(error);
    }

    struct wlt_reader reader = wlt_reader_start_checked(claims, WLT_CBOR_STRICT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_claim(&reader, wlt_read_int(&reader), answer);
    }

    status = wlt_reader_finish(&reader, error);
    return status == WALLET_OK && (!answer->repository[0] || answer->at_unix <= 0 ||
                                   !answer->has_call || !answer->has_outcome)
               ? wlt_fail(
                     error,
                     WALLET_ERR_STRUCTURE,
                     WALLET_NO_OFFSET,
                     "a claim of an answer is missing")
               : status;
}
