/* SPDX-License-Identifier: Apache-2.0 */
#include "decrypt_key.h"

#include "file.h"
#include "hex.h"
#include "keys.h"
#include "output.h"

#include <string.h>

enum {
    FILE_MAX = 128,
    KEY_MIN = 16, /* as digits; so few characters are the key itself */
    KEY_MAX = 32,
};

/* As hexadecimal digits, with nothing behind them but the end of a line. */
static bool read_digits(struct wallet_bytes text, uint8_t *out, size_t *out_size)
{
    while (text.size > 0 &&
           (text.data[text.size - 1] == '\n' || text.data[text.size - 1] == '\r')) {
        text.size--;
    }

    return hex_read(text, out, KEY_MAX, out_size) && *out_size >= KEY_MIN;
}

static enum exit_code complain_key(
    const struct session *session, const char *path, const struct wallet_error *error)
{
    complain(session, SAY(session, "'%s' is no key to decrypt with", "'%s' 不是解密密钥"), path);
    why(session, "%s", error->message);
    hint(
        session,
        SAY(session,
            "write 32, 48 or 64 hex digits, or the 16, 24 or 32 bytes themselves",
            "应为 32、48 或 64 位十六进制数字，或 16、24、32 个字节"));
    return EXIT_CODE_KEY;
}

static enum exit_code give(
    const struct session *session,
    const char *path,
    const struct file *file,
    struct wallet_verifier *verifier)
{
    uint8_t digits[KEY_MAX];
    size_t size = 0;
    struct wallet_error error = { .message = "the file is empty" };

    const struct wallet_bytes key = read_digits(file_bytes(file), digits, &size)
                                        ? (struct wallet_bytes){ digits, size }
                                        : file_bytes(file);
    const bool is_given =
        key.size > 0 && wallet_verifier_set_decryption_key(verifier, key, &error) == WALLET_OK;
    explicit_bzero(digits, sizeof digits);
    return is_given ? EXIT_CODE_OK : complain_key(session, path, &error);
}

enum exit_code decrypt_key_give(
    const struct session *session, const char *path, struct wallet_verifier *verifier)
{
    struct file file = { 0 };

    if (!path) {
        return EXIT_CODE_OK;
    }

    enum exit_code code = file_read(session, path, FILE_MAX, &file);
    if (code == EXIT_CODE_OK) {
        code = keys_check_owner(session, path, &file);
    }
    if (code == EXIT_CODE_OK) {
        code = give(session, path, &file, verifier);
    }

    file_free(&file);
    return code;
}
