/* SPDX-License-Identifier: Apache-2.0 */
#include "present/purpose.h"

#include "base/text.h"
#include "present/line.h"

struct wallet_request_matter wlt_purpose_none(void)
{
    return (struct wallet_request_matter){ "", WALLET_CALL_MATTER, "", "", "" };
}

static enum wallet_call_category read_category(struct wlt_reader *reader)
{
    const uint64_t category = wlt_read_unsigned(reader);

    if (category > WALLET_CALL_OTHER) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a call category that is known");
        return WALLET_CALL_MATTER;
    }

    return (enum wallet_call_category)category;
}

bool wlt_purpose_read(
    struct wlt_reader *reader, struct wallet_buffer *texts, struct wallet_request_matter *matter)
{
    bool has_category = false;

    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        switch (wlt_read_int(reader)) {
        case WLT_PURPOSE_SYSTEM: matter->system = wlt_line_read(reader, texts); break;
        case WLT_PURPOSE_CATEGORY:
            matter->category = read_category(reader);
            has_category = true;
            break;
        case WLT_PURPOSE_NAME: matter->name = wlt_line_read(reader, texts); break;
        case WLT_PURPOSE_CODE: matter->code = wlt_line_read(reader, texts); break;
        case WLT_PURPOSE_CAUSE: matter->cause = wlt_line_read(reader, texts); break;
        default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of a matter"); break;
        }
    }

    return has_category;
}

bool wlt_purpose_is_stated(const struct wallet_request_matter *matter)
{
    return wlt_text_is_there(matter->category == WALLET_CALL_MATTER ? matter->name : matter->cause);
}

bool wlt_purpose_is_empty(const struct wallet_request_matter *matter)
{
    return matter->category == WALLET_CALL_MATTER && !wlt_text_is_there(matter->system) &&
           !wlt_text_is_there(matter->name) && !wlt_text_is_there(matter->code) &&
           !wlt_text_is_there(matter->cause);
}

static void write_line(struct wlt_writer *writer, int64_t key, const char *text)
{
    if (wlt_text_is_there(text)) {
        wlt_write_int(writer, key);
        wlt_write_text(writer, wlt_bytes_of(text));
    }
}

void wlt_purpose_write(
    struct wlt_writer *writer, const struct wallet_request_matter *matter, bool with_category)
{
    const bool has_category = with_category || matter->category != WALLET_CALL_MATTER;
    const size_t count = (size_t)has_category + wlt_text_is_there(matter->system) +
                         wlt_text_is_there(matter->name) + wlt_text_is_there(matter->code) +
                         wlt_text_is_there(matter->cause);

    wlt_write_map(writer, count);
    write_line(writer, WLT_PURPOSE_SYSTEM, matter->system);
    if (has_category) {
        wlt_write_int(writer, WLT_PURPOSE_CATEGORY);
        wlt_write_unsigned(writer, matter->category);
    }

    write_line(writer, WLT_PURPOSE_NAME, matter->name);
    write_line(writer, WLT_PURPOSE_CODE, matter->code);
    write_line(writer, WLT_PURPOSE_CAUSE, matter->cause);
}
