/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_parts.h"

#include <wallet/claims.h>

#include "encoded_text.h"
#include "keys.h"
#include "mdoc_origin.h"
#include "mdoc_session.h"
#include "output.h"
#include "text.h"

#include <string.h>
#include <strings.h>

enum {
    THUMBPRINT_SIZE = 32,
    MAP = 5, /* major type of CBOR */

    /* RFC 9053 section 7.1: of a COSE_Key, which is a negative number, as CBOR has those. */
    CURVE = -1,

    /* NFC Forum, NDEF: the head of a record. */
    NDEF_FIRST = 0x80,
    NDEF_SHORT = 0x10,
    NDEF_HAS_ID = 0x08,
    NDEF_NAME_KIND = 0x07,
    NDEF_WELL_KNOWN = 1,
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

/* The curve of a COSE_Key; 0: there is none. */
static uint64_t find_curve(struct wallet_bytes encoded)
{
    struct wallet_claims claims;
    struct wallet_item item = { .number = 0 };

    if (wallet_claims_start(encoded, &claims, NULL) != WALLET_OK ||
        !wallet_claims_next(&claims, &item) || item.kind != WALLET_ITEM_MAP) {
        return 0;
    }

    for (uint64_t left = item.number; left > 0 && wallet_claims_next(&claims, &item); left--) {
        struct wallet_claims value = claims;
        if (item.kind == WALLET_ITEM_NEGATIVE && item.number == -1 - CURVE &&
            wallet_claims_next(&value, &item)) {
            return item.kind == WALLET_ITEM_UNSIGNED ? item.number : 0;
        }
        (void)wallet_claims_skip(&claims);
    }

    return 0;
}

/* ISO/IEC 18013-5 table 22: P-256 to X448, and Brainpool; by all others keys only sign. */
static bool agrees(uint64_t curve)
{
    return (curve >= 1 && curve <= 5) || (curve >= 256 && curve <= 259);
}

static enum exit_code check_curve(
    const struct session *session, const char *path, struct wallet_bytes encoded)
{
    const uint64_t curve = find_curve(encoded);

    return agrees(curve)
               ? EXIT_CODE_OK
               : mdoc_parts_complain(
                     session,
                     path,
                     curve == 0
                         ? SAY(session, "it is no COSE_Key with a curve", "它不是带曲线的 COSE_Key")
                         : SAY(session,
                               "by a key of this kind no secret can be agreed on: it only signs",
                               "这类密钥只能签名，不能用于密钥协商"),
                     SAY(session,
                         "give the key that the reader made for the session, such as on P-256",
                         "请给出读卡方为该次会话生成的密钥，如 P-256 密钥"));
}

static enum exit_code read_key_file(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    struct wallet_key *key = NULL;

    enum exit_code code = keys_read(session, path, &key);
    if (code == EXIT_CODE_OK) {
        code = write_cose(session, path, key, out);
    }

    wallet_key_free(key);
    return code;
}

/* The COSE_Key itself stays as it was sent. */
enum exit_code mdoc_parts_reader_key(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    enum exit_code code = mdoc_session_read_cbor(session, path, out);
    if (code == EXIT_CODE_OK && !(out->size > 0 && out->data[0] >> 5 == MAP)) {
        encoded_text_free(out);
        code = read_key_file(session, path, out);
    }

    return code == EXIT_CODE_OK ? check_curve(session, path, wallet_buffer_bytes(out)) : code;
}

/* Whether the first record of an NDEF message is one of this type, of two letters. */
static bool begins_with(struct wallet_bytes message, const char *type)
{
    if (message.size < 2) {
        return false;
    }

    const uint8_t head = message.data[0];
    const size_t length = head & NDEF_SHORT ? 1 : 4;
    const size_t before = 2 + length + (head & NDEF_HAS_ID ? 1 : 0);
    return (head & NDEF_FIRST) && (head & NDEF_NAME_KIND) == NDEF_WELL_KNOWN &&
           message.data[1] == strlen(type) && message.size >= before + strlen(type) &&
           memcmp(message.data + before, type, strlen(type)) == 0;
}

enum exit_code mdoc_parts_select(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    const enum exit_code code = mdoc_session_read_cbor(session, path, out);
    if (code != EXIT_CODE_OK || begins_with(wallet_buffer_bytes(out), "Hs")) {
        return code;
    }

    return mdoc_parts_complain(
        session,
        path,
        begins_with(wallet_buffer_bytes(out), "Hr")
            ? SAY(session,
                  "it is the Handover Request message, of '--handover-request'",
                  "它是 Handover Request 消息，应由 '--handover-request' 给出")
            : SAY(session,
                  "it is no NDEF message that begins with a record 'Hs'",
                  "它不是以 'Hs' 记录开头的 NDEF 消息"),
        SAY(session,
            "give the Handover Select message as the device sent it, without a length before it",
            "请给出设备发送的 Handover Select 消息，前面不带长度"));
}

enum exit_code mdoc_parts_request(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    const enum exit_code code = mdoc_session_read_cbor(session, path, out);
    if (code != EXIT_CODE_OK || begins_with(wallet_buffer_bytes(out), "Hr")) {
        return code;
    }

    return mdoc_parts_complain(
        session,
        path,
        begins_with(wallet_buffer_bytes(out), "Hs")
            ? SAY(session,
                  "it is the Handover Select message, of '--select'",
                  "它是 Handover Select 消息，应由 '--select' 给出")
            : SAY(session,
                  "it is no NDEF message that begins with a record 'Hr'",
                  "它不是以 'Hr' 记录开头的 NDEF 消息"),
        SAY(session,
            "give the Handover Request message as the reader sent it; a static handover has none",
            "请给出读卡方发送的 Handover Request 消息；静态 handover 没有"));
}

enum exit_code mdoc_parts_origin(
    const struct session *session, const char *given, struct wallet_buffer *out)
{
    const char *problem = mdoc_origin_problem(session, given);

    (void)out;
    return problem ? mdoc_parts_complain(
                         session,
                         given,
                         problem,
                         SAY(session,
                             "give it as the browser does: https://example.com",
                             "请按浏览器的写法给出：https://example.com"))
                   : EXIT_CODE_OK;
}

enum exit_code mdoc_parts_complain_empty(const struct session *session, const char *option)
{
    complain(session, SAY(session, "'--%s' is empty", "'--%s' 为空"), option);
    why(session,
        SAY(session,
            "a session is told from others by what was sent in it",
            "会话以其中收发的内容与其他会话相区别"));
    hint(session, SAY(session, "give it as it was sent", "请按收发的内容给出"));
    return EXIT_CODE_USAGE;
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
