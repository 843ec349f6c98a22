/* SPDX-License-Identifier: Apache-2.0 */
#include "pin.h"

#include "interrupt.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

void pin_forget(struct pin *pin)
{
    explicit_bzero(pin, sizeof *pin);
}

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

/* One line; what ends it is not part of the PIN.  NULL, or what is wrong. */
static const char *read_line(const struct session *session, int descriptor, struct pin *pin)
{
    ssize_t got = 1;

    while (pin->size < sizeof pin->text && got > 0 && !memchr(pin->text, '\n', pin->size)) {
        got = interrupt_wait(descriptor)
                  ? read(descriptor, pin->text + pin->size, sizeof pin->text - pin->size)
                  : -1;
        pin->size += got > 0 ? (size_t)got : 0;
    }
    if (got < 0) {
        return interrupted() ? SAY(session, "interrupted", "被中断") : strerror(errno);
    }

    const uint8_t *end = memchr(pin->text, '\n', pin->size);
    if (end && end != pin->text + pin->size - 1) {
        return SAY(session, "there is more than one line", "内容不止一行");
    }

    pin->size -= end ? 1 : 0;
    pin->size -= pin->size > 0 && pin->text[pin->size - 1] == '\r' ? 1 : 0;
    if (pin->size > WALLET_TOKEN_PIN_MAX) {
        return SAY(session, "the line is too long for a PIN", "该行过长，不是 PIN");
    }

    return NULL;
}

static enum exit_code read_descriptor(
    const struct session *session, int descriptor, const char *name, struct pin *pin)
{
    const char *wrong = read_line(session, descriptor, pin);

    if (!wrong && pin->size == 0) {
        wrong = SAY(session, "there is nothing in it", "内容为空");
    }
    return wrong ? fail(session, name, wrong) : EXIT_CODE_OK;
}

/* A PIN that others can read is no secret: the same rule as for private keys. */
static bool is_safe(int descriptor)
{
    struct stat status;

    return fstat(descriptor, &status) == 0 &&
           (!S_ISREG(status.st_mode) ||
            ((status.st_mode & 077) == 0 && status.st_uid == geteuid()));
}

static enum exit_code read_file(const struct session *session, const char *path, struct pin *pin)
{
    if (strcmp(path, "-") == 0) {
        return read_descriptor(
            session, STDIN_FILENO, SAY(session, "standard input", "标准输入"), pin);
    }

    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return fail(session, path, strerror(errno));
    }

    const enum exit_code code = is_safe(descriptor)
                                    ? read_descriptor(session, descriptor, path, pin)
                                    : fail(
                                          session,
                                          path,
                                          SAY(session,
                                              "others on this machine may use the file, or own it",
                                              "本机其他用户可访问或拥有该文件"));
    (void)close(descriptor);
    return code;
}

static enum exit_code ask_at(const struct session *session, int terminal, struct pin *pin)
{
    const char *question = SAY(session, "PIN of the token: ", "密码设备 PIN：");
    struct termios before;
    struct termios silent;

    if (tcgetattr(terminal, &before) != 0) {
        return fail(session, "/dev/tty", strerror(errno));
    }

    silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    (void)tcsetattr(terminal, TCSAFLUSH, &silent);
    (void)!write(terminal, question, strlen(question));
    const char *wrong = read_line(session, terminal, pin);
    (void)tcsetattr(terminal, TCSAFLUSH, &before);
    (void)!write(terminal, "\n", 1);

    /* Nothing typed: the reader's keypad may be what asks for it. */
    return wrong ? fail(session, "/dev/tty", wrong) : EXIT_CODE_OK;
}

static enum exit_code ask(const struct session *session, struct pin *pin)
{
    const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) {
        return fail(
            session,
            "/dev/tty",
            SAY(session, "there is no terminal to ask at", "没有可供询问的终端"));
    }

    const enum exit_code code = ask_at(session, terminal, pin);
    (void)close(terminal);
    return code;
}

static enum exit_code read_source(const struct session *session, const char *uri, struct pin *pin)
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
        code = path.size > 0 ? read_file(session, (const char *)path.data, pin) : ask(session, pin);
    }

    wallet_buffer_clear(&path);
    return code;
}

enum exit_code pin_read(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    struct pin *out)
{
    struct pin pin = { .size = 0 };
    enum exit_code code = EXIT_CODE_OK;

    if (settings->pin_fd > 0) {
        code = read_descriptor(session, (int)settings->pin_fd, "--pin-fd", &pin);
    } else if (settings->pin_file) {
        code = read_file(session, settings->pin_file, &pin);
    } else {
        code = read_source(session, uri, &pin);
    }
    if (code == EXIT_CODE_OK) {
        *out = pin;
    }

    pin_forget(&pin);
    return code;
}
