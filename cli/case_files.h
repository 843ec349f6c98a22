/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_FILES_H
#define WALLET_CLI_CASE_FILES_H

#include "exit_code.h"
#include "file_set.h"
#include "option.h"
#include "session.h"

/** What goes with a case's package, so that it can be judged years later. */
struct case_files {
    const char *trust;  /* the signed trust list; NULL: the imported one, if there is one */
    const char *status; /* a folder of status data; NULL: what was imported, if anything was */
    struct option_list receipts;
};

/** Reads all of it in; tells why where it cannot. */
enum exit_code case_files_add(
    const struct session *session, const struct case_files *files, struct file_set *out);

#endif
