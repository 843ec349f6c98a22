/* SPDX-License-Identifier: Apache-2.0 */
#include "camera_device.h"

#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static int open_device(const char *path)
{
    return open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
}

static int control(int descriptor, unsigned long request, void *argument)
{
    return ioctl(descriptor, request, argument);
}

static void *map(int descriptor, size_t size, size_t offset)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, (off_t)offset);
    return memory == MAP_FAILED ? NULL : memory;
}

static void unmap(void *memory, size_t size)
{
    (void)munmap(memory, size);
}

static int64_t now_ms(void)
{
    return (int64_t)clock_milliseconds();
}

const struct camera_calls camera_system_calls = {
    .open = open_device,
    .close = close,
    .ioctl = control,
    .map = map,
    .unmap = unmap,
    .wait = interrupt_wait_for,
    .now_ms = now_ms,
};

int camera_ioctl(
    const struct camera_calls *calls, int descriptor, unsigned long request, void *argument)
{
    int result = -1;
    do {
        result = calls->ioctl(descriptor, request, argument);
    } while (result < 0 && errno == EINTR);

    return result < 0 ? errno : 0;
}

enum camera_problem camera_problem_of(int number)
{
    switch (number) {
    case 0: return CAMERA_OK;
    case ENOENT:
    case ENXIO: return CAMERA_MISSING;
    case EACCES:
    case EPERM: return CAMERA_NO_PERMISSION;
    case EBUSY: return CAMERA_BUSY;
    case ENODEV: return CAMERA_UNPLUGGED;
    case ENOTTY: return CAMERA_NOT_A_CAMERA;
    case ENOMEM: return CAMERA_NO_MEMORY;
    default: return CAMERA_FAILED;
    }
}

/** Whether it takes pictures, and hands them over in memory that is mapped. */
static bool is_camera(const struct v4l2_capability *capability)
{
    const uint32_t needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    const uint32_t has = (capability->capabilities & V4L2_CAP_DEVICE_CAPS) != 0
                             ? capability->device_caps
                             : capability->capabilities;
    return (has & needed) == needed;
}

static enum camera_problem ask(
    const struct camera_calls *calls, int descriptor, struct camera_device *out, int *out_number)
{
    struct v4l2_capability capability = { 0 };
    const int failed = camera_ioctl(calls, descriptor, VIDIOC_QUERYCAP, &capability);

    if (failed != 0) {
        *out_number = failed;
        return failed == EINVAL ? CAMERA_NOT_A_CAMERA : camera_problem_of(failed);
    }

    (void)snprintf(
        out->card, sizeof out->card, "%.*s", CAMERA_CARD_SIZE - 1, (const char *)capability.card);
    return is_camera(&capability) ? CAMERA_OK : CAMERA_NOT_A_CAMERA;
}

enum camera_problem camera_device_open(
    const struct camera_calls *calls,
    const char *path,
    int *out_descriptor,
    struct camera_device *out,
    int *out_number)
{
    *out_number = 0;
    out->card[0] = '\0';
    (void)snprintf(out->path, sizeof out->path, "%s", path);

    const int descriptor = calls->open(path);
    if (descriptor < 0) {
        *out_number = errno;
        /* A node whose device is gone. */
        out->problem = errno == ENODEV ? CAMERA_MISSING : camera_problem_of(errno);
        return out->problem;
    }

    out->problem = ask(calls, descriptor, out, out_number);
    if (out->problem != CAMERA_OK) {
        (void)calls->close(descriptor);
        return out->problem;
    }

    *out_descriptor = descriptor;
    return CAMERA_OK;
}

static void name_device(unsigned number, char out[CAMERA_PATH_SIZE])
{
    (void)snprintf(out, CAMERA_PATH_SIZE, "/dev/video%u", number);
}

bool camera_device_find(
    const struct camera_calls *calls, unsigned number, struct camera_device *out)
{
    for (; number < CAMERA_DEVICE_MAX; number++) {
        char path[CAMERA_PATH_SIZE];
        int descriptor = -1;
        int unused = 0;

        name_device(number, path);
        const enum camera_problem problem =
            camera_device_open(calls, path, &descriptor, out, &unused);
        out->number = number;
        if (problem == CAMERA_OK) {
            (void)calls->close(descriptor);
        }
        /* Cameras have further devices, for what they know of their pictures. */
        if (problem != CAMERA_MISSING && problem != CAMERA_NOT_A_CAMERA) {
            return true;
        }
    }

    return false;
}

/** What is known of a camera that no card has the name of. */
static enum camera_problem find_card(
    const struct camera_calls *calls, const char *name, char out_path[CAMERA_PATH_SIZE])
{
    enum camera_problem otherwise = CAMERA_MISSING;
    struct camera_device device = { 0 };

    for (unsigned i = 0; camera_device_find(calls, i, &device); i = device.number + 1) {
        if (device.card[0] && strcasestr(device.card, name)) {
            (void)snprintf(out_path, CAMERA_PATH_SIZE, "%s", device.path);
            return CAMERA_OK;
        }
        if (device.problem == CAMERA_NO_PERMISSION) {
            otherwise = CAMERA_NO_PERMISSION; /* it may be this one */
        }
    }

    return otherwise;
}

enum camera_problem camera_device_name(
    const struct camera_calls *calls, const char *name, char out_path[CAMERA_PATH_SIZE])
{
    const size_t size = strlen(name);

    if (size == 0 || size >= CAMERA_PATH_SIZE) {
        return CAMERA_MISSING;
    }
    if (name[0] == '/') {
        (void)snprintf(out_path, CAMERA_PATH_SIZE, "%s", name);
        return CAMERA_OK;
    }
    if (size <= 2 && strspn(name, "0123456789") == size) {
        (void)snprintf(out_path, CAMERA_PATH_SIZE, "/dev/video%s", name);
        return CAMERA_OK;
    }

    return find_card(calls, name, out_path);
}
