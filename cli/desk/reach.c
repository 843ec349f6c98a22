/* SPDX-License-Identifier: Apache-2.0 */
#include "reach.h"

#include "desk_state.h"
#include "json.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>

enum exit_code reach_check(const struct session *session, const char *listen)
{
    struct http_address address;

    if (!listen || !http_address_parse(listen, &address) || http_address_is_loopback(&address)) {
        return EXIT_CODE_OK;
    }

    complain(
        session, SAY(session, "the desk cannot listen on '%s'", "窗口服务不能监听 '%s'"), listen);
    why(session,
        SAY(session,
            "its page is for a browser on this machine alone",
            "其页面只供本机浏览器使用"));
    hint(session, "--listen 127.0.0.1:0, --listen '[::1]:8440'");
    return EXIT_CODE_USAGE;
}

void reach_tell(const struct session *session, const struct http_run *run)
{
    const struct desk *desk = run->context;
    char *phones = door_place(desk);

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "url", json_sprintf("%s/#%s", desk->origin, desk->token));
        (void)json_object_set_new(object, "phones", json_text_or_null(phones));
        json_print(object);
    } else {
        printf("%s/#%s\n", desk->origin, desk->token);
    }
    (void)fflush(stdout);
    remark(
        session,
        SAY(session,
            "open this address in a browser on this machine; Ctrl-C ends the desk",
            "请在本机浏览器中打开该地址；Ctrl-C 结束"));
    if (phones) {
        remark(
            session,
            SAY(session,
                "phones are let in at %s while the counter's code is up",
                "显示窗口码期间，手机可访问 %s"),
            phones);
    }
    free(phones);
}
