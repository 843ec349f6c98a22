/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "near.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

/*
 * To add a command: write cmd_NAME.c, name it here, in command.h and cli/meson.build, and give it a
 * man page in cli/man; tests/lint/docs.py says what the page lacks.
 */
const struct command *const commands[] = {
    &command_verify,
    &command_scan,
    &command_inspect,
    &command_mdoc_transcript,
    &command_mdoc_explain,
    &command_desk,
    &command_ask,
    &command_case_init,
    &command_case_open,
    &command_case_add,
    &command_case_fill,
    &command_case_decide,
    &command_case_notice,
    &command_case_accept,
    &command_case_close,
    &command_case_push,
    &command_case_serve,
    &command_case_export,
    &command_case_check,
    &command_case_show,
    &command_case_list,
    &command_duty_grant,
    &command_face_assert,
    &command_vault_init,
    &command_vault_passwd,
    &command_vault_key,
    &command_vault_export,
    &command_vault_import,
    &command_vault_check,
    &command_add,
    &command_list,
    &command_show,
    &command_present,
    &command_answer,
    &command_grant,
    &command_remove,
    &command_log,
    &command_mdoc_request,
    &command_mdoc_present,
    &command_issue,
    &command_batch_issue,
    &command_revoke,
    &command_suspend,
    &command_restore,
    &command_status_init,
    &command_status_publish,
    &command_status_show,
    &command_status_import,
    &command_key_new,
    &command_key_show,
    &command_key_export,
    &command_key_certify,
    &command_key_agent,
    &command_certificate_check,
    &command_matter_list,
    &command_matter_show,
    &command_matter_check,
    &command_type_list,
    &command_type_show,
    &command_type_check,
    &command_trust_init,
    &command_trust_add,
    &command_trust_set,
    &command_trust_remove,
    &command_trust_publish,
    &command_trust_import,
    &command_trust_list,
    &command_trust_show,
    &command_bundle_make,
    &command_bundle_show,
    &command_bundle_import,
    &command_repository_init,
    &command_repository_load,
    &command_repository_find,
    &command_repository_show,
    &command_repository_state,
    &command_repository_erase,
    &command_repository_report,
    &command_repository_release,
    &command_repository_share,
    &command_repository_stats,
    &command_repository_verify,
    &command_audit_verify,
    &command_audit_prove,
    &command_audit_receipt,
    &command_audit_check,
    &command_audit_witness,
    &command_audit_list,
    &command_repository_serve,
    &command_demo,
    &command_doctor,
    &command_explain,
    &command_help,
    &command_completion,
    &command_version,
    NULL,
};

static const char *const languages[] = { "en", "zh", NULL };
static const char *const color_times[] = { "auto", "always", "never", NULL };

const struct option_spec global_options[] = {
    {
        .kind = OPTION_FLAG,
        .letter = 'h',
        .name = "help",
        .offset = offsetof(struct global_settings, help),
        .help = "show this help",
        .help_zh = "显示本帮助",
    },
    {
        .kind = OPTION_FLAG,
        .name = "json",
        .offset = offsetof(struct global_settings, json),
        .help = "print JSON, one object a line (see 'wallet help json')",
        .help_zh = "输出 JSON，每行一个对象（见 'wallet help json'）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "lang",
        .value = "LANG",
        .choices = languages,
        .offset = offsetof(struct global_settings, lang),
        .help = "language of texts: en or zh",
        .help_zh = "文字的语言：en 或 zh",
    },
    {
        .kind = OPTION_TEXT,
        .name = "color",
        .value = "WHEN",
        .choices = color_times,
        .offset = offsetof(struct global_settings, color),
        .help = "colours: auto, always or never",
        .help_zh = "颜色：auto、always 或 never",
    },
    { 0 },
};

static bool is_named(const struct command *command, char *const *words, size_t used)
{
    char line[64];
    const int size = used == 1 ? snprintf(line, sizeof line, "%s", words[0])
                               : snprintf(line, sizeof line, "%s %s", words[0], words[1]);

    return size > 0 && (size_t)size < sizeof line && strcmp(line, command->words) == 0;
}

const struct command *command_find(char *const *words, size_t count, size_t *out_used)
{
    for (size_t used = 1; used <= 2 && used <= count; used++) {
        for (size_t i = 0; commands[i]; i++) {
            if (is_named(commands[i], words, used)) {
                *out_used = used;
                return commands[i];
            }
        }
    }

    return NULL;
}

/* The verbs below a noun, as "new, show, export"; false if there is no such noun. */
static bool list_verbs(const char *noun, char *out, size_t capacity)
{
    const size_t size = strlen(noun);
    out[0] = '\0';

    for (size_t i = 0; commands[i]; i++) {
        if (strncmp(commands[i]->words, noun, size) == 0 && commands[i]->words[size] == ' ') {
            strncat(out, out[0] ? ", " : "", capacity - strlen(out) - 1);
            strncat(out, commands[i]->words + size + 1, capacity - strlen(out) - 1);
        }
    }

    return out[0] != '\0';
}

/* Compares whole commands, and their nouns and verbs alone, with what was typed. */
static const char *nearest(char *const *words, size_t count)
{
    char line[64];
    const bool two = count > 1 && words[1][0] != '-';
    (void)snprintf(line, sizeof line, "%s %s", words[0], two ? words[1] : "");
    struct near both = near_start(line, strlen(line) - (two ? 0 : 1));
    struct near first = near_start(words[0], strlen(words[0]));

    for (size_t i = 0; commands[i]; i++) {
        near_offer(&both, commands[i]->words);
        if (!strchr(commands[i]->words, ' ')) {
            near_offer(&first, commands[i]->words);
        }
    }

    return both.best ? both.best : first.best;
}

enum exit_code command_complain(const struct session *session, char *const *words, size_t count)
{
    char verbs[128];
    const char *near = nearest(words, count);

    if (!list_verbs(words[0], verbs, sizeof verbs)) {
        complain(session, SAY(session, "there is no command '%s'", "没有命令 '%s'"), words[0]);
        why(session, SAY(session, "'wallet' does not know this word", "'wallet' 不认识这个词"));
    } else if (count < 2 || words[1][0] == '-') {
        complain(
            session, SAY(session, "'wallet %s' needs a verb", "'wallet %s' 缺少动词"), words[0]);
        why(session, SAY(session, "it can: %s", "可用的有：%s"), verbs);
    } else {
        complain(
            session,
            SAY(session, "there is no command '%s %s'", "没有命令 '%s %s'"),
            words[0],
            words[1]);
        why(session,
            SAY(session, "'wallet %s' can: %s", "'wallet %s' 可用的有：%s"),
            words[0],
            verbs);
    }

    if (near) {
        hint(session, SAY(session, "did you mean 'wallet %s'?", "是不是 'wallet %s'？"), near);
    } else {
        hint(
            session,
            SAY(session, "'wallet help' lists all commands", "'wallet help' 列出全部命令"));
    }
    return EXIT_CODE_USAGE;
}
