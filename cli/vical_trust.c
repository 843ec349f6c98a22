/* SPDX-License-Identifier: Apache-2.0 */
#include "vical_trust.h"

#include <wallet/time.h>

#include "output.h"
#include "status_store.h"
#include "vical_store.h"

#include <stdio.h>

bool vical_is_overdue(const struct wallet_vical *vical, int64_t at_unix)
{
    const int64_t next = wallet_vical_next_update(vical);

    return next != 0 && at_unix > next;
}

void vical_age(
    const struct session *session, const struct wallet_vical *vical, int64_t at_unix, char out[120])
{
    const int64_t issued = wallet_vical_issued(vical);
    const unsigned long long issue = wallet_vical_issue_id(vical);
    char span[40];

    status_store_span(session, at_unix > issued ? at_unix - issued : 0, span);
    if (issue > 0) {
        (void)snprintf(
            out, 120, SAY(session, "issue %llu, %s old", "第 %llu 期，签发于 %s前"), issue, span);
    } else {
        (void)snprintf(out, 120, SAY(session, "%s old", "签发于 %s前"), span);
    }
}

static void remark_overdue(
    const struct session *session, const struct wallet_vical *vical, int64_t at_unix)
{
    char time[WALLET_TIME_SIZE];
    char age[120];

    wallet_time_format(wallet_vical_next_update(vical), time);
    vical_age(session, vical, at_unix, age);
    remark(
        session,
        SAY(session,
            "the VICAL of '%s' is %s; a newer one was due by %s: 'wallet trust import' it",
            "'%s' 的 VICAL：%s；新的应于 %s 前发布，请用 'wallet trust import' 导入"),
        wallet_vical_provider(vical),
        age,
        time);
}

static enum exit_code add(
    const struct session *session, const char *path, int64_t at_unix, struct wallet_trust *trust)
{
    struct wallet_vical *vical = NULL;
    struct wallet_error error = { .message = "" };

    enum wallet_status status = vical_store_load(path, at_unix, &vical, &error);
    if (status == WALLET_OK && vical_is_overdue(vical, at_unix)) {
        remark_overdue(session, vical, at_unix);
    }
    if (status == WALLET_OK) {
        status = wallet_trust_add_vical(trust, vical, &error);
    }

    wallet_vical_free(vical);
    if (status == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }
    if (status != WALLET_OK) {
        remark(
            session,
            SAY(session,
                "the VICAL '%s' is refused, and nobody in it trusted: %s",
                "拒绝 VICAL '%s'，其中的机构均不受信任：%s"),
            path,
            error.message);
    }

    return EXIT_CODE_OK;
}

enum exit_code vical_trust_add(
    const struct session *session,
    const char *trust_store,
    int64_t at_unix,
    struct wallet_trust *trust)
{
    struct folder lists = { 0 };
    char folder[PATH_MAX];

    enum exit_code code = vical_store_folder(trust_store, folder)
                              ? vical_store_list(session, folder, &lists)
                              : EXIT_CODE_OK;
    for (size_t i = 0; i < lists.count && code == EXIT_CODE_OK; i++) {
        code = add(session, lists.paths[i], at_unix, trust);
    }

    folder_free(&lists);
    return code;
}
