/* SPDX-License-Identifier: Apache-2.0 */
#include "doctor.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>

static const char *result_name(enum doctor_result result)
{
    switch (result) {
    case DOCTOR_OK: return "ok";
    case DOCTOR_WARN: return "warn";
    case DOCTOR_FAIL: break;
    }

    return "fail";
}

static const char *result_word(const struct session *session, enum doctor_result result)
{
    switch (result) {
    case DOCTOR_OK: return SAY(session, "OK  ", "正常");
    case DOCTOR_WARN: return SAY(session, "WARN", "注意");
    case DOCTOR_FAIL: break;
    }

    return SAY(session, "FAIL", "故障");
}

static const char *result_color(enum doctor_result result)
{
    switch (result) {
    case DOCTOR_OK: return "\033[32m";
    case DOCTOR_WARN: return "\033[33m";
    case DOCTOR_FAIL: break;
    }

    return "\033[1;31m";
}

static void print_finding(
    const struct session *session,
    const struct doctor_check *check,
    const struct doctor_finding *finding)
{
    printf(
        "%s%s%s  ",
        session->color ? result_color(finding->result) : "",
        result_word(session, finding->result),
        session->color ? "\033[0m" : "");
    text_print_padded(stdout, text_of(SAY(session, check->name, check->name_zh)), 12);
    fputs("  ", stdout);
    text_print(stdout, text_of(finding->detail));
    putchar('\n');
    if (finding->hint) {
        printf("      %s %s\n", SAY(session, "hint:", "建议："), finding->hint);
    }
    (void)fflush(stdout);
}

static void print_json(const struct doctor_check *check, const struct doctor_finding *finding)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "check", json_string(check->name));
    (void)json_object_set_new(out, "result", json_string(result_name(finding->result)));
    (void)json_object_set_new(out, "detail", json_text(text_of(finding->detail)));
    (void)json_object_set_new(out, "hint", json_text_or_null(finding->hint));
    json_print(out);
}

void doctor_print(
    const struct session *session,
    const struct doctor_check *check,
    const struct doctor_finding *finding)
{
    if (session->json) {
        print_json(check, finding);
    } else {
        print_finding(session, check, finding);
    }
}
