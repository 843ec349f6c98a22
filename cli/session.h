/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SESSION_H
#define WALLET_CLI_SESSION_H

#include <wallet/reason.h>

#include <stdbool.h>

/** The last complaint, for `--json`. */
struct story {
    char what[512];
    char why[512];
    char hint[512];
    bool is_told; /**< an object on standard output says so, too */
};

/** How this run of the program talks; decided once in main(), then only read. */
struct session {
    enum wallet_language language;
    bool json;        /**< standard output is for programs: one JSON object a line */
    bool color;       /**< standard output takes colours */
    bool error_color; /**< standard error takes colours */
    struct story *story;
};

/** One of two texts in the language of the session. */
#define SAY(session_, english_, chinese_) \
    ((session_)->language == WALLET_CHINESE ? (chinese_) : (english_))

/** The language of `--lang` in `argv`, else of the environment; English where nothing says. */
enum wallet_language session_language(int argc, char *const *argv);

/** Sets the colours of both streams from `--color` (NULL: auto) and the environment. */
void session_set_color(struct session *session, const char *when);

#endif
