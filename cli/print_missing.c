/* SPDX-License-Identifier: Apache-2.0 */
#include "output.h"
#include "print_build.h"
#include "print_page.h"

#include <stdio.h>

/* What stands in for all that draws, in a build without cairo and pango. */

const bool print_is_built = false;

/* print_choose() lets nobody get here. */
enum exit_code print_page(
    const struct session *session,
    const struct wallet_verdict *verdict,
    enum facts_veil veil,
    struct code_output *output)
{
    (void)verdict;
    (void)veil;
    return print_choose(session, "a6", output);
}

void doctor_look_at_print(const struct session *session, struct doctor_finding *out)
{
    (void)snprintf(
        out->detail,
        sizeof out->detail,
        "%s",
        SAY(session, "this build cannot print", "此版本不能打印"));
}
