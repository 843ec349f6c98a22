/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CAMERA_FORMAT_H
#define WALLET_CLI_CAMERA_FORMAT_H

#include "camera_device.h"

/** How a camera gives its pictures. */
struct camera_format {
    bool is_file;   /* JPEG; else pixels */
    unsigned step;  /* bytes from the brightness of a pixel to that of the next */
    unsigned first; /* byte of a row that is the first brightness */
    unsigned width;
    unsigned height;
    size_t stride; /* bytes from row to row */
};

/**
 * Sets the format that can be read and comes nearest to 1280 by 720, pixels rather than files.
 *
 * \param wants_pixels  files only where there is nothing else
 * \param out_number    the errno behind a failure; 0: none
 */
enum camera_problem camera_format_choose(
    const struct camera_calls *calls,
    int descriptor,
    bool wants_pixels,
    struct camera_format *out,
    int *out_number);

/** Whether so many bytes can be a picture of this format: all rows, or the beginning of a JPEG. */
bool camera_format_holds(const struct camera_format *format, struct wallet_bytes bytes);

/**
 * Makes a frame of a buffer for which camera_format_holds().
 *
 * \param pixels  room for the brightness alone, where it is mixed with colours; the frame borrows it
 */
void camera_format_read(
    const struct camera_format *format,
    struct wallet_bytes bytes,
    uint8_t *pixels,
    struct wallet_frame *out);

/** The room that camera_format_read() needs; 0: none. */
size_t camera_format_room(const struct camera_format *format);

#endif
