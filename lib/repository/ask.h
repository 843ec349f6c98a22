/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_ASK_H
#define WLT_REPOSITORY_ASK_H

#include <wallet/repository.h>

/*
 * What is about to be looked up is asked first, for many at once: see wlt_statement_ask().  Each of these
 * is followed by the look-up of this name, which then waits for nobody.
 */

enum wallet_status wlt_ask_hash(
    struct wallet_repository *repository,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    const struct wallet_repository_query *query,
    struct wallet_error *error);

enum wallet_status wlt_ask_key(
    struct wallet_repository *repository,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    struct wallet_error *error);

enum wallet_status wlt_ask_body(
    struct wallet_repository *repository,
    const struct wallet_holding *holding,
    struct wallet_error *error);

#endif
