/* SPDX-License-Identifier: Apache-2.0 */
#include "present/address.h"

#include <wallet/request.h>

#include "test.h"

#include <string.h>

TEST(an_answer_goes_to_an_address_that_is_what_it_seems)
{
    static const struct {
        const char *url;
        bool wanted;
    } rows[] = {
        { "https://desk.example", true },
        { "https://desk.example/", true },
        { "https://desk.example:8443/a/b?c=d&e=%20", true },
        { "https://desk.example?c", true },
        { "https://127.0.0.1:8080/answers/17", true },
        { "https://[::1]:8080/", true },
        { "", false },
        { "https://", false },
        { "https:///path", false },
        { "https://.example/", false },
        { "https://:8080/", false },
        { "https://-x/", false },
        { "http://desk.example/", false },
        { "HTTPS://desk.example/", false },
        { "javascript:alert(1)", false },
        { "https:desk.example", false },
        { "https://bank.example@desk.example/", false },
        { "https://desk.example\\@evil.example/", false },
        { "https://desk.example/#part", false },
        { "https://desk.example#part", false },
        { "https://desk.example/a b", false },
        { "https://desk.example/\"", false },
        { "https://desk.example/<", false },
        { "https://desk.example/\n", false },
        { "https://desk.example/\x7f", false },
        { "https://窗口.example/", false },
        { "https://desk.example/窗口", false },
        { " https://desk.example/", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_ROW(rows[i].url, wlt_address_is_valid(test_text(rows[i].url)), rows[i].wanted);
    }
}

TEST(an_address_has_a_limit)
{
    char url[WALLET_REQUEST_URL_MAX + 2];
    memset(url, 'a', sizeof url);
    memcpy(url, "https://", 8);
    url[WALLET_REQUEST_URL_MAX + 1] = '\0';
    CHECK(!wlt_address_is_valid(test_text(url)));
    url[WALLET_REQUEST_URL_MAX] = '\0';
    CHECK(wlt_address_is_valid(test_text(url)));
    CHECK(!wlt_address_is_valid((struct wallet_bytes){ (const uint8_t *)"https://a\0b", 11 }));
}
