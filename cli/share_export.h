/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SHARE_EXPORT_H
#define WALLET_CLI_SHARE_EXPORT_H

#include "repository.h"

#include <stdio.h>

/** What is exported: the types that are offered, and subscriptions. */
struct share_export {
    struct open_repository *repository;
    const char *department; /* NULL: of all */
    int64_t now_unix;
};

/** One object. */
enum exit_code share_export_json(const struct share_export *what, FILE *stream);

/** A table (RFC 4180). */
enum exit_code share_export_csv(const struct share_export *what, FILE *stream);

#endif
