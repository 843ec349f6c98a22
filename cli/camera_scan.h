/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CAMERA_SCAN_H
#define WALLET_CLI_CAMERA_SCAN_H

#include "input.h"

#include <stddef.h>

/** What is asked for of a camera. */
struct camera_settings {
    const char *camera; /* as for camera_open(); NULL: none */
    bool preview;
};

/** These rows, for a settings struct that has its struct camera_settings at this offset. */
#define CAMERA_OPTIONS(base_)                                                                               \
    { .kind = OPTION_TEXT,                                                                                  \
      .letter = 'c',                                                                                        \
      .name = "camera",                                                                                     \
      .value = "CAMERA",                                                                                    \
      .offset = (base_) + offsetof(struct camera_settings, camera),                                         \
      .help = "look through a camera until Ctrl-C: its number, name or device; or a recording",             \
      .help_zh = "用摄像头扫码，直到按 Ctrl-C：编号、名称或设备；或录像文件" },                             \
    {                                                                                                       \
        .kind = OPTION_FLAG, .name = "preview",                                                             \
        .offset = (base_) + offsetof(struct camera_settings, preview),                                      \
        .help = "show what the camera sees on the terminal", .help_zh = "在终端上显示摄像头画面" \
    }

/** Tells where a camera is asked for beside another source, or its preview without it; true: neither. */
bool camera_is_alone(
    const struct session *session, const struct camera_settings *settings, bool has_other);

/**
 * Gives each code that the camera sees to the taker, once while it is in view, until it is asked to stop
 * or the recording is over.
 *
 * \param context  a struct camera_settings with a camera
 *
 * \return the worst outcome
 */
enum exit_code camera_scan(
    const void *context, const struct session *session, const struct input_taker *taker);

#endif
