/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/message.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cbor/reader.h"
#include "cbor/writer.h"
#include "signer/channel.h"

#include <string.h>

enum {
    REQUEST_PARTS = 3,
    ANSWER_PARTS = 4,
};

static enum wallet_status write_head(struct wallet_buffer *out, struct wallet_error *error)
{
    static const uint8_t head[WLT_CHANNEL_HEAD_SIZE];

    wlt_buffer_set_size(out, 0);
    return wlt_buffer_append(out, (struct wallet_bytes){ head, sizeof head })
               ? WALLET_OK
               : wlt_fail_memory(error);
}

enum wallet_status wlt_agent_write_request(
    const struct wlt_agent_request *request, struct wallet_buffer *out, struct wallet_error *error)
{
    const enum wallet_status status = write_head(out, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_writer writer = wlt_writer_start(out);
    wlt_write_array(&writer, REQUEST_PARTS);
    wlt_write_unsigned(&writer, WLT_AGENT_VERSION);
    wlt_write_unsigned(&writer, (uint64_t)request->operation);
    wlt_write_bytes(&writer, request->message);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_agent_write_answer(
    const struct wlt_agent_answer *answer, struct wallet_buffer *out, struct wallet_error *error)
{
    const enum wallet_status status = write_head(out, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_writer writer = wlt_writer_start(out);
    wlt_write_array(&writer, ANSWER_PARTS);
    wlt_write_unsigned(&writer, WLT_AGENT_VERSION);
    wlt_write_unsigned(&writer, (uint64_t)answer->status);
    wlt_write_bytes(&writer, answer->result);
    wlt_write_text(&writer, answer->words);
    return wlt_writer_status(&writer, error);
}

/** Opens a message of so many parts in this version. */
static enum wallet_status read_start(
    struct wallet_bytes encoded, uint64_t parts, struct wlt_reader *out, struct wallet_error *error)
{
    const enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_STRICT, error);
    if (status != WALLET_OK) {
        return status;
    }

    *out = wlt_reader_start_checked(encoded, WLT_CBOR_STRICT);
    wlt_read_array(out, parts);
    if (wlt_read_unsigned(out) != WLT_AGENT_VERSION) {
        wlt_reader_fail(out, WALLET_ERR_UNSUPPORTED, "version 1 of the agent's protocol");
    }

    return wlt_reader_status(out, error);
}

enum wallet_status wlt_agent_read_request(
    struct wallet_bytes encoded, struct wlt_agent_request *out, struct wallet_error *error)
{
    struct wlt_reader reader;

    enum wallet_status status = read_start(encoded, REQUEST_PARTS, &reader, error);
    if (status != WALLET_OK) {
        return status;
    }

    const uint64_t operation = wlt_read_unsigned(&reader);
    if (operation != WLT_AGENT_IDENTIFY && operation != WLT_AGENT_SIGN) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "an operation of the agent");
    }

    const struct wallet_bytes message = wlt_read_bytes(&reader);
    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = (struct wlt_agent_request){ (enum wlt_agent_operation)operation, message };
    }

    return status;
}

/** Only what a status can be: the number comes from another process. */
static bool is_status(uint64_t number)
{
    return number < 1000 &&
           strcmp(wallet_status_name((enum wallet_status)number), "UNKNOWN_STATUS") != 0;
}

enum wallet_status wlt_agent_read_answer(
    struct wallet_bytes encoded, struct wlt_agent_answer *out, struct wallet_error *error)
{
    struct wlt_reader reader;

    enum wallet_status status = read_start(encoded, ANSWER_PARTS, &reader, error);
    if (status != WALLET_OK) {
        return status;
    }

    const uint64_t number = wlt_read_unsigned(&reader);
    if (!is_status(number)) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "a status");
    }

    const struct wallet_bytes result = wlt_read_bytes(&reader);
    const struct wallet_bytes words = wlt_read_text(&reader);
    if (!wlt_text_is_printable(words)) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "words that can be shown");
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = (struct wlt_agent_answer){ (enum wallet_status)number, result, words };
    }

    return status;
}
