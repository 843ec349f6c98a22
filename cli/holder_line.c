/* SPDX-License-Identifier: Apache-2.0 */
#include "holder_line.h"

#include "output.h"

#include <string.h>

enum exit_code holder_line_take(
    const struct session *session, const char **holder, struct secret_line *line)
{
    if (!*holder || strcmp(*holder, "-") != 0) {
        return EXIT_CODE_OK;
    }

    const char *problem = secret_line_read_file(session, "-", line);
    if (!problem && memchr(line->text, '\0', line->size)) {
        problem = SAY(session, "there is a zero byte in it", "其中含有零字节");
    }
    if (!problem) {
        line->text[line->size] = '\0';
        *holder = (const char *)line->text;
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "standard input is no holder", "标准输入不是持证主体代码"));
    why(session, "%s", problem);
    hint(
        session,
        SAY(session,
            "one line: 111: and a citizen number, or 001: and a unified social credit code",
            "一行：111: 加公民身份号码，或 001: 加统一社会信用代码"));
    return EXIT_CODE_USAGE;
}
