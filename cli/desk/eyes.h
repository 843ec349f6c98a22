/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_EYES_H
#define WALLET_DESK_EYES_H

#include "desk_state.h"

/*
 * Pictures: dropped files, frames of a camera, portraits.  Processes of their own decode them (see
 * wallet/scan.h), which takes its time, so a thread of its own waits for those.  Each call gives the
 * exchange its answer, later.
 */

/** A file that was dropped: a picture, an object, or the text of a code. */
void eyes_take_file(struct desk *desk, struct http_exchange *exchange);

/** A frame of the camera; one that nobody looked at yet gives way to it. */
void eyes_take_frame(struct desk *desk, struct http_exchange *exchange);

/** The portrait in a licence that is on the screen, as PNG.  On the clerk's hand. */
void eyes_show_portrait(struct desk *desk, struct http_exchange *exchange, size_t licence);

#endif
