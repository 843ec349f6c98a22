/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_survey.h"

#include "output.h"
#include "text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const batch_encodings[] = { "utf-8", "gb18030", NULL };

enum {
    PIECE = 65536,
    TAIL = 4, /* bytes of the longest character */
};

static enum exit_code complain_read(const struct session *session, const char *path, int problem)
{
    char text[160];

    complain(session, SAY(session, "'%s' cannot be read", "无法读取 '%s'"), path);
    why(session, "%s", output_problem(session, problem, text));
    hint(session, SAY(session, "name a file with rows", "请指定数据表文件"));
    return EXIT_CODE_FILE;
}

struct look {
    struct wallet_digest *digest;
    uint8_t data[PIECE + TAIL];
    size_t left; /* of the piece before: the beginning of a character */
    struct encoding_tally tally;
    bool is_utf16;
    uint64_t size;
};

static void look_at(struct look *look, size_t got)
{
    const struct wallet_bytes piece = { look->data + look->left, got };
    const size_t size = look->left + got;

    wallet_digest_add(look->digest, piece);
    look->is_utf16 = look->is_utf16 || (look->size == 0 && encoding_guess(piece) == ENCODING_UTF16);
    look->size += got;
    const size_t taken =
        encoding_tally_add(&look->tally, (struct wallet_bytes){ look->data, size }, got == 0);
    look->left = size - taken;
    (void)memmove(look->data, look->data + taken, look->left);
}

static int read_through(int descriptor, struct look *look)
{
    for (;;) {
        const ssize_t got = read(descriptor, look->data + look->left, PIECE);
        if (got < 0 && errno != EINTR) {
            return errno;
        }
        if (got >= 0) {
            look_at(look, (size_t)got);
        }
        if (got == 0) {
            return lseek(descriptor, 0, SEEK_SET) == 0 ? 0 : errno;
        }
    }
}

static enum exit_code complain_utf16(const struct session *session, const char *path)
{
    complain(session, SAY(session, "'%s' is UTF-16", "'%s' 为 UTF-16 编码"), path);
    why(session, SAY(session, "tables are UTF-8 or GB18030", "数据表应为 UTF-8 或 GB18030"));
    hint(session, "%s", encoding_hint(session, ENCODING_UTF16));
    return EXIT_CODE_FILE;
}

/* The rows in which they stand are refused, each with the place; here it is the file that is told of. */
static void tell_other(
    const struct session *session, const char *path, const struct encoding_tally *tally)
{
    remark(
        session,
        SAY(session,
            "'%s' is read as UTF-8; bytes that are not: %" PRIu64 ", the first in line %" PRIu64
            ", byte %" PRIu64 " of the file (--encoding gb18030 reads it otherwise)",
            "'%s' 按 UTF-8 读取；其中 %" PRIu64 " 个字节不是 UTF-8，首个在第 %" PRIu64
            " 行、文件第 %" PRIu64 " 字节（如需改按 GB18030 读取：--encoding gb18030）"),
        path,
        tally->other,
        tally->other_line,
        tally->other_at + 1);
}

static enum encoding choose(const struct look *look, const char *wanted)
{
    if (wanted) {
        return strcmp(wanted, batch_encodings[0]) == 0 ? ENCODING_UTF8 : ENCODING_GB18030;
    }

    return encoding_tally_choose(&look->tally);
}

enum exit_code batch_survey(
    const struct session *session,
    const char *path,
    int descriptor,
    const char *wanted,
    struct batch_survey *out)
{
    struct look *look = calloc(1, sizeof *look);
    struct wallet_error error;

    if (!look || wallet_digest_new(&look->digest, &error) != WALLET_OK) {
        free(look);
        return complain_memory(session);
    }

    const int problem = read_through(descriptor, look);
    const bool is_utf16 = look->is_utf16;
    const struct encoding_tally tally = look->tally;
    wallet_digest_finish(look->digest, out->digest);
    wallet_digest_free(look->digest);
    out->size = look->size;
    out->encoding = choose(look, wanted);
    free(look);

    if (problem != 0) {
        return complain_read(session, path, problem);
    }

    if (is_utf16) {
        return complain_utf16(session, path);
    }

    if (!wanted && out->encoding == ENCODING_UTF8 && tally.other > 0) {
        tell_other(session, path, &tally);
    }
    return EXIT_CODE_OK;
}
