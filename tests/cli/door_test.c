/* SPDX-License-Identifier: Apache-2.0 */
#include "door_url.h"
#include "gate.h"
#include "http_address.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char asked[] = "{\"counter\":{}}";

static void start_at(const char *url, struct gate *out)
{
    gate_start(out);
    CHECK(door_url_parse(url, &out->url));
}

TEST(an_address_is_read_as_browsers_write_it)
{
    const struct {
        const char *url;
        const char *origin;
        const char *path;
    } rows[] = {
        { "https://hall.example", "https://hall.example", "" },
        { "HTTPS://Hall.Example/", "https://hall.example", "" },
        { "https://hall.example:443/7", "https://hall.example", "/7" },
        { "https://hall.example:8443/W/7/", "https://hall.example:8443", "/W/7" },
        { "https://192.0.2.1:1/A-.9", "https://192.0.2.1:1", "/A-.9" },
        { "https://hall.example:65535/..A", "https://hall.example:65535", "/..A" },
        { "https://hall.example:4430", "https://hall.example:4430", "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct door_url url;
        CHECK_ROW(rows[i].url, door_url_parse(rows[i].url, &url), true);
        CHECK_TEXT(url.origin, rows[i].origin);
        CHECK_TEXT(url.path, rows[i].path);
        CHECK_TEXT(door_url_host(&url), rows[i].origin + strlen("https://"));
    }
}

TEST(what_no_code_can_hold_or_two_readers_read_differently_is_no_address)
{
    static const char *const urls[] = {
        "",
        "https://",
        "https:///A",
        "http://hall.example",
        "hall.example",
        "https://user@hall.example",
        "https://hall.example:",
        "https://hall.example:0",
        "https://hall.example:08",
        "https://hall.example:65536",
        "https://hall.example:4430000",
        "https://hall.example:8:8",
        "https://:8443",
        "https://[::1]:8443",
        "https://hall_example",
        "https://hall.example/a",
        "https://hall.example/%41",
        "https://hall.example/A?B",
        "https://hall.example/A#B",
        "https://hall.example/A//B",
        "https://hall.example/A/./B",
        "https://hall.example/A/..",
        "https://hall.example//",
        "https://hall.example?A",
        "https://hall.example\\A",
        "https://hall.example /A",
    };
    char longest[DOOR_URL_SIZE + 1] = "https://hall.example/";

    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        struct door_url url;
        CHECK_ROW(urls[i], door_url_parse(urls[i], &url), false);
    }

    struct door_url url;
    const size_t size = strlen(longest);
    memset(longest + size, 'A', DOOR_URL_SIZE - size);
    CHECK_ROW("one too many", door_url_parse(longest, &url), false);
    longest[DOOR_URL_SIZE - 1] = '\0';
    CHECK_ROW("as many as may be", door_url_parse(longest, &url), true);
}

TEST(a_listener_has_an_address_but_in_ipv6)
{
    struct http_address address;
    struct door_url url;

    CHECK(http_address_parse("127.0.0.1:8443", &address));
    CHECK(door_url_of_address(&address, &url));
    CHECK_TEXT(url.origin, "https://127.0.0.1:8443");
    CHECK(http_address_parse("[::1]:8443", &address));
    CHECK(!door_url_of_address(&address, &url));
}

TEST(the_page_is_in_capitals_and_the_reply_as_the_request_has_it)
{
    struct gate gate;
    char address[GATE_ADDRESS_SIZE];

    start_at("https://hall.example:8443/7", &gate);
    gate_write_page(&gate, "NAME", address);
    CHECK_TEXT(address, "HTTPS://HALL.EXAMPLE:8443/7/P/NAME");
    gate_write_reply(&gate, "NAME", address);
    CHECK_TEXT(address, "https://hall.example:8443/7/A/NAME");
    gate_finish(&gate);
}

TEST(names_are_new_each_time_and_fit_a_code)
{
    enum {
        COUNT = 200,
    };
    char names[COUNT][GATE_NAME_SIZE];

    for (size_t i = 0; i < COUNT; i++) {
        CHECK(gate_make_name(names[i]));
        CHECK_EQUAL(strlen(names[i]), 26);
        CHECK_EQUAL(strspn(names[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 26);
        for (size_t j = 0; j < i; j++) {
            CHECK(strcmp(names[i], names[j]) != 0);
        }
    }
}

TEST(it_is_open_under_its_name_until_its_time_is_over)
{
    struct gate gate;

    start_at("https://hall.example", &gate);
    CHECK(!gate_is_open(&gate, "", 0));
    CHECK(gate_open(&gate, "NAME", asked, 1000));
    CHECK(gate_is_open(&gate, "NAME", 999));
    CHECK(!gate_is_open(&gate, "NAME", 1000));
    CHECK(!gate_is_open(&gate, "NAMES", 0));
    CHECK(!gate_is_open(&gate, "NAM", 0));
    CHECK(!gate_is_open(&gate, "NAMF", 0));
    CHECK(!gate_is_open(&gate, "", 0));

    CHECK(gate_open(&gate, "OTHER", asked, 1000));
    CHECK(!gate_is_open(&gate, "NAME", 0));
    CHECK(gate_is_open(&gate, "OTHER", 0));
    gate_close(&gate);
    CHECK(!gate_is_open(&gate, "OTHER", 0));
    CHECK(!gate_is_open(&gate, "", 0));
    gate_finish(&gate);
}

TEST(it_shows_what_is_asked_and_for_how_long)
{
    struct gate gate;

    start_at("https://hall.example", &gate);
    CHECK(gate_open(&gate, "NAME", asked, 61500));
    char *view = gate_view(&gate, "NAME", 1000);
    CHECK_TEXT(view, "{\"v\":1,\"left_seconds\":60,\"request\":{\"counter\":{}}}\n");
    free(view);
    CHECK(gate_view(&gate, "OTHER", 1000) == NULL);
    CHECK(gate_view(&gate, "NAME", 61500) == NULL);
    gate_close(&gate);
    CHECK(gate_view(&gate, "NAME", 1000) == NULL);
    gate_finish(&gate);
}

TEST(one_hands_something_in_at_a_time)
{
    struct gate gate;

    start_at("https://hall.example", &gate);
    CHECK_EQUAL(gate_enter(&gate, "NAME", 0), GATE_OVER);
    CHECK(gate_open(&gate, "NAME", asked, 1000));
    CHECK_EQUAL(gate_enter(&gate, "OTHER", 0), GATE_OVER);
    CHECK_EQUAL(gate_enter(&gate, "NAME", 1000), GATE_OVER);
    CHECK_EQUAL(gate_enter(&gate, "NAME", 0), GATE_ENTERED);
    CHECK_EQUAL(gate_enter(&gate, "NAME", 0), GATE_TAKEN);
    gate_close(&gate);
    CHECK_EQUAL(gate_enter(&gate, "NAME", 0), GATE_OVER);
    CHECK(gate_open(&gate, "NEXT", asked, 1000));
    CHECK_EQUAL(gate_enter(&gate, "NEXT", 0), GATE_TAKEN);
    gate_leave(&gate);
    CHECK_EQUAL(gate_enter(&gate, "NEXT", 0), GATE_ENTERED);
    gate_finish(&gate);
}

TEST(a_ticket_is_good_until_the_next_one_or_the_next_request)
{
    static const uint8_t digest[WALLET_DIGEST_SIZE] = { 1, 2, 3 };
    struct gate gate;
    uint8_t got[WALLET_DIGEST_SIZE];
    char first[GATE_NAME_SIZE];
    char second[GATE_NAME_SIZE];

    start_at("https://hall.example", &gate);
    CHECK(!gate_has_ticket(&gate, "", got));
    CHECK(gate_open(&gate, "NAME", asked, 1000));
    CHECK(gate_give_ticket(&gate, digest, first));
    gate_close(&gate);
    CHECK(gate_has_ticket(&gate, first, got));
    CHECK_EQUAL(memcmp(got, digest, sizeof got), 0);
    CHECK(!gate_has_ticket(&gate, "NAME", got));

    CHECK(gate_give_ticket(&gate, digest, second));
    CHECK(!gate_has_ticket(&gate, first, got));
    CHECK(gate_has_ticket(&gate, second, got));
    CHECK(gate_open(&gate, "NEXT", asked, 1000));
    CHECK(!gate_has_ticket(&gate, second, got));
    CHECK(!gate_has_ticket(&gate, "", got));
    gate_finish(&gate);
}
