/* SPDX-License-Identifier: Apache-2.0 */
#include "scan/answer.h"

#include "base/error.h"
#include "scan/protocol.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>

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

enum wallet_status wlt_answer_blame(const char *scanner, struct wallet_error *error)
{
    return fail_scanner(error, scanner, "gave an answer that makes no sense");
}

static enum wallet_status tell_signal(const char *scanner, int number, struct wallet_error *error)
{
    if (number == SIGXCPU) {
        return wlt_fail(
            error,
            WALLET_ERR_SCANNER,
            WALLET_NO_OFFSET,
            "the picture is too complicated: it took all the computing time the scanner has");
    }

    return wlt_fail(
        error,
        WALLET_ERR_SCANNER,
        WALLET_NO_OFFSET,
        "the scanner '%s' died of signal %d%s",
        scanner,
        number,
        number == SIGSYS ? ": it did what its own filter forbids" : "");
}

enum wallet_status wlt_answer_tell_ending(
    const struct wlt_ending *ending, struct wallet_error *error)
{
    switch (ending->end) {
    case WLT_PROCESS_TIMEOUT:
        return wlt_fail(
            error,
            WALLET_ERR_SCANNER,
            WALLET_NO_OFFSET,
            "the picture is too complicated: not decided within %u ms",
            ending->timeout_ms);
    case WLT_PROCESS_FLOOD:
        return fail_scanner(error, ending->scanner, "says more than an answer can be");
    case WLT_PROCESS_ANSWERED:
    case WLT_PROCESS_ENDED: break;
    }

    if (WIFSIGNALED(ending->wait_status)) {
        return tell_signal(ending->scanner, WTERMSIG(ending->wait_status), error);
    }

    return wlt_fail(
        error,
        WALLET_ERR_SCANNER,
        WALLET_NO_OFFSET,
        "the scanner '%s' ended without an answer, exit code %d",
        ending->scanner,
        WEXITSTATUS(ending->wait_status));
}

static bool take_text(struct wallet_bytes *rest, struct wallet_bytes *out)
{
    if (rest->size < WLT_SCAN_TEXT_SIZE_SIZE) {
        return false;
    }

    const size_t size = wlt_scan_get_number(rest->data, WLT_SCAN_TEXT_SIZE_SIZE);
    const size_t whole = WLT_SCAN_TEXT_SIZE_SIZE + size;
    if (rest->size < whole) {
        return false;
    }

    *out = (struct wallet_bytes){ rest->data + WLT_SCAN_TEXT_SIZE_SIZE, size };
    *rest = (struct wallet_bytes){ rest->data + whole, rest->size - whole };
    return true;
}

/** Finds the texts in the answer; false unless it is one to its last byte. */
static bool read_texts(struct wallet_scan *scan, size_t head_size, size_t count)
{
    struct wallet_bytes rest = {
        scan->answer.data + head_size,
        scan->answer.size - head_size,
    };

    for (scan->count = 0; scan->count < count; scan->count++) {
        if (!take_text(&rest, &scan->texts[scan->count])) {
            return false;
        }
    }

    return rest.size == 0;
}

enum wallet_status wlt_scan_answer_read(
    struct wallet_scan *scan, size_t head_size, const char *scanner, struct wallet_error *error)
{
    const uint8_t *head = scan->answer.data;
    const unsigned answer = head[1];
    const size_t count = head[2];

    if (head[0] != WLT_SCAN_VERSION || answer > WLT_SCAN_NOT_ASKED ||
        count > WALLET_SCAN_CODE_MAX || (answer != WLT_SCAN_DONE && count > 0) ||
        !read_texts(scan, head_size, count)) {
        return wlt_answer_blame(scanner, error);
    }

    return answer == WLT_SCAN_DONE ? WALLET_OK : refuse_picture(answer, error);
}
