/* SPDX-License-Identifier: Apache-2.0 */
#include "status_register.h"

#include "file.h"
#include "folder.h"
#include "output.h"
#include "save.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file itself is replaced when it is written, so the lock is on what stays: its folder. */
static enum exit_code lock(
    const struct session *session, const char *path, struct status_register *out)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX];

    (void)snprintf(
        folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
    out->lock = folder_lock(folder);
    if (out->lock >= 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "cannot lock '%s'", "无法锁定 '%s'"), path);
    why(session, "%s", strerror(errno));
    hint(session, SAY(session, "check the folder of the register", "请检查登记簿所在目录"));
    return EXIT_CODE_FILE;
}

static enum exit_code parse(
    const struct session *session, const struct file *file, struct status_register *out)
{
    struct wallet_error error;

    if (wallet_status_register_parse(file_bytes(file), &out->reg, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = refuse(
        session,
        &error,
        SAY(session, "'%s' is no register of licences' status", "'%s' 不是状态登记簿"),
        out->path);
    hint(
        session,
        SAY(session,
            "'wallet status init FILE --uri URI' makes one",
            "用 'wallet status init FILE --uri URI' 建立"));
    return code;
}

enum exit_code status_register_open(
    const struct session *session, const char *path, struct status_register *out)
{
    struct file file = { 0 };
    *out = (struct status_register){ .path = path, .lock = -1 };

    enum exit_code code = lock(session, path, out);
    if (code == EXIT_CODE_OK) {
        code = file_read(session, path, WALLET_STATUS_REGISTER_MAX, &file);
    }
    if (code == EXIT_CODE_OK) {
        code = parse(session, &file, out);
    }

    file_free(&file);
    return code;
}

enum exit_code status_register_save(
    const struct session *session, const struct status_register *reg)
{
    struct wallet_buffer content = { 0 };
    struct wallet_error error;

    if (wallet_status_register_write(reg->reg, &content, &error) != WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "'%s' was not written", "'%s' 未写入"), reg->path);
        hint(session, SAY(session, "nothing was changed", "未作任何更改"));
        wallet_buffer_clear(&content);
        return code;
    }

    /* What an agency notes about licences is nobody else's business. */
    const mode_t mask = umask(077);
    const enum exit_code code =
        save(session, reg->path, wallet_buffer_bytes(&content), SAVE_REPLACE);
    (void)umask(mask);
    wallet_buffer_clear(&content);
    return code;
}

void status_register_close(struct status_register *reg)
{
    if (reg->lock >= 0) {
        (void)close(reg->lock);
    }

    wallet_status_register_free(reg->reg);
    *reg = (struct status_register)STATUS_REGISTER_CLOSED;
}
