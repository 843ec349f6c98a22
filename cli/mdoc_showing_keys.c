/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/transcript.h>

#include "encoded_text.h"
#include "keys.h"
#include "mdoc_complaint.h"
#include "mdoc_parts.h"
#include "mdoc_showing.h"
#include "output.h"

/* A device's key need not name anybody, as an agency's does that signs through a signer. */
static enum exit_code open_device(struct mdoc_showing *showing)
{
    const struct session *session = showing->session;
    const struct mdoc_showing_settings *settings = showing->settings;

    return signers_name_no_file(settings->key)
               ? signers_open(session, settings->key, &settings->signer, &showing->signing)
               : keys_read(session, settings->key, &showing->device);
}

/* In a key file, or as it was sent. */
static enum exit_code read_given(
    const struct session *session, const char *path, struct wallet_key **out)
{
    struct wallet_buffer encoded = { 0 };
    struct wallet_error error;

    enum exit_code code = mdoc_parts_reader_key(session, path, &encoded);
    if (code == EXIT_CODE_OK &&
        wallet_key_read_cose(wallet_buffer_bytes(&encoded), out, &error) != WALLET_OK) {
        (void)refuse(
            session,
            &error,
            SAY(session, "'%s' is no reader's public key", "'%s' 不是读取方公钥"),
            path);
        hint(
            session,
            SAY(session,
                "give the key that the reader sent: a COSE_Key, or a key file",
                "请给出读取方发来的公钥：COSE_Key 或密钥文件"));
        code = EXIT_CODE_KEY;
    }

    encoded_text_free(&encoded);
    return code;
}

/* A MAC to a stranger's key would be refused where it is shown, and nobody there could tell why. */
static enum exit_code complain_stranger(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;

    complain(
        session,
        SAY(session,
            "'%s' is not the reader's key of this session",
            "'%s' 不是该会话中读取方的公钥"),
        showing->settings->reader_public);
    why(session,
        SAY(session, "in '%s' there is another one", "'%s' 中是另一把公钥"),
        showing->settings->transcript);
    hint(
        session,
        SAY(session,
            "give --mac instead: the key is taken out of the transcript; is that of this session?",
            "请改用 --mac：公钥取自会话记录；并请确认会话记录属于该会话"));
    return EXIT_CODE_KEY;
}

static enum exit_code complain_no_key(const struct session *session)
{
    complain(session, SAY(session, "there is no key to make a MAC to", "没有可用于 MAC 的公钥"));
    why(session,
        SAY(session,
            "the reader made none for this session, such as over OpenID4VP",
            "该会话中读取方未生成公钥，如 OpenID4VP"));
    hint(
        session,
        SAY(session,
            "leave --mac out: a signature is the proof; or give --reader-public FILE",
            "请去掉 --mac，以签名证明；或用 --reader-public 指明公钥"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_transcript(
    const struct mdoc_showing *showing, const struct wallet_error *error)
{
    const struct session *session = showing->session;
    const enum exit_code code = refuse(
        session,
        error,
        SAY(session, "the reader's key in '%s' is of no use", "'%s' 中读取方的公钥无法使用"),
        showing->settings->transcript);

    mdoc_hint_transcript(session);
    return code;
}

/* For a MAC there is one key: that in the transcript, which may be given as well. */
static enum exit_code open_reader(struct mdoc_showing *showing)
{
    const char *path = showing->settings->reader_public;
    struct wallet_key *own = NULL;
    struct wallet_error error;

    enum exit_code code =
        path ? read_given(showing->session, path, &showing->reader) : EXIT_CODE_OK;
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const enum wallet_status status =
        wallet_transcript_reader_key(wallet_buffer_bytes(&showing->transcript), &own, &error);
    if (status == WALLET_ERR_MISSING) {
        return path ? EXIT_CODE_OK : complain_no_key(showing->session);
    }
    if (status != WALLET_OK) {
        return complain_transcript(showing, &error);
    }

    code = path && !keys_are_same(showing->reader, own) ? complain_stranger(showing) : EXIT_CODE_OK;
    wallet_key_free(showing->reader);
    showing->reader = own;
    return code;
}

enum exit_code mdoc_showing_open_keys(struct mdoc_showing *showing)
{
    const struct mdoc_showing_settings *settings = showing->settings;
    const enum exit_code code = open_device(showing);

    return code == EXIT_CODE_OK && (settings->mac || settings->reader_public) ? open_reader(showing)
                                                                              : code;
}
