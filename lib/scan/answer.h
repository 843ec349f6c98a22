/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SCAN_ANSWER_H
#define WLT_SCAN_ANSWER_H

#include <wallet/scan.h>

#include "base/cleanup.h"
#include "scan/process.h"

struct wallet_scan {
    struct wallet_buffer answer; /* as the scanner gave it */
    size_t count;
    struct wallet_bytes texts[WALLET_SCAN_CODE_MAX]; /* spans of the answer */
};

WLT_DEFINE_AUTO(scan, struct wallet_scan, wallet_scan_free)

/**
 * Finds the texts in an answer that ends where it should, and tells what a refusal says.
 *
 * \param scan       its answer has at least a head
 * \param head_size  after which the codes begin; what both kinds of heads have in common is looked at
 * \param scanner    its path, for the story
 *
 * \retval WALLET_ERR_SCANNER  it makes no sense; else as for wallet_scan_picture()
 */
enum wallet_status wlt_scan_answer_read(
    struct wallet_scan *scan, size_t head_size, const char *scanner, struct wallet_error *error);

/** How it ended with a scanner that gave no whole answer, or none that could be waited for. */
struct wlt_ending {
    const char *scanner;
    enum wlt_process_end end;
    unsigned timeout_ms; /* it had */
    int wait_status;     /* as waitpid() gave it */
};

/** WALLET_ERR_SCANNER: says what the scanner did instead of answering. */
enum wallet_status wlt_answer_tell_ending(
    const struct wlt_ending *ending, struct wallet_error *error);

/** WALLET_ERR_SCANNER: it answered, but nothing that makes sense. */
enum wallet_status wlt_answer_blame(const char *scanner, struct wallet_error *error);

#endif
