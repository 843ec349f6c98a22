/* SPDX-License-Identifier: Apache-2.0 */
#include "doctor.h"
#include "place.h"

#include <stdio.h>
#include <unistd.h>

void doctor_look_at_desk(const struct session *session, struct doctor_finding *out)
{
    char folder[PATH_MAX];
    char index[PATH_MAX];

    if (place_desk(folder) && place_join(index, folder, "index.html") && access(index, R_OK) == 0) {
        (void)snprintf(out->detail, sizeof out->detail, "%.600s", folder);
        return;
    }

    (void)snprintf(out->detail, sizeof out->detail, "%s", SAY(session, "no page", "没有页面"));
    out->result = DOCTOR_WARN;
    out->hint =
        SAY(session,
            "for 'wallet desk' install it, or set WALLET_DESK to its folder",
            "'wallet desk' 需要页面：请安装，或用 WALLET_DESK 指明其所在目录");
}
