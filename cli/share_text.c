/* SPDX-License-Identifier: Apache-2.0 */
#include "share_text.h"

#include "csv_cell.h"
#include "day.h"
#include "scope_text.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define LINE_END "\r\n" /* RFC 4180 */

/* The type of a scope; NULL: the catalogue has it no longer. */
static const struct wallet_type *type_of(
    const struct wallet_catalogue *catalogue, const char *scope)
{
    const struct wallet_bytes code = { (const uint8_t *)scope, strcspn(scope, "#") };
    return wallet_catalogue_find(catalogue, code);
}

void share_text_print(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_subscription *subscription,
    int64_t now_unix)
{
    const bool has_ended = subscription->until_unix <= now_unix;
    char *scope = scope_text_name(catalogue, subscription->scope);
    char until[WALLET_TIME_SIZE];

    day_write(subscription->until_unix, true, until);
    printf("%s  ", subscription->department);
    text_print_padded(stdout, text_of(scope ? scope : subscription->scope), 32);
    fputs("  ", stdout);
    text_print_padded(
        stdout,
        text_of(
            subscription->matter[0] ? subscription->matter
                                    : SAY(session, "(no matter)", "（不涉及事项）")),
        28);
    printf(
        has_ended ? SAY(session, "  ended %s\n", "  已于 %s 到期\n")
                  : SAY(session, "  until %s\n", "  至 %s\n"),
        until);
    free(scope);
}

json_t *share_text_json(
    const struct wallet_catalogue *catalogue, const struct wallet_subscription *subscription)
{
    const struct wallet_type *type = type_of(catalogue, subscription->scope);
    char *scope = scope_text_name(catalogue, subscription->scope);
    json_t *out = json_start();

    (void)json_object_set_new(out, "department", json_text(text_of(subscription->department)));
    (void)json_object_set_new(
        out, "type", type ? json_text(text_of(wallet_type_code(type))) : json_null());
    (void)json_object_set_new(
        out, "scope", json_text(text_of(scope ? scope : subscription->scope)));
    (void)json_object_set_new(out, "matter", json_text_or_null(subscription->matter));
    (void)json_object_set_new(out, "from", json_time(subscription->from_unix));
    (void)json_object_set_new(out, "until", json_time(subscription->until_unix));
    free(scope);
    return out;
}

static json_t *field_json(const struct wallet_field *field)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "key", json_integer((json_int_t)wallet_field_key(field)));
    (void)json_object_set_new(out, "name", json_string(wallet_field_name(field)));
    (void)json_object_set_new(out, "zh", json_string(wallet_field_title(field, WALLET_CHINESE)));
    (void)json_object_set_new(out, "en", json_string(wallet_field_title(field, WALLET_ENGLISH)));
    (void)json_object_set_new(out, "sensitive", json_boolean(wallet_field_is_sensitive(field)));
    return out;
}

static json_t *type_json(const struct wallet_type *type)
{
    json_t *fields = json_array();
    json_t *out = json_object();

    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        (void)json_array_append_new(fields, field_json(wallet_type_field_at(type, i)));
    }
    (void)json_object_set_new(out, "type", json_string(wallet_type_code(type)));
    (void)json_object_set_new(out, "name", json_string(wallet_type_name(type)));
    (void)json_object_set_new(out, "zh", json_string(wallet_type_title(type, WALLET_CHINESE)));
    (void)json_object_set_new(out, "en", json_string(wallet_type_title(type, WALLET_ENGLISH)));
    (void)json_object_set_new(
        out, "definer", json_string(wallet_type_definer(type, WALLET_CHINESE)));
    (void)json_object_set_new(out, "fields", fields);
    return out;
}

json_t *share_text_offer(const struct wallet_catalogue *catalogue)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        (void)json_array_append_new(out, type_json(wallet_catalogue_at(catalogue, i)));
    }

    return out;
}

static void write_cell(FILE *stream, const char *text, const char *end)
{
    csv_cell_write_shown(stream, text_of(text));
    (void)fputs(end, stream);
}

void share_text_write_head(FILE *stream)
{
    fputs(CSV_MARK "kind,type,title,fields,department,matter,from,until" LINE_END, stream);
}

void share_text_write_offer(FILE *stream, const struct wallet_catalogue *catalogue)
{
    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        write_cell(stream, "type", ",");
        write_cell(stream, wallet_type_code(type), ",");
        write_cell(stream, wallet_type_title(type, WALLET_CHINESE), ",\"");
        for (size_t j = 0; j < wallet_type_field_count(type); j++) {
            (void)fprintf(
                stream, "%s%s", j > 0 ? "+" : "", wallet_field_name(wallet_type_field_at(type, j)));
        }
        fputs("\",,,," LINE_END, stream);
    }
}

void share_text_write_row(
    FILE *stream,
    const struct wallet_catalogue *catalogue,
    const struct wallet_subscription *subscription)
{
    const struct wallet_type *type = type_of(catalogue, subscription->scope);
    char *scope = scope_text_name(catalogue, subscription->scope);
    const char *fields = scope ? strchr(scope, ':') : NULL;
    char from[WALLET_TIME_SIZE];
    char until[WALLET_TIME_SIZE];

    wallet_time_format(subscription->from_unix, from);
    wallet_time_format(subscription->until_unix, until);
    write_cell(stream, "subscription", ",");
    write_cell(stream, type ? wallet_type_code(type) : subscription->scope, ",");
    write_cell(stream, wallet_type_title(type, WALLET_CHINESE), ",");
    write_cell(stream, fields ? fields + 1 : "", ",");
    write_cell(stream, subscription->department, ",");
    write_cell(stream, subscription->matter, ",");
    write_cell(stream, from, ",");
    write_cell(stream, until, LINE_END);
    free(scope);
}
