/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_LINT_H
#define WALLET_CLI_LINT_H

#include "exit_code.h"
#include "option.h"
#include "session.h"

/**
 * Tells of each operand where it leaves its profile: what inputs_take() finds in it, and certificates in PEM
 * or DER besides.
 *
 * \return EXIT_CODE_REFUSED where something is graver than advice, else the worst outcome
 */
enum exit_code lint_inputs(const struct session *session, const struct operands *operands);

#endif
