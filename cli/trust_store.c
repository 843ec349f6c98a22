/* SPDX-License-Identifier: Apache-2.0 */
#include "trust_store.h"

#include "file.h"
#include "keys.h"
#include "output.h"
#include "place.h"
#include "resumption.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    AN_HOUR = 3600,
    A_DAY = 86400,
};

bool trust_store_default(char out[PATH_MAX])
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    /* The specification of base directories: a relative path is to be ignored. */
    if (data && data[0] == '/') {
        return place_join(out, data, "wallet/trust");
    }

    return home && home[0] == '/' && place_join(out, home, ".local/share/wallet/trust");
}

bool trust_store_is_there(const char *folder)
{
    char path[PATH_MAX];

    return resume_is_due(folder) ||
           (place_join(path, folder, TRUST_STORE_LIST) && access(path, F_OK) == 0);
}

static enum exit_code verify(
    const struct session *session,
    const char *path,
    const struct wallet_key *root,
    int64_t at_unix,
    struct wallet_trust_list **out)
{
    struct file file = { 0 };
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_TRUST_LIST_MAX, &file);

    if (code == EXIT_CODE_OK &&
        wallet_trust_list_verify(file_bytes(&file), root, 0, at_unix, out, &error) != WALLET_OK) {
        code = refuse(
            session,
            &error,
            SAY(session, "the trust list '%s' is refused", "拒绝信任名单 '%s'"),
            path);
        hint(
            session,
            SAY(session,
                "ask the region's authority for its list, and 'wallet trust import' it",
                "请向本地主管机关索取名单，并用 'wallet trust import' 导入"));
    }

    file_free(&file);
    return code;
}

enum exit_code trust_store_verify(
    const struct session *session,
    const char *list_path,
    const char *root_path,
    int64_t at_unix,
    struct wallet_trust_list **out)
{
    struct wallet_key *root = NULL;
    enum exit_code code = resume_trust_of(session, list_path);

    if (code == EXIT_CODE_OK) {
        code = keys_read(session, root_path, &root);
    }
    if (code == EXIT_CODE_OK) {
        code = verify(session, list_path, root, at_unix, out);
    }

    wallet_key_free(root);
    return code;
}

enum exit_code trust_store_load(
    const struct session *session,
    const char *folder,
    int64_t at_unix,
    struct wallet_trust_list **out)
{
    char list[PATH_MAX];
    char root[PATH_MAX];

    if (!place_join(list, folder, TRUST_STORE_LIST) ||
        !place_join(root, folder, TRUST_STORE_ROOT)) {
        complain(session, SAY(session, "cannot read '%s'", "无法读取 '%s'"), folder);
        why(session, SAY(session, "the name is too long", "名称过长"));
        hint(session, SAY(session, "choose another folder", "请换个目录"));
        return EXIT_CODE_FILE;
    }

    return trust_store_verify(session, list, root, at_unix, out);
}

void trust_store_age(
    const struct session *session,
    const struct wallet_trust_list *list,
    int64_t at_unix,
    char out[80])
{
    const unsigned long long version = wallet_trust_list_version(list);
    const int64_t issued = wallet_trust_list_issued(list);
    const int64_t age = at_unix > issued ? at_unix - issued : 0;

    if (issued == 0) {
        (void)snprintf(
            out, 80, SAY(session, "draft after version %llu", "第 %llu 版之后的草稿"), version);
    } else if (age < (int64_t)2 * A_DAY) {
        (void)snprintf(
            out,
            80,
            SAY(session, "version %llu, %lld h old", "第 %llu 版，签发于 %lld 小时前"),
            version,
            (long long)(age / AN_HOUR));
    } else {
        (void)snprintf(
            out,
            80,
            SAY(session, "version %llu, %lld days old", "第 %llu 版，签发于 %lld 天前"),
            version,
            (long long)(age / A_DAY));
    }
}
