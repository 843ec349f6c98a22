/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_STORE_H
#define WLT_REPOSITORY_STORE_H

#include <wallet/repository.h>

#include "audit/log.h"
#include "repository/codes.h"
#include "repository/secrets.h"
#include "repository/statements.h"

/** What is the same for all who write, read when they begin. */
struct wlt_repository_head {
    int64_t next; /* the number of the next licence */
    int64_t reports;
};

struct wallet_repository {
    struct wlt_database *database;
    struct wlt_log *log;
    struct wlt_secrets *secrets;
    struct wlt_statements statements;
    struct wlt_codes codes;
    struct wlt_repository_head head;    /* within a transaction */
    struct wlt_repository_head written; /* as it is in the database */
    const struct wallet_signer *audit;  /* NULL: no checkpoints */
    uint8_t custody[WALLET_KEY_ID_SIZE];
    bool has_custody;
    bool is_begun;
    bool has_erased; /* within this transaction */
    char id[WALLET_ISSUER_SIZE];
    struct wallet_buffer sealed;  /* for one call, as those below; kept from call to call */
    struct wallet_buffer details; /* of an act */
};

/* For the service, which writes into the same transactions: between begin and commit. */

struct wlt_database *wlt_repository_database(struct wallet_repository *repository);
struct wlt_log *wlt_repository_log(struct wallet_repository *repository);

/** What stands for a holder, as wallet_repository_holder(); its form is not looked at. */
void wlt_repository_holder(
    const struct wallet_repository *repository,
    struct wallet_bytes holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE]);

/* For the files here. */

enum wallet_status wlt_repository_statement(
    struct wallet_repository *repository,
    enum wlt_repository_sql which,
    struct wlt_statement **out,
    struct wallet_error *error);

struct wlt_code_source wlt_repository_codes(struct wallet_repository *repository);

/** WALLET_ERR_ARGUMENT without a transaction. */
enum wallet_status wlt_repository_demand_begun(
    const struct wallet_repository *repository, struct wallet_error *error);

#endif
