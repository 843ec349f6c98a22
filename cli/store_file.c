/* SPDX-License-Identifier: Apache-2.0 */
#include "store_file.h"

#include <wallet/bytes.h>

#include "folder_found.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "secret_line.h"
#include "text.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SECRET_DIGITS = 2 * STORE_SECRET_SIZE,
};

enum exit_code store_check_free(const struct session *session, const char *folder)
{
    struct stat status;

    if (lstat(folder, &status) != 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "cannot make the folder '%s'", "无法建立目录 '%s'"), folder);
    why(session, SAY(session, "there is something of this name", "同名文件或目录已存在"));
    hint(
        session, SAY(session, "choose a new name where you may write", "请在可写位置选择新的名称"));
    return EXIT_CODE_FILE;
}

/* Whoever lists the processes would read it. */
static bool has_password(const char *uri)
{
    const char *authority = uri + strlen("postgresql://");
    const char *at = strchr(authority, '@');
    const char *colon = strchr(authority, ':');

    return strstr(uri, "password=") || (at && colon && colon < at);
}

enum exit_code store_check_database(const struct session *session, const char *uri)
{
    const bool is_uri = !uri || strncmp(uri, "postgresql://", strlen("postgresql://")) == 0;

    if (is_uri && (!uri || (!has_password(uri) && strlen(uri) < STORE_DATABASE_MAX))) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--db' cannot be used", "'--db' 不可用"));
    why(session,
        "%s",
        !is_uri ? SAY(session, "expected postgresql://HOST/NAME", "应为 postgresql://主机/库名")
        : has_password(uri)
            ? SAY(session,
                  "there is a password in it, which others on this machine could read",
                  "其中含有口令，本机其他用户可以看到")
            : SAY(session, "it is too long", "过长"));
    hint(
        session,
        SAY(session,
            "put the password into ~/.pgpass (mode 0600) and leave it out here",
            "请将口令放入 ~/.pgpass（权限 0600），此处不写"));
    return EXIT_CODE_USAGE;
}

enum exit_code store_complain_file(
    const struct session *session, const char *path, const char *reason)
{
    complain(session, SAY(session, "'%s' cannot be used", "'%s' 不可用"), path);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "restore this file from the copy that was made with the repository",
            "请从建库时的备份中恢复该文件"));
    return EXIT_CODE_FILE;
}

bool store_database(const char *folder, const char *name, char *out, size_t size)
{
    const bool is_server = strncmp(name, "postgresql://", 13) == 0;
    const bool is_absolute = is_server || name[0] == '/';
    const int written =
        snprintf(out, size, "%s%s%s", is_absolute ? "" : folder, is_absolute ? "" : "/", name);

    return written > 0 && (size_t)written < size;
}

enum exit_code store_write_secret(
    const struct session *session, const char *folder, const char *name)
{
    uint8_t secret[STORE_SECRET_SIZE];
    char line[2 * STORE_SECRET_SIZE + 2];

    if (getentropy(secret, sizeof secret) != 0) {
        return complain_memory(session);
    }

    text_hex((struct wallet_bytes){ secret, sizeof secret }, line);
    line[sizeof line - 2] = '\n';
    const struct wallet_bytes content = { (const uint8_t *)line, sizeof line - 1 };
    const enum exit_code code = folder_save(session, folder, name, content, SAVE_SECRET);
    explicit_bzero(secret, sizeof secret);
    explicit_bzero(line, sizeof line);
    return code;
}

static int digit_of(uint8_t c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1);
}

static bool decode_secret(const struct secret_line *line, uint8_t *out)
{
    bool fits = line->size == SECRET_DIGITS;

    for (size_t i = 0; fits && i < STORE_SECRET_SIZE; i++) {
        const int high = digit_of(line->text[2 * i]);
        const int low = digit_of(line->text[2 * i + 1]);
        fits = high >= 0 && low >= 0;
        out[i] = (uint8_t)(16 * high + low);
    }

    return fits;
}

enum exit_code store_read_secret(
    const struct session *session,
    const char *folder,
    const char *name,
    uint8_t out[STORE_SECRET_SIZE])
{
    struct secret_line line = { .size = 0 };
    char path[PATH_MAX];

    if (!place_join(path, folder, name)) {
        return EXIT_CODE_FILE;
    }

    const char *problem = secret_line_read_file(session, path, &line);
    if (!problem && !decode_secret(&line, out)) {
        problem = SAY(session, "expected 64 hexadecimal digits", "应为 64 位十六进制数字");
    }

    secret_line_forget(&line);
    if (problem) {
        (void)store_complain_file(session, path, problem);
    }
    return problem ? EXIT_CODE_KEY : EXIT_CODE_OK;
}
