/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ISSUING_MDOC_H
#define WALLET_CLI_ISSUING_MDOC_H

#include "issuing.h"

/* What is particular to issuing a mobile document; of any other licence each of these finds nothing to say. */

/** Whether all that a mobile document needs is named; tells what is missing. */
enum exit_code issuing_mdoc_check(const struct issuing *issuing);

/** Whether it is to be written as what it is, and not as a code; tells so where it is not. */
enum exit_code issuing_mdoc_check_form(const struct issuing *issuing);

/** Says what to do where one was not issued. */
void issuing_mdoc_hint(const struct issuing *issuing, const struct wallet_error *error);

/**
 * Verifies it as its device will that gets it.  Nobody knows here whom others trust: the signer's own
 * certificate is.
 */
enum wallet_status issuing_mdoc_verify(struct issuing *issuing, struct wallet_error *error);

#endif
