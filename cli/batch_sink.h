/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_SINK_H
#define WALLET_CLI_BATCH_SINK_H

#include "batch.h"
#include "exit_code.h"
#include "session.h"

/** How far a batch is: what a sink keeps together with the licences. */
struct batch_progress {
    uint64_t next_row; /* rows before it are done; 1 at first */
    uint64_t issued;
    uint64_t known; /* were there already */
    uint64_t refused;
};

enum batch_outcome {
    BATCH_ISSUED,
    BATCH_KNOWN, /* the same row was issued before */
    BATCH_LIVE,  /* the holder has another licence of this type, and may have one only */
};

struct batch_sink;

/** Where licences go.  Each tells what goes wrong. */
struct batch_sink_kind {
    /** Does beforehand, in the thread that issued the row, what can be done there; may be NULL. */
    enum wallet_status (*prepare)(const struct batch_sink *sink, struct batch_row *row);

    /** Takes a licence; it is only there for good after `commit`. */
    enum exit_code (*put)(
        struct batch_sink *sink, const struct batch_row *row, enum batch_outcome *out);

    /** All since the last time is for good, and so is how far it is. */
    enum exit_code (*commit)(struct batch_sink *sink, const struct batch_progress *progress);

    /** What was not committed is given up. */
    void (*close)(struct batch_sink *sink);
};

/** The head of each kind of sink. */
struct batch_sink {
    const struct batch_sink_kind *kind;
    const struct session *session;
    const struct batch *batch;
    struct batch_progress progress; /* as it was found */
    bool is_begun;                  /* by an earlier run */
};

/**
 * Files in a folder of their own, with a list of them, manifest.jsonl, and the batch's journal,
 * batch.json.  The folder is locked while it is open.
 */
enum exit_code batch_folder_open(
    const struct session *session,
    const struct batch *batch,
    const char *folder,
    struct batch_sink **out);

#endif
