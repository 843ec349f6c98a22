/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_COMMAND_H
#define WALLET_CLI_COMMAND_H

#include "exit_code.h"
#include "option.h"
#include "session.h"

#include <limits.h>

#define OPERANDS_ANY ((size_t)INT_MAX)

/** One command: parser, help, completion and the lint of the man pages all read this. */
struct command {
    const char *words; /* "verify", or noun and verb: "key new" */
    const char *summary;
    const char *summary_zh;
    const char *operands; /* as the usage line shows them, such as "FILE"; "" for none */
    size_t operand_min;
    size_t operand_max;
    const struct option_spec *options; /* ends with a zeroed entry */
    size_t settings_size;              /* of the struct that the options fill in */
    bool json;                         /* whether it takes --json */
    const char *examples;              /* lines that help prints */
    const char *examples_zh;           /* NULL: the same */
    enum exit_code (*run)(
        const struct session *session, const void *settings, const struct operands *operands);
};

/** Every command, in the order in which help shows them; ends with NULL. */
extern const struct command *const commands[];

/** What every command takes, and the settings of it. */
struct global_settings {
    const char *lang;
    const char *color;
    bool help;
    bool json;
};

extern const struct option_spec global_options[];

extern const struct command command_answer;
extern const struct command command_ask;
extern const struct command command_add;
extern const struct command command_audit_check;
extern const struct command command_audit_list;
extern const struct command command_audit_prove;
extern const struct command command_audit_receipt;
extern const struct command command_audit_verify;
extern const struct command command_audit_witness;
extern const struct command command_batch_issue;
extern const struct command command_bundle_import;
extern const struct command command_bundle_make;
extern const struct command command_bundle_show;
extern const struct command command_case_accept;
extern const struct command command_case_add;
extern const struct command command_case_check;
extern const struct command command_case_close;
extern const struct command command_case_decide;
extern const struct command command_case_export;
extern const struct command command_case_fill;
extern const struct command command_case_init;
extern const struct command command_case_list;
extern const struct command command_case_notice;
extern const struct command command_case_open;
extern const struct command command_case_push;
extern const struct command command_case_serve;
extern const struct command command_case_show;
extern const struct command command_certificate_check;
extern const struct command command_completion;
extern const struct command command_desk;
extern const struct command command_demo;
extern const struct command command_doctor;
extern const struct command command_duty_grant;
extern const struct command command_explain;
extern const struct command command_face_assert;
extern const struct command command_grant;
extern const struct command command_help;
extern const struct command command_inspect;
extern const struct command command_issue;
extern const struct command command_key_agent;
extern const struct command command_key_certify;
extern const struct command command_key_export;
extern const struct command command_key_new;
extern const struct command command_key_show;
extern const struct command command_list;
extern const struct command command_log;
extern const struct command command_matter_check;
extern const struct command command_matter_list;
extern const struct command command_matter_show;
extern const struct command command_mdoc_explain;
extern const struct command command_mdoc_transcript;
extern const struct command command_mdoc_present;
extern const struct command command_mdoc_request;
extern const struct command command_present;
extern const struct command command_remove;
extern const struct command command_repository_erase;
extern const struct command command_repository_find;
extern const struct command command_repository_init;
extern const struct command command_repository_load;
extern const struct command command_repository_release;
extern const struct command command_repository_report;
extern const struct command command_repository_share;
extern const struct command command_repository_serve;
extern const struct command command_repository_show;
extern const struct command command_repository_state;
extern const struct command command_repository_stats;
extern const struct command command_repository_verify;
extern const struct command command_restore;
extern const struct command command_revoke;
extern const struct command command_scan;
extern const struct command command_show;
extern const struct command command_status_import;
extern const struct command command_status_init;
extern const struct command command_status_publish;
extern const struct command command_status_show;
extern const struct command command_suspend;
extern const struct command command_trust_add;
extern const struct command command_trust_import;
extern const struct command command_trust_init;
extern const struct command command_trust_list;
extern const struct command command_trust_publish;
extern const struct command command_trust_remove;
extern const struct command command_trust_set;
extern const struct command command_trust_show;
extern const struct command command_type_check;
extern const struct command command_type_list;
extern const struct command command_type_show;
extern const struct command command_vault_check;
extern const struct command command_vault_export;
extern const struct command command_vault_import;
extern const struct command command_vault_init;
extern const struct command command_vault_key;
extern const struct command command_vault_passwd;
extern const struct command command_verify;
extern const struct command command_version;

/**
 * The command that one or two words name.
 *
 * \param out_used  how many words it took: 1 or 2
 */
const struct command *command_find(char *const *words, size_t count, size_t *out_used);

/** Tells that there is no such command, and which may have been meant. */
enum exit_code command_complain(const struct session *session, char *const *words, size_t count);

#endif
