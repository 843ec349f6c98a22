/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_OPEN_H
#define WALLET_CLI_BATCH_OPEN_H

#include "batch_errors.h"
#include "batch_sink.h"
#include "batch_survey.h"
#include "batch_turns.h"
#include "clock.h"
#include "repository.h"
#include "signers.h"

/** What `batch issue` is asked for. */
struct batch_settings {
    const char *in;
    const char *key;
    const char *out;
    const char *repository;
    const char *format;
    const char *level;
    const char *errors;
    const char *encoding;
    const char *at;
    const char *progress;
    unsigned module;
    unsigned jobs;
    bool replace;
    bool accept_findings;
    bool force;
    bool dry_run;
    bool quiet;
    struct signer_settings signer;
};

/** All that a batch needs; batch_close() releases it. */
struct open_batch {
    const struct session *session;
    const struct batch_settings *settings;
    struct batch batch;
    struct batch_survey survey;
    struct moment moment;
    struct wallet_catalogue *catalogue;
    struct signing signing;
    struct batch_turns turns;
    struct csv csv;
    struct wallet_bytes *names; /* the cells of the first row, with their bytes behind them */
    size_t name_count;
    struct open_repository repository; /* where licences go into it */
    struct batch_sink *sink;           /* NULL for a trial */
    struct batch_errors errors;
    bool has_errors; /* not for a trial */
};

/** Opens table, key and place; tells why where it cannot.  batch_close() in any case. */
enum exit_code batch_open(
    const struct session *session,
    const struct batch_settings *settings,
    const char *type_name,
    struct open_batch *out);

void batch_close(struct open_batch *open);

#endif
