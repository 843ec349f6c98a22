/* SPDX-License-Identifier: Apache-2.0 */
#include "http_post.h"

#include "test.h"

TEST(plain_http_stays_on_this_machine)
{
    const struct {
        const char *url;
        bool wanted;
    } rows[] = {
        { "http://127.0.0.1:8420", true },
        { "http://127.0.0.1/v1/call", true },
        { "http://localhost:8420/v1/call", true },
        { "http://[::1]:8420/", true },
        { "http://127.0.0.1.evil.example/", false },
        { "http://127.0.0.1@evil.example/", false },
        { "http://127.0.0.1:8420@evil.example/", false },
        { "http://localhost:x@evil.example/", false },
        { "http://localhost.evil.example:8420/", false },
        { "http://localhost\\evil.example/", false },
        { "http://10.0.0.1:8420/", false },
        { "https://127.0.0.1:8420/", false },
        { "HTTP://127.0.0.1:8420/", false },
        { "ftp://127.0.0.1/", false },
        { "", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].url, http_post_is_local(rows[i].url), rows[i].wanted);
    }
}

TEST(what_cannot_be_sent_is_told)
{
    const struct http_post posts[] = {
        { .url = "http://127.0.0.1:1/", .type = "application/cwt" }, /* plain, and it may not be */
        { .url = "https://127.0.0.1:1/", .type = "application/cwt" },
        { .url = "http://127.0.0.1:1/", .type = "application/cwt", .may_be_plain = true },
        { .url = "http://10.0.0.1:1/", .type = "application/cwt", .may_be_plain = true },
    };

    for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++) {
        struct http_reply reply;
        CHECK(http_post_send(&posts[i], &reply) != NULL);
        CHECK(!reply.data);
        CHECK_EQUAL(reply.status, 0);
    }
}
