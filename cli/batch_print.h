/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_PRINT_H
#define WALLET_CLI_BATCH_PRINT_H

#include "batch_open.h"
#include "batch_run.h"

/**
 * Tells how a batch went: an object with `--json`, and a summary on standard error.
 *
 * \return REFUSED if any row failed, INTERRUPTED if it was
 */
enum exit_code batch_print(const struct open_batch *open, const struct batch_run *run);

#endif
