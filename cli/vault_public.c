/* SPDX-License-Identifier: Apache-2.0 */
#include "vault_public.h"

#include "output.h"
#include "text.h"

#include <strings.h>

static bool is_named(const struct wallet_vault_key *key, const char *kid)
{
    char hex[2 * WALLET_KEY_ID_SIZE + 1];

    text_hex((struct wallet_bytes){ key->id, WALLET_KEY_ID_SIZE }, hex);
    return strcasecmp(hex, kid) == 0;
}

static bool find(const struct open_vault *open, const char *kid, struct wallet_vault_key *out)
{
    for (size_t i = 0; wallet_vault_key_at(open->vault, i, out); i++) {
        if (!kid || is_named(out, kid)) {
            return true;
        }
    }

    return false;
}

enum exit_code vault_public_write(
    const struct open_vault *open, const char *kid, const char *path, enum save_kind kind)
{
    const struct session *session = open->session;
    struct wallet_buffer text = { 0 };
    struct wallet_vault_key key;

    if (!find(open, kid, &key)) {
        complain(session, SAY(session, "there is no such key", "没有该密钥"));
        why(session, SAY(session, "it is not in the vault '%s'", "保管箱 '%s' 中没有"), open->path);
        hint(
            session,
            SAY(session,
                "'wallet vault check' lists the keys",
                "用 'wallet vault check' 列出密钥"));
        return EXIT_CODE_KEY;
    }

    enum exit_code code = EXIT_CODE_OK;
    if (wallet_vault_key_write_public(open->vault, key.id, &text, NULL) != WALLET_OK) {
        code = complain_memory(session);
    } else {
        code = save(session, path, wallet_buffer_bytes(&text), kind);
    }

    wallet_buffer_clear(&text);
    return code;
}
