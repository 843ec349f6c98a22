/* SPDX-License-Identifier: Apache-2.0 */
#include "object.h"

#include <wallet/qr.h>

#include "collector.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

enum exit_code object_of_input(
    const struct session *session,
    const struct input *input,
    struct wallet_buffer *buffer,
    struct wallet_bytes *out)
{
    *out = input->content;
    if (!input->is_text || wallet_code_kind(input->content) != WALLET_CODE_LICENCE) {
        return EXIT_CODE_OK;
    }

    struct wallet_error error;
    if (wallet_qr_read_text(input->content, buffer, &error) != WALLET_OK) {
        const enum exit_code code = refuse(
            session, &error, SAY(session, "'%s' cannot be read", "无法读取 '%s'"), input->name);
        hint(session, SAY(session, "scan it again", "请重新扫码"));
        return code;
    }

    *out = wallet_buffer_bytes(buffer);
    return EXIT_CODE_OK;
}

/* An object that is being looked for. */
struct seeking {
    const struct session *session;
    const struct object_visitor *visitor;
    size_t found;
};

static enum exit_code complain_several(const struct session *session, const char *name)
{
    complain(
        session, SAY(session, "there is more than one code in '%s'", "'%s' 中不止一个码"), name);
    why(session, SAY(session, "it cannot be told which is meant", "无法确定指的是哪一个"));
    hint(session, SAY(session, "give a picture of one code", "请给出只含一个码的图片"));
    return EXIT_CODE_USAGE;
}

static enum exit_code take(void *context, const struct input *input)
{
    struct seeking *seeking = context;
    struct wallet_buffer buffer = { 0 };
    struct wallet_bytes object = { 0 };

    if (seeking->found++ > 0) {
        return complain_several(seeking->session, input->name);
    }

    enum exit_code code = object_of_input(seeking->session, input, &buffer, &object);
    if (code == EXIT_CODE_OK) {
        code = seeking->visitor->visit(seeking->visitor->context, object);
    }

    wallet_buffer_clear(&buffer);
    return code;
}

enum exit_code object_visit(
    const struct session *session, const char *name, const struct object_visitor *visitor)
{
    char *copy = strdup(name);
    const struct operands operands = { .items = &copy, .count = 1 };
    struct seeking seeking = { .session = session, .visitor = visitor };
    const struct input_taker seeker = { .take = take, .context = &seeking };
    struct collector collector;

    collector_start(session, &seeker, &collector);
    const struct input_taker taker = collector_taker(&collector);
    const enum exit_code code =
        copy ? inputs_take(session, &operands, &taker) : complain_memory(session);
    free(copy);
    return collector_finish(&collector, code);
}

/* What an object is kept in, and for whom. */
struct keeping {
    const struct session *session;
    struct wallet_buffer *out;
};

static enum exit_code keep(void *context, struct wallet_bytes object)
{
    const struct keeping *keeping = context;

    keeping->out->data = malloc(object.size + 1);
    if (!keeping->out->data) {
        return complain_memory(keeping->session);
    }

    (void)memcpy(keeping->out->data, object.data, object.size);
    keeping->out->size = object.size;
    return EXIT_CODE_OK;
}

enum exit_code object_read(
    const struct session *session, const char *name, struct wallet_buffer *out)
{
    struct keeping keeping = { session, out };
    const struct object_visitor visitor = { keep, &keeping };

    return object_visit(session, name, &visitor);
}
