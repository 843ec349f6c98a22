/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_AUDIT_H
#define WALLET_CLI_AUDIT_H

#include <wallet/audit_log.h>
#include <wallet/trust.h>

#include "clock.h"
#include "repository.h"

/** The log of a repository; audit_close() releases it. */
struct open_audit {
    struct open_repository repository;
    struct wallet_audit_log *log;
    struct moment moment;
};

/**
 * Opens the log of the repository in a folder; tells why where it cannot.  audit_close() in any case.
 *
 * \param given  what `--repository` says
 * \param at     what `--at` says
 */
enum exit_code audit_open(
    const struct session *session, const char *given, const char *at, struct open_audit *out);

void audit_close(struct open_audit *audit);

/** Tells what a call of the library said about the log: three lines, and the exit code. */
enum exit_code audit_complain(const struct open_audit *audit, const struct wallet_error *error);

/** Reads the number of an entry; tells why where it is none. */
enum exit_code audit_number(const struct session *session, const char *text, uint64_t *out);

/** Has the repository's own audit key trusted as such. */
enum exit_code audit_trust_own(const struct open_audit *audit, struct wallet_trust *trust);

#endif
