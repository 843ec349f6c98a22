/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

enum wallet_status wlt_fail(
    struct wallet_error *error, enum wallet_status status, size_t offset, const char *format, ...)
{
    if (!error) {
        return status;
    }

    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    error->offset = offset;
    (void)vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    wlt_text_mend(error->message);

    return status;
}

enum wallet_status wlt_fail_memory(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_MEMORY, WALLET_NO_OFFSET, "out of memory");
}

const char *wallet_status_name(enum wallet_status status)
{
    switch (status) {
    case WALLET_OK: return "OK";
    case WALLET_ERR_ARGUMENT: return "ARGUMENT";
    case WALLET_ERR_TRUNCATED: return "TRUNCATED";
    case WALLET_ERR_MALFORMED: return "MALFORMED";
    case WALLET_ERR_STRUCTURE: return "STRUCTURE";
    case WALLET_ERR_TOO_LARGE: return "TOO_LARGE";
    case WALLET_ERR_UNSUPPORTED: return "UNSUPPORTED";
    case WALLET_ERR_VALUE: return "VALUE";
    case WALLET_ERR_MISSING: return "MISSING";
    case WALLET_ERR_UNKNOWN: return "UNKNOWN";
    case WALLET_ERR_KEY: return "KEY";
    case WALLET_ERR_REFUSED: return "REFUSED";
    case WALLET_ERR_UNDETERMINED: return "UNDETERMINED";
    case WALLET_ERR_MEMORY: return "MEMORY";
    case WALLET_ERR_FILE: return "FILE";
    case WALLET_ERR_CRYPTO: return "CRYPTO";
    case WALLET_ERR_SCANNER: return "SCANNER";
    case WALLET_ERR_CONFLICT: return "CONFLICT";
    }

    return "UNKNOWN_STATUS";
}

enum wallet_fault wallet_status_fault(enum wallet_status status)
{
    return (enum wallet_fault)(status / 100);
}
