/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_errors.h"

#include "batch_reason.h"
#include "csv_cell.h"
#include "output.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum exit_code complain_file(const struct batch_errors *errors, int problem)
{
    const struct session *session = errors->session;
    char text[160];

    complain(session, SAY(session, "'%s' cannot be written", "无法写入 '%s'"), errors->path);
    why(session, "%s", output_problem(session, problem, text));
    hint(
        session,
        SAY(session,
            "make room or name another file with --errors, and run the same command again",
            "请腾出空间或用 --errors 指定其他文件，然后重新运行同一命令"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_there(const struct batch_errors *errors)
{
    const struct session *session = errors->session;

    complain(session, SAY(session, "'%s' is there already", "'%s' 已存在"), errors->path);
    why(session,
        SAY(session,
            "it may tell of another batch, and nothing is overwritten",
            "其中可能是另一批次的错误，不会覆盖"));
    hint(
        session,
        SAY(session,
            "put it away, name another file with --errors, or add -f",
            "请移走它、用 --errors 指定其他文件，或加 -f"));
    return EXIT_CODE_FILE;
}

/** Whether it tells of a row before `next_row`; the first line, with the names, does. */
static bool is_before(const struct csv *csv, enum csv_event event, uint64_t next_row)
{
    char number[24] = "";
    const size_t size = csv->raw.size < sizeof number - 1 ? csv->raw.size : sizeof number - 1;

    if (event == CSV_END || event == CSV_BROKEN) {
        return false;
    }

    (void)memcpy(number, csv->raw.data, size);
    return strtoull(number, NULL, 10) < next_row;
}

/** Where the first row from `next_row` on begins; everything before it is kept. */
static off_t find_end(int descriptor, uint64_t next_row)
{
    struct csv csv;
    off_t end = 0;

    if (csv_start(&csv, descriptor, ENCODING_UTF8)) {
        enum csv_event event = csv_next(&csv);
        while (is_before(&csv, event, next_row)) {
            /* Written by us: a row ends where the next one begins. */
            end = (off_t)(csv.source.taken - (csv.end - csv.start));
            event = csv_next(&csv);
        }
    }

    csv_finish(&csv);
    return end;
}

static enum exit_code take_back(struct batch_errors *errors, uint64_t next_row)
{
    const int descriptor = open(errors->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        return errno == ENOENT ? EXIT_CODE_OK : complain_file(errors, errno);
    }

    const bool is_cut = ftruncate(descriptor, find_end(descriptor, next_row)) == 0;
    const int problem = errno;
    (void)close(descriptor);
    return is_cut ? EXIT_CODE_OK : complain_file(errors, problem);
}

enum exit_code batch_errors_open(
    const struct session *session,
    const char *path,
    const struct batch_sink *sink,
    bool force,
    struct batch_errors *out)
{
    *out = (struct batch_errors){ .session = session };
    if (strlen(path) >= sizeof out->path) {
        return complain_file(out, ENAMETOOLONG);
    }

    (void)memcpy(out->path, path, strlen(path) + 1);
    if (sink->is_begun) {
        return take_back(out, sink->progress.next_row);
    }
    if (access(path, F_OK) != 0) {
        return EXIT_CODE_OK;
    }
    if (!force) {
        return complain_there(out);
    }

    return unlink(path) == 0 ? EXIT_CODE_OK : complain_file(out, errno);
}

static void write_cells(FILE *stream, const struct wallet_bytes *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        (void)fputc(',', stream);
        csv_cell_write(stream, cells[i]);
    }
    (void)fputs("\r\n", stream);
}

static bool begin(struct batch_errors *errors)
{
    const int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    const int descriptor = open(errors->path, flags, 0600); /* rows are about people */
    errors->stream = descriptor < 0 ? NULL : fdopen(descriptor, "a");
    if (!errors->stream) {
        return false;
    }

    if (lseek(descriptor, 0, SEEK_END) == 0) {
        (void)fputs(CSV_MARK "row,line,column,reason,原因", errors->stream);
        write_cells(errors->stream, errors->names, errors->name_count);
    }

    return true;
}

enum exit_code batch_errors_add(
    struct batch_errors *errors, const struct batch_row *row, const char *reason)
{
    if (!errors->stream && !begin(errors)) {
        return complain_file(errors, errno);
    }

    (void)fprintf(errors->stream, "%" PRIu64 ",%" PRIu64 ",", row->number, row->line);
    csv_cell_write(
        errors->stream,
        row->column < errors->name_count ? errors->names[row->column] : text_of(""));
    (void)fputc(',', errors->stream);
    csv_cell_write(errors->stream, text_of(reason));
    (void)fputc(',', errors->stream);
    csv_cell_write(errors->stream, text_of(batch_reason_chinese(row->status, reason)));
    write_cells(errors->stream, row->cells, row->cell_count);
    return ferror(errors->stream) == 0 ? EXIT_CODE_OK : complain_file(errors, errno);
}

enum exit_code batch_errors_sync(struct batch_errors *errors)
{
    if (!errors->stream) {
        return EXIT_CODE_OK;
    }

    return fflush(errors->stream) == 0 && fsync(fileno(errors->stream)) == 0
               ? EXIT_CODE_OK
               : complain_file(errors, errno);
}

void batch_errors_close(struct batch_errors *errors)
{
    if (errors->stream) {
        (void)fclose(errors->stream);
        errors->stream = NULL;
    }
}
