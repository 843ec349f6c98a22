/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "present/grant.h"
#include "present/line.h"

#include <string.h>

enum {
    CBOR_TRUE = 0xf5, /* RFC 8949 section 3.3 */
    FACE_PARTS = 5,   /* way, level, compared, portrait, model */
};

static unsigned read_number(
    struct wlt_reader *reader, unsigned least, unsigned most, const char *expected)
{
    const uint64_t number = wlt_read_unsigned(reader);

    if (wlt_reader_is_ok(reader) && (number < least || number > most)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, expected);
        return 0;
    }

    return (unsigned)number;
}

static void read_portrait(struct wlt_reader *reader, struct wallet_grant *grant)
{
    const struct wallet_bytes digest = wlt_read_bytes(reader);

    if (wlt_reader_is_ok(reader) && digest.size != sizeof grant->portrait) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "the SHA-256 of a portrait");
    } else if (wlt_reader_is_ok(reader)) {
        memcpy(grant->portrait, digest.data, digest.size);
        grant->evidence.portrait = (struct wallet_bytes){ grant->portrait, sizeof grant->portrait };
    }
}

/** Only a yes is evidence. */
static bool read_same(struct wlt_reader *reader)
{
    const struct wallet_bytes item = wlt_read_any(reader);
    const bool is_true = wlt_reader_is_ok(reader) && item.data[0] == CBOR_TRUE;

    if (wlt_reader_is_ok(reader) && !is_true) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "that a person found them the same");
    }

    return is_true;
}

static void read_part(struct wlt_reader *reader, int64_t part, struct wallet_grant *grant)
{
    struct wallet_grant_evidence *evidence = &grant->evidence;
    struct wallet_buffer *texts = &grant->texts;

    switch (part) {
    case WLT_EVIDENCE_WAY: evidence->way = wlt_line_read(reader, texts); break;
    case WLT_EVIDENCE_LEVEL:
        evidence->level = read_number(reader, 1, WLT_LEVEL_MAX, "a level from 1 to 4");
        break;
    case WLT_EVIDENCE_COMPARED: evidence->compared_unix = wlt_read_int(reader); break;
    case WLT_EVIDENCE_PORTRAIT: read_portrait(reader, grant); break;
    case WLT_EVIDENCE_MODEL: evidence->model = wlt_line_read(reader, texts); break;
    case WLT_EVIDENCE_SAME: evidence->is_by_person = read_same(reader); break;
    case WLT_EVIDENCE_SCORE:
        evidence->score = read_number(reader, 1, WLT_THOUSANDTHS, "a score in thousandths");
        break;
    case WLT_EVIDENCE_THRESHOLD:
        evidence->threshold = read_number(reader, 1, WLT_THOUSANDTHS, "a threshold in thousandths");
        break;
    case WLT_EVIDENCE_CLERK: evidence->clerk = wlt_line_read(reader, texts); break;
    case WLT_EVIDENCE_ACCOUNT: evidence->account = wlt_line_read(reader, texts); break;
    case WLT_EVIDENCE_DESK: evidence->desk = wlt_line_read(reader, texts); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of evidence"); break;
    }
}

void wlt_grant_read_evidence(struct wlt_reader *reader, struct wallet_grant *grant)
{
    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        read_part(reader, wlt_read_int(reader), grant);
    }

    grant->has_evidence = true;
}

static void write_line(struct wlt_writer *writer, int64_t part, const char *text)
{
    if (wlt_text_is_there(text)) {
        wlt_write_int(writer, part);
        wlt_write_text(writer, wlt_bytes_of(text));
    }
}

static void write_face(struct wlt_writer *writer, const struct wallet_grant_evidence *evidence)
{
    const bool is_scored = !evidence->is_by_person;

    wlt_write_map(
        writer,
        (size_t)FACE_PARTS - !wlt_text_is_there(evidence->way) -
            !wlt_text_is_there(evidence->model) + 1 + is_scored);
    write_line(writer, WLT_EVIDENCE_WAY, evidence->way);
    wlt_write_int(writer, WLT_EVIDENCE_LEVEL);
    wlt_write_unsigned(writer, evidence->level);
    wlt_write_int(writer, WLT_EVIDENCE_COMPARED);
    wlt_write_int(writer, evidence->compared_unix);
    wlt_write_int(writer, WLT_EVIDENCE_PORTRAIT);
    wlt_write_bytes(writer, evidence->portrait);
    write_line(writer, WLT_EVIDENCE_MODEL, evidence->model);
    if (is_scored) {
        wlt_write_int(writer, WLT_EVIDENCE_SCORE);
        wlt_write_unsigned(writer, evidence->score);
        wlt_write_int(writer, WLT_EVIDENCE_THRESHOLD);
        wlt_write_unsigned(writer, evidence->threshold);
    } else {
        wlt_write_int(writer, WLT_EVIDENCE_SAME);
        wlt_write_bool(writer, true);
    }
}

static void write_duty(struct wlt_writer *writer, const struct wallet_grant_evidence *evidence)
{
    wlt_write_map(
        writer,
        (size_t)wlt_text_is_there(evidence->clerk) + wlt_text_is_there(evidence->account) +
            wlt_text_is_there(evidence->desk));
    write_line(writer, WLT_EVIDENCE_CLERK, evidence->clerk);
    write_line(writer, WLT_EVIDENCE_ACCOUNT, evidence->account);
    write_line(writer, WLT_EVIDENCE_DESK, evidence->desk);
}

void wlt_grant_write_evidence(
    struct wlt_writer *writer,
    enum wallet_grant_method method,
    const struct wallet_grant_evidence *evidence)
{
    if (method == WALLET_GRANT_FACE) {
        write_face(writer, evidence);
    } else {
        write_duty(writer, evidence);
    }
}
