/* SPDX-License-Identifier: Apache-2.0 */
#include "facts.h"

#include "json.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>

static bool has_value(const struct wallet_fact *fact)
{
    return fact->field && fact->finding != WALLET_FINDING_KIND &&
           wallet_field_kind(fact->field) != WALLET_FIELD_MEMBERS;
}

bool facts_is_hidden(const struct wallet_fact *fact, enum facts_veil veil)
{
    return veil == FACTS_VEILED && has_value(fact) && wallet_field_is_sensitive(fact->field);
}

static void print_value(
    const struct session *session, const struct wallet_fact *fact, enum facts_veil veil)
{
    struct wallet_buffer text = { 0 };

    if (facts_is_hidden(fact, veil)) {
        fputs("******", stdout);
    } else if (!fact->field) {
        fputs(
            SAY(session, "(a field that the type does not have)", "（该类型没有此字段）"), stdout);
    } else if (!has_value(fact)) {
        fputs("—", stdout);
    } else if (wallet_field_kind(fact->field) == WALLET_FIELD_PORTRAIT) {
        printf(
            SAY(session, "(a picture of %zu bytes)", "（%zu 字节的图片）"), fact->value.bytes.size);
    } else if (
        wallet_field_format(fact->field, &fact->value, session->language, &text) == WALLET_OK) {
        text_print(stdout, wallet_buffer_bytes(&text));
    }
    if (fact->finding != WALLET_FINDING_NONE) {
        printf(" (! %s)", wallet_finding_text(fact->finding, session->language));
    }

    fputc('\n', stdout);
    wallet_buffer_clear(&text);
}

static void print_fact(
    const struct session *session,
    const struct wallet_fact *fact,
    enum facts_veil veil,
    size_t columns)
{
    char key[32];
    (void)snprintf(key, sizeof key, "%" PRIu64, fact->key);
    const char *label = fact->field ? wallet_field_title(fact->field, session->language) : key;

    const size_t indent = fact->member ? 4 : 2;
    text_print_label(stdout, text_of(label), indent, columns + 2 - indent);
    print_value(session, fact, veil);
}

void facts_print(
    const struct session *session,
    const struct wallet_verdict *verdict,
    enum facts_veil veil,
    size_t columns)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t member = 0;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.member != member && fact.member > 0) {
            const char *title =
                walk.members ? wallet_field_title(walk.members, session->language) : "";
            printf("  %s %zu\n", title, fact.member);
        }
        member = fact.member;
        print_fact(session, &fact, veil, columns);
    }
}

static json_t *value_json(const struct wallet_fact *fact)
{
    struct wallet_buffer text = { 0 };

    /* Names and texts of JSON never follow the session's language. */
    if (!has_value(fact) ||
        wallet_field_format(fact->field, &fact->value, WALLET_CHINESE, &text) != WALLET_OK) {
        return json_null();
    }

    json_t *out = json_text(wallet_buffer_bytes(&text));
    wallet_buffer_clear(&text);
    return out;
}

/* The object in which a member's fields go, made where it is not there yet. */
static json_t *member_json(json_t *fields, const char *name, size_t member)
{
    json_t *array = json_object_get(fields, name);

    if (!array) {
        array = json_array();
        (void)json_object_set_new(fields, name, array);
    }
    while (json_array_size(array) < member) {
        if (json_array_append_new(array, json_object()) != 0) {
            return NULL;
        }
    }

    return json_array_get(array, member - 1);
}

json_t *facts_json(const struct wallet_verdict *verdict, enum facts_veil veil)
{
    json_t *fields = json_object();
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        char key[32];
        (void)snprintf(key, sizeof key, "%" PRIu64, fact.key);
        const char *name = fact.field ? wallet_field_name(fact.field) : key;
        json_t *home = fields;
        if (fact.member > 0) {
            const char *members = walk.members ? wallet_field_name(walk.members) : "members";
            home = member_json(fields, members, fact.member);
        }
        (void)json_object_set_new(
            home, name, facts_is_hidden(&fact, veil) ? json_null() : value_json(&fact));
    }

    return fields;
}

/* "name", or "members[0].name" as a reader of the JSON finds it. */
static json_t *path_json(const struct wallet_fact *fact, const struct wallet_field *members)
{
    char key[32];
    (void)snprintf(key, sizeof key, "%" PRIu64, fact->key);
    const char *name = fact->field ? wallet_field_name(fact->field) : key;

    if (fact->member == 0) {
        return json_string(name);
    }

    return json_sprintf(
        "%s[%zu].%s", members ? wallet_field_name(members) : "members", fact->member - 1, name);
}

json_t *facts_hidden_json(const struct wallet_verdict *verdict)
{
    json_t *hidden = json_array();
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (facts_is_hidden(&fact, FACTS_VEILED)) {
            (void)json_array_append_new(hidden, path_json(&fact, walk.members));
        }
    }

    return hidden;
}

json_t *facts_findings_json(const struct wallet_verdict *verdict)
{
    json_t *findings = json_array();
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.finding == WALLET_FINDING_NONE) {
            continue;
        }
        json_t *finding = json_object();
        (void)json_object_set_new(finding, "field", path_json(&fact, walk.members));
        (void)json_object_set_new(
            finding, "finding", json_string(wallet_finding_text(fact.finding, WALLET_ENGLISH)));
        (void)json_array_append_new(findings, finding);
    }

    return findings;
}

bool facts_have(const struct wallet_verdict *verdict, const struct wallet_field *field)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.field == field) {
            return true;
        }
    }

    return false;
}

/* Plans and pictures of vehicles are portraits by their kind too, but only a face is sensitive. */
bool facts_have_portrait(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (has_value(&fact) && wallet_field_kind(fact.field) == WALLET_FIELD_PORTRAIT &&
            wallet_field_is_sensitive(fact.field)) {
            return true;
        }
    }

    return false;
}
