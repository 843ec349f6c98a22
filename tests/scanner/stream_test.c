/* SPDX-License-Identifier: Apache-2.0 */

/* The client of a stream and the scanner itself. */
#include <wallet/qr.h>
#include <wallet/scan_stream.h>

#include "stub.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PATIENCE = 60 * 1000, /* milliseconds; what is drawn here is decided at once */
    LONG_AWAY = 2 * WALLET_SCAN_AWAY,
};

static struct wallet_scan_stream *open_stream(void)
{
    struct wallet_scan_stream *stream = NULL;
    CHECK_EQUAL(
        wallet_scan_stream_new(getenv("WALLET_SCANNER"), PATIENCE, &stream, NULL), WALLET_OK);
    return stream;
}

/** Looks at a code that says `text`; how many are new. */
static size_t look(struct wallet_scan_stream *stream, const char *text, int64_t at_ms)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };
    struct wallet_buffer picture = { 0 };
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { .message = "" };

    CHECK_EQUAL(wallet_qr_draw(test_text(text), &options, &picture, NULL, NULL), WALLET_OK);
    const struct wallet_frame frame = {
        .kind = WALLET_FRAME_FILE,
        .bytes = wallet_buffer_bytes(&picture),
    };
    const enum wallet_status status =
        wallet_scan_stream_look(stream, &frame, at_ms, WALLET_SCAN_BUDGET_MAX, &scan, &error);
    wallet_buffer_clear(&picture);
    if (status != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    const size_t count = scan ? wallet_scan_count(scan) : 0;
    if (count > 0) {
        CHECK_BYTES(wallet_scan_text(scan, 0), test_text(text));
    }
    wallet_scan_free(scan);
    return count;
}

TEST(reads_what_is_new)
{
    struct wallet_scan_stream *stream = open_stream();
    CHECK_EQUAL(look(stream, "EL1:FIRST", 0), 1);
    CHECK_EQUAL(look(stream, "EL1:FIRST", 33), 0);
    CHECK_EQUAL(look(stream, "EL1:SECOND", 66), 1);
    CHECK_EQUAL(look(stream, "EL1:FIRST", LONG_AWAY), 1);
    wallet_scan_stream_free(stream);
    stub_check_no_child();
}

TEST(refuses_a_broken_frame_and_goes_on)
{
    struct wallet_scan_stream *stream = open_stream();
    struct wallet_scan *scan = NULL;
    const struct wallet_frame broken = {
        .kind = WALLET_FRAME_FILE,
        .bytes = test_hex("ffd8ffe00004abcd"),
    };

    CHECK_EQUAL(
        wallet_scan_stream_look(stream, &broken, 0, 100, &scan, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(look(stream, "EL1:FIRST", 33), 1);
    wallet_scan_stream_free(stream);
    stub_check_no_child();
}

/** The process number of the only child. */
static pid_t child(void)
{
    char path[64];
    int number = 0;
    (void)snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());

    FILE *file = fopen(path, "re");
    if (!file) {
        skip(); /* a kernel without CONFIG_PROC_CHILDREN */
    }

    CHECK_EQUAL(fscanf(file, "%d", &number), 1);
    CHECK_EQUAL(fclose(file), 0);
    return (pid_t)number;
}

TEST(does_without_a_scanner_that_was_killed)
{
    struct wallet_scan_stream *stream = open_stream();
    siginfo_t info;
    CHECK_EQUAL(look(stream, "EL1:FIRST", 0), 1);
    const pid_t first = child();

    CHECK_EQUAL(kill(first, SIGKILL), 0);
    CHECK_EQUAL(waitid(P_PID, (id_t)first, &info, WEXITED | WNOWAIT), 0);
    CHECK_EQUAL(look(stream, "EL1:SECOND", 33), 1);
    CHECK(child() != first);
    wallet_scan_stream_free(stream);
    stub_check_no_child();
}

/** The exit code of a child whose scanners have a second of computing time, and leave at half of it. */
static int look_in_little_time(void)
{
    const struct rlimit second = { 1, 1 };
    if (setrlimit(RLIMIT_CPU, &second) != 0) {
        return EXIT_FAILURE;
    }

    struct wallet_scan_stream *stream = open_stream();
    size_t count = 0;
    for (int64_t i = 0; i < 5; i++) {
        count += look(stream, "EL1:FIRST", i * LONG_AWAY);
        stub_check_no_child(); /* it left after its answer */
    }

    wallet_scan_stream_free(stream);
    return count == 5 ? EXIT_SUCCESS : EXIT_FAILURE;
}

TEST(does_not_notice_that_a_scanner_leaves_before_its_time_is_up)
{
    int status = 0;
    const pid_t process = fork();
    CHECK(process >= 0);
    if (process == 0) {
        _exit(look_in_little_time());
    }

    CHECK_EQUAL(waitpid(process, &status, 0), process);
    CHECK(WIFEXITED(status));
    CHECK_EQUAL(WEXITSTATUS(status), EXIT_SUCCESS);
}
