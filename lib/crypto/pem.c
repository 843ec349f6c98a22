/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/pem.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

#include <sodium.h>

#include <string.h>

#define BEGIN  "-----BEGIN "
#define END    "-----END "
#define DASHES "-----"

enum {
    LINE_BYTES = 48, /* RFC 7468 section 2: lines of 64 characters */
    LINE_SIZE = sodium_base64_ENCODED_LEN(LINE_BYTES, sodium_base64_VARIANT_ORIGINAL),
};

/** A text that is read line by line. */
struct lines {
    struct wallet_bytes text;
    size_t offset;
};

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/** The next line without its end; false when there is none. */
static bool next_line(struct lines *lines, struct wallet_bytes *out)
{
    const struct wallet_bytes rest = {
        lines->text.data + lines->offset,
        lines->text.size - lines->offset,
    };
    if (rest.size == 0) {
        return false;
    }

    const uint8_t *newline = memchr(rest.data, '\n', rest.size);
    const size_t size = newline ? (size_t)(newline - rest.data) : rest.size;
    lines->offset += newline ? size + 1 : size;

    *out = (struct wallet_bytes){ rest.data, size };
    while (out->size > 0 && is_blank(out->data[out->size - 1])) {
        out->size--;
    }

    return true;
}

/** Whether a line is `head`, a label and five dashes; copies the label. */
static bool is_boundary(struct wallet_bytes line, const char *head, char label[64])
{
    const size_t around = strlen(head) + strlen(DASHES);
    if (!wlt_bytes_start_with(line, head) || line.size < around) {
        return false;
    }

    const struct wallet_bytes name = { line.data + strlen(head), line.size - around };
    const struct wallet_bytes tail = { name.data + name.size, strlen(DASHES) };
    if (!wlt_bytes_are(tail, DASHES) || name.size >= 64 || memchr(name.data, 0, name.size)) {
        return false;
    }

    memcpy(label, name.data, name.size);
    label[name.size] = 0;
    return true;
}

/** Steps behind the line that opens an object; false when there is none. */
static bool find_begin(struct lines *lines, struct wlt_pem *out)
{
    const size_t start = lines->offset;
    struct wallet_bytes line;

    while (next_line(lines, &line)) {
        if (is_boundary(line, BEGIN, out->label)) {
            out->preface = (struct wallet_bytes){
                lines->text.data + start,
                (size_t)(line.data - lines->text.data) - start,
            };
            return true;
        }
    }

    return false;
}

/** Steps behind the line that closes the object; gives what stands between the two. */
static bool find_end(struct lines *lines, const char *label, struct wallet_bytes *body)
{
    const size_t start = lines->offset;
    struct wallet_bytes line;
    char end[64];

    while (next_line(lines, &line)) {
        if (is_boundary(line, END, end)) {
            *body = (struct wallet_bytes){
                lines->text.data + start,
                (size_t)(line.data - lines->text.data) - start,
            };
            return strcmp(label, end) == 0;
        }
    }

    return false;
}

/** By libsodium, whose time does not depend on the content: it may be a secret. */
static enum wallet_status decode(
    struct wallet_bytes body, size_t offset, struct wallet_buffer *der, struct wallet_error *error)
{
    wlt_buffer_set_size(der, 0);
    if (!wlt_buffer_reserve(der, body.size)) {
        return wlt_fail_memory(error);
    }

    size_t size = 0;
    const char *text = (const char *)body.data;
    const char *end = NULL;
    const int result = sodium_base642bin(
        der->data,
        body.size,
        text,
        body.size,
        "\r\n\t ",
        &size,
        &end,
        sodium_base64_VARIANT_ORIGINAL);
    if (result != 0 || end != text + body.size || size == 0) {
        return wlt_fail(error, WALLET_ERR_MALFORMED, offset, "expected base64 in a PEM object");
    }

    wlt_buffer_set_size(der, size);
    return WALLET_OK;
}

enum wallet_status wlt_pem_next(
    struct wallet_bytes *text, struct wlt_pem *out, struct wallet_error *error)
{
    struct lines lines = { *text, 0 };
    struct wallet_bytes body = { 0 };

    if (text->size == 0 || !find_begin(&lines, out)) {
        return wlt_fail(error, WALLET_ERR_MISSING, text->size, "expected a PEM object");
    }

    const size_t start = lines.offset;
    if (!find_end(&lines, out->label, &body)) {
        return wlt_fail(error, WALLET_ERR_MALFORMED, start, "expected the end of '%s'", out->label);
    }

    const enum wallet_status status = decode(body, start, &out->der, error);
    if (status == WALLET_OK) {
        *text = (struct wallet_bytes){ text->data + lines.offset, text->size - lines.offset };
    }

    return status;
}

static bool append_line(struct wallet_buffer *out, struct wallet_bytes bytes)
{
    char line[LINE_SIZE];

    (void)sodium_bin2base64(
        line, sizeof line, bytes.data, bytes.size, sodium_base64_VARIANT_ORIGINAL);
    const bool is_done = wlt_buffer_append_text(out, line) && wlt_buffer_append_text(out, "\n");
    sodium_memzero(line, sizeof line);
    return is_done;
}

static bool append_all(struct wallet_buffer *out, const char *label, struct wallet_bytes der)
{
    if (!wlt_buffer_append_format(out, BEGIN "%s" DASHES "\n", label)) {
        return false;
    }

    for (size_t at = 0; at < der.size; at += LINE_BYTES) {
        const size_t left = der.size - at;
        const struct wallet_bytes piece = { der.data + at, left < LINE_BYTES ? left : LINE_BYTES };
        if (!append_line(out, piece)) {
            return false;
        }
    }

    return wlt_buffer_append_format(out, END "%s" DASHES "\n", label);
}

enum wallet_status wlt_pem_append(
    struct wallet_buffer *out,
    const char *label,
    struct wallet_bytes der,
    struct wallet_error *error)
{
    return append_all(out, label, der) ? WALLET_OK : wlt_fail_memory(error);
}
