/* SPDX-License-Identifier: Apache-2.0 */
#include "picks.h"

#include "near.h"
#include "output.h"
#include "text.h"
#include "types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEPARATORS ",+"

enum {
    FIELD_NAME_SIZE = 256,
};

void picks_free(struct picks *picks)
{
    for (size_t i = 0; i < picks->count; i++) {
        free(picks->items[i].fields);
    }

    free(picks->items);
    *picks = (struct picks){ .items = NULL };
}

struct type_pick *picks_find(const struct picks *picks, const struct wallet_type *type)
{
    for (size_t i = 0; i < picks->count; i++) {
        if (picks->items[i].type == type) {
            return &picks->items[i];
        }
    }

    return NULL;
}

/* The pick of the type, which is there then; NULL: no memory. */
static struct type_pick *open_type(struct picks *picks, const struct wallet_type *type)
{
    struct type_pick *found = picks_find(picks, type);
    if (found) {
        return found;
    }

    struct type_pick *items = reallocarray(picks->items, picks->count + 1, sizeof *items);
    if (!items) {
        return NULL;
    }

    picks->items = items;
    items[picks->count] = (struct type_pick){ .type = type };
    return &items[picks->count++];
}

/* As the wire has it: by key, the field itself before its members' fields. */
static int compare(const struct field_pick *a, const struct field_pick *b)
{
    const uint64_t a_key = wallet_field_key(a->field);
    const uint64_t b_key = wallet_field_key(b->field);
    const uint64_t a_member = a->member ? wallet_field_key(a->member) + 1 : 0;
    const uint64_t b_member = b->member ? wallet_field_key(b->member) + 1 : 0;

    return a_key != b_key ? (a_key > b_key) - (a_key < b_key)
                          : (a_member > b_member) - (a_member < b_member);
}

/* Puts it in its place, once. */
static bool add_field(struct type_pick *pick, struct field_pick field)
{
    size_t place = 0;

    while (place < pick->count && compare(&pick->fields[place], &field) < 0) {
        place++;
    }
    if (place < pick->count && compare(&pick->fields[place], &field) == 0) {
        return true;
    }

    struct field_pick *fields = reallocarray(pick->fields, pick->count + 1, sizeof *fields);
    if (!fields) {
        return false;
    }

    memmove(&fields[place + 1], &fields[place], (pick->count - place) * sizeof *fields);
    fields[place] = field;
    pick->fields = fields;
    pick->count++;
    return true;
}

static const struct wallet_field *member_of(const struct wallet_field *field, uint64_t key)
{
    return field ? wallet_field_member_field_by_key(field, key) : NULL;
}

/* Each of the members' fields that are asked for, or the field itself. */
static bool add_asked(
    struct picks *picks,
    const struct wallet_catalogue *catalogue,
    const struct wallet_type *type,
    const struct wallet_request_field *asked,
    const struct wallet_grant *grant)
{
    const struct wallet_field *field = wallet_type_field_by_key(type, asked->key);
    const size_t count = asked->member_count > 0 ? asked->member_count : 1;
    bool is_fine = true;

    for (size_t i = 0; field && i < count && is_fine; i++) {
        const uint64_t key = asked->member_count > 0 ? asked->members[i] : WALLET_REQUEST_NO_MEMBER;
        const struct field_pick pick = { field, member_of(field, key) };
        if (!grant ||
            wallet_grant_allows(grant, catalogue, wallet_type_code(type), asked->key, key)) {
            struct type_pick *found = open_type(picks, type);
            is_fine = found && add_field(found, pick);
        }
    }

    return is_fine;
}

bool picks_add_item(
    struct picks *picks,
    const struct wallet_catalogue *catalogue,
    const struct wallet_request_item *item,
    const struct wallet_grant *grant)
{
    const struct wallet_type *type = wallet_catalogue_find(catalogue, text_of(item->type));
    bool is_fine = true;

    for (size_t i = 0; type && i < item->field_count && is_fine; i++) {
        is_fine = add_asked(picks, catalogue, type, &item->fields[i], grant);
    }

    return is_fine;
}

/* A word that is all digits. */
static bool read_key(const char *word, uint64_t *out)
{
    const size_t size = strlen(word);

    *out = strtoull(word, NULL, 10);
    return size > 0 && size < 10 && strspn(word, "0123456789") == size;
}

static const struct wallet_field *find_field(const struct wallet_type *type, const char *word)
{
    uint64_t key = 0;

    return read_key(word, &key) ? wallet_type_field_by_key(type, key)
                                : wallet_type_find_field(type, text_of(word));
}

static const struct wallet_field *find_member(const struct wallet_field *field, const char *word)
{
    uint64_t key = 0;
    if (read_key(word, &key)) {
        return wallet_field_member_field_by_key(field, key);
    }

    for (size_t i = 0; i < wallet_field_member_field_count(field); i++) {
        const struct wallet_field *member = wallet_field_member_field_at(field, i);
        if (strcmp(wallet_field_name(member), word) == 0 ||
            strcmp(wallet_field_title(member, WALLET_CHINESE), word) == 0 ||
            (word[0] && strcmp(wallet_field_identifier(member), word) == 0)) {
            return member;
        }
    }

    return NULL;
}

bool picks_find_field(const struct wallet_type *type, const char *name, struct field_pick *out)
{
    const char *dot = strchr(name, '.');
    char field[FIELD_NAME_SIZE];

    const size_t size = dot ? (size_t)(dot - name) : strlen(name);
    if (size >= sizeof field) {
        return false;
    }

    (void)snprintf(field, sizeof field, "%.*s", (int)size, name);
    *out = (struct field_pick){ .field = find_field(type, field) };
    out->member = out->field && dot ? find_member(out->field, dot + 1) : NULL;
    return out->field && (!dot || out->member);
}

static enum exit_code complain_field(
    const struct session *session,
    const struct wallet_type *type,
    const struct wallet_field *holder, /* of members; NULL: the type */
    const char *word)
{
    struct near near = near_start(word, strlen(word));
    const size_t count =
        holder ? wallet_field_member_field_count(holder) : wallet_type_field_count(type);

    for (size_t i = 0; i < count; i++) {
        near_offer(
            &near,
            wallet_field_name(
                holder ? wallet_field_member_field_at(holder, i) : wallet_type_field_at(type, i)));
    }

    complain(
        session,
        SAY(session, "'%s' has no field '%s'", "'%s' 没有字段 '%s'"),
        holder ? wallet_field_name(holder) : wallet_type_name(type),
        word);
    if (count == 0) {
        why(session, SAY(session, "it holds no members", "该字段不含成员"));
    } else {
        why(session,
            SAY(session, "none of its %zu fields has this name", "其 %zu 个字段都不是这个名称"),
            count);
    }
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), near.best);
    } else {
        hint(
            session,
            SAY(session, "'wallet type show %s' lists them", "'wallet type show %s' 列出全部字段"),
            wallet_type_name(type));
    }
    return EXIT_CODE_USAGE;
}

static enum exit_code take_field(const struct session *session, struct type_pick *pick, char *word)
{
    char *dot = strchr(word, '.');
    struct field_pick found = { .field = NULL };

    if (dot) {
        *dot = '\0';
    }

    found.field = find_field(pick->type, word);
    if (!found.field) {
        return complain_field(session, pick->type, NULL, word);
    }
    if (dot) {
        found.member = find_member(found.field, dot + 1);
        if (!found.member) {
            return complain_field(session, pick->type, found.field, dot + 1);
        }
    }

    return add_field(pick, found) ? EXIT_CODE_OK : complain_memory(session);
}

/* What is being read. */
struct reading {
    const struct session *session;
    const struct wallet_catalogue *catalogue;
    struct picks *picks;
    const struct wallet_type *type; /* whose fields may follow; NULL: none */
};

/* A type's name, and behind a colon its first field. */
static enum exit_code take_type(struct reading *reading, char *word)
{
    char *colon = strchr(word, ':');
    if (colon) {
        *colon = '\0';
    }

    const struct wallet_type *type = NULL;
    const enum exit_code code = types_find(reading->session, reading->catalogue, word, &type);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    struct type_pick *pick = open_type(reading->picks, type);
    if (!pick) {
        return complain_memory(reading->session);
    }

    reading->type = colon ? type : NULL;
    pick->is_whole = pick->is_whole || !colon;
    return colon ? take_field(reading->session, pick, colon + 1) : EXIT_CODE_OK;
}

/* Behind a comma it may be either; what is a type is one. */
static bool is_type(const struct reading *reading, const char *word, char separator)
{
    return !reading->type || strchr(word, ':') ||
           (separator == ',' && wallet_catalogue_find(reading->catalogue, text_of(word)));
}

static enum exit_code take_words(struct reading *reading, char *text)
{
    enum exit_code code = EXIT_CODE_OK;
    char separator = ',';

    while (code == EXIT_CODE_OK && separator != '\0') {
        const size_t size = strcspn(text, SEPARATORS);
        const char next = text[size];
        text[size] = '\0';
        code = is_type(reading, text, separator)
                   ? take_type(reading, text)
                   : take_field(reading->session, picks_find(reading->picks, reading->type), text);
        separator = next;
        text += size + 1;
    }

    return code;
}

enum exit_code picks_read(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct option_list *list,
    struct picks *picks)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < list->count && code == EXIT_CODE_OK; i++) {
        struct reading reading = { session, catalogue, picks, NULL };
        char *copy = strdup(list->items[i]);
        code = copy ? take_words(&reading, copy) : complain_memory(session);
        free(copy);
    }

    return code;
}
