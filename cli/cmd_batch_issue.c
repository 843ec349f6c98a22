/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_crew.h"
#include "batch_open.h"
#include "batch_print.h"
#include "batch_run.h"
#include "batch_survey.h"
#include "code_options.h"
#include "command.h"
#include "interrupt.h"
#include "output.h"

#include <stddef.h>
#include <unistd.h>

#define FIELD(name_) .offset = offsetof(struct batch_settings, name_)

static const char *const forms[] = { "cbor", "text", "png", "svg", NULL };

static const struct option_spec batch_issue_options[] = {
    { .kind = OPTION_TEXT,
      .letter = 'i',
      .name = "in",
      .value = "FILE",
      FIELD(in),
      .help = "table of the rows, CSV in UTF-8 or GB18030 (required)",
      .help_zh = "数据表，CSV 格式，UTF-8 或 GB18030 编码（必填）" },
    SIGNER_AGENCY_KEY_OPTION(struct batch_settings, key),
    SIGNER_OPTIONS(struct batch_settings, signer),
    REPOSITORY_OPTION(struct batch_settings, repository),
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "out",
      .value = "DIR",
      FIELD(out),
      .help = "write a file a licence into this folder instead of the repository",
      .help_zh = "不入证照库，而是每张证照写成该目录下的一个文件" },
    { .kind = OPTION_TEXT,
      .name = "format",
      .value = "FORM",
      .choices = forms,
      FIELD(format),
      .help = "what the files are: cbor (default), text, png or svg",
      .help_zh = "文件格式：cbor（默认）、text、png 或 svg" },
    CODE_LEVEL_OPTION(struct batch_settings, level),
    CODE_MODULE_OPTION(struct batch_settings, module),
    { .kind = OPTION_TEXT,
      .name = "errors",
      .value = "FILE",
      FIELD(errors),
      .help = "where rows that fail go (default: DIR/errors.csv, or ROWS.errors.csv)",
      .help_zh = "失败行写入的文件（默认 DIR/errors.csv 或 ROWS.errors.csv）" },
    { .kind = OPTION_TEXT,
      .name = "encoding",
      .value = "NAME",
      .choices = batch_encodings,
      FIELD(encoding),
      .help = "utf-8 or gb18030 (default: found out)",
      .help_zh = "utf-8 或 gb18030（默认自动识别）" },
    { .kind = OPTION_NUMBER,
      .letter = 'j',
      .name = "jobs",
      .value = "N",
      .min = 1,
      .max = BATCH_WORKER_MAX,
      FIELD(jobs),
      .help = "threads that sign, 1 to 64 (default: one a core)",
      .help_zh = "签名线程数，1 至 64（默认每核一个）" },
    { .kind = OPTION_FLAG,
      .name = "replace",
      FIELD(replace),
      .help = "a new licence takes the place of the one that its holder has",
      .help_zh = "新证照替换持证主体已有的同类证照" },
    { .kind = OPTION_FLAG,
      .name = "accept-findings",
      FIELD(accept_findings),
      .help = "let pass what a person may let pass, such as a sex that a number contradicts",
      .help_zh = "允许可由人工认可的问题，如性别与身份号码不符" },
    { .kind = OPTION_TEXT,
      .name = "progress",
      .value = "HOW",
      .choices = progress_manners,
      FIELD(progress),
      .help = "auto (a line on a terminal), json (an object a line) or none",
      .help_zh = "auto（终端上显示一行）、json（每行一个对象）或 none" },
    { .kind = OPTION_FLAG,
      .letter = 'q',
      .name = "quiet",
      FIELD(quiet),
      .help = "tell errors only",
      .help_zh = "只报告错误" },
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "issue as of this time, or the end of this day, and say so",
      .help_zh = "以该时间（或该日之末）而非当前时间签发，输出中会标明" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "overwrite a file of errors that is there",
      .help_zh = "覆盖已有的错误文件" },
    { .kind = OPTION_FLAG,
      .letter = 'n',
      .name = "dry-run",
      FIELD(dry_run),
      .help = "check and sign every row, and write nothing",
      .help_zh = "逐行检查并试签，不写入任何内容" },
    { 0 },
};

static unsigned jobs_of(const struct batch_settings *settings)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (settings->jobs > 0) {
        return settings->jobs;
    }
    if (cores < 1) {
        return 1;
    }

    return cores < BATCH_WORKER_MAX ? (unsigned)cores : BATCH_WORKER_MAX;
}

static enum exit_code batch_issue(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct batch_settings *settings = opaque_settings;
    struct open_batch open;

    interrupt_listen();
    enum exit_code code = batch_open(session, settings, operands->items[0], &open);
    if (code == EXIT_CODE_OK) {
        struct batch_run run = {
            .session = session,
            .batch = &open.batch,
            .csv = &open.csv,
            .sink = open.sink,
            .errors = open.has_errors ? &open.errors : NULL,
            .manner = settings->quiet ? PROGRESS_NONE : progress_manner_of(settings->progress),
            .worker_count = jobs_of(settings),
            .progress = open.sink ? open.sink->progress : (struct batch_progress){ .next_row = 1 },
        };
        code = batch_run(&run);
        code = code == EXIT_CODE_OK ? batch_print(&open, &run) : code;
    }

    batch_close(&open);
    return code;
}

const struct command command_batch_issue = {
    .words = "batch issue",
    .summary = "sign a licence for each row of a table",
    .summary_zh = "按数据表逐行批量签发证照",
    .operands = "TYPE",
    .operand_min = 1,
    .operand_max = 1,
    .options = batch_issue_options,
    .settings_size = sizeof(struct batch_settings),
    .json = true,
    .examples = "  wallet batch issue id-card --in rows.csv --key agency.key --dry-run\n"
                "  wallet batch issue id-card -i rows.csv -k agency.key\n"
                "  wallet batch issue id-card -i rows.csv -k agency.key -o cards --format png\n",
    .examples_zh = "  wallet batch issue id-card --in rows.csv --key agency.key --dry-run\n"
                   "  wallet batch issue id-card -i rows.csv -k agency.key\n"
                   "  wallet batch issue id-card -i rows.csv -k agency.key -o cards --format png\n",
    .run = batch_issue,
};
