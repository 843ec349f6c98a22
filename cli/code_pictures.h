/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_PICTURES_H
#define WALLET_CLI_CODE_PICTURES_H

#include <wallet/parts.h>
#include <wallet/qr.h>

#include <stdbool.h>
#include <stddef.h>

/** Makes the texts of an object's codes, or the one text of an identity code. */
enum wallet_status code_pictures_split(
    struct wallet_bytes object,
    bool is_identity,
    enum wallet_qr_level level,
    struct wallet_split **out,
    struct wallet_error *error);

/** The pictures of an object's codes; release with code_pictures_free(). */
struct code_pictures {
    struct wallet_buffer *items;
    size_t count;
};

/** Draws all of them as large as the options' `version` says, or what they need. */
enum wallet_status code_pictures_draw(
    const struct wallet_split *split,
    const struct wallet_qr_options *options,
    struct code_pictures *out,
    struct wallet_error *error);

/** Finds the version of the largest symbol. */
enum wallet_status code_pictures_measure(
    const struct wallet_split *split,
    enum wallet_qr_level level,
    unsigned *out_version,
    struct wallet_error *error);

void code_pictures_free(struct code_pictures *pictures);

#endif
