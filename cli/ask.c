/* SPDX-License-Identifier: Apache-2.0 */
#include "ask.h"

#include "interrupt.h"
#include "output.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static bool is_yes(const char *answer)
{
    static const char *const words[] = { "y", "yes", "是", "是的", NULL };

    for (size_t i = 0; words[i]; i++) {
        if (strcasecmp(answer, words[i]) == 0) {
            return true;
        }
    }

    return false;
}

static bool ask_at(int terminal, const char *question)
{
    char answer[64] = "";

    (void)!write(terminal, question, strlen(question));
    (void)!write(terminal, " [y/N] ", 7);
    const ssize_t size = interrupt_wait(terminal) ? read(terminal, answer, sizeof answer - 1) : -1;
    if (size <= 0) {
        return false;
    }

    answer[size] = '\0';
    answer[strcspn(answer, "\r\n")] = '\0';
    return is_yes(answer);
}

static enum exit_code complain_terminal(const struct session *session, const char *named)
{
    complain(session, SAY(session, "nothing was done", "未执行任何操作"));
    why(session, SAY(session, "there is no terminal to ask at", "没有可供询问的终端"));
    if (named) {
        hint(
            session,
            SAY(session,
                "say so beforehand, and to what: --yes %s",
                "请事先确认，并指明可出示的内容：--yes %s"),
            named);
    } else {
        hint(session, SAY(session, "say so beforehand: --yes", "请事先确认：--yes"));
    }
    return EXIT_CODE_USAGE;
}

enum exit_code ask_yes_to(const struct session *session, const char *question, const char *named)
{
    const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) {
        return complain_terminal(session, named);
    }

    const bool agreed = ask_at(terminal, question);
    (void)close(terminal);
    if (agreed) {
        return EXIT_CODE_OK;
    }

    return interrupted() ? EXIT_CODE_INTERRUPTED : EXIT_CODE_REFUSED;
}

enum exit_code ask_yes(const struct session *session, const char *question)
{
    return ask_yes_to(session, question, NULL);
}
