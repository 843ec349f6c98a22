/* SPDX-License-Identifier: Apache-2.0 */
#include "share_export.h"

#include "share_text.h"

/* Where the subscriptions go. */
struct target {
    const struct wallet_catalogue *catalogue;
    json_t *rows;
    FILE *table;
};

static enum exit_code each(
    const struct share_export *what, wallet_share_visit *visit, struct target *target)
{
    struct wallet_error error;

    return wallet_share_list(what->repository->handle, what->department, visit, target, &error) ==
                   WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(what->repository, &error);
}

static bool append_object(void *context, const struct wallet_subscription *subscription)
{
    const struct target *target = context;

    return json_array_append_new(target->rows, share_text_json(target->catalogue, subscription)) ==
           0;
}

enum exit_code share_export_json(const struct share_export *what, FILE *stream)
{
    struct target target = { .catalogue = what->repository->catalogue, .rows = json_array() };
    json_t *out = json_start();

    (void)json_object_set_new(out, "repository", json_string(what->repository->id));
    (void)json_object_set_new(out, "at", json_time(what->now_unix));
    (void)json_object_set_new(out, "types", share_text_offer(target.catalogue));
    (void)json_object_set_new(out, "subscriptions", target.rows);
    const enum exit_code code = each(what, append_object, &target);
    if (code == EXIT_CODE_OK) {
        (void)json_dumpf(out, stream, JSON_INDENT(2));
        fputc('\n', stream);
    }

    json_decref(out);
    return code;
}

static bool append_row(void *context, const struct wallet_subscription *subscription)
{
    const struct target *target = context;

    share_text_write_row(target->table, target->catalogue, subscription);
    return true;
}

enum exit_code share_export_csv(const struct share_export *what, FILE *stream)
{
    struct target target = { .catalogue = what->repository->catalogue, .table = stream };

    share_text_write_head(stream);
    share_text_write_offer(stream, target.catalogue);
    return each(what, append_row, &target);
}
