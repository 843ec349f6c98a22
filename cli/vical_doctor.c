/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "doctor.h"
#include "trust_store.h"
#include "vical_store.h"
#include "vical_trust.h"

#include <stdio.h>

/* What was found out of all of them; the oldest speaks for all. */
struct survey {
    size_t refused;
    size_t overdue;
    size_t count;
    int64_t oldest_unix;
    char oldest[160];
};

static void look_at(
    const struct session *session, const char *path, int64_t now, struct survey *survey)
{
    struct wallet_vical *vical = NULL;
    struct wallet_error error;
    char age[120];

    survey->count++;
    if (vical_store_load(path, now, &vical, &error) != WALLET_OK) {
        survey->refused++;
        return;
    }

    survey->overdue += vical_is_overdue(vical, now);
    if (!survey->oldest[0] || wallet_vical_issued(vical) < survey->oldest_unix) {
        vical_age(session, vical, now, age);
        survey->oldest_unix = wallet_vical_issued(vical);
        (void)snprintf(
            survey->oldest,
            sizeof survey->oldest,
            "%.100s, %.50s",
            wallet_vical_provider(vical),
            age);
    }
    wallet_vical_free(vical);
}

static void judge(
    const struct session *session, const struct survey *survey, struct doctor_finding *out)
{
    (void)snprintf(
        out->detail,
        sizeof out->detail,
        SAY(session, "%zu, refused: %zu; the oldest: %s", "%zu 份，被拒绝 %zu 份；最旧：%s"),
        survey->count,
        survey->refused,
        survey->oldest[0] ? survey->oldest : "-");
    if (survey->refused > 0 || survey->overdue > 0) {
        out->result = DOCTOR_WARN;
        out->hint =
            SAY(session,
                "get the newest from the provider, and 'wallet trust import' it",
                "请向提供方获取最新的，并用 'wallet trust import' 导入");
    }
}

void doctor_look_at_vicals(const struct session *session, struct doctor_finding *out)
{
    struct survey survey = { .count = 0 };
    struct folder lists = { 0 };
    char store[PATH_MAX];
    char folder[PATH_MAX];

    if (trust_store_default(store) && vical_store_folder(store, folder)) {
        (void)vical_store_list(session, folder, &lists);
    }
    for (size_t i = 0; i < lists.count; i++) {
        look_at(session, lists.paths[i], clock_now(), &survey);
    }
    if (survey.count == 0) {
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            "%s",
            SAY(session, "no VICAL imported", "尚未导入 VICAL"));
    } else {
        judge(session, &survey, out);
    }

    folder_free(&lists);
}
