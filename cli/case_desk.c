/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"
#include "clock.h"
#include "near.h"
#include "output.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum exit_code case_actor(
    const struct session *session, const struct wallet_clerk *given, struct wallet_case_actor *out)
{
    struct moment moment;

    *out = (struct wallet_case_actor){ .clerk = *given };
    if (!out->clerk.name) {
        out->clerk.name = getenv("WALLET_CLERK");
    }
    if (!out->clerk.name || out->clerk.name[0] == '\0') {
        complain(session, SAY(session, "'--clerk' is missing", "缺少 '--clerk'"));
        why(session,
            SAY(session,
                "every act of a case is somebody's, and is written down",
                "办件的每步操作都要记录经办人"));
        hint(
            session,
            SAY(session,
                "--clerk NAME, or set WALLET_CLERK",
                "请用 --clerk 姓名，或设置 WALLET_CLERK"));
        return EXIT_CODE_USAGE;
    }

    const enum exit_code code = clock_read(session, NULL, &moment);
    out->at_unix = moment.unix_seconds;
    return code;
}

enum exit_code case_desk_open(
    const struct session *session,
    const struct case_settings *settings,
    const char *number,
    struct case_desk *out)
{
    struct wallet_error error;

    *out = (struct case_desk){ .store = { .session = session } };
    enum exit_code code = case_actor(session, &settings->clerk, &out->actor);
    if (code == EXIT_CODE_OK) {
        code = case_store_open(session, settings->store, &out->store);
    }
    if (code == EXIT_CODE_OK &&
        wallet_case_load(out->store.cases, number, &out->item, &error) != WALLET_OK) {
        code = case_store_complain(&out->store, number, &error);
    }

    return code;
}

void case_desk_close(struct case_desk *desk)
{
    wallet_case_free(desk->item);
    case_store_close(&desk->store);
}

enum exit_code case_desk_complain(const struct case_desk *desk, const struct wallet_error *error)
{
    return case_store_complain(&desk->store, wallet_case_number(desk->item), error);
}

enum exit_code case_split(
    const struct session *session,
    const char *text,
    struct wallet_bytes *out_name,
    const char **out_value)
{
    const char *equals = strchr(text, '=');

    if (equals && equals != text) {
        *out_name = (struct wallet_bytes){ (const uint8_t *)text, (size_t)(equals - text) };
        *out_value = equals + 1;
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'%s' makes no sense", "'%s' 无法理解"), text);
    why(session, SAY(session, "expected NAME=VALUE", "应为 名称=值"));
    hint(
        session,
        SAY(session,
            "'wallet case show NUMBER' shows the names",
            "'wallet case show 编号' 可查看名称"));
    return EXIT_CODE_USAGE;
}

/** What is looked for, and how it is called where it is not found. */
struct kind {
    const char *english;
    const char *chinese;
    size_t (*count)(const struct wallet_matter *matter);
    const char *(*name)(const struct wallet_matter *matter, size_t index);
};

static const char *material_name(const struct wallet_matter *matter, size_t index)
{
    return wallet_matter_material_at(matter, index)->name;
}

static const char *blank_name(const struct wallet_matter *matter, size_t index)
{
    return wallet_matter_blank_at(matter, index)->name;
}

static const char *rule_name(const struct wallet_matter *matter, size_t index)
{
    return wallet_matter_rule_at(matter, index)->name;
}

static enum exit_code complain_name(
    const struct case_desk *desk, struct wallet_bytes name, const struct kind *kind)
{
    const struct session *session = desk->store.session;
    const struct wallet_matter *matter = wallet_case_matter(desk->item);
    struct near near = near_start((const char *)name.data, name.size);

    for (size_t i = 0; i < kind->count(matter); i++) {
        near_offer(&near, kind->name(matter, i));
    }

    complain(
        session,
        SAY(session, "the matter has no %s '%.*s'", "该事项没有%s '%.*s'"),
        SAY(session, kind->english, kind->chinese),
        (int)name.size,
        (const char *)name.data);
    why(session,
        SAY(session, "none of its %zu has this name or title", "其 %zu 项中没有此名称或标题"),
        kind->count(matter));
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), near.best);
    } else {
        hint(
            session,
            SAY(session,
                "'wallet case show %s' shows the names",
                "'wallet case show %s' 可查看名称"),
            wallet_case_number(desk->item));
    }
    return EXIT_CODE_USAGE;
}

enum exit_code case_find_material(
    const struct case_desk *desk, struct wallet_bytes name, size_t *out)
{
    static const struct kind kind = {
        "material", "材料", wallet_matter_material_count, material_name
    };

    *out = wallet_matter_find_material(wallet_case_matter(desk->item), name);
    return *out != WALLET_NO_MATERIAL ? EXIT_CODE_OK : complain_name(desk, name, &kind);
}

enum exit_code case_find_blank(const struct case_desk *desk, struct wallet_bytes name, size_t *out)
{
    static const struct kind kind = { "blank", "表单项", wallet_matter_blank_count, blank_name };

    *out = wallet_matter_find_blank(wallet_case_matter(desk->item), name);
    return *out != SIZE_MAX ? EXIT_CODE_OK : complain_name(desk, name, &kind);
}

enum exit_code case_find_rule(const struct case_desk *desk, struct wallet_bytes name, size_t *out)
{
    static const struct kind kind = { "rule", "比对规则", wallet_matter_rule_count, rule_name };
    const struct wallet_matter *matter = wallet_case_matter(desk->item);

    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        const struct wallet_rule *rule = wallet_matter_rule_at(matter, i);
        const char *const names[] = { rule->name, rule->title[WALLET_CHINESE] };
        for (size_t j = 0; j < 2; j++) {
            if (strlen(names[j]) == name.size && memcmp(names[j], name.data, name.size) == 0) {
                *out = i;
                return EXIT_CODE_OK;
            }
        }
    }

    return complain_name(desk, name, &kind);
}
