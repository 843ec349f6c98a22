/* SPDX-License-Identifier: Apache-2.0 */
#include "case_words.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

/** A name, and what people call it in English and Chinese. */
struct term {
    const char *name;
    const char *word[2];
};

static const struct term materials[] = {
    [WALLET_MATERIAL_MISSING] = { "missing", { "missing", "缺" } },
    [WALLET_MATERIAL_LICENCE] = { "licence", { "licence", "已取证照" } },
    [WALLET_MATERIAL_UNCHECKED] = { "unchecked", { "to be checked", "待核验" } },
    [WALLET_MATERIAL_PAPER] = { "paper", { "on paper", "纸质" } },
    [WALLET_MATERIAL_DEFERRED] = { "deferred", { "follows later", "容缺后补" } },
    [WALLET_MATERIAL_NOT_NEEDED] = { "not-needed", { "not needed", "非必要" } },
};

static const struct term provenances[] = {
    [WALLET_PROVENANCE_EMPTY] = { "empty", { "empty", "空" } },
    [WALLET_PROVENANCE_LICENCE] = { "licence", { "from a licence", "取自证照" } },
    [WALLET_PROVENANCE_TYPED] = { "typed", { "typed", "手工填写" } },
    [WALLET_PROVENANCE_EDITED] = { "edited", { "edited", "已修改" } },
};

static const struct term lacks[] = {
    [WALLET_LACK_MATERIAL] = { "material", { "missing", "缺少材料" } },
    [WALLET_LACK_RULE] = { "rule", { "does not hold", "比对未通过" } },
    [WALLET_LACK_BLANK] = { "blank", { "empty", "未填写" } },
};

const char *case_material_name(enum wallet_material_state state)
{
    return materials[state].name;
}

const char *case_material_word(enum wallet_material_state state, enum wallet_language language)
{
    return materials[state].word[language == WALLET_CHINESE];
}

const char *case_provenance_name(enum wallet_provenance provenance)
{
    return provenances[provenance].name;
}

const char *case_provenance_word(enum wallet_provenance provenance, enum wallet_language language)
{
    return provenances[provenance].word[language == WALLET_CHINESE];
}

const char *case_lack_name(enum wallet_lack_kind kind)
{
    return lacks[kind].name;
}

const char *case_rule_word(const struct wallet_case_rule *rule, enum wallet_language language)
{
    if (!rule->is_compared) {
        return language == WALLET_CHINESE ? "未比对" : "not compared";
    }

    return wallet_comparison_label(rule->comparison, language);
}

/** Whether a word is a state's name, in any case and with '-' for '_'. */
static bool is_name(const char *word, const char *name)
{
    size_t i = 0;

    while (word[i] != '\0' &&
           (toupper((unsigned char)word[i]) == name[i] || (word[i] == '-' && name[i] == '_'))) {
        i++;
    }

    return word[i] == '\0' && name[i] == '\0';
}

enum wallet_case_state case_state_find(const char *name)
{
    for (int state = WALLET_CASE_COLLECTING; state <= WALLET_CASE_RETURNED; state++) {
        if (!is_name(name, wallet_case_state_name(WALLET_CASE_NONE)) &&
            is_name(name, wallet_case_state_name((enum wallet_case_state)state))) {
            return (enum wallet_case_state)state;
        }
    }

    return WALLET_CASE_NONE;
}

void case_lack_write(
    const struct wallet_case *item,
    struct wallet_lack lack,
    enum wallet_language language,
    char out[512])
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    const char *const *title = NULL;

    switch (lack.kind) {
    case WALLET_LACK_MATERIAL: title = wallet_matter_material_at(matter, lack.index)->title; break;
    case WALLET_LACK_RULE: title = wallet_matter_rule_at(matter, lack.index)->title; break;
    case WALLET_LACK_BLANK: title = wallet_matter_blank_at(matter, lack.index)->title; break;
    }

    (void)snprintf(
        out,
        512,
        language == WALLET_CHINESE ? "%s：%s" : "%s: %s",
        lacks[lack.kind].word[language == WALLET_CHINESE],
        title[language]);
}
