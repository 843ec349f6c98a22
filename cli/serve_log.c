/* SPDX-License-Identifier: Apache-2.0 */
#include "serve_log.h"

#include <wallet/time.h>

#include "json.h"
#include "text.h"

#include <stdio.h>

enum {
    DIGEST_TOLD = 8, /* bytes: enough to find the call by, whose answer has all 32 */
};

void serve_log(const struct session *session, const struct serve_line *line)
{
    uint8_t digest[WALLET_CALL_DIGEST_SIZE];
    char name[2 * DIGEST_TOLD + 1];
    char time[WALLET_TIME_SIZE];
    const char *operation = wallet_operation_name(line->operation);
    const char *outcome = wallet_outcome_name(line->outcome);

    wallet_call_digest(line->call, digest);
    text_hex((struct wallet_bytes){ digest, DIGEST_TOLD }, name);
    wallet_time_format(line->at_unix, time);
    FILE *stream = session->json ? stdout : stderr;
    (void)fprintf(
        stream,
        session->json ? "{\"v\":1,\"at\":\"%s\",\"call\":\"%s\",\"operation\":\"%s\","
                        "\"outcome\":\"%s\",\"ms\":%.1f}\n"
                      : "%s %s %s %s %.1f ms\n",
        time,
        name,
        operation,
        outcome,
        line->milliseconds);
    (void)fflush(stream);
}
