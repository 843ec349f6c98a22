/* SPDX-License-Identifier: Apache-2.0 */
#include "connector.h"

#include "file.h"
#include "folder.h"
#include "output.h"
#include "place.h"
#include "template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECTOR_MAX = 262144, /* bytes of a file */
    NAMES_SIZE = 256,
};

#define CONNECTOR_FOLDER "connectors"
#define CONNECTOR_ENDING ".json"

/** Whether it is a path, and no name of the catalogue. */
static bool is_path(const char *name)
{
    return strchr(name, '/') || strstr(name, CONNECTOR_ENDING);
}

static bool path_of(const char *name, char out[PATH_MAX])
{
    char catalogue[PATH_MAX];

    if (is_path(name)) {
        return snprintf(out, PATH_MAX, "%s", name) < PATH_MAX;
    }

    return place_catalogue(catalogue) &&
           snprintf(
               out, PATH_MAX, "%s/%s/%s%s", catalogue, CONNECTOR_FOLDER, name, CONNECTOR_ENDING) <
               PATH_MAX;
}

/** Writes the names that the catalogue has, as far as there is room. */
static void list_names(const struct session *session, char out[NAMES_SIZE])
{
    char catalogue[PATH_MAX];
    char path[PATH_MAX];
    struct folder folder = { 0 };
    size_t size = 0;

    out[0] = '\0';
    if (!place_catalogue(catalogue) || !place_join(path, catalogue, CONNECTOR_FOLDER) ||
        !file_is_folder(path) || folder_read(session, path, &folder) != EXIT_CODE_OK) {
        return;
    }

    for (size_t i = 0; i < folder.count; i++) {
        const char *name = strrchr(folder.paths[i], '/') + 1;
        const char *ending = strstr(name, CONNECTOR_ENDING);
        const int length = (int)(ending ? ending - name : 0);
        if (length > 0 && size + (size_t)length + 2 < NAMES_SIZE) {
            size += (size_t)snprintf(
                out + size, NAMES_SIZE - size, "%s%.*s", size > 0 ? ", " : "", length, name);
        }
    }

    folder_free(&folder);
}

static enum exit_code complain_unknown(const struct session *session, const char *name)
{
    char names[NAMES_SIZE];

    list_names(session, names);
    complain(session, SAY(session, "there is no connector '%s'", "没有对接映射 '%s'"), name);
    why(session,
        SAY(session, "neither a file nor one of the catalogue: %s", "既不是文件，目录中也只有：%s"),
        names);
    hint(
        session,
        SAY(session,
            "copy one of them, and name your file by its path",
            "可复制其中一个修改，并以路径指明"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_form(
    const struct session *session, const char *path, const char *what)
{
    complain(session, SAY(session, "'%s' is no connector", "'%s' 不是对接映射"), path);
    why(session, "%s", what);
    hint(session, SAY(session, "see wallet-case-push(1)", "参见 wallet-case-push(1)"));
    return EXIT_CODE_FILE;
}

static enum exit_code parse(
    const struct session *session, const char *path, const struct file *file, struct connector *out)
{
    json_error_t error;
    char what[200];

    out->root = json_loadb((const char *)file->data, file->size, JSON_REJECT_DUPLICATES, &error);
    if (!out->root) {
        (void)snprintf(what, sizeof what, "line %d: %.150s", error.line, error.text);
        return complain_form(session, path, what);
    }

    const json_t *title = json_object_get(out->root, "title");
    out->name = json_string_value(json_object_get(out->root, "name"));
    out->title[WALLET_ENGLISH] = json_string_value(json_object_get(title, "en"));
    out->title[WALLET_CHINESE] = json_string_value(json_object_get(title, "zh"));
    return out->name && out->title[WALLET_ENGLISH] && out->title[WALLET_CHINESE] &&
                   json_is_object(json_object_get(out->root, "body"))
               ? EXIT_CODE_OK
               : complain_form(
                     session,
                     path,
                     SAY(session,
                         "expected name, title in zh and en, and body, an object",
                         "应有 name、title（zh 与 en）以及对象 body"));
}

enum exit_code connector_read(
    const struct session *session, const char *name, struct connector *out)
{
    char path[PATH_MAX];
    struct file file = { 0 };

    *out = (struct connector){ .root = NULL };
    if (!path_of(name, path)) {
        return complain_unknown(session, name);
    }

    const int problem = file_try(path, CONNECTOR_MAX, &file);
    if (problem != 0) {
        return is_path(name) ? file_complain(session, path, problem, CONNECTOR_MAX)
                             : complain_unknown(session, name);
    }

    const enum exit_code code = parse(session, path, &file, out);
    file_free(&file);
    return code;
}

void connector_free(struct connector *connector)
{
    json_decref(connector->root);
    *connector = (struct connector){ .root = NULL };
}

enum exit_code connector_fill(
    const struct session *session,
    const struct connector *connector,
    const json_t *facts,
    char **out)
{
    char problem[TEMPLATE_PROBLEM_SIZE];
    json_t *body = template_fill(json_object_get(connector->root, "body"), facts, problem);

    if (!body) {
        complain(
            session,
            SAY(session, "the case does not fit '%s'", "办件与 '%s' 不符"),
            connector->name);
        why(session, "%s", problem);
        hint(
            session,
            SAY(session,
                "a place that may be missing ends with '?' in the connector",
                "可能缺少的位置应在映射中以 '?' 结尾"));
        return EXIT_CODE_REFUSED;
    }

    *out = json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(body);
    return *out ? EXIT_CODE_OK : complain_memory(session);
}
