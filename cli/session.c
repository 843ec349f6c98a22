/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_chinese(const char *name)
{
    return strncmp(name, "zh", 2) == 0;
}

static enum wallet_language language_of_environment(void)
{
    /* POSIX's order of precedence, below our own variable. */
    static const char *const names[] = { "WALLET_LANG", "LC_ALL", "LC_MESSAGES", "LANG" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && value[0] != '\0') {
            return is_chinese(value) ? WALLET_CHINESE : WALLET_ENGLISH;
        }
    }

    return WALLET_ENGLISH;
}

enum wallet_language session_language(int argc, char *const *argv)
{
    /* Looked for before anything else is parsed, so that complaints about options have a language. */
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0) {
            return is_chinese(argv[i] + 7) ? WALLET_CHINESE : WALLET_ENGLISH;
        }
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            return is_chinese(argv[i + 1]) ? WALLET_CHINESE : WALLET_ENGLISH;
        }
    }

    return language_of_environment();
}

static bool takes_color(int stream)
{
    const char *refused = getenv("NO_COLOR"); /* no-color.org: set and not empty */
    const char *terminal = getenv("TERM");

    return !(refused && refused[0] != '\0') && terminal && strcmp(terminal, "dumb") != 0 &&
           isatty(stream) == 1;
}

void session_set_color(struct session *session, const char *when)
{
    if (when && strcmp(when, "auto") != 0) {
        session->color = session->error_color = strcmp(when, "always") == 0;
        return;
    }

    session->color = takes_color(STDOUT_FILENO);
    session->error_color = takes_color(STDERR_FILENO);
}
