/* SPDX-License-Identifier: Apache-2.0 */
#include "camera_device.h"
#include "doctor.h"

#include <stdio.h>

static const char *state_of(const struct session *session, const struct camera_device *device)
{
    if (device->problem == CAMERA_NO_PERMISSION) {
        return SAY(session, "no permission", "无权限");
    }
    if (device->problem == CAMERA_BUSY) {
        return SAY(session, "in use", "被占用");
    }

    return device->card[0] ? device->card : SAY(session, "cannot be opened", "无法打开");
}

/* A counter may do without: hence no failure. */
void doctor_look_at_cameras(const struct session *session, struct doctor_finding *out)
{
    struct camera_device device = { 0 };
    size_t used = 0;

    for (unsigned i = 0;
         used + 1 < sizeof out->detail && camera_device_find(&camera_system_calls, i, &device);
         i = device.number + 1) {
        const int size = snprintf(
            out->detail + used,
            sizeof out->detail - used,
            "%s%u: %s",
            used > 0 ? ", " : "",
            device.number,
            state_of(session, &device));
        used += size > 0 ? (size_t)size : 0;
        if (device.problem == CAMERA_NO_PERMISSION) {
            out->result = DOCTOR_WARN;
            out->hint =
                SAY(session,
                    "have this user added to the group 'video', and log in again",
                    "请将该用户加入 'video' 组，然后重新登录");
        }
    }
    if (used == 0) {
        (void)snprintf(
            out->detail,
            sizeof out->detail,
            "%s",
            SAY(session, "none is plugged in", "未接入摄像头"));
    }
}
