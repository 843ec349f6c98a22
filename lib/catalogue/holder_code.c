/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/holder_code.h"

#include "base/error.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum {
    TYPE_SIZE = 3,
    SIZE_MAX_OF_ALL = 64,
};

static bool is_holder_code(const char *text)
{
    const size_t size = strnlen(text, SIZE_MAX_OF_ALL + 1);

    for (size_t i = 0; i < size; i++) {
        const unsigned char c = (unsigned char)text[i];
        const bool fits =
            i < TYPE_SIZE ? isdigit(c) != 0 : (i == TYPE_SIZE ? c == ':' : c > ' ' && c < 0x7f);
        if (!fits) {
            return false;
        }
    }

    return size > TYPE_SIZE + 1 && size <= SIZE_MAX_OF_ALL;
}

enum wallet_status wlt_holder_code_check(const char *text, struct wallet_error *error)
{
    return is_holder_code(text)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "expected a holder as TYPE:CODE, such as 111: and a citizen number");
}
