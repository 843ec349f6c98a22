/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_TRANSCRIPT_H
#define WLT_MDOC_TRANSCRIPT_H

#include <wallet/transcript.h>

/**
 * The SessionTranscript in what a caller gave, with or without its tag 24 around it; borrows.
 *
 * \retval WALLET_ERR_STRUCTURE  it is none: an array of three; else as wlt_cbor_check()
 */
enum wallet_status wlt_transcript_find(
    struct wallet_bytes given, struct wallet_bytes *out, struct wallet_error *error);

#endif
