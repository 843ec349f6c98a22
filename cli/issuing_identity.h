/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ISSUING_IDENTITY_H
#define WALLET_CLI_ISSUING_IDENTITY_H

#include "issuing.h"

/** What `issue` takes in the place of a type for an identity code: MOSIP Claim 169. */
#define ISSUING_IDENTITY "claim-169"

/** Issues one, reads it back as a verifier will, and writes it; tells why where it cannot. */
enum exit_code issuing_identity(
    const struct session *session, const struct issue_settings *settings);

#endif
