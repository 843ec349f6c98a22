/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TRUST_STORE_H
#define WALLET_CLI_TRUST_STORE_H

#include <wallet/trust_list.h>

#include "exit_code.h"
#include "session.h"

#include <limits.h>
#include <stdbool.h>

/*
 * Where a counter keeps the trust list of its region: trust.cbor as it was signed, and root.pub, the
 * root that it was imported under.
 */
#define TRUST_STORE_LIST "trust.cbor"
#define TRUST_STORE_ROOT "root.pub"

/** $XDG_DATA_HOME/wallet/trust, or the same below ~/.local/share; false where there is no home. */
bool trust_store_default(char out[PATH_MAX]);

/** Whether a list was imported into the folder, even if that was cut short. */
bool trust_store_is_there(const char *folder);

/** As trust_store_verify(), for the list in a folder as of `at_unix`; tells why where it cannot. */
enum exit_code trust_store_load(
    const struct session *session,
    const char *folder,
    int64_t at_unix,
    struct wallet_trust_list **out);

/** Verifies a list in a file under a root in a file; what was cut short there is ended before. */
enum exit_code trust_store_verify(
    const struct session *session,
    const char *list_path,
    const char *root_path,
    int64_t at_unix,
    struct wallet_trust_list **out);

/** Writes "version 3, 2 days old"; good for a line of text. */
void trust_store_age(
    const struct session *session,
    const struct wallet_trust_list *list,
    int64_t at_unix,
    char out[80]);

#endif
