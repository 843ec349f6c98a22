/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_WHOLE_H
#define WALLET_CLI_WHOLE_H

#include <wallet/bytes.h>

#include "check.h"

/**
 * Verifies a licence as its agency hands it over: one that is bound to a key has all its disclosures in
 * it, those of decoys too, which no presentation shows.  What is verified is the same licence with all
 * that it says shown; the signature is over the same bytes.
 *
 * \param licence  bytes of it; the checker's verdict is replaced
 *
 * \retval WALLET_OK, WALLET_ERR_REFUSED, WALLET_ERR_UNDETERMINED, WALLET_ERR_MEMORY  as wallet_verify()
 */
enum wallet_status whole_verify(struct checker *checker, struct wallet_bytes licence);

#endif
