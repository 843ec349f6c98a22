/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_SESSION_H
#define WALLET_CLI_MDOC_SESSION_H

#include <wallet/mdoc.h>

#include "exit_code.h"
#include "option.h"

/** What is known of the session in which mobile documents are shown. */
struct mdoc_settings {
    const char *transcript;
    const char *reader_key;
    const char *doc_type;
};

/** These rows, for a settings struct that has its struct mdoc_settings at this offset. */
#define MDOC_SESSION_OPTIONS(base_)                                                            \
    { .kind = OPTION_TEXT,                                                                     \
      .name = "transcript",                                                                    \
      .value = "FILE",                                                                         \
      .offset = (base_) + offsetof(struct mdoc_settings, transcript),                          \
      .help = "of a mobile document: the session in which it is shown, see 'wallet mdoc "      \
              "transcript'",                                                                   \
      .help_zh = "移动证件：出示时的会话记录，见 'wallet mdoc transcript'" },                  \
    {                                                                                          \
        .kind = OPTION_TEXT, .name = "reader-key", .value = "FILE",                            \
        .offset = (base_) + offsetof(struct mdoc_settings, reader_key),                        \
        .help = "of a mobile document: the private key that the reader made for that session", \
        .help_zh = "移动证件：读卡方为该次会话生成的私钥"                    \
    }

/** What was read; start with `= { 0 }`, mdoc_session_free(). */
struct mdoc_session {
    struct wallet_buffer transcript;
    struct wallet_key *reader_key;
    struct wallet_mdoc_session known; /* borrows from the two */
};

/** Reads the files; tells why where one of them is not what it should be. */
enum exit_code mdoc_session_read(
    const struct session *session, const struct mdoc_settings *settings, struct mdoc_session *out);

/**
 * Whether the reader's key that was given is that of the transcript; tells why where it is another one, whose
 * MAC would accuse who shows the document.  Fine where none was given, or the transcript has none (OpenID4VP).
 */
enum exit_code mdoc_session_check_reader(
    const struct session *session,
    const struct mdoc_settings *settings,
    const struct mdoc_session *known);

void mdoc_session_free(struct mdoc_session *session);

/**
 * Reads a file with CBOR, or with a text that stands for it (see encoded_text.h); tells why where it cannot.
 *
 * \param out  empty; encoded_text_free()
 */
enum exit_code mdoc_session_read_cbor(
    const struct session *session, const char *path, struct wallet_buffer *out);

#endif
