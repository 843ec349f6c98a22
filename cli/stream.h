/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STREAM_H
#define WALLET_CLI_STREAM_H

#include "lines.h"
#include "origin.h"

/**
 * Takes each line at once, as a scanner gun types it; a picture or CBOR that is piped in is found out
 * by its first byte.
 *
 * \param only_one  leave after the first line, unless the taker wants more
 */
enum exit_code stream_take_typed(const struct origin *origin, struct lines *lines, bool only_one);

/** Takes the codes of a file: a picture, CBOR, or lines of texts; says so where there are none. */
enum exit_code stream_take_file(const struct origin *origin, struct lines *lines);

#endif
