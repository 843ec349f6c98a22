/* SPDX-License-Identifier: Apache-2.0 */
#include "trust_entry.h"

#include <wallet/time.h>

#include "roles.h"
#include "scope_text.h"
#include "text.h"
#include "types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABEL_COLUMNS = 12,
};

static const char *const states[] = { "active", "retired", "compromised" };
static const char *const states_zh[] = { "有效", "停用", "泄露" };

const char *trust_state_name(enum wallet_trust_state state)
{
    return states[state];
}

void trust_entry_key(
    const struct wallet_trust_list *list, size_t index, char out[2 * WALLET_KEY_ID_SIZE + 1])
{
    text_hex(wallet_trust_list_key_id(list, index), out);
}

static json_t *time_or_null(int64_t unix_seconds)
{
    return unix_seconds > 0 ? json_time(unix_seconds) : json_null();
}

json_t *trust_entry_json(const struct wallet_trust_list *list, size_t index)
{
    struct wallet_trust_entry entry;
    char kid[2 * WALLET_KEY_ID_SIZE + 1];
    json_t *types = json_array();
    json_t *out = json_start();

    wallet_trust_list_at(list, index, &entry);
    trust_entry_key(list, index, kid);
    for (size_t i = 0; i < entry.type_count; i++) {
        (void)json_array_append_new(types, json_string(entry.types[i]));
    }
    (void)json_object_set_new(out, "id", json_string(entry.id));
    (void)json_object_set_new(out, "name_zh", json_text_or_null(entry.name_zh));
    (void)json_object_set_new(out, "name_en", json_text_or_null(entry.name_en));
    (void)json_object_set_new(out, "roles", roles_json(entry.roles));
    (void)json_object_set_new(out, "kid", json_string(kid));
    (void)json_object_set_new(out, "key", entry.key.size > 0 ? json_bytes(entry.key) : json_null());
    (void)json_object_set_new(
        out, "chain", entry.chain.size > 0 ? json_bytes(entry.chain) : json_null());
    (void)json_object_set_new(out, "types", types);
    (void)json_object_set_new(out, "region", json_string(entry.region));
    (void)json_object_set_new(out, "from", time_or_null(entry.from_unix));
    (void)json_object_set_new(out, "until", time_or_null(entry.until_unix));
    (void)json_object_set_new(out, "state", json_string(states[entry.state]));
    (void)json_object_set_new(out, "since", time_or_null(entry.state_unix));
    return out;
}

/* RFC 4648 section 5, without padding; `room` is at least three quarters of the text. */
static bool decode(const char *text, uint8_t *out, size_t *out_size)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint32_t bits = 0;
    unsigned held = 0;

    *out_size = 0;
    for (; *text; text++) {
        const char *found = strchr(alphabet, *text);
        if (!found) {
            return false;
        }
        bits = (bits << 6 | (uint32_t)(found - alphabet)) & 0xffff;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[(*out_size)++] = (uint8_t)(bits >> held);
        }
    }

    return held < 6 && (bits & ((1U << held) - 1)) == 0;
}

/* An object that is being read, and what its members point to. */
struct reading {
    struct wallet_trust_entry entry;
    uint8_t *credential;
    const char **types;
    const char *why;
};

static void read_times(struct reading *reading, const char *const times[3])
{
    int64_t *const where[] = {
        &reading->entry.from_unix,
        &reading->entry.until_unix,
        &reading->entry.state_unix,
    };

    for (size_t i = 0; i < 3; i++) {
        if (times[i] && wallet_time_parse(times[i], where[i], NULL) != WALLET_OK) {
            reading->why = "'from', 'until' or 'since' is no time";
        }
    }
}

static void read_credential(struct reading *reading, const char *key, const char *chain)
{
    const char *text = key ? key : chain ? chain : "";
    size_t size = 0;

    reading->credential = malloc(strlen(text) + 1);
    if (!reading->credential || (key && chain) || !decode(text, reading->credential, &size)) {
        reading->why = "expected 'key' or 'chain' in base64url";
        return;
    }

    *(key ? &reading->entry.key : &reading->entry.chain) =
        (struct wallet_bytes){ reading->credential, size };
}

static void read_lists(struct reading *reading, const json_t *role_names, const json_t *types)
{
    const size_t count = json_array_size(types);

    reading->types = calloc(count + 1, sizeof *reading->types);
    for (size_t i = 0; i < count && reading->types; i++) {
        reading->types[i] = json_string_value(json_array_get(types, i));
    }
    reading->entry.types = reading->types;
    reading->entry.type_count = reading->types ? count : 0;
    for (size_t i = 0; i < json_array_size(role_names); i++) {
        const char *name = json_string_value(json_array_get(role_names, i));
        if (!name || roles_find(name) == 0) {
            reading->why = "'roles' names no role";
            return;
        }
        reading->entry.roles |= roles_find(name);
    }
}

static void read_state(struct reading *reading, const char *name)
{
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (strcmp(states[i], name) == 0) {
            reading->entry.state = (enum wallet_trust_state)i;
            return;
        }
    }

    reading->why = "'state' is none of active, retired and compromised";
}

/* The members of an object that are not yet what an entry wants. */
struct members {
    const char *key;
    const char *chain;
    const char *state;
    const char *times[3]; /* from, until, since */
    json_t *roles;
    json_t *types;
    json_t *ignored; /* "kid", which follows from the key, and "v": for whoever reads */
};

static bool unpack(
    json_t *object, struct wallet_trust_entry *entry, struct members *out, char out_why[240])
{
    json_error_t error;

    if (json_unpack_ex(
            object,
            &error,
            JSON_STRICT,
            "{s?o,s:s,s?s,s?s,s:o,s?o,s?s,s?s,s?o,s?s,s?s,s?s,s?s,s?s}",
            "v",
            &out->ignored,
            "id",
            &entry->id,
            "name_zh",
            &entry->name_zh,
            "name_en",
            &entry->name_en,
            "roles",
            &out->roles,
            "kid",
            &out->ignored,
            "key",
            &out->key,
            "chain",
            &out->chain,
            "types",
            &out->types,
            "region",
            &entry->region,
            "from",
            &out->times[0],
            "until",
            &out->times[1],
            "state",
            &out->state,
            "since",
            &out->times[2]) == 0) {
        return true;
    }

    (void)snprintf(out_why, 240, "%.200s", error.text);
    return false;
}

bool trust_entry_put_json(struct wallet_trust_list *list, json_t *object, char out_why[240])
{
    struct reading reading = { .why = NULL };
    struct members members = { .state = states[0] };
    struct wallet_error error = { .message = "" };
    bool holds = unpack(object, &reading.entry, &members, out_why);

    if (holds) {
        read_lists(&reading, members.roles, members.types);
        read_state(&reading, members.state);
        read_times(&reading, members.times);
        read_credential(&reading, members.key, members.chain);
    }
    if (holds && reading.why) {
        (void)snprintf(out_why, 240, "%s", reading.why);
        holds = false;
    }
    if (holds && wallet_trust_list_put(list, &reading.entry, &error) != WALLET_OK) {
        (void)snprintf(out_why, 240, "%s", error.message);
        holds = false;
    }

    free(reading.types);
    free(reading.credential);
    return holds;
}

static void print_line(const char *label, const char *value)
{
    if (value[0]) {
        text_print_padded(stdout, text_of(label), LABEL_COLUMNS);
        text_print(stdout, text_of(value));
        putchar('\n');
    }
}

static void print_times(const struct session *session, const struct wallet_trust_entry *entry)
{
    char time[WALLET_TIME_SIZE];
    char line[96];

    if (entry->from_unix > 0) {
        wallet_time_format(entry->from_unix, time);
        print_line(SAY(session, "from", "自"), time);
    }
    if (entry->until_unix > 0) {
        wallet_time_format(entry->until_unix, time);
        print_line(SAY(session, "until", "至"), time);
    }
    wallet_time_format(entry->state_unix, time);
    (void)snprintf(
        line,
        sizeof line,
        entry->state_unix > 0 ? SAY(session, "%s since %s", "%s，自 %s") : "%s%.0s",
        SAY(session, states[entry->state], states_zh[entry->state]),
        time);
    print_line(SAY(session, "state", "状态"), line);
}

/* Codes of what it signs; what a counter asks for by names, since its fields have no other. */
static void print_types(const struct session *session, const struct wallet_trust_entry *entry)
{
    const bool is_counter =
        (entry->roles & WALLET_ROLE_COUNTER) && !(entry->roles & WALLET_ROLE_ISSUER);
    struct wallet_catalogue *catalogue = is_counter ? types_try() : NULL;

    for (size_t i = 0; i < entry->type_count; i++) {
        char *name = is_counter ? scope_text_name(catalogue, entry->types[i]) : NULL;
        const char *label =
            is_counter ? SAY(session, "may ask for", "可索要") : SAY(session, "types", "证照类型");
        print_line(i == 0 ? label : "", name ? name : entry->types[i]);
        free(name);
    }

    wallet_catalogue_free(catalogue);
}

void trust_entry_print(
    const struct session *session, const struct wallet_trust_list *list, size_t index)
{
    struct wallet_trust_entry entry;
    char kid[2 * WALLET_KEY_ID_SIZE + 1];
    char roles[ROLES_TEXT_SIZE];

    wallet_trust_list_at(list, index, &entry);
    trust_entry_key(list, index, kid);
    roles_write(session, entry.roles, roles);
    print_line(SAY(session, "id", "机构代码"), entry.id);
    print_line(SAY(session, "name (zh)", "中文名"), entry.name_zh);
    print_line(SAY(session, "name (en)", "英文名"), entry.name_en);
    print_line(SAY(session, "roles", "角色"), roles);
    print_line(
        entry.key.size > 0 ? SAY(session, "key", "密钥") : SAY(session, "certificate", "证书"),
        kid);
    print_types(session, &entry);
    print_line(
        SAY(session, "region", "区划"),
        entry.region[0] ? entry.region : SAY(session, "all", "全部"));
    print_times(session, &entry);
}
