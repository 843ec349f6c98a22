/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/scan.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "scan/process.h"
#include "scan/protocol.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>

enum {
    TIMEOUT_MAX = 3600 * 1000,
    BYTE = 8,
};

struct wallet_scan {
    struct wallet_buffer answer; /* as the scanner gave it */
    size_t count;
    struct wallet_bytes texts[WALLET_SCAN_CODE_MAX]; /* spans of the answer */
};

WLT_DEFINE_AUTO(scan, struct wallet_scan, wallet_scan_free)

/* What the scanner says of a picture that it does not take. */
static const struct refusal {
    enum wallet_status status;
    const char *message;
} refusals[] = {
    [WLT_SCAN_NOT_A_PICTURE] = { WALLET_ERR_UNSUPPORTED, "neither a PNG nor a JPEG picture" },
    [WLT_SCAN_BROKEN] = { WALLET_ERR_MALFORMED, "the picture is damaged and cannot be decoded" },
    [WLT_SCAN_CUT_OFF] = { WALLET_ERR_MALFORMED, "the picture is cut off: its file ends early" },
    [WLT_SCAN_TOO_LARGE] = { WALLET_ERR_TOO_LARGE,
                             "the picture has over 67108864 pixels, or over 16384 in a row" },
    [WLT_SCAN_NO_MEMORY] = { WALLET_ERR_SCANNER,
                             "the picture needs more memory than the scanner may take" },
    [WLT_SCAN_NOT_LOCKED] = { WALLET_ERR_SCANNER,
                              "the scanner could not lock itself in, and looked at nothing" },
    [WLT_SCAN_NOT_ASKED] = { WALLET_ERR_SCANNER, "the scanner did not understand the request" },
};

static enum wallet_status refuse_picture(unsigned answer, struct wallet_error *error)
{
    const struct refusal *refusal = &refusals[answer];
    return wlt_fail(error, refusal->status, WALLET_NO_OFFSET, "%s", refusal->message);
}

static enum wallet_status fail_scanner(
    struct wallet_error *error, const char *scanner, const char *what)
{
    return wlt_fail(
        error, WALLET_ERR_SCANNER, WALLET_NO_OFFSET, "the scanner '%s' %s", scanner, what);
}

/** A scanner that ended without a word: says how it died. */
static enum wallet_status tell_death(
    const char *scanner, int wait_status, struct wallet_error *error)
{
    if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGXCPU) {
        return wlt_fail(
            error,
            WALLET_ERR_SCANNER,
            WALLET_NO_OFFSET,
            "the picture is too complicated: it took all the computing time the scanner has");
    }

    if (WIFSIGNALED(wait_status)) {
        return wlt_fail(
            error,
            WALLET_ERR_SCANNER,
            WALLET_NO_OFFSET,
            "the scanner '%s' died of signal %d%s",
            scanner,
            WTERMSIG(wait_status),
            WTERMSIG(wait_status) == SIGSYS ? ": it did what its own filter forbids" : "");
    }

    return wlt_fail(
        error,
        WALLET_ERR_SCANNER,
        WALLET_NO_OFFSET,
        "the scanner '%s' ended without an answer, exit code %d",
        scanner,
        WEXITSTATUS(wait_status));
}

static bool take_text(struct wallet_bytes *rest, struct wallet_bytes *out)
{
    if (rest->size < WLT_SCAN_TEXT_SIZE_SIZE) {
        return false;
    }

    const size_t size = (size_t)rest->data[0] << BYTE | rest->data[1];
    const size_t whole = WLT_SCAN_TEXT_SIZE_SIZE + size;
    if (rest->size < whole) {
        return false;
    }

    *out = (struct wallet_bytes){ rest->data + WLT_SCAN_TEXT_SIZE_SIZE, size };
    *rest = (struct wallet_bytes){ rest->data + whole, rest->size - whole };
    return true;
}

/** Finds the texts in the answer; false unless it is one to its last byte. */
static bool read_texts(struct wallet_scan *scan, size_t count)
{
    struct wallet_bytes rest = {
        scan->answer.data + WLT_SCAN_HEAD_SIZE,
        scan->answer.size - WLT_SCAN_HEAD_SIZE,
    };

    for (scan->count = 0; scan->count < count; scan->count++) {
        if (!take_text(&rest, &scan->texts[scan->count])) {
            return false;
        }
    }

    return rest.size == 0;
}

static enum wallet_status read_answer(
    struct wallet_scan *scan, const char *scanner, struct wallet_error *error)
{
    const uint8_t *head = scan->answer.data;
    const unsigned answer = head[1];
    const size_t count = head[2];

    if (head[0] != WLT_SCAN_VERSION || answer > WLT_SCAN_NOT_ASKED ||
        count > WALLET_SCAN_CODE_MAX || (answer != WLT_SCAN_DONE && count > 0) ||
        !read_texts(scan, count)) {
        return fail_scanner(error, scanner, "gave an answer that makes no sense");
    }

    return answer == WLT_SCAN_DONE ? WALLET_OK : refuse_picture(answer, error);
}

static enum wallet_status ask(
    const char *scanner,
    struct wallet_bytes picture,
    unsigned timeout_ms,
    struct wallet_scan *scan,
    struct wallet_error *error)
{
    enum wlt_process_end end = WLT_PROCESS_ENDED;
    int wait_status = 0;
    const enum wallet_status status =
        wlt_process_ask(scanner, picture, timeout_ms, &scan->answer, &end, &wait_status, error);
    if (status != WALLET_OK) {
        return status;
    }

    switch (end) {
    case WLT_PROCESS_TIMEOUT:
        return wlt_fail(
            error,
            WALLET_ERR_SCANNER,
            WALLET_NO_OFFSET,
            "the picture is too complicated: not decided within %u ms",
            timeout_ms);
    case WLT_PROCESS_FLOOD: return fail_scanner(error, scanner, "says more than an answer can be");
    case WLT_PROCESS_ENDED: break;
    }

    return scan->answer.size >= WLT_SCAN_HEAD_SIZE ? read_answer(scan, scanner, error)
                                                   : tell_death(scanner, wait_status, error);
}

static enum wallet_status check_arguments(
    struct wallet_bytes picture, unsigned timeout_ms, struct wallet_error *error)
{
    if (timeout_ms > TIMEOUT_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "a scan of %u ms is longer than an hour",
            timeout_ms);
    }

    if (picture.size == 0) {
        return wlt_fail(error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "the picture is empty");
    }

    if (picture.size > WALLET_PICTURE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a picture of %zu bytes is larger than %d",
            picture.size,
            WALLET_PICTURE_MAX);
    }

    return WALLET_OK;
}

enum wallet_status wallet_scan_picture(
    const char *scanner,
    struct wallet_bytes picture,
    unsigned timeout_ms,
    struct wallet_scan **out,
    struct wallet_error *error)
{
    enum wallet_status status = check_arguments(picture, timeout_ms, error);
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
