/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "test.h"

#include <string.h>

static const struct {
    const char *text;
    const char *shown;
} rows[] = {
    { "", "" },
    { "EL1:BB8", "EL1:BB8" },
    { "https://example.org/?P:x", "https://example.org/?P:x" },
    { "otpauth://totp/hall?secret=INVENTED", "otpauth://" },
    { "OTPAUTH://TOTP/HALL?SECRET=INVENTED", "OTPAUTH://" },
    { "]Q1otpauth://totp/hall?secret=INVENTED\r\n", "]Q1otpauth://" },
    { "otpauth-migration://offline?data=INVENTED", "otpauth-migration://" },
    { "LPA:1$smdp.example$INVENTED", "LPA:1$" },
    { "WIFI:T:WPA;S:hall;P:invented;;", "WIFI:T:WPA;S:hall;P:" },
    { "]Q1WIFI:S:hall;P:invented;;\n", "]Q1WIFI:S:hall;P:" },
    { "WIFI:P:invented;S:hall;;", "WIFI:P:" },
    { "wifi:s:hall;p:invented;;", "wifi:s:hall;p:" },
    { "WIFI:S:hall;P:in;vented;P:x;;", "WIFI:S:hall;P:" },
    { "WIFI:S:hall;P:", "WIFI:S:hall;P:" },
    { "WIFI:S:hall;P", "WIFI:S:hall;P" },
    { "WIFI:T:nopass;S:SP;;", "WIFI:T:nopass;S:SP;;" },
    { "WIFI:", "WIFI:" },
    { "DPP:K:MDkw;;", "DPP:K:MDkw;;" },
};

TEST(leaves_out_what_is_secret)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const size_t size = wallet_code_shown_size(test_text(rows[i].text));
        CHECK_ROW(rows[i].text, size, strlen(rows[i].shown));
        CHECK_ROW(rows[i].text, memcmp(rows[i].text, rows[i].shown, size), 0);
    }

    CHECK_EQUAL(wallet_code_shown_size((struct wallet_bytes){ 0 }), 0);
}
