/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SCAN_PROCESS_H
#define WLT_SCAN_PROCESS_H

#include <wallet/bytes.h>
#include <wallet/error.h>

/** Why no more is heard of a scanner process, which is gone in each case. */
enum wlt_process_end {
    WLT_PROCESS_ENDED,   /* it closed its side; `wait_status` says how it died */
    WLT_PROCESS_TIMEOUT, /* it was still at it when the time was over */
    WLT_PROCESS_FLOOD,   /* it said more than an answer can be long */
};

/**
 * Starts the scanner, hands it the picture and takes its answer, whatever that is.  No process,
 * descriptor or signal of it is left behind, and none of the caller's reaches it.
 *
 * \param out              replaced by what it said
 * \param out_wait_status  on success as waitpid() gives it
 *
 * \retval WALLET_ERR_SCANNER  it cannot be started
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_process_ask(
    const char *scanner,
    struct wallet_bytes picture,
    unsigned timeout_ms,
    struct wallet_buffer *out,
    enum wlt_process_end *out_end,
    int *out_wait_status,
    struct wallet_error *error);

#endif
