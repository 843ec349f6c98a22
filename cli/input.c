/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"

#include <wallet/qr.h>

#include "file.h"
#include "folder.h"
#include "interrupt.h"
#include "origin.h"
#include "slip.h"
#include "stream.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum exit_code take_open(const struct origin *origin, int descriptor)
{
    struct lines lines = { .descriptor = descriptor };
    struct stat status;

    /* A device or a pipe that is given by name is read as if it were standard input. */
    const bool is_file = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    const enum exit_code code =
        is_file ? stream_take_file(origin, &lines) : stream_take_typed(origin, &lines, false);

    lines_free(&lines);
    return code;
}

static enum exit_code take_file(const struct origin *origin)
{
    const int descriptor = open(origin->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        const int problem = errno;
        return interrupted()
                   ? EXIT_CODE_INTERRUPTED
                   : origin_miss(origin, file_complain(origin->session, origin->name, problem, 0));
    }

    const enum exit_code code = take_open(origin, descriptor);
    (void)close(descriptor);
    return code;
}

static enum exit_code take_folder(const struct origin *origin)
{
    const struct session *session = origin->session;
    struct folder folder = { 0 };
    enum exit_code code = folder_read(session, origin->name, &folder);
    if (code != EXIT_CODE_OK) {
        return origin_miss(origin, code);
    }

    size_t taken = 0;
    for (size_t i = 0; i < folder.count && !interrupted(); i++) {
        const struct origin inside = { session, origin->taker, folder.paths[i], true };
        const enum exit_code one = take_file(&inside);
        taken += one != EXIT_CODE_NO_CODE;
        code = one == EXIT_CODE_NO_CODE ? code : exit_code_worse(code, one);
    }
    if (taken == 0 && !interrupted()) {
        code = origin_complain_empty(
            origin,
            SAY(session, "no file in this folder holds a code", "该目录中没有含码的文件"),
            NULL);
    }

    folder_free(&folder);
    return code;
}

/* An identity code has no prefix, but begins as no name of a file of its length does. */
static bool is_code(struct wallet_bytes operand)
{
    const enum wallet_code_kind kind = wallet_code_kind(operand);
    return slip_is_licence(operand) || kind == WALLET_CODE_MDOC || kind == WALLET_CODE_CLAIM169;
}

static enum exit_code take_operand(const struct origin *origin)
{
    if (strcmp(origin->name, "-") == 0) {
        return inputs_take_stream(origin->session, origin->taker, false);
    }
    if (is_code(text_of(origin->name))) {
        return origin_take(
            origin,
            &(struct input){ .name = origin->name,
                             .content = text_of(origin->name),
                             .is_text = true,
                             .index = 1,
                             .count = 1 });
    }

    return file_is_folder(origin->name) ? take_folder(origin) : take_file(origin);
}

enum exit_code inputs_take_stream(
    const struct session *session, const struct input_taker *taker, bool only_one)
{
    const struct origin origin = { session, taker, "-", false };
    struct lines lines = { .descriptor = STDIN_FILENO };
    const enum exit_code code = stream_take_typed(&origin, &lines, only_one);

    lines_free(&lines);
    return code;
}

enum exit_code inputs_take(
    const struct session *session, const struct operands *operands, const struct input_taker *taker)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < operands->count && !interrupted(); i++) {
        const struct origin origin = { session, taker, operands->items[i], false };
        code = exit_code_worse(code, take_operand(&origin));
    }

    return code;
}
