/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ISSUE_OUTPUT_H
#define WALLET_CLI_ISSUE_OUTPUT_H

#include <wallet/bytes.h>
#include <wallet/qr.h>

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>

/** What an issued licence is written as. */
enum issue_form {
    ISSUE_PNG,
    ISSUE_SVG,
    ISSUE_TERMINAL,
    ISSUE_TEXT,
    ISSUE_CBOR,
};

struct issue_output {
    enum issue_form form;
    const char *path; /* NULL: standard output */
    bool is_chosen;   /* the form was asked for, by name or by the ending of the path */
    bool force;
    bool dry_run;
    enum wallet_qr_level level;
    unsigned module_pixels;
    unsigned qr_version; /* set by issue_output_write(); 0: too large for one code */
};

/** The names of --format, in the order of enum issue_form; ends with NULL. */
extern const char *const issue_forms[];

/** The level of `--level`: L, M, Q or H; M for NULL. */
enum wallet_qr_level issue_output_level(const char *name);

/** Decides on form and path from `--format` and `-o`; tells why where it cannot. */
enum exit_code issue_output_choose(
    const struct session *session, const char *format, const char *path, struct issue_output *out);

/** Writes the licence and the text of its code in the chosen form; tells why where it cannot. */
enum exit_code issue_output_write(
    const struct session *session,
    struct issue_output *output,
    struct wallet_bytes licence,
    struct wallet_bytes text);

#endif
