/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_open.h"

#include "batch_store.h"
#include "keys.h"
#include "output.h"
#include "types.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum exit_code check_settings(const struct open_batch *open, const char *type_name)
{
    const struct session *session = open->session;
    const struct batch_settings *settings = open->settings;

    if (settings->in && settings->key) {
        return EXIT_CODE_OK;
    }

    complain(
        session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), settings->in ? "key" : "in");
    why(session,
        SAY(session,
            "a batch needs a table of rows and who signs the licences",
            "批量签发需要数据表和签名的机关"));
    if (settings->in) {
        hint(session, "wallet key new FILE --issuer USCC");
    } else {
        hint(session, "wallet batch issue %s --in ROWS.csv --key agency.key", type_name);
    }
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_open(const struct session *session, const char *path, int problem)
{
    char text[160];

    complain(session, SAY(session, "'%s' cannot be read", "无法读取 '%s'"), path);
    why(session, "%s", output_problem(session, problem, text));
    hint(session, SAY(session, "--in names a file with rows", "--in 应指定数据表文件"));
    return EXIT_CODE_FILE;
}

/** The table and the folder that it is in. */
static enum exit_code open_table(struct open_batch *open)
{
    const char *path = open->settings->in;
    char folder[PATH_MAX];
    struct batch *batch = &open->batch;

    if (strlen(path) >= sizeof folder) {
        return complain_open(open->session, path, ENAMETOOLONG);
    }

    (void)memcpy(folder, path, strlen(path) + 1);
    batch->path = path;
    batch->descriptor = open64(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    batch->folder = open64(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (batch->descriptor < 0 || batch->folder < 0) {
        return complain_open(open->session, path, errno);
    }
    /* It is read twice, and after an interruption again. */
    if (lseek(batch->descriptor, 0, SEEK_CUR) < 0) {
        return complain_open(open->session, path, errno);
    }

    const enum exit_code code = batch_survey(
        open->session, path, batch->descriptor, open->settings->encoding, &open->survey);
    batch->size = open->survey.size;
    batch->encoding = open->survey.encoding;
    return code;
}

/** Keeps the cells of the first row: they are asked for as long as rows fail. */
static bool keep_names(struct open_batch *open)
{
    size_t size = 0;

    for (size_t i = 0; i < open->csv.count; i++) {
        size += open->csv.cells[i].size;
    }

    open->names = malloc(open->csv.count * sizeof *open->names + size + 1);
    if (!open->names) {
        return false;
    }

    uint8_t *bytes = (uint8_t *)(open->names + open->csv.count);
    for (size_t i = 0; i < open->csv.count; i++) {
        const struct wallet_bytes cell = open->csv.cells[i];
        (void)memcpy(bytes, cell.data, cell.size);
        open->names[i] = (struct wallet_bytes){ bytes, cell.size };
        bytes += cell.size;
    }

    open->name_count = open->csv.count;
    return true;
}

static enum exit_code complain_empty(const struct open_batch *open)
{
    const struct session *session = open->session;

    complain(session, SAY(session, "'%s' has no first row", "'%s' 没有表头"), open->settings->in);
    why(session,
        SAY(session, "the first row must name the columns, in quotes that end", "第一行应为表头"));
    hint(session, "wallet type show %s", wallet_type_name(open->batch.type));
    return EXIT_CODE_FILE;
}

static enum exit_code read_names(struct open_batch *open)
{
    if (!csv_start(&open->csv, open->batch.descriptor, open->batch.encoding)) {
        return complain_memory(open->session);
    }
    if (csv_next(&open->csv) != CSV_ROW) {
        return complain_empty(open);
    }
    if (!keep_names(open)) {
        return complain_memory(open->session);
    }

    return batch_columns_read(
        open->session, open->batch.type, open->names, open->name_count, &open->batch.columns);
}

static enum exit_code open_key(struct open_batch *open)
{
    const struct session *session = open->session;
    const char *name = open->settings->key;
    const enum exit_code code =
        signers_open(session, name, &open->settings->signer, &open->signing);

    if (code != EXIT_CODE_OK) {
        return code;
    }

    /* A session with a token or an agent is for one thread at a time. */
    open->batch.signer = signers_name_no_file(name)
                             ? batch_turns_take(&open->turns, &open->signing.signer)
                             : &open->signing.signer;
    return keys_check_type(session, name, open->signing.key, open->batch.type);
}

/** What the batch is known by, and its serials begin with. */
static enum exit_code name_batch(struct open_batch *open)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    struct batch *batch = &open->batch;
    struct wallet_digest *digest = NULL;
    struct wallet_error error;
    const char *const parts[] = { wallet_type_code(batch->type), batch->signer->issuer };

    if (wallet_digest_new(&digest, &error) != WALLET_OK) {
        return complain_memory(open->session);
    }

    for (size_t i = 0; i < 2; i++) { /* with their NUL, so that nothing runs together */
        wallet_digest_add(
            digest, (struct wallet_bytes){ (const uint8_t *)parts[i], strlen(parts[i]) + 1 });
    }
    wallet_digest_add(
        digest, (struct wallet_bytes){ open->survey.digest, sizeof open->survey.digest });
    wallet_digest_finish(digest, batch->id);
    wallet_digest_free(digest);

    uint64_t number = 0;
    (void)memcpy(&number, batch->id, sizeof number);
    for (size_t i = 0; i < BATCH_PREFIX_SIZE - 1; i++) {
        batch->prefix[i] = digits[number % 36];
        number /= 36;
    }

    return EXIT_CODE_OK;
}

static void choose_form(struct open_batch *open)
{
    const struct batch_settings *settings = open->settings;

    open->batch.form = settings->format ? code_form_of_name(settings->format) : CODE_CBOR;
    open->batch.is_drawn = settings->out != NULL;
    open->batch.level = code_level(settings->level);
    open->batch.module_pixels = settings->module;
    open->batch.at_unix = open->moment.unix_seconds;
    open->batch.accept_findings = settings->accept_findings;
}

static enum exit_code open_sink(struct open_batch *open)
{
    const struct batch_settings *settings = open->settings;

    choose_form(open);
    if (settings->out) {
        return settings->dry_run
                   ? EXIT_CODE_OK
                   : batch_folder_open(open->session, &open->batch, settings->out, &open->sink);
    }

    const enum exit_code code =
        settings->dry_run ? repository_read(open->session, settings->repository, &open->repository)
                          : repository_open(open->session, settings->repository, &open->repository);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    open->batch.holder = open->repository.key;
    return settings->dry_run
               ? EXIT_CODE_OK
               : batch_store_open(&open->repository, &open->batch, settings->replace, &open->sink);
}

/** Beside the licences, or beside the table and named for it. */
static void place_errors(const struct batch_settings *settings, char out[2 * PATH_MAX])
{
    const char *dot = strrchr(settings->in, '.');
    const bool has_ending = dot && !strchr(dot, '/');
    const size_t stem = has_ending ? (size_t)(dot - settings->in) : strlen(settings->in);

    if (settings->errors) {
        (void)snprintf(out, (size_t)2 * PATH_MAX, "%s", settings->errors);
    } else if (settings->out) {
        (void)snprintf(out, (size_t)2 * PATH_MAX, "%s/errors.csv", settings->out);
    } else {
        (void)snprintf(out, (size_t)2 * PATH_MAX, "%.*s.errors.csv", (int)stem, settings->in);
    }
}

static enum exit_code open_errors(struct open_batch *open)
{
    char path[2 * PATH_MAX];

    if (open->settings->dry_run) {
        return EXIT_CODE_OK;
    }

    place_errors(open->settings, path);
    const enum exit_code code =
        batch_errors_open(open->session, path, open->sink, open->settings->force, &open->errors);
    open->errors.names = open->names;
    open->errors.name_count = open->name_count;
    open->has_errors = code == EXIT_CODE_OK;
    return code;
}

enum exit_code batch_open(
    const struct session *session,
    const struct batch_settings *settings,
    const char *type_name,
    struct open_batch *out)
{
    *out = (struct open_batch){ .session = session,
                                .settings = settings,
                                .turns = BATCH_TURNS_NONE,
                                .batch = { .descriptor = -1, .folder = -1 },
                                .csv = { .source = { .converter = (iconv_t)-1 } } };
    enum exit_code (*const steps[])(struct open_batch *) = { open_table, read_names, open_key,
                                                             name_batch, open_sink,  open_errors };

    enum exit_code code = check_settings(out, type_name);
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &out->catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = types_find(session, out->catalogue, type_name, &out->batch.type);
    }
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings->at, &out->moment);
    }

    for (size_t i = 0; code == EXIT_CODE_OK && i < sizeof steps / sizeof *steps; i++) {
        code = steps[i](out);
    }

    return code;
}

static void close_descriptor(int descriptor)
{
    if (descriptor >= 0) {
        (void)close(descriptor);
    }
}

void batch_close(struct open_batch *open)
{
    batch_errors_close(&open->errors);
    if (open->sink) {
        open->sink->kind->close(open->sink);
    }
    repository_close(&open->repository);
    csv_finish(&open->csv);
    free(open->names);
    batch_columns_free(&open->batch.columns);
    close_descriptor(open->batch.descriptor);
    close_descriptor(open->batch.folder);
    signers_close(&open->signing);
    batch_turns_finish(&open->turns);
    wallet_catalogue_free(open->catalogue);
}
