/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_EXIT_CODE_H
#define WALLET_CLI_EXIT_CODE_H

#include <wallet/error.h>

/** What the process returns.  Scripts rely on these: they are part of the interface. */
enum exit_code {
    EXIT_CODE_OK = 0,            /* done; what was looked at is accepted */
    EXIT_CODE_REFUSED = 1,       /* checked, and not to be accepted */
    EXIT_CODE_USAGE = 2,         /* the command line makes no sense */
    EXIT_CODE_UNKNOWN = 3,       /* cannot tell: neither accept nor accuse */
    EXIT_CODE_NO_CODE = 4,       /* no code in the input */
    EXIT_CODE_FILE = 5,          /* a file, or what stands in it */
    EXIT_CODE_KEY = 6,           /* a key or PIN */
    EXIT_CODE_INTERRUPTED = 130, /* by a signal, as shells count */
};

/** The one place where a status becomes an exit code. */
enum exit_code exit_code_of(enum wallet_status status);

/** Of two outcomes the one that a caller must hear of. */
enum exit_code exit_code_worse(enum exit_code a, enum exit_code b);

#endif
