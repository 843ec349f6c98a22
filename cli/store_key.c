/* SPDX-License-Identifier: Apache-2.0 */
#include "store_key.h"

#include "folder_found.h"
#include "output.h"
#include "save.h"

enum exit_code store_make_key(
    const struct session *session, const struct store_owner *whose, struct wallet_key **out)
{
    /* It signs answers or checkpoints, and no licence of any type. */
    static const char *const nothing[] = { NULL };
    const struct wallet_key_owner owner = {
        .issuer = whose->id,
        .name_zh = whose->name_zh,
        .name_en = whose->name_en,
        .types = nothing,
    };
    struct wallet_error error;

    if (wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, out, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    (void)refuse(session, &error, SAY(session, "no key was made", "未生成密钥"));
    hint(session, SAY(session, "a name is one line", "名称为单行"));
    return error.status == WALLET_ERR_VALUE ? EXIT_CODE_USAGE : EXIT_CODE_KEY;
}

enum exit_code store_write_key(
    const struct session *session,
    const char *folder,
    const struct wallet_key *key,
    const char *private_name,
    const char *public_name)
{
    struct wallet_buffer secret = { 0 };
    struct wallet_buffer public_half = { 0 };
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_private(key, &secret, NULL) != WALLET_OK ||
        wallet_key_write_public(key, &public_half, NULL) != WALLET_OK) {
        code = complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes bytes = wallet_buffer_bytes(&secret);
        code = folder_save(session, folder, private_name, bytes, SAVE_SECRET);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes bytes = wallet_buffer_bytes(&public_half);
        code = folder_save(session, folder, public_name, bytes, SAVE_NEW);
    }

    wallet_buffer_clear(&public_half);
    wallet_buffer_clear(&secret);
    return code;
}
