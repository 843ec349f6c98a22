/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_REPOSITORY_H
#define WALLET_CLI_REPOSITORY_H

#include <wallet/repository.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

#include <limits.h>

/*
 * A repository is a folder of one's own:
 *
 *     repository.json  { "v": 1, "id": "USCC", "database": "licences.db" }: a file in the folder, or
 *                      "postgresql://..."
 *     secret.key       the secret of the database, 64 hexadecimal digits
 *     repository.key   signs answers and copies; licences of holders without a key are bound to it
 *     repository.pub   its public half
 *     audit.key        signs the log
 *     audit.pub        its public half
 */
#define REPOSITORY_FILE      "repository.json"
#define REPOSITORY_SECRET    "secret.key"
#define REPOSITORY_KEY       "repository.key"
#define REPOSITORY_PUBLIC    "repository.pub"
#define REPOSITORY_AUDIT_KEY "audit.key"
#define REPOSITORY_AUDIT_PUB "audit.pub"
#define REPOSITORY_DATABASE  "licences.db"
#define REPOSITORY_NAME_MAX  1024 /* bytes of a database's name */

/** The option that every command on a repository has; its value is a const char *. */
#define REPOSITORY_OPTION(settings_, member_)                                                       \
    {                                                                                               \
        .kind = OPTION_TEXT, .name = "repository", .value = "DIR",                                  \
        .offset = offsetof(settings_, member_),                                                     \
        .help = "the repository (default: $WALLET_REPOSITORY, else wallet/repository in "           \
                "$XDG_DATA_HOME)",                                                                  \
        .help_zh = "证照库目录（默认 $WALLET_REPOSITORY，否则为 $XDG_DATA_HOME 下的 " \
                   "wallet/repository）"                                                           \
    }

/** An open repository with its keys; repository_close() releases it. */
struct open_repository {
    const struct session *session;
    char folder[PATH_MAX];
    char id[WALLET_ISSUER_SIZE];
    char database[PATH_MAX + REPOSITORY_NAME_MAX]; /* as wallet_repository_open() wants it */
    uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE];
    struct wallet_catalogue *catalogue;
    struct wallet_key *key; /* the repository's */
    struct wallet_key *audit_key;
    struct wallet_signer signer;
    struct wallet_signer audit;
    struct wallet_repository_terms terms; /* borrows from here: for further handles, one a thread */
    struct wallet_repository *handle;
};

/** Where the repository is: what was given, $WALLET_REPOSITORY, or the default place. */
enum exit_code repository_place(
    const struct session *session, const char *given, char out[PATH_MAX]);

/**
 * Opens the repository in a folder; tells why where it cannot.  `*out` stays where it is, and is closed
 * in any case.
 *
 * \param given  what `--repository` says; NULL: see repository_place()
 */
enum exit_code repository_open(
    const struct session *session, const char *given, struct open_repository *out);

/** The same without the handle: for programs that open one in each thread. */
enum exit_code repository_read(
    const struct session *session, const char *given, struct open_repository *out);

/** Releases it and wipes its secrets. */
void repository_close(struct open_repository *repository);

/** Tells what a call of the library said about the repository: three lines, and the exit code. */
enum exit_code repository_complain(
    const struct open_repository *repository, const struct wallet_error *error);

#endif
