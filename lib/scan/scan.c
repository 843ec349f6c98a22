/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/scan.h>

#include "base/alloc.h"
#include "base/error.h"
#include "scan/answer.h"
#include "scan/process.h"
#include "scan/protocol.h"
#include "scan/request.h"

static enum wallet_status talk(
    const char *scanner,
    const struct wlt_exchange *exchange,
    struct wallet_buffer *answer,
    struct wlt_ending *out_ending,
    struct wallet_error *error)
{
    struct wlt_process process;
    enum wallet_status status = wlt_process_start(scanner, NULL, &process, error);
    if (status != WALLET_OK) {
        return status;
    }

    *out_ending = (struct wlt_ending){ .scanner = scanner, .timeout_ms = exchange->timeout_ms };
    status = wlt_process_talk(&process, exchange, answer, &out_ending->end, error);
    out_ending->wait_status = wlt_process_stop(&process);
    return status;
}

static enum wallet_status ask(
    const char *scanner,
    struct wallet_bytes picture,
    unsigned timeout_ms,
    struct wallet_scan *scan,
    struct wallet_error *error)
{
    uint8_t head[WLT_SCAN_SIZE_SIZE];
    wlt_scan_put_number(head, sizeof head, picture.size);

    const struct wlt_exchange exchange = {
        .request = { { head, sizeof head }, picture },
        .answer_max = WLT_SCAN_ANSWER_MAX,
        .timeout_ms = timeout_ms,
    };
    struct wlt_ending ending;
    const enum wallet_status status = talk(scanner, &exchange, &scan->answer, &ending, error);
    if (status != WALLET_OK) {
        return status;
    }

    return ending.end == WLT_PROCESS_ENDED && scan->answer.size >= WLT_SCAN_HEAD_SIZE
               ? wlt_scan_answer_read(scan, WLT_SCAN_HEAD_SIZE, scanner, error)
               : wlt_answer_tell_ending(&ending, error);
}

enum wallet_status wallet_scan_picture(
    const char *scanner,
    struct wallet_bytes picture,
    unsigned timeout_ms,
    struct wallet_scan **out,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_request_check_timeout(timeout_ms, error);
    if (status == WALLET_OK) {
        status = wlt_request_check_picture(picture, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(scan) struct wallet_scan *scan = wlt_alloc(1, sizeof *scan);
    if (!scan) {
        return wlt_fail_memory(error);
    }

    status = ask(scanner, picture, timeout_ms > 0 ? timeout_ms : WALLET_SCAN_TIMEOUT, scan, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(scan);
    }

    return status;
}

size_t wallet_scan_count(const struct wallet_scan *scan)
{
    return scan->count;
}

struct wallet_bytes wallet_scan_text(const struct wallet_scan *scan, size_t index)
{
    return index < scan->count ? scan->texts[index] : (struct wallet_bytes){ 0 };
}

void wallet_scan_free(struct wallet_scan *scan)
{
    if (scan) {
        wallet_buffer_clear(&scan->answer);
        wlt_free(scan);
    }
}
