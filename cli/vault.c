/* SPDX-License-Identifier: Apache-2.0 */
#include "vault.h"

#include <wallet/vault_mark.h>

#include "clock.h"
#include "output.h"
#include "privacy.h"
#include "save.h"
#include "text.h"
#include "vault_file.h"
#include "vault_seen.h"

#include <string.h>
#include <unistd.h>

enum exit_code vault_complain(
    const struct session *session, const char *path, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "cannot open '%s'", "无法打开 '%s'"), path);

    if (error->status == WALLET_ERR_KEY) {
        hint(
            session,
            SAY(session,
                "try again; nobody can tell or reset a passphrase",
                "请重试；口令无法查询，也无法重置"));
    } else if (error->status == WALLET_ERR_MALFORMED || error->status == WALLET_ERR_TRUNCATED) {
        hint(
            session,
            SAY(session,
                "keep the file, make a new vault, and there: wallet vault import --salvage '%s'",
                "请保留该文件，另建保管箱，并运行：wallet vault import --salvage '%s'"),
            path);
    } else if (error->status == WALLET_ERR_MEMORY) {
        hint(
            session,
            SAY(session,
                "close other programs: the passphrase needs as much memory as the vault asks for",
                "请关闭其他程序：校验口令需要保管箱所设的内存"));
    } else {
        hint(
            session,
            SAY(session,
                "is it the right file? what is left of a damaged vault: wallet vault import "
                "--salvage "
                "'%s'",
                "是否选错了文件？如为损坏的保管箱：wallet vault import --salvage '%s'"),
            path);
    }
    return code;
}

static enum exit_code save_as(struct open_vault *open, enum save_kind kind)
{
    const struct session *session = open->session;
    struct wallet_buffer file = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_vault_write(open->vault, &file, &error) != WALLET_OK) {
        code =
            refuse(session, &error, SAY(session, "'%s' is not written", "未写入 '%s'"), open->path);
        hint(session, SAY(session, "the vault is as it was", "保管箱未变"));
        return code;
    }

    /* The vault first: one that is newer than what was seen is fine, an older one is not. */
    code = save(session, open->path, wallet_buffer_bytes(&file), kind);
    if (code == EXIT_CODE_OK) {
        code = vault_seen_remember(session, wallet_buffer_bytes(&file));
    }

    wallet_buffer_clear(&file);
    return code;
}

enum exit_code vault_save(struct open_vault *open)
{
    return save_as(open, SAVE_SECRET_REPLACE);
}

enum exit_code vault_save_new(struct open_vault *open)
{
    return save_as(open, SAVE_SECRET);
}

enum exit_code vault_note(
    struct open_vault *open, enum wallet_vault_act act, int64_t now_unix, const char *note)
{
    const struct wallet_vault_event event = {
        .act = act,
        .at_unix = now_unix,
        .note = text_of(note ? note : ""),
    };

    return wallet_vault_event_add(open->vault, &event, NULL) == WALLET_OK
               ? EXIT_CODE_OK
               : complain_memory(open->session);
}

/* An older copy that is accepted becomes the newest, and its history says so. */
static enum exit_code accept_rollback(struct open_vault *open, uint64_t newest)
{
    const struct session *session = open->session;

    wallet_vault_outgrow(open->vault, newest);
    enum exit_code code = vault_note(open, WALLET_VAULT_ROLLED, clock_now(), NULL);
    if (code == EXIT_CODE_OK) {
        code = vault_save(open);
    }
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session,
                "an older copy of the vault was accepted: what was newer in it is lost",
                "已接受保管箱的旧副本：其后的内容已丢失"));
    }

    return code;
}

static enum exit_code check_age(
    struct open_vault *open, struct wallet_bytes file, bool accepts_rollback)
{
    const struct session *session = open->session;
    struct vault_age age;

    const enum exit_code code = vault_seen_compare(session, file, accepts_rollback, &age);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (!age.is_older) {
        return vault_seen_remember(session, file);
    }

    return accepts_rollback ? accept_rollback(open, age.newest)
                            : vault_seen_complain(session, open->path, file);
}

static enum exit_code read_and_open(
    struct open_vault *open, const struct secret_line *passphrase, bool accepts_rollback)
{
    struct wallet_error error;
    struct file file = { 0 };

    enum exit_code code = vault_file_read(open->session, open->path, &file);
    if (code == EXIT_CODE_OK &&
        wallet_vault_open(file_bytes(&file), secret_line_bytes(passphrase), &open->vault, &error) !=
            WALLET_OK) {
        code = vault_complain(open->session, open->path, &error);
    }
    if (code == EXIT_CODE_OK) {
        code = check_age(open, file_bytes(&file), accepts_rollback);
    }

    file_free(&file);
    return code;
}

enum exit_code vault_open(
    const struct session *session,
    const struct vault_settings *settings,
    enum vault_use use,
    struct open_vault *out)
{
    struct secret_line passphrase = { .size = 0 };
    const bool is_shared = use == VAULT_READ && !settings->accept_rollback;

    *out = OPEN_VAULT_NONE;
    out->session = session;
    privacy_start();
    enum exit_code code = vault_file_place(session, settings->path, out->path);
    if (code == EXIT_CODE_OK) {
        code = vault_file_expect(session, out->path);
    }
    if (code == EXIT_CODE_OK) {
        code = passphrase_read(session, &settings->passphrase, PASSPHRASE_OF_VAULT, &passphrase);
    }
    if (code == EXIT_CODE_OK) {
        code = vault_file_lock(session, out->path, is_shared, &out->lock);
    }
    if (code == EXIT_CODE_OK) {
        code = read_and_open(out, &passphrase, settings->accept_rollback);
    }

    secret_line_forget(&passphrase);
    return code;
}

void vault_let_go(struct open_vault *open)
{
    if (open->lock >= 0) {
        (void)close(open->lock);
        open->lock = -1;
    }
}

void vault_close(struct open_vault *open)
{
    wallet_vault_free(open->vault);
    vault_let_go(open);
    *open = OPEN_VAULT_NONE;
    privacy_end();
}
