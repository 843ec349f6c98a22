/* SPDX-License-Identifier: Apache-2.0 */
#include "types.h"

#include "near.h"
#include "output.h"
#include "place.h"
#include "text.h"

#include <string.h>

static enum exit_code check_not_empty(
    const struct session *session, const char *folder, struct wallet_catalogue **catalogue)
{
    if (wallet_catalogue_count(*catalogue) > 0) {
        return EXIT_CODE_OK;
    }

    wallet_catalogue_free(*catalogue);
    *catalogue = NULL;
    complain(
        session,
        SAY(session, "the catalogue '%s' cannot be used", "证照类型目录 '%s' 不可用"),
        folder);
    why(session, SAY(session, "it holds no licence type", "其中没有证照类型"));
    hint(
        session,
        SAY(session,
            "install it again, or set WALLET_CATALOGUE to its folder",
            "请重新安装，或用 WALLET_CATALOGUE 指明其所在目录"));
    return EXIT_CODE_FILE;
}

enum exit_code types_load(const struct session *session, struct wallet_catalogue **out)
{
    char folder[PATH_MAX];
    struct wallet_error error;

    if (!place_catalogue(folder)) {
        complain(
            session, SAY(session, "there is no catalogue of licence types", "找不到证照类型目录"));
        why(session,
            SAY(session, "neither beside the program nor in %s", "程序旁和 %s 中都没有"),
            WALLET_CATALOGUE_FOLDER);
        hint(
            session,
            SAY(session,
                "install it, or set WALLET_CATALOGUE to its folder",
                "请安装，或用 WALLET_CATALOGUE 指明其所在目录"));
        return EXIT_CODE_FILE;
    }
    if (wallet_catalogue_load(folder, out, &error) == WALLET_OK) {
        return check_not_empty(session, folder, out);
    }

    (void)refuse(
        session,
        &error,
        SAY(session, "the catalogue '%s' cannot be used", "证照类型目录 '%s' 不可用"),
        folder);
    hint(
        session,
        SAY(session,
            "mend it or set WALLET_CATALOGUE; 'wallet type check FILE' checks one type",
            "请修正，或设置 WALLET_CATALOGUE；'wallet type check FILE' 可检查单个类型"));
    return EXIT_CODE_FILE;
}

struct wallet_catalogue *types_try(void)
{
    char folder[PATH_MAX];
    struct wallet_catalogue *catalogue = NULL;

    return place_catalogue(folder) && wallet_catalogue_load(folder, &catalogue, NULL) == WALLET_OK
               ? catalogue
               : NULL;
}

enum exit_code types_find(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const char *name,
    const struct wallet_type **out)
{
    const struct wallet_type *type = wallet_catalogue_find(catalogue, text_of(name));
    if (type) {
        *out = type;
        return EXIT_CODE_OK;
    }

    struct near near = near_start(name, strlen(name));
    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        near_offer(&near, wallet_type_name(wallet_catalogue_at(catalogue, i)));
    }

    complain(session, SAY(session, "there is no licence type '%s'", "没有证照类型 '%s'"), name);
    why(session,
        SAY(session,
            "none of the %zu types of the catalogue has this name or code",
            "目录中的 %zu 个类型都不是这个名称或代码"),
        wallet_catalogue_count(catalogue));
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), near.best);
    } else {
        hint(
            session,
            SAY(session, "'wallet type list' lists them", "'wallet type list' 列出全部类型"));
    }
    return EXIT_CODE_USAGE;
}
