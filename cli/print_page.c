/* SPDX-License-Identifier: Apache-2.0 */
#include "print_page.h"

#include "code_pictures.h"
#include "output.h"
#include "picture.h"
#include "print_arrange.h"
#include "print_build.h"
#include "print_card.h"
#include "print_file.h"
#include "print_paper.h"
#include "print_portrait.h"

#include <stdlib.h>
#include <string.h>

enum {
    SIDE_BASE = 17 + 2 * 4, /* a symbol has 17 modules and 4 a version; 4 quiet ones on each side */
    SIDE_A_VERSION = 4,
};

const bool print_is_built = true;

/* A licence on its way to paper. */
struct job {
    const struct session *session;
    struct code_output *output;
    struct print_card card;
    struct code_pictures codes;
    struct print_pictures pictures;
    struct print_sheet sheet;
};

static enum exit_code draw_codes(struct job *job)
{
    const struct session *session = job->session;
    const struct code_output *output = job->output;
    const struct wallet_qr_options options = { .format = WALLET_QR_MODULES,
                                               .level = output->level,
                                               .version = output->qr_version };
    struct wallet_error error;

    if (code_pictures_draw(output->split, &options, &job->codes, &error) != WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "the code cannot be drawn", "无法绘制二维码"));
        hint(session, SAY(session, "try again", "请再试一次"));
        return code;
    }

    job->pictures.codes = &job->codes;
    job->pictures.code_side = SIDE_BASE + SIDE_A_VERSION * output->qr_version;
    return EXIT_CODE_OK;
}

/* Larger paper, or nothing that this page could be. */
static enum exit_code complain_room(const struct job *job)
{
    const struct session *session = job->session;
    const struct print_paper *paper = job->output->paper;
    const size_t count = code_output_count(job->output);

    complain(session, SAY(session, "it does not fit on %s", "%s 纸放不下"), paper->label);
    if (count > paper->codes_max) {
        why(session,
            SAY(session,
                "the licence takes %zu codes, and this paper has room for %u",
                "该证照共需 %zu 个二维码，此纸只能放 %u 个"),
            count,
            paper->codes_max);
    } else {
        why(session,
            SAY(session,
                "with modules of 0.5 mm and letters that can be read there is too much for one "
                "page",
                "按每个模块 0.5 毫米和可辨认的字号，一页放不下"));
    }
    if (paper == print_paper_of_name("a4")) {
        hint(
            session,
            SAY(session,
                "write the codes alone, without --print: -o FILE.png",
                "请不加 --print，只输出二维码：-o FILE.png"));
    } else {
        hint(session, SAY(session, "use --print a4", "请用 --print a4"));
    }
    return EXIT_CODE_FILE;
}

static enum exit_code arrange(struct job *job)
{
    const struct print_content content = {
        .card = &job->card,
        .code_count = code_output_count(job->output),
        .code_side = job->pictures.code_side,
        .portrait_ratio = print_portrait_ratio(job->pictures.portrait),
    };

    if (print_arrange(job->output->paper, &content, &job->sheet)) {
        return EXIT_CODE_OK;
    }

    return job->sheet.is_short_of_memory ? complain_memory(job->session) : complain_room(job);
}

static bool has_text(const struct wallet_scan *scan, struct wallet_bytes text)
{
    for (size_t i = 0; i < wallet_scan_count(scan); i++) {
        const struct wallet_bytes found = wallet_scan_text(scan, i);
        if (found.size == text.size && memcmp(found.data, text.data, text.size) == 0) {
            return true;
        }
    }

    return false;
}

/* Whether the scanner saw all of the codes, and nothing else. */
static bool is_complete(const struct code_output *output, const struct wallet_scan *scan)
{
    bool is_found = wallet_scan_count(scan) == code_output_count(output);

    for (size_t i = 0; is_found && i < code_output_count(output); i++) {
        is_found = has_text(scan, wallet_split_text(output->split, i));
    }

    return is_found;
}

static enum exit_code complain_codes(const struct job *job, size_t found)
{
    const struct session *session = job->session;

    complain(session, SAY(session, "the page was not printed", "未打印页面"));
    why(session,
        SAY(session,
            "the scanner read %zu of %zu codes, or others than were put in",
            "扫描程序读出 %zu 个二维码（应为 %zu 个），或读出的内容不一致"),
        found,
        code_output_count(job->output));
    hint(
        session,
        SAY(session, "'wallet doctor' tries the scanner", "用 'wallet doctor' 检查扫描程序"));
    return EXIT_CODE_FILE;
}

/* Looks at the page as a scanner will: what it cannot read nobody gets. */
static enum exit_code read_back(const struct job *job, struct wallet_bytes png)
{
    struct wallet_scan *scan = NULL;
    const char *name = SAY(job->session, "the page", "页面");

    enum exit_code code = picture_scan(job->session, name, png, &scan);
    if (code == EXIT_CODE_OK && !is_complete(job->output, scan)) {
        code = complain_codes(job, wallet_scan_count(scan));
    }

    wallet_scan_free(scan);
    return code;
}

static enum exit_code write_page(struct job *job)
{
    struct print_file png = { 0 };
    struct print_file page = { 0 };
    const enum code_form form = job->output->form;
    const char *title = job->card.title_zh;

    enum exit_code code = EXIT_CODE_OK;
    if (!print_file_write(CODE_PNG, &job->sheet, &job->pictures, title, &png) ||
        (form != CODE_PNG && !print_file_write(form, &job->sheet, &job->pictures, title, &page))) {
        code = complain_memory(job->session);
    }
    if (code == EXIT_CODE_OK) {
        code = read_back(job, (struct wallet_bytes){ (const uint8_t *)png.data, png.size });
    }
    if (code == EXIT_CODE_OK) {
        struct print_file *chosen = form == CODE_PNG ? &png : &page;
        job->output->page = chosen->data;
        job->output->page_size = chosen->size;
        *chosen = (struct print_file){ 0 };
    }

    free(png.data);
    free(page.data);
    return code;
}

enum exit_code print_page(
    const struct session *session,
    const struct wallet_verdict *verdict,
    enum facts_veil veil,
    struct code_output *output)
{
    struct job job = { .session = session, .output = output };

    enum exit_code code =
        print_card_read(verdict, veil, &job.card) ? EXIT_CODE_OK : complain_memory(session);
    if (code == EXIT_CODE_OK) {
        code = draw_codes(&job);
    }
    if (code == EXIT_CODE_OK) {
        job.pictures.portrait = print_portrait(session, job.card.portrait);
        code = arrange(&job);
    }
    if (code == EXIT_CODE_OK) {
        code = write_page(&job);
    }

    print_sheet_clear(&job.sheet);
    cairo_surface_destroy(job.pictures.portrait);
    code_pictures_free(&job.codes);
    print_card_clear(&job.card);
    return code;
}
