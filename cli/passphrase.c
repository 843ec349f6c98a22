/* SPDX-License-Identifier: Apache-2.0 */
#include "passphrase.h"

#include "interrupt.h"
#include "output.h"

#include <sys/mman.h>

/* What one kind of passphrase is called. */
struct words {
    const char *option; /* of --OPTION-file and --OPTION-fd */
    const char *question[2];
    bool is_new;
};

static const struct words words[] = {
    [PASSPHRASE_OF_VAULT] = { "passphrase",
                              { "Passphrase of the vault: ", "保管箱口令：" },
                              false },
    [PASSPHRASE_FIRST] = { "passphrase", { "New passphrase: ", "新口令：" }, true },
    [PASSPHRASE_NEW] = { "new-passphrase", { "New passphrase: ", "新口令：" }, true },
    [PASSPHRASE_OF_EXPORT] = { "export-passphrase",
                               { "Passphrase for the file: ", "导出文件的口令：" },
                               true },
    [PASSPHRASE_OF_IMPORT] = { "import-passphrase",
                               { "Passphrase of the file: ", "待导入文件的口令：" },
                               false },
};

static enum exit_code fail(
    const struct session *session, const struct words *of, const char *reason)
{
    complain(session, SAY(session, "there is no passphrase", "没有口令"));
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "type it at a terminal, or put it alone into a file of mode 0600 and give --%s-file "
            "FILE",
            "请在终端输入，或单独写入权限 0600 的文件并使用 --%s-file FILE"),
        of->option);
    return interrupted() ? EXIT_CODE_INTERRUPTED : EXIT_CODE_KEY;
}

/* What nobody sees while it is typed is typed twice when it is new. */
static const char *ask(
    const struct session *session, const struct words *of, struct secret_line *out)
{
    struct secret_line again = { .size = 0 };

    const char *wrong =
        secret_line_ask(session, of->question[session->language == WALLET_CHINESE], out);
    if (!wrong && of->is_new) {
        wrong = secret_line_ask(session, SAY(session, "Once more: ", "再输一遍："), &again);
        if (!wrong && !secret_line_equal(out, &again)) {
            wrong = SAY(session, "the two are not the same", "两次输入不一致");
        }
    }

    secret_line_forget(&again);
    return wrong;
}

enum exit_code passphrase_read(
    const struct session *session,
    const struct passphrase_settings *settings,
    enum passphrase_kind kind,
    struct secret_line *out)
{
    const struct words *of = &words[kind];
    const char *wrong = NULL;

    /* It is wiped as soon as it was used; until then it is not to be swapped out, if that can be. */
    (void)mlock(out, sizeof *out);
    if (settings->fd > 0) {
        wrong = secret_line_read(session, (int)settings->fd, out);
    } else if (settings->file) {
        wrong = secret_line_read_file(session, settings->file, out);
    } else {
        wrong = ask(session, of, out);
    }

    return wrong ? fail(session, of, wrong) : EXIT_CODE_OK;
}
