/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_FOLD_H
#define WLT_BASE_FOLD_H

#include <wallet/bytes.h>

#include <stdbool.h>

/**
 * Writes a text so that two spellings of one name come out the same: compatibility forms as the plain
 * ones (full-width letters and digits, Unicode normalisation form KC), without blanks, small Latin
 * letters as capitals, and every dot that stands between the parts of a name (· • ・ ‧ ∙) as U+00B7.
 *
 * \param utf8  valid UTF-8
 * \param out   replaced
 *
 * \return false: out of memory
 */
bool wlt_text_fold(struct wallet_bytes utf8, struct wallet_buffer *out);

#endif
