/* SPDX-License-Identifier: Apache-2.0 */
#include "origin.h"

#include "json.h"
#include "output.h"

enum exit_code origin_take(const struct origin *origin, const struct input *input)
{
    return origin->taker->take(origin->taker->context, input);
}

enum exit_code origin_miss(const struct origin *origin, enum exit_code code)
{
    if (origin->taker->miss) {
        origin->taker->miss(origin->taker->context);
    }
    if (origin->session->json) {
        json_print_failure(origin->session, origin->name, code);
    }

    return code;
}

enum exit_code origin_complain_empty(
    const struct origin *origin, const char *reason, const char *what_to_do)
{
    const struct session *session = origin->session;

    complain(session, SAY(session, "no code found in '%s'", "'%s' 中没有找到码"), origin->name);
    why(session, "%s", reason);
    hint(
        session,
        "%s",
        what_to_do
            ? what_to_do
            : SAY(session,
                  "give a picture (PNG, JPEG), the text of a code, a CBOR file or a folder of them",
                  "请提供图片（PNG、JPEG）、码的文本、CBOR 文件或含有它们的目录"));
    return origin_miss(origin, EXIT_CODE_NO_CODE);
}
