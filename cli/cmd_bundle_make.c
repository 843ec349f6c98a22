/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/bundle.h>
#include <wallet/trust_list.h>

#include "clock.h"
#include "command.h"
#include "file.h"
#include "output.h"
#include "place.h"
#include "resumption.h"
#include "save.h"
#include "signers.h"
#include "status_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct make_settings {
    const char *output;
    const char *key;
    const char *trust;
    struct option_list status;
    struct option_list crl;
    struct signer_settings signer;
    bool force;
};

static const struct option_spec make_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "FILE",
        .offset = offsetof(struct make_settings, output),
        .help = "write the bundle to this file (required)",
        .help_zh = "将离线包写到该文件（必填）",
    },
    SIGNER_KEY_OPTION(
        struct make_settings,
        key,
        "the root's key (required): a file, pkcs11: or agent:",
        "根密钥（必填）：文件、pkcs11: 或 agent:"),
    {
        .kind = OPTION_TEXT,
        .letter = 't',
        .name = "trust",
        .value = "FILE",
        .offset = offsetof(struct make_settings, trust),
        .help = "the region's signed trust list (required)",
        .help_zh = "本地签名信任名单（必填）",
    },
    {
        .kind = OPTION_LIST,
        .letter = 's',
        .name = "status",
        .value = "DIR",
        .offset = offsetof(struct make_settings, status),
        .help = "published status data of one agency or several; may be repeated",
        .help_zh = "一个或多个机关已公布的状态数据；可重复",
    },
    {
        .kind = OPTION_LIST,
        .name = "crl",
        .value = "FILE",
        .offset = offsetof(struct make_settings, crl),
        .help = "a certificate revocation list, taken as it is; may be repeated",
        .help_zh = "证书吊销列表，原样收入；可重复",
    },
    SIGNER_OPTIONS(struct make_settings, signer),
    {
        .kind = OPTION_FLAG,
        .letter = 'f',
        .name = "force",
        .offset = offsetof(struct make_settings, force),
        .help = "overwrite the file",
        .help_zh = "覆盖已有文件",
    },
    { 0 },
};

/* What was collected so far; release with collection_free(). */
struct collection {
    struct wallet_bundle_file *files; /* names and contents are owned here */
    struct file *contents;
    size_t count;
};

static void collection_free(struct collection *collection)
{
    for (size_t i = 0; i < collection->count; i++) {
        free((void *)(uintptr_t)collection->files[i].name);
        file_free(&collection->contents[i]);
    }
    free(collection->files);
    free(collection->contents);
}

/* Reads a file in under "FOLDER/NAME", or NAME where `folder` is NULL. */
static enum exit_code collect(
    const struct session *session,
    struct collection *out,
    const char *path,
    const char *folder,
    const char *name)
{
    char full[PATH_MAX];
    struct file file = { 0 };
    const size_t next = out->count + 1;

    (void)snprintf(full, sizeof full, "%s%s%s", folder ? folder : "", folder ? "/" : "", name);
    const enum exit_code code = file_read(session, path, WALLET_BUNDLE_MAX, &file);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    struct wallet_bundle_file *files = reallocarray(out->files, next, sizeof *files);
    out->files = files ? files : out->files;
    struct file *contents = reallocarray(out->contents, next, sizeof *contents);
    out->contents = contents ? contents : out->contents;
    char *copy = strdup(full);
    if (!files || !contents || !copy) {
        free(copy);
        file_free(&file);
        return complain_memory(session);
    }

    files[out->count] = (struct wallet_bundle_file){ copy, file_bytes(&file) };
    contents[out->count++] = file;
    return EXIT_CODE_OK;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool is_status_file(const char *name)
{
    const size_t size = strlen(name);

    return size > 4 && strcmp(name + size - 4, ".cwt") == 0;
}

/* One publication, in a folder of its issuer's USCC. */
static enum exit_code collect_publication(
    const struct session *session, struct collection *out, const char *path)
{
    struct wallet_status_manifest manifest;
    struct wallet_error error;
    struct file file = { 0 };
    struct folder folder = { 0 };
    char name[PATH_MAX];

    enum exit_code code = place_join(name, path, WALLET_STATUS_MANIFEST_NAME)
                              ? file_read(session, name, WALLET_STATUS_TOKEN_MAX, &file)
                              : EXIT_CODE_FILE;
    if (code == EXIT_CODE_OK &&
        wallet_status_manifest_read(file_bytes(&file), NULL, &manifest, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "cannot use '%s'", "无法使用 '%s'"), name);
        hint(session, SAY(session, "publish it again", "请重新公布"));
    }
    if (code == EXIT_CODE_OK) {
        code = folder_read(session, path, &folder);
    }
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        if (is_status_file(folder.paths[i])) {
            code =
                collect(session, out, folder.paths[i], manifest.issuer, last_part(folder.paths[i]));
        }
    }

    folder_free(&folder);
    file_free(&file);
    return code;
}

static enum exit_code collect_status(
    const struct session *session, struct collection *out, const char *path)
{
    struct folder folder = { 0 };
    enum exit_code code = status_store_list(session, path, &folder);

    if (code == EXIT_CODE_OK && folder.count == 0) {
        complain(session, SAY(session, "no status data in '%s'", "'%s' 中没有状态数据"), path);
        why(session, SAY(session, "no manifest.cwt is in it", "其中没有 manifest.cwt"));
        hint(session, "wallet status publish REGISTER --key KEY -o DIR");
        code = EXIT_CODE_FILE;
    }
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        code = collect_publication(session, out, folder.paths[i]);
    }

    folder_free(&folder);
    return code;
}

static enum exit_code collect_all(
    const struct session *session, const struct make_settings *settings, struct collection *out)
{
    enum exit_code code = resume_trust_of(session, settings->trust);

    if (code == EXIT_CODE_OK) {
        code = collect(session, out, settings->trust, NULL, WALLET_BUNDLE_TRUST_NAME);
    }
    for (size_t i = 0; i < settings->status.count && code == EXIT_CODE_OK; i++) {
        code = collect_status(session, out, settings->status.items[i]);
    }
    for (size_t i = 0; i < settings->crl.count && code == EXIT_CODE_OK; i++) {
        const char *path = settings->crl.items[i];
        code = collect(session, out, path, WALLET_BUNDLE_CRL_FOLDER, last_part(path));
    }

    return code;
}

/* A list that is not this root's, or counts no more, could never be imported. */
static enum exit_code sign(
    const struct session *session,
    const struct make_settings *settings,
    const struct collection *collection,
    struct wallet_buffer *out)
{
    struct signing signing = { .key = NULL };
    struct wallet_trust_list *list = NULL;
    struct moment now = { 0 };
    struct wallet_error error;
    enum exit_code code = clock_read(session, NULL, &now);

    if (code == EXIT_CODE_OK) {
        code = signers_open(session, settings->key, &settings->signer, &signing);
    }
    if (code == EXIT_CODE_OK &&
        (wallet_trust_list_verify(
             collection->files[0].content, signing.key, 0, now.unix_seconds, &list, &error) !=
             WALLET_OK ||
         wallet_bundle_write(
             collection->files,
             collection->count,
             &signing.signer,
             now.unix_seconds,
             out,
             &error) != WALLET_OK)) {
        code = refuse(session, &error, SAY(session, "no bundle was made", "未制作离线包"));
        hint(
            session,
            SAY(session,
                "give the root's own list, and plain names that differ",
                "请给出该根签署的名单，文件名应简单且互不相同"));
    }

    wallet_trust_list_free(list);
    signers_close(&signing);
    return code;
}

static enum exit_code bundle_make(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct make_settings *settings = opaque_settings;
    struct collection collection = { 0 };
    struct wallet_buffer object = { 0 };

    (void)operands;
    if (!settings->output || !settings->key || !settings->trust) {
        complain(session, SAY(session, "an option is missing", "缺少选项"));
        why(session, SAY(session, "-o, --key and --trust are needed", "需要 -o、--key 和 --trust"));
        hint(session, "wallet bundle make -o FILE --key root.key --trust trust.cbor --status DIR");
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = collect_all(session, settings, &collection);
    if (code == EXIT_CODE_OK) {
        code = sign(session, settings, &collection, &object);
    }
    if (code == EXIT_CODE_OK) {
        code = save(
            session,
            settings->output,
            wallet_buffer_bytes(&object),
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session, "files: %zu, %zu bytes", "%zu 个文件，%zu 字节"),
            collection.count,
            object.size);
        suggest(session, "wallet bundle import %s --root root.pub", settings->output);
    }

    wallet_buffer_clear(&object);
    collection_free(&collection);
    return code;
}

const struct command command_bundle_make = {
    .words = "bundle make",
    .summary = "sign one file with trust list, status data and CRLs, for use without a network",
    .summary_zh = "将信任名单、状态数据和吊销列表签成一个离线包",
    .operands = "",
    .options = make_options,
    .settings_size = sizeof(struct make_settings),
    .examples = "  wallet bundle make -o day.bundle -k root.key -t trust.cbor -s public\n",
    .run = bundle_make,
};
