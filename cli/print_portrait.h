/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_PORTRAIT_H
#define WALLET_CLI_PRINT_PORTRAIT_H

#include <wallet/bytes.h>

#include "session.h"

#include <cairo.h>

/**
 * Has a portrait (PNG or JPEG) decoded into grey by wallet-portrait, a process that is locked in as
 * the scanner is, and dies with the picture.  Says so where it cannot be: the page goes without it.
 *
 * \param picture  borrowed; nothing: there is none
 *
 * \return the picture, which the caller owns: cairo_surface_destroy(); NULL where there is none
 */
cairo_surface_t *print_portrait(const struct session *session, struct wallet_bytes picture);

/** Its width by its height; 0 for NULL. */
double print_portrait_ratio(cairo_surface_t *portrait);

#endif
