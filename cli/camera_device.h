/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CAMERA_DEVICE_H
#define WALLET_CLI_CAMERA_DEVICE_H

#include "camera.h"
#include "interrupt.h"

#include <stddef.h>

/** What is asked of the system about a camera, as the calls of these names: tests bring their own. */
struct camera_calls {
    int (*open)(const char *path);
    int (*close)(int descriptor);
    int (*ioctl)(int descriptor, unsigned long request, void *argument);
    void *(*map)(int descriptor, size_t size, size_t offset); /* NULL: failed */
    void (*unmap)(void *memory, size_t size);
    enum interrupt_event (*wait)(int descriptor, int64_t milliseconds);
    int64_t (*now_ms)(void);
};

extern const struct camera_calls camera_system_calls;

enum {
    CAMERA_DEVICE_MAX = 64, /* /dev/video0 and on */
    CAMERA_PATH_SIZE = 128,
    CAMERA_CARD_SIZE = 33, /* V4L2's 32 bytes and a NUL */
};

/** A device that could be a camera. */
struct camera_device {
    unsigned number;
    char path[CAMERA_PATH_SIZE];
    char card[CAMERA_CARD_SIZE]; /* hostile: USB devices name themselves */
    enum camera_problem problem; /* why it cannot be used; CAMERA_OK: it can */
};

/** ioctl() that is not ended by signals; 0, or the errno. */
int camera_ioctl(
    const struct camera_calls *calls, int descriptor, unsigned long request, void *argument);

/** What an errno of opening or setting up a camera means. */
enum camera_problem camera_problem_of(int number);

/**
 * Opens a device and asks whether it is a camera.
 *
 * \param out_descriptor  on success open; the caller closes it
 * \param out             filled in, on failure without the card where that is not known
 * \param out_number      the errno behind a failure; 0: none
 */
enum camera_problem camera_device_open(
    const struct camera_calls *calls,
    const char *path,
    int *out_descriptor,
    struct camera_device *out,
    int *out_number);

/** The first device from `number` on, be it usable or not; false: there is no other. */
bool camera_device_find(
    const struct camera_calls *calls, unsigned number, struct camera_device *out);

/**
 * The device that a name means: a number, a path, or a part of the card's name, small and capital letters
 * alike.
 *
 * \param out_path  on success the path
 */
enum camera_problem camera_device_name(
    const struct camera_calls *calls, const char *name, char out_path[CAMERA_PATH_SIZE]);

#endif
