/* SPDX-License-Identifier: Apache-2.0 */
#include "releasing.h"

#include <wallet/service.h>

#include "http_call.h"
#include "json.h"
#include "output.h"
#include "picks.h"
#include "save.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum {
    COPY_NAME_SIZE = 64,
    FIELD_NAME_SIZE = 256,
};

static enum exit_code complain_answer(
    const struct releasing *releasing, const struct wallet_error *error)
{
    const struct session *session = releasing->session;

    (void)refuse(session, error, SAY(session, "the answer is not to be relied on", "答复不可信"));
    hint(
        session,
        releasing->settings->to
            ? SAY(session,
                  "see that '--to' is the address of the repository that is called, and that the "
                  "trust list has its key with the role 'repository'",
                  "请确认 '--to' 是所调用证照库的地址，且其公钥在信任名单中具有 'repository' 角色")
            : SAY(session,
                  "the repository needs an entry with the role 'repository' in the trust list; see "
                  "'wallet trust add'",
                  "证照库须在信任名单中具有 'repository' 角色；见 'wallet trust add'"));
    return exit_code_of(error->status);
}

static enum wallet_status answer_here(struct releasing *releasing, struct wallet_error *error)
{
    const int64_t now = releasing->checker.moment.unix_seconds;
    const struct wallet_service_terms terms = {
        .repository = releasing->repository.handle,
        .trust = releasing->checker.trust,
        .catalogue = releasing->repository.catalogue,
        .verifier = releasing->checker.verifier,
        .signer = &releasing->repository.signer,
    };
    struct wallet_service *service = NULL;

    enum wallet_status status = wallet_service_new(&terms, &service, error);
    if (status == WALLET_OK) {
        status =
            wallet_service_answer(service, releasing->call, now, &releasing->received, NULL, error);
    }

    wallet_service_free(service);
    return status;
}

static enum exit_code answer_there(struct releasing *releasing)
{
    const struct release_settings *settings = releasing->settings;
    const struct http_callee callee = { .url = settings->to, .authorities = settings->authorities };
    struct http_reply reply;

    const enum exit_code code = http_call(releasing->session, &callee, releasing->call, &reply);
    if (code == EXIT_CODE_OK) {
        releasing->received = (struct wallet_buffer){ .data = reply.data, .size = reply.size };
    }

    return code;
}

enum exit_code releasing_answer(struct releasing *releasing)
{
    struct wallet_error error;

    if (releasing->settings->to) {
        const enum exit_code code = answer_there(releasing);
        if (code != EXIT_CODE_OK) {
            return code;
        }
    } else if (answer_here(releasing, &error) != WALLET_OK) {
        return repository_complain(&releasing->repository, &error);
    }

    return wallet_answer_verify(
               wallet_buffer_bytes(&releasing->received),
               releasing->call,
               releasing->checker.trust,
               releasing->checker.moment.unix_seconds,
               &releasing->answer,
               &error) == WALLET_OK
               ? EXIT_CODE_OK
               : complain_answer(releasing, &error);
}

static const struct wallet_type *type_of(
    const struct releasing *releasing, const struct wallet_answer_licence *licence)
{
    return wallet_catalogue_find(releasing->catalogue, text_of(licence->type));
}

/* What was compared: the field, and for a member's that one, too; NULL where the catalogue has none. */
static struct field_pick field_of(
    const struct wallet_type *type, const struct wallet_answer_comparison *comparison)
{
    struct field_pick pick = { .field = NULL };

    pick.field = type ? wallet_type_field_by_key(type, comparison->field) : NULL;
    if (pick.field && comparison->member != 0) {
        pick.member = wallet_field_member_field_by_key(pick.field, comparison->member);
    }

    return pick;
}

/* Its name, as options take it; "" for one that the catalogue has not. */
static void field_name(
    const struct wallet_type *type,
    const struct wallet_answer_comparison *comparison,
    char out[FIELD_NAME_SIZE])
{
    const struct field_pick pick = field_of(type, comparison);

    (void)snprintf(
        out,
        FIELD_NAME_SIZE,
        "%s%s%s",
        pick.field ? wallet_field_name(pick.field) : "",
        pick.member ? "." : "",
        pick.member ? wallet_field_name(pick.member) : "");
}

static void field_title(
    const struct session *session,
    const struct wallet_type *type,
    const struct wallet_answer_comparison *comparison,
    char out[FIELD_NAME_SIZE])
{
    const struct field_pick pick = field_of(type, comparison);
    const struct wallet_field *field = pick.member ? pick.member : pick.field;

    (void)snprintf(
        out,
        FIELD_NAME_SIZE,
        pick.member ? SAY(session, "member: %s", "成员：%s") : "%s",
        field ? wallet_field_title(field, session->language) : "");
}

static void copy_name(const struct releasing *releasing, size_t index, char out[COPY_NAME_SIZE])
{
    struct wallet_answer_licence licence;

    wallet_answer_licence_at(releasing->answer, index, &licence);
    const struct wallet_type *type = type_of(releasing, &licence);
    (void)snprintf(
        out, COPY_NAME_SIZE, "%s-%zu.cbor", type ? wallet_type_name(type) : "licence", index + 1);
}

static enum exit_code save_copy(const struct releasing *releasing, size_t index)
{
    const struct release_settings *settings = releasing->settings;
    struct wallet_answer_licence licence;
    char name[COPY_NAME_SIZE];
    char path[PATH_MAX];

    wallet_answer_licence_at(releasing->answer, index, &licence);
    if (licence.copy.size == 0) {
        return EXIT_CODE_OK;
    }

    copy_name(releasing, index, name);
    (void)snprintf(path, sizeof path, "%s/%s", settings->output, name);
    return save(releasing->session, path, licence.copy, settings->force ? SAVE_REPLACE : SAVE_NEW);
}

static enum exit_code save_copies(const struct releasing *releasing)
{
    const char *folder = releasing->settings->output;
    enum exit_code code = EXIT_CODE_OK;
    char problem[160];

    if (!folder || wallet_answer_licence_count(releasing->answer) == 0) {
        return EXIT_CODE_OK;
    }
    if (mkdir(folder, S_IRWXU) != 0 && errno != EEXIST) {
        complain(
            releasing->session,
            SAY(releasing->session, "cannot make the folder '%s'", "无法创建目录 '%s'"),
            folder);
        why(releasing->session, "%s", output_problem(releasing->session, errno, problem));
        hint(
            releasing->session,
            SAY(releasing->session, "choose a folder where you may write", "请选择可写入的目录"));
        return EXIT_CODE_FILE;
    }

    for (size_t i = 0; code == EXIT_CODE_OK && i < wallet_answer_licence_count(releasing->answer);
         i++) {
        code = save_copy(releasing, i);
    }

    return code;
}

static json_t *licence_json(const struct releasing *releasing, size_t index)
{
    struct wallet_answer_licence licence;
    char name[COPY_NAME_SIZE];
    json_t *out = json_object();
    json_t *comparisons = json_object();

    wallet_answer_licence_at(releasing->answer, index, &licence);
    const struct wallet_type *type = type_of(releasing, &licence);
    copy_name(releasing, index, name);
    for (size_t i = 0; i < licence.comparison_count; i++) {
        struct wallet_answer_comparison comparison;
        char field[FIELD_NAME_SIZE];
        wallet_answer_comparison_at(releasing->answer, index, i, &comparison);
        field_name(type, &comparison, field);
        (void)json_object_set_new(
            comparisons, field, json_string(wallet_comparison_name(comparison.comparison)));
    }
    (void)json_object_set_new(out, "type", json_text_or_null(licence.type));
    (void)json_object_set_new(out, "identifier", json_text_or_null(licence.identifier));
    (void)json_object_set_new(out, "state", json_text_or_null(licence.state));
    (void)json_object_set_new(out, "outcome", json_string(wallet_outcome_name(licence.outcome)));
    (void)json_object_set_new(
        out, "until", licence.has_until ? json_time(licence.until_unix) : json_null());
    (void)json_object_set_new(out, "comparisons", comparisons);
    (void)json_object_set_new(
        out,
        "copy",
        licence.copy.size > 0 && releasing->settings->output ? json_string(name) : json_null());
    return out;
}

static void print_json(const struct releasing *releasing)
{
    const struct wallet_answer *told = releasing->answer;
    json_t *licences = json_array();
    json_t *out = json_start();

    for (size_t i = 0; i < wallet_answer_licence_count(told); i++) {
        (void)json_array_append_new(licences, licence_json(releasing, i));
    }
    (void)json_object_set_new(
        out, "outcome", json_string(wallet_outcome_name(wallet_answer_outcome(told))));
    (void)json_object_set_new(out, "detail", json_text_or_null(wallet_answer_detail(told)));
    (void)json_object_set_new(out, "at", json_time(wallet_answer_at(told)));
    (void)json_object_set_new(out, "licences", licences);
    json_print(out);
}

static void print_comparisons(
    const struct releasing *releasing, size_t index, const struct wallet_answer_licence *licence)
{
    const struct session *session = releasing->session;
    const struct wallet_type *type = type_of(releasing, licence);

    for (size_t i = 0; i < licence->comparison_count; i++) {
        struct wallet_answer_comparison comparison;
        char title[FIELD_NAME_SIZE];
        wallet_answer_comparison_at(releasing->answer, index, i, &comparison);
        field_title(session, type, &comparison, title);
        text_print_label(stdout, text_of(title), 2, 24);
        puts(wallet_comparison_label(comparison.comparison, session->language));
    }
}

static void print_licence(const struct releasing *releasing, size_t index)
{
    const struct session *session = releasing->session;
    struct wallet_answer_licence licence;
    enum wallet_licence_state state = WALLET_STATE_OTHER;
    char name[COPY_NAME_SIZE];

    wallet_answer_licence_at(releasing->answer, index, &licence);
    text_print(stdout, text_of(wallet_type_title(type_of(releasing, &licence), session->language)));
    printf(
        "%s%s%s%s\n",
        licence.identifier[0] ? "  " : "",
        licence.identifier,
        licence.state[0] ? "  " : "",
        wallet_licence_state_find(licence.state, &state)
            ? wallet_licence_state_name(state, session->language)
            : "");
    if (licence.outcome != WALLET_OUTCOME_SUCCESS) {
        printf("  %s\n", wallet_outcome_sentence(licence.outcome, session->language));
    }
    print_comparisons(releasing, index, &licence);
    if (licence.copy.size > 0 && releasing->settings->output) {
        copy_name(releasing, index, name);
        printf("  %s/%s\n", releasing->settings->output, name);
    }
}

/* What was refused, in three lines. */
static void complain_outcome(const struct releasing *releasing)
{
    const struct session *session = releasing->session;
    const enum wallet_outcome outcome = wallet_answer_outcome(releasing->answer);
    const char *detail = wallet_answer_detail(releasing->answer);

    complain(session, "%s", wallet_outcome_sentence(outcome, session->language));
    why(session, "%s%s%s", wallet_outcome_name(outcome), detail[0] ? ": " : "", detail);
    hint(session, "%s", wallet_outcome_remedy(outcome, session->language));
}

/* The worst of all comparisons. */
static enum exit_code compared(const struct wallet_answer *told)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < wallet_answer_licence_count(told); i++) {
        struct wallet_answer_licence licence;
        wallet_answer_licence_at(told, i, &licence);
        for (size_t j = 0; j < licence.comparison_count; j++) {
            struct wallet_answer_comparison comparison;
            wallet_answer_comparison_at(told, i, j, &comparison);
            if (comparison.comparison == WALLET_COMPARISON_DIFFERENT) {
                return EXIT_CODE_REFUSED;
            }
            if (comparison.comparison == WALLET_COMPARISON_IMPOSSIBLE) {
                code = EXIT_CODE_UNKNOWN;
            }
        }
    }

    return code;
}

enum exit_code releasing_print(const struct releasing *releasing)
{
    const bool is_refused = wallet_answer_outcome(releasing->answer) != WALLET_OUTCOME_SUCCESS;
    const enum exit_code code = is_refused ? EXIT_CODE_OK : save_copies(releasing);

    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (releasing->session->json) {
        print_json(releasing);
    } else {
        for (size_t i = 0; i < wallet_answer_licence_count(releasing->answer); i++) {
            print_licence(releasing, i);
        }
    }
    if (is_refused) {
        complain_outcome(releasing);
        releasing->session->story->is_told = releasing->session->json;
    }

    return is_refused ? EXIT_CODE_REFUSED : compared(releasing->answer);
}

void releasing_finish(struct releasing *releasing)
{
    wallet_answer_free(releasing->answer);
    wallet_buffer_clear(&releasing->received);
    wallet_buffer_clear(&releasing->signed_call);
    file_free(&releasing->call_file);
    checker_finish(&releasing->checker);
    repository_close(&releasing->repository);
}
