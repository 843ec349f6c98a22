/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_OPTIONS_H
#define WALLET_CLI_HTTP_OPTIONS_H

#include "exit_code.h"
#include "file.h"
#include "http_run.h"
#include "option.h"
#include "session.h"

/** Where and how a service listens. */
struct http_settings {
    const char *listen;
    struct option_list hosts;
    const char *certificate;
    const char *private_key;
    bool behind_proxy;
    unsigned connections;
    unsigned per_address;
    unsigned request_seconds;
    const char *prefix; /* of the options' names, where a command has two services; NULL: none */
};

/** The rows for a settings struct that has its struct http_settings in a member; `default_` is told. */
#define HTTP_OPTIONS(settings_, member_, default_)                                            \
    { .kind = OPTION_TEXT,                                                                    \
      .name = "listen",                                                                       \
      .value = "ADDRESS:PORT",                                                                \
      .offset = offsetof(settings_, member_.listen),                                          \
      .help = "where to listen (default: " default_ "); port 0 is any that is free",          \
      .help_zh = "监听地址（默认 " default_ "），端口 0 为任一空闲端口" },                    \
        { .kind = OPTION_LIST,                                                                \
          .name = "host",                                                                     \
          .value = "NAME",                                                                    \
          .offset = offsetof(settings_, member_.hosts),                                       \
          .help = "a name that clients or a proxy may call it by; may be repeated",           \
          .help_zh = "客户端或代理可使用的主机名，可重复" },                                  \
        { .kind = OPTION_TEXT,                                                                \
          .name = "tls-cert",                                                                 \
          .value = "FILE",                                                                    \
          .offset = offsetof(settings_, member_.certificate),                                 \
          .help = "speak TLS with this certificate and its chain, in PEM",                    \
          .help_zh = "以该证书（及证书链，PEM 格式）启用 TLS" },                              \
        { .kind = OPTION_TEXT,                                                                \
          .name = "tls-key",                                                                  \
          .value = "FILE",                                                                    \
          .offset = offsetof(settings_, member_.private_key),                                 \
          .help = "the certificate's private key, in PEM",                                    \
          .help_zh = "该证书的私钥（PEM 格式）" },                                            \
        { .kind = OPTION_FLAG,                                                                \
          .name = "behind-proxy",                                                             \
          .offset = offsetof(settings_, member_.behind_proxy),                                \
          .help = "listen beyond this machine without TLS: a proxy in front has it",          \
          .help_zh = "允许不经 TLS 对外监听：由前置代理负责 TLS" },                           \
        { .kind = OPTION_NUMBER,                                                              \
          .name = "connections",                                                              \
          .value = "N",                                                                       \
          .min = 1,                                                                           \
          .max = 100000,                                                                      \
          .offset = offsetof(settings_, member_.connections),                                 \
          .help = "connections at a time (default: 12000)",                                   \
          .help_zh = "同时连接数上限（默认 12000）" },                                        \
        { .kind = OPTION_NUMBER,                                                              \
          .name = "per-address",                                                              \
          .value = "N",                                                                       \
          .min = 1,                                                                           \
          .max = 100000,                                                                      \
          .offset = offsetof(settings_, member_.per_address),                                 \
          .help = "of these from one address (default: all)",                                 \
          .help_zh = "其中来自同一地址的上限（默认不限）" },                                  \
    {                                                                                         \
        .kind = OPTION_NUMBER, .name = "request-seconds", .value = "N", .min = 1, .max = 600, \
        .offset = offsetof(settings_, member_.request_seconds),                               \
        .help = "how long a request may take to come, 1 to 600 (default: 10)",                \
        .help_zh = "接收一个请求的时限（秒），1 至 600（默认 10）"          \
    }

/** The PEM files of a service that speaks TLS; http_tls_free() releases them. */
struct http_tls {
    struct file certificate;
    struct file private_key;
};

/**
 * Fills in where, how and for whom a service listens; tells why where that makes no sense.  The files
 * are read into `tls`, from which `run` borrows, and which is to be released in any case.
 *
 * \param fallback  the address where `--listen` is not given
 */
enum exit_code http_options_apply(
    const struct session *session,
    const struct http_settings *settings,
    const char *fallback,
    struct http_tls *tls,
    struct http_run *run);

void http_tls_free(struct http_tls *tls);

#endif
