/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_FORM_H
#define WALLET_CLI_CODE_FORM_H

#include <wallet/qr.h>

#include <stdbool.h>

/** What an object and its codes are written as. */
enum code_form {
    CODE_PNG,
    CODE_SVG,
    CODE_TERMINAL,
    CODE_TEXT, /* the text of each code, one a line */
    CODE_CBOR, /* the object itself */
    CODE_PDF,  /* a page with the codes and what they say: see print_page.h */
};

/** The names of --level; ends with NULL. */
extern const char *const code_levels[];

/** The level that `--level` names: L, M, Q or H; M for NULL. */
enum wallet_qr_level code_level(const char *name);

/** The names of --format, in the order of enum code_form; ends with NULL. */
extern const char *const code_forms[];

/** Those of them that are no page: what is made to be shown once is not printed. */
extern const char *const code_forms_bare[];

/** The form of one of these names. */
enum code_form code_form_of_name(const char *name);

/** The form that the ending of a file's name tells; false where it tells none. */
bool code_form_of_path(const char *path, enum code_form *out);

/** Whether it is nothing that a terminal could show. */
bool code_form_is_binary(enum code_form form);

/** Whether one file holds one code only. */
bool code_form_is_picture(enum code_form form);

/** How the library draws it; the terminal's way where nothing is drawn. */
enum wallet_qr_format code_form_drawing(enum code_form form);

#endif
