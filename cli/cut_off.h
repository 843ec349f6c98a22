/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CUT_OFF_H
#define WALLET_CLI_CUT_OFF_H

#include "input.h"

/*
 * A code of which the end was not read, or characters were lost: neither accepted nor accused, for the
 * rest of it was not seen.
 */

/**
 * Whether this is the text of a licence that is not whole.
 *
 * \param out_expected  how many characters it has as a whole; 0: more than there are
 */
bool cut_off(const struct input *input, size_t *out_expected);

/** Tells how much was read of how much, and what to do. */
enum exit_code cut_off_complain(
    const struct session *session, const struct input *input, size_t expected);

#endif
