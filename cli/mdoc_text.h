/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_TEXT_H
#define WALLET_CLI_MDOC_TEXT_H

#include <wallet/mdoc.h>

#include "session.h"

#include <jansson.h>

/*
 * What a verdict on a mobile document says beside what every verdict does; nothing of any other.
 */

/** Prints what the device said itself, apart from what the issuer signed. */
void mdoc_text_print_device(const struct session *session, const struct wallet_verdict *verdict);

/** Prints where the certificates deviate from their profile, which does not break the chain. */
void mdoc_text_print_deviations(
    const struct session *session, const struct wallet_verdict *verdict);

/** Adds "device_claims" and "deviations" where there are any. */
void mdoc_text_add(const struct wallet_verdict *verdict, json_t *out);

#endif
