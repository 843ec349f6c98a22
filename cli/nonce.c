/* SPDX-License-Identifier: Apache-2.0 */
#include "nonce.h"

#include "hex.h"
#include "output.h"
#include "text.h"

enum {
    NONCE_MIN = 8, /* fewer bytes may be guessed, or come again */
};

enum exit_code nonce_read(const struct session *session, const char *hex, struct nonce *out)
{
    *out = (struct nonce){ .size = 0 };
    if (!hex || (hex_read(text_of(hex), out->data, sizeof out->data, &out->size) &&
                 out->size >= NONCE_MIN)) {
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
