/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CAMERA_V4L2_H
#define WALLET_CLI_CAMERA_V4L2_H

#include "camera_device.h"

/** Opens a camera as `camera_v4l2.open` does, through these calls; they must outlive it. */
enum camera_problem camera_v4l2_open(
    const struct camera_calls *calls, struct camera *camera, const char *name);

#endif
