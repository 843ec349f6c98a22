/* SPDX-License-Identifier: Apache-2.0 */
#include "post.h"

#include "http_post.h"
#include "output.h"

#include <stdio.h>

enum {
    HTTP_FINE = 200,
    HTTP_REDIRECTION = 300,
};

static enum exit_code complain_post(
    const struct session *session, const char *url, const char *reason)
{
    complain(session, SAY(session, "the answer did not reach '%s'", "答复未送达 '%s'"), url);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session, "show it as a code instead: leave out --post", "可改为以码出示：不加 --post"));
    return EXIT_CODE_FILE;
}

enum exit_code post(
    const struct session *session,
    const char *url,
    const char *authorities,
    struct wallet_bytes object)
{
    const struct http_post sent = {
        .url = url,
        .type = "application/cwt",
        .object = object,
        .authorities = authorities,
    };
    struct http_reply reply;
    char told[64];

    const char *reason = http_post_send(&sent, &reply);
    if (reason) {
        return complain_post(session, url, reason);
    }

    const long status = reply.status;
    http_reply_clear(&reply);
    if (status >= HTTP_FINE && status < HTTP_REDIRECTION) {
        return EXIT_CODE_OK;
    }

    (void)snprintf(told, sizeof told, SAY(session, "it answers %ld", "对方返回 %ld"), status);
    return complain_post(session, url, told);
}
