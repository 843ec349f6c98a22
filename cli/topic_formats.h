/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TOPIC_FORMATS_H
#define WALLET_CLI_TOPIC_FORMATS_H

#include "session.h"

/** Prints which checks are made of a licence in which format, and what each means there. */
void topic_formats_print(const struct session *session);

#endif
