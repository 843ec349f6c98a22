/* SPDX-License-Identifier: Apache-2.0 */
#include "case_serve.h"
#include "output.h"
#include "repository_serve.h"

/* What stands in for the services, in a build without libmicrohttpd. */

static enum exit_code complain_none(const struct session *session)
{
    complain(session, SAY(session, "this build has no service", "此版本不含服务"));
    why(session,
        SAY(session,
            "it was built without libmicrohttpd, which speaks HTTP",
            "编译时没有提供 HTTP 的 libmicrohttpd"));
    hint(
        session,
        SAY(session,
            "install a build with -Dserve=enabled",
            "请安装以 -Dserve=enabled 编译的版本"));
    return EXIT_CODE_USAGE;
}

enum exit_code repository_serve(
    const struct session *session, const struct serve_settings *settings)
{
    (void)settings;
    return complain_none(session);
}

enum exit_code case_serve(const struct session *session, const struct case_serve_settings *settings)
{
    (void)settings;
    return complain_none(session);
}
