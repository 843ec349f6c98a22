/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SHOWING_H
#define WALLET_CLI_SHOWING_H

#include <wallet/selection.h>

#include "code_options.h"
#include "code_output.h"
#include "vault.h"

#include <jansson.h>

/** How a code is drawn, or where it is written. */
struct showing_settings {
    const char *output;
    const char *format;
    const char *level;
    unsigned module;
    unsigned interval;
    bool force;
};

/** These rows, for a settings struct that has its struct showing_settings in a member. */
#define SHOWING_OPTIONS(settings_, member_)                                                       \
    CODE_OUTPUT_OPTION(settings_, member_.output), CODE_FORMAT_OPTION(settings_, member_.format), \
        CODE_LEVEL_OPTION(settings_, member_.level),                                              \
        CODE_MODULE_OPTION(settings_, member_.module),                                            \
        { .kind = OPTION_NUMBER,                                                                  \
          .name = "interval",                                                                     \
          .value = "MS",                                                                          \
          .min = CODE_INTERVAL_MIN,                                                               \
          .max = CODE_INTERVAL_MAX,                                                               \
          .offset = offsetof(settings_, member_.interval),                                        \
          .help = "how long each of several codes is shown, in milliseconds (default 600)",       \
          .help_zh = "多个码轮流显示时每个的毫秒数（默认 600）" },                                \
        CODE_FORCE_OPTION(settings_, member_.force)

/** What the holder's number is called among the names of fields. */
#define SHOWING_HOLDER "holder"

/** What a holder is about to show, out of an open vault. */
struct showing {
    const struct session *session;
    struct open_vault *open;
    const struct wallet_catalogue *catalogue;
    struct wallet_selection *selections[WALLET_SHOWN_MAX];
    struct wallet_vault_licence licences[WALLET_SHOWN_MAX];
    bool tells_holder[WALLET_SHOWN_MAX]; /* the holder's number, as whose licence it is */
    size_t count;
    struct wallet_signer signer;
    const char *audience;
    struct wallet_bytes nonce;   /* of the request that is answered */
    struct wallet_buffer object; /* what was signed last */
    unsigned qr_version;         /* of what was written */
};

/** Takes a licence in; tells why where it cannot be shown with the others. */
enum exit_code showing_add(struct showing *showing, const struct wallet_vault_licence *licence);

/** Takes the licence back that was added last. */
void showing_take_back(struct showing *showing);

/** Shows whose licence the last one is, by the holder's number. */
void showing_holder(struct showing *showing);

/** Whether it is one printed licence, which is shown as it is. */
bool showing_is_printed(const struct showing *showing);

/**
 * Shows the fields that a list names, by commas or one by one: "name", "members.2.name", or with the
 * type before, "id-card:name".  Tells which is none.
 */
enum exit_code showing_fields(struct showing *showing, const struct option_list *fields);

/** Prints what goes out, on standard error: the fields with their values. */
void showing_print(const struct showing *showing);

/** The licences with the names of the fields that are shown; the caller owns it. */
json_t *showing_json(const struct showing *showing);

/** Puts down in the vault's history what is shown, or was not, to whom and for what; saves it. */
enum exit_code showing_log(
    const struct showing *showing,
    enum wallet_vault_act act,
    const char *to_name,
    const char *matter);

/** Signs what is shown as of a time. */
enum exit_code showing_sign(struct showing *showing, int64_t now_unix);

/** Whether it can be told in which form it is written; tells why not. */
enum exit_code showing_check(
    const struct session *session, const struct showing_settings *settings);

/** On a terminal shows the code, renewed before it ends, until Enter is pressed; else writes it. */
enum exit_code showing_write(struct showing *showing, const struct showing_settings *settings);

void showing_free(struct showing *showing);

#endif
