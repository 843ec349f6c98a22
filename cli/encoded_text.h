/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ENCODED_TEXT_H
#define WALLET_CLI_ENCODED_TEXT_H

#include <wallet/bytes.h>
#include <wallet/verify.h>

#include <stdbool.h>

/*
 * Bytes that somebody wrote down as text, as tools print them: hex, or Base64 in either alphabet, padded or
 * not; blanks and ends of lines among it do not count.
 */

/** The longest that is taken: hex of the largest input, and ends of lines. */
#define ENCODED_TEXT_MAX ((size_t)3 * WALLET_INPUT_MAX)

/** Whether this is such a text, and what it stands for begins as CBOR of a mobile document does. */
bool encoded_text_is_mdoc(struct wallet_bytes text);

/**
 * Reads such a text as far as it goes.
 *
 * \param out  empty; encoded_text_free()
 *
 * \return false where it is none, or there is no memory
 */
bool encoded_text_read(struct wallet_bytes text, struct wallet_buffer *out);

/** The same for the text of a device's code, "mdoc:" and the bytes in Base64 (ISO/IEC 18013-5 8.2.2.3). */
bool encoded_text_read_engagement(struct wallet_bytes text, struct wallet_buffer *out);

/** A copy of bytes, to be released alike; false where there is no memory. */
bool encoded_text_keep(struct wallet_bytes bytes, struct wallet_buffer *out);

void encoded_text_free(struct wallet_buffer *bytes);

#endif
