/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_session.h"

#include <wallet/mdoc_explain.h>
#include <wallet/transcript.h>

#include "encoded_text.h"
#include "file.h"
#include "keys.h"
#include "mdoc_complaint.h"
#include "output.h"

enum exit_code mdoc_session_read_cbor(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    struct file file = { .data = NULL };

    enum exit_code code = file_read(session, path, ENCODED_TEXT_MAX, &file);
    if (code == EXIT_CODE_OK && !encoded_text_read(file_bytes(&file), out) &&
        !encoded_text_keep(file_bytes(&file), out)) {
        code = complain_memory(session);
    }

    file_free(&file);
    return code;
}

/* Whether it is a transcript, before documents are judged by it. */
static enum exit_code check_transcript(
    const struct session *session, const char *path, struct wallet_bytes transcript)
{
    struct wallet_mdoc_explanation *explanation = NULL;
    struct wallet_error error;

    const enum wallet_status status =
        wallet_mdoc_explain(transcript, (struct wallet_bytes){ 0 }, NULL, &explanation, &error);
    wallet_mdoc_explanation_free(explanation);
    if (status == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = refuse(
        session, &error, SAY(session, "'%s' is no session transcript", "'%s' 不是会话记录"), path);
    hint(
        session,
        SAY(session,
            "'wallet mdoc transcript' makes one of the parts of a session",
            "用 'wallet mdoc transcript' 由会话要素生成"));
    return code;
}

static enum exit_code read_transcript(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    const enum exit_code code = mdoc_session_read_cbor(session, path, out);

    return code == EXIT_CODE_OK ? check_transcript(session, path, wallet_buffer_bytes(out)) : code;
}

static enum exit_code read_key(
    const struct session *session, const char *path, struct wallet_key **out)
{
    const enum exit_code code = keys_read(session, path, out);
    if (code != EXIT_CODE_OK || wallet_key_is_private(*out)) {
        return code;
    }

    complain(session, SAY(session, "'%s' is no reader's private key", "'%s' 不是读卡方私钥"), path);
    why(session, SAY(session, "there is no secret in it", "其中只有公钥，没有私钥"));
    hint(
        session,
        SAY(session,
            "give the private key that the reader made for the session",
            "请给出读卡方为该次会话生成的私钥"));
    return EXIT_CODE_KEY;
}

/* A reader's key without a session. */
static enum exit_code complain_lonely(const struct session *session)
{
    complain(
        session,
        SAY(session,
            "'--reader-key' says nothing without '--transcript'",
            "没有 '--transcript'，'--reader-key' 不起作用"));
    why(session,
        SAY(session,
            "a device's MAC is of a key and of a session",
            "设备的 MAC 同时取决于密钥和会话"));
    hint(
        session,
        SAY(session,
            "add --transcript FILE or leave it out",
            "请加上 --transcript FILE，或去掉该项"));
    return EXIT_CODE_USAGE;
}

enum exit_code mdoc_session_read(
    const struct session *session, const struct mdoc_settings *settings, struct mdoc_session *out)
{
    enum exit_code code = EXIT_CODE_OK;

    *out = (struct mdoc_session){ .reader_key = NULL };
    if (settings->reader_key && !settings->transcript) {
        return complain_lonely(session);
    }
    if (settings->transcript) {
        code = read_transcript(session, settings->transcript, &out->transcript);
    }
    if (code == EXIT_CODE_OK && settings->reader_key) {
        code = read_key(session, settings->reader_key, &out->reader_key);
    }

    out->known = (struct wallet_mdoc_session){
        .transcript = wallet_buffer_bytes(&out->transcript),
        .reader_key = out->reader_key,
        .doc_type = settings->doc_type,
    };
    return code;
}

static enum exit_code complain_stranger(
    const struct session *session, const struct mdoc_settings *settings)
{
    complain(
        session,
        SAY(session,
            "'%s' is not the reader's key of this transcript",
            "'%s' 不是该会话记录中的读卡方密钥"),
        settings->reader_key);
    why(session,
        SAY(session, "in '%s' there is another one", "'%s' 中是另一把密钥"),
        settings->transcript);
    hint(
        session,
        SAY(session,
            "give the key that the reader made for this session; is the transcript that of it? "
            "'wallet "
            "mdoc explain' shows both keys",
            "请给出读卡方为该次会话生成的密钥，并确认会话记录属于该会话；用 'wallet mdoc explain' "
            "对照两把密钥"));
    return EXIT_CODE_KEY;
}

static enum exit_code complain_reader(
    const struct session *session, const char *path, const struct wallet_error *error)
{
    const enum exit_code code = refuse(
        session,
        error,
        SAY(session, "the reader's key in '%s' is of no use", "'%s' 中读卡方的公钥无法使用"),
        path);

    mdoc_hint_transcript(session);
    return code;
}

enum exit_code mdoc_session_check_reader(
    const struct session *session,
    const struct mdoc_settings *settings,
    const struct mdoc_session *known)
{
    struct wallet_key *own = NULL;
    struct wallet_error error;

    if (!known->reader_key) {
        return EXIT_CODE_OK;
    }

    const enum wallet_status status =
        wallet_transcript_reader_key(known->known.transcript, &own, &error);
    if (status == WALLET_ERR_MISSING || status == WALLET_ERR_UNSUPPORTED) {
        return EXIT_CODE_OK; /* none, or one that is not read here: there is nothing to compare */
    }
    if (status != WALLET_OK) {
        return complain_reader(session, settings->transcript, &error);
    }

    const bool is_same = keys_are_same(known->reader_key, own);
    wallet_key_free(own);
    return is_same ? EXIT_CODE_OK : complain_stranger(session, settings);
}

void mdoc_session_free(struct mdoc_session *session)
{
    encoded_text_free(&session->transcript);
    wallet_key_free(session->reader_key);
    session->reader_key = NULL;
}
