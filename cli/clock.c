/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"

#include <wallet/reason.h>
#include <wallet/time.h>

#include "output.h"

#include <string.h>
#include <time.h>

int64_t clock_now(void)
{
    return (int64_t)time(NULL);
}

int64_t clock_now_milliseconds(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

double clock_milliseconds(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Days are counted in UTC+8, as in data files. */
enum {
    SECONDS_A_DAY = 86400,
    BEIJING_OFFSET = 28800
};

/* "2026-11-23" without a clock. */
static bool is_day(const char *at)
{
    return strlen(at) == 10 && at[0] != '@';
}

static enum exit_code read_text(const struct session *session, const char *at, struct moment *out)
{
    struct wallet_error error;

    if (wallet_time_parse(at, &out->unix_seconds, &error) != WALLET_OK) {
        complain(session, SAY(session, "'%s' is no point in time", "'%s' 不是时间"), at);
        why(session, "%s", error.message);
        hint(
            session,
            SAY(session,
                "write 2026-11-23, 2026-11-23T08:30:00Z or @SECONDS",
                "请写作 2026-11-23、2026-11-23T08:30:00Z 或 @秒数"));
        return EXIT_CODE_USAGE;
    }

    out->is_test = true;
    if (is_day(at)) {
        out->unix_seconds += SECONDS_A_DAY - BEIJING_OFFSET - 1;
        remark(
            session,
            SAY(session,
                "TEST CLOCK: as of the end of %s in UTC+8, not of the present",
                "测试时钟：以北京时间 %s 之末为准，并非当前时间"),
            at);
        return EXIT_CODE_OK;
    }
    remark(
        session,
        SAY(session,
            "TEST CLOCK: as of %s, not of the present",
            "测试时钟：以 %s 为准，并非当前时间"),
        at);
    return EXIT_CODE_OK;
}

enum exit_code clock_read(const struct session *session, const char *at, struct moment *out)
{
    if (at) {
        return read_text(session, at, out);
    }

    *out = (struct moment){ .unix_seconds = clock_now() };
    if (out->unix_seconds >= CLOCK_EARLIEST) {
        return EXIT_CODE_OK;
    }

    char now[WALLET_TIME_SIZE];
    wallet_time_format(out->unix_seconds, now);
    complain(
        session,
        SAY(session, "cannot tell: CLOCK (%s)", "无法判断：CLOCK（%s）"),
        wallet_reason_sentence(WALLET_REASON_CLOCK, session->language));
    why(session, SAY(session, "this machine says it is %s", "本机时间是 %s"), now);
    hint(session, "%s", wallet_reason_remedy(WALLET_REASON_CLOCK, session->language));
    return EXIT_CODE_UNKNOWN;
}
