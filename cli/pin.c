/* SPDX-License-Identifier: Apache-2.0 */
#include "pin.h"

#include "interrupt.h"
#include "output.h"

#include <string.h>

static enum exit_code fail(const struct session *session, const char *name, const char *reason)
{
    complain(session, SAY(session, "no PIN from %s", "无法从 %s 取得 PIN"), name);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "put the PIN alone into a file of mode 0600 and give --pin-file FILE",
            "请将 PIN 单独写入权限 0600 的文件，并使用 --pin-file FILE"));
    return interrupted() ? EXIT_CODE_INTERRUPTED : EXIT_CODE_KEY;
}

/* After a line was read, or was not for the reason that `wrong` tells. */
static enum exit_code check(
    const struct session *session,
    const char *name,
    const char *wrong,
    const struct secret_line *pin)
{
    if (!wrong && pin->size > WALLET_TOKEN_PIN_MAX) {
        wrong = SAY(session, "the line is too long for a PIN", "该行过长，不是 PIN");
    }

    return wrong ? fail(session, name, wrong) : EXIT_CODE_OK;
}

static enum exit_code read_file(
    const struct session *session, const char *path, struct secret_line *out)
{
    const bool is_input = strcmp(path, "-") == 0;

    return check(
        session,
        is_input ? SAY(session, "standard input", "标准输入") : path,
        secret_line_read_file(session, path, out),
        out);
}

/* Nothing typed is fine: the reader's keypad may be what asks for it. */
static enum exit_code ask(const struct session *session, struct secret_line *out)
{
    const char *question = SAY(session, "PIN of the token: ", "密码设备 PIN：");

    return check(session, "/dev/tty", secret_line_ask(session, question, out), out);
}

static enum exit_code read_source(
    const struct session *session, const char *uri, struct secret_line *out)
{
    struct wallet_buffer path = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_token_pin_source(uri, &path, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "the key cannot be opened", "无法打开密钥"));
        hint(
            session,
            SAY(session,
                "such as 'pkcs11:token=NAME;object=KEY?module-path=/path/module.so'",
                "例如 'pkcs11:token=名称;object=密钥?module-path=/路径/module.so'"));
    } else {
        code = path.size > 0 ? read_file(session, (const char *)path.data, out) : ask(session, out);
    }

    wallet_buffer_clear(&path);
    return code;
}

enum exit_code pin_read(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    struct secret_line *out)
{
    if (settings->pin_fd > 0) {
        return check(
            session, "--pin-fd", secret_line_read(session, (int)settings->pin_fd, out), out);
    }

    return settings->pin_file ? read_file(session, settings->pin_file, out)
                              : read_source(session, uri, out);
}
