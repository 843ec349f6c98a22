/* SPDX-License-Identifier: Apache-2.0 */
#include "http_options.h"

#include "keys.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONNECTIONS = 12000,
    REQUEST_SECONDS = 10,
    ANSWER_SECONDS = 30,
    PEM_MAX = 65536,
};

static const char *prefix_of(const struct http_settings *settings)
{
    return settings->prefix ? settings->prefix : "";
}

static enum exit_code read_address(
    const struct session *session,
    const struct http_settings *settings,
    const char *fallback,
    struct http_address *out)
{
    const char *text = settings->listen ? settings->listen : fallback;
    const char *prefix = prefix_of(settings);

    if (http_address_parse(text, out)) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'%s' is no address to listen on", "'%s' 不是监听地址"), text);
    why(session, SAY(session, "it takes an address in numbers and a port", "须为数字地址和端口"));
    hint(session, "--%slisten 127.0.0.1:8420, --%slisten '[::1]:8420'", prefix, prefix);
    return EXIT_CODE_USAGE;
}

static enum exit_code check_names(const struct session *session, const struct option_list *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (i >= HTTP_HOST_MAX || !http_hosts_is_name(names->items[i])) {
            complain(
                session,
                SAY(session, "'%s' cannot be a host", "'%s' 不能作为主机名"),
                names->items[i]);
            why(session,
                SAY(session,
                    "'--host' takes a name or an address, %d at most",
                    "'--host' 取主机名或地址，最多 %d 个"),
                (int)HTTP_HOST_MAX);
            hint(session, "--host repository.example");
            return EXIT_CODE_USAGE;
        }
    }

    return EXIT_CODE_OK;
}

/* What is asked and answered is signed, and yet not for everybody's eyes. */
static enum exit_code check_reach(
    const struct session *session,
    const struct http_settings *settings,
    const struct http_address *address)
{
    const char *prefix = prefix_of(settings);

    if ((settings->certificate != NULL) != (settings->private_key != NULL)) {
        complain(
            session,
            SAY(session, "'--%s%s' is missing", "缺少 '--%s%s'"),
            prefix,
            settings->certificate ? "tls-key" : "tls-cert");
        why(session, SAY(session, "TLS needs a certificate and its key", "TLS 需要证书及其私钥"));
        hint(session, "--%stls-cert FILE --%stls-key FILE", prefix, prefix);
        return EXIT_CODE_USAGE;
    }
    if (!http_address_is_loopback(address) && !settings->certificate && !settings->behind_proxy) {
        complain(session, SAY(session, "it would be open to the network", "服务将直接暴露于网络"));
        why(session,
            SAY(session,
                "others on the way could read what is asked and answered",
                "途中他人可读取请求和答复内容"));
        hint(
            session,
            SAY(session,
                "give --%stls-cert and --%stls-key, or --%sbehind-proxy if a proxy in front speaks "
                "TLS",
                "请指定 --%stls-cert 和 --%stls-key；如前置代理已启用 TLS，请用 --%sbehind-proxy"),
            prefix,
            prefix,
            prefix);
        return EXIT_CODE_USAGE;
    }
    if (http_address_is_any(address) && settings->hosts.count == 0) {
        complain(session, SAY(session, "'--host' is missing", "缺少 '--host'"));
        why(session,
            SAY(session,
                "on all addresses it cannot know what clients call it",
                "监听所有地址时无法得知客户端使用的主机名"));
        hint(session, "--host repository.example");
        return EXIT_CODE_USAGE;
    }

    return EXIT_CODE_OK;
}

/* libmicrohttpd takes C strings. */
static bool end_text(struct file *file)
{
    uint8_t *text = malloc(file->size + 1);
    if (!text) {
        return false;
    }

    memcpy(text, file->data, file->size);
    text[file->size] = '\0';
    const struct file whole = { text, file->size, file->mode, file->owner };
    file_free(file); /* which wipes it */
    *file = whole;
    return true;
}

static enum exit_code read_pem(const struct session *session, const char *path, struct file *out)
{
    const enum exit_code code = file_read(session, path, PEM_MAX, out);

    return code != EXIT_CODE_OK || end_text(out) ? code : complain_memory(session);
}

static enum exit_code read_tls(
    const struct session *session, const struct http_settings *settings, struct http_tls *out)
{
    enum exit_code code = read_pem(session, settings->certificate, &out->certificate);

    if (code == EXIT_CODE_OK) {
        code = read_pem(session, settings->private_key, &out->private_key);
    }
    if (code == EXIT_CODE_OK) {
        code = keys_check_owner(session, settings->private_key, &out->private_key);
    }

    return code;
}

enum exit_code http_options_apply(
    const struct session *session,
    const struct http_settings *settings,
    const char *fallback,
    struct http_tls *tls,
    struct http_run *run)
{
    *tls = (struct http_tls){ .certificate = { .data = NULL } };
    enum exit_code code = read_address(session, settings, fallback, &run->address);
    if (code == EXIT_CODE_OK) {
        code = check_names(session, &settings->hosts);
    }
    if (code == EXIT_CODE_OK) {
        code = check_reach(session, settings, &run->address);
    }
    if (code == EXIT_CODE_OK && settings->certificate) {
        code = read_tls(session, settings, tls);
    }

    run->prefix = settings->prefix;
    run->names = settings->hosts.items;
    run->name_count = settings->hosts.count;
    run->server.certificate = (const char *)tls->certificate.data;
    run->server.private_key = (const char *)tls->private_key.data;
    run->server.limits.connections = settings->connections ? settings->connections : CONNECTIONS;
    run->server.limits.per_address = settings->per_address;
    run->server.limits.patience = (struct http_patience){
        .request_seconds = settings->request_seconds ? settings->request_seconds : REQUEST_SECONDS,
        .answer_seconds = ANSWER_SECONDS,
    };
    return code;
}

void http_tls_free(struct http_tls *tls)
{
    file_free(&tls->certificate);
    file_free(&tls->private_key);
}
