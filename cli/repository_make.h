/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_REPOSITORY_MAKE_H
#define WALLET_CLI_REPOSITORY_MAKE_H

#include "exit_code.h"
#include "session.h"

/** Whose repository it is to be, and where its database is. */
struct repository_plan {
    const char *id;
    const char *name_zh;  /* may be NULL */
    const char *name_en;  /* may be NULL */
    const char *database; /* "postgresql://..."; NULL: a file in the folder */
};

/** Makes a repository's folder with all that is in it, at once or not at all. */
enum exit_code repository_make(
    const struct session *session, const char *folder, const struct repository_plan *plan);

#endif
