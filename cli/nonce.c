/* SPDX-License-Identifier: Apache-2.0 */
#include "nonce.h"

#include "output.h"

#include <stdbool.h>
#include <string.h>

enum {
    NONCE_MIN = 8, /* fewer bytes may be guessed, or come again */
};

static int hex_value(char digit)
{
    const char *digits = "0123456789abcdef";
    const char *found = digit ? strchr(digits, digit | 0x20) : NULL;
    return found ? (int)(found - digits) : -1;
}

static bool read_hex(const char *hex, struct nonce *out)
{
    for (; hex[0] && hex[1] && out->size < sizeof out->data; hex += 2) {
        const int high = hex_value(hex[0]);
        const int low = hex_value(hex[1]);
        if (high < 0 || low < 0) {
            return false;
        }

        out->data[out->size++] = (uint8_t)(high << 4 | low);
    }

    return hex[0] == '\0' && out->size >= NONCE_MIN;
}

enum exit_code nonce_read(const struct session *session, const char *hex, struct nonce *out)
{
    *out = (struct nonce){ .size = 0 };
    if (!hex || read_hex(hex, out)) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'%s' is no nonce", "'%s' 不是随机数"), hex);
    why(session, SAY(session, "it has 16 to 128 hex digits", "应为 16 至 128 位十六进制数字"));
    hint(session, SAY(session, "give it as the request has it", "请按请求中的值填写"));
    return EXIT_CODE_USAGE;
}

struct wallet_bytes nonce_bytes(const struct nonce *nonce)
{
    return (struct wallet_bytes){ nonce->data, nonce->size };
}
