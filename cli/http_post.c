/* SPDX-License-Identifier: Apache-2.0 */
#include "http_post.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECT_SECONDS = 10,
    TOTAL_SECONDS = 60,
    HEADER_SIZE = 160,
    RETRY_SECONDS_MAX = 86400,
};

/** What one transfer needs besides libcurl's own. */
struct transfer {
    const struct http_post *post;
    struct http_reply *reply;
    bool is_too_long;
};

static size_t keep(const char *data, size_t size, size_t count, void *opaque)
{
    struct transfer *transfer = opaque;
    struct http_reply *reply = transfer->reply;
    const size_t more = size * count; /* size is 1 */

    if (transfer->post->answer_max == 0) {
        return more;
    }
    if (more > transfer->post->answer_max - reply->size) {
        transfer->is_too_long = true;
        return 0;
    }

    uint8_t *grown = realloc(reply->data, reply->size + more + 1);
    if (!grown) {
        return 0;
    }
    reply->data = grown;
    memcpy(grown + reply->size, data, more);
    reply->size += more;
    return more;
}

bool http_post_is_local(const char *url)
{
    static const char *const places[] = { "http://127.0.0.1", "http://[::1]", "http://localhost" };

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const size_t size = strlen(places[i]);
        if (strncmp(url, places[i], size) == 0 && strchr(":/", url[size])) {
            /* "http://localhost:8080@elsewhere/" is somewhere else. */
            return !strchr(url, '@');
        }
    }

    return false;
}

static CURLcode set_numbers(CURL *curl, const struct http_post *post)
{
    const struct {
        CURLoption option;
        long value;
    } numbers[] = {
        { CURLOPT_POST, 1 },
        { CURLOPT_POSTFIELDSIZE, (long)post->object.size },
        { CURLOPT_FOLLOWLOCATION, 0 },
        { CURLOPT_SSL_VERIFYPEER, 1 },
        { CURLOPT_SSL_VERIFYHOST, 2 },
        { CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
        { CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS },
        { CURLOPT_TIMEOUT, TOTAL_SECONDS },
        { CURLOPT_NOSIGNAL, 1 },
    };
    CURLcode code = CURLE_OK;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0] && code == CURLE_OK; i++) {
        code = curl_easy_setopt(curl, numbers[i].option, numbers[i].value);
    }

    return code;
}

static CURLcode set_texts(CURL *curl, const struct http_post *post)
{
    const bool is_plain = post->may_be_plain && http_post_is_local(post->url);
    const struct {
        CURLoption option;
        const char *value; /* NULL: as it is */
    } texts[] = {
        { CURLOPT_URL, post->url },
        { CURLOPT_PROTOCOLS_STR, is_plain ? "http" : "https" },
        { CURLOPT_NOPROXY, is_plain ? "*" : NULL },
        { CURLOPT_POSTFIELDS, (const char *)post->object.data },
        { CURLOPT_CAINFO, post->authorities },
    };
    CURLcode code = CURLE_OK;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && code == CURLE_OK; i++) {
        if (texts[i].value) {
            code = curl_easy_setopt(curl, texts[i].option, texts[i].value);
        }
    }
    if (code == CURLE_OK && post->authorities) {
        /* Instead of the system's, which stand in a folder, too. */
        code = curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }

    return code;
}

static CURLcode set_up(
    CURL *curl, struct curl_slist *headers, const struct http_post *post, struct transfer *transfer)
{
    CURLcode code = set_numbers(curl, post);

    if (code == CURLE_OK) {
        code = set_texts(curl, post);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
    }

    return code;
}

static const char *send_it(CURL *curl, struct transfer *transfer)
{
    struct http_reply *reply = transfer->reply;
    const char *type = NULL;
    curl_off_t retry_after = 0;

    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        return transfer->is_too_long ? "the answer is too long" : curl_easy_strerror(code);
    }

    (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply->status);
    (void)curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    (void)curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
    reply->retry_after =
        retry_after > 0 && retry_after <= RETRY_SECONDS_MAX ? (long)retry_after : 0;
    (void)snprintf(reply->type, sizeof reply->type, "%s", type ? type : "");
    return NULL;
}

/** The fields of the head; NULL: no memory. */
static struct curl_slist *make_headers(const struct http_post *post)
{
    char header[HEADER_SIZE];

    (void)snprintf(header, sizeof header, "Content-Type: %s", post->type);
    struct curl_slist *headers = curl_slist_append(NULL, header);
    for (const char *const *field = post->fields; headers && field && *field; field++) {
        struct curl_slist *more = curl_slist_append(headers, *field);
        if (!more) {
            curl_slist_free_all(headers);
        }
        headers = more;
    }

    return headers;
}

const char *http_post_send(const struct http_post *post, struct http_reply *out)
{
    struct transfer transfer = { .post = post, .reply = out };

    *out = (struct http_reply){ .status = 0 };
    struct curl_slist *headers = make_headers(post);
    CURL *curl = curl_easy_init();
    const bool is_ready = headers && curl && set_up(curl, headers, post, &transfer) == CURLE_OK;
    const char *reason = is_ready ? send_it(curl, &transfer) : "libcurl cannot do it";

    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    if (reason) {
        http_reply_clear(out);
    }
    return reason;
}

void http_reply_clear(struct http_reply *reply)
{
    free(reply->data);
    *reply = (struct http_reply){ .status = 0 };
}
