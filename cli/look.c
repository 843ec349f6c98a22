/* SPDX-License-Identifier: Apache-2.0 */
#include "look.h"

#include "output.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum exit_code look_check(const struct session *session, const struct look_settings *settings)
{
    const size_t size = settings->cause ? strlen(settings->cause) : 0;

    if (size > 0 && size <= WALLET_REPOSITORY_NOTE_MAX &&
        (!settings->clerk || strlen(settings->clerk) <= WALLET_REPOSITORY_NOTE_MAX)) {
        return EXIT_CODE_OK;
    }

    if (size == 0) {
        complain(session, SAY(session, "'--cause' is missing", "缺少 '--cause'"));
    } else {
        complain(
            session,
            SAY(session, "'--cause' or '--clerk' is too long", "'--cause' 或 '--clerk' 过长"));
    }
    why(session,
        SAY(session,
            "who looks at somebody's licences says why: it is written down, and the holder may see "
            "it",
            "查看他人证照须说明事由：将记入日志，持证主体可见"));
    hint(
        session,
        SAY(session,
            "--cause 'complaint 2026-118, telephone', at most %d bytes",
            "--cause '2026-118 号投诉核查'，最多 %d 字节"),
        WALLET_REPOSITORY_NOTE_MAX);
    return EXIT_CODE_USAGE;
}

static const char *account(char out[32])
{
    const struct passwd *entry = getpwuid(geteuid());

    if (entry && entry->pw_name && strlen(entry->pw_name) <= WALLET_REPOSITORY_NOTE_MAX) {
        return entry->pw_name;
    }

    (void)snprintf(out, 32, "uid %lu", (unsigned long)geteuid());
    return out;
}

enum exit_code look_log(
    const struct open_repository *repository,
    const struct look_settings *settings,
    struct wallet_repository_look *look)
{
    struct wallet_error error;
    char number[32];

    look->clerk = settings->clerk ? settings->clerk : account(number);
    look->cause = settings->cause;
    enum wallet_status status = wallet_repository_begin(repository->handle, &error);
    if (status == WALLET_OK) {
        status = wallet_repository_log_look(repository->handle, look, &error);
    }
    if (status == WALLET_OK) {
        status = wallet_repository_commit(repository->handle, look->at_unix, &error);
    }

    wallet_repository_rollback(repository->handle);
    look->clerk = NULL;
    return status == WALLET_OK ? EXIT_CODE_OK : repository_complain(repository, &error);
}
