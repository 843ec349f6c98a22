/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "doctor.h"
#include "file.h"
#include "place.h"
#include "status_store.h"

#include <stdio.h>

/* The oldest manifest in the folder: that is as good as the whole is. */
static bool find_oldest(const struct folder *folder, struct wallet_status_manifest *out)
{
    bool found = false;

    for (size_t i = 0; i < folder->count; i++) {
        struct wallet_status_manifest manifest;
        struct file file = { 0 };
        char path[PATH_MAX];
        if (place_join(path, folder->paths[i], WALLET_STATUS_MANIFEST_NAME) &&
            file_try(path, WALLET_STATUS_TOKEN_MAX, &file) == 0 &&
            wallet_status_manifest_read(file_bytes(&file), NULL, &manifest, NULL) == WALLET_OK &&
            (!found || manifest.issued_unix < out->issued_unix)) {
            *out = manifest;
            found = true;
        }
        file_free(&file);
    }

    return found;
}

static void judge(const struct session *session, int64_t age, struct doctor_finding *out)
{
    if (age > WALLET_STATUS_STALE_SECONDS) {
        out->result = DOCTOR_FAIL;
        out->hint =
            SAY(session,
                "too old to accept licences by: import newer data, 'wallet status import'",
                "已过时，不能据以通过证照：请用 'wallet status import' 导入新数据");
    } else if (age >= WALLET_STATUS_FRESH_SECONDS) {
        out->result = DOCTOR_WARN;
        out->hint =
            SAY(session,
                "look whether there is newer data, and import it",
                "请查看有无更新的数据并导入");
    }
}

void doctor_look_at_status(const struct session *session, struct doctor_finding *out)
{
    struct wallet_status_manifest oldest;
    struct folder folder = { 0 };
    char store[PATH_MAX];
    char age[80];

    const bool is_there = status_store_default(store) && file_is_folder(store);
    if (is_there && status_store_list(session, store, &folder) != EXIT_CODE_OK) {
        out->result = DOCTOR_FAIL;
        out->hint =
            SAY(session, "'wallet status show' says why", "用 'wallet status show' 查看原因");
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            SAY(session, "cannot be read from %.200s", "无法从 %.200s 读取"),
            store);
    } else if (!is_there || !find_oldest(&folder, &oldest)) {
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            "%s",
            SAY(session,
                "none imported: licences that can be revoked are not accepted",
                "未导入：可被吊销的证照不会通过"));
    } else {
        status_store_age(session, &oldest, clock_now(), age);
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            SAY(session, "of %zu issuers; the oldest: %s, %s", "%zu 个机关；最旧：%s，%s"),
            folder.count,
            oldest.issuer,
            age);
        judge(session, clock_now() - oldest.issued_unix, out);
    }

    folder_free(&folder);
}
