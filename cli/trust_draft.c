/* SPDX-License-Identifier: Apache-2.0 */
#include "trust_draft.h"

#include "file.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "text.h"
#include "trust_entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    DRAFT_MAX = 16 * 1024 * 1024,
};

bool trust_draft_is_there(const char *folder)
{
    char path[PATH_MAX];

    return place_join(path, folder, TRUST_DRAFT) && access(path, F_OK) == 0;
}

static bool parse_entries(struct wallet_trust_list *list, const json_t *entries, char out_why[240])
{
    for (size_t i = 0; i < json_array_size(entries); i++) {
        char why_not[240];
        if (!trust_entry_put_json(list, json_array_get(entries, i), why_not)) {
            (void)snprintf(out_why, 240, "entry %zu: %.200s", i + 1, why_not);
            return false;
        }
    }

    return true;
}

static bool parse(struct wallet_trust_list *list, const struct file *file, char out_why[240])
{
    json_error_t error = { .text = "" };
    json_t *entries = NULL;
    json_int_t version = 0;
    json_int_t form = 0;
    bool holds = false;

    json_t *draft =
        json_loadb((const char *)file->data, file->size, JSON_REJECT_DUPLICATES, &error);
    if (!draft || json_unpack_ex(
                      draft,
                      &error,
                      JSON_STRICT,
                      "{s:I,s:I,s:o}",
                      "v",
                      &form,
                      "version",
                      &version,
                      "entries",
                      &entries) != 0) {
        (void)snprintf(out_why, 240, "line %d: %.200s", error.line, error.text);
    } else if (form != 1 || version < 0 || !json_is_array(entries)) {
        (void)snprintf(out_why, 240, "expected \"v\": 1, a version and an array of entries");
    } else {
        wallet_trust_list_set_version(list, (uint64_t)version);
        holds = parse_entries(list, entries, out_why);
    }

    json_decref(draft);
    return holds;
}

static enum exit_code load(
    const struct session *session, const char *path, struct wallet_trust_list *list)
{
    struct file file = { 0 };
    char what[240] = "";
    enum exit_code code = file_read(session, path, DRAFT_MAX, &file);

    if (code == EXIT_CODE_OK && !parse(list, &file, what)) {
        complain(session, SAY(session, "'%s' is no draft", "'%s' 不是草稿"), path);
        why(session, "%s", what);
        hint(
            session,
            SAY(session, "mend the file, or take an older copy", "请修正该文件，或取较早的副本"));
        code = EXIT_CODE_FILE;
    }

    file_free(&file);
    return code;
}

enum exit_code trust_draft_load(
    const struct session *session, const char *folder, struct wallet_trust_list **out)
{
    struct wallet_trust_list *list = NULL;
    char path[PATH_MAX];

    if (!trust_draft_is_there(folder) || !place_join(path, folder, TRUST_DRAFT)) {
        complain(
            session,
            SAY(session, "'%s' is no authority's folder", "'%s' 不是主管机关目录"),
            folder);
        why(session, SAY(session, "there is no '%s' in it", "其中没有 '%s'"), TRUST_DRAFT);
        hint(
            session,
            SAY(session,
                "'wallet trust init %s --root-issuer USCC' makes one",
                "用 'wallet trust init %s --root-issuer USCC' 建立"),
            folder);
        return EXIT_CODE_FILE;
    }
    if (wallet_trust_list_new(&list, NULL) != WALLET_OK) {
        return complain_memory(session);
    }

    const enum exit_code code = load(session, path, list);
    if (code == EXIT_CODE_OK) {
        *out = list;
    } else {
        wallet_trust_list_free(list);
    }
    return code;
}

/* What a program wants to find, a person need not read. */
static void leave_out(json_t *entry)
{
    const char *name = NULL;
    json_t *value = NULL;
    void *next = NULL;

    (void)json_object_del(entry, "v");
    json_object_foreach_safe(entry, next, name, value)
    {
        if (json_is_null(value)) {
            (void)json_object_del(entry, name);
        }
    }
}

char *trust_draft_text(const struct wallet_trust_list *list)
{
    json_t *draft = json_start();
    json_t *entries = json_array();

    for (size_t i = 0; i < wallet_trust_list_count(list); i++) {
        json_t *entry = trust_entry_json(list, i);
        leave_out(entry);
        (void)json_array_append_new(entries, entry);
    }
    (void)json_object_set_new(
        draft, "version", json_integer((json_int_t)wallet_trust_list_version(list)));
    (void)json_object_set_new(draft, "entries", entries);

    char *json = json_dumps(draft, JSON_INDENT(2));
    char *text = NULL;
    if (json && asprintf(&text, "%s\n", json) < 0) {
        text = NULL;
    }
    free(json);
    json_decref(draft);
    return text;
}

enum exit_code trust_draft_save(
    const struct session *session, const char *folder, const struct wallet_trust_list *list)
{
    char path[PATH_MAX];
    char *text = trust_draft_text(list);

    if (!text || !place_join(path, folder, TRUST_DRAFT)) {
        free(text);
        return complain_memory(session);
    }

    const enum exit_code code = save(session, path, text_of(text), SAVE_REPLACE);
    free(text);
    return code;
}
