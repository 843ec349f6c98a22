/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SCAN_PROCESS_H
#define WLT_SCAN_PROCESS_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** A scanner that runs; wlt_process_stop() ends it. */
struct wlt_process {
    pid_t id;
    int handle; /* names no other process, even where the caller's system reaps this one; -1: none */
    int socket;     /* its standard input and output */
    bool is_behind; /* it answered before it had the whole request */
};

/** What is said to a scanner, and how its answer ends. */
struct wlt_exchange {
    struct wallet_bytes request[2];               /* one after the other */
    bool (*is_whole)(struct wallet_bytes answer); /* NULL: it ends where the stream does */
    size_t answer_max;
    unsigned timeout_ms;
};

/** Why no more is heard of a scanner. */
enum wlt_process_end {
    WLT_PROCESS_ANSWERED, /* the answer is whole; the process may go on */
    WLT_PROCESS_ENDED,    /* it closed its side; its wait status says how it died */
    WLT_PROCESS_TIMEOUT,  /* it was still at it when the time was over */
    WLT_PROCESS_FLOOD,    /* it said more than an answer can be long */
};

/**
 * Starts the scanner.  None of the caller's descriptors, signals and variables reaches it.
 *
 * \param argument  its only one; NULL: none
 * \param out       on success the process, which the caller owns: wlt_process_stop()
 *
 * \retval WALLET_ERR_SCANNER  it cannot be started
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_process_start(
    const char *scanner, const char *argument, struct wlt_process *out, struct wallet_error *error);

/**
 * Hands the request over and takes the answer, whatever that is.
 *
 * \param out      replaced by what it said
 * \param out_end  set on success
 *
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_process_talk(
    struct wlt_process *process,
    const struct wlt_exchange *exchange,
    struct wallet_buffer *out,
    enum wlt_process_end *out_end,
    struct wallet_error *error);

/** Whether it still runs, has heard all that it was told, and says nothing unasked. */
bool wlt_process_is_waiting(const struct wlt_process *process);

/**
 * Ends the process if it has not ended by itself, and leaves nothing of it behind.
 *
 * \return its status as waitpid() gives it
 */
int wlt_process_stop(const struct wlt_process *process);

#endif
