/* SPDX-License-Identifier: Apache-2.0 */
#include "value_lines.h"

#include <wallet/call.h>

#include "file.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

static bool copy_text(const struct file *file, struct value_lines *out)
{
    out->text = calloc(file->size + 1, 1);
    out->size = file->size;
    out->list.items = calloc(WALLET_CALL_VALUE_MAX, sizeof *out->list.items);
    if (!out->text || !out->list.items) {
        return false;
    }

    memcpy(out->text, file->data, file->size);
    return true;
}

/* Ends each line in its place; false where there are too many. */
static bool split(struct value_lines *out)
{
    char *rest = out->text;

    for (char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n")) {
        line[strcspn(line, "\r")] = '\0';
        if (line[0] == '\0') {
            continue;
        }
        if (out->list.count == WALLET_CALL_VALUE_MAX) {
            return false;
        }
        out->list.items[out->list.count++] = line;
    }

    return true;
}

static enum exit_code complain_lines(
    const struct session *session, const char *path, const char *reason)
{
    complain(session, SAY(session, "'%s' holds no values", "'%s' 不是比对值列表"), path);
    why(session, "%s", reason);
    hint(session, SAY(session, "one line for each: name=TEXT", "每行一个：name=值"));
    return EXIT_CODE_USAGE;
}

enum exit_code value_lines_read(
    const struct session *session, const char *path, struct value_lines *out)
{
    struct file file = { .data = NULL };

    enum exit_code code = file_read(session, path, WALLET_CALL_MAX, &file);
    if (code == EXIT_CODE_OK && !copy_text(&file, out)) {
        code = complain_memory(session);
    } else if (code == EXIT_CODE_OK && memchr(file.data, '\0', file.size)) {
        code = complain_lines(
            session, path, SAY(session, "there is a zero byte in it", "其中含有零字节"));
    } else if (code == EXIT_CODE_OK && !split(out)) {
        code = complain_lines(
            session, path, SAY(session, "there are more than 256 lines", "超过 256 行"));
    } else if (code == EXIT_CODE_OK && out->list.count == 0) {
        code = complain_lines(session, path, SAY(session, "there is nothing in it", "内容为空"));
    }

    if (file.data) {
        explicit_bzero(file.data, file.size);
    }
    file_free(&file);
    return code;
}

void value_lines_free(struct value_lines *lines)
{
    if (lines->text) {
        explicit_bzero(lines->text, lines->size);
    }
    free(lines->text);
    free((void *)lines->list.items);
    *lines = (struct value_lines){ .text = NULL };
}
