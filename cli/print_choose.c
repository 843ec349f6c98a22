/* SPDX-License-Identifier: Apache-2.0 */
#include "output.h"
#include "print_build.h"
#include "print_page.h"
#include "print_paper.h"

static bool is_page(enum code_form form)
{
    return form == CODE_PDF || form == CODE_SVG || form == CODE_PNG;
}

static enum exit_code complain_build(const struct session *session)
{
    complain(session, SAY(session, "this build cannot print", "此版本不能打印"));
    why(session,
        SAY(session,
            "it was built without cairo and pango, which draw the page",
            "编译时没有绘制页面所需的 cairo 和 pango"));
    hint(
        session,
        SAY(session,
            "write the bare code with -o FILE.png, or install a build with -Dprint=enabled",
            "请用 -o FILE.png 只输出二维码，或安装以 -Dprint=enabled 编译的版本"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_form(const struct session *session, const struct code_output *output)
{
    complain(session, SAY(session, "there is no file to print to", "没有可供打印的文件"));
    why(session,
        SAY(session,
            "a page is PDF, SVG or PNG, and not '%s'",
            "页面只能是 PDF、SVG 或 PNG，不能是 '%s'"),
        code_forms[output->form]);
    hint(session, SAY(session, "add -o FILE.pdf", "请加 -o FILE.pdf"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_module(const struct session *session)
{
    complain(
        session, SAY(session, "'--module' is for bare codes", "'--module' 只用于单独的二维码"));
    why(session,
        SAY(session,
            "on a page the code is as large as the paper allows, and never below 0.5 mm a module",
            "页面上的二维码按纸张尽量放大，每个模块不小于 0.5 毫米"));
    hint(session, SAY(session, "leave '--module' out", "请去掉 '--module'"));
    return EXIT_CODE_USAGE;
}

enum exit_code print_complain_bound(const struct session *session)
{
    complain(session, SAY(session, "the licence is not printed", "该证照不能打印"));
    why(session,
        SAY(session,
            "it is bound to its holder's key, which signs anew each time it is shown: paper cannot",
            "它与持证主体的密钥绑定，每次出示都要重新签名，纸张做不到"));
    hint(
        session,
        SAY(session,
            "its holder shows it with 'wallet present'; a printed one is issued without --holder",
            "请由持证主体用 'wallet present' 出示；打印件签发时不加 --holder"));
    return EXIT_CODE_USAGE;
}

enum exit_code print_choose(
    const struct session *session, const char *paper, struct code_output *output)
{
    if (!paper && output->form != CODE_PDF) {
        return EXIT_CODE_OK;
    }
    if (!print_is_built) {
        return complain_build(session);
    }
    if (!is_page(output->form)) {
        return complain_form(session, output);
    }
    if (output->module_pixels > 0) {
        return complain_module(session);
    }

    output->paper = print_paper_of_name(paper);
    return EXIT_CODE_OK;
}
