/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/bundle.h>

#include "clock.h"
#include "command.h"
#include "file.h"
#include "json.h"
#include "keys.h"
#include "output.h"
#include "status_store.h"

#include <stdio.h>
#include <string.h>

struct show_settings {
    const char *root;
};

static const struct option_spec show_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'r',
        .name = "root",
        .value = "FILE",
        .offset = offsetof(struct show_settings, root),
        .help = "verify the bundle under this public key",
        .help_zh = "用该根公钥核验离线包",
    },
    { 0 },
};

static enum exit_code open_bundle(
    const struct session *session,
    const char *root_path,
    const struct file *file,
    int64_t now,
    struct wallet_bundle **out)
{
    struct wallet_key *root = NULL;
    struct wallet_error error;
    enum exit_code code = root_path ? keys_read(session, root_path, &root) : EXIT_CODE_OK;

    if (code == EXIT_CODE_OK &&
        (root ? wallet_bundle_verify(file_bytes(file), root, now, out, &error)
              : wallet_bundle_read(file_bytes(file), out, &error)) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "the bundle is refused", "拒绝该离线包"));
        hint(session, SAY(session, "ask the region's authority for it", "请向本地主管机关索取"));
    }

    wallet_key_free(root);
    return code;
}

static bool find_age(const struct wallet_bundle_file *file, struct wallet_status_manifest *out)
{
    const char *slash = strchr(file->name, '/');

    return slash && strcmp(slash + 1, WALLET_STATUS_MANIFEST_NAME) == 0 &&
           wallet_status_manifest_read(file->content, NULL, out, NULL) == WALLET_OK;
}

static void print_file(
    const struct session *session, const struct wallet_bundle_file *file, int64_t now)
{
    struct wallet_status_manifest manifest;
    char age[80] = "";

    const bool has_age = find_age(file, &manifest);
    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "name", json_string(file->name));
        (void)json_object_set_new(out, "size", json_integer((json_int_t)file->content.size));
        (void)json_object_set_new(
            out, "issued", has_age ? json_time(manifest.issued_unix) : json_null());
        json_print(out);
        return;
    }

    if (has_age) {
        status_store_age(session, &manifest, now, age);
    }
    printf("%9zu  %s%s%s\n", file->content.size, file->name, has_age ? "  " : "", age);
}

static void print_head(
    const struct session *session,
    const struct wallet_bundle *bundle,
    bool is_verified,
    int64_t now)
{
    char span[40];

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "collected", json_time(wallet_bundle_issued(bundle)));
        (void)json_object_set_new(out, "verified", json_boolean(is_verified));
        (void)json_object_set_new(
            out, "files", json_integer((json_int_t)wallet_bundle_count(bundle)));
        json_print(out);
        return;
    }

    status_store_span(session, now - wallet_bundle_issued(bundle), span);
    printf(
        SAY(session, "%s, collected %s ago\n", "%s，收集于 %s前\n"),
        is_verified ? SAY(session, "verified", "已核验") : SAY(session, "NOT VERIFIED", "未核验"),
        span);
}

static enum exit_code bundle_show(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct show_settings *settings = opaque_settings;
    struct wallet_bundle *bundle = NULL;
    struct file file = { 0 };
    const int64_t now = clock_now();
    enum exit_code code = file_read(session, operands->items[0], WALLET_BUNDLE_MAX, &file);

    if (code == EXIT_CODE_OK) {
        code = open_bundle(session, settings->root, &file, now, &bundle);
    }
    if (code == EXIT_CODE_OK) {
        print_head(session, bundle, settings->root != NULL, now);
        for (size_t i = 0; i < wallet_bundle_count(bundle); i++) {
            struct wallet_bundle_file inside;
            wallet_bundle_at(bundle, i, &inside);
            print_file(session, &inside, now);
        }
    }

    wallet_bundle_free(bundle);
    file_free(&file);
    return code;
}

const struct command command_bundle_show = {
    .words = "bundle show",
    .summary = "list what is in an offline bundle, and how old it is",
    .summary_zh = "列出离线包的内容及其新旧",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = show_options,
    .settings_size = sizeof(struct show_settings),
    .json = true,
    .examples = "  wallet bundle show day.bundle --root root.pub\n",
    .run = bundle_show,
};
