/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_PAPER_H
#define WALLET_CLI_PRINT_PAPER_H

#include "option.h"

#include <stddef.h>

/** What pages are printed on, and how.  All lengths are in millimetres. */
struct print_paper {
    const char *name;  /* as --print takes it */
    const char *label; /* as people say it */
    double width;      /* as it is looked at */
    double height;
    double margin;        /* that printers leave blank, and some air */
    double text;          /* size of a value */
    double title;         /* size of the title */
    unsigned percent_max; /* of these sizes, where there is no table */
    unsigned percent_min; /* if need be: the smallest text has 1.5 mm then */
    double code;          /* a code is as large as this, if its smallest module allows */
    double portrait;      /* width, at most */
    unsigned columns;     /* of fields */
    unsigned codes_max;   /* on one page */
};

/** The names of --print; ends with NULL. */
extern const char *const print_papers[];

/** The option --print, at a field of the settings. */
#define PRINT_OPTION(struct_, field_)                                                    \
    {                                                                                    \
        .kind = OPTION_TEXT, .name = "print", .value = "PAPER", .choices = print_papers, \
        .offset = offsetof(struct_, field_),                                             \
        .help = "a page with fields and code: a6 (a card, default for .pdf) or a4",      \
        .help_zh = "打印字段和二维码：a6（卡片，.pdf 默认）或 a4"       \
    }

/** The paper of one of these names; the smaller one for NULL. */
const struct print_paper *print_paper_of_name(const char *name);

#endif
