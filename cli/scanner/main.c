/* SPDX-License-Identifier: Apache-2.0 */

/*
 * wallet-scanner: the QR codes of one picture, or of the frames of a camera, for the library
 * (lib/scan/protocol.h).
 *
 * It decodes what strangers hand over, with libraries that were not written for that.  So it holds
 * nothing worth having, and locks itself in before it reads the first byte.
 */
#include "conversation.h"
#include "find.h"
#include "picture.h"
#include "sandbox.h"
#include "warm_up.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
    PICTURE_SECONDS = 2, /* of computing time: its parent waits no longer */
    STREAM_SECONDS = 60,
};

/** The pixels that a request is about; they may be the request's own. */
static enum wlt_scan_answer decode(struct request *request, struct grey *out)
{
    if (request->kind == WLT_SCAN_FILE) {
        return picture_decode((struct wallet_bytes){ request->data, request->size }, out);
    }

    struct grey whole = { request->width, request->height, request->data };
    if (picture_is_too_large(whole.width, whole.height)) {
        return WLT_SCAN_TOO_LARGE;
    }

    if (request->size > GREY_PIXELS_MAX) {
        return grey_fit(&whole, out) ? WLT_SCAN_DONE : WLT_SCAN_NO_MEMORY;
    }

    *out = whole;
    request->data = NULL;
    return WLT_SCAN_DONE;
}

static enum wlt_scan_answer look(
    struct request *request, struct search *search, struct found *found)
{
    struct grey picture = { 0 };

    enum wlt_scan_answer answer = decode(request, &picture);
    if (answer == WLT_SCAN_DONE && !find_codes(&picture, search, found)) {
        answer = WLT_SCAN_NO_MEMORY;
    }

    grey_free(&picture);
    return answer;
}

/** What is said to a request that could not be read. */
static enum wlt_scan_answer refusal_of(enum request_end end)
{
    switch (end) {
    case REQUEST_TOO_LARGE: return WLT_SCAN_TOO_LARGE;
    case REQUEST_NO_MEMORY: return WLT_SCAN_NO_MEMORY;
    case REQUEST_READ:
    case REQUEST_NONE:
    case REQUEST_BROKEN: break;
    }

    return WLT_SCAN_NOT_ASKED;
}

/** What is read and found is never released: the process ends with it. */
static int scan_picture(bool is_locked)
{
    struct request request = { 0 };
    struct found found = { 0 };
    struct search search = { .budget_ms = SEARCH_PICTURE_MS };
    enum wlt_scan_answer answer = WLT_SCAN_NOT_LOCKED;

    if (is_locked) {
        const enum request_end end = request_read_picture(&request);
        answer = end == REQUEST_READ ? look(&request, &search, &found) : refusal_of(end);
    }

    return answer_picture(answer, &found) ? EXIT_SUCCESS : EXIT_FAILURE;
}

/** Whether so much computing time is used up that the limit, which kills, comes near. */
static bool is_tired(rlim_t seconds)
{
    struct timespec used = { 0 };
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0 ||
           (rlim_t)used.tv_sec >= seconds / 2;
}

/** Answers one request of a stream; false: it was the last. */
static bool scan_frame(struct search *search, rlim_t seconds)
{
    struct request request = { 0 };
    struct found found = { 0 };
    const enum request_end end = request_read_frame(&request);
    if (end == REQUEST_NONE) {
        return false;
    }

    search->budget_ms = request.budget_ms;
    const enum wlt_scan_answer answer =
        end == REQUEST_READ ? look(&request, search, &found) : refusal_of(end);
    const bool goes_on = end == REQUEST_READ && answer != WLT_SCAN_NO_MEMORY && !is_tired(seconds);
    const bool is_heard = answer_frame(answer, &found, goes_on ? WLT_SCAN_MORE : WLT_SCAN_NO_MORE);

    found_free(&found);
    request_free(&request);
    return goes_on && is_heard;
}

static int scan_stream(bool is_locked, rlim_t seconds)
{
    const struct found none = { 0 };
    struct search search = { 0 };
    if (!is_locked) {
        return answer_frame(WLT_SCAN_NOT_LOCKED, &none, WLT_SCAN_NO_MORE) ? EXIT_SUCCESS
                                                                          : EXIT_FAILURE;
    }

    while (scan_frame(&search, seconds)) {
    }

    return EXIT_SUCCESS;
}

int main(int argc, char *argv[])
{
    const bool is_stream = argc > 1 && strcmp(argv[1], WLT_SCAN_STREAM) == 0;
    struct rlimit computing = { 0 }; /* nothing may be asked for it once locked in */
    const bool is_locked = sandbox_limit(is_stream ? STREAM_SECONDS : PICTURE_SECONDS) &&
                           getrlimit(RLIMIT_CPU, &computing) == 0 && warm_up() &&
                           sandbox_deny_files() && sandbox_deny_calls();

    return is_stream ? scan_stream(is_locked, computing.rlim_cur) : scan_picture(is_locked);
}
