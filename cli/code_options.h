/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_OPTIONS_H
#define WALLET_CLI_CODE_OPTIONS_H

#include "code_form.h"
#include "option.h"

/*
 * Rows of the options that draw a code, or write it, for a settings struct that has each in a member.
 * `--output` and `--format` are those of what is never printed on a page.
 */

#define CODE_OUTPUT_OPTION(settings_, member_)                                        \
    {                                                                                 \
        .kind = OPTION_TEXT, .letter = 'o', .name = "output", .value = "FILE",        \
        .offset = offsetof(settings_, member_),                                       \
        .help = "write to FILE.png, .svg, .txt or .cbor; '-' is standard output",     \
        .help_zh = "写到 .png、.svg、.txt 或 .cbor 文件；'-' 为标准输出" \
    }

#define CODE_FORMAT_OPTION(settings_, member_)                                              \
    {                                                                                       \
        .kind = OPTION_TEXT, .name = "format", .value = "FORM", .choices = code_forms_bare, \
        .offset = offsetof(settings_, member_),                                             \
        .help = "png, svg, terminal, text or cbor, whatever the name of the file",          \
        .help_zh = "png、svg、terminal、text 或 cbor，不论文件名"                 \
    }

#define CODE_LEVEL_OPTION(settings_, member_)                                           \
    {                                                                                   \
        .kind = OPTION_TEXT, .name = "level", .value = "LEVEL", .choices = code_levels, \
        .offset = offsetof(settings_, member_),                                         \
        .help = "how much damage the code survives: L, M (default), Q, H",              \
        .help_zh = "二维码纠错等级：L、M（默认）、Q、H"                  \
    }

#define CODE_MODULE_OPTION(settings_, member_)                                                 \
    {                                                                                          \
        .kind = OPTION_NUMBER, .name = "module", .value = "PIXELS", .min = 1, .max = 64,       \
        .offset = offsetof(settings_, member_),                                                \
        .help = "pixels a module, 1 to 64 (default 12; scanners want 3)",                      \
        .help_zh = "每个模块的像素数，1 至 64（默认 12，扫码宜不少于 3）" \
    }

#define CODE_FORCE_OPTION(settings_, member_)                                 \
    {                                                                         \
        .kind = OPTION_FLAG, .letter = 'f', .name = "force",                  \
        .offset = offsetof(settings_, member_), .help = "overwrite the file", \
        .help_zh = "覆盖已有文件"                                       \
    }

#endif
