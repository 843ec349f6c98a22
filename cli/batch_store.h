/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_STORE_H
#define WALLET_CLI_BATCH_STORE_H

#include "batch_sink.h"
#include "repository.h"

/**
 * Licences go into a repository, and so does how far the batch is: a transaction has both.
 *
 * \param repository  open; borrowed
 * \param replace     a new licence takes the place of the holder's one of that type
 */
enum exit_code batch_store_open(
    struct open_repository *repository,
    const struct batch *batch,
    bool replace,
    struct batch_sink **out);

#endif
