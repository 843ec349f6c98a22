/* SPDX-License-Identifier: Apache-2.0 */
#include "progress.h"

#include "clock.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A clock that the test sets, in the place of the machine's. */
static double clock_now_is;

double clock_milliseconds(void)
{
    return clock_now_is;
}

/* What goes to standard error while it is played with. */
struct stage {
    struct session session;
    int before;
    FILE *file;
    char text[1024];
};

static void open_stage(struct stage *stage)
{
    *stage = (struct stage){ .before = dup(STDERR_FILENO), .file = tmpfile() };
    (void)fflush(stderr);
    CHECK(stage->file && dup2(fileno(stage->file), STDERR_FILENO) >= 0);
    clock_now_is = 0;
}

static const char *close_stage(struct stage *stage)
{
    (void)fflush(stderr);
    (void)dup2(stage->before, STDERR_FILENO);
    (void)close(stage->before);
    rewind(stage->file);
    stage->text[fread(stage->text, 1, sizeof stage->text - 1, stage->file)] = '\0';
    (void)fclose(stage->file);
    return stage->text;
}

static const struct progress_state nothing = { .total = 4000 };
static const struct progress_state half = { .done = 20, .failed = 1, .bytes = 2000, .total = 4000 };

TEST(says_nothing_where_nobody_looks_unless_a_signal_asks)
{
    struct stage stage;

    open_stage(&stage);
    struct progress progress = progress_start(&stage.session, PROGRESS_AUTO, &nothing);
    clock_now_is = 10000;
    progress_tell(&progress, &half);
    (void)raise(SIGUSR1);
    progress_tell(&progress, &half);
    progress_tell(&progress, &half);
    (void)progress_finish(&progress, &half);
    CHECK_TEXT(close_stage(&stage), "20 rows, 1 failed, 2 a second, 0:10 left\n");
}

TEST(prints_objects_seldom_and_at_the_end)
{
    struct stage stage;

    open_stage(&stage);
    struct progress progress = progress_start(&stage.session, PROGRESS_JSON, &nothing);
    for (clock_now_is = 900; clock_now_is < 1150; clock_now_is += 50) {
        progress_tell(&progress, &half); /* at 1000 for the first time, then not before 1200 */
    }
    clock_now_is = 2000;
    CHECK_EQUAL((long)progress_finish(&progress, &half), 2);
    CHECK_TEXT(
        close_stage(&stage),
        "{\"v\":1,\"rows\":20,\"failed\":1,\"bytes\":2000,\"total\":4000,\"rate\":20.0,"
        "\"seconds_left\":1.0}\n"
        "{\"v\":1,\"rows\":20,\"failed\":1,\"bytes\":2000,\"total\":4000,\"rate\":10.0,"
        "\"seconds_left\":2.0}\n");
}

TEST(counts_only_what_this_run_did)
{
    const struct progress_state all = { .done = 30, .bytes = 3000, .total = 4000 };
    struct stage stage;

    open_stage(&stage);
    struct progress progress = progress_start(&stage.session, PROGRESS_NONE, &half);
    clock_now_is = 5000;
    (void)raise(SIGUSR1);
    progress_tell(&progress, &all);
    (void)progress_finish(&progress, &all);
    CHECK_TEXT(close_stage(&stage), "30 rows, 0 failed, 2 a second, 0:05 left\n");
}

TEST(manners_have_names)
{
    CHECK_EQUAL(progress_manner_of(NULL), PROGRESS_AUTO);
    CHECK_EQUAL(progress_manner_of("json"), PROGRESS_JSON);
    CHECK_EQUAL(progress_manner_of("none"), PROGRESS_NONE);
}
