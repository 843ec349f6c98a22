/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_SANDBOX_H
#define SCANNER_SANDBOX_H

#include <stdbool.h>

/*
 * The process locks itself in, in this order.  What was open stays open: standard input and output
 * are all there is.
 */

/**
 * Bounds memory, computing time and everything else that can be bounded, and gains no privilege ever
 * after.
 */
bool sandbox_limit(unsigned seconds);

/** Takes away all files and sockets (Landlock).  True also where the kernel has no Landlock. */
bool sandbox_deny_files(void);

/**
 * Leaves a handful of system calls (seccomp); any other kills the process, as do executable memory,
 * reading from anything but standard input, and writing to anything but standard output or error.
 */
bool sandbox_deny_calls(void);

#endif
