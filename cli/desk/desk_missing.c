/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"
#include "output.h"

/* What stands in for the desk, in a build without libmicrohttpd. */

enum exit_code desk_run(const struct session *session, const struct desk_settings *settings)
{
    (void)settings;

    complain(session, SAY(session, "this build has no desk", "此版本不含窗口页面"));
    why(session,
        SAY(session,
            "it was built without libmicrohttpd, which speaks HTTP",
            "编译时没有提供 HTTP 的 libmicrohttpd"));
    hint(
        session,
        SAY(session, "install a build with -Ddesk=enabled", "请安装以 -Ddesk=enabled 编译的版本"));
    return EXIT_CODE_USAGE;
}
