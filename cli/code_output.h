/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_OUTPUT_H
#define WALLET_CLI_CODE_OUTPUT_H

#include <wallet/bytes.h>
#include <wallet/parts.h>
#include <wallet/qr.h>

#include "code_form.h"
#include "exit_code.h"
#include "session.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

struct print_paper;

/** Writes one object and its code, or its codes where one does not hold it. */
struct code_output {
    enum code_form form;
    const char *path; /* NULL: standard output */
    bool is_chosen;   /* the form was asked for, by name or by the ending of the path */
    bool force;
    bool dry_run;
    enum wallet_qr_level level;
    unsigned module_pixels;
    unsigned interval; /* milliseconds that each of several is shown on a terminal; 0: as usual */
    bool is_printable; /* may be a page */
    bool is_identity;  /* its code is an identity code: MOSIP Claim 169 */

    /* By print_choose() and print_page(): */
    const struct print_paper *paper; /* NULL: the bare codes */
    char *page;                      /* what is written in their place */
    size_t page_size;

    /* By code_output_draw(): */
    struct wallet_bytes object;
    struct wallet_split *split;
    unsigned qr_version; /* of the largest symbol */
};

/** Decides on form and path from `--format` and `-o`; tells why where it cannot. */
enum exit_code code_output_choose(
    const struct session *session, const char *format, const char *path, struct code_output *out);

/**
 * Finds out how many codes an object needs, and how large; tells why where there is no way.  Writes
 * nothing yet.
 *
 * \param object  borrowed until code_output_finish()
 */
enum exit_code code_output_draw(
    const struct session *session, struct code_output *output, struct wallet_bytes object);

/** Whether each code goes into a file of its own. */
bool code_output_is_apart(const struct code_output *output);

/** How many codes there are. */
size_t code_output_count(const struct code_output *output);

/**
 * The name of one file of several, counted from 1: "card-2of3.png" for "card.png".  With 0 the pattern
 * that a shell makes all of them of.  False where it would be too long.
 */
bool code_output_path(const struct code_output *output, size_t index, char out[PATH_MAX]);

/**
 * Writes in the chosen form: several pictures as several files, all or none; on a terminal several
 * codes in turn, until Enter is pressed.  Tells why where it cannot.
 */
enum exit_code code_output_write(const struct session *session, struct code_output *output);

void code_output_finish(struct code_output *output);

#endif
