/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TRUST_DRAFT_H
#define WALLET_CLI_TRUST_DRAFT_H

#include <wallet/trust_list.h>

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>

/*
 * An authority's folder: root.key and root.pub, and draft.json, the entries as people may read them
 * and the version that was signed last.
 */
#define TRUST_ROOT_KEY "root.key"
#define TRUST_ROOT_PUB "root.pub"
#define TRUST_DRAFT    "draft.json"

/** Reads the draft in an authority's folder; tells why where it cannot. */
enum exit_code trust_draft_load(
    const struct session *session, const char *folder, struct wallet_trust_list **out);

/** Whether the folder is an authority's. */
bool trust_draft_is_there(const char *folder);

/** The draft as text, to be released with free(); NULL where memory is short. */
char *trust_draft_text(const struct wallet_trust_list *list);

/** Puts the draft in the place of the one that is there, at once. */
enum exit_code trust_draft_save(
    const struct session *session, const char *folder, const struct wallet_trust_list *list);

#endif
