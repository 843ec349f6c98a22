/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VICAL_TRUST_H
#define WALLET_CLI_VICAL_TRUST_H

#include <wallet/vical.h>

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>

/**
 * Adds all VICALs of a trust store to `trust`.  One that is refused takes nobody in, and is told; so is
 * one whose provider should have made a newer one by now.
 */
enum exit_code vical_trust_add(
    const struct session *session,
    const char *trust_store,
    int64_t at_unix,
    struct wallet_trust *trust);

/** Whether its provider should have made a newer one by now. */
bool vical_is_overdue(const struct wallet_vical *vical, int64_t at_unix);

/** Writes "issue 42, 3 days old"; good for a line of text. */
void vical_age(
    const struct session *session,
    const struct wallet_vical *vical,
    int64_t at_unix,
    char out[120]);

#endif
