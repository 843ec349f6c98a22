/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_AUDIENCE_H
#define WALLET_CLI_AUDIENCE_H

#include "exit_code.h"
#include "option.h"
#include "session.h"

#include <stddef.h>

enum {
    AUDIENCE_MAX = 64,
    AUDIENCE_NAME_SIZE = 24,
};

/** Whom shown codes may be meant for; borrows what was named. */
struct audience {
    const char *names[AUDIENCE_MAX];
    size_t count;
    char divisions[AUDIENCE_MAX][AUDIENCE_NAME_SIZE]; /* of the counters that were named */
};

/**
 * Reads what `--audience` names: a USCC, which stands for its county, city and province too (positions
 * 3 to 8, GB/T 2260), a division of six digits, or any other name that a holder may have been told.
 *
 * \param counter  who asked; NULL: nobody
 */
enum exit_code audience_read(
    const struct session *session,
    const struct option_list *named,
    const char *counter,
    struct audience *out);

#endif
