/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_PAGE_H
#define WALLET_CLI_PRINT_PAGE_H

#include <wallet/verify.h>

#include "code_output.h"
#include "exit_code.h"
#include "facts.h"
#include "session.h"

/* A licence as a page that is handed out: its fields, and its code or codes. */

/**
 * Decides by `--print` and the form chosen whether a page is to be written, and on which paper.  Call
 * it after code_output_choose().  Tells why where it cannot be, as in a build that cannot print.
 *
 * \param paper  a name of print_papers; NULL: a page for a PDF only
 */
enum exit_code print_choose(
    const struct session *session, const char *paper, struct code_output *output);

/** Tells that a licence which is bound to its holder's key proves nothing on paper. */
enum exit_code print_complain_bound(const struct session *session);

/**
 * Draws the page into `output->page`, and reads its codes back with the scanner: unless they give
 * just the texts that were put in there is no page.  Tells why where there is none.
 *
 * \param verdict  on the licence of the codes; its claims must be readable
 * \param output   with a paper, after code_output_draw()
 */
enum exit_code print_page(
    const struct session *session,
    const struct wallet_verdict *verdict,
    enum facts_veil veil,
    struct code_output *output);

#endif
