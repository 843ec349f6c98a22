/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* nftw() */
#include "matter_sample.h"

#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PATH_ROOM = 512,
};

/** A folder of the test's own with matters in it, and the catalogue that ships. */
struct shelf {
    char path[64];
    struct wallet_catalogue *catalogue;
};

static void shelf_write(const struct shelf *shelf, const char *name, const char *content)
{
    char path[PATH_ROOM];

    (void)snprintf(path, sizeof path, "%s/%s", shelf->path, name);
    FILE *file = fopen(path, "wbe");
    CHECK(file);
    CHECK(fputs(content, file) >= 0);
    CHECK_EQUAL(fclose(file), 0);
}

static struct shelf shelf_open(void)
{
    struct shelf shelf = { "/tmp/wallet-matters-XXXXXX", sample_shipped() };
    char path[PATH_ROOM];

    CHECK(mkdtemp(shelf.path));
    (void)snprintf(path, sizeof path, "%s/matters", shelf.path);
    CHECK_EQUAL(mkdir(path, 0700), 0);
    return shelf;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static void shelf_close(struct shelf *shelf)
{
    const int open_folders = 4;

    CHECK_EQUAL(nftw(shelf->path, remove_one, open_folders, FTW_DEPTH | FTW_PHYS), 0);
    wallet_catalogue_free(shelf->catalogue);
}

#define MATTER(name_, code_, title_)                                                        \
    "{\"name\":\"" name_ "\",\n\"code\":\"" code_ "\",\n\"title\":{\"zh\":\"" title_        \
    "\",\"en\":\"x\"},\"department\":{\"zh\":\"局\",\"en\":\"x\"},"                        \
    "\"department_code\":\"11360500000000019F\",\"basis\":\"x\",\"parties\":[{\"name\":"    \
    "\"applicant\",\"title\":{\"zh\":\"人\",\"en\":\"x\"},\"holder\":\"person\"}],"        \
    "\"materials\":[{\"name\":\"letter\",\"title\":{\"zh\":\"信\",\"en\":\"x\"},\"form\":" \
    "\"paper\",\"source\":\"other\"}]}"

static void check_refused(const struct shelf *shelf, enum wallet_status wanted, const char *message)
{
    struct wallet_matters *matters = NULL;
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wallet_matters_load(shelf->path, shelf->catalogue, &matters, &error), wanted);
    CHECK_TEXT(error.message, message);
    CHECK(!matters);
}

static struct wallet_matters *load(const struct shelf *shelf)
{
    struct wallet_matters *matters = NULL;
    struct wallet_error error = { 0 };

    if (wallet_matters_load(shelf->path, shelf->catalogue, &matters, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    return matters;
}

TEST(matters_are_loaded_in_the_order_of_their_files)
{
    struct shelf shelf = shelf_open();

    shelf_write(&shelf, "matters/b.json", MATTER("first", "B2", "甲"));
    shelf_write(&shelf, "matters/a.json", MATTER("second", "B1", "乙"));
    shelf_write(&shelf, "matters/notes.txt", "not JSON");
    struct wallet_matters *matters = load(&shelf);
    CHECK_EQUAL(wallet_matters_count(matters), 2);
    CHECK_TEXT(wallet_matter_name(wallet_matters_at(matters, 0)), "second");
    CHECK_TEXT(wallet_matter_name(wallet_matters_at(matters, 1)), "first");
    wallet_matters_free(matters);
    shelf_close(&shelf);
}

TEST(a_catalogue_needs_no_matters)
{
    struct shelf shelf = shelf_open();
    char path[PATH_ROOM];

    (void)snprintf(path, sizeof path, "%s/matters", shelf.path);
    CHECK_EQUAL(rmdir(path), 0);
    struct wallet_matters *matters = load(&shelf);
    CHECK_EQUAL(wallet_matters_count(matters), 0);
    CHECK(!wallet_matters_find(matters, test_text("x")));
    CHECK(!wallet_matters_nearest(matters, test_text("x")));
    wallet_matters_free(matters);
    shelf_close(&shelf);
}

TEST(a_matter_is_found_by_name_code_and_title)
{
    struct shelf shelf = shelf_open();

    shelf_write(&shelf, "matters/a.json", MATTER("first", "A1", "变更登记"));
    shelf_write(&shelf, "matters/b.json", MATTER("first-of-all", "A11", "变更"));
    shelf_write(&shelf, "matters/c.json", MATTER("third", "C1", "注销登记"));
    struct wallet_matters *matters = load(&shelf);
    static const struct {
        const char *name;
        const char *found; /* NULL: none */
    } rows[] = {
        { "first", "first" },
        { "first-of-all", "first-of-all" },
        { "A1", "first" },
        { "A11", "first-of-all" },
        { "变更登记", "first" },
        { "变更", "first-of-all" },
        { "third", "third" },
        { "C1", "third" },
        { "firs", NULL },
        { "first-", NULL },
        { "变", NULL },
        { "zzz", NULL },
        { "", NULL },
        { "a1", NULL },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_matter *found = wallet_matters_find(matters, test_text(rows[i].name));
        CHECK_ROW(rows[i].name, found != NULL, rows[i].found != NULL);
        if (found) {
            CHECK_TEXT(wallet_matter_name(found), rows[i].found);
        }
    }

    CHECK_TEXT(wallet_matters_nearest(matters, test_text("frist")), "first");
    CHECK(!wallet_matters_nearest(matters, test_text("something")));
    wallet_matters_free(matters);
    shelf_close(&shelf);
}

TEST(a_title_of_two_matters_finds_neither)
{
    struct shelf shelf = shelf_open();

    shelf_write(&shelf, "matters/a.json", MATTER("one", "A1", "变更登记"));
    shelf_write(&shelf, "matters/b.json", MATTER("two", "A2", "变更登记"));
    struct wallet_matters *matters = load(&shelf);
    CHECK(!wallet_matters_find(matters, test_text("变更登记")));
    CHECK(wallet_matters_find(matters, test_text("two")));
    wallet_matters_free(matters);
    shelf_close(&shelf);
}

TEST(no_two_matters_have_the_same_name_or_code)
{
    struct shelf shelf = shelf_open();

    shelf_write(&shelf, "matters/a.json", MATTER("x", "A1", "甲"));
    shelf_write(&shelf, "matters/b.json", MATTER("y", "A2", "乙"));
    shelf_write(&shelf, "matters/c.json", "\n" MATTER("x", "A3", "丙"));
    check_refused(
        &shelf,
        WALLET_ERR_STRUCTURE,
        "matters/c.json, line 2: 'name': it is that of 'matters/a.json'");
    shelf_write(&shelf, "matters/c.json", "\n" MATTER("z", "A2", "丙"));
    check_refused(
        &shelf,
        WALLET_ERR_STRUCTURE,
        "matters/c.json, line 3: 'code': it is that of 'matters/b.json'");
    shelf_close(&shelf);
}

TEST(an_error_names_the_file_and_the_line)
{
    struct shelf shelf = shelf_open();

    shelf_write(&shelf, "matters/a.json", MATTER("x", "A1", "甲"));
    shelf_write(&shelf, "matters/b.json", MATTER("y", "a2", "乙"));
    check_refused(
        &shelf,
        WALLET_ERR_STRUCTURE,
        "matters/b.json, line 2: 'code': expected 1 to 40 of 0-9 A-Z");
    shelf_write(&shelf, "matters/b.json", "{\n\"name\" \"a\"}");
    check_refused(&shelf, WALLET_ERR_MALFORMED, "matters/b.json, line 2, column 8: not JSON");
    shelf_close(&shelf);
}

TEST(what_cannot_be_read_is_told)
{
    struct shelf shelf = shelf_open();
    char *text = test_memory(WALLET_MATTER_FILE_MAX + 2);
    struct wallet_matters *matters = NULL;
    char path[PATH_ROOM];

    memset(text, ' ', WALLET_MATTER_FILE_MAX + 1);
    shelf_write(&shelf, "matters/a.json", text);
    check_refused(&shelf, WALLET_ERR_TOO_LARGE, "'matters/a.json' has more than 262144 bytes");

    (void)snprintf(path, sizeof path, "%s/matters/a.json", shelf.path);
    CHECK_EQUAL(unlink(path), 0);
    CHECK_EQUAL(mkdir(path, 0700), 0);
    check_refused(&shelf, WALLET_ERR_FILE, "cannot read 'matters/a.json': not a regular file");

    CHECK_EQUAL(wallet_matters_load(NULL, shelf.catalogue, &matters, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_matters_load(shelf.path, NULL, &matters, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_matters_load(shelf.path, shelf.catalogue, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_matters_free(NULL);
    shelf_close(&shelf);
}
