/* SPDX-License-Identifier: Apache-2.0 */
#include "exit_code.h"

enum exit_code exit_code_of(enum wallet_status status)
{
    switch (status) {
    case WALLET_OK: return EXIT_CODE_OK;
    case WALLET_ERR_ARGUMENT: return EXIT_CODE_USAGE;
    case WALLET_ERR_REFUSED: return EXIT_CODE_REFUSED;
    case WALLET_ERR_UNDETERMINED: return EXIT_CODE_UNKNOWN;
    case WALLET_ERR_KEY: return EXIT_CODE_KEY;
    case WALLET_ERR_TRUNCATED:
    case WALLET_ERR_MALFORMED:
    case WALLET_ERR_STRUCTURE:
    case WALLET_ERR_TOO_LARGE:
    case WALLET_ERR_UNSUPPORTED:
    case WALLET_ERR_VALUE:
    case WALLET_ERR_MISSING:
    case WALLET_ERR_UNKNOWN:
    case WALLET_ERR_MEMORY:
    case WALLET_ERR_FILE:
    case WALLET_ERR_CRYPTO:
    case WALLET_ERR_SCANNER:
    case WALLET_ERR_CONFLICT: break;
    }

    return EXIT_CODE_FILE;
}

static int severity(enum exit_code code)
{
    switch (code) {
    case EXIT_CODE_OK: return 0;
    case EXIT_CODE_NO_CODE: return 1;
    case EXIT_CODE_FILE: return 2;
    case EXIT_CODE_KEY: return 3;
    case EXIT_CODE_UNKNOWN: return 4;
    case EXIT_CODE_REFUSED: return 5;
    case EXIT_CODE_USAGE: return 6;
    case EXIT_CODE_INTERRUPTED: break;
    }

    return 7;
}

enum exit_code exit_code_worse(enum exit_code a, enum exit_code b)
{
    return severity(a) >= severity(b) ? a : b;
}
