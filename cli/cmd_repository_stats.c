/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "json.h"
#include "output.h"
#include "repository.h"
#include "text.h"

#include <stdio.h>

struct stats_settings {
    const char *repository;
};

static const struct option_spec stats_options[] = {
    REPOSITORY_OPTION(struct stats_settings, repository),
    { 0 },
};

enum {
    LABEL_COLUMNS = 24,
};

/** One number, and what it counts. */
struct row {
    const char *name; /* in --json */
    const char *english;
    const char *chinese;
    uint64_t number;
};

static void print_rows(const struct session *session, const struct row *rows, size_t count)
{
    json_t *object = session->json ? json_start() : NULL;

    for (size_t i = 0; i < count; i++) {
        if (object) {
            (void)json_object_set_new(
                object, rows[i].name, json_integer((json_int_t)rows[i].number));
        } else {
            text_print_padded(
                stdout, text_of(SAY(session, rows[i].english, rows[i].chinese)), LABEL_COLUMNS);
            printf("  %llu\n", (unsigned long long)rows[i].number);
        }
    }

    if (object) {
        json_print(object);
    }
}

static enum exit_code print_stats(const struct open_repository *repository)
{
    struct wallet_repository_stats stats;
    struct wallet_error error;

    if (wallet_repository_count(repository->handle, &stats, &error) != WALLET_OK) {
        return repository_complain(repository, &error);
    }

    const struct row rows[] = {
        { "licences", "licences", "证照总数", stats.licences },
        { "live", "in force", "现行有效", stats.live },
        { "suspended", "of these suspended", "其中暂扣", stats.suspended },
        { "erased", "erased", "内容已删除", stats.erased },
        { "types", "types", "证照类型", stats.types },
        { "issuers", "issuers", "颁发机构", stats.issuers },
        { "problems", "problems reported", "问题反馈", stats.problems },
        { "entries", "entries of the log", "日志条目", stats.entries },
    };
    print_rows(repository->session, rows, sizeof rows / sizeof rows[0]);
    return EXIT_CODE_OK;
}

static enum exit_code repository_stats(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct stats_settings *settings = opaque_settings;
    struct open_repository repository = { .session = session };

    (void)operands;
    enum exit_code code = repository_open(session, settings->repository, &repository);
    if (code == EXIT_CODE_OK) {
        code = print_stats(&repository);
    }

    repository_close(&repository);
    return code;
}

const struct command command_repository_stats = {
    .words = "repository stats",
    .summary = "count what is in the repository",
    .summary_zh = "统计证照库",
    .operands = "",
    .options = stats_options,
    .settings_size = sizeof(struct stats_settings),
    .json = true,
    .examples = "  wallet repository stats --repository store\n",
    .run = repository_stats,
};
