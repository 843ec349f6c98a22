/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_STORE_MAKE_H
#define WALLET_CLI_CASE_STORE_MAKE_H

#include "exit_code.h"
#include "session.h"

/** Whose cases they are to be, and where their database is. */
struct case_store_plan {
    const char *id;
    const char *division;
    const char *database; /* "postgresql://..."; NULL: a file in the folder */
};

/** Makes the folder with all that is in it, at once or not at all. */
enum exit_code case_store_make(
    const struct session *session, const char *folder, const struct case_store_plan *plan);

#endif
