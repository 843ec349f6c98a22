/* SPDX-License-Identifier: Apache-2.0 */
#include "licence_view.h"

#include "day.h"
#include "facts.h"
#include "json.h"
#include "text.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool has_value(const struct wallet_fact *fact)
{
    return fact->field && fact->finding != WALLET_FINDING_KIND &&
           wallet_field_kind(fact->field) != WALLET_FIELD_MEMBERS;
}

static bool is_portrait(const struct wallet_fact *fact)
{
    return has_value(fact) && wallet_field_kind(fact->field) == WALLET_FIELD_PORTRAIT;
}

static json_t *value_in(const struct wallet_fact *fact, enum wallet_language language)
{
    struct wallet_buffer text = { 0 };
    json_t *out = NULL;

    if (wallet_field_format(fact->field, &fact->value, language, &text) == WALLET_OK) {
        out = json_text(wallet_buffer_bytes(&text));
    }
    wallet_buffer_clear(&text);
    return out ? out : json_string("");
}

static json_t *value_json(const struct wallet_fact *fact)
{
    if (!has_value(fact)) {
        return words("—", "—");
    }
    if (is_portrait(fact)) {
        return words("(a picture)", "（图片）");
    }

    json_t *out = json_object();
    (void)json_object_set_new(out, "zh", value_in(fact, WALLET_CHINESE));
    (void)json_object_set_new(out, "en", value_in(fact, WALLET_ENGLISH));
    return out;
}

static json_t *finding_json(enum wallet_finding finding)
{
    return finding == WALLET_FINDING_NONE ? json_null()
                                          : words(
                                                wallet_finding_text(finding, WALLET_ENGLISH),
                                                wallet_finding_text(finding, WALLET_CHINESE));
}

static json_t *field_json(const struct wallet_fact *fact)
{
    json_t *out = json_object();
    char key[32];

    (void)snprintf(key, sizeof key, "%" PRIu64, fact->key);
    (void)json_object_set_new(
        out, "name", json_string(fact->field ? wallet_field_name(fact->field) : key));
    (void)json_object_set_new(
        out, "title", fact->field ? words_field(fact->field) : words(key, key));
    (void)json_object_set_new(out, "value", value_json(fact));
    (void)json_object_set_new(out, "finding", finding_json(fact->finding));
    (void)json_object_set_new(
        out, "sensitive", json_boolean(fact->field && wallet_field_is_sensitive(fact->field)));
    (void)json_object_set_new(out, "member", json_integer((json_int_t)fact->member));
    return out;
}

static json_t *fields_json(const struct wallet_verdict *verdict)
{
    json_t *out = json_array();
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        (void)json_array_append_new(out, field_json(&fact));
    }

    return out;
}

static json_t *type_json(const struct wallet_verdict *verdict)
{
    const struct wallet_type *type = wallet_verdict_type(verdict);
    const char *format = wallet_verdict_format(verdict);

    return type ? json_pack("{s:s,s:o}", "name", wallet_type_name(type), "title", words_type(type))
                : json_pack("{s:s,s:o}", "name", format, "title", words(format, format));
}

static json_t *issuer_json(const struct wallet_verdict *verdict)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "id", json_text(wallet_verdict_issuer(verdict)));
    (void)json_object_set_new(
        out,
        "name",
        words(
            wallet_verdict_issuer_name(verdict, WALLET_ENGLISH),
            wallet_verdict_issuer_name(verdict, WALLET_CHINESE)));
    return out;
}

static json_t *until_json(const struct wallet_verdict *verdict)
{
    char text[WALLET_TIME_SIZE];
    int64_t until = 0;

    if (!wallet_verdict_until(verdict, &until)) {
        return json_null();
    }

    day_write(until, true, text);
    return json_string(text);
}

json_t *licence_view(const struct wallet_verdict *verdict)
{
    char identifier[WALLET_IDENTIFIER_SIZE];

    if (!wallet_verdict_has_claims(verdict)) {
        return NULL;
    }

    json_t *out = json_object();
    wallet_verdict_identifier(verdict, identifier);
    (void)json_object_set_new(out, "type", type_json(verdict));
    (void)json_object_set_new(out, "issuer", issuer_json(verdict));
    (void)json_object_set_new(out, "identifier", json_string(identifier));
    (void)json_object_set_new(out, "until", until_json(verdict));
    (void)json_object_set_new(out, "bound", json_boolean(wallet_verdict_is_bound(verdict)));
    (void)json_object_set_new(
        out, "has_portrait", json_boolean(licence_portrait(verdict).size > 0));
    (void)json_object_set_new(out, "fields", fields_json(verdict));
    return out;
}

struct wallet_bytes licence_portrait(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (is_portrait(&fact) && wallet_field_is_sensitive(fact.field)) {
            return fact.value.bytes;
        }
    }

    return (struct wallet_bytes){ 0 };
}

void licence_holder(const struct wallet_verdict *verdict, char out[LICENCE_HOLDER_SIZE])
{
    const struct wallet_type *type = wallet_verdict_type(verdict);
    const struct wallet_field *person = type ? wallet_type_holder_person(type) : NULL;
    const struct wallet_field *other = type ? wallet_type_holder_organisation(type) : NULL;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    out[0] = '\0';
    while (out[0] == '\0' && wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.field && (fact.field == person || fact.field == other)) {
            (void)snprintf(
                out,
                LICENCE_HOLDER_SIZE,
                "%.*s",
                (int)fact.value.bytes.size,
                (const char *)fact.value.bytes.data);
        }
    }
}

bool licence_names(const struct wallet_verdict *verdict, const char *number)
{
    const struct wallet_type *type = wallet_verdict_type(verdict);
    const struct wallet_field *person = type ? wallet_type_holder_person(type) : NULL;
    const struct wallet_field *other = type ? wallet_type_holder_organisation(type) : NULL;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (number[0] != '\0' && wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.field && (fact.field == person || fact.field == other) &&
            fact.value.bytes.size == strlen(number) &&
            memcmp(fact.value.bytes.data, number, fact.value.bytes.size) == 0) {
            return true;
        }
    }

    return false;
}
