/* SPDX-License-Identifier: Apache-2.0 */
#include "matters.h"

#include "output.h"
#include "place.h"
#include "text.h"
#include "types.h"

enum exit_code matters_load_of(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    struct wallet_matters **out)
{
    char folder[PATH_MAX] = "";
    struct wallet_error error;

    /* The catalogue was found, so its folder is. */
    (void)place_catalogue(folder);
    if (wallet_matters_load(folder, catalogue, out, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    (void)refuse(
        session,
        &error,
        SAY(session, "the matters of '%s' cannot be used", "'%s' 中的事项不可用"),
        folder);
    hint(
        session,
        SAY(session,
            "mend that file; 'wallet matter check FILE' checks one",
            "请修正该文件；'wallet matter check FILE' 可检查单个事项"));
    return EXIT_CODE_FILE;
}

enum exit_code matters_load(const struct session *session, struct matters *out)
{
    *out = (struct matters){ .catalogue = NULL };

    const enum exit_code code = types_load(session, &out->catalogue);
    return code == EXIT_CODE_OK ? matters_load_of(session, out->catalogue, &out->matters) : code;
}

enum exit_code matters_find(
    const struct session *session,
    const struct wallet_matters *matters,
    const char *name,
    const struct wallet_matter **out)
{
    *out = wallet_matters_find(matters, text_of(name));
    if (*out) {
        return EXIT_CODE_OK;
    }

    const char *nearest = wallet_matters_nearest(matters, text_of(name));
    complain(session, SAY(session, "there is no matter '%s'", "没有事项 '%s'"), name);
    why(session,
        SAY(session,
            "none of the %zu matters has this name, code or title for itself",
            "%zu 个事项中没有唯一对应此名称、编码或标题的"),
        wallet_matters_count(matters));
    if (nearest) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), nearest);
    } else {
        hint(
            session,
            SAY(session,
                "'wallet matter list --query TEXT' looks for it",
                "可用 'wallet matter list --query 文字' 查找"));
    }
    return EXIT_CODE_USAGE;
}

void matters_free(struct matters *matters)
{
    wallet_matters_free(matters->matters);
    wallet_catalogue_free(matters->catalogue);
}
