/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CERTIFICATE_H
#define WALLET_CLI_CERTIFICATE_H

#include <wallet/certificate.h>

#include "clock.h"
#include "session.h"

/** What was asked of a chain of certificates. */
struct certificate_question {
    const char *name; /* the file's, as the user wrote it */
    const struct wallet_certificates *chain;
    unsigned roles; /* of enum wallet_role */
    struct moment moment;
};

/** Prints what was found out, as text or JSON; `status` is the verdict. */
void certificate_print(
    const struct session *session,
    const struct certificate_question *question,
    enum wallet_status status,
    const struct wallet_chain_report *report);

#endif
