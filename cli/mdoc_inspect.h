/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_INSPECT_H
#define WALLET_CLI_MDOC_INSPECT_H

#include "input.h"

/**
 * Shows what is in CBOR of a mobile document, or in the code of a device's engagement, under the word
 * UNVERIFIED.
 *
 * \return false where it is no such thing, and nothing was shown
 */
bool mdoc_inspect(const struct session *session, const struct input *input);

#endif
