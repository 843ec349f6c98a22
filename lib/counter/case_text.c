/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "counter/case.h"

#include <string.h>

enum wallet_status wlt_case_check_text(
    const char *text, size_t most, const char *what, struct wallet_error *error)
{
    const struct wallet_bytes bytes = { (const uint8_t *)text, text ? strnlen(text, most + 1) : 0 };

    if (bytes.size > most) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%s: more than %zu bytes", what, most);
    }

    return wlt_text_is_plain(bytes) || (wlt_utf8_is_valid(bytes) && wlt_text_is_printable(bytes))
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "%s: expected one line of text without control characters",
                     what);
}
