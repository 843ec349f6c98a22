/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_columns.h"

#include "batch_portrait.h"
#include "near.h"
#include "output.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/** A term, by its name in a record's JSON and by what a table for people calls it. */
static const struct {
    const char *name;
    const char *title;
} terms[] = {
    { "serial", "流水号" },
    { "version", "版本号" },
    { "valid_from", "有效期起始日期" },
    { "valid_until", "有效期截止日期" },
};

/** What batch_errors.h puts before the cells: a file of errors can be handed in again. */
static const char *const notes[] = { "row", "line", "column", "reason", "原因" };

enum {
    NOTE_COUNT = sizeof notes / sizeof *notes,
    TERM_COUNT = sizeof terms / sizeof *terms,
};

static bool are(struct wallet_bytes bytes, const char *text)
{
    return bytes.size == strlen(text) && memcmp(bytes.data, text, bytes.size) == 0;
}

static bool is_called(const struct wallet_field *field, struct wallet_bytes name)
{
    return are(name, wallet_field_name(field)) ||
           are(name, wallet_field_title(field, WALLET_CHINESE)) ||
           are(name, wallet_field_title(field, WALLET_ENGLISH)) ||
           (wallet_field_identifier(field)[0] && are(name, wallet_field_identifier(field)));
}

/* A name such as "members.2.birth_date", taken apart. */
struct path {
    struct wallet_bytes holder;
    size_t member; /* from 1 */
    struct wallet_bytes name;
};

static bool split_path(struct wallet_bytes text, struct path *out)
{
    const uint8_t *first = memchr(text.data, '.', text.size);
    const size_t head = first ? (size_t)(first - text.data) : text.size;
    size_t at = head + 1;

    *out = (struct path){ .holder = { text.data, head } };
    for (; first && at < text.size && text.data[at] >= '0' && text.data[at] <= '9'; at++) {
        out->member = out->member * 10 + text.data[at] - '0';
        if (out->member > WALLET_MEMBER_MAX) {
            return false;
        }
    }

    if (!first || out->member == 0 || at + 1 >= text.size || text.data[at] != '.') {
        return false;
    }

    out->name = (struct wallet_bytes){ text.data + at + 1, text.size - at - 1 };
    return true;
}

static const struct wallet_field *find_member_field(
    const struct wallet_field *holder, struct wallet_bytes name)
{
    for (size_t i = 0; i < wallet_field_member_field_count(holder); i++) {
        const struct wallet_field *field = wallet_field_member_field_at(holder, i);
        if (is_called(field, name)) {
            return field;
        }
    }

    return NULL;
}

static bool read_member(
    const struct wallet_type *type, struct wallet_bytes name, struct batch_column *out)
{
    struct path path;
    const struct wallet_field *holder =
        split_path(name, &path) ? wallet_type_find_field(type, path.holder) : NULL;
    const struct wallet_field *field = holder ? find_member_field(holder, path.name) : NULL;

    if (!field) {
        return false;
    }

    *out = (struct batch_column){
        .target = BATCH_MEMBER,
        .name = wallet_field_name(field),
        .holder = wallet_field_name(holder),
        .is_portrait = wallet_field_kind(field) == WALLET_FIELD_PORTRAIT,
        .member = path.member,
    };
    return true;
}

/** The term of this name; NULL if there is none. */
static const char *find_term(struct wallet_bytes name)
{
    for (size_t i = 0; i < TERM_COUNT; i++) {
        if (are(name, terms[i].name) || are(name, terms[i].title)) {
            return terms[i].name;
        }
    }

    return NULL;
}

/* Some licences print how long they hold: then the column is field and term in one. */
static struct batch_column field_column(const struct wallet_field *field)
{
    const char *name = wallet_field_name(field);

    return (struct batch_column){
        .target = wallet_field_kind(field) == WALLET_FIELD_PORTRAIT ? BATCH_PORTRAIT : BATCH_FIELD,
        .name = name,
        .term = find_term(text_of(name)),
    };
}

static bool read_name(
    const struct wallet_type *type, struct wallet_bytes name, struct batch_column *out)
{
    const struct wallet_field *field = wallet_type_find_field(type, name);

    if (field && wallet_field_kind(field) != WALLET_FIELD_MEMBERS) {
        *out = field_column(field);
        return true;
    }

    const char *term = find_term(name);
    if (term) {
        *out = (struct batch_column){ .target = BATCH_TERM, .name = term };
        return true;
    }

    for (size_t i = 0; i < NOTE_COUNT; i++) {
        if (are(name, notes[i])) {
            *out = (struct batch_column){ .target = BATCH_NOTE, .name = notes[i] };
            return true;
        }
    }

    return read_member(type, name, out);
}

static enum exit_code complain_unknown(
    const struct session *session, const struct wallet_type *type, struct wallet_bytes name)
{
    struct near near = near_start((const char *)name.data, name.size);

    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        near_offer(&near, wallet_field_name(field));
        near_offer(&near, wallet_field_title(field, WALLET_CHINESE));
    }
    for (size_t i = 0; i < TERM_COUNT; i++) {
        near_offer(&near, terms[i].name);
    }

    complain(
        session,
        SAY(session, "no column can be called '%.*s'", "不认识表头 '%.*s'"),
        (int)name.size,
        (const char *)name.data);
    why(session,
        SAY(session,
            "'%s' has no such field, and nothing was issued",
            "'%s' 没有该字段，未签发任何证照"),
        wallet_type_name(type));
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是否为 '%s'？"), near.best);
    } else {
        hint(session, "wallet type show %s", wallet_type_name(type));
    }
    return EXIT_CODE_FILE;
}

static bool is_same(const struct batch_column *a, const struct batch_column *b)
{
    return a->name == b->name && a->holder == b->holder && a->member == b->member;
}

static enum exit_code check_twice(
    const struct session *session, const struct batch_columns *columns, struct wallet_bytes name)
{
    const struct batch_column *last = &columns->items[columns->count];

    for (size_t i = 0; i < columns->count; i++) {
        if (is_same(&columns->items[i], last)) {
            complain(
                session,
                SAY(session, "the column '%.*s' is there twice", "表头 '%.*s' 重复"),
                (int)name.size,
                (const char *)name.data);
            why(session,
                SAY(session, "nobody can tell which of the two counts", "无法判断以哪一列为准"));
            hint(session, SAY(session, "remove one of them", "请删去其中一列"));
            return EXIT_CODE_FILE;
        }
    }

    return EXIT_CODE_OK;
}

static bool has_field(const struct batch_columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct batch_column *column = &columns->items[i];
        const char *field = column->target == BATCH_MEMBER ? column->holder : column->name;
        if (column->target != BATCH_TERM && column->target != BATCH_NOTE &&
            strcmp(field, name) == 0) {
            return true;
        }
    }

    return false;
}

/** What every licence of the type needs cannot be missing in all rows. */
static enum exit_code check_required(
    const struct session *session,
    const struct wallet_type *type,
    const struct batch_columns *columns)
{
    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        if (wallet_field_is_required(field) && !has_field(columns, wallet_field_name(field))) {
            complain(
                session,
                SAY(session, "there is no column '%s' (%s)", "缺少列 '%s'（%s）"),
                wallet_field_name(field),
                wallet_field_title(field, session->language));
            why(session,
                SAY(session, "no '%s' can be issued without it", "没有该列无法签发 '%s'"),
                wallet_type_name(type));
            hint(session, "wallet type show %s", wallet_type_name(type));
            return EXIT_CODE_FILE;
        }
    }

    return EXIT_CODE_OK;
}

enum exit_code batch_columns_read(
    const struct session *session,
    const struct wallet_type *type,
    const struct wallet_bytes *names,
    size_t count,
    struct batch_columns *out)
{
    *out = (struct batch_columns){ .items = calloc(count + 1, sizeof *out->items) };
    if (!out->items) {
        return complain_memory(session);
    }

    for (size_t i = 0; i < count; i++) {
        if (!read_name(type, names[i], &out->items[out->count])) {
            return complain_unknown(session, type, names[i]);
        }

        const enum exit_code code = check_twice(session, out, names[i]);
        if (code != EXIT_CODE_OK) {
            return code;
        }
        out->count++;
    }

    return check_required(session, type, out);
}

void batch_columns_free(struct batch_columns *columns)
{
    free(columns->items);
    *columns = (struct batch_columns){ 0 };
}

bool batch_columns_has_term(const struct batch_columns *columns, const char *term)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->items[i].target == BATCH_TERM && strcmp(columns->items[i].name, term) == 0) {
            return true;
        }
    }

    return false;
}

/** The record of a member, which is appended when its first cell comes. */
static enum wallet_status find_member(
    const struct batch_column *column,
    struct wallet_record *record,
    struct wallet_record **members,
    struct wallet_error *error)
{
    struct wallet_record **member = &members[column->member];
    return *member ? WALLET_OK : wallet_record_add_member(record, column->holder, member, error);
}

static enum wallet_status set(
    struct wallet_record *record,
    const char *name,
    bool is_portrait,
    int folder,
    struct wallet_bytes cell,
    struct wallet_error *error)
{
    return is_portrait && batch_portrait_is_path(cell)
               ? batch_portrait_set(record, name, folder, cell, error)
               : wallet_record_set(record, name, cell, error);
}

static enum wallet_status fill(
    const struct batch_column *column,
    struct wallet_bytes cell,
    int folder,
    struct wallet_record *record,
    struct wallet_record **members,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    switch (column->target) {
    case BATCH_FIELD:
        status = wallet_record_set(record, column->name, cell, error);
        return status == WALLET_OK && column->term
                   ? wallet_record_set_term(record, column->term, cell, error)
                   : status;
    case BATCH_PORTRAIT: return set(record, column->name, true, folder, cell, error);
    case BATCH_NOTE: return WALLET_OK;
    case BATCH_TERM: return wallet_record_set_term(record, column->name, cell, error);
    case BATCH_MEMBER:
        status = find_member(column, record, members, error);
        return status == WALLET_OK ? set(members[column->member],
                                         column->name,
                                         column->is_portrait,
                                         folder,
                                         cell,
                                         error)
                                   : status;
    }

    return status;
}

enum wallet_status batch_columns_fill(
    const struct batch_columns *columns,
    const struct wallet_bytes *cells,
    int folder,
    struct wallet_record *record,
    size_t *out_column,
    struct wallet_error *error)
{
    struct wallet_record *members[WALLET_MEMBER_MAX + 1] = { NULL };
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < columns->count; i++) {
        *out_column = i;
        if (cells[i].size > 0) {
            status = fill(&columns->items[i], cells[i], folder, record, members, error);
        }
    }

    return status;
}
