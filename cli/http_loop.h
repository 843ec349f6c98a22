/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_LOOP_H
#define WALLET_CLI_HTTP_LOOP_H

#include <microhttpd.h>

/*
 * The thread that runs a daemon of libmicrohttpd, in its "external polling" mode.  The library's own
 * thread is not used: version 0.9.75 takes 128 events at a time, and where there are just as many it
 * waits for more before it looks at those.
 */
struct http_loop;

/** NULL where threads, descriptors or memory ran out. */
struct http_loop *http_loop_start(struct MHD_Daemon *daemon);

/** Some connection was resumed: any thread. */
void http_loop_wake(struct http_loop *loop);

/** From soon on nobody can connect any more. */
void http_loop_stop_listening(struct http_loop *loop);

/** Ends the thread and releases; the daemon is then the caller's to stop. */
void http_loop_stop(struct http_loop *loop);

#endif
