/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_RECORDING_Y4M_H
#define WALLET_CLI_RECORDING_Y4M_H

#include "recording.h"

/* What recording.c needs of YUV4MPEG2 (yuv4mpeg(5) of mjpegtools), and gives to it. */

/** Reads the rest of the head, of which "YUV" was read. */
enum camera_problem recording_start_y4m(struct recording *recording);

enum camera_problem recording_next_y4m(struct recording *recording, struct camera_frame *out);

/** Makes room for `size` bytes in all; false: out of memory. */
bool recording_reserve(struct recording *recording, size_t size);

#endif
