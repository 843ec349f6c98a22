/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_IDENTIFIER_H
#define WALLET_CLI_MDOC_IDENTIFIER_H

#include <wallet/catalogue.h>
#include <wallet/codes.h>

#include "exit_code.h"
#include "session.h"

/**
 * Finds the identifier in a licence of one of our types that was issued as a mobile document; tells why where
 * there is none.  Nothing is verified.
 *
 * \param name   what the user calls it
 * \param bytes  an IssuerSigned, encoded
 */
enum exit_code mdoc_identifier_find(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const char *name,
    struct wallet_bytes bytes,
    char out[WALLET_IDENTIFIER_SIZE]);

#endif
