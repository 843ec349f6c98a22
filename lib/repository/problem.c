/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/error.h"
#include "base/text.h"
#include "cbor/reader.h"
#include "cbor/writer.h"
#include "crypto/digest.h"
#include "repository/note.h"

#include <stdio.h>
#include <string.h>

/*
 * A report is sealed as a licence is, but short texts can be guessed from a digest: so it begins with
 * bytes that nobody can guess.
 *
 *     [ salt, holder, type, identifier, counter, clerk, note ]
 */
enum {
    SALT_SIZE = 16,
    TEXT_COUNT = 6,
    MEMBER_COUNT = 1 + TEXT_COUNT,
};

static const char *const kinds[] = {
    [WALLET_PROBLEM_NONE] = "",
    [WALLET_PROBLEM_MISSING] = "missing",
    [WALLET_PROBLEM_WRONG] = "wrong",
    [WALLET_PROBLEM_DOES_NOT_LOAD] = "does-not-load",
};

static bool is_kind(enum wallet_problem kind)
{
    return kind == WALLET_PROBLEM_MISSING || kind == WALLET_PROBLEM_WRONG ||
           kind == WALLET_PROBLEM_DOES_NOT_LOAD;
}

static void list_texts(const struct wallet_repository_problem *problem, const char *out[TEXT_COUNT])
{
    const char *const texts[TEXT_COUNT] = {
        problem->holder,  problem->type,  problem->identifier,
        problem->counter, problem->clerk, problem->note,
    };

    for (size_t i = 0; i < TEXT_COUNT; i++) {
        out[i] = texts[i] ? texts[i] : "";
    }
}

static enum wallet_status check_problem(
    const struct wallet_repository_problem *problem, struct wallet_error *error)
{
    const char *texts[TEXT_COUNT];
    bool fits = is_kind(problem->kind);

    list_texts(problem, texts);
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        fits = fits &&
               strnlen(texts[i], WALLET_REPOSITORY_NOTE_MAX + 1) <= WALLET_REPOSITORY_NOTE_MAX &&
               wlt_utf8_is_valid(wlt_bytes_of(texts[i]));
    }

    const bool names_licence =
        problem->kind == WALLET_PROBLEM_MISSING || (problem->identifier && problem->identifier[0]);
    if (!fits || !names_licence ||
        wallet_type_code_check(wlt_bytes_of(texts[1])) != WALLET_FINDING_NONE) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "a report needs its kind, a type code and, unless it is missing, an identifier");
    }

    return WALLET_OK;
}

static enum wallet_status encode(
    const struct wallet_repository_problem *problem,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    const char *texts[TEXT_COUNT];
    uint8_t salt[SALT_SIZE];

    wlt_random(salt, sizeof salt);
    list_texts(problem, texts);
    wlt_write_array(&writer, MEMBER_COUNT);
    wlt_write_bytes(&writer, (struct wallet_bytes){ salt, sizeof salt });
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        wlt_write_text(&writer, wlt_bytes_of(texts[i]));
    }

    return wlt_writer_status(&writer, error);
}

static enum wallet_status insert(
    struct wallet_repository *repository,
    const struct wallet_repository_problem *problem,
    const struct wlt_place *place,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;

    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_PROBLEM_ADD, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(statement, 1, place->number);
    wlt_bind_int(statement, 2, problem->kind);
    wlt_bind_int(statement, 3, problem->at_unix);
    wlt_bind_bytes(statement, 4, (struct wallet_bytes){ place->holder, WALLET_AUDIT_HOLDER_SIZE });
    wlt_bind_bytes(statement, 5, (struct wallet_bytes){ place->digest, WALLET_AUDIT_HASH_SIZE });
    wlt_bind_bytes(statement, 6, wallet_buffer_bytes(&repository->sealed));
    return wlt_statement_run(statement, NULL, error);
}

static enum wallet_status store(
    struct wallet_repository *repository,
    const struct wallet_repository_problem *problem,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer content = { 0 };
    uint8_t digest[WLT_SHA256_SIZE];
    const struct wlt_place place = {
        .number = repository->head.reports + 1,
        .holder = holder,
        .digest = digest,
    };

    enum wallet_status status = encode(problem, &content, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_sha256(wallet_buffer_bytes(&content), digest);
    status = wlt_secrets_seal(
        repository->secrets, &place, wallet_buffer_bytes(&content), &repository->sealed, error);
    return status == WALLET_OK ? insert(repository, problem, &place, error) : status;
}

static enum wallet_status note_problem(
    struct wallet_repository *repository,
    const struct wallet_repository_problem *problem,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    const char *receipt,
    struct wallet_error *error)
{
    const struct wlt_note note = {
        .act = WALLET_ACT_PROBLEM,
        .at_unix = problem->at_unix,
        .holder = holder,
        .counter = problem->counter,
        .clerk = problem->clerk,
        .type = problem->type,
        .result = receipt,
        .note = kinds[problem->kind],
    };

    return wlt_note_append(repository, &note, error);
}

/** The letter tells a clerk the kind, and the day helps whoever looks for it. */
static void write_receipt(
    enum wallet_problem kind, int64_t at_unix, int64_t number, char out[WALLET_RECEIPT_NUMBER_SIZE])
{
    static const char letters[] = { '?', 'M', 'W', 'L' };
    char time[WALLET_TIME_SIZE];

    wallet_time_format(at_unix, time);
    (void)snprintf(
        out,
        WALLET_RECEIPT_NUMBER_SIZE,
        "%c%.4s%.2s%.2s-%06lld",
        letters[is_kind(kind) ? kind : WALLET_PROBLEM_NONE],
        time,
        time + 5,
        time + 8,
        (long long)number);
}

enum wallet_status wallet_repository_report(
    struct wallet_repository *repository,
    const struct wallet_repository_problem *problem,
    char out_receipt[WALLET_RECEIPT_NUMBER_SIZE],
    struct wallet_error *error)
{
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];

    if (!repository || !problem || !problem->holder || !out_receipt) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_repository_demand_begun(repository, error);
    status = status == WALLET_OK ? check_problem(problem, error) : status;
    status = status == WALLET_OK
                 ? wallet_repository_holder(repository, problem->holder, holder, error)
                 : status;
    status = status == WALLET_OK ? store(repository, problem, holder, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    repository->head.reports++;
    write_receipt(problem->kind, problem->at_unix, repository->head.reports, receipt);
    status = note_problem(repository, problem, holder, receipt, error);
    if (status == WALLET_OK) {
        memcpy(out_receipt, receipt, sizeof receipt);
    }

    return status;
}

/** One report, opened: its texts with a NUL behind each. */
struct report {
    int64_t number;
    struct wallet_repository_problem problem;
    char texts[TEXT_COUNT][WALLET_REPOSITORY_NOTE_MAX + 1];
};

static enum wallet_status decode(
    struct wallet_bytes content, struct report *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(content, WLT_CBOR_STRICT);

    wlt_read_array(&reader, MEMBER_COUNT);
    (void)wlt_read_bytes(&reader);
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        const struct wallet_bytes text = wlt_read_text(&reader);
        if (text.size > WALLET_REPOSITORY_NOTE_MAX) {
            wlt_reader_fail(&reader, WALLET_ERR_TOO_LARGE, "a shorter text");
            break;
        }

        if (text.size > 0) {
            memcpy(out->texts[i], text.data, text.size);
        }
        out->texts[i][text.size] = '\0';
    }

    out->problem.holder = out->texts[0];
    out->problem.type = out->texts[1];
    out->problem.identifier = out->texts[2];
    out->problem.counter = out->texts[3];
    out->problem.clerk = out->texts[4];
    out->problem.note = out->texts[5];
    return wlt_reader_finish(&reader, error);
}

static enum wallet_status read_report(
    const struct wallet_repository *repository,
    const struct wlt_statement *statement,
    struct report *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer content = { 0 };
    const struct wallet_bytes holder = wlt_column_bytes(statement, 3);
    const struct wallet_bytes digest = wlt_column_bytes(statement, 4);
    const struct wlt_place place = {
        .number = wlt_column_int(statement, 0),
        .holder = holder.data,
        .digest = digest.data,
    };

    if (holder.size != WALLET_AUDIT_HOLDER_SIZE || digest.size != WALLET_AUDIT_HASH_SIZE) {
        return wlt_fail(
            error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "a report is not what was written");
    }

    const enum wallet_status status = wlt_secrets_unseal(
        repository->secrets, &place, wlt_column_bytes(statement, 5), &content, error);
    if (status != WALLET_OK) {
        return status;
    }

    out->number = place.number;
    out->problem.kind = (enum wallet_problem)wlt_column_int(statement, 1);
    out->problem.at_unix = wlt_column_int(statement, 2);
    return decode(wallet_buffer_bytes(&content), out, error);
}

/** Where a reading of all reports is. */
struct reading {
    int64_t after; /* the last one that was read */
    int64_t since_unix;
    wallet_problem_visit *visit;
    void *context;
    bool is_done;
};

static enum wallet_status read_page(
    struct wallet_repository *repository, struct reading *reading, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];
    struct report report = { .number = 0 };
    bool is_there = false;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_PROBLEMS, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(statement, 1, reading->after);
    wlt_bind_int(statement, 2, reading->since_unix);
    reading->is_done = true;
    while ((status = wlt_statement_next(statement, &is_there, error)) == WALLET_OK && is_there) {
        status = read_report(repository, statement, &report, error);
        if (status != WALLET_OK) {
            break;
        }

        write_receipt(report.problem.kind, report.problem.at_unix, report.number, receipt);
        reading->after = report.number;
        reading->is_done = !reading->visit(reading->context, receipt, &report.problem);
        if (reading->is_done) {
            break;
        }
    }

    if (is_there) {
        wlt_statement_reset(statement);
    }
    return status;
}

enum wallet_status wallet_repository_problems(
    struct wallet_repository *repository,
    int64_t since_unix,
    wallet_problem_visit *visit,
    void *context,
    struct wallet_error *error)
{
    struct reading reading = { .since_unix = since_unix, .visit = visit, .context = context };
    enum wallet_status status = WALLET_OK;

    if (!repository || !visit) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    while (status == WALLET_OK && !reading.is_done) {
        status = read_page(repository, &reading, error);
    }

    return status;
}
