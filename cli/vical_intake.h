/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VICAL_INTAKE_H
#define WALLET_CLI_VICAL_INTAKE_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

#include <stdint.h>

/** A VICAL that is taken in, and where to. */
struct vical_intake_source {
    const char *name; /* the file's, as the user wrote it */
    struct wallet_bytes content;
    const char *root;  /* certificates in PEM or DER; NULL: those of the store */
    const char *store; /* the trust store */
    int64_t now;
};

/**
 * Verifies a VICAL, which may not be older than the one of its provider that is in the store, and puts
 * it there; the caller has locked the store: changeover_lock_trust().  The root that is named the first
 * time is the provider's from then on.
 */
enum exit_code vical_intake(
    const struct session *session, const struct vical_intake_source *source);

#endif
