/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

#include "file.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum exit_code keys_check_owner(
    const struct session *session, const char *path, const struct file *file)
{
    const bool is_file = S_ISREG(file->mode);

    if (!is_file || ((file->mode & 077) == 0 && file->owner == geteuid())) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "the private key '%s' is not safe", "私钥 '%s' 不安全"), path);
    if (file->owner != geteuid()) {
        why(session, SAY(session, "the file belongs to someone else", "该文件属于其他用户"));
        hint(
            session,
            SAY(session,
                "make a copy of your own: install -m 600 '%s' FILE",
                "请自行复制一份：install -m 600 '%s' FILE"),
            path);
    } else {
        why(session,
            SAY(session,
                "others on this machine may use the file (mode %04o)",
                "本机其他用户可访问该文件（权限 %04o）"),
            (unsigned)(file->mode & 07777));
        hint(session, "chmod 600 %s", path);
    }
    return EXIT_CODE_KEY;
}

/* What OpenSSL writes of its own accord is a good key in a form that is not taken (SEC 1, or encrypted). */
static bool has_other_form(struct wallet_bytes file)
{
    static const char *const labels[] = { "-----BEGIN EC PRIVATE KEY-----",
                                          "-----BEGIN ENCRYPTED PRIVATE KEY-----" };
    bool found = false;

    for (size_t i = 0; i < sizeof labels / sizeof labels[0] && file.size > 0; i++) {
        found = found || memmem(file.data, file.size, labels[i], strlen(labels[i]));
    }

    return found;
}

static void hint_key(const struct session *session, const char *path, struct wallet_bytes file)
{
    if (has_other_form(file)) {
        hint(
            session,
            SAY(session,
                "write it as PKCS #8: openssl pkcs8 -topk8 -nocrypt -in %s -out NEW.key",
                "请转换为 PKCS #8：openssl pkcs8 -topk8 -nocrypt -in %s -out NEW.key"),
            path);
    } else {
        hint(
            session,
            SAY(session,
                "'wallet key new FILE --issuer USCC' makes one",
                "用 'wallet key new FILE --issuer USCC' 生成"));
    }
}

static enum exit_code parse(
    const struct session *session,
    const char *path,
    const struct file *file,
    struct wallet_key **out)
{
    struct wallet_error error;

    if (wallet_key_parse(file_bytes(file), out, &error) != WALLET_OK) {
        (void)refuse(
            session,
            &error,
            SAY(session, "'%s' is no usable key file", "'%s' 不是可用的密钥文件"),
            path);
        hint_key(session, path, file_bytes(file));
        return EXIT_CODE_KEY;
    }
    if (!wallet_key_is_private(*out)) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = keys_check_owner(session, path, file);
    if (code != EXIT_CODE_OK) {
        wallet_key_free(*out);
        *out = NULL;
    }
    return code;
}

enum exit_code keys_read(const struct session *session, const char *path, struct wallet_key **out)
{
    struct file file = { 0 };
    enum exit_code code = file_read(session, path, WALLET_KEY_FILE_MAX, &file);

    if (code == EXIT_CODE_OK) {
        code = parse(session, path, &file, out);
    }

    file_free(&file);
    return code;
}

void keys_public_path(const char *path, char out[PATH_MAX])
{
    const size_t size = strlen(path);
    const bool has_ending = size > 4 && strcmp(path + size - 4, ".key") == 0;

    (void)snprintf(out, PATH_MAX, "%.*s.pub", (int)(has_ending ? size - 4 : size), path);
}

bool keys_find_public(const char *path, char out[PATH_MAX])
{
    keys_public_path(path, out);
    if (access(out, R_OK) == 0) {
        return true;
    }

    return snprintf(out, PATH_MAX, "%s.pub", path) < PATH_MAX && access(out, R_OK) == 0;
}

void keys_name(const struct wallet_key *key, char out[2 * WALLET_KEY_ID_SIZE + 1])
{
    text_hex(wallet_key_id(key), out);
}

bool keys_are_same(const struct wallet_key *a, const struct wallet_key *b)
{
    return memcmp(wallet_key_id(a).data, wallet_key_id(b).data, WALLET_KEY_ID_SIZE) == 0;
}

bool keys_may_sign(const struct wallet_key *key, const char *type_code)
{
    for (size_t i = 0; i < wallet_key_type_count(key); i++) {
        const char *listed = wallet_key_type_at(key, i);
        if (strcmp(listed, "*") == 0 || strcmp(listed, type_code) == 0) {
            return true;
        }
    }

    return false;
}

enum exit_code keys_check_type(
    const struct session *session,
    const char *name,
    const struct wallet_key *key,
    const struct wallet_type *type)
{
    if (keys_may_sign(key, wallet_type_code(type))) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "'%s' may not sign '%s'", "'%s' 无权签发 '%s'"),
        name,
        wallet_type_name(type));
    why(session,
        SAY(session,
            "the key does not list this licence type, so nobody would accept it",
            "该密钥未列出此证照类型，签发后不会通过核验"));
    hint(
        session,
        SAY(session, "'wallet key show %s' lists its types", "用 'wallet key show %s' 查看其类型"),
        name);
    return EXIT_CODE_KEY;
}
