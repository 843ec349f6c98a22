/* SPDX-License-Identifier: Apache-2.0 */
#include "grant_key.h"

#include "held.h"
#include "output.h"

#include <string.h>

static bool is_of_type(const struct wallet_vault_licence *licence, const char *code)
{
    return licence->type.size == strlen(code) &&
           memcmp(licence->type.data, code, licence->type.size) == 0;
}

static bool is_wanted(
    const struct wallet_vault_licence *licence,
    const struct wallet_request_item *items,
    size_t count)
{
    bool found = false;

    for (size_t i = 0; i < count && !found; i++) {
        found = is_of_type(licence, items[i].type);
    }

    return found;
}

static bool holds(const struct wallet_vault_licence *licence, int64_t now_unix)
{
    return licence->is_bound && (licence->until_unix == 0 || licence->until_unix > now_unix);
}

static void take(struct grant_key *out, const struct wallet_vault_licence *licence)
{
    out->has_licence = true;
    out->licence = *licence;
    memcpy(out->key_id, licence->key_id, sizeof out->key_id);
}

static enum exit_code complain_unbound(const struct open_vault *open, const char *named)
{
    const struct session *session = open->session;

    complain(session, SAY(session, "'%s' cannot grant anything", "'%s' 不能用于授权"), named);
    why(session,
        SAY(session, "a printed licence is bound to nobody's key", "打印件未与任何密钥绑定"));
    hint(
        session,
        SAY(session,
            "name a licence that 'wallet list' calls bound",
            "请指明 'wallet list' 中已绑定的证照"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_nothing(const struct open_vault *open)
{
    const struct session *session = open->session;

    complain(session, SAY(session, "there is no key to grant with", "没有可用于授权的密钥"));
    why(session,
        SAY(session,
            "a repository knows your licences by the key to which they are bound",
            "证照库按证照所绑定的密钥识别您的证照"));
    hint(
        session,
        SAY(session, "put in one of them with 'wallet add'", "请用 'wallet add' 放入其中一份证照"));
    return EXIT_CODE_KEY;
}

static enum exit_code take_named(
    const struct open_vault *open, const char *named, struct grant_key *out)
{
    struct wallet_vault_licence licence;
    size_t index = 0;

    const enum exit_code code = held_find(open, named, &index, &licence);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (!licence.is_bound) {
        return complain_unbound(open, named);
    }

    take(out, &licence);
    return EXIT_CODE_OK;
}

enum exit_code grant_key_find(
    const struct open_vault *open,
    const struct wallet_request_item *items,
    size_t count,
    const char *named,
    int64_t now_unix,
    struct grant_key *out)
{
    struct wallet_vault_licence licence;
    struct wallet_vault_key key;
    bool is_sure = false;

    *out = (struct grant_key){ .has_licence = false };
    if (named) {
        return take_named(open, named, out);
    }

    for (size_t i = 0; wallet_vault_licence_at(open->vault, i, &licence); i++) {
        const bool wanted = is_wanted(&licence, items, count);
        if (holds(&licence, now_unix) && (wanted || !is_sure)) {
            take(out, &licence);
            is_sure = is_sure || wanted;
        }
    }
    if (!out->has_licence && wallet_vault_count(open->vault).keys == 1 &&
        wallet_vault_key_at(open->vault, 0, &key)) {
        memcpy(out->key_id, key.id, sizeof out->key_id);
        return EXIT_CODE_OK;
    }

    return out->has_licence ? EXIT_CODE_OK : complain_nothing(open);
}

bool grant_key_licence(
    const struct open_vault *open,
    const struct grant_key *key,
    const char *type,
    int64_t now_unix,
    struct wallet_vault_licence *out)
{
    struct wallet_vault_licence licence;
    bool found = false;

    for (size_t i = 0; wallet_vault_licence_at(open->vault, i, &licence); i++) {
        if (holds(&licence, now_unix) && is_of_type(&licence, type) &&
            memcmp(licence.key_id, key->key_id, sizeof key->key_id) == 0) {
            *out = licence;
            found = true;
        }
    }

    return found;
}
