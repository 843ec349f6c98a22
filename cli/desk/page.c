/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include "folder.h"
#include "output.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum {
    FILE_SIZE_MAX = 4 << 20,
};

#define INDEX   "index.html"
#define CITIZEN "citizen.html"

static const struct {
    const char *ending;
    const char *type;
} types[] = {
    { ".html", "text/html; charset=utf-8" },
    { ".css", "text/css; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".svg", "image/svg+xml" },
};

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(dot, types[i].ending) == 0) {
            return types[i].type;
        }
    }

    return NULL;
}

/* What needs no escape in a path, and leads nowhere else. */
static bool is_plain(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    const size_t size = strlen(name);

    return name[0] != '.' && size + 2 <= PAGE_PATH_SIZE && strspn(name, letters) == size;
}

static void name_path(const char *name, char out[PAGE_PATH_SIZE])
{
    if (strcmp(name, INDEX) == 0) {
        (void)snprintf(out, PAGE_PATH_SIZE, "/");
    } else if (strcmp(name, CITIZEN) == 0) {
        (void)snprintf(out, PAGE_PATH_SIZE, "/citizen");
    } else {
        (void)snprintf(out, PAGE_PATH_SIZE, "/%s", name);
    }
}

static enum exit_code complain_count(const struct session *session, const char *folder)
{
    complain(
        session, SAY(session, "the page in '%s' cannot be used", "'%s' 中的页面不可用"), folder);
    why(session,
        SAY(session, "there are more than %d files", "文件超过 %d 个"),
        (int)PAGE_FILE_MAX);
    hint(session, SAY(session, "install it again", "请重新安装"));
    return EXIT_CODE_FILE;
}

static enum exit_code read_one(
    const struct session *session, const char *folder, const char *path, struct page *out)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const char *type = type_of(name);

    if (!type || !is_plain(name)) {
        return EXIT_CODE_OK;
    }
    if (out->count == PAGE_FILE_MAX - 1) {
        return complain_count(session, folder);
    }

    struct page_file *file = &out->files[out->count];
    const enum exit_code code = file_read(session, path, FILE_SIZE_MAX, &file->file);
    if (code == EXIT_CODE_OK) {
        name_path(name, file->path);
        file->type = type;
        out->count++;
    }
    return code;
}

/* The second window runs the same script. */
static enum exit_code add_citizen(
    const struct session *session, const char *folder, struct page *page)
{
    char path[PATH_MAX];

    if (page_find(page, "/citizen")) {
        return EXIT_CODE_OK;
    }

    struct page_file *file = &page->files[page->count];
    (void)snprintf(path, sizeof path, "%s/%s", folder, INDEX);
    const enum exit_code code = file_read(session, path, FILE_SIZE_MAX, &file->file);
    if (code == EXIT_CODE_OK) {
        name_path(CITIZEN, file->path);
        file->type = type_of(INDEX);
        page->count++;
    }
    return code;
}

enum exit_code page_complain(const struct session *session, const char *folder)
{
    complain(session, SAY(session, "the page of the desk is missing", "缺少窗口页面"));
    if (folder) {
        why(session, SAY(session, "'%s' has no index.html", "'%s' 中没有 index.html"), folder);
    } else {
        why(session, SAY(session, "it is not where it was installed", "安装目录中没有窗口页面"));
    }
    hint(
        session,
        SAY(session,
            "install it again, or set WALLET_DESK to its folder",
            "请重新安装，或用 WALLET_DESK 指明其所在目录"));
    return EXIT_CODE_FILE;
}

enum exit_code page_read(const struct session *session, const char *folder, struct page *out)
{
    struct folder names = { 0 };

    enum exit_code code = folder_read(session, folder, &names);
    for (size_t i = 0; i < names.count && code == EXIT_CODE_OK; i++) {
        code = read_one(session, folder, names.paths[i], out);
    }
    folder_free(&names);
    if (code == EXIT_CODE_OK) {
        code = page_find(out, "/") ? add_citizen(session, folder, out)
                                   : page_complain(session, folder);
    }

    return code;
}

const struct page_file *page_find(const struct page *page, const char *path)
{
    for (size_t i = 0; i < page->count; i++) {
        if (strcmp(page->files[i].path, path) == 0) {
            return &page->files[i];
        }
    }

    return NULL;
}

void page_free(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        file_free(&page->files[i].file);
    }
    page->count = 0;
}
