/* SPDX-License-Identifier: Apache-2.0 */
#include "code_form.h"
#include "code_output.h"
#include "issuing.h"
#include "json.h"
#include "keys.h"
#include "output.h"
#include "signers.h"
#include "text.h"

#include <limits.h>

/* Whether the codes are in files of their own. */
static bool is_apart(const struct code_output *output)
{
    return output->path && code_output_is_apart(output);
}

/* Of several: their texts, and the files that they are in. */
static void add_codes(const struct code_output *output, json_t *object)
{
    json_t *codes = json_array();
    json_t *files = json_array();
    char path[PATH_MAX];

    for (size_t i = 0; i < code_output_count(output); i++) {
        (void)json_array_append_new(codes, json_text(wallet_split_text(output->split, i)));
        if (is_apart(output) && !output->dry_run && code_output_path(output, i + 1, path)) {
            (void)json_array_append_new(files, json_text(text_of(path)));
        }
    }
    (void)json_object_set_new(object, "codes", codes);
    (void)json_object_set_new(object, "outputs", files);
}

static void print_json(const struct issuing *issuing)
{
    json_t *out = json_start();
    const struct wallet_bytes text = wallet_buffer_bytes(&issuing->text);

    (void)json_object_set_new(out, "identifier", json_string(issuing->identifier));
    (void)json_object_set_new(out, "type", json_string(wallet_type_name(issuing->type)));
    (void)json_object_set_new(out, "issuer", json_string(wallet_key_issuer(issuing->signing.key)));
    (void)json_object_set_new(out, "issued", json_time(issuing->moment.unix_seconds));
    (void)json_object_set_new(
        out, "bytes", json_integer((json_int_t)wallet_buffer_bytes(&issuing->licence).size));
    (void)json_object_set_new(
        out, "qr_version", issuing->chain ? json_null() : json_integer(issuing->output.qr_version));
    (void)json_object_set_new(
        out,
        "output",
        json_text_or_null(
            issuing->output.dry_run || is_apart(&issuing->output) ? NULL : issuing->output.path));
    (void)json_object_set_new(out, "text", issuing->chain ? json_null() : json_text(text));
    if (code_output_count(&issuing->output) > 1) {
        add_codes(&issuing->output, out);
    }
    json_print(out);
}

/* Whether our own scanner reads what was written. */
static bool is_readable(const struct code_output *output)
{
    return output->form != CODE_SVG && output->form != CODE_PDF &&
           !(output->form == CODE_PNG && output->module_pixels == 1);
}

/* Tokens and agents have their public key in the file that names their owner. */
static const char *public_file(const struct issuing *issuing, char out[PATH_MAX])
{
    const struct session *session = issuing->session;
    const struct issue_settings *settings = issuing->settings;

    if (signers_name_no_file(settings->key)) {
        return settings->signer.owner ? settings->signer.owner : "FILE";
    }
    if (!keys_find_public(settings->key, out)) {
        keys_public_path(settings->key, out);
        suggest(session, "wallet key export %s -o %s", settings->key, out);
    }

    return out;
}

static void suggest_verify(const struct issuing *issuing)
{
    char path[PATH_MAX];
    const char *trust = public_file(issuing, path);
    char codes[PATH_MAX];

    if (issuing->chain) {
        suggest(
            issuing->session,
            "wallet verify %s --trust %s --trust %s",
            issuing->output.path,
            trust,
            issuing->settings->certificate);
    } else if (issuing->holder) {
        suggest(issuing->session, "wallet add %s --trust %s", issuing->output.path, trust);
    } else if (is_apart(&issuing->output) && code_output_path(&issuing->output, 0, codes)) {
        suggest(issuing->session, "wallet verify %s --trust %s", codes, trust);
    } else {
        suggest(issuing->session, "wallet verify %s --trust %s", issuing->output.path, trust);
    }
}

static void print_size(const struct issuing *issuing)
{
    const struct session *session = issuing->session;
    const size_t size = wallet_buffer_bytes(&issuing->licence).size;
    const size_t count = code_output_count(&issuing->output);

    if (issuing->chain) {
        remark(
            session,
            SAY(session,
                "%zu bytes, a mobile document for its holder's device alone",
                "%zu 字节，移动证件，仅供持证主体的设备保存"),
            size);
        return;
    }
    if (count > 1) {
        remark(
            session,
            SAY(session,
                "%zu bytes in %zu codes, QR version %u",
                "%zu 字节，分为 %zu 个码，二维码第 %u 版"),
            size,
            count,
            issuing->output.qr_version);
        return;
    }

    remark(
        session,
        SAY(session,
            "%zu bytes, %zu characters, QR version %u",
            "%zu 字节，%zu 字符，二维码第 %u 版"),
        size,
        wallet_buffer_bytes(&issuing->text).size,
        issuing->output.qr_version);
}

static void print_summary(const struct issuing *issuing)
{
    const struct session *session = issuing->session;
    const char *path = issuing->output.path;

    remark(
        session,
        issuing->output.dry_run ? SAY(session, "would issue %s", "将签发 %s（试运行）")
                                : SAY(session, "issued %s", "已签发 %s"),
        issuing->identifier);
    print_size(issuing);
    if (path && !issuing->output.dry_run && is_readable(&issuing->output)) {
        suggest_verify(issuing);
    }
}

void issuing_print(const struct issuing *issuing)
{
    print_summary(issuing);
    if (issuing->session->json) {
        print_json(issuing);
    }
}
