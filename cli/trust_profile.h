/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TRUST_PROFILE_H
#define WALLET_CLI_TRUST_PROFILE_H

#include <wallet/trust_list.h>

#include "exit_code.h"
#include "session.h"

/**
 * Whether an entry's certificates keep the profile for its roles; tells where they do not.  Every
 * counter would refuse what they sign, so the authority hears of it first.
 *
 * \param path   of the certificates, as the user wrote it
 * \param roles  as the user wrote them
 */
enum exit_code trust_profile_check(
    const struct session *session,
    const char *path,
    const char *roles,
    const struct wallet_trust_entry *entry);

#endif
