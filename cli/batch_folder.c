/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_rows.h"
#include "batch_sink.h"
#include "file.h"
#include "folder.h"
#include "json.h"
#include "output.h"
#include "save.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define JOURNAL  "batch.json"
#define MANIFEST "manifest.jsonl"

enum {
    JOURNAL_MAX = 4096,
    NAME_SIZE = 64,
};

struct folder_sink {
    struct batch_sink head;
    char path[PATH_MAX];
    int folder; /* locked */
    FILE *manifest;
    uint64_t manifest_size; /* as the journal has it */
    struct batch_rows rows;
};

static enum exit_code complain_write(const struct folder_sink *sink, const char *name, int problem)
{
    const struct session *session = sink->head.session;
    char text[160];

    complain(
        session, SAY(session, "'%s/%s' cannot be written", "无法写入 '%s/%s'"), sink->path, name);
    why(session, "%s", output_problem(session, problem, text));
    hint(
        session,
        SAY(session,
            "what was done before is kept: put it right and run the same command again",
            "此前完成的部分已保留：排除问题后重新运行同一命令即可"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_other(const struct folder_sink *sink)
{
    const struct session *session = sink->head.session;

    complain(session, SAY(session, "'%s' is of another batch", "'%s' 属于另一批次"), sink->path);
    why(session,
        SAY(session,
            "table, type or issuer differ from those that it was begun with",
            "数据表、证照类型或发证机关与该批次不同"));
    hint(session, SAY(session, "name another folder", "请指定其他目录"));
    return EXIT_CODE_FILE;
}

static enum exit_code write_journal(
    const struct folder_sink *sink, const struct batch_progress *progress, long manifest_size)
{
    char path[PATH_MAX + NAME_SIZE];
    char id[2 * WALLET_DIGEST_SIZE + 1];
    json_t *journal = json_start();

    text_hex((struct wallet_bytes){ sink->head.batch->id, WALLET_DIGEST_SIZE }, id);
    (void)json_object_set_new(journal, "batch", json_string(id));
    (void)json_object_set_new(
        journal, "type", json_string(wallet_type_code(sink->head.batch->type)));
    (void)json_object_set_new(journal, "next_row", json_integer((json_int_t)progress->next_row));
    (void)json_object_set_new(journal, "issued", json_integer((json_int_t)progress->issued));
    (void)json_object_set_new(journal, "known", json_integer((json_int_t)progress->known));
    (void)json_object_set_new(journal, "refused", json_integer((json_int_t)progress->refused));
    (void)json_object_set_new(journal, "manifest", json_integer(manifest_size));

    char *text = journal ? json_dumps(journal, JSON_COMPACT) : NULL;
    json_decref(journal);
    if (!text) {
        return complain_memory(sink->head.session);
    }

    (void)snprintf(path, sizeof path, "%s/" JOURNAL, sink->path);
    const enum exit_code code = save(sink->head.session, path, text_of(text), SAVE_SECRET_REPLACE);
    free(text);
    return code;
}

/** A batch begins in an empty folder: names are numbers, and would replace what is there. */
static enum exit_code check_empty(struct folder_sink *sink)
{
    const struct session *session = sink->head.session;
    struct folder there = { 0 };

    enum exit_code code = folder_read(session, sink->path, &there);
    if (code == EXIT_CODE_OK && there.count > 0) {
        complain(session, SAY(session, "'%s' is not empty", "'%s' 不是空目录"), sink->path);
        why(session,
            SAY(session,
                "a batch's files are named by number, and might replace what is there",
                "批次文件以行号命名，可能覆盖已有文件"));
        hint(session, SAY(session, "name a new folder", "请指定新目录"));
        code = EXIT_CODE_FILE;
    }

    folder_free(&there);
    return code;
}

static uint64_t number_in(const json_t *object, const char *name)
{
    const json_int_t number = json_integer_value(json_object_get(object, name));
    return number > 0 ? (uint64_t)number : 0;
}

static enum exit_code read_journal(struct folder_sink *sink)
{
    char path[PATH_MAX + NAME_SIZE];
    char id[2 * WALLET_DIGEST_SIZE + 1];
    struct file file = { 0 };

    (void)snprintf(path, sizeof path, "%s/" JOURNAL, sink->path);
    const int problem = file_try(path, JOURNAL_MAX, &file);
    if (problem == ENOENT) {
        return check_empty(sink);
    }

    json_t *journal = problem == 0 ? json_loadb((const char *)file.data, file.size, 0, NULL) : NULL;
    const char *found = json_string_value(json_object_get(journal, "batch"));
    text_hex((struct wallet_bytes){ sink->head.batch->id, WALLET_DIGEST_SIZE }, id);
    const bool is_ours = found && strcmp(found, id) == 0;
    sink->head.progress = (struct batch_progress){ .next_row = number_in(journal, "next_row"),
                                                   .issued = number_in(journal, "issued"),
                                                   .known = number_in(journal, "known"),
                                                   .refused = number_in(journal, "refused") };
    sink->manifest_size = number_in(journal, "manifest");
    json_decref(journal);
    file_free(&file);
    sink->head.is_begun = true;
    return is_ours && sink->head.progress.next_row > 0 ? EXIT_CODE_OK : complain_other(sink);
}

/** Notes the rows of the manifest, so that one that comes again is known. */
static bool read_rows(struct folder_sink *sink)
{
    char *line = NULL;
    size_t room = 0;
    bool is_fine = true;

    rewind(sink->manifest);
    while (is_fine && getline(&line, &room, sink->manifest) > 0) {
        json_t *entry = json_loads(line, 0, NULL);
        const char *row = json_string_value(json_object_get(entry, "content"));
        uint8_t key[BATCH_ROWS_KEY] = { 0 };
        bool is_new = false;

        is_fine = row && strlen(row) >= (size_t)2 * BATCH_ROWS_KEY;
        for (size_t i = 0; is_fine && i < BATCH_ROWS_KEY; i++) {
            unsigned byte = 0;
            is_fine = sscanf(row + 2 * i, "%2x", &byte) == 1;
            key[i] = (uint8_t)byte;
        }
        is_fine = is_fine && batch_rows_add(&sink->rows, key, &is_new);
        json_decref(entry);
    }

    free(line);
    return is_fine;
}

static enum exit_code open_manifest(struct folder_sink *sink)
{
    const int descriptor =
        openat(sink->folder, MANIFEST, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    sink->manifest = descriptor < 0 ? NULL : fdopen(descriptor, "r+");

    if (!sink->manifest || ftruncate(descriptor, (off_t)sink->manifest_size) != 0) {
        return complain_write(sink, MANIFEST, errno);
    }
    if (!read_rows(sink)) {
        return complain_write(sink, MANIFEST, EINVAL);
    }

    return fseek(sink->manifest, 0, SEEK_END) == 0 ? EXIT_CODE_OK
                                                   : complain_write(sink, MANIFEST, errno);
}

/** Whole or not at all; on the disk with the commit. */
static enum exit_code write_file(
    const struct folder_sink *sink, const char *name, struct wallet_bytes content)
{
    static const char draft[] = ".draft";
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
    const int descriptor = openat(sink->folder, draft, flags, 0600);

    if (descriptor < 0) {
        return complain_write(sink, name, errno);
    }

    const bool is_written = file_write_all(descriptor, content);
    const int problem = errno;
    const bool is_closed = close(descriptor) == 0;
    if (!is_written || !is_closed) {
        return complain_write(sink, name, is_written ? errno : problem);
    }

    return renameat(sink->folder, draft, sink->folder, name) == 0
               ? EXIT_CODE_OK
               : complain_write(sink, name, errno);
}

static void name_file(const struct batch_row *row, enum code_form form, size_t index, char *out)
{
    const char *ending = form == CODE_TEXT ? "txt" : code_forms[form];
    const size_t count = row->pictures.count;

    if (count > 1) {
        (void)snprintf(
            out, NAME_SIZE, "%07" PRIu64 "-%zuof%zu.%s", row->number, index + 1, count, ending);
    } else {
        (void)snprintf(out, NAME_SIZE, "%07" PRIu64 ".%s", row->number, ending);
    }
}

static enum exit_code write_texts(
    const struct folder_sink *sink, const char *name, const struct batch_row *row)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    if (!stream) {
        return complain_memory(sink->head.session);
    }

    for (size_t i = 0; i < wallet_split_count(row->split); i++) {
        const struct wallet_bytes part = wallet_split_text(row->split, i);
        (void)fwrite(part.data, 1, part.size, stream);
        (void)fputc('\n', stream);
    }

    const enum exit_code code =
        fclose(stream) == 0
            ? write_file(sink, name, (struct wallet_bytes){ (const uint8_t *)text, size })
            : complain_memory(sink->head.session);
    free(text);
    return code;
}

static enum exit_code write_row(
    const struct folder_sink *sink, const struct batch_row *row, char name[NAME_SIZE])
{
    const enum code_form form = sink->head.batch->form;
    enum exit_code code = EXIT_CODE_OK;

    name_file(row, form, 0, name);
    if (form == CODE_CBOR) {
        return write_file(sink, name, wallet_buffer_bytes(&row->licence));
    }
    if (form == CODE_TEXT) {
        return write_texts(sink, name, row);
    }

    for (size_t i = 0; code == EXIT_CODE_OK && i < row->pictures.count; i++) {
        char part[NAME_SIZE];
        name_file(row, form, i, part);
        code = write_file(sink, part, wallet_buffer_bytes(&row->pictures.items[i]));
    }

    return code;
}

static enum exit_code put(
    struct batch_sink *head, const struct batch_row *row, enum batch_outcome *out)
{
    struct folder_sink *sink = (struct folder_sink *)head;
    char name[NAME_SIZE];
    char content[2 * WALLET_DIGEST_SIZE + 1];
    bool is_new = false;

    if (!batch_rows_add(&sink->rows, row->digest, &is_new)) {
        return complain_memory(head->session);
    }

    *out = is_new ? BATCH_ISSUED : BATCH_KNOWN;
    if (!is_new) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = write_row(sink, row, name);
    text_hex((struct wallet_bytes){ row->digest, WALLET_DIGEST_SIZE }, content);
    (void)fprintf(
        sink->manifest,
        "{\"v\":1,\"row\":%" PRIu64 ",\"identifier\":\"%s\",\"file\":\"%s\",\"files\":%zu,"
        "\"content\":\"%s\"}\n",
        row->number,
        row->identifier,
        name,
        row->pictures.count > 0 ? row->pictures.count : 1,
        content);
    return code;
}

static enum exit_code commit(struct batch_sink *head, const struct batch_progress *progress)
{
    struct folder_sink *sink = (struct folder_sink *)head;

    /* One wait for the disk and all files, and only then the word that they are there. */
    if (fflush(sink->manifest) != 0 || syncfs(sink->folder) != 0) {
        return complain_write(sink, MANIFEST, errno);
    }

    return write_journal(sink, progress, ftell(sink->manifest));
}

static void close_sink(struct batch_sink *head)
{
    struct folder_sink *sink = (struct folder_sink *)head;

    if (sink->manifest) {
        (void)fclose(sink->manifest);
    }
    if (sink->folder >= 0) {
        (void)close(sink->folder);
    }
    batch_rows_free(&sink->rows);
    free(sink);
}

static enum exit_code open_folder(struct folder_sink *sink, const char *path)
{
    enum exit_code code = folder_prepare(sink->head.session, path);

    if (code == EXIT_CODE_OK) {
        sink->folder = folder_lock(path);
        code = sink->folder < 0 ? complain_write(sink, "", errno) : EXIT_CODE_OK;
    }
    if (code == EXIT_CODE_OK) {
        code = read_journal(sink);
    }

    return code == EXIT_CODE_OK ? open_manifest(sink) : code;
}

enum exit_code batch_folder_open(
    const struct session *session,
    const struct batch *batch,
    const char *folder,
    struct batch_sink **out)
{
    static const struct batch_sink_kind kind = { NULL, put, commit, close_sink };
    struct folder_sink *sink = calloc(1, sizeof *sink);

    if (!sink || strlen(folder) + NAME_SIZE >= sizeof sink->path) {
        free(sink);
        return complain_memory(session);
    }

    sink->head = (struct batch_sink){
        .kind = &kind, .session = session, .batch = batch, .progress = { .next_row = 1 }
    };
    sink->folder = -1;
    (void)memcpy(sink->path, folder, strlen(folder) + 1);
    *out = &sink->head;
    return open_folder(sink, folder);
}
