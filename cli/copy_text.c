/* SPDX-License-Identifier: Apache-2.0 */
#include "copy_text.h"

#include <wallet/time.h>

#include "grant_text.h"
#include "request_text.h"
#include "text.h"

#include <stdlib.h>

/* Lines in a column of the caller's. */
struct column {
    FILE *stream;
    size_t width;
};

static void print_line(const struct column *column, const char *label, const char *text)
{
    if (text[0] != '\0') {
        text_print_label(column->stream, text_of(label), 2, column->width);
        text_print(column->stream, text_of(text));
        (void)fputc('\n', column->stream);
    }
}

static void print_purpose(
    const struct column *column, const struct session *session, const struct wallet_copy *copy)
{
    struct wallet_request_matter matter;

    wallet_copy_matter(copy, &matter);
    print_line(column, SAY(session, "purpose", "用途"), matter.name);
    print_line(column, SAY(session, "matter code", "实施编码"), matter.code);
    print_line(column, SAY(session, "cause", "用证事由"), matter.cause);
    print_line(column, SAY(session, "system", "业务系统"), matter.system);
}

void copy_text_print(
    FILE *stream, const struct session *session, const struct wallet_copy *copy, size_t columns)
{
    const struct column column = { stream, columns };
    const char *name = wallet_copy_repository_name(copy, session->language);
    const char *clerk = wallet_copy_clerk(copy);
    char line[WALLET_ISSUER_NAME_MAX + 1024];
    char when[WALLET_TIME_SIZE];

    (void)snprintf(
        line, sizeof line, name[0] ? "%s (%s)" : "%s%s", name, wallet_copy_repository(copy));
    print_line(&column, SAY(session, "copy released by", "加注件出具方"), line);
    print_line(&column, SAY(session, "for", "使用方"), wallet_copy_audience(copy));
    print_purpose(&column, session, copy);
    (void)snprintf(line, sizeof line, clerk[0] ? "%s, %s" : "%s%s", wallet_copy_maker(copy), clerk);
    print_line(&column, SAY(session, "asked by", "经办方"), line);
    print_line(
        &column,
        SAY(session, "ground", "授权方式"),
        grant_text_method(session, wallet_copy_method(copy)));
    wallet_time_format(wallet_copy_issued(copy), when);
    print_line(&column, SAY(session, "released at", "出具时间"), when);
    wallet_time_format(wallet_copy_until(copy), when);
    print_line(&column, SAY(session, "copy good until", "加注件有效至"), when);
}

json_t *copy_text_json(const struct wallet_copy *copy)
{
    struct wallet_request_matter matter;
    json_t *out = json_object();

    wallet_copy_matter(copy, &matter);
    (void)json_object_set_new(out, "id", json_hex(wallet_copy_id(copy)));
    (void)json_object_set_new(out, "repository", json_string(wallet_copy_repository(copy)));
    (void)json_object_set_new(out, "verified", json_boolean(wallet_copy_is_verified(copy)));
    (void)json_object_set_new(out, "to", json_string(wallet_copy_audience(copy)));
    (void)json_object_set_new(out, "maker", json_string(wallet_copy_maker(copy)));
    (void)json_object_set_new(out, "clerk", json_text_or_null(wallet_copy_clerk(copy)));
    (void)json_object_set_new(out, "purpose", request_text_matter_json(&matter));
    (void)json_object_set_new(
        out, "method", json_string(wallet_grant_method_name(wallet_copy_method(copy))));
    (void)json_object_set_new(out, "grant", json_hex(wallet_copy_grant(copy)));
    (void)json_object_set_new(out, "released", json_time(wallet_copy_issued(copy)));
    (void)json_object_set_new(out, "until", json_time(wallet_copy_until(copy)));
    return out;
}
