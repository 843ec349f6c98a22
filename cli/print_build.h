/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_BUILD_H
#define WALLET_CLI_PRINT_BUILD_H

#include "doctor.h"

#include <stdbool.h>

/** Whether this build can print: print_page.c is in it, and else print_missing.c. */
extern const bool print_is_built;

/** Whether there is a font for what is printed. */
void doctor_look_at_print(const struct session *session, struct doctor_finding *out);

#endif
