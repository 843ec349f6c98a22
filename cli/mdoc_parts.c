/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_parts.h"

#include "encoded_text.h"
#include "keys.h"
#include "mdoc_session.h"
#include "output.h"
#include "text.h"

#include <string.h>
#include <strings.h>

enum {
    THUMBPRINT_SIZE = 32,
    MAP = 5, /* major type of CBOR */
};

enum exit_code mdoc_parts_complain(
    const struct session *session, const char *value, const char *reason, const char *advice)
{
    complain(session, SAY(session, "'%s' cannot be used", "无法使用 '%s'"), value);
    why(session, "%s", reason);
    hint(session, "%s", advice);
    return EXIT_CODE_USAGE;
}

enum exit_code mdoc_parts_engagement(
    const struct session *session, const char *given, struct wallet_buffer *out)
{
    struct wallet_buffer file = { 0 };

    if (encoded_text_read_engagement(text_of(given), out)) {
        return EXIT_CODE_OK;
    }
    if (strncasecmp(given, "mdoc:", 5) == 0) {
        return mdoc_parts_complain(
            session,
            given,
            SAY(session,
                "behind 'mdoc:' there is something else than base64url",
                "'mdoc:' 之后不是 base64url"),
            SAY(session, "give the whole text of the code", "请给出码的完整文本"));
    }

    const enum exit_code code = mdoc_session_read_cbor(session, given, &file);
    if (code == EXIT_CODE_OK && !encoded_text_read_engagement(wallet_buffer_bytes(&file), out)) {
        *out = file;
        return EXIT_CODE_OK;
    }

    encoded_text_free(&file);
    return code;
}

static enum exit_code write_cose(
    const struct session *session,
    const char *path,
    const struct wallet_key *key,
    struct wallet_buffer *out)
{
    struct wallet_buffer written = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_cose(key, &written, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "'%s' cannot be used", "无法使用 '%s'"), path);
        hint(session, SAY(session, "give a key on P-256", "请给出 P-256 密钥"));
    } else if (!encoded_text_keep(wallet_buffer_bytes(&written), out)) {
        code = complain_memory(session);
    }

    wallet_buffer_clear(&written);
    return code;
}

/* The COSE_Key itself stays as it was sent. */
enum exit_code mdoc_parts_reader_key(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    struct wallet_key *key = NULL;

    enum exit_code code = mdoc_session_read_cbor(session, path, out);
    if (code != EXIT_CODE_OK || (out->size > 0 && out->data[0] >> 5 == MAP)) {
        return code;
    }

    encoded_text_free(out);
    code = keys_read(session, path, &key);
    if (code == EXIT_CODE_OK) {
        code = write_cose(session, path, key, out);
    }

    wallet_key_free(key);
    return code;
}

enum exit_code mdoc_parts_thumbprint(
    const struct session *session, const char *given, struct wallet_buffer *out)
{
    if (encoded_text_read(text_of(given), out) && out->size == THUMBPRINT_SIZE) {
        return EXIT_CODE_OK;
    }

    return mdoc_parts_complain(
        session,
        given,
        SAY(session, "a thumbprint has 32 bytes", "指纹应为 32 字节"),
        SAY(session,
            "give SHA-256 of the key (RFC 7638) in base64url or hex",
            "请给出密钥的 SHA-256 指纹（RFC 7638），base64url 或十六进制"));
}
