/* SPDX-License-Identifier: Apache-2.0 */
#include "camera.h"

/* Asked in this order: the last takes any name. */
static const struct camera_kind *const kinds[] = { &camera_recording, &camera_v4l2 };

static const struct camera_kind *kind_of(const char *name)
{
    const size_t last = sizeof kinds / sizeof kinds[0] - 1;
    size_t i = 0;

    while (i < last && !kinds[i]->takes(name)) {
        i++;
    }

    return kinds[i];
}

enum camera_problem camera_open(const char *name, bool wants_pixels, struct camera *out)
{
    *out = (struct camera){ .kind = kind_of(name), .wants_pixels = wants_pixels };
    out->trouble.problem = out->kind->open(out, name);
    return out->trouble.problem;
}

enum camera_problem camera_next(struct camera *camera, struct camera_frame *out)
{
    camera->trouble.problem = camera->kind->next(camera, out);
    return camera->trouble.problem;
}

void camera_close(struct camera *camera)
{
    if (camera->kind) {
        camera->kind->close(camera);
        camera->kind = NULL;
    }
}
