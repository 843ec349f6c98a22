/* SPDX-License-Identifier: Apache-2.0 */
#include "examiner.h"

#include "audience.h"
#include "file_mark.h"
#include "output.h"
#include "status_store.h"
#include "text.h"
#include "trust_store.h"
#include "verifying_kind.h"

#include <stdlib.h>
#include <string.h>

/* How the files look that trust and status data are loaded from. */
static uint64_t mark_files(const struct examiner *examiner)
{
    const struct check_settings *check = &examiner->settings->check;
    char path[PATH_MAX];
    uint64_t mark = 0;

    for (size_t i = 0; i < check->trust.count; i++) {
        mark = file_mark(mark, check->trust.items[i]);
    }
    if (check->trust.count == 0 && trust_store_default(path)) {
        mark = file_mark(mark, path);
    }
    if (check->status) {
        mark = file_mark(mark, check->status);
    } else if (status_store_default(path)) {
        mark = file_mark(mark, path);
    }

    return mark;
}

/* What a new verifier does not know yet. */
static enum exit_code prepare(struct examiner *examiner)
{
    struct audience audience;
    const enum exit_code code = audience_read(
        examiner->session, &examiner->settings->audience, examiner->counter, &audience);

    if (code != EXIT_CODE_OK) {
        return code;
    }
    wallet_verifier_set_replay(examiner->checker.verifier, shown_memory_replay(&examiner->memory));
    return audience.count == 0 ||
                   wallet_verifier_set_audience(
                       examiner->checker.verifier, audience.names, audience.count, NULL) ==
                       WALLET_OK
               ? EXIT_CODE_OK
               : complain_memory(examiner->session);
}

enum exit_code examiner_open(
    const struct session *session,
    const struct examiner_settings *settings,
    const char *counter,
    struct examiner *out)
{
    *out = (struct examiner){ .session = session, .settings = settings, .counter = counter };

    out->seen = mark_files(out); /* before: what changes meanwhile is loaded again */
    enum exit_code code = checker_start(session, &settings->check, &out->checker);
    if (code == EXIT_CODE_OK) {
        code = shown_memory_place(
            session, settings->memory, out->checker.moment.is_test, &out->memory);
    }

    return code == EXIT_CODE_OK ? prepare(out) : code;
}

void examiner_refresh(struct examiner *examiner)
{
    const uint64_t mark = mark_files(examiner);

    if (mark == examiner->seen) {
        return;
    }

    examiner->seen = mark;
    if (checker_renew(&examiner->checker, &examiner->settings->check) == EXIT_CODE_OK &&
        prepare(examiner) == EXIT_CODE_OK) {
        remark(
            examiner->session,
            SAY(examiner->session,
                "trust and status data were loaded anew",
                "信任和状态数据已重新载入"));
    }
}

int64_t examiner_time(const struct examiner *examiner)
{
    return examiner->checker.moment.is_test ? examiner->checker.moment.unix_seconds : clock_now();
}

static uint8_t *copy_of(struct wallet_bytes bytes)
{
    uint8_t *out = malloc(bytes.size + 1);

    if (out && bytes.size > 0) {
        memcpy(out, bytes.data, bytes.size);
    }
    return out;
}

/* What comes of one that there is room for. */
static enum wallet_status look_at_copy(
    struct examiner *examiner, struct wallet_bytes bytes, struct outcome *out)
{
    struct outcome_copy *copy = &out->copies[out->copy_count++];
    enum wallet_status status = wallet_verdict_new(&copy->verdict, NULL);

    copy->content = copy_of(bytes);
    copy->size = bytes.size;
    if (status != WALLET_OK || !copy->content) {
        copy->size = copy->content ? copy->size : 0;
        return WALLET_ERR_MEMORY;
    }

    return wallet_copy_verify(
        examiner->checker.verifier, bytes, examiner_time(examiner), copy->verdict, NULL, NULL);
}

static bool make_room(struct outcome *out, size_t count)
{
    out->copies = calloc(count, sizeof *out->copies);
    return out->copies != NULL;
}

static enum wallet_status look_at_shown(
    struct examiner *examiner,
    struct wallet_bytes content,
    const struct wallet_request *request,
    struct outcome *out)
{
    out->content = copy_of(content);
    out->content_size = out->content ? content.size : 0;
    const enum wallet_status status =
        out->content ? wallet_presentation_new(&out->presentation, NULL) : WALLET_ERR_MEMORY;

    return status == WALLET_OK ? wallet_presentation_verify(
                                     examiner->checker.verifier,
                                     content,
                                     request,
                                     examiner_time(examiner),
                                     out->presentation,
                                     NULL)
                               : status;
}

/* Whether there is a verdict; if not, nothing is left of it. */
static bool has_verdict(enum wallet_status status, struct outcome *out)
{
    if (status != WALLET_OK && wallet_status_fault(status) != WALLET_FAULT_VERDICT) {
        outcome_forget(out);
        return false;
    }

    return true;
}

enum wallet_status examiner_look(
    struct examiner *examiner,
    const struct input *input,
    const struct wallet_request *request,
    struct outcome *out)
{
    struct wallet_buffer buffer = { 0 };
    enum wallet_status status = WALLET_ERR_MEMORY;

    *out = (struct outcome){ .view = NULL };
    if (verifying_kind(input, &buffer) != VERIFYING_COPY) {
        status = look_at_shown(examiner, input->content, request, out);
    } else if (make_room(out, 1)) {
        status = look_at_copy(
            examiner, input->is_text ? wallet_buffer_bytes(&buffer) : input->content, out);
    }
    wallet_buffer_clear(&buffer);
    if (!has_verdict(status, out)) {
        return status;
    }

    outcome_tell(examiner->session, out);
    return WALLET_OK;
}

/* Whether a licence of the type was released, be it another one than that at `index`. */
static bool is_released(const struct wallet_answer *answer, size_t index)
{
    struct wallet_answer_licence licence;
    struct wallet_answer_licence other;

    wallet_answer_licence_at(answer, index, &licence);
    for (size_t i = 0; i < wallet_answer_licence_count(answer); i++) {
        wallet_answer_licence_at(answer, i, &other);
        if (other.copy.size > 0 && strcmp(other.type, licence.type) == 0) {
            return true;
        }
    }

    return false;
}

static void mark_withheld(
    const struct examiner *examiner, const struct wallet_answer *answer, struct outcome *out)
{
    for (size_t i = 0; i < wallet_answer_licence_count(answer); i++) {
        struct wallet_answer_licence licence;
        wallet_answer_licence_at(answer, i, &licence);
        if (!is_released(answer, i)) {
            outcome_mark_withheld(
                out,
                wallet_catalogue_find(examiner->checker.catalogue, text_of(licence.type)),
                licence.outcome);
        }
    }
}

enum wallet_status examiner_look_at_answer(
    struct examiner *examiner, const struct wallet_answer *answer, struct outcome *out)
{
    const size_t count = wallet_answer_licence_count(answer);

    *out = (struct outcome){ .view = NULL };
    enum wallet_status status = make_room(out, count + 1) ? WALLET_OK : WALLET_ERR_MEMORY;
    for (size_t i = 0; i < count && has_verdict(status, out); i++) {
        struct wallet_answer_licence licence;
        wallet_answer_licence_at(answer, i, &licence);
        if (licence.copy.size > 0) {
            status = look_at_copy(examiner, licence.copy, out);
        }
    }
    if (!has_verdict(status, out)) {
        return status;
    }
    if (out->copy_count > 0) {
        outcome_tell(examiner->session, out);
        mark_withheld(examiner, answer, out);
    }

    return WALLET_OK;
}

static json_t *age_json(const struct examiner *examiner, int64_t issued)
{
    const int64_t age = examiner_time(examiner) - issued;

    return json_pack(
        "{s:o}", "age_seconds", issued == 0 ? json_null() : json_integer(age > 0 ? age : 0));
}

json_t *examiner_trust_json(const struct examiner *examiner)
{
    return age_json(examiner, examiner->checker.trust_issued);
}

json_t *examiner_status_json(const struct examiner *examiner)
{
    return age_json(examiner, examiner->checker.status_issued);
}

void examiner_close(struct examiner *examiner)
{
    checker_finish(&examiner->checker);
    shown_memory_close(&examiner->memory);
}
