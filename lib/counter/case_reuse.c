/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/do.h"
#include "counter/reuse.h"
#include "counter/reuse_find.h"
#include "counter/reuse_state.h"

#include <stdio.h>
#include <string.h>

/** What is used again, and where it was submitted. */
struct reusing {
    struct wallet_case *item;
    size_t index;
    const struct wallet_material *material;
    const char *holder;
    const struct wallet_case_again *again;
    const struct wallet_case_actor *actor;
    struct wlt_submitted submitted;
    struct wallet_case *source;
    struct wlt_case_act act; /* that took it; borrows from `source` */
    uint8_t act_digest[WLT_SHA256_SIZE];
    struct wlt_taken *taken;       /* NULL: paper */
    struct wallet_buffer original; /* as it was kept */
    struct wallet_buffer taken_body;
};

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

/** The row of the index that is meant. */
static enum wallet_status find_row(struct reusing *reusing, struct wallet_error *error)
{
    const char *source = reusing->again->source;
    struct wlt_submitted *rows = wlt_alloc(WLT_REUSABLE_MAX, sizeof *rows);
    size_t count = 0;
    bool is_found = false;

    enum wallet_status status =
        rows ? wlt_reuse_find(reusing->item->cases, reusing->holder, rows, &count, error)
             : wlt_fail_memory(error);
    for (size_t i = 0; i < count && !is_found; i++) {
        is_found = strcmp(rows[i].number, source) == 0 &&
                   strcmp(rows[i].number, reusing->item->number) != 0 &&
                   wlt_reuse_fits(reusing->material, &rows[i]);
        reusing->submitted = is_found ? rows[i] : reusing->submitted;
    }

    wlt_free(rows);
    if (status == WALLET_OK && !is_found) {
        status = refuse(
            error, "this holder submitted nothing in that case which could stand for the material");
    }
    if (status == WALLET_OK && reusing->submitted.is_superseded) {
        status = refuse(error, "a later case has a newer one");
    }

    return status;
}

/** The earlier case is built anew from its acts: what it took is what was written then. */
static enum wallet_status load_source(struct reusing *reusing, struct wallet_error *error)
{
    const struct wlt_submitted *submitted = &reusing->submitted;

    enum wallet_status status =
        wallet_case_load(reusing->item->cases, submitted->number, &reusing->source, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_case *source = reusing->source;
    const size_t material =
        wallet_matter_find_material(source->matter, wlt_bytes_of(submitted->material));
    if (submitted->place >= source->act_count || material == WALLET_NO_MATERIAL) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "what could be used again does not stand in its case");
    }
    if (!wallet_matter_material_at(source->matter, material)->is_shared) {
        return refuse(error, "the matter of the earlier case does not share the material");
    }

    const struct wallet_bytes encoded = wallet_buffer_bytes(&source->acts[submitted->place]);
    wlt_sha256(encoded, reusing->act_digest);
    return wlt_case_act_read(encoded, &reusing->act, error);
}

/** How it stands now: an earlier case cannot know what has become of it since. */
static enum wallet_status ask_state(struct reusing *reusing, struct wallet_error *error)
{
    const struct wlt_again again = {
        .taken = reusing->taken,
        .verifier = reusing->again->verifier,
        .original = wallet_buffer_bytes(&reusing->original),
    };
    bool is_known = false;

    if (!again.verifier) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "nothing to ask how the licence stands");
    }

    const enum wallet_status status =
        wlt_reuse_ask_state(&again, reusing->actor->at_unix, &is_known, error);
    reusing->taken->is_to_be_checked = !is_known;
    return status == WALLET_ERR_UNDETERMINED && reusing->again->may_be_checked_later ? WALLET_OK
                                                                                     : status;
}

static enum wallet_status check_licence(struct reusing *reusing, struct wallet_error *error)
{
    const struct wallet_case *item = reusing->item;
    struct wlt_taken *taken = reusing->taken;

    if (strcmp(taken->type_code, reusing->submitted.type) != 0) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "what could be used again is not what its case took");
    }

    taken->way = WALLET_WAY_REUSE;
    const char *party = wallet_matter_party_at(item->matter, reusing->material->party)->name;
    enum wallet_status status =
        wlt_dossier_place(item->made->dossier, taken, party, &taken->party, error);
    status = status == WALLET_OK
                 ? wlt_cases_get_original(item->cases, taken->original, &reusing->original, error)
                 : status;
    status = status == WALLET_OK ? ask_state(reusing, error) : status;
    return status == WALLET_OK ? wlt_taken_write(taken, &reusing->taken_body, error) : status;
}

/** A licence is read as it was taken; of paper there is the clerk's note. */
static enum wallet_status read_source(struct reusing *reusing, struct wallet_error *error)
{
    if (reusing->submitted.type[0] == '\0') {
        return reusing->act.deed == WLT_DEED_PAPER
                   ? WALLET_OK
                   : refuse(error, "what was submitted there is no paper");
    }

    const enum wallet_status status = wlt_taken_read(
        reusing->act.body,
        reusing->act.at_unix,
        reusing->item->cases->catalogue,
        &reusing->taken,
        error);
    return status == WALLET_OK ? check_licence(reusing, error) : status;
}

static void fill_record(
    const struct reusing *reusing, struct wallet_bytes id, struct wlt_reuse *out)
{
    const struct wallet_matter *matter = reusing->item->matter;
    const struct wallet_material *material = reusing->material;

    *out = (struct wlt_reuse){
        .id = id,
        .material = wlt_bytes_of(material->name),
        .title = wlt_bytes_of(material->title[WALLET_CHINESE]),
        .necessity = (uint64_t)material->necessity,
        .form = (uint64_t)material->form,
        .way = WALLET_WAY_REUSE,
        .source = wlt_bytes_of(reusing->submitted.number),
        .source_place = reusing->submitted.place,
        .source_act = { reusing->act_digest, sizeof reusing->act_digest },
        .source_material = wlt_bytes_of(reusing->submitted.material),
        .holder = wlt_bytes_of(reusing->holder),
        .submitted_unix = reusing->act.at_unix,
        .clerk = reusing->act.clerk,
        .level = wlt_bytes_of("B"),
        .scope = wlt_bytes_of(wallet_matter_code(matter)),
        .department = wlt_bytes_of(wallet_matter_department_code(matter)),
        .comparison = wlt_bytes_of(wallet_comparison_name(WALLET_COMPARISON_SAME)),
        .told = wlt_bytes_of(reusing->item->cases->id),
    };
}

static void fill_licence(const struct reusing *reusing, struct wlt_reuse *out)
{
    static const uint8_t none[WLT_SHA256_SIZE];
    const struct wlt_taken *taken = reusing->taken;

    out->original = (struct wallet_bytes){ taken->original, sizeof taken->original };
    out->has_until = taken->has_until;
    out->until_unix = taken->until_unix;
    out->taken = wallet_buffer_bytes(&reusing->taken_body);
    if (memcmp(taken->ground, none, sizeof none) != 0) {
        out->ground = (struct wallet_bytes){ taken->ground, sizeof taken->ground };
    }
}

static enum wallet_status write_record(
    const struct reusing *reusing, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_reuse record;
    struct wlt_saying saying = { 0 };
    char id[WALLET_CASE_NUMBER_SIZE + 24];
    enum wallet_status status = WALLET_OK;

    (void)snprintf(id, sizeof id, "%s/%zu", reusing->item->number, reusing->item->act_count);
    fill_record(reusing, wlt_bytes_of(id), &record);
    if (reusing->taken) {
        fill_licence(reusing, &record);
    } else {
        status = wlt_saying_read(reusing->act.body, &saying, error);
        record.note = saying.text;
    }

    return status == WALLET_OK ? wlt_reuse_write(&record, out, error) : status;
}

static enum wallet_status write_act(const struct reusing *reusing, struct wallet_error *error)
{
    struct wallet_buffer body = { 0 };

    enum wallet_status status = write_record(reusing, &body, error);
    if (status == WALLET_OK) {
        const struct wlt_doing doing = {
            .deed = WLT_DEED_REUSE,
            .body = wallet_buffer_bytes(&body),
            .taken = reusing->taken,
            .actor = reusing->actor,
        };
        status = wlt_case_do(reusing->item, &doing, error);
    }

    wallet_buffer_clear(&body);
    return status;
}

static enum wallet_status check_material(const struct reusing *reusing, struct wallet_error *error)
{
    if (!reusing->material->is_shared) {
        return refuse(error, "the matter does not share this material");
    }
    if (!wlt_reuse_is_open(reusing->item, reusing->index)) {
        return refuse(error, "something stands for this material already");
    }

    return reusing->holder[0] != '\0'
               ? WALLET_OK
               : refuse(error, "whose case it is shows only when a licence has been taken");
}

enum wallet_status wallet_case_reuse(
    struct wallet_case *item,
    size_t material,
    const struct wallet_case_again *again,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!item || !again || !again->source || !actor) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }
    if (material >= wallet_matter_material_count(item->matter)) {
        return wlt_fail(
            error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "the matter has no such material");
    }

    struct reusing reusing = {
        .item = item,
        .index = material,
        .material = wallet_matter_material_at(item->matter, material),
        .again = again,
        .actor = actor,
    };
    reusing.holder = item->made->dossier->parties[reusing.material->party];

    enum wallet_status status = check_material(&reusing, error);
    status = status == WALLET_OK ? find_row(&reusing, error) : status;
    status = status == WALLET_OK ? load_source(&reusing, error) : status;
    status = status == WALLET_OK ? read_source(&reusing, error) : status;
    status = status == WALLET_OK ? write_act(&reusing, error) : status;

    wlt_taken_free(reusing.taken);
    wallet_case_free(reusing.source);
    wallet_buffer_clear(&reusing.original);
    wallet_buffer_clear(&reusing.taken_body);
    return status;
}
