/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/act.h"

#include "base/buffer.h"
#include "base/error.h"
#include "cbor/reader.h"
#include "cbor/writer.h"

#include <string.h>

enum {
    KEY_NUMBER = 1,
    KEY_PLACE = 2,
    KEY_BEFORE = 3,
    KEY_DEED = 4,
    KEY_AT = 5,
    KEY_CLERK = 6,
    KEY_ACCOUNT = 7,
    KEY_WINDOW = 8,
    KEY_BODY = 9,
    ALWAYS = (1 << KEY_NUMBER) | (1 << KEY_PLACE) | (1 << KEY_BEFORE) | (1 << KEY_DEED) |
             (1 << KEY_AT) | (1 << KEY_CLERK) | (1 << KEY_BODY),
};

static const char *const names[WLT_DEED_COUNT] = {
    [WLT_DEED_NONE] = "none",   [WLT_DEED_OPEN] = "open",       [WLT_DEED_TAKE] = "take",
    [WLT_DEED_PAPER] = "paper", [WLT_DEED_DEFER] = "defer",     [WLT_DEED_REUSE] = "reuse",
    [WLT_DEED_WRITE] = "write", [WLT_DEED_UNWRITE] = "unwrite", [WLT_DEED_DECIDE] = "decide",
    [WLT_DEED_GO] = "go",
};

const char *wlt_deed_name(enum wlt_deed deed)
{
    return names[(size_t)deed < WLT_DEED_COUNT ? deed : WLT_DEED_NONE];
}

static void write_text(struct wlt_writer *writer, uint64_t key, struct wallet_bytes text)
{
    if (text.size > 0) {
        wlt_write_unsigned(writer, key);
        wlt_write_text(writer, text);
    }
}

enum wallet_status wlt_case_act_write(
    const struct wlt_case_act *act, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, 7U + (act->account.size > 0) + (act->window.size > 0));
    wlt_write_unsigned(&writer, KEY_NUMBER);
    wlt_write_text(&writer, act->number);
    wlt_write_unsigned(&writer, KEY_PLACE);
    wlt_write_unsigned(&writer, act->place);
    wlt_write_unsigned(&writer, KEY_BEFORE);
    wlt_write_bytes(&writer, (struct wallet_bytes){ act->before, sizeof act->before });
    wlt_write_unsigned(&writer, KEY_DEED);
    wlt_write_unsigned(&writer, (uint64_t)act->deed);
    wlt_write_unsigned(&writer, KEY_AT);
    wlt_write_int(&writer, act->at_unix);
    wlt_write_unsigned(&writer, KEY_CLERK);
    wlt_write_text(&writer, act->clerk);
    write_text(&writer, KEY_ACCOUNT, act->account);
    write_text(&writer, KEY_WINDOW, act->window);
    wlt_write_unsigned(&writer, KEY_BODY);
    wlt_write_encoded(&writer, act->body);

    const enum wallet_status status = wlt_writer_status(&writer, error);
    return status == WALLET_OK && out->size > WLT_ACT_SIZE_MAX
               ? wlt_fail(
                     error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "the act is larger than 1 MiB")
               : status;
}

static void read_digest(struct wlt_reader *reader, uint8_t out[WLT_SHA256_SIZE])
{
    const struct wallet_bytes bytes = wlt_read_bytes(reader);

    if (bytes.size == WLT_SHA256_SIZE) {
        memcpy(out, bytes.data, bytes.size);
    } else {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a digest of 32 bytes");
    }
}

static void read_deed(struct wlt_reader *reader, struct wlt_case_act *out)
{
    const uint64_t deed = wlt_read_unsigned(reader);

    if (deed == WLT_DEED_NONE || deed >= WLT_DEED_COUNT) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a kind of act that is known");
    } else {
        out->deed = (enum wlt_deed)deed;
    }
}

static void read_member(struct wlt_reader *reader, uint64_t key, struct wlt_case_act *out)
{
    switch (key) {
    case KEY_NUMBER: out->number = wlt_read_text(reader); break;
    case KEY_PLACE: out->place = wlt_read_unsigned(reader); break;
    case KEY_BEFORE: read_digest(reader, out->before); break;
    case KEY_DEED: read_deed(reader, out); break;
    case KEY_AT: out->at_unix = wlt_read_int(reader); break;
    case KEY_CLERK: out->clerk = wlt_read_text(reader); break;
    case KEY_ACCOUNT: out->account = wlt_read_text(reader); break;
    case KEY_WINDOW: out->window = wlt_read_text(reader); break;
    case KEY_BODY: out->body = wlt_read_any(reader); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a key that acts have"); break;
    }
}

enum wallet_status wlt_case_act_read(
    struct wallet_bytes encoded, struct wlt_case_act *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);
    unsigned seen = 0;

    *out = (struct wlt_case_act){ 0 };
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        const uint64_t key = wlt_read_unsigned(&reader);
        const bool is_next = key <= KEY_BODY && seen < 1U << key;

        seen |= is_next ? 1U << key : 0;
        if (is_next) {
            read_member(&reader, key, out);
        } else {
            wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "keys of an act, in ascending order");
        }
    }
    if ((seen & ALWAYS) != ALWAYS) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "an act with all its parts");
    }

    return wlt_reader_finish(&reader, error);
}

enum wallet_status wlt_opening_write(
    const struct wlt_opening *opening, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, 5);
    wlt_write_unsigned(&writer, 1);
    wlt_write_text(&writer, opening->matter);
    wlt_write_unsigned(&writer, 2);
    wlt_write_text(&writer, opening->code);
    wlt_write_unsigned(&writer, 3);
    wlt_write_bytes(&writer, (struct wallet_bytes){ opening->digest, sizeof opening->digest });
    wlt_write_unsigned(&writer, 4);
    wlt_write_unsigned(&writer, (uint64_t)opening->channel);
    wlt_write_unsigned(&writer, 5);
    wlt_write_text(&writer, opening->counter);
    return wlt_writer_status(&writer, error);
}

/* Steps over a map's key, which must be this one. */
static void expect_key(struct wlt_reader *reader, uint64_t key)
{
    if (wlt_read_unsigned(reader) != key) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "the keys of such an act");
    }
}

enum wallet_status wlt_opening_read(
    struct wallet_bytes body, struct wlt_opening *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(body, WLT_CBOR_STRICT);

    *out = (struct wlt_opening){ 0 };
    if (wlt_read_map(&reader) != 5) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "what a case was opened for");
    }
    expect_key(&reader, 1);
    out->matter = wlt_read_text(&reader);
    expect_key(&reader, 2);
    out->code = wlt_read_text(&reader);
    expect_key(&reader, 3);
    read_digest(&reader, out->digest);
    expect_key(&reader, 4);
    const uint64_t channel = wlt_read_unsigned(&reader);
    expect_key(&reader, 5);
    out->counter = wlt_read_text(&reader);
    out->channel = channel == WALLET_CHANNEL_ONLINE ? WALLET_CHANNEL_ONLINE : WALLET_CHANNEL_WINDOW;
    if (channel != (uint64_t)out->channel) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "a channel that is known");
    }

    return wlt_reader_finish(&reader, error);
}

enum wallet_status wlt_saying_write(
    const struct wlt_saying *saying, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, 1U + (saying->about.size > 0) + (saying->text.size > 0));
    write_text(&writer, 1, saying->about);
    write_text(&writer, 2, saying->text);
    wlt_write_unsigned(&writer, 3);
    wlt_write_unsigned(&writer, saying->number);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_saying_read(
    struct wallet_bytes body, struct wlt_saying *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(body, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);
    uint64_t last = 0;

    *out = (struct wlt_saying){ 0 };
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        const uint64_t key = wlt_read_unsigned(&reader);

        if (key <= last || key > 3) {
            wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "the keys of such an act");
        } else if (key == 3) {
            out->number = wlt_read_unsigned(&reader);
        } else {
            *(key == 1 ? &out->about : &out->text) = wlt_read_text(&reader);
        }
        last = key;
    }
    if (last != 3) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "an act with all its parts");
    }

    return wlt_reader_finish(&reader, error);
}
