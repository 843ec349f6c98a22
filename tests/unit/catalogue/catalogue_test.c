/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* nftw() */
#include <wallet/catalogue.h>

#include "sample.h"
#include "test.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PATH_ROOM = 512,
};

/** A folder of the test's own, with the folders that a catalogue has. */
struct folder {
    char path[64];
};

static char *below(const struct folder *folder, const char *name)
{
    char *path = test_memory(PATH_ROOM);
    (void)snprintf(path, PATH_ROOM, "%s/%s", folder->path, name);
    return path;
}

static struct folder folder_open(void)
{
    struct folder folder = { "/tmp/wallet-catalogue-XXXXXX" };

    CHECK(mkdtemp(folder.path));
    CHECK_EQUAL(mkdir(below(&folder, "types"), 0700), 0);
    CHECK_EQUAL(mkdir(below(&folder, "codes"), 0700), 0);
    return folder;
}

static void folder_write(const struct folder *folder, const char *name, const char *content)
{
    FILE *file = fopen(below(folder, name), "wbe");
    CHECK(file);
    CHECK(fputs(content, file) >= 0);
    CHECK_EQUAL(fclose(file), 0);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static void folder_close(const struct folder *folder)
{
    const int open_folders = 4;
    CHECK_EQUAL(nftw(folder->path, remove_one, open_folders, FTW_DEPTH | FTW_PHYS), 0);
}

/** Loads a folder that must be refused. */
static void check_refused(
    const struct folder *folder, enum wallet_status wanted, const char *message)
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wallet_catalogue_load(folder->path, &catalogue, &error), wanted);
    CHECK_TEXT(error.message, message);
    CHECK(!catalogue);
}

#define TYPE(name_, code_, rest_)                                                              \
    "{\"name\":\"" name_ "\",\"code\":\"11360500000000019F" code_ "\",\"title\":" SAMPLE_TITLE \
    ",\"definer\":" SAMPLE_TITLE ",\"validity\":" SAMPLE_TITLE ",\"source\":\"tests\"," rest_ "}"
#define FIELDS SAMPLE_HOLDER ",\"fields\":" SAMPLE_FIELDS
#define LIST(name_)                                   \
    "{\"name\":\"" name_ "\",\"title\":" SAMPLE_TITLE \
    ",\"source\":\"tests\",\"codes\":" SAMPLE_COLOURS "}"

TEST(types_are_loaded_in_the_order_of_their_files)
{
    const struct folder folder = folder_open();
    struct wallet_catalogue *catalogue = NULL;

    folder_write(&folder, "types/b.json", TYPE("first", "002", FIELDS));
    folder_write(&folder, "types/c.json", TYPE("second", "001", FIELDS));
    folder_write(&folder, "types/a.json", TYPE("third", "003", FIELDS));
    folder_write(&folder, "types/.hidden.json", "not JSON");
    folder_write(&folder, "types/notes.txt", "not JSON");
    CHECK_EQUAL(wallet_catalogue_load(folder.path, &catalogue, NULL), WALLET_OK);

    CHECK_EQUAL(wallet_catalogue_count(catalogue), 3);
    CHECK_TEXT(wallet_type_name(wallet_catalogue_at(catalogue, 0)), "third");
    CHECK_TEXT(wallet_type_name(wallet_catalogue_at(catalogue, 1)), "first");
    CHECK_TEXT(wallet_type_name(wallet_catalogue_at(catalogue, 2)), "second");
    wallet_catalogue_free(catalogue);
    folder_close(&folder);
}

TEST(a_folder_without_types_is_an_empty_catalogue)
{
    const struct folder folder = folder_open();
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(rmdir(below(&folder, "codes")), 0);
    CHECK_EQUAL(wallet_catalogue_load(folder.path, &catalogue, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_catalogue_count(catalogue), 0);
    CHECK(!wallet_catalogue_find(catalogue, test_text("id-card")));
    wallet_catalogue_free(catalogue);
    folder_close(&folder);
}

TEST(types_share_the_code_lists_of_their_folder)
{
    static const char type[] = TYPE(
        "a",
        "001",
        SAMPLE_HOLDER
        ",\"fields\":[" SAMPLE_FIELD(1, "number", "号", "\"kind\":\"citizen-number\"") "," SAMPLE_FIELD(
            2, "colour", "色", "\"kind\":\"code\",\"codes\":\"colours\"") "]");
    const struct folder folder = folder_open();
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_catalogue *single = NULL;

    folder_write(&folder, "codes/colours.json", LIST("colours"));
    folder_write(&folder, "types/a.json", type);
    CHECK_EQUAL(wallet_catalogue_load(folder.path, &catalogue, NULL), WALLET_OK);
    const struct wallet_field *field =
        wallet_type_find_field(wallet_catalogue_at(catalogue, 0), test_text("colour"));
    CHECK_EQUAL(wallet_field_code_count(field), 3);

    CHECK_EQUAL(wallet_catalogue_parse(test_text(type), NULL, &single, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_catalogue_parse(test_text(type), catalogue, &single, NULL), WALLET_OK);
    field = wallet_type_find_field(wallet_catalogue_at(single, 0), test_text("colour"));
    CHECK_EQUAL(wallet_field_code_count(field), 3);

    wallet_catalogue_free(single);
    wallet_catalogue_free(catalogue);
    folder_close(&folder);
}

TEST(no_two_types_have_the_same_name_or_code)
{
    const struct folder folder = folder_open();

    folder_write(&folder, "types/a.json", TYPE("x", "001", FIELDS));
    folder_write(&folder, "types/b.json", TYPE("y", "002", FIELDS));
    folder_write(&folder, "types/c.json", TYPE("x", "003", FIELDS));
    check_refused(
        &folder, WALLET_ERR_STRUCTURE, "'types/a.json' and 'types/c.json' have the same name");
    folder_write(&folder, "types/c.json", TYPE("z", "002", FIELDS));
    check_refused(
        &folder, WALLET_ERR_STRUCTURE, "'types/b.json' and 'types/c.json' have the same code");
    folder_close(&folder);
}

TEST(an_error_names_the_file_and_the_place_in_it)
{
    const struct folder folder = folder_open();

    folder_write(&folder, "types/a.json", "{\n\"name\" \"a\"}");
    check_refused(&folder, WALLET_ERR_MALFORMED, "types/a.json, line 2, column 8: not JSON");
    folder_write(&folder, "types/a.json", TYPE("a", "001", "\"holder\":[],\"fields\":[]"));
    check_refused(
        &folder, WALLET_ERR_STRUCTURE, "types/a.json, line 1: 'fields': expected 1 to 256 fields");
    folder_write(&folder, "types/a.json", TYPE("a", "001", FIELDS));
    folder_write(&folder, "codes/a.json", "{\"name\":\"a\"}");
    check_refused(
        &folder,
        WALLET_ERR_STRUCTURE,
        "codes/a.json, line 1: 'title': missing: expected an object");
    folder_write(&folder, "codes/a.json", "{\"name\":\"a\",\n\"x\":\n1}");
    check_refused(&folder, WALLET_ERR_STRUCTURE, "codes/a.json, line 3: unknown member 'x'");
    folder_write(&folder, "codes/a.json", LIST("a"));
    folder_write(&folder, "codes/b.json", LIST("a"));
    check_refused(
        &folder, WALLET_ERR_STRUCTURE, "codes/b.json, line 1: has the name of 'codes/a.json'");
    folder_close(&folder);
}

TEST(what_cannot_be_read_is_told)
{
    const struct folder folder = folder_open();
    char *message = test_memory(PATH_ROOM);

    CHECK_EQUAL(mkdir(below(&folder, "types/a.json"), 0700), 0);
    check_refused(&folder, WALLET_ERR_FILE, "cannot read 'types/a.json': not a regular file");
    CHECK_EQUAL(rmdir(below(&folder, "types/a.json")), 0);

    CHECK_EQUAL(mkfifo(below(&folder, "types/a.json"), 0600), 0);
    check_refused(&folder, WALLET_ERR_FILE, "cannot read 'types/a.json': not a regular file");
    CHECK_EQUAL(unlink(below(&folder, "types/a.json")), 0);

    CHECK_EQUAL(symlink("nowhere", below(&folder, "types/a.json")), 0);
    check_refused(
        &folder, WALLET_ERR_FILE, "cannot read 'types/a.json': No such file or directory");
    CHECK_EQUAL(unlink(below(&folder, "types/a.json")), 0);

    CHECK_EQUAL(rmdir(below(&folder, "types")), 0);
    (void)snprintf(message, PATH_ROOM, "there is no folder 'types' in '%s'", folder.path);
    check_refused(&folder, WALLET_ERR_FILE, message);

    folder_write(&folder, "types", "a file");
    (void)snprintf(message, PATH_ROOM, "cannot read '%s': Not a directory", folder.path);
    check_refused(&folder, WALLET_ERR_FILE, message);
    folder_close(&folder);
}

TEST(a_type_file_beyond_its_limit_is_refused)
{
    const struct folder folder = folder_open();
    struct wallet_catalogue *catalogue = NULL;
    char *text = test_memory(WALLET_TYPE_FILE_MAX + 2);

    memset(text, ' ', WALLET_TYPE_FILE_MAX);
    memcpy(text, SAMPLE_TYPE, sizeof SAMPLE_TYPE - 1);
    folder_write(&folder, "types/a.json", text);
    CHECK_EQUAL(wallet_catalogue_load(folder.path, &catalogue, NULL), WALLET_OK);
    wallet_catalogue_free(catalogue);

    text[WALLET_TYPE_FILE_MAX] = ' ';
    folder_write(&folder, "types/a.json", text);
    catalogue = NULL;
    check_refused(&folder, WALLET_ERR_TOO_LARGE, "'types/a.json' has more than 262144 bytes");
    CHECK_EQUAL(
        wallet_catalogue_parse(test_text(text), NULL, &catalogue, NULL), WALLET_ERR_TOO_LARGE);
    folder_close(&folder);
}

TEST(more_types_than_the_limit_are_refused)
{
    const struct folder folder = folder_open();
    char name[PATH_ROOM];

    for (int i = 0; i <= WALLET_TYPE_COUNT_MAX; i++) {
        (void)snprintf(name, sizeof name, "%s/types/%d.json", folder.path, i);
        CHECK_EQUAL(symlink("nowhere", name), 0);
    }

    check_refused(&folder, WALLET_ERR_TOO_LARGE, "more than 4096 files in 'types'");
    folder_close(&folder);
}

TEST(a_type_is_found_by_name_and_by_code)
{
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        const char *name = wallet_type_name(type);
        const char *code = wallet_type_code(type);
        CHECK_ROW(name, wallet_catalogue_find(catalogue, test_text(name)) == type, true);
        CHECK_ROW(code, wallet_catalogue_find(catalogue, test_text(code)) == type, true);
    }

    CHECK(!wallet_catalogue_find(catalogue, test_text("")));
    CHECK(!wallet_catalogue_find(catalogue, test_text("id-car")));
    CHECK(!wallet_catalogue_find(catalogue, test_text("id-card ")));
    CHECK(!wallet_catalogue_find(catalogue, test_text("11100000000013127D00")));
    CHECK(!wallet_catalogue_find(catalogue, test_text("\xff")));
    wallet_catalogue_free(catalogue);
}

TEST(the_types_that_ship_are_those_of_the_first_wave)
{
    static const struct {
        const char *name;
        const char *code;
        const char *title;
        enum wallet_holder_kind holder;
        size_t fields;
    } rows[] = {
        { "business-licence", "11100000MB0143028R001", "营业执照", WALLET_HOLDER_ORGANISATION, 11 },
        { "household-register", "11100000000013127D002", "居民户口簿", WALLET_HOLDER_HOUSEHOLD, 9 },
        { "id-card", "11100000000013127D001", "居民身份证", WALLET_HOLDER_PERSON, 10 },
    };
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text(rows[i].name));
        CHECK(type);
        CHECK_TEXT(wallet_type_code(type), rows[i].code);
        CHECK_TEXT(wallet_type_title(type, WALLET_CHINESE), rows[i].title);
        CHECK_ROW(rows[i].name, wallet_type_holder(type), rows[i].holder);
        CHECK_ROW(rows[i].name, wallet_type_field_count(type), rows[i].fields);
    }

    wallet_catalogue_free(catalogue);
}

TEST(what_is_sensitive_is_never_shown_without_being_asked_for)
{
    struct wallet_catalogue *catalogue = sample_shipped();
    const struct wallet_type *card = wallet_catalogue_find(catalogue, test_text("id-card"));
    const struct wallet_type *book =
        wallet_catalogue_find(catalogue, test_text("household-register"));
    const struct wallet_field *portrait = wallet_type_find_field(card, test_text("本人相片"));
    const struct wallet_field *members = wallet_type_find_field(book, test_text("members"));
    const struct wallet_field *religion = wallet_field_member_field_by_key(members, 10);

    CHECK_TEXT(wallet_field_title(religion, WALLET_CHINESE), "宗教信仰");
    CHECK_EQUAL(wallet_field_disclosure(religion), WALLET_DISCLOSE_NEVER_BY_DEFAULT);
    CHECK(wallet_field_is_sensitive(religion));
    CHECK_EQUAL(wallet_field_disclosure(portrait), WALLET_DISCLOSE_ON_REQUEST);
    CHECK(wallet_field_is_sensitive(portrait));
    CHECK(!wallet_type_find_field(card, test_text("指纹信息")));
    wallet_catalogue_free(catalogue);
}

TEST(a_missing_argument_is_refused)
{
    struct wallet_catalogue *catalogue = NULL;
    const struct wallet_bytes nothing = { NULL, 1 };

    CHECK_EQUAL(wallet_catalogue_load(NULL, &catalogue, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_catalogue_load("/tmp", NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_catalogue_parse(nothing, NULL, &catalogue, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_catalogue_parse(test_text("{}"), NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_catalogue_free(NULL);
}
