/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_AUDIT_EVIDENCE_H
#define WALLET_CLI_AUDIT_EVIDENCE_H

#include <wallet/audit.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/** Checkpoints that others hold: in receipts, checkpoints and cosignatures; audit_evidence_free(). */
struct audit_evidence {
    struct wallet_checkpoint *items;
    size_t count;
};

/**
 * Verifies what the files hold and adds the checkpoints in them; a file may be a picture, the text of a
 * code or CBOR.  Tells of each that does not hold.
 */
enum exit_code audit_evidence_add(
    const struct session *session,
    const struct option_list *files,
    const struct wallet_trust *trust,
    struct audit_evidence *evidence);

void audit_evidence_free(struct audit_evidence *evidence);

#endif
