/* SPDX-License-Identifier: Apache-2.0 */
#include "trust_source.h"

#include <wallet/trust_list.h>

#include "file.h"
#include "folder.h"
#include "output.h"
#include "resumption.h"
#include "trust_store.h"
#include "vical_store.h"
#include "vical_trust.h"

#include <stdlib.h>
#include <string.h>

enum {
    TAG_18 = 0xd2, /* what a COSE_Sign1 begins with */
};

/* A file that was read: a list waits until all roots are there. */
struct source {
    char *path;
    struct file file;
    bool is_list;
    bool in_folder;
};

struct sources {
    const struct session *session;
    struct source *items;
    size_t count;
};

static void sources_free(struct sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        free(sources->items[i].path);
        file_free(&sources->items[i].file);
    }
    free(sources->items);
}

static enum exit_code read_file(struct sources *sources, const char *path, bool in_folder)
{
    struct source *items = reallocarray(sources->items, sources->count + 1, sizeof *items);
    if (!items) {
        return complain_memory(sources->session);
    }

    struct source source = { .path = strdup(path), .in_folder = in_folder };
    sources->items = items;
    const enum exit_code code =
        file_read(sources->session, path, WALLET_TRUST_LIST_MAX, &source.file);
    source.is_list = source.file.size > 0 && source.file.data[0] == TAG_18 &&
                     !vical_store_knows(file_bytes(&source.file));
    sources->items[sources->count++] = source;
    return source.path ? code : complain_memory(sources->session);
}

static enum exit_code read_name(struct sources *sources, const char *path)
{
    const bool is_folder = file_is_folder(path);
    enum exit_code code =
        is_folder ? resume_trust(sources->session, path) : resume_trust_of(sources->session, path);

    if (code != EXIT_CODE_OK || !is_folder) {
        return code != EXIT_CODE_OK ? code : read_file(sources, path, false);
    }

    struct folder folder = { 0 };
    code = folder_read(sources->session, path, &folder);
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        code = read_file(sources, folder.paths[i], true);
    }

    folder_free(&folder);
    return code;
}

/* Believing needs no secret: whoever hands a private key around should hear of it. */
static void remark_private(const struct session *session, const struct source *source)
{
    static const char mark[] = "PRIVATE KEY-----";

    if (source->file.size > 0 &&
        memmem(source->file.data, source->file.size, mark, sizeof mark - 1)) {
        remark(
            session,
            SAY(session,
                "'%s' is a private key; to trust it, its public half will do ('wallet key export')",
                "'%s' 是私钥；作为信任来源只需其公钥（'wallet key export'）"),
            source->path);
    }
}

/* RFC 9052 section 7: a map, whose first key, in the order of RFC 8949 4.2.1, is kty (1). */
static bool is_cose_key(struct wallet_bytes content)
{
    return content.size > 2 && (content.data[0] & 0xe0) == 0xa0 && content.data[1] == 1;
}

static enum exit_code complain_trust(
    const struct session *session, const struct source *source, const struct wallet_error *error)
{
    if (is_cose_key(file_bytes(&source->file))) {
        complain(
            session, SAY(session, "'%s' cannot be trusted", "'%s' 不能作为信任来源"), source->path);
        why(session,
            SAY(session,
                "it is a COSE_Key, which names no issuer",
                "它是 COSE_Key，其中没有颁发机构"));
        hint(
            session,
            SAY(session,
                "give what 'wallet key export' writes without --cose",
                "请提供 'wallet key export' 不加 --cose 导出的文件"));
        return EXIT_CODE_KEY;
    }

    if (vical_store_knows(file_bytes(&source->file))) {
        complain(
            session, SAY(session, "'%s' cannot be trusted", "'%s' 不能作为信任来源"), source->path);
        why(session,
            SAY(session,
                "it is a VICAL, which counts under its provider's root once it is imported",
                "它是 VICAL，须在其提供方的根证书下导入后才有效"));
        hint(session, "wallet trust import %s --root root.pem", source->path);
        return EXIT_CODE_KEY;
    }

    (void)refuse(
        session,
        error,
        SAY(session, "'%s' cannot be trusted", "'%s' 不能作为信任来源"),
        source->path);
    hint(
        session,
        SAY(session,
            "give a public key ('wallet key export'), a certificate in PEM or DER, or a trust list",
            "请提供公钥文件（'wallet key export'）、PEM 或 DER 格式的证书，或信任名单"));
    return EXIT_CODE_KEY;
}

/* What is no key in a folder takes nobody in, and is told. */
static enum exit_code add_file(
    const struct session *session, const struct source *source, struct wallet_trust *trust)
{
    struct wallet_error error;

    remark_private(session, source);
    if (wallet_trust_add(trust, file_bytes(&source->file), &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }
    if (error.status == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }
    if (!source->in_folder) {
        return complain_trust(session, source, &error);
    }

    remark(
        session,
        SAY(session,
            "'%s' is no public key or certificate: passed over",
            "'%s' 不是公钥或证书，跳过"),
        source->path);
    return EXIT_CODE_OK;
}

/* The list under the root that one of the files holds; whoever may sign licences is no root. */
static enum wallet_status verify_list(
    const struct sources *sources,
    const struct source *source,
    int64_t at_unix,
    struct wallet_trust_list **out,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_ERR_REFUSED;

    *error = (struct wallet_error){ .status = status,
                                    .offset = WALLET_NO_OFFSET,
                                    .message = "its root is not among the keys that are given" };
    for (size_t i = 0; i < sources->count && status != WALLET_OK; i++) {
        struct wallet_key *root = NULL;
        const struct wallet_bytes file = file_bytes(&sources->items[i].file);
        if (sources->items[i].is_list || wallet_key_parse(file, &root, NULL) != WALLET_OK) {
            continue;
        }
        if (wallet_key_type_count(root) == 0) {
            status =
                wallet_trust_list_verify(file_bytes(&source->file), root, 0, at_unix, out, error);
        }
        wallet_key_free(root);
    }

    return status;
}

static enum exit_code add_list(
    const struct session *session,
    const struct wallet_trust_list *list,
    int64_t at_unix,
    struct trust_source *out)
{
    if (wallet_trust_add_list(out->trust, list, NULL) != WALLET_OK) {
        return complain_memory(session);
    }

    trust_store_age(session, list, at_unix, out->age);
    out->issued_unix = wallet_trust_list_issued(list);
    return EXIT_CODE_OK;
}

static enum exit_code add_signed(
    const struct sources *sources,
    const struct source *source,
    int64_t at_unix,
    struct trust_source *out)
{
    const struct session *session = sources->session;
    struct wallet_trust_list *list = NULL;
    struct wallet_error error;

    if (verify_list(sources, source, at_unix, &list, &error) != WALLET_OK) {
        const enum exit_code code = refuse(
            session,
            &error,
            SAY(session, "the trust list '%s' is refused", "拒绝信任名单 '%s'"),
            source->path);
        hint(
            session,
            SAY(session,
                "give its root, too: --trust root.pub; or 'wallet trust import' it",
                "请同时给出其根公钥：--trust root.pub；或用 'wallet trust import' 导入"));
        return code;
    }

    const enum exit_code code = add_list(session, list, at_unix, out);
    wallet_trust_list_free(list);
    return code;
}

static enum exit_code add_all(
    const struct sources *sources, int64_t at_unix, struct trust_source *out)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < sources->count && code == EXIT_CODE_OK; i++) {
        const struct source *source = &sources->items[i];
        code = source->is_list ? add_signed(sources, source, at_unix, out)
                               : add_file(sources->session, source, out->trust);
    }

    return code;
}

/* The VICALs of the stores that are named, or of the usual one. */
static enum exit_code add_vicals(
    const struct session *session,
    const struct option_list *names,
    int64_t at_unix,
    struct wallet_trust *trust)
{
    char store[PATH_MAX];
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < names->count && code == EXIT_CODE_OK; i++) {
        if (file_is_folder(names->items[i])) {
            code = vical_trust_add(session, names->items[i], at_unix, trust);
        }
    }
    if (names->count == 0 && trust_store_default(store)) {
        code = vical_trust_add(session, store, at_unix, trust);
    }

    return code;
}

bool trust_source_is_there(const struct option_list *names)
{
    char store[PATH_MAX];

    return names->count > 0 || (trust_store_default(store) &&
                                (trust_store_is_there(store) || vical_store_is_there(store)));
}

enum exit_code trust_source_open(
    const struct session *session,
    const struct option_list *names,
    int64_t at_unix,
    struct trust_source *out)
{
    struct sources sources = { .session = session };
    char store[PATH_MAX];
    enum exit_code code = EXIT_CODE_OK;

    *out = (struct trust_source){ .trust = NULL };
    if (wallet_trust_new(&out->trust, NULL) != WALLET_OK) {
        return complain_memory(session);
    }
    for (size_t i = 0; i < names->count && code == EXIT_CODE_OK; i++) {
        code = read_name(&sources, names->items[i]);
    }
    if (names->count == 0 && trust_store_default(store) && trust_store_is_there(store)) {
        code = read_name(&sources, store);
    }
    if (code == EXIT_CODE_OK) {
        code = add_all(&sources, at_unix, out);
    }
    if (code == EXIT_CODE_OK) {
        code = add_vicals(session, names, at_unix, out->trust);
    }
    if (code != EXIT_CODE_OK) {
        wallet_trust_free(out->trust);
        out->trust = NULL;
    }

    sources_free(&sources);
    return code;
}
