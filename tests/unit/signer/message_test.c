/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/message.h"

#include "signer/channel.h"
#include "test.h"

static struct wallet_bytes behind_head(const struct wallet_buffer *message)
{
    return (struct wallet_bytes){ message->data + WLT_CHANNEL_HEAD_SIZE,
                                  message->size - WLT_CHANNEL_HEAD_SIZE };
}

TEST(a_request_reads_as_it_was_written)
{
    const struct wlt_agent_request request = { WLT_AGENT_SIGN, test_hex("0102") };
    struct wlt_agent_request read;
    struct wallet_buffer message = { 0 };

    CHECK_EQUAL(wlt_agent_write_request(&request, &message, NULL), WALLET_OK);
    CHECK_BYTES(behind_head(&message), test_hex("830102420102"));
    CHECK_EQUAL(wlt_agent_read_request(behind_head(&message), &read, NULL), WALLET_OK);
    CHECK_EQUAL(read.operation, WLT_AGENT_SIGN);
    CHECK_BYTES(read.message, request.message);
    wallet_buffer_clear(&message);
}

TEST(an_answer_reads_as_it_was_written)
{
    const struct wlt_agent_answer answer = { WALLET_ERR_REFUSED,
                                             { 0 },
                                             test_text("the agent does not sign this") };
    struct wlt_agent_answer read;
    struct wallet_buffer message = { 0 };

    CHECK_EQUAL(wlt_agent_write_answer(&answer, &message, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_agent_read_answer(behind_head(&message), &read, NULL), WALLET_OK);
    CHECK_EQUAL(read.status, WALLET_ERR_REFUSED);
    CHECK_EQUAL(read.result.size, 0);
    CHECK_BYTES(read.words, answer.words);
    wallet_buffer_clear(&message);
}

static const struct {
    const char *what;
    const char *message;
    enum wallet_status status;
} requests[] = {
    { "nothing", "", WALLET_ERR_TRUNCATED },
    { "cut", "8301", WALLET_ERR_TRUNCATED },
    { "rubbish", "ffffffff", WALLET_ERR_MALFORMED },
    { "an indefinite array", "9f010240ff", WALLET_ERR_MALFORMED },
    { "a number in two bytes", "8318010240", WALLET_ERR_MALFORMED },
    { "bytes behind", "8301024000", WALLET_ERR_STRUCTURE },
    { "a map", "a10102", WALLET_ERR_STRUCTURE },
    { "two parts", "820102", WALLET_ERR_STRUCTURE },
    { "another version", "83020240", WALLET_ERR_UNSUPPORTED },
    { "operation 0", "83010040", WALLET_ERR_STRUCTURE },
    { "operation 3", "83010340", WALLET_ERR_STRUCTURE },
    { "a text to sign", "83010260", WALLET_ERR_STRUCTURE },
    { "a negative version", "83200240", WALLET_ERR_STRUCTURE },
};

TEST(refuses_what_is_no_request)
{
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        struct wlt_agent_request read;
        CHECK_ROW(
            requests[i].what,
            wlt_agent_read_request(test_hex(requests[i].message), &read, NULL),
            requests[i].status);
    }
}

static const struct {
    const char *what;
    const char *message;
    enum wallet_status status;
} answers[] = {
    { "a status that is none", "8401187b4060", WALLET_ERR_STRUCTURE },
    { "a huge status", "84011bffffffffffffffff4060", WALLET_ERR_STRUCTURE },
    { "words that a terminal would obey",
      "840100"
      "40"
      "611b",
      WALLET_ERR_STRUCTURE },
    { "words that are no UTF-8",
      "840100"
      "40"
      "61ff",
      WALLET_ERR_MALFORMED },
    { "a version to come", "8402004060", WALLET_ERR_UNSUPPORTED },
    { "a request", "83010240", WALLET_ERR_STRUCTURE },
};

TEST(refuses_what_is_no_answer)
{
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        struct wlt_agent_answer read;
        CHECK_ROW(
            answers[i].what,
            wlt_agent_read_answer(test_hex(answers[i].message), &read, NULL),
            answers[i].status);
    }
}
