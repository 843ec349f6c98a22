/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_run.h"

#include "batch_crew.h"
#include "batch_reason.h"
#include "interrupt.h"
#include "output.h"

#include <errno.h>

enum {
    PATIENCE = 200, /* milliseconds after which the writer looks up */
};

static enum exit_code refuse_row(
    struct batch_run *run, const struct batch_row *row, const char *reason)
{
    run->progress.refused++;
    return run->errors ? batch_errors_add(run->errors, row, reason) : EXIT_CODE_OK;
}

static enum exit_code keep_row(struct batch_run *run, struct batch_row *row)
{
    enum batch_outcome outcome = BATCH_ISSUED;
    const enum exit_code code =
        run->sink ? run->sink->kind->put(run->sink, row, &outcome) : EXIT_CODE_OK;

    if (code != EXIT_CODE_OK) {
        return code;
    }

    switch (outcome) {
    case BATCH_ISSUED: run->progress.issued++; break;
    case BATCH_KNOWN: run->progress.known++; break;
    case BATCH_LIVE:
        row->status = WALLET_ERR_REFUSED;
        return refuse_row(run, row, BATCH_REASON_LIVE);
    }

    return EXIT_CODE_OK;
}

static enum exit_code take_row(struct batch_run *run, struct batch_row *row)
{
    const enum exit_code code =
        row->status == WALLET_OK ? keep_row(run, row) : refuse_row(run, row, row->error.message);

    if (code == EXIT_CODE_OK) {
        run->progress.next_row = row->number + 1;
        run->pending++;
    }

    return code;
}

/* The errors first: a row that is committed is never looked at again. */
static enum exit_code commit(struct batch_run *run)
{
    enum exit_code code = run->errors ? batch_errors_sync(run->errors) : EXIT_CODE_OK;

    if (code == EXIT_CODE_OK && run->sink) {
        code = run->sink->kind->commit(run->sink, &run->progress);
    }
    if (code == EXIT_CODE_OK) {
        run->pending = 0;
    }

    return code;
}

static enum exit_code complain_table(const struct batch_run *run, int problem)
{
    const struct session *session = run->session;
    char text[160];

    complain(
        session, SAY(session, "'%s' cannot be read to its end", "'%s' 未能读完"), run->batch->path);
    if (problem == EILSEQ) {
        why(session,
            SAY(session,
                "behind row %llu a character is not GB18030",
                "第 %llu 行之后有字符不属于 GB18030 编码"),
            (unsigned long long)(run->progress.next_row - 1));
    } else {
        why(session, "%s", output_problem(session, problem, text));
    }
    hint(
        session,
        SAY(session,
            "the rows before it are issued; mend the table and hand the rest in as another one",
            "之前的行已签发；请修正数据表，其余行另作一表提交"));
    return EXIT_CODE_FILE;
}

static enum exit_code take_piece(struct batch_run *run, struct batch_piece *piece)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; code == EXIT_CODE_OK && i < piece->count; i++) {
        code = take_row(run, &piece->rows[i]);
    }
    if (code == EXIT_CODE_OK &&
        (run->pending >= BATCH_COMMIT_ROWS || (piece->is_last && run->pending > 0))) {
        code = commit(run);
    }

    return code == EXIT_CODE_OK && piece->problem != 0 ? complain_table(run, piece->problem) : code;
}

static struct progress_state state_of(const struct batch_run *run, uint64_t bytes)
{
    return (struct progress_state){ .done = run->progress.next_row - 1,
                                    .failed = run->progress.refused,
                                    .bytes = bytes,
                                    .total = run->batch->size };
}

static enum exit_code take_all(struct batch_run *run, struct batch_ring *ring)
{
    struct progress_state state = state_of(run, 0);
    struct progress progress = progress_start(run->session, run->manner, &state);
    enum exit_code code = EXIT_CODE_OK;
    bool is_late = true;
    bool is_done = false;

    while (code == EXIT_CODE_OK && !interrupted()) {
        struct batch_piece *piece = batch_ring_next(ring, PATIENCE, &is_late);
        if (!piece && !is_late) {
            break;
        }
        if (piece) {
            is_done = piece->is_last;
            code = take_piece(run, piece);
            state = state_of(run, piece->bytes);
            batch_ring_done(ring, piece);
        }
        progress_tell(&progress, &state);
    }

    run->is_interrupted = interrupted() && !is_done;
    if (code == EXIT_CODE_OK && run->pending > 0) {
        code = commit(run);
    }
    run->seconds = progress_finish(&progress, &state);

    /* A worker gave up. */
    return code == EXIT_CODE_OK && !is_done && !run->is_interrupted ? complain_memory(run->session)
                                                                    : code;
}

static enum exit_code complain_threads(const struct session *session)
{
    complain(session, SAY(session, "no thread could be started", "无法启动工作线程"));
    why(session, SAY(session, "the system gives no more", "系统资源不足"));
    hint(session, SAY(session, "end other programs and run it again", "请结束其他程序后重试"));
    return EXIT_CODE_FILE;
}

enum exit_code batch_run(struct batch_run *run)
{
    struct batch_ring *ring = batch_ring_new();
    struct batch_crew crew = { .batch = run->batch,
                               .sink = run->sink,
                               .ring = ring,
                               .csv = run->csv,
                               .first_row = run->progress.next_row };

    if (!ring) {
        return complain_memory(run->session);
    }

    /* From here on the errors are known to be this batch's. */
    enum exit_code code = run->sink && !run->sink->is_begun ? commit(run) : EXIT_CODE_OK;
    if (code == EXIT_CODE_OK) {
        code = batch_crew_start(&crew, run->worker_count) ? take_all(run, ring)
                                                          : complain_threads(run->session);
    }
    batch_crew_finish(&crew);
    batch_ring_free(ring);
    return code;
}
