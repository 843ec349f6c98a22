/* SPDX-License-Identifier: Apache-2.0 */
#include "http_hosts.h"

#include "test.h"

#include <string.h>

static bool has(const struct http_hosts *hosts, const char *host)
{
    for (size_t i = 0; hosts->list[i]; i++) {
        if (strcmp(hosts->list[i], host) == 0) {
            return true;
        }
    }

    return false;
}

static void make(
    const char *text,
    bool is_secured,
    const char *const *names,
    size_t count,
    struct http_hosts *out)
{
    struct http_address address;

    CHECK(http_address_parse(text, &address));
    http_hosts_make(&address, is_secured, names, count, out);
}

TEST(a_loopback_service_goes_by_the_names_of_this_machine)
{
    struct http_hosts hosts;

    make("127.0.0.1:8420", false, NULL, 0, &hosts);
    CHECK(has(&hosts, "127.0.0.1:8420"));
    CHECK(has(&hosts, "localhost:8420"));
    CHECK(has(&hosts, "[::1]:8420"));
    CHECK(!has(&hosts, "127.0.0.1"));
    CHECK(!has(&hosts, "localhost"));
}

TEST(the_port_of_the_scheme_may_be_left_out)
{
    struct http_hosts hosts;

    make("10.0.0.1:443", true, NULL, 0, &hosts);
    CHECK(has(&hosts, "10.0.0.1"));
    CHECK(has(&hosts, "10.0.0.1:443"));
    CHECK(!has(&hosts, "localhost"));
    make("10.0.0.1:443", false, NULL, 0, &hosts);
    CHECK(!has(&hosts, "10.0.0.1"));
    make("127.0.0.1:80", false, NULL, 0, &hosts);
    CHECK(has(&hosts, "localhost"));
}

TEST(names_are_taken_with_the_port_and_without)
{
    static const char *const names[] = { "repository.example", "other.example:8443" };
    struct http_hosts hosts;

    make("[::1]:8420", false, names, 2, &hosts);
    CHECK(has(&hosts, "repository.example"));
    CHECK(has(&hosts, "repository.example:8420"));
    CHECK(has(&hosts, "other.example:8443"));
    CHECK(has(&hosts, "[::1]:8420"));
    CHECK(!has(&hosts, ""));
}

TEST(as_many_names_as_there_may_be_fit)
{
    const char *names[HTTP_HOST_MAX];
    char long_name[254];
    struct http_hosts hosts;

    memset(long_name, 'a', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    CHECK(http_hosts_is_name(long_name));
    for (size_t i = 0; i < HTTP_HOST_MAX; i++) {
        names[i] = long_name;
    }
    make("127.0.0.1:80", false, names, HTTP_HOST_MAX, &hosts);
    CHECK(has(&hosts, long_name));
    CHECK_EQUAL(hosts.count, 8 + 2 * HTTP_HOST_MAX);
}

TEST(a_name_is_what_can_stand_in_a_host_field)
{
    CHECK(http_hosts_is_name("repository.example:8443"));
    CHECK(http_hosts_is_name("[::1]"));
    CHECK(!http_hosts_is_name(""));
    CHECK(!http_hosts_is_name("a b"));
    CHECK(!http_hosts_is_name("http://repository.example"));
    CHECK(!http_hosts_is_name("user@repository.example"));
    CHECK(!http_hosts_is_name("证照库"));
    CHECK(!http_hosts_is_name("a\r\nb"));
}
