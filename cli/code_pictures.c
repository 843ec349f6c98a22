/* SPDX-License-Identifier: Apache-2.0 */
#include "code_pictures.h"

#include <stdlib.h>

enum wallet_status code_pictures_draw(
    const struct wallet_split *split,
    const struct wallet_qr_options *options,
    struct code_pictures *out,
    struct wallet_error *error)
{
    const size_t count = wallet_split_count(split);
    enum wallet_status status = WALLET_OK;

    *out = (struct code_pictures){ calloc(count, sizeof *out->items), count };
    if (!out->items) {
        *error = (struct wallet_error){ WALLET_ERR_MEMORY, WALLET_NO_OFFSET, "out of memory" };
        return WALLET_ERR_MEMORY;
    }
    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        status = wallet_qr_draw(wallet_split_text(split, i), options, &out->items[i], NULL, error);
    }
    if (status != WALLET_OK) {
        code_pictures_free(out);
    }

    return status;
}

enum wallet_status code_pictures_split(
    struct wallet_bytes object,
    bool is_identity,
    enum wallet_qr_level level,
    struct wallet_split **out,
    struct wallet_error *error)
{
    return is_identity ? wallet_split_claim169(object, level, out, error)
                       : wallet_split_new(object, level, 0, out, error);
}

enum wallet_status code_pictures_measure(
    const struct wallet_split *split,
    enum wallet_qr_level level,
    unsigned *out_version,
    struct wallet_error *error)
{
    /* The quickest way to draw. */
    const struct wallet_qr_options options = { .format = WALLET_QR_TERMINAL, .level = level };
    struct wallet_buffer picture = { 0 };
    enum wallet_status status = WALLET_OK;
    unsigned most = 0;

    for (size_t i = 0; i < wallet_split_count(split) && status == WALLET_OK; i++) {
        unsigned version = 0;
        status = wallet_qr_draw(wallet_split_text(split, i), &options, &picture, &version, error);
        most = version > most ? version : most;
    }

    wallet_buffer_clear(&picture);
    if (status == WALLET_OK) {
        *out_version = most;
    }

    return status;
}

void code_pictures_free(struct code_pictures *pictures)
{
    for (size_t i = 0; pictures->items && i < pictures->count; i++) {
        wallet_buffer_clear(&pictures->items[i]);
    }

    free(pictures->items);
    *pictures = (struct code_pictures){ 0 };
}
