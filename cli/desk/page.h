/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_PAGE_H
#define WALLET_DESK_PAGE_H

#include "exit_code.h"
#include "file.h"

#include <stddef.h>

enum {
    PAGE_FILE_MAX = 64,
    PAGE_PATH_SIZE = 72,
};

/** One file of the page, under the path that a browser asks for. */
struct page_file {
    char path[PAGE_PATH_SIZE]; /* "/", "/citizen", "/desk.css" */
    const char *type;          /* media type */
    struct file file;
};

/** All of the page, read once: what a request names is looked up here, and never on the disk. */
struct page {
    struct page_file files[PAGE_FILE_MAX];
    size_t count;
};

/**
 * Reads the files of the known kinds (.html, .css, .js, .svg) whose names are plain, from the folder
 * itself: not from below it.  index.html is "/", and "/citizen" unless there is a citizen.html.  Tells
 * why where it cannot.
 */
enum exit_code page_read(const struct session *session, const char *folder, struct page *out);

/** Tells that there is no page. \param folder  where it should be; NULL: there is no such folder */
enum exit_code page_complain(const struct session *session, const char *folder);

/** The file for a path, exactly as it was sent; NULL: none. */
const struct page_file *page_find(const struct page *page, const char *path);

void page_free(struct page *page);

#endif
