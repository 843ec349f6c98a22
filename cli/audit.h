/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_AUDIT_H
#define WALLET_CLI_AUDIT_H

#include <wallet/audit_log.h>
#include <wallet/trust.h>

#include "case_store.h"
#include "clock.h"
#include "repository.h"

/** Whose log is meant: what `--repository` or `--store` says. */
struct audit_place {
    const char *repository;
    const char *store;
};

/** The rows for a settings struct that has its struct audit_place in a member. */
#define AUDIT_PLACE_OPTIONS(settings_, member_)                           \
    REPOSITORY_OPTION(settings_, member_.repository),                     \
    {                                                                     \
        .kind = OPTION_TEXT, .name = "store", .value = "DIR",             \
        .offset = offsetof(settings_, member_.store),                     \
        .help = "the log of a counter's cases instead, of 'wallet case'", \
        .help_zh = "改用办件库（'wallet case'）的日志"          \
    }

/** The log of a repository or of a counter's cases; audit_close() releases it. */
struct open_audit {
    const struct session *session;
    const char *folder;     /* of the one that is open */
    const char *id;         /* USCC of who keeps it */
    struct wallet_key *key; /* audit key */
    struct wallet_signer signer;
    struct open_repository repository;
    struct case_store store;
    struct wallet_audit_log *log;
    struct moment moment;
};

/**
 * Opens a log; tells why where it cannot.  `*out` stays where it is; audit_close() in any case.
 *
 * \param at  what `--at` says
 */
enum exit_code audit_open(
    const struct session *session,
    const struct audit_place *place,
    const char *at,
    struct open_audit *out);

/** Writes what stands for a holder in the log; tells why where it is none. */
enum exit_code audit_holder(
    struct open_audit *audit, const char *holder, uint8_t out[WALLET_AUDIT_HOLDER_SIZE]);

void audit_close(struct open_audit *audit);

/** Tells what a call of the library said about the log: three lines, and the exit code. */
enum exit_code audit_complain(const struct open_audit *audit, const struct wallet_error *error);

/** Reads the number of an entry; tells why where it is none. */
enum exit_code audit_number(const struct session *session, const char *text, uint64_t *out);

/** Has the log's own audit key trusted as such. */
enum exit_code audit_trust_own(const struct open_audit *audit, struct wallet_trust *trust);

#endif
