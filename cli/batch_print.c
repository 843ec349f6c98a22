/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_print.h"

#include "json.h"
#include "output.h"
#include "text.h"

#include <inttypes.h>

/* What this run did, and what it found done. */
struct account {
    uint64_t rows;
    uint64_t issued;
    uint64_t known;
    uint64_t failed;
    double rate; /* rows a second, of this run */
};

static struct account account_of(const struct batch_run *run)
{
    const struct batch_progress nothing = { .next_row = 1 };
    const struct batch_progress *before = run->sink ? &run->sink->progress : &nothing;
    const struct batch_progress *after = &run->progress;
    const double rows = (double)(after->next_row - before->next_row);

    return (struct account){ .rows = after->next_row - 1,
                             .issued = after->issued - before->issued,
                             .known = before->issued + after->known,
                             .failed = after->refused,
                             .rate = run->seconds > 0 ? rows / run->seconds : 0 };
}

static const char *errors_of(const struct open_batch *open, const struct account *account)
{
    return open->has_errors && account->failed > 0 ? open->errors.path : NULL;
}

static enum exit_code code_of(const struct batch_run *run, const struct account *account)
{
    if (run->is_interrupted) {
        return EXIT_CODE_INTERRUPTED;
    }

    return account->failed > 0 ? EXIT_CODE_REFUSED : EXIT_CODE_OK;
}

static void print_object(
    const struct open_batch *open, const struct batch_run *run, const struct account *account)
{
    char id[2 * WALLET_DIGEST_SIZE + 1];
    json_t *object = json_start();

    text_hex((struct wallet_bytes){ open->batch.id, WALLET_DIGEST_SIZE }, id);
    (void)json_object_set_new(object, "batch", json_string(id));
    (void)json_object_set_new(object, "type", json_string(wallet_type_code(open->batch.type)));
    (void)json_object_set_new(object, "issuer", json_string(open->batch.signer->issuer));
    (void)json_object_set_new(object, "dry_run", json_boolean(open->settings->dry_run));
    (void)json_object_set_new(object, "interrupted", json_boolean(run->is_interrupted));
    (void)json_object_set_new(object, "rows", json_integer((json_int_t)account->rows));
    (void)json_object_set_new(object, "issued", json_integer((json_int_t)account->issued));
    (void)json_object_set_new(object, "known", json_integer((json_int_t)account->known));
    (void)json_object_set_new(object, "failed", json_integer((json_int_t)account->failed));
    (void)json_object_set_new(object, "errors", json_text_or_null(errors_of(open, account)));
    (void)json_object_set_new(object, "seconds", json_real(run->seconds));
    (void)json_object_set_new(object, "rate", json_real(account->rate));
    (void)json_object_set_new(object, "at", json_time(open->moment.unix_seconds));
    (void)json_object_set_new(object, "test_clock", json_boolean(open->moment.is_test));
    json_print_measured(object);
}

static void tell_counts(
    const struct open_batch *open, const struct batch_run *run, const struct account *account)
{
    const struct session *session = open->session;

    remark(
        session,
        open->settings->dry_run ? SAY(session, "%" PRIu64 " could be issued", "可签发：%" PRIu64)
                                : SAY(session, "issued: %" PRIu64, "签发：%" PRIu64),
        account->issued);
    if (account->known > 0) {
        remark(
            session,
            SAY(session, "already issued: %" PRIu64, "此前已签发：%" PRIu64),
            account->known);
    }
    if (account->failed > 0) {
        remark(session, SAY(session, "failed: %" PRIu64, "失败：%" PRIu64), account->failed);
    }
    if (account->issued > 0) {
        remark(
            session,
            SAY(session, "%.1f seconds, %.0f rows a second", "用时 %.1f 秒，每秒 %.0f 行"),
            run->seconds,
            account->rate);
    }
}

/** The command that goes on; texts of a shell are not quoted again. */
static void suggest_again(const struct open_batch *open)
{
    const struct batch_settings *settings = open->settings;
    const char *place = settings->out ? settings->out : settings->repository;

    suggest(
        open->session,
        "wallet batch issue %s --in %s --key %s%s%s%s%s",
        wallet_type_name(open->batch.type),
        settings->in,
        settings->key,
        settings->out ? " --out "
        : place       ? " --repository "
                      : "",
        place ? place : "",
        settings->format ? " --format " : "",
        settings->format ? settings->format : "");
}

static void tell_end(
    const struct open_batch *open, const struct batch_run *run, const struct account *account)
{
    const struct session *session = open->session;
    const char *errors = errors_of(open, account);

    if (run->is_interrupted) {
        remark(
            session,
            SAY(session,
                "interrupted behind row %" PRIu64 ": the same command goes on from there",
                "在第 %" PRIu64 " 行之后中断：再次运行同一命令即可继续"),
            account->rows);
        suggest_again(open);
    } else if (errors) {
        hint(
            session,
            SAY(session,
                "'%s' has the rows that failed: put them right and hand that file in",
                "失败的行在 '%s' 中：更正后以该文件再次提交"),
            errors);
    } else if (account->issued > 0 && !open->settings->dry_run && !open->settings->out) {
        suggest(session, "wallet repository stats");
    }
}

enum exit_code batch_print(const struct open_batch *open, const struct batch_run *run)
{
    const struct account account = account_of(run);

    if (open->session->json) {
        print_object(open, run, &account);
    }
    if (!open->settings->quiet) {
        tell_counts(open, run, &account);
        tell_end(open, run, &account);
    }

    return code_of(run, &account);
}
