/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_AUDIT_TEXT_H
#define WALLET_CLI_AUDIT_TEXT_H

#include <wallet/audit.h>

#include "session.h"

#include <jansson.h>

/** Prints an entry of a log over several lines: when, what, of which licence, and its details. */
void audit_entry_print(const struct session *session, const struct wallet_audit_entry *entry);

/** Adds an entry's members to an object. */
void audit_entry_add(const struct wallet_audit_entry *entry, json_t *out);

/** Adds a checkpoint's members: origin, size, root, signed. */
void audit_checkpoint_add(const struct wallet_checkpoint *checkpoint, json_t *out);

/** Prints whose log it is, how many entries it has, and when that was signed, on one line. */
void audit_checkpoint_print(
    const struct session *session, const struct wallet_checkpoint *checkpoint);

#endif
