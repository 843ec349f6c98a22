/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/reuse_find.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static void copy_text(struct wallet_bytes text, char *out, size_t size)
{
    (void)snprintf(out, size, "%.*s", (int)text.size, (const char *)text.data);
}

static bool is_same_thing(const struct wlt_submitted *a, const struct wlt_submitted *b)
{
    return strcmp(a->type, b->type) == 0 &&
           (a->type[0] != '\0' || strcmp(a->material, b->material) == 0);
}

static void read_row(const struct wlt_statement *row, struct wlt_submitted *out)
{
    *out = (struct wlt_submitted){ 0 };
    copy_text(wlt_column_bytes(row, 0), out->number, sizeof out->number);
    copy_text(wlt_column_bytes(row, 1), out->material, sizeof out->material);
    copy_text(wlt_column_bytes(row, 2), out->type, sizeof out->type);
    out->place = (uint64_t)wlt_column_int(row, 3);
    out->taken_unix = wlt_column_int(row, 4);
}

/** Rows come the latest first: what is the same as an earlier row of another case was superseded. */
static void mark_superseded(struct wlt_submitted *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i && !rows[i].is_superseded; j++) {
            rows[i].is_superseded =
                is_same_thing(&rows[i], &rows[j]) && strcmp(rows[i].number, rows[j].number) != 0;
        }
    }
}

enum wallet_status wlt_reuse_find(
    struct wallet_cases *cases,
    const char *holder,
    struct wlt_submitted *out,
    size_t *out_count,
    struct wallet_error *error)
{
    struct wlt_statement *rows = NULL;
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];
    bool is_there = true;

    enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_REUSABLES, &rows, error);
    if (status != WALLET_OK) {
        return status;
    }

    *out_count = 0;
    wlt_cases_secrets_holder(cases->secrets, wlt_bytes_of(holder), hash);
    wlt_bind_bytes(rows, 1, (struct wallet_bytes){ hash, sizeof hash });
    while (status == WALLET_OK && is_there && *out_count < WLT_REUSABLE_MAX) {
        status = wlt_statement_next(rows, &is_there, error);
        if (status == WALLET_OK && is_there) {
            read_row(rows, &out[(*out_count)++]);
        }
    }

    wlt_statement_reset(rows);
    mark_superseded(out, *out_count);
    return status;
}

bool wlt_reuse_fits(const struct wallet_material *material, const struct wlt_submitted *submitted)
{
    if (submitted->type[0] == '\0') {
        return strcmp(material->name, submitted->material) == 0;
    }

    for (size_t i = 0; i < material->wanted_count; i++) {
        if (strcmp(wallet_type_code(material->wanted[i].type), submitted->type) == 0) {
            return true;
        }
    }

    return false;
}

bool wlt_reuse_is_open(const struct wallet_case *item, size_t material)
{
    const enum wallet_material_state state = item->made->dossier->materials[material].state;

    return state == WALLET_MATERIAL_MISSING || state == WALLET_MATERIAL_DEFERRED ||
           state == WALLET_MATERIAL_NOT_NEEDED || state == WALLET_MATERIAL_UNCHECKED;
}

/** A walk over what could be used again. */
struct telling {
    struct wallet_case *item;
    wallet_reusable_visit *visit;
    void *context;
    struct wallet_buffer act;
    bool is_over;
};

static enum wallet_status tell(
    struct telling *telling,
    size_t material,
    const struct wlt_submitted *submitted,
    struct wallet_error *error)
{
    char clerk[WLT_ACTOR_TEXT_MAX + 1];
    struct wlt_case_act act;

    enum wallet_status status = wlt_cases_get_deed(
        telling->item->cases, submitted->number, submitted->place, &telling->act, error);
    if (status == WALLET_OK) {
        status = wlt_case_act_read(wallet_buffer_bytes(&telling->act), &act, error);
    }
    if (status != WALLET_OK) {
        return status;
    }

    copy_text(act.clerk, clerk, sizeof clerk);
    const struct wallet_reusable reusable = {
        .material = material,
        .source = submitted->number,
        .source_material = submitted->material,
        .type = submitted->type,
        .submitted_unix = submitted->taken_unix,
        .clerk = clerk,
    };
    telling->is_over = !telling->visit(telling->context, &reusable);
    return WALLET_OK;
}

static enum wallet_status tell_material(
    struct telling *telling, size_t index, struct wlt_submitted *rows, struct wallet_error *error)
{
    const struct wallet_case *item = telling->item;
    const struct wallet_material *material = wallet_matter_material_at(item->matter, index);
    const char *holder = item->made->dossier->parties[material->party];
    size_t count = 0;

    if (!material->is_shared || holder[0] == '\0' || !wlt_reuse_is_open(item, index)) {
        return WALLET_OK;
    }

    enum wallet_status status = wlt_reuse_find(item->cases, holder, rows, &count, error);
    for (size_t i = 0; i < count && status == WALLET_OK && !telling->is_over; i++) {
        if (!rows[i].is_superseded && wlt_reuse_fits(material, &rows[i]) &&
            strcmp(rows[i].number, item->number) != 0) {
            status = tell(telling, index, &rows[i], error);
        }
    }

    return status;
}

enum wallet_status wallet_case_reusable(
    struct wallet_case *item,
    wallet_reusable_visit *visit,
    void *context,
    struct wallet_error *error)
{
    if (!item || !visit) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct telling telling = { .item = item, .visit = visit, .context = context };
    struct wlt_submitted *rows = wlt_alloc(WLT_REUSABLE_MAX, sizeof *rows);
    enum wallet_status status = rows ? WALLET_OK : wlt_fail_memory(error);
    const size_t count = wallet_matter_material_count(item->matter);

    for (size_t i = 0; i < count && status == WALLET_OK && !telling.is_over; i++) {
        status = tell_material(&telling, i, rows, error);
    }

    wallet_buffer_clear(&telling.act);
    wlt_free(rows);
    return status;
}
