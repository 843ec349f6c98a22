/* SPDX-License-Identifier: Apache-2.0 */
#include "http_head.h"

#include "test.h"

#include <string.h>

static const char *const hosts[] = { "localhost:8080", "repository.example", NULL };

static const struct http_rules call_rules = { .body_size_max = 100,
                                              .method = "POST",
                                              .content_type = "application/wallet-call+cwt" };
static const struct http_rules get_rules = { .body_size_max = 100, .method = "GET" };

/* A call of five bytes that nothing is wrong with. */
static struct http_head sound_head(void)
{
    return (struct http_head){ .method = "POST",
                               .path = "/v1/call",
                               .version = "HTTP/1.1",
                               .size = 100,
                               .host = { "localhost:8080", 1 },
                               .content_type = { "application/wallet-call+cwt", 1 },
                               .content_length = { "5", 1 } };
}

static enum http_status body_of(struct http_head head, const struct http_rules *rules)
{
    size_t size = 0;

    return http_head_check_body(&head, rules, &size);
}

TEST(a_sound_head_passes)
{
    const struct http_head head = sound_head();
    size_t size = 0;

    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_OK);
    CHECK_EQUAL(http_head_check_body(&head, &call_rules, &size), HTTP_OK);
    CHECK_EQUAL(size, 5);
}

TEST(a_host_is_one_of_the_list_in_any_case)
{
    const struct {
        const char *host;
        enum http_status wanted;
    } rows[] = {
        { "LOCALHOST:8080", HTTP_OK },
        { "Repository.Example", HTTP_OK },
        { "localhost", HTTP_MISDIRECTED_REQUEST },
        { "localhost:80800", HTTP_MISDIRECTED_REQUEST },
        { "localhost:808", HTTP_MISDIRECTED_REQUEST },
        { "repository.example.", HTTP_MISDIRECTED_REQUEST },
        { "repository.example.evil.example", HTTP_MISDIRECTED_REQUEST },
        { "user@repository.example", HTTP_MISDIRECTED_REQUEST },
        { " repository.example", HTTP_MISDIRECTED_REQUEST },
        { "", HTTP_MISDIRECTED_REQUEST },
        { NULL, HTTP_BAD_REQUEST },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_head head = sound_head();
        head.host.value = rows[i].host;
        CHECK_ROW(
            rows[i].host ? rows[i].host : "none",
            http_head_check_form(&head, hosts),
            rows[i].wanted);
    }
}

TEST(what_stands_there_twice_is_refused)
{
    struct http_head head = sound_head();

    head.host.count = 2;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_BAD_REQUEST);
    head.host.count = 0;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_BAD_REQUEST);
    head = sound_head();
    head.content_length.count = 2;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_BAD_REQUEST);
    head = sound_head();
    head.content_type.count = 2;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_BAD_REQUEST);
    head = sound_head();
    head.transfer_encoding = (struct http_field){ "chunked", 1 };
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_BAD_REQUEST);
    head.content_length.count = 0;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_OK);
    CHECK_EQUAL(body_of(head, &call_rules), HTTP_LENGTH_REQUIRED);
}

TEST(the_head_has_a_version_and_a_largest_size)
{
    struct http_head head = sound_head();

    head.size = HTTP_HEAD_SIZE_MAX;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_OK);
    head.size++;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_HEAD_TOO_LARGE);
    head = sound_head();
    head.version = "HTTP/1.0";
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_BAD_REQUEST);
    head = sound_head();
    head.is_broken = true;
    CHECK_EQUAL(http_head_check_form(&head, hosts), HTTP_BAD_REQUEST);
}

TEST(a_length_is_digits_and_within_the_limit)
{
    const struct {
        const char *length;
        enum http_status wanted;
    } rows[] = {
        { "0", HTTP_OK },
        { "0005", HTTP_OK },
        { "100", HTTP_OK },
        { "101", HTTP_CONTENT_TOO_LARGE },
        { "18446744073709551615", HTTP_CONTENT_TOO_LARGE },
        { "18446744073709551616", HTTP_CONTENT_TOO_LARGE },
        { "18446744073709551621", HTTP_CONTENT_TOO_LARGE },
        { "99999999999999999999999999999", HTTP_CONTENT_TOO_LARGE },
        { "", HTTP_BAD_REQUEST },
        { "+5", HTTP_BAD_REQUEST },
        { "-5", HTTP_BAD_REQUEST },
        { " 5", HTTP_BAD_REQUEST },
        { "5 ", HTTP_BAD_REQUEST },
        { "0x5", HTTP_BAD_REQUEST },
        { "5,5", HTTP_BAD_REQUEST },
        { "5.0", HTTP_BAD_REQUEST },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_head head = sound_head();
        head.content_length.value = rows[i].length;
        CHECK_ROW(rows[i].length, body_of(head, &call_rules), rows[i].wanted);
    }
}

TEST(a_type_may_have_parameters_and_nothing_else)
{
    const struct {
        const char *type;
        enum http_status wanted;
    } rows[] = {
        { "Application/Wallet-Call+CWT", HTTP_OK },
        { "application/wallet-call+cwt;x=y", HTTP_OK },
        { "application/wallet-call+cwt ; x=y", HTTP_OK },
        { "application/wallet-call+cwtx", HTTP_UNSUPPORTED_MEDIA_TYPE },
        { "application/wallet-call", HTTP_UNSUPPORTED_MEDIA_TYPE },
        { "application/cwt", HTTP_UNSUPPORTED_MEDIA_TYPE },
        { "text/plain;application/wallet-call+cwt", HTTP_UNSUPPORTED_MEDIA_TYPE },
        { "", HTTP_UNSUPPORTED_MEDIA_TYPE },
        { NULL, HTTP_UNSUPPORTED_MEDIA_TYPE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_head head = sound_head();
        head.content_type.value = rows[i].type;
        CHECK_ROW(rows[i].type ? rows[i].type : "none", body_of(head, &call_rules), rows[i].wanted);
    }
}

TEST(what_is_got_has_no_body)
{
    struct http_head head = sound_head();

    CHECK_EQUAL(body_of(head, &get_rules), HTTP_BAD_REQUEST);
    head.content_length = (struct http_field){ "0", 1 };
    CHECK_EQUAL(body_of(head, &get_rules), HTTP_OK);
    head.content_length = (struct http_field){ NULL, 0 };
    CHECK_EQUAL(body_of(head, &get_rules), HTTP_OK);
    CHECK_EQUAL(body_of(head, &call_rules), HTTP_LENGTH_REQUIRED);
    head.transfer_encoding = (struct http_field){ "chunked", 1 };
    CHECK_EQUAL(body_of(head, &get_rules), HTTP_LENGTH_REQUIRED);
}

TEST(a_field_has_a_token_for_a_name_and_no_control_characters)
{
    const struct {
        const char *name;
        const char *value;
        bool wanted;
    } rows[] = {
        { "Host", "localhost", true },
        { "X!#$%&'*+-.^_`|~9", "a\tb \xe4\xb8\xad", true },
        { "X", "", true },
        { "", "x", false },
        { "X ", "x", false },
        { "X\t", "x", false },
        { "X(", "x", false },
        { "X:", "x", false },
        { "X\x80", "x", false },
        { "X", "a\rb", false },
        { "X", "a\nb", false },
        { "X", "a\x01", false },
        { "X", "a\x7f", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *name = rows[i].name;
        const char *value = rows[i].value;
        CHECK_ROW(
            name, http_head_is_field(name, strlen(name), value, strlen(value)), rows[i].wanted);
    }
    CHECK(!http_head_is_field("X\0Y", 3, "x", 1));
    CHECK(!http_head_is_field("X", 1, "5\0 9", 4));
}

TEST(head_may_ask_for_what_get_may)
{
    CHECK(http_head_is_method("GET", "GET"));
    CHECK(http_head_is_method("HEAD", "GET"));
    CHECK(http_head_is_method("POST", "POST"));
    CHECK(!http_head_is_method("HEAD", "POST"));
    CHECK(!http_head_is_method("get", "GET"));
    CHECK(!http_head_is_method("GET", "POST"));
}

TEST(a_path_is_whole_or_below_a_folder)
{
    CHECK(http_head_is_path("/v1/call", "/v1/call"));
    CHECK(!http_head_is_path("/v1/call/", "/v1/call"));
    CHECK(!http_head_is_path("/v1/calls", "/v1/call"));
    CHECK(!http_head_is_path("/V1/call", "/v1/call"));
    CHECK(http_head_is_path("/tile/0/000", "/tile/"));
    CHECK(!http_head_is_path("/tile/", "/tile/"));
    CHECK(!http_head_is_path("/tile", "/tile/"));
    CHECK(http_head_is_path("/", "/"));
    CHECK(!http_head_is_path("/a", "/"));
}

TEST(only_the_own_page_passes_the_guard)
{
    static const struct http_guard guard = { .origin = "http://127.0.0.1:8440",
                                             .field = "X-Desk-Token",
                                             .token = "AbCd1234" };
    const struct {
        const char *what;
        struct http_field origin;
        struct http_field fetch_site;
        struct http_field token;
        enum http_status wanted;
    } rows[] = {
        { "all", { guard.origin, 1 }, { "same-origin", 1 }, { "AbCd1234", 1 }, HTTP_OK },
        { "no site", { guard.origin, 1 }, { NULL, 0 }, { "AbCd1234", 1 }, HTTP_OK },
        { "none", { "null", 1 }, { NULL, 0 }, { "AbCd1234", 1 }, HTTP_FORBIDDEN },
        { "no origin", { NULL, 0 }, { NULL, 0 }, { "AbCd1234", 1 }, HTTP_FORBIDDEN },
        { "twice", { guard.origin, 2 }, { NULL, 0 }, { "AbCd1234", 1 }, HTTP_FORBIDDEN },
        { "other", { "http://127.0.0.1:8441", 1 }, { NULL, 0 }, { "AbCd1234", 1 }, HTTP_FORBIDDEN },
        { "cross", { guard.origin, 1 }, { "cross-site", 1 }, { "AbCd1234", 1 }, HTTP_FORBIDDEN },
        { "two", { guard.origin, 1 }, { "same-origin", 2 }, { "AbCd1234", 1 }, HTTP_FORBIDDEN },
        { "first", { guard.origin, 1 }, { NULL, 0 }, { "xbCd1234", 1 }, HTTP_FORBIDDEN },
        { "last", { guard.origin, 1 }, { NULL, 0 }, { "AbCd123x", 1 }, HTTP_FORBIDDEN },
        { "short", { guard.origin, 1 }, { NULL, 0 }, { "AbCd123", 1 }, HTTP_FORBIDDEN },
        { "long", { guard.origin, 1 }, { NULL, 0 }, { "AbCd12345", 1 }, HTTP_FORBIDDEN },
        { "empty", { guard.origin, 1 }, { NULL, 0 }, { "", 1 }, HTTP_FORBIDDEN },
        { "no token", { guard.origin, 1 }, { NULL, 0 }, { NULL, 0 }, HTTP_FORBIDDEN },
        { "two tokens", { guard.origin, 1 }, { NULL, 0 }, { "AbCd1234", 2 }, HTTP_FORBIDDEN },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct http_head head = { .origin = rows[i].origin,
                                        .fetch_site = rows[i].fetch_site,
                                        .token = rows[i].token };
        CHECK_ROW(rows[i].what, http_head_check_guard(&head, &guard), rows[i].wanted);
    }
}

TEST(without_a_token_programs_pass_and_other_pages_do_not)
{
    static const struct http_guard guard = { .origin = "https://hall.example" };
    const struct {
        const char *what;
        struct http_field origin;
        struct http_field site;
        enum http_status wanted;
    } rows[] = {
        { "own", { guard.origin, 1 }, { "same-origin", 1 }, HTTP_OK },
        { "own, no site", { guard.origin, 1 }, { NULL, 0 }, HTTP_OK },
        { "program", { NULL, 0 }, { NULL, 0 }, HTTP_OK },
        { "own GET", { NULL, 0 }, { "same-origin", 1 }, HTTP_OK },
        { "other", { "https://evil.example", 1 }, { NULL, 0 }, HTTP_FORBIDDEN },
        { "plain", { "http://hall.example", 1 }, { NULL, 0 }, HTTP_FORBIDDEN },
        { "null", { "null", 1 }, { "same-origin", 1 }, HTTP_FORBIDDEN },
        { "empty", { "", 1 }, { NULL, 0 }, HTTP_FORBIDDEN },
        { "twice", { guard.origin, 2 }, { NULL, 0 }, HTTP_FORBIDDEN },
        { "no value", { NULL, 1 }, { NULL, 0 }, HTTP_FORBIDDEN },
        { "cross", { NULL, 0 }, { "cross-site", 1 }, HTTP_FORBIDDEN },
        { "typed in", { NULL, 0 }, { "none", 1 }, HTTP_FORBIDDEN },
        { "site twice", { NULL, 0 }, { "same-origin", 2 }, HTTP_FORBIDDEN },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_head head = sound_head();
        head.origin = rows[i].origin;
        head.fetch_site = rows[i].site;
        CHECK_ROW(rows[i].what, http_head_check_guard(&head, &guard), rows[i].wanted);
    }
}
