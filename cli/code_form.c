/* SPDX-License-Identifier: Apache-2.0 */
#include "code_form.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

const char *const code_levels[] = { "L", "M", "Q", "H", NULL };

const char *const code_forms[] = { "png", "svg", "terminal", "text", "cbor", "pdf", NULL };

const char *const code_forms_bare[] = { "png", "svg", "terminal", "text", "cbor", NULL };

enum wallet_qr_level code_level(const char *name)
{
    switch (name ? name[0] : 'M') {
    case 'L': return WALLET_QR_LEVEL_L;
    case 'Q': return WALLET_QR_LEVEL_Q;
    case 'H': return WALLET_QR_LEVEL_H;
    default: return WALLET_QR_LEVEL_M;
    }
}

enum code_form code_form_of_name(const char *name)
{
    int form = 0;

    while (code_forms[form] && strcmp(code_forms[form], name) != 0) {
        form++;
    }

    return (enum code_form)form;
}

bool code_form_of_path(const char *path, enum code_form *out)
{
    static const struct {
        const char *ending;
        enum code_form form;
    } endings[] = {
        { ".png", CODE_PNG },   { ".svg", CODE_SVG }, { ".txt", CODE_TEXT },
        { ".cbor", CODE_CBOR }, { ".pdf", CODE_PDF },
    };
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcasecmp(dot, endings[i].ending) == 0) {
            *out = endings[i].form;
            return true;
        }
    }

    return false;
}

bool code_form_is_binary(enum code_form form)
{
    return form == CODE_PNG || form == CODE_CBOR || form == CODE_PDF;
}

bool code_form_is_picture(enum code_form form)
{
    return form == CODE_PNG || form == CODE_SVG;
}

enum wallet_qr_format code_form_drawing(enum code_form form)
{
    switch (form) {
    case CODE_PNG: return WALLET_QR_PNG;
    case CODE_SVG: return WALLET_QR_SVG;
    case CODE_TERMINAL:
    case CODE_TEXT:
    case CODE_CBOR:
    case CODE_PDF: break;
    }

    return WALLET_QR_TERMINAL;
}
