/* SPDX-License-Identifier: Apache-2.0 */
#include "desk_log.h"

#include <wallet/time.h>

#include "clock.h"
#include "text.h"

#include <stdio.h>

enum {
    DIGEST_TOLD = 8, /* bytes */
};

static const struct outcome *outcome_of(const struct visit *visit)
{
    return visit->pending.view ? &visit->pending : &visit->now;
}

static void write_line(const struct session *session, const struct visit *visit)
{
    const struct outcome *outcome = outcome_of(visit);
    FILE *stream = session->json ? stdout : stderr;
    uint8_t digest[WALLET_DIGEST_SIZE];
    char name[2 * DIGEST_TOLD + 1];
    char time[WALLET_TIME_SIZE];

    wallet_verdict_digest(outcome_verdict(outcome, 0), digest);
    text_hex((struct wallet_bytes){ digest, DIGEST_TOLD }, name);
    wallet_time_format(clock_now(), time);
    (void)fprintf(
        stream,
        session->json ? "{\"v\":1,\"at\":\"%s\",\"code\":\"%s\",\"verdict\":\"%s\","
                        "\"reason\":\"%s\",\"ms\":%.1f}\n"
                      : "%s %s %s %s %.1f ms\n",
        time,
        name,
        wallet_decision_name(outcome->decision),
        wallet_reason_name(outcome->reason),
        visit->looked_ms);
    (void)fflush(stream);
}

void desk_log(struct desk *desk)
{
    struct visit *visit = &desk->visit;

    if (!desk->settings->quiet && visit->is_looked_at && outcome_count(outcome_of(visit)) > 0) {
        write_line(desk->session, visit);
    }
    visit->is_looked_at = false;
}
