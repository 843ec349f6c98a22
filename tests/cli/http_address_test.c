/* SPDX-License-Identifier: Apache-2.0 */
#include "http_address.h"

#include "test.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

TEST(addresses_are_read_and_told)
{
    const struct {
        const char *text;
        const char *told; /* NULL: it is none */
        bool is_loopback;
        bool is_any;
    } rows[] = {
        { "127.0.0.1:8080", "127.0.0.1:8080", true, false },
        { "127.1.2.3:1", "127.1.2.3:1", true, false },
        { "localhost:0", "127.0.0.1:0", true, false },
        { "[::1]:65535", "[::1]:65535", true, false },
        { "10.0.0.1:443", "10.0.0.1:443", false, false },
        { "128.0.0.1:443", "128.0.0.1:443", false, false },
        { "0.0.0.0:443", "0.0.0.0:443", false, true },
        { "[::]:443", "[::]:443", false, true },
        { "[2001:db8::1]:443", "[2001:db8::1]:443", false, false },
        { "repository.example:443", NULL, false, false },
        { "127.0.0.1", NULL, false, false },
        { "127.0.0.1:", NULL, false, false },
        { ":8080", NULL, false, false },
        { "8080", NULL, false, false },
        { "::1:8080", NULL, false, false },
        { "[::1]", NULL, false, false },
        { "[]:8080", NULL, false, false },
        { "[127.0.0.1:8080", NULL, false, false },
        { "127.0.0.1:http", NULL, false, false },
        { "127.0.0.1:-1", NULL, false, false },
        { "127.0.0.1:65536", NULL, false, false },
        { "127.0.0.1:000080", NULL, false, false },
        { "127.0.0.1: 80", NULL, false, false },
        { "", NULL, false, false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_address address;
        char told[HTTP_ADDRESS_SIZE];
        const bool is_address = http_address_parse(rows[i].text, &address);
        CHECK_ROW(rows[i].text, is_address, rows[i].told != NULL);
        if (is_address) {
            http_address_text(&address, told);
            CHECK_TEXT(told, rows[i].told);
            CHECK_ROW(rows[i].text, http_address_is_loopback(&address), rows[i].is_loopback);
            CHECK_ROW(rows[i].text, http_address_is_any(&address), rows[i].is_any);
        }
    }
}

TEST(a_host_that_is_too_long_is_refused)
{
    char text[100];
    struct http_address address;

    memset(text, '1', sizeof text);
    memcpy(text + sizeof text - 4, ":80", 4);
    CHECK(!http_address_parse(text, &address));
}

TEST(a_free_port_is_found_and_a_taken_one_told)
{
    struct http_address address;
    int first = -1;
    int second = -1;

    CHECK(http_address_parse("127.0.0.1:0", &address));
    CHECK_EQUAL(http_address_listen(&address, &first), 0);
    CHECK(http_address_port(&address) != 0);
    CHECK_EQUAL(http_address_listen(&address, &second), EADDRINUSE);
    CHECK_EQUAL(second, -1);
    (void)close(first);
    CHECK_EQUAL(http_address_listen(&address, &second), 0);
    (void)close(second);
}

TEST(an_address_of_another_machine_is_told)
{
    struct http_address address;
    int listener = -1;

    CHECK(http_address_parse("192.0.2.1:0", &address));
    CHECK_EQUAL(http_address_listen(&address, &listener), EADDRNOTAVAIL);
}
