/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_OPTION_H
#define WALLET_CLI_OPTION_H

#include "session.h"

#include <stddef.h>

enum option_kind {
    OPTION_END = 0,
    OPTION_FLAG,   /* fills in a bool */
    OPTION_TEXT,   /* fills in a const char *; the last one counts */
    OPTION_LIST,   /* adds to a struct option_list */
    OPTION_NUMBER, /* fills in an unsigned between min and max */
};

/** What a repeatable option collected, in its order. */
struct option_list {
    const char **items;
    size_t count;
};

/** One option; the table of them is parser, help text, completion and what the man page must have. */
struct option_spec {
    enum option_kind kind;
    char letter; /* '\0': none */
    const char *name;
    const char *value;          /* what help calls the value; NULL for a flag.  FILE, DIR, KEY and
                                   TYPE are completed as such */
    const char *const *choices; /* ends with NULL; NULL: any value */
    unsigned min;
    unsigned max;
    size_t offset; /* of the field in the settings */
    const char *help;
    const char *help_zh;
};

/** A table of options and the settings that it fills in. */
struct option_table {
    const struct option_spec *specs;
    void *settings;
};

struct operands {
    char **items;
    size_t count;
};

/** What there is to parse, and for whom. */
struct option_line {
    const char *command; /* for complaints, such as "wallet verify" */
    const struct option_table *tables;
    size_t table_count;
    int argc;
    char *const *argv;
    bool stop_at_operand; /* leave everything from the first operand on alone */
};

/**
 * Parses options and operands in any order; after "--" all are operands.  Room for `argc` operands
 * must be at `operands->items`.
 *
 * \param out_used  how many arguments were looked at
 *
 * \return false after it told what was wrong
 */
bool options_parse(
    const struct session *session,
    const struct option_line *line,
    struct operands *operands,
    int *out_used);

/** Releases the lists in the settings, never the settings. */
void options_release(const struct option_table *table);

#endif
