/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_SUMMARY_H
#define WALLET_CLI_MDOC_SUMMARY_H

#include <wallet/mdoc_explain.h>

#include "session.h"

/**
 * Prints of each document whether its device's proof holds, and where it does not, the first part that does
 * not fit; of the session alone what is wrong with it.  Nothing where nothing is to be said.
 */
void mdoc_summary_print(
    const struct session *session, const struct wallet_mdoc_explanation *explanation);

#endif
