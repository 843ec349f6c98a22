/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_SLIP_H
#define WALLET_CLI_CASE_SLIP_H

#include "case_store.h"

/** Prints what is told once (一次性告知): all that is lacking, for the applicant. */
void case_slip_print_notice(const struct case_desk *desk);

/** Prints the receipt of acceptance (受理回执). */
void case_slip_print_receipt(const struct case_desk *desk);

#endif
