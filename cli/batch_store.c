/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_store.h"

#include "output.h"

#include <stdlib.h>

struct store_sink {
    struct batch_sink head;
    struct open_repository *repository;
    bool replace;
    bool has_begun; /* a transaction is open */
};

static enum exit_code begin(struct store_sink *sink)
{
    struct wallet_error error;

    if (sink->has_begun) {
        return EXIT_CODE_OK;
    }
    if (wallet_repository_begin(sink->repository->handle, &error) != WALLET_OK) {
        return repository_complain(sink->repository, &error);
    }

    sink->has_begun = true;
    return EXIT_CODE_OK;
}

static enum batch_outcome outcome_of(enum wallet_deposit deposit)
{
    switch (deposit) {
    case WALLET_DEPOSIT_KNOWN: return BATCH_KNOWN;
    case WALLET_DEPOSIT_LIVE: return BATCH_LIVE;
    case WALLET_DEPOSIT_NEW:
    case WALLET_DEPOSIT_NEWER_VERSION:
    case WALLET_DEPOSIT_OLDER_VERSION: break;
    }

    return BATCH_ISSUED;
}

static enum wallet_status prepare(const struct batch_sink *head, struct batch_row *row)
{
    const struct store_sink *sink = (const struct store_sink *)head;
    const struct wallet_repository_item item = {
        .licence = wallet_buffer_bytes(&row->licence),
        .row = row->digest,
        .at_unix = head->batch->at_unix,
        .is_issue = true,
        .replace = sink->replace,
        .is_own_serial = row->is_own_serial,
    };
    enum wallet_status status = WALLET_OK;

    if (!row->prepared) {
        status = wallet_prepared_new(&row->prepared, &row->error);
    }

    return status == WALLET_OK ? wallet_repository_prepare(
                                     sink->repository->handle, &item, row->prepared, &row->error)
                               : status;
}

static enum exit_code put(
    struct batch_sink *head, const struct batch_row *row, enum batch_outcome *out)
{
    struct store_sink *sink = (struct store_sink *)head;
    struct wallet_repository *handle = sink->repository->handle;
    enum wallet_deposit deposit = WALLET_DEPOSIT_NEW;
    struct wallet_error error;

    const enum exit_code code = begin(sink);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (wallet_repository_put_prepared(handle, row->prepared, &deposit, &error) != WALLET_OK) {
        return repository_complain(sink->repository, &error);
    }

    *out = outcome_of(deposit);
    return EXIT_CODE_OK;
}

static enum exit_code commit(struct batch_sink *head, const struct batch_progress *progress)
{
    struct store_sink *sink = (struct store_sink *)head;
    const struct wallet_repository_batch batch = { .next_row = progress->next_row,
                                                   .issued = progress->issued,
                                                   .known = progress->known,
                                                   .refused = progress->refused,
                                                   .at_unix = head->batch->at_unix };
    struct wallet_repository *handle = sink->repository->handle;
    struct wallet_error error;

    const enum exit_code code = begin(sink);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (wallet_repository_batch_write(handle, head->batch->id, &batch, &error) != WALLET_OK ||
        wallet_repository_commit(handle, head->batch->at_unix, &error) != WALLET_OK) {
        return repository_complain(sink->repository, &error);
    }

    sink->has_begun = false;
    return EXIT_CODE_OK;
}

static void close_sink(struct batch_sink *head)
{
    struct store_sink *sink = (struct store_sink *)head;

    wallet_repository_rollback(sink->repository->handle);
    free(sink);
}

static enum exit_code read_progress(struct store_sink *sink)
{
    struct wallet_repository_batch batch;
    struct wallet_error error;

    if (wallet_repository_batch_read(
            sink->repository->handle, sink->head.batch->id, &batch, &error) != WALLET_OK) {
        return repository_complain(sink->repository, &error);
    }

    sink->head.is_begun = batch.next_row > 0;
    sink->head.progress =
        (struct batch_progress){ .next_row = batch.next_row > 0 ? batch.next_row : 1,
                                 .issued = batch.issued,
                                 .known = batch.known,
                                 .refused = batch.refused };
    return EXIT_CODE_OK;
}

enum exit_code batch_store_open(
    struct open_repository *repository,
    const struct batch *batch,
    bool replace,
    struct batch_sink **out)
{
    static const struct batch_sink_kind kind = { prepare, put, commit, close_sink };
    struct store_sink *sink = calloc(1, sizeof *sink);

    if (!sink) {
        return complain_memory(repository->session);
    }

    sink->head =
        (struct batch_sink){ .kind = &kind, .session = repository->session, .batch = batch };
    sink->repository = repository;
    sink->replace = replace;
    *out = &sink->head;
    return read_progress(sink);
}
