/* SPDX-License-Identifier: Apache-2.0 */

/* The client of a stream against scanners that misbehave: shell scripts, written when the test runs. */
#include <wallet/scan_stream.h>

#include "stub.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

enum {
    SOON = 200,       /* milliseconds, for scanners that never answer */
    LATE = 60 * 1000, /* for all others: never reached */
    BUDGET = 33,
    LARGE_PICTURE = 8 << 20,
};

/* A request about a file "picture" has 18 bytes. */
#define TAKE "head -c 18 >/dev/null; "

struct watched {
    struct stub stub;
    int descriptor;
    struct wallet_scan_stream *stream;
};

static struct watched open_stream(const char *script, unsigned timeout_ms)
{
    struct watched watched = { .stub = stub_make(script) };
    watched.descriptor = stub_next_descriptor();
    CHECK_EQUAL(
        wallet_scan_stream_new(watched.stub.path, timeout_ms, &watched.stream, NULL), WALLET_OK);
    return watched;
}

/** Ends the stream, and checks that nothing of it is left. */
static void close_stream(struct watched *watched)
{
    wallet_scan_stream_free(watched->stream);
    CHECK_EQUAL(stub_next_descriptor(), watched->descriptor);
    stub_check_no_child();
    stub_remove(&watched->stub);
}

static enum wallet_status look(
    const struct watched *watched,
    int64_t at_ms,
    struct wallet_scan **out,
    struct wallet_error *error)
{
    const struct wallet_frame frame = {
        .kind = WALLET_FRAME_FILE,
        .bytes = test_text("picture"),
    };

    *out = NULL;
    return wallet_scan_stream_look(watched->stream, &frame, at_ms, BUDGET, out, error);
}

/** Looks at a frame, and checks that just this code is new; NULL: none. */
static void check_look(const struct watched *watched, int64_t at_ms, const char *text)
{
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { .message = "" };

    if (look(watched, at_ms, &scan, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    CHECK((scan != NULL) == (text != NULL));
    if (scan && text) {
        CHECK_EQUAL(wallet_scan_count(scan), 1);
        CHECK_BYTES(wallet_scan_text(scan, 0), test_text(text));
    }

    wallet_scan_free(scan);
}

/* Counts its frames from 1, and gives the number as a code. */
#define COUNTS                                                                                \
    "n=0; while :; do " TAKE "n=$((n + 1)); printf '\\001\\000\\001\\001\\000\\000\\000\\003" \
    "\\000\\001%d' $n; done"

TEST(asks_the_same_scanner_frame_after_frame)
{
    struct watched watched = open_stream(COUNTS, LATE);
    check_look(&watched, 0, "1");
    check_look(&watched, 33, "2");
    check_look(&watched, 66, "3");
    close_stream(&watched);
}

TEST(starts_and_leaves_nothing_without_a_frame)
{
    struct watched watched = open_stream("exit 1", LATE);
    stub_check_no_child();
    close_stream(&watched);
    wallet_scan_stream_free(NULL);
}

/* Gives the whole request back as a code. */
#define ECHOES(all, size)                                                    \
    "printf '\\001\\000\\001\\001\\000\\000\\000\\" all "\\000\\" size "'; " \
    "head -c $((0" size ")); cat >/dev/null"

TEST(hands_a_file_over_as_it_is)
{
    struct watched watched = open_stream(ECHOES("024", "022"), LATE);
    struct wallet_scan *scan = NULL;

    CHECK_EQUAL(look(&watched, 0, &scan, NULL), WALLET_OK);
    CHECK_BYTES(wallet_scan_text(scan, 0), test_hex("00 0021 0000 0000 00000007 70696374757265"));
    wallet_scan_free(scan);
    close_stream(&watched);
}

static const struct {
    size_t stride;
    const char *bytes;
} gaps[] = {
    { 3, "010203 040506" },
    { 4, "010203ff 040506" }, /* the last row may lack its gap */
    { 8, "010203ffffffffff 040506ffffffffff" },
};

TEST(hands_pixels_over_without_the_gaps_between_rows)
{
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        struct watched watched = open_stream(ECHOES("023", "021"), LATE);
        struct wallet_scan *scan = NULL;
        const struct wallet_frame frame = {
            .kind = WALLET_FRAME_GREY,
            .bytes = test_hex(gaps[i].bytes),
            .width = 3,
            .height = 2,
            .stride = gaps[i].stride,
        };

        CHECK_EQUAL(
            wallet_scan_stream_look(watched.stream, &frame, 0, 1500, &scan, NULL), WALLET_OK);
        CHECK_BYTES(
            wallet_scan_text(scan, 0), test_hex("01 05dc 0003 0002 00000006 010203 040506"));
        wallet_scan_free(scan);
        close_stream(&watched);
    }
}

/* Codes that follow a head. */
#define CODES(answer, count, next, size) \
    "printf '\\001\\00" answer "\\00" count "\\00" next "\\000\\000\\000\\0" size "'; "
#define SAYS_A  CODES("0", "1", "1", "03") "printf '\\000\\001A'; "
#define SAYS_AB CODES("0", "2", "1", "06") "printf '\\000\\001A\\000\\001B'; "

TEST(gives_a_code_once_while_it_is_in_view)
{
    struct watched watched = open_stream("while :; do " TAKE SAYS_A "done", LATE);
    check_look(&watched, 0, "A");
    check_look(&watched, 1000, NULL);
    check_look(&watched, 1000 + WALLET_SCAN_AWAY, NULL);
    check_look(&watched, 1000 + 2 * WALLET_SCAN_AWAY + 1, "A");
    close_stream(&watched);
}

TEST(gives_what_is_new_beside_what_is_known)
{
    struct watched watched = open_stream(TAKE SAYS_A "while :; do " TAKE SAYS_AB "done", LATE);
    check_look(&watched, 0, "A");
    check_look(&watched, 33, "B");
    check_look(&watched, 66, NULL);
    close_stream(&watched);
}

TEST(replaces_a_scanner_that_has_had_enough_unnoticed)
{
    struct watched watched = open_stream(
        "if [ -e $0.again ]; then " TAKE SAYS_A
        "else touch $0.again; " TAKE CODES("0", "0", "0", "00") "fi",
        LATE);
    check_look(&watched, 0, NULL);
    stub_check_no_child();
    check_look(&watched, 33, "A");
    close_stream(&watched);
}

static void wait_for_death(void)
{
    siginfo_t info;
    CHECK_EQUAL(waitid(P_ALL, 0, &info, WEXITED | WNOWAIT), 0);
}

TEST(replaces_a_scanner_that_died_between_frames)
{
    struct watched watched = open_stream(
        TAKE "if [ -e $0.again ]; then " SAYS_A "else touch $0.again; " SAYS_AB "fi", LATE);
    struct wallet_scan *scan = NULL;

    CHECK_EQUAL(look(&watched, 0, &scan, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_scan_count(scan), 2);
    wallet_scan_free(scan);
    wait_for_death();
    check_look(&watched, 5000, "A");
    close_stream(&watched);
}

TEST(replaces_a_scanner_that_answers_without_listening)
{
    struct watched watched = open_stream(
        "if [ -e $0.again ]; then " TAKE SAYS_A
        "else touch $0.again; " CODES("0", "0", "1", "00") "while :; do :; done; fi",
        LATE);
    struct wallet_scan *scan = NULL;
    const struct wallet_frame large = {
        .kind = WALLET_FRAME_FILE,
        .bytes = { test_memory(LARGE_PICTURE), LARGE_PICTURE },
    };

    CHECK_EQUAL(wallet_scan_stream_look(watched.stream, &large, 0, BUDGET, &scan, NULL), WALLET_OK);
    CHECK(!scan);
    check_look(&watched, 33, "A");
    close_stream(&watched);
}

static const struct {
    const char *what;
    const char *script;
    unsigned timeout_ms;
    const char *message; /* a part of it */
} misbehaving[] = {
    { "aborts", "kill -ABRT $$", LATE, "died of signal 6" },
    { "is killed", TAKE "kill -KILL $$", LATE, "died of signal 9" },
    { "breaks its filter", TAKE "kill -SYS $$", LATE, "its own filter forbids" },
    { "uses up its time", TAKE "kill -XCPU $$", LATE, "too complicated" },
    { "fails", "exit 3", LATE, "ended without an answer, exit code 3" },
    { "says nothing", TAKE "exit 0", LATE, "ended without an answer, exit code 0" },
    { "hangs", "while :; do :; done", SOON, "too complicated: not decided within 200 ms" },
    { "ignores signals", "trap '' TERM INT HUP; while :; do :; done", SOON, "within 200 ms" },
    { "hangs in an answer", "printf '\\001'; while :; do :; done", SOON, "within 200 ms" },
    { "keeps its codes", CODES("0", "1", "1", "03") "while :; do :; done", SOON, "within 200 ms" },
    { "floods", "exec cat /dev/zero", LATE, "makes no sense" },
    { "floods with a sound head", CODES("0", "1", "1", "03") "exec cat /dev/zero", LATE, "sense" },
    { "floods with a huge answer",
      "printf '\\001\\000\\001\\001\\000\\020\\000\\020'; exec cat /dev/zero",
      LATE,
      "" },
    { "promises too much",
      "printf '\\001\\000\\001\\001\\000\\020\\000\\021'; while :; do :; done",
      LATE,
      "makes no sense" },
    { "promises all", "printf '\\001\\000\\001\\001\\377\\377\\377\\377'", LATE, "makes no sense" },
    { "is of another version", "printf '\\002\\000\\000\\001\\000\\000\\000\\000'", LATE, "sense" },
    { "ends in the head", "printf '\\001\\000\\000\\001\\000\\000\\000'", LATE, "ended without" },
    { "has an answer of its own",
      "printf '\\001\\010\\000\\001\\000\\000\\000\\000'",
      LATE,
      "sense" },
    { "has too many codes", "printf '\\001\\000\\021\\001\\000\\000\\000\\000'", LATE, "sense" },
    { "lacks a code", CODES("0", "1", "1", "00"), LATE, "makes no sense" },
    { "has a code of 65535", CODES("0", "1", "1", "05") "printf '\\377\\377ABC'", LATE, "sense" },
    { "has bytes behind", CODES("0", "1", "1", "04") "printf '\\000\\001AB'", LATE, "sense" },
    { "refuses and has a code", CODES("1", "1", "1", "03") "printf '\\000\\001A'", LATE, "sense" },
    { "cannot lock itself in", CODES("6", "0", "0", "00"), LATE, "could not lock itself in" },
    { "lacks memory", TAKE CODES("5", "0", "0", "00"), LATE, "needs more memory" },
    { "does not understand", TAKE CODES("7", "0", "0", "00"), LATE, "did not understand" },
};

/** A scanner that does this once, and is a good one when it is started again. */
static const char *once(const char *script)
{
    const size_t size = strlen(script) + sizeof SAYS_A + 128;
    char *text = test_memory(size);
    (void)snprintf(
        text,
        size,
        "if [ ! -e $0.again ]; then touch $0.again\n%s\nexit 0; fi\nwhile :; do %s done",
        script,
        TAKE SAYS_A);
    return text;
}

TEST(loses_one_frame_by_a_scanner_that_misbehaves)
{
    for (size_t i = 0; i < sizeof misbehaving / sizeof *misbehaving; i++) {
        struct watched watched =
            open_stream(once(misbehaving[i].script), misbehaving[i].timeout_ms);
        struct wallet_scan *scan = NULL;
        struct wallet_error error = { .message = "" };

        CHECK_ROW(misbehaving[i].what, look(&watched, 0, &scan, &error), WALLET_ERR_SCANNER);
        CHECK(!scan);
        if (!strstr(error.message, misbehaving[i].message)) {
            fail_msg("a scanner that %s: %s", misbehaving[i].what, error.message);
        }

        stub_check_no_child();
        check_look(&watched, 33, "A");
        close_stream(&watched);
    }
}

static const struct {
    const char *answer;
    enum wallet_status status;
} refusals[] = {
    { "1", WALLET_ERR_UNSUPPORTED },
    { "2", WALLET_ERR_MALFORMED },
    { "3", WALLET_ERR_MALFORMED },
    { "4", WALLET_ERR_TOO_LARGE },
};

TEST(keeps_the_scanner_that_refuses_a_frame)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char script[256];
        (void)snprintf(
            script,
            sizeof script,
            TAKE "printf '\\001\\00%s\\000\\001\\000\\000\\000\\000'; " TAKE SAYS_A,
            refusals[i].answer);
        struct watched watched = open_stream(script, LATE);
        struct wallet_scan *scan = NULL;

        CHECK_ROW(refusals[i].answer, look(&watched, 0, &scan, NULL), refusals[i].status);
        check_look(&watched, 33, "A");
        close_stream(&watched);
    }
}

TEST(works_where_the_caller_ignores_its_children)
{
    CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
    struct watched watched = open_stream(once(TAKE "kill -KILL $$"), LATE);
    struct wallet_scan *scan = NULL;

    CHECK_EQUAL(look(&watched, 0, &scan, NULL), WALLET_ERR_SCANNER);
    check_look(&watched, 33, "A");
    close_stream(&watched);
    CHECK(signal(SIGCHLD, SIG_DFL) != SIG_ERR);
}

TEST(says_that_the_scanner_is_missing)
{
    struct wallet_scan_stream *stream = NULL;
    struct wallet_scan *scan = NULL;
    struct wallet_error error = { .message = "" };
    const int descriptor = stub_next_descriptor();
    const struct wallet_frame frame = { .kind = WALLET_FRAME_FILE, .bytes = test_text("x") };

    CHECK_EQUAL(wallet_scan_stream_new("/nowhere/wallet-scanner", 0, &stream, NULL), WALLET_OK);
    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(
            wallet_scan_stream_look(stream, &frame, 0, 0, &scan, &error), WALLET_ERR_SCANNER);
        CHECK_TEXT(
            error.message,
            "the scanner '/nowhere/wallet-scanner' cannot be started: No such file or directory");
    }

    wallet_scan_stream_free(stream);
    CHECK_EQUAL(stub_next_descriptor(), descriptor);
}
