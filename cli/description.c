/* SPDX-License-Identifier: Apache-2.0 */
#include "description.h"

#include "output.h"
#include "place.h"

enum {
    DESCRIPTION_MAX = 1 << 20,
};

enum exit_code description_read(const struct session *session, const char *name, struct file *out)
{
    char path[PATH_MAX];

    if (place_description(name, path)) {
        return file_read(session, path, DESCRIPTION_MAX, out);
    }

    complain(
        session, SAY(session, "the description of the service is missing", "缺少服务说明文件"));
    why(session, SAY(session, "%s is not where it was installed", "安装目录中没有 %s"), name);
    hint(session, SAY(session, "install it again", "请重新安装"));
    return EXIT_CODE_FILE;
}
