/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "vault/vault.h"

#include <string.h>

static bool is_digit(char digit, unsigned value)
{
    return digit == "0123456789abcdef"[value] || digit == "0123456789ABCDEF"[value];
}

/** `size` is at most two digits for each byte. */
static bool starts_with(const uint8_t id[WALLET_DIGEST_SIZE], const char *prefix, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const unsigned value = i % 2 == 0 ? id[i / 2] >> 4U : id[i / 2] & 0xfU;
        if (!is_digit(prefix[i], value)) {
            return false;
        }
    }

    return true;
}

enum wallet_status wallet_vault_licence_find(
    const struct wallet_vault *vault,
    const char *prefix,
    size_t *out_index,
    struct wallet_error *error)
{
    size_t found = 0;
    size_t index = 0;

    if (!vault || !prefix || !out_index) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const size_t size = strlen(prefix);
    const bool is_prefix = size >= 1 && size <= 2 * (size_t)WALLET_DIGEST_SIZE;
    for (size_t i = 0; is_prefix && i < vault->licence_count; i++) {
        if (starts_with(vault->licences[i].view.id, prefix, size)) {
            index = i;
            found++;
        }
    }

    if (found == 1) {
        *out_index = index;
        return WALLET_OK;
    }

    return found == 0
               ? wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "no licence has this id")
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "the ids of %zu licences begin so",
                     found);
}
