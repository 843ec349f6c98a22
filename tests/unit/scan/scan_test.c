/* SPDX-License-Identifier: Apache-2.0 */

/* The client against scanners that misbehave: shell scripts, written when the test runs. */
#include <wallet/scan.h>

#include "scan/protocol.h"
#include "stub.h"
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    SOON = 200,       /* milliseconds, for scanners that never answer */
    LATE = 60 * 1000, /* for all others: never reached */
    OPEN_FOR_ALL = 77,
    LARGE_PICTURE = 8 << 20,
};

/** Scans with such a scanner, and checks that nothing of it is left. */
static enum wallet_status scan_with(
    const char *script,
    struct wallet_bytes picture,
    unsigned timeout_ms,
    struct wallet_scan **out,
    struct wallet_error *error)
{
    const struct stub stub = stub_make(script);
    const int descriptor = stub_next_descriptor();
    const enum wallet_status status =
        wallet_scan_picture(stub.path, picture, timeout_ms, out, error);

    CHECK_EQUAL(stub_next_descriptor(), descriptor);
    stub_check_no_child();
    stub_remove(&stub);
    return status;
}

static const struct {
    const char *what;
    const char *script;
    unsigned timeout_ms;
    const char *message; /* a part of it */
} misbehaving[] = {
    { "aborts", "kill -ABRT $$", LATE, "died of signal 6" },
    { "is killed", "kill -KILL $$", LATE, "died of signal 9" },
    { "crashes", "kill -SEGV $$", LATE, "died of signal 11" },
    { "is stopped", "kill -STOP $$", SOON, "not decided within 200 ms" },
    { "breaks its filter", "kill -SYS $$", LATE, "its own filter forbids" },
    { "uses up its time", "kill -XCPU $$", LATE, "too complicated" },
    { "fails", "exit 3", LATE, "ended without an answer, exit code 3" },
    { "says nothing", "exit 0", LATE, "ended without an answer, exit code 0" },
    { "hangs", "while :; do :; done", SOON, "too complicated: not decided within 200 ms" },
    { "ignores signals", "trap '' TERM INT HUP; while :; do :; done", SOON, "within 200 ms" },
    { "hangs in silence", "exec <&- >&-; while :; do :; done", LATE, "died of signal 9" },
    { "hangs in an answer", "printf '\\001'; while :; do :; done", SOON, "within 200 ms" },
    { "floods", "exec cat /dev/zero", LATE, "says more than an answer can be" },
    { "floods after an answer",
      "printf '\\001\\000\\000'; exec cat /dev/zero",
      LATE,
      "says more than an answer can be" },
    { "talks", "echo hello", LATE, "makes no sense" },
    { "is of another version", "printf '\\002\\000\\000'", LATE, "makes no sense" },
    { "ends in the head", "printf '\\001\\000'", LATE, "ended without an answer" },
    { "has an answer of its own", "printf '\\001\\010\\000'", LATE, "makes no sense" },
    { "has a huge answer", "printf '\\001\\377\\000'", LATE, "makes no sense" },
    { "has too many codes",
      "printf '\\001\\000\\021'; printf '\\000\\000%.0s' 1 2 3 4 5 6 7 8 9 10 "
      "11 12 13 14 15 16 17",
      LATE,
      "makes no sense" },
    { "keeps its code", "printf '\\001\\000\\001'", LATE, "makes no sense" },
    { "ends in a size", "printf '\\001\\000\\001\\000'", LATE, "makes no sense" },
    { "ends in a code", "printf '\\001\\000\\001\\000\\004ABC'", LATE, "makes no sense" },
    { "has a code of 65535", "printf '\\001\\000\\001\\377\\377ABC'", LATE, "makes no sense" },
    { "has bytes behind", "printf '\\001\\000\\001\\000\\003ABCD'", LATE, "makes no sense" },
    { "refuses and has a code", "printf '\\001\\001\\001\\000\\003ABC'", LATE, "makes no sense" },
    { "cannot lock itself in", "printf '\\001\\006\\000'", LATE, "could not lock itself in" },
    { "lacks memory", "printf '\\001\\005\\000'", LATE, "needs more memory" },
    { "does not understand", "printf '\\001\\007\\000'", LATE, "did not understand" },
};

TEST(survives_scanners_that_misbehave)
{
    for (size_t i = 0; i < sizeof misbehaving / sizeof *misbehaving; i++) {
        struct wallet_scan *scan = NULL;
        struct wallet_error error = { 0 };

        CHECK_ROW(
            misbehaving[i].what,
            scan_with(
                misbehaving[i].script,
                test_text("picture"),
                misbehaving[i].timeout_ms,
                &scan,
                &error),
            WALLET_ERR_SCANNER);
        CHECK(!scan);
        if (!strstr(error.message, misbehaving[i].message)) {
            fail_msg("a scanner that %s: %s", misbehaving[i].what, error.message);
        }
    }
}

static const struct {
    const char *script;
    enum wallet_status status;
} refusals[] = {
    { "printf '\\001\\001\\000'", WALLET_ERR_UNSUPPORTED },
    { "printf '\\001\\002\\000'", WALLET_ERR_MALFORMED },
    { "printf '\\001\\003\\000'", WALLET_ERR_MALFORMED },
    { "printf '\\001\\004\\000'", WALLET_ERR_TOO_LARGE },
};

TEST(passes_on_what_the_scanner_says_of_a_picture)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct wallet_scan *scan = NULL;
        struct wallet_error error = { 0 };

        CHECK_ROW(
            refusals[i].script,
            scan_with(refusals[i].script, test_text("picture"), LATE, &scan, &error),
            refusals[i].status);
        CHECK(strstr(error.message, "picture"));
    }
}

TEST(gives_the_codes_that_were_found)
{
    struct wallet_scan *scan = NULL;

    CHECK_EQUAL(
        scan_with(
            "head -c 11 >/dev/null; printf "
            "'\\001\\000\\003\\000\\003ABC\\000\\000\\000\\002x\\000'",
            test_text("picture"),
            LATE,
            &scan,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_scan_count(scan), 3);
    CHECK_BYTES(wallet_scan_text(scan, 0), test_text("ABC"));
    CHECK_EQUAL(wallet_scan_text(scan, 1).size, 0);
    CHECK_BYTES(wallet_scan_text(scan, 2), test_hex("7800"));
    CHECK_EQUAL(wallet_scan_text(scan, 3).size, 0);
    wallet_scan_free(scan);
    wallet_scan_free(NULL);
}

TEST(hands_the_whole_picture_over)
{
    struct wallet_scan *scan = NULL;

    CHECK_EQUAL(
        scan_with(
            "printf '\\001\\000\\001\\000\\013'; head -c 11",
            test_text("picture"),
            LATE,
            &scan,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_scan_count(scan), 1);
    CHECK_BYTES(wallet_scan_text(scan, 0), test_hex("00000007 70696374757265"));
    wallet_scan_free(scan);
}

static const char answers_at_once[] = "printf '\\001\\000\\000'";

TEST(takes_the_answer_of_a_scanner_that_does_not_listen)
{
    struct wallet_scan *scan = NULL;
    const struct wallet_bytes picture = { test_memory(LARGE_PICTURE), LARGE_PICTURE };

    CHECK_EQUAL(scan_with(answers_at_once, picture, LATE, &scan, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_scan_count(scan), 0);
    wallet_scan_free(scan);
}

TEST(survives_floods_while_it_sends)
{
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { 0 };
    const struct wallet_bytes picture = { test_memory(LARGE_PICTURE), LARGE_PICTURE };

    CHECK_EQUAL(scan_with("exec cat /dev/zero", picture, LATE, &scan, &error), WALLET_ERR_SCANNER);
    CHECK(strstr(error.message, "says more than an answer can be"));
    CHECK(!scan);
}

static void on_alarm(int signal_number)
{
    (void)signal_number;
}

/* The input of a scanner does not end: it is told how much to read. */
static const char reads_by_size[] = "head -c 8388612 >/dev/null; printf '\\001\\000\\000'";

TEST(goes_on_after_signals)
{
    const struct sigaction action = { .sa_handler = on_alarm }; /* no SA_RESTART */
    const struct itimerval often = { { 0, 500 }, { 0, 500 } };
    const struct wallet_bytes picture = { test_memory(LARGE_PICTURE), LARGE_PICTURE };
    struct wallet_scan *scan = NULL;

    CHECK_EQUAL(sigaction(SIGALRM, &action, NULL), 0);
    const struct stub stub = stub_make(reads_by_size);
    CHECK_EQUAL(setitimer(ITIMER_REAL, &often, NULL), 0);
    const enum wallet_status status = wallet_scan_picture(stub.path, picture, LATE, &scan, NULL);
    CHECK_EQUAL(setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL), 0);

    CHECK_EQUAL(status, WALLET_OK);
    wallet_scan_free(scan);
    stub_remove(&stub);
}

TEST(works_where_the_caller_ignores_its_children)
{
    struct wallet_scan *scan = NULL;
    CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
    const enum wallet_status status =
        scan_with(answers_at_once, test_text("picture"), LATE, &scan, NULL);
    CHECK(signal(SIGCHLD, SIG_DFL) != SIG_ERR);

    CHECK_EQUAL(status, WALLET_OK);
    wallet_scan_free(scan);
}

TEST(passes_no_descriptor_and_no_environment_on)
{
    struct wallet_scan *scan = NULL;
    CHECK_EQUAL(dup2(STDERR_FILENO, OPEN_FOR_ALL), OPEN_FOR_ALL);
    CHECK_EQUAL(setenv("WALLET_SECRET", "invented", 1), 0);

    CHECK_EQUAL(
        scan_with(
            "[ -e /proc/$$/fd/0 ] && [ ! -e /proc/$$/fd/77 ] && [ -z \"$WALLET_SECRET\" ] && "
            "printf '\\001\\000\\000'",
            test_text("picture"),
            LATE,
            &scan,
            NULL),
        WALLET_OK);
    wallet_scan_free(scan);
    (void)close(OPEN_FOR_ALL);
}

TEST(says_that_the_scanner_is_missing)
{
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { 0 };
    const int descriptor = stub_next_descriptor();

    CHECK_EQUAL(
        wallet_scan_picture("/nowhere/wallet-scanner", test_text("x"), 0, &scan, &error),
        WALLET_ERR_SCANNER);
    CHECK_TEXT(
        error.message,
        "the scanner '/nowhere/wallet-scanner' cannot be started: No such file or directory");
    CHECK_EQUAL(wallet_scan_picture("/tmp", test_text("x"), 0, &scan, &error), WALLET_ERR_SCANNER);
    CHECK_TEXT(error.message, "the scanner '/tmp' cannot be started: Permission denied");
    CHECK_EQUAL(stub_next_descriptor(), descriptor);
}

TEST(refuses_what_it_need_not_ask_about)
{
    struct wallet_scan *scan = NULL;
    const struct wallet_bytes empty = { 0 };
    const struct wallet_bytes huge = { test_memory(WALLET_PICTURE_MAX + 1),
                                       WALLET_PICTURE_MAX + 1 };

    CHECK_EQUAL(wallet_scan_picture("/nowhere", empty, 0, &scan, NULL), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(wallet_scan_picture("/nowhere", huge, 0, &scan, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(
        wallet_scan_picture("/nowhere", test_text("x"), 3600001, &scan, NULL), WALLET_ERR_ARGUMENT);
}
