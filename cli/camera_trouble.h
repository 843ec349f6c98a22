/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CAMERA_TROUBLE_H
#define WALLET_CLI_CAMERA_TROUBLE_H

#include "camera.h"
#include "exit_code.h"
#include "session.h"

/** Tells in three lines why there is no frame of the camera that was asked for as `name`. */
enum exit_code camera_complain(
    const struct session *session, const char *name, const struct camera_trouble *trouble);

#endif
