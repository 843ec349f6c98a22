/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_ARCHIVE_H
#define WALLET_CLI_CASE_ARCHIVE_H

#include <wallet/case_package.h>

#include "exit_code.h"
#include "file.h"
#include "option.h"
#include "session.h"

/** Under what a package is judged. */
struct case_archive_settings {
    struct option_list trust;
    const char *root; /* believe the trust list in the package, under this root */
};

/** A package and all that it takes to judge it; case_archive_close() releases it. */
struct case_archive {
    const struct session *session;
    struct file file;
    struct wallet_catalogue *catalogue;
    struct wallet_trust *trust;
    struct wallet_status_snapshot *status; /* of the package */
    struct wallet_verifier *verifier;
    struct wallet_package *package;
};

/** Opens a package and verifies who signed it; tells why where it cannot. */
enum exit_code case_archive_open(
    const struct session *session,
    const char *path,
    const struct case_archive_settings *settings,
    struct case_archive *out);

void case_archive_close(struct case_archive *archive);

#endif
