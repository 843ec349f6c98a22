/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CERTIFICATE_H
#define WALLET_CLI_CERTIFICATE_H

#include <wallet/certificate.h>

#include "clock.h"
#include "exit_code.h"
#include "session.h"

/** What was asked of a chain of certificates. */
struct certificate_question {
    const char *name; /* the file's, as the user wrote it */
    const struct wallet_certificates *chain;
    unsigned roles; /* of enum wallet_role */
    struct moment moment;
};

/**
 * Reads a file of certificates, in PEM or DER; tells why where it cannot.
 *
 * \param out  on success they are the caller's: wallet_certificates_free()
 */
enum exit_code certificate_read(
    const struct session *session, const char *path, struct wallet_certificates **out);

/** Prints what was found out, as text or JSON; `status` is the verdict. */
void certificate_print(
    const struct session *session,
    const struct certificate_question *question,
    enum wallet_status status,
    const struct wallet_chain_report *report);

#endif
